package page

import (
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// said is a page's message in plain words.
func said(v *PeriodView) string {
	var b strings.Builder
	for _, s := range v.Message {
		for _, r := range s.Runs {
			b.WriteString(r.Text)
		}
		b.WriteString(" ")
	}
	return b.String()
}

// An actual and a target that print alike both have the decimals that tell
// them apart, in tables and sentences, so that the verdict is to be seen.
func TestActualAndTargetApart(t *testing.T) {
	a := archive(t,
		state{"east", "2026-01", "sales", "1247500", "1250000"},
		state{"west", "2026-01", "sales", "12500.1", "12500.4"})
	b := open(t, a, period.Date(2026, 2, 10))
	for _, c := range []struct{ address, cells, sentence string }{
		{"east/2026-01.html", "1.248|1.250|99.8%", "RMB 1.248 million"},
		{"west/2026-01.html", "12.5001|12.5004|99.99", "RMB 12,500.10"},
	} {
		v := periodView(t, b, c.address)
		if got := cells(v.Panorama, "Sales"); !strings.HasPrefix(got, c.cells) {
			t.Errorf("%s: %s", c.address, got)
		}
		if got := said(v); !strings.Contains(got, c.sentence) {
			t.Errorf("%s: %s", c.address, got)
		}
	}
	v := periodView(t, b, "2026-01.html")
	for _, s := range v.Parts {
		for _, tab := range s.Tables {
			if got := cells(tab, "East"); !strings.HasPrefix(got, "1.248|1.250|99.8%") {
				t.Errorf("parts: %s", got)
			}
		}
	}
}

// cellOf is the cell of a row in a column of a class.
func cellOf(tab Table, head, class string) (c Cell) {
	for i, col := range tab.Columns {
		for _, g := range tab.Groups {
			for _, r := range g.Rows {
				if r.Head.Text == head && col.Class == class {
					c = r.Cells[i-1]
				}
			}
		}
	}
	return c
}

// The year to date of a year with a partial month is marked, and one whose last
// month is not over, too; a whole one is not.
func TestYearToDateUnfinished(t *testing.T) {
	both := []state{
		{"east", "2026-01", "sales", "100", ""}, {"west", "2026-01", "sales", "100", ""},
		{"east", "2026-02", "sales", "100", ""},
		{"east", "2026-03", "sales", "100", ""}, {"west", "2026-03", "sales", "100", ""}}
	b := open(t, archive(t, both...), period.Date(2026, 3, 20))
	for address, want := range map[string]string{
		"2026-01.html": "", "2026-02.html": "1 of 2", "2026-03.html": "2 of 3", "east/2026-02.html": "", "east/2026-03.html": "…"} {
		c := cellOf(periodView(t, b, address).Panorama, "Sales", "num ytd")
		got := ""
		for _, m := range c.Marks {
			got += m.Text
		}
		if got != want {
			t.Errorf("%s: %q %q, want %q", address, c.Text, got, want)
		}
	}
}

// A row has the scale of the greatest that it shows.
func TestRowScale(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "-166772", ""}, state{"east", "2026-02", "sales", "-5530", ""}, state{"east", "2026-03", "sales", "-5530", ""})
	b := open(t, a, period.Date(2026, 4, 10))
	for _, g := range periodView(t, b, "east/2026-03.html").Panorama.Groups {
		for _, r := range g.Rows {
			if r.Head.Text == "Sales" && (r.Head.Small != "RMB k" || r.Cells[0].Text != "−5.5") {
				t.Errorf("%s %s", r.Head.Small, r.Cells[0].Text)
			}
		}
	}
}

// A sentence has the multiple that the table has.
func TestMultipleSaid(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100000", ""}, state{"east", "2026-02", "sales", "1150000", ""})
	if got := said(periodView(t, open(t, a, period.Date(2026, 3, 10)), "east/2026-02.html")); !strings.Contains(got, "11.5 times") || strings.Contains(got, "%") {
		t.Error(got)
	}
}

// A caution needs more than a flat change or a missed target, and weighs rates
// and points each on their own scale.
func TestCaution(t *testing.T) {
	caution := func(states ...state) (out string) {
		b := open(t, archive(t, states...), period.Date(2026, 2, 10))
		for _, s := range periodView(t, b, "east/2026-01.html").Message {
			for _, r := range s.Runs {
				if s.Class == "caution" {
					out += r.Text
				}
			}
		}
		return out
	}
	for _, c := range []struct{ before, now, want string }{
		{"1000", "1009", ""}, {"1000", "1010", "Costs were"}, {"1000", "900", ""}} {
		got := caution(state{"east", "2025-01", "sales", "100000", ""}, state{"east", "2026-01", "sales", "200000", ""},
			state{"east", "2025-01", "costs", c.before, ""}, state{"east", "2026-01", "costs", c.now, ""})
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s after %s: %q", c.now, c.before, got)
		}
	}
	w := open(t, archive(t), period.Date(2026, 2, 10)).writer(Ref{Lang: "en"})
	m := w.archive.Metrics[0]
	if w.band(m, num.Dec(4, 2), true) <= w.band(m, num.Dec(9, 2), false) {
		t.Error("4 points are marked, 9 % is moderate")
	}
	m.Bands = &report.Bands{Pct: [4]num.Num{num.Dec(20, 2), num.Dec(30, 2), num.Dec(40, 2), num.Dec(50, 2)}}
	if w.band(m, num.Dec(-19, 2), false) != 0 || w.band(m, num.Dec(-50, 2), false) != 4 {
		t.Error("the metric's own bands do not serve")
	}
}

// What prints as zero, and what a small sample may have by chance, has no
// direction, colour or word.
func TestNoDirection(t *testing.T) {
	w := open(t, archive(t), period.Date(2026, 2, 10)).writer(Ref{Lang: "en"})
	m := w.archive.Metrics[0]
	form := w.format(m, num.Int(5_000_000))
	c := w.change(delta{num.Int(-3), num.Num{}, "sign-change", -1}, m, form, "")
	if c.Arrow != "◆" || c.Class != "flat" || c.Tone != "" {
		t.Errorf("zero: %+v", c)
	}
	c = w.change(delta{num.Int(-3_000_000), num.Num{}, "small-sample", -1}, m, form, "")
	if c.Arrow != "" || c.Class != "flat" || c.Tone != "" || c.Note == "" {
		t.Errorf("small sample: %+v", c)
	}
	c = w.change(delta{num.Int(-3_000_000), num.Num{}, "sign-change", -1}, m, form, "")
	if c.Arrow != "▼" || c.Class != "bad" {
		t.Errorf("loss: %+v", c)
	}
}

// A figure is missing only where there could be one.
func TestWhyAbsent(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "0", ""}, state{"east", "2026-01", "costs", "5", ""})
	w := open(t, a, period.Date(2026, 2, 10)).writer(Ref{Lang: "en"})
	note := func(metric, p string) string {
		m := w.cube.Metric(metric)
		return w.actual(w.at("east", metric, name(t, p)), m, name(t, p), w.format(m, num.Num{}), "").Note
	}
	if got := note("share", "2026-01"); got == w.l.T("state.missing") {
		t.Errorf("a denominator of zero: %q", got)
	}
	if got := note("sales", "2026-02"); got != w.l.T("state.not_over") {
		t.Errorf("a period that is not over: %q", got)
	}
	if got := note("sales", "2025-12"); got != w.l.T("state.missing") {
		t.Errorf("a period that is over: %q", got)
	}
}

// formulaOf is how a page says that a metric's figure came about.
func formulaOf(v *PeriodView, metric string) (s string) {
	for _, h := range v.How {
		if h.Name.Text == metric {
			for _, x := range h.Formula {
				s += x.Text
			}
		}
	}
	return s
}

// TestStackedHow: only what is added up is said to be; the highest of two units
// is no sum, and neither is a quotient or a weighted mean.
func TestStackedHow(t *testing.T) {
	a := archive(t,
		state{"east", "2026-01", "peak", "7", ""}, state{"west", "2026-01", "peak", "9", ""},
		state{"east", "2026-01", "least", "7", ""}, state{"west", "2026-01", "least", "9", ""},
		state{"east", "2026-01", "content", "", ""}, state{"west", "2026-01", "content", "", ""},
		state{"east", "2026-01", "wait", "2", ""}, state{"west", "2026-01", "wait", "4", ""},
		state{"east", "2026-01", "sales", "1", ""}, state{"west", "2026-01", "sales", "2", ""})
	for id, kind := range map[string]report.Kind{"peak": report.Max, "least": report.Min, "content": report.Ratio, "wait": report.WMean} {
		a.Metrics = append(a.Metrics, &report.Metric{ID: id, Kind: kind, Unit: report.Count, Direction: report.Up, Decimals: -1, Label: report.Text{"en": id}})
	}
	for _, r := range a.Reports {
		for i := range r.Stated {
			switch x := &r.Stated[i]; x.Metric {
			case "content":
				x.Settle(report.Terms{Num: num.Int(40), Den: num.Int(50)})
			case "wait":
				x.Settle(report.Terms{Weight: num.Int(3)})
			}
		}
	}
	b := open(t, a, period.Date(2026, 5, 10))
	for _, address := range []string{"2026-01.html", "2026-Q1.html"} {
		v := periodView(t, b, address)
		for metric, want := range map[string]string{"peak": "The highest of the parts: ", "least": "The lowest of the parts: ", "Sales": "Added up over units: ",
			"content": "The numerators of the parts divided by their denominators: ", "wait": "The weighted mean of the parts: "} {
			if address != "2026-01.html" && metric == "Sales" {
				want = "Added up over months: "
			}
			if got := formulaOf(v, metric); got != want {
				t.Errorf("%s: %s: %q", address, metric, got)
			}
		}
	}
}

// TestGrowthTargetHow: a target set as a growth says on what, once.
func TestGrowthTargetHow(t *testing.T) {
	a := archive(t, state{"east", "2025-01", "sales", "100", ""}, state{"east", "2025-12", "sales", "200", ""}, state{"east", "2026-01", "sales", "120", ""})
	last := find(a, "east", name(t, "2026-01"))
	for on, want := range map[string]string{"year-ago": "RMB 110.00; it is growth of +10% on a year earlier.", "previous": "RMB 220.00; it is growth of +10% on the previous period."} {
		last.Stated[0].Settle(report.Terms{TargetGrowth: num.MustParse("0.1"), GrowthOn: on})
		how, found := periodView(t, open(t, a, period.Date(2026, 3, 10)), "east/2026-01.html").How[0], ""
		for _, n := range strings.Split(told(how.Notes), "\n") {
			if s, ok := strings.CutPrefix(n, "Target: "); ok {
				found = s
			}
		}
		if found != want {
			t.Errorf("%s: %q", on, found)
		}
	}
}

// TestYearMarksExplained: a sign in the table of years has its meaning beneath
// it, where paper and a finger find it.
func TestYearMarksExplained(t *testing.T) {
	a := archive(t, state{report.Root, "2024", "sales", "100", ""}, state{report.Root, "2025", "sales", "120", ""})
	a.Metrics[0].ComparableFrom = name(t, "2025-01")
	b := open(t, a, period.Date(2026, 3, 10))
	r, ok := b.Find("history.html")
	if !ok {
		t.Fatal("no history")
	}
	if got := b.Page(r).View.(*HistoryView).Years.Notes; len(got) != 1 || got[0] != "(c) not comparable before January 2025" {
		t.Errorf("notes %q", got)
	}
}

// TestPercentHeads: no head of a column says % above changes in points.
func TestPercentHeads(t *testing.T) {
	a := archive(t, state{report.Root, "2024", "sales", "100", ""}, state{report.Root, "2025", "sales", "120", ""},
		state{report.Root, "2024", "costs", "40", ""}, state{report.Root, "2025", "costs", "60", ""})
	w := open(t, a, period.Date(2026, 3, 10)).writer(Ref{Lang: "en"})
	c, ok := w.variance("v", report.Root, a.Metrics[2], []period.Period{name(t, "2024"), name(t, "2025")})
	if got := cells(c.Table, "2025"); !ok || !strings.Contains(got, "+10.0 pp") {
		t.Fatalf("changes %q", got)
	}
	for _, col := range c.Table.Columns {
		if col.Small != "" {
			t.Errorf("%s: %q", col.Text, col.Small)
		}
	}
}
