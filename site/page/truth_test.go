package page

import (
	"strings"
	"testing"

	"almanac/site/period"
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
