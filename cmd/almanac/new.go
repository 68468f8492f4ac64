package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
)

func (a *app) newCommand() *cobra.Command {
	var r site.NewRequest
	c := &cobra.Command{
		Use:   "new PERIOD",
		Short: "The file of a report that is to be written",
		Long: `New makes the file of a report, with all that almanac knows of it: the metrics that
the report owes, each with the target that was planned last time, figures that other
departments filed in content/_data, every open action as a review that waits for its answer,
recurring actions made anew, and the sections with a line of guidance each.

PERIOD is a name as in 2026-10 or 2026-W14; or monthly, and in the same way daily,
weekly, quarterly, annual: the last one that is over. The unit may stand before it, as
in east/2026-10. Where folders are the tree of units, a new one below another is named
by its folder, as in east/li-ming.

What is still to be filled in says TODO. almanac check lists what is left, and the
report is a draft until its status says otherwise. New overwrites nothing.

Templates lie in layouts/new by language: front.toml, monthly.md and so on for each
length of period, team.md and so on for each level, and one for each scenario. A file
of the same name in the archive's own layouts/new wins.`,
		Example: `  almanac new 2026-10                            the whole organisation's October
  almanac new 2026-10 --unit east                one unit's
  almanac new monthly --scenario new-market      last month, with more about a new market
  almanac new 2026-W14 --unit li-ming --lang zh-Hant`,
		Args: exactly(1, "new takes the period of the report"),
		RunE: func(c *cobra.Command, args []string) error {
			r.Period = args[0]
			return a.begin(c.Context(), r)
		},
	}
	c.Flags().StringVar(&r.Unit, "unit", "", "whose report it is (default: the whole organisation's)")
	c.Flags().StringVar(&r.Profile, "profile", "", "the level whose profile holds: company, department, team or individual (default: the unit's own)")
	c.Flags().StringVar(&r.Scenario, "scenario", "", "standard, new-market, key-accounts, campaign, board, or one of config.toml")
	c.Flags().StringVar(&r.Lang, "lang", "", "the language that it is written in (default: the archive's first)")
	c.ValidArgsFunction = func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.completed(c, begun, func(s *site.Site) []string { return s.Unwritten(r.Unit) })
	}
	complete := func(flag string, words func(*site.Site) []string) {
		c.RegisterFlagCompletionFunc(flag, func(c *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
			return a.completed(c, begun, words)
		})
	}
	complete("unit", (*site.Site).Units)
	complete("scenario", (*site.Site).ScenarioIDs)
	c.RegisterFlagCompletionFunc("profile", cobra.FixedCompletions([]string{"company", "department", "team", "individual"}, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(initLanguages, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// completed are those of the archive's words that begin as what is written.
func (a *app) completed(c *cobra.Command, begun string, words func(*site.Site) []string) (list []string, d cobra.ShellCompDirective) {
	if s := a.archive(c); s != nil {
		for _, w := range words(s) {
			if strings.HasPrefix(w, begun) {
				list = append(list, w)
			}
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

// begin begins a report and says what is to be done with it.
func (a *app) begin(ctx context.Context, r site.NewRequest) error {
	s, err := a.read(ctx, site.Options{Drafts: true, Empty: true, Live: true})
	if err != nil {
		return err
	}
	done, err := s.New(r)
	if err != nil {
		return err
	}
	a.created(done.Path)
	if done.Early > 0 {
		a.say("its period begins in %s only: is that the one you mean?", plural(done.Early, "day"))
	}
	if done.Found > 0 {
		a.say("%s filled in from what others filed and logged", plural(done.Found, "figure"))
	}
	if done.Reviews > 0 {
		a.say("%s waiting for a review", plural(done.Reviews, "open action"))
	}
	if done.Open > 0 {
		a.say("they are the most urgent of %d: almanac actions --open lists all; add [[action_reviews]] for others that moved", done.Open)
	}
	a.say("%s to fill in: almanac check %s lists what is left, almanac serve shows the page as you write", plural(done.Blanks, "blank"), cleanLines(done.Path))
	return nil
}
