package main

import (
	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/diag"
)

func (a *app) schemaCommand() *cobra.Command {
	documents := []string{"config", "front-matter"}
	return &cobra.Command{
		Use:   "schema [config|front-matter]",
		Short: "A JSON Schema, for editors that complete and check TOML",
		Long: `Schema prints a JSON Schema (draft-07) of config.toml, or of the front matter of
reports: every key with what it means and what its value may be.

taplo, and with it the editors that build on it, takes it for config.toml from
.taplo.toml, which almanac init writes. The front matter of Markdown is TOML to few
editors; those that see it so can take the schema too, and almanac check reads it in
any case.`,
		Example: `  almanac schema config > .schema/config.json
  almanac schema front-matter > .schema/front-matter.json`,
		DisableFlagsInUseLine: true,
		Args:                  atMost(1, "schema takes config or front-matter"),
		ValidArgsFunction:     cobra.FixedCompletions(documents, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(c *cobra.Command, args []string) error {
			kind := site.ConfigSchema
			switch {
			case len(args) == 0 || args[0] == documents[0]:
			case args[0] == documents[1]:
				kind = site.FrontSchema
			default:
				return &usageError{"there is no schema of " + diag.Clean(args[0]), diag.DidYouMean(args[0], documents)}
			}
			if _, err := a.term.out.Write(site.Schema(kind)); err != nil {
				return faultf("could not write the schema: %w", err)
			}
			return nil
		},
	}
}
