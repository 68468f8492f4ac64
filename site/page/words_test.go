package page

import (
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// told is the words of notes, one a line.
func told(notes [][]Span) string {
	var b strings.Builder
	for _, n := range notes {
		for _, s := range n {
			b.WriteString(s.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestOnlyAuthorsWordsBearALanguage(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "100", ""})
	r := find(a, report.Root, name(t, "2026-01"))
	day := period.Date(2026, 2, 3)
	r.Issues = []report.Issue{{ID: "I1", Phenomenon: "Orders fell", Severity: "high", Tags: []string{"price"},
		Causes: []report.Cause{{Side: "internal", Depth: "root", Text: "Late quotes", Evidence: "12 of 30", Primary: true}}}}
	r.Restatements = []report.Restatement{{Metric: "sales", Old: num.Int(90), New: num.Int(100), Reason: "a late invoice", Date: &day}}
	v := periodView(t, open(t, a, period.Date(2026, 3, 1)), "zh-Hant/2026-01.html")
	issue := v.Entries[0].List[0]
	if issue.Lang != "en" || issue.Named || issue.Tags[0].Lang != "" || issue.Tags[1].Lang != "en" {
		t.Errorf("issue %+v", issue)
	}
	if c := issue.Facts[0].Values[0]; c.Text != "Late quotes——12 of 30" || c.Lang != "en" || c.Note != "（內部、根本、主因）" {
		t.Errorf("cause %+v", c)
	}
	fix := v.Entries[1].List[0]
	for _, f := range fix.Facts {
		if own := f.Values[0].Text == "a late invoice"; own != (f.Values[0].Lang == "en") {
			t.Errorf("fact %+v", f)
		}
	}
	if !fix.Named {
		t.Error("a metric's name is not the author's")
	}
}
