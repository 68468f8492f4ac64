package main

import (
	"io"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/locale"
)

func (a *app) compareCommand() *cobra.Command {
	var metrics []string
	var format string
	var drafts bool
	c := &cobra.Command{
		Use:   "compare [UNIT/]PERIOD [UNIT/]PERIOD",
		Short: "Two periods or units side by side",
		Long: `Compare lays two periods, or two units, side by side. The change goes from the
first to the second. Both must be of one length: two months, two quarters.`,
		Example: `  almanac compare 2025-Q1 2026-Q1               this year's first quarter on last year's
  almanac compare east/2026-03 west/2026-03     two units in March
  almanac compare 2025 2026 --format csv        for a spreadsheet`,
		Args:              exactly(2, "compare takes two periods, as in 2025-Q1 2026-Q1"),
		ValidArgsFunction: a.completePlace(2),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "table", "json", "csv"); err != nil {
				return err
			}
			s, err := a.read(c.Context(), site.Options{Drafts: drafts, Figures: true})
			if err != nil {
				return err
			}
			from, err := s.Place(args[0])
			if err != nil {
				return err
			}
			to, err := s.Place(args[1])
			if err != nil {
				return err
			}
			pairs, err := s.Compare(from, to, metrics...)
			if err != nil {
				return err
			}
			switch format {
			case "json":
				return a.json(pairs)
			case "csv":
				return pairs.WriteCSV(&a.term.out)
			}
			a.term.showPairs(pairs, s)
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

func (t *terminal) showPairs(p *site.Compared, s *site.Site) {
	l := s.Locale()
	from, to := s.Name(p.From.Unit)+" "+p.From.Name, s.Name(p.To.Unit)+" "+p.To.Name
	t.title(from+" → "+to, p.AsOf.String())
	if len(p.Metrics) == 0 {
		io.WriteString(&t.out, "There are no figures.\n")
		return
	}
	t.say(p.Message)
	heads := [2]string{p.From.Name, p.To.Name}
	if p.From.Unit != p.To.Unit {
		heads = [2]string{from, to}
	}
	tab := table{columns: []column{{head: "", give: true}, {head: heads[0], right: true}, {head: heads[1], right: true},
		{head: "Difference", right: true}, {head: "Change", right: true}, {head: "Trend", weight: 1}}}
	for _, x := range p.Metrics {
		tab.rows = append(tab.rows, pairRow(l, x))
	}
	tab.write(&t.out, t.width())
	if p.From.Unit == p.To.Unit {
		t.legend(false)
	}
}

func pairRow(l *locale.Locale, x site.Pair) []cell {
	difference := plain("")
	switch {
	case !x.Change.Present():
	case x.Metric.Unit == "percent":
		difference = plain(l.Points(x.Change, places(x.Metric, 1), true))
	default:
		difference = plain(signed(l, x.Metric, x.Change))
	}
	rate := change(l, x.Metric, site.Comparison{Change: x.Change, Rate: x.Rate, Refused: x.Refused, Favourable: x.Favourable})
	if x.Change.Present() && !x.Rate.Present() {
		rate = marked(refusalOf(x), x.Favourable)
	}
	return []cell{plain(x.Metric.ID), plain(amount(l, x.Metric, x.From)), plain(amount(l, x.Metric, x.To)), difference, rate, styled(cyan, spark(x.Trend, 24))}
}

func refusalOf(x site.Pair) string {
	if x.Refused == "" {
		return ""
	}
	return refusal(x.Refused)
}
