package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/diag"
)

func (a *app) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Completion for bash, zsh, fish or powershell",
		Long: `Completion prints a script that teaches a shell to complete almanac's commands,
flags, and the periods, units and metrics of the archive.`,
		Example: `  source <(almanac completion bash)
  almanac completion zsh > "${fpath[1]}/_almanac"
  almanac completion fish > ~/.config/fish/completions/almanac.fish
  almanac completion powershell | Out-String | Invoke-Expression`,
		Args:              exactly(1, "completion takes a shell: bash, zsh, fish or powershell"),
		ValidArgsFunction: cobra.FixedCompletions(shells, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(c *cobra.Command, args []string) error {
			root, out := c.Root(), &a.term.out
			var err error
			switch args[0] {
			case "bash":
				err = root.GenBashCompletionV2(out, true)
			case "zsh":
				err = root.GenZshCompletion(out)
			case "fish":
				err = root.GenFishCompletion(out, true)
			case "powershell":
				err = root.GenPowerShellCompletionWithDesc(out)
			default:
				return &usageError{fmt.Sprintf("there is no completion for %q", diag.Clean(args[0])), diag.DidYouMean(args[0], shells)}
			}
			if err != nil {
				return faultf("could not write the script: %w", err)
			}
			return nil
		},
	}
}

// archive reads the archive to complete from it; nil if that does not work,
// since a completion has nobody to complain to.
func (a *app) archive(c *cobra.Command) *site.Site {
	s, err := a.open(c.Context(), site.Options{Drafts: true, Figures: true})
	if err != nil {
		return nil
	}
	return s
}

// completePlace completes up to so many arguments of the form [UNIT/]PERIOD.
func (a *app) completePlace(most int) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.places(c, begun)
	}
}

// places completes a period, or first a unit and then its period.
func (a *app) places(c *cobra.Command, begun string) ([]string, cobra.ShellCompDirective) {
	s := a.archive(c)
	if s == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	directive := cobra.ShellCompDirectiveNoFileComp
	for _, p := range s.Places() {
		unit, _, inUnit := strings.Cut(p, "/")
		switch {
		case !inUnit || strings.HasPrefix(begun, unit+"/"):
			list = append(list, p)
		case !slices.Contains(list, unit+"/"):
			list = append(list, unit+"/")
			directive |= cobra.ShellCompDirectiveNoSpace
		}
	}
	list = slices.DeleteFunc(list, func(p string) bool { return !strings.HasPrefix(p, begun) })
	return list, directive
}

// completeExplain completes a metric, then a place.
func (a *app) completeExplain(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return a.completeMetrics(c, args, begun)
	case 1:
		return a.places(c, begun)
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// completeMetrics completes the last of a list of metrics.
func (a *app) completeMetrics(c *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	s := a.archive(c)
	if s == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	before := begun[:strings.LastIndex(begun, ",")+1]
	var list []string
	for _, id := range s.MetricIDs() {
		if strings.HasPrefix(before+id, begun) {
			list = append(list, before+id)
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

// completeFrom completes one of what an archive lists.
func (a *app) completeFrom(list func(*site.Site) []string) cobra.CompletionFunc {
	return func(c *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		s := a.archive(c)
		if s == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return slices.DeleteFunc(list(s), func(x string) bool { return !strings.HasPrefix(x, begun) }), cobra.ShellCompDirectiveNoFileComp
	}
}
