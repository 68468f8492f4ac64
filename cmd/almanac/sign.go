package main

import (
	"github.com/spf13/cobra"

	"almanac/site"
)

func (a *app) signCommand() *cobra.Command {
	var step, by string
	c := &cobra.Command{
		Use:   "sign FILE",
		Short: "Sign a report, with the digest of its figures",
		Long: `Sign writes a [[signoff]] into a report's front matter: the step, who signs, the day,
and the digest of the figures as they are now, so that check sees if they are changed
afterwards. Every other byte of the file stays.

The steps are compiled, review, key_figures and final. Who signs is a person of
config.toml. A review and the final step are for those who have a role or lead the
unit or one above it, but never for the author; key figures are signed by a person
with role = "sales_manager".`,
		Example: `  almanac sign content/east/2026-03.md --step review --by lead
  almanac sign content/2026-03.md --step key_figures --by sales.manager`,
		Args: exactly(1, "sign takes one report's file"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"md"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(c *cobra.Command, args []string) error {
			if step == "" || by == "" {
				return &usageError{"sign needs a step and a person", "usage: almanac sign FILE --step STEP --by WHO"}
			}
			o, err := a.options(site.Options{})
			if err != nil {
				return err
			}
			day := o.Today
			if o.AsOf != nil {
				day = *o.AsOf
			}
			return a.sign(c, site.SignRequest{File: args[0], Step: step, By: by, Date: day})
		},
	}
	c.Flags().StringVar(&step, "step", "", "compiled, review, key_figures or final")
	c.Flags().StringVar(&by, "by", "", "who signs, an `ID` of [people]")
	c.RegisterFlagCompletionFunc("step", cobra.FixedCompletions(site.Steps(), cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("by", func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		s := a.archive(c)
		if s == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return s.Signers(), cobra.ShellCompDirectiveNoFileComp
	})
	return c
}

// sign signs a report, given from where the user stands or from the archive.
func (a *app) sign(c *cobra.Command, r site.SignRequest) error {
	var err error
	if r.File, err = a.within(r.File); err != nil {
		return err
	}
	s, err := a.read(c.Context(), site.Options{Drafts: true, Figures: true})
	if err != nil {
		return err
	}
	digest, isNew, err := s.Sign(c.Context(), r)
	if err != nil {
		return err
	}
	if isNew {
		a.say("%s is signed: %s by %s on %s, %s", r.File, r.Step, r.By, r.Date, digest)
	} else {
		a.say("%s bears that signature already: nothing is changed", r.File)
	}
	return nil
}
