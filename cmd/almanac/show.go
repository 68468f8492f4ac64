package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/locale"
)

func (a *app) showCommand() *cobra.Command {
	var metrics []string
	var format string
	var drafts bool
	c := &cobra.Command{
		Use:   "show [UNIT/]PERIOD",
		Short: "Figures and comparisons of a period",
		Long: `Show prints the figures of a unit in a period: actual, target, how much of it was
reached, and the change on the period before and on the same period of last year.
▲ marks what is favourable, ▼ what is not.

A comparison that would mislead is refused with its reason: missing, partial,
zero-base, sign-change, tiny-base, small-sample, scope-changed, calendar-changed,
not-stackable.`,
		Example: `  almanac show 2026-03                          the whole organisation in March
  almanac show east/2026-Q1                     the unit east in the first quarter
  almanac show 2026 --metric revenue,orders     two metrics of a year
  almanac show east/2026-03 --format json       for other programs`,
		Args:              exactly(1, "show takes one period, as in 2026-03 or east/2026-Q1"),
		ValidArgsFunction: a.completePlace(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "table", "json", "csv"); err != nil {
				return err
			}
			s, err := a.read(c.Context(), site.Options{Drafts: drafts, Figures: true})
			if err != nil {
				return err
			}
			at, err := s.Place(args[0])
			if err != nil {
				return err
			}
			f, err := s.Show(at, metrics...)
			if err != nil {
				return err
			}
			switch format {
			case "json":
				return a.json(f)
			case "csv":
				return f.WriteCSV(&a.term.out)
			}
			a.term.showFigures(f, s.Name(at.Unit), s.Locale())
			return nil
		},
	}
	c.Flags().StringSliceVar(&metrics, "metric", nil, "only these metrics, `M,…`")
	c.Flags().StringVar(&format, "format", "table", "table, json or csv")
	c.Flags().BoolVar(&drafts, "drafts", false, "figures of drafts count")
	c.RegisterFlagCompletionFunc("metric", a.completeMetrics)
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "json", "csv"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// json prints a result as indented JSON.
func (a *app) json(v any) error {
	e := json.NewEncoder(&a.term.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return faultf("could not write the result: %w", err)
	}
	return nil
}

// title prints the line above a table: what it is about, and as on which day.
func (t *terminal) title(about, asOf string) {
	about, asOf = cleanLines(about), "as of "+asOf
	space := 2
	if w := t.width(); w < endless {
		space = max(min(w, 120)-cells(about)-cells(asOf), 2)
	}
	fmt.Fprintf(&t.out, "%s%*s%s\n\n", t.out.paint(bold, about), space, "", t.out.paint(faint, asOf))
}

const bar = 8 // cells of a gauge

func (t *terminal) showFigures(f *site.Figures, unit string, l *locale.Locale) {
	t.title(unit+" · "+f.Name, f.AsOf.String())
	if len(f.Metrics) == 0 {
		io.WriteString(&t.out, "There are no figures.\n")
		return
	}
	t.say(f.Message)
	previous := on(f, "previous", func(m site.Figure) string { return m.Previous.Period })
	ago := on(f, "year ago", func(m site.Figure) string { return m.YearAgo.Period })
	tab := table{columns: []column{{head: "", give: true}, {head: "Actual", right: true}, {head: "Target", right: true, weight: 3},
		{head: "Reached", weight: 5}, {head: "", right: true, weight: 2}, {head: previous, right: true}, {head: ago, right: true, weight: 1},
		{head: "Year to date", right: true, weight: 6}, {head: "on last year", right: true, weight: 7}, {head: "Trend", weight: 4}}}
	last := 12
	if t.width() >= 120 {
		last = 24
	}
	partial := false
	for _, m := range f.Metrics {
		row := t.figureRow(l, m, last)
		if previous == ago { // of a year, which is to date what it is
			row[6], row[7], row[8] = plain(""), plain(""), plain("")
		}
		tab.rows = append(tab.rows, row)
		partial = partial || !m.Complete && m.Actual.Present()
	}
	tab.write(&t.out, t.width())
	t.legend(partial)
}

func (t *terminal) figureRow(l *locale.Locale, m site.Figure, last int) []cell {
	actual := plain(amount(l, m.Metric, m.Actual))
	if !m.Complete && m.Actual.Present() {
		actual = cell{{fmt.Sprintf("(%d/%d) ", m.Have, m.Need), faint}, {actual[0].text, ""}}
	}
	row := []cell{plain(m.Metric.ID), actual, blank(m.Target.Present(), amount(l, m.Metric, m.Target))}
	row = append(row, reached(l, m)...)
	row = append(row, change(l, m.Metric, m.Previous), change(l, m.Metric, m.YearAgo))
	year, grown := plain(""), plain("")
	if w := m.YearToDate; w != nil {
		year = blank(w.Actual.Present(), amount(l, m.Metric, w.Actual))
		grown = change(l, m.Metric, site.Comparison{Change: w.Change, Rate: w.Rate, Refused: w.Refused, Favourable: w.Favourable})
	}
	return append(row, year, grown, styled(cyan, spark(m.Trend, last)))
}

// on is the head of a column of comparisons: what they are with.
func on(f *site.Figures, otherwise string, base func(site.Figure) string) string {
	for _, m := range f.Metrics {
		if name := base(m); name != "" {
			return "on " + name
		}
	}
	return "on " + otherwise
}

func blank(present bool, text string) cell {
	if !present {
		return plain("")
	}
	return plain(text)
}

// reached draws and prints the attainment of a target.
func reached(l *locale.Locale, m site.Figure) []cell {
	if !m.Known {
		return []cell{plain(""), plain("")}
	}
	style, mark := red, "✗"
	if m.Met {
		style, mark = green, "✓"
	}
	if !m.Attainment.Present() {
		return []cell{plain(""), styled(style, mark)}
	}
	return []cell{styled(style, gauge(m.Attainment, bar)), styled(style, l.Attainment(m.Attainment, m.Met, 1)+" "+mark)}
}

// legend explains the marks, once.
func (t *terminal) legend(partial bool) {
	text := "▲ favourable  ▼ unfavourable  ✓ target met  ✗ missed"
	if partial {
		text += "  (2/3) incomplete: 2 of 3 parts"
	}
	fmt.Fprintf(&t.out, "\n%s\n", t.out.paint(faint, text))
}
