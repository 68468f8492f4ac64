package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/locale"
)

func (a *app) explainCommand() *cobra.Command {
	var format string
	var drafts bool
	c := &cobra.Command{
		Use:   "explain METRIC [UNIT/]PERIOD",
		Short: "How a figure came about, down to file and line",
		Long: `Explain prints a figure and the figures that it is made of, each with the file and
line that states it.`,
		Example: `  almanac explain revenue 2026-Q1               the quarter's revenue, month by month
  almanac explain conversion east/2026-03       a ratio and its parts
  almanac explain revenue 2026 --format json    the same tree for other programs`,
		Args:              exactly(2, "explain takes a metric and a period, as in revenue 2026-Q1"),
		ValidArgsFunction: a.completeExplain,
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "json"); err != nil {
				return err
			}
			s, err := a.read(c.Context(), site.Options{Drafts: drafts, Figures: true})
			if err != nil {
				return err
			}
			at, err := s.Place(args[1])
			if err != nil {
				return err
			}
			e, err := s.Explain(args[0], at)
			if err != nil {
				return err
			}
			if format == "json" {
				return a.json(e)
			}
			a.term.showExplained(e, s)
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().BoolVar(&drafts, "drafts", false, "figures of drafts count")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (t *terminal) showExplained(e *site.Explained, s *site.Site) {
	t.title(s.Name(e.Unit)+" · "+e.Name+" · "+e.Metric.ID, s.AsOf().String())
	tab := table{columns: []column{{}, {right: true}, {give: true}}}
	explainRows(&tab, s.Locale(), e, "", "", "")
	t.rows(&tab)
}

// rows prints a table without its heads.
func (t *terminal) rows(tab *table) {
	widths := tab.widths()
	keep := tab.fit(widths, t.width())
	for _, r := range tab.rows {
		tab.line(&t.out, r, widths, keep)
	}
}

// explainRows adds a node of the tree and what is under it. Branch is drawn
// before the node, stem before its parts; above is the metric that the node is
// a part of.
func explainRows(tab *table, l *locale.Locale, e *site.Explained, branch, stem, above string) {
	name := cell{{branch, faint}, {e.String(), ""}}
	if e.Metric.ID != above {
		name = cell{{branch, faint}, {e.Metric.ID, bold}, {" " + e.String(), ""}}
	}
	tab.rows = append(tab.rows, []cell{name, plain(amount(l, e.Metric, e.Actual)), origin(l, e)})
	for i := range e.Parts {
		b, more := "├─ ", "│  "
		if i == len(e.Parts)-1 {
			b, more = "└─ ", "   "
		}
		explainRows(tab, l, &e.Parts[i], stem+b, stem+more, e.Metric.ID)
	}
}

// origin says where a figure comes from.
func origin(l *locale.Locale, e *site.Explained) cell {
	var words []string
	switch {
	case e.NA != "":
		words = append(words, "not applicable: "+cleanLines(e.NA))
	case e.Source == "":
		words = append(words, "missing")
	case e.Source == "stated":
		words = append(words, fmt.Sprintf("%s:%d", cleanLines(e.File), e.Line))
	case e.Formula != "":
		words = append(words, "= "+e.Formula)
	case e.Source == "time":
		words = append(words, fmt.Sprintf("%s of %d/%d parts", stacks(e), e.Have, e.Need))
	case e.Source == "units":
		words = append(words, fmt.Sprintf("%s of %d/%d units", stacks(e), e.Have, e.Need))
	}
	switch {
	case e.Source == "stated" || !e.Stated.Present():
	case e.Stated.Equal(e.Actual):
		words = append(words, fmt.Sprintf("as %s:%d says", cleanLines(e.File), e.Line))
	default:
		words = append(words, fmt.Sprintf("%s:%d says %s", cleanLines(e.File), e.Line, amount(l, e.Metric, e.Stated)))
	}
	if e.First.Present() {
		words = append(words, "first reported as "+amount(l, e.Metric, e.First))
	}
	return styled(faint, strings.Join(words, ", "))
}

// stacks says how a kind adds up.
func stacks(e *site.Explained) string {
	switch e.Metric.Kind {
	case "max":
		return "greatest"
	case "min":
		return "least"
	case "stock":
		if e.Source == "time" {
			return "level"
		}
	case "ratio":
		return "Σ parts / Σ parts"
	case "wmean":
		return "weighted mean"
	}
	return "sum"
}
