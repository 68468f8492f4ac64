package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"almanac/site/check"
	"almanac/site/diag"
)

// rulesOn lists the rules that speak of the report of 2026-03, of one family.
func rulesOn(t *testing.T, family, text string) (list []string) {
	t.Helper()
	for _, d := range remarksOf(t, text) {
		if strings.HasPrefix(d.Rule, family+"/") && strings.HasPrefix(d.File, "content/2026-03") {
			list = append(list, d.Severity.String()+" "+strings.TrimPrefix(d.Rule, family+"/"))
		}
	}
	return list
}

// sections are a report's, each with a sentence that no rule minds.
func sections(without ...string) string {
	s := ""
	for _, x := range [][2]string{
		{"Introduction", "March 2026 had a target of 120."},
		{"Goals", "Sales were 119, or 99.2% of 120."},
		{"Results", "Orders fell by 3 because of the strike."},
		{"Process", "We made 40 visits."},
		{"Customers", "Two customers left."},
		{"Market", "A rival cut prices by 5%."},
		{"Issues", "Based on these results, 3 deliveries were late."},
		{"Plan", "Therefore each visit gets a date by 10 April."},
	} {
		if !slices.Contains(without, x[0]) {
			s += "## " + x[0] + "\n\n" + x[1] + "\n\n"
		}
	}
	return s
}

const (
	figures    = "[metrics.revenue]\nactual = 119\ntarget = 120\n[metrics.lost_customers]\nactual = 2\n"
	issue      = "[[issues]]\nid = \"I1\"\nphenomenon = \"3 deliveries were late\"\n"
	experience = "[[experiences]]\ntitle = \"Calls\"\noutcome = \"success\"\n"
	sides      = "strengths = [\"fairs\"]\nimprovements = [\"delivery\"]\n"
)

// A report with everything has no remark; without one section there is one, which
// names it (R-1.1-2, R-2.1.2-1, R-1.3-1).
func TestSections(t *testing.T) {
	text := func(front string, without ...string) string {
		return "-- content/2026-03.md --\n+++\n" + sides + front + figures + experience + issue + "+++\n" + sections(without...)
	}
	for _, c := range []struct {
		without string
		want    []string
	}{
		{"", nil},
		{"Introduction", []string{"warning missing-component"}},
		{"Goals", []string{"warning missing-section"}},
		{"Results", []string{"warning missing-component"}},
		{"Process", []string{"warning missing-section"}},
		{"Customers", []string{"warning missing-section"}},
		{"Market", []string{"warning missing-section"}},
		{"Issues", []string{"warning missing-component"}},
		{"Plan", []string{"error closure"}},
	} {
		if got := rulesOn(t, "structure", text("", c.without)); !slices.Equal(got, c.want) {
			t.Errorf("without %q: %q, want %q", c.without, got, c.want)
		}
		for _, d := range remarksOf(t, text("", c.without)) {
			if strings.HasPrefix(d.Rule, "structure/missing") && !strings.Contains(d.Message, c.without) {
				t.Errorf("without %q: %s", c.without, d.Message)
			}
		}
	}
	if got := remarksOf(t, text("")); len(got) > 0 {
		for _, d := range got {
			if !strings.HasPrefix(d.Rule, "actions/") && !strings.HasPrefix(d.Rule, "issues/") {
				t.Errorf("a whole report: %s: %s", d.Rule, d.Message)
			}
		}
	}
	// A draft is warned only.
	if got := rulesOn(t, "structure", text("status = \"draft\"\n", "Plan")); !slices.Equal(got, []string{"warning closure"}) {
		t.Errorf("a draft: %q", got)
	}
	// Without issues in front matter and text nothing looks at the present.
	if got := rulesOn(t, "structure", "+++\n"+sides+figures+experience+"+++\n"+sections("Issues")); !slices.Equal(got, []string{"warning missing-component", "note success-and-failure"}) {
		t.Errorf("%q", got)
	}
	if got := rulesOn(t, "structure", "+++\n"+figures+"+++\n"+sections("Issues")); !slices.Equal(got, []string{"error closure"}) {
		t.Errorf("%q", got)
	}
}

// In a department and in a year's report a missing subject is an error, of one
// person the market is a note (R-1.1-2).
func TestMissingSectionWeighs(t *testing.T) {
	config := "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nlevel = \"%s\"\n-- content/east/%s.md --\n+++\n+++\n"
	for _, c := range []struct{ level, period, without, want string }{
		{"department", "2026-03", "Market", "error"},
		{"team", "2026-03", "Market", "warning"},
		{"individual", "2026-03", "Market", "note"},
		{"individual", "2026-03", "Customers", "warning"},
		{"team", "2025", "Market", "error"},
		{"team", "2026-W12", "Market", ""},
	} {
		got := ""
		for _, d := range remarksOf(t, fmt.Sprintf(config, c.level, c.period)+sections(c.without)) {
			if d.Rule == "structure/missing-section" {
				got += d.Severity.String()
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// What owes no text gets no remark, what has none gets one (settled.md 1 and 29).
func TestWithoutText(t *testing.T) {
	for _, c := range []struct {
		name, front string
		want        []string
	}{
		{"2026-03", "title = \"March\"\n[metrics.revenue]\nactual = 1\ntarget = 1\n", []string{"missing-section"}},
		{"2026-03", "scenario = \"figures\"\n[metrics.revenue]\nactual = 1\ntarget = 9\n", nil},
		{"2026-04", "status = \"plan\"\n[metrics.revenue]\ntarget = 9\n", nil},
		{"2026-03-30", "[metrics.orders]\nactual = 1\n", nil},
		{"2026-W12", "[metrics.orders]\nactual = 1\n", nil},
	} {
		var got []string
		for _, d := range remarksOf(t, "-- content/"+c.name+".md --\n+++\n"+c.front+"+++\n") {
			if name, ok := strings.CutPrefix(d.Rule, "structure/"); ok {
				got = append(got, name)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %q: %q, want %q", c.name, c.front, got, c.want)
		}
	}
	// A text without any section gets one remark on that, however much it lacks.
	if got := rulesOn(t, "structure", "+++\n[metrics.revenue]\nactual = 1\ntarget = 1\n+++\nSales were 1.\n"); !slices.Equal(got, []string{"warning missing-section"}) {
		t.Errorf("%q", got)
	}
}

// The three of R-1.1-3, one missing each.
func TestFiguresCasesReflection(t *testing.T) {
	config := "-- config.toml --\ntitle = \"T\"\n[profiles.monthly.company]\nroles = [\"results\", \"plan\"]\n-- content/2026-03.md --\n+++\n"
	for _, c := range []struct{ front, want string }{
		{figures + experience + issue, ""},
		{experience + issue, "the report has no figures"},
		{figures + issue, "the report has no case that others can learn from"},
		{figures + experience, "the report reflects on nothing"},
		{"issues_none = \"nothing went wrong\"\n" + figures + experience, ""},
	} {
		got := ""
		for _, d := range remarksOf(t, config+c.front+"+++\n"+sections("Issues")) {
			if d.Code == "S102" {
				got += d.Message
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.front, got, c.want)
		}
	}
}

// Parts in order (R-2.1.1-1): lessons may come before issues, a board anywhere.
func TestOrder(t *testing.T) {
	for _, c := range []struct {
		roles string
		want  bool
	}{
		{"intro goals results customers market issues experience plan", false},
		{"intro market customers results goals process plan", false},
		{"board intro goals plan team", false},
		{"intro goals experience issues plan", false},
		{"intro plan results", true},
		{"goals intro plan", true},
		{"intro goals conclusion market", true},
	} {
		text := "+++\n+++\n# Summary of March\n\n"
		for _, role := range strings.Fields(c.roles) {
			text += "## x {.r-" + role + "}\n\nOne.\n\n### Plan\n\nTwo.\n\n"
		}
		got := slices.ContainsFunc(remarksOf(t, text), func(d diag.Diagnostic) bool { return d.Rule == "structure/order" })
		if got != c.want {
			t.Errorf("%s: %v", c.roles, got)
		}
	}
}

// The introduction names the report's period and what was aimed at; one that begins
// with another period is last time's (R-2.1.1-2).
func TestIntroduction(t *testing.T) {
	for _, c := range []struct{ period, lang, intro, want string }{
		{"2026-03", "zh-Hant", "2026年3月的目標是120萬元。", ""},
		{"2026-03", "zh-Hant", "3月目標120萬元。", ""},
		{"2026-03", "zh-Hant", "本月目標120萬元。", ""},
		{"2026-03", "zh-Hant", "本月市場環境轉差。", ""},
		{"2026-03", "zh-Hant", "本月天氣很好。", "S111"},
		{"2026-03", "zh-Hant", "目標120萬元。", "S111"},
		{"2026-03", "zh-Hant", "2026年2月目標120萬元。", "S112"},
		{"2026-03", "zh-Hant", "2月目標120萬元。", "S112"},
		{"2026-03", "zh-Hant", "2025年3月目標120萬元。", "S112"},
		{"2026-03", "zh-Hant", "延續2月的勢頭，目標120萬元。", "S111"}, // names no period of its own, and does not begin with another
		{"2026-03", "zh-Hant", "2月之後，3月的目標是120萬元。", ""},
		{"2026-02", "zh-Hant", "12月的目標是120萬元，二月也是。", ""},
		{"2026-03", "en", "March 2026 had a target of 120.", ""},
		{"2026-03", "en", "This month had a target of 120.", ""},
		{"2026-03", "en", "It rained in March.", "S111"},
		{"2026-03", "en", "We had a target of 120.", "S111"},
		{"2026-03", "en", "We may miss the target of 120.", "S111"}, // may is no month
		{"2026-03", "en", "February 2026 had a target of 120.", "S112"},
		{"2026-03", "en", "In February, the target was 120.", "S112"},
		{"2026-03", "en", "March 2025 had a target of 120.", "S112"},
		{"2026-03", "en", "After a weak February the target was 120.", "S111"},
		{"2026-Q1", "en", "The first quarter had a target of 360.", ""},
		{"2026-Q1", "en", "Q4 had a target of 360.", "S112"},
		{"2026-Q1", "zh-Hant", "第一季度目標360萬元。", ""},
		{"2026-Q1", "zh-Hant", "第四季目標360萬元。", "S112"},
		{"2025", "en", "2025 had a target of 1,440.", ""},
		{"2025", "zh-Hant", "2024年目標1,440萬元。", "S112"},
		{"2026-W12", "en", "We had visitors.", ""},
	} {
		got := ""
		for _, d := range remarksOf(t, "-- content/"+c.period+".md --\n+++\nlang = \""+c.lang+"\"\n+++\n## x {.r-intro}\n\n"+c.intro+"\n\n## y {.r-goals}\n\n1.\n") {
			if d.Code == "S111" || d.Code == "S112" {
				got += d.Code
			}
		}
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.period, c.intro, got, c.want)
		}
	}
}

// 200 is right, 201 and 300 are long, 301 is too long (R-2.1.1-5, R-2.2.2-3); what
// stands before the first section is an introduction, too.
func TestIntroLength(t *testing.T) {
	for _, c := range []struct {
		config string
		n      int
		want   string
	}{
		{"", 200, ""}, {"", 201, "warning"}, {"", 300, "warning"}, {"", 301, "error"},
		{"[checks]\nintro_warn = 10\nintro_max = 20\n", 11, "warning"},
		{"[checks]\nintro_warn = 10\nintro_max = 20\n", 21, "error"},
	} {
		for _, heading := range []string{"## 引言\n\n", "# 三月\n\n", ""} {
			text := "-- config.toml --\ntitle = \"T\"\n" + c.config + "-- content/2026-03.md --\n+++\nlang = \"zh-Hant\"\n+++\n" + heading + runs(c.n) + "。\n\n## 成果分析\n\n1。\n"
			got := ""
			for _, d := range remarksOf(t, text) {
				if d.Code == "S120" {
					got += d.Severity.String()
				}
			}
			if got != c.want {
				t.Errorf("%d below %q: %q, want %q", c.n, heading, got, c.want)
			}
		}
	}
}

// The share of the body (R-2.2.2-4): 50 % is too little, 70 % right, 90 % too much;
// a short text may be as it likes.
func TestBodyShare(t *testing.T) {
	for _, c := range []struct {
		body, rest int
		want       bool
	}{{150, 150, true}, {210, 90, false}, {165, 135, false}, {164, 136, true}, {255, 45, false}, {256, 44, true}, {100, 100, false}} {
		text := "+++\nlang = \"zh-Hant\"\n+++\n## 引言\n\n" + runs(c.rest) + "。\n\n## 問題反思\n\n" + runs(c.body) + "。\n"
		got := slices.ContainsFunc(remarksOf(t, text), func(d diag.Diagnostic) bool { return d.Code == "S121" })
		if got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// Both lists of domain.md §4.3.
func TestHeadingNumbers(t *testing.T) {
	flagged := []string{"一、引言", "2.1 成果", "(1) 目標", "（一）目標", "★ 亮點", "Step 1 plan", "1. Intro", "1、引言", "①目標", "II. Results", "第一章 引言", "第三部分"}
	passed := []string{"2023年10月總結", "10月回顧", "5W1H 分析", "3名新客戶", "Q3 results", "A類客戶", "2023 outlook", "一季度回顧", "第三季度回顧", "五大區域", "1:3.5 的投入產出", "2.5倍增長的案例", "Steps taken", "Sectional view"}
	for i, title := range slices.Concat(flagged, passed) {
		// The backslash keeps a number from being a list.
		got := slices.ContainsFunc(remarksOf(t, "+++\n+++\n## "+strings.Replace(title, ".", "\\.", 1)+"\n\nx\n"), func(d diag.Diagnostic) bool { return d.Code == "S140" })
		if want := i < len(flagged); got != want {
			t.Errorf("%q: %v", title, got)
		}
	}
	for level, want := range map[string]string{"off": "", "error": "error"} {
		got := ""
		for _, d := range remarksOf(t, "-- config.toml --\ntitle = \"T\"\n[checks]\nheading_numbers = \""+level+"\"\ntext_first = \""+level+"\"\n-- content/2026-03.md --\n+++\n+++\n## 1. Intro\n\n| a |\n| - |\n| 1 |\n") {
			if d.Code == "S140" || d.Code == "S130" {
				got += d.Severity.String()
			}
		}
		if got != want+want {
			t.Errorf("%s: %q", level, got)
		}
	}
}

// Tables and pictures in a text, but on a board (R-2.2.1-1).
func TestTextFirst(t *testing.T) {
	for text, want := range map[string]int{
		"## Results\n\n| a |\n| - |\n| 1 |\n":                             1,
		"## Data board\n\n| a |\n| - |\n| 1 |\n":                          0,
		"## Results\n\nSee ![the hall](2026-03/hall.png).\n":              1,
		"## Results\n\n![](2026-03/hall.png)\n":                           1,
		"## Data board\n\n![](2026-03/hall.png)\n":                        0,
		"## Results\n\nA | b, 1 of 2.\n":                                  0,
		"## Results\n\n![](2026-03/hall.png)\n\n| a |\n| - |\n| 1 |\n\n1": 2,
	} {
		n := 0
		for _, d := range remarksOf(t, "-- content/2026-03/hall.png --\nx\n-- content/2026-03.md --\n+++\n+++\n"+text) {
			if d.Code == "S130" {
				n++
			}
		}
		if n != want {
			t.Errorf("%q: %d, want %d", text, n, want)
		}
	}
}

// A paragraph on goals or results without a number (R-2.2.1-2); items of a list and
// live figures are none.
func TestNoNumber(t *testing.T) {
	for words, want := range map[string]int{
		"業績良好。":                 1,
		"業績達成兩成。":               0,
		"We did well.":          1,
		"We won half of them.":  0,
		"We won {{ revenue }}.": 0,
		"- We did well.":        0,
		"We did well.\n\nWe won 3.\n\nWe lost the rest.": 2,
	} {
		n := 0
		for _, d := range remarksOf(t, "+++\n[metrics.revenue]\nactual = 1\n+++\n## Results\n\n"+words+"\n\n## Market\n\nA rival came.\n") {
			if d.Code == "S131" {
				n++
			}
		}
		if n != want {
			t.Errorf("%q: %d, want %d", words, n, want)
		}
	}
}

// The guide's own transition (R-2.2.2-5) and others.
func TestTransition(t *testing.T) {
	for words, want := range map[string]bool{
		"基於成果分析，我們識別出以下問題。": false,
		"交付延遲3次。":                              true,
		"Against this background 3 were late.": false,
		"Three were late.":                     true,
		"- Three were late.":                   false,
	} {
		lang := "en"
		if strings.Contains(words, "。") {
			lang = "zh-Hant"
		}
		got := slices.ContainsFunc(remarksOf(t, "+++\nlang = \""+lang+"\"\n+++\n## x {.r-results}\n\nOne.\n\n## y {.r-issues}\n\n"+words+"\n"), func(d diag.Diagnostic) bool { return d.Code == "S150" })
		if got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}

// Every code of the list of domain.md that is this family's has a rule.
func TestCodes(t *testing.T) {
	known := map[string]bool{}
	for _, r := range check.Rules() {
		known[r.Code] = true
	}
	for _, code := range strings.Fields("S101 S102 S103 S104 S105 S106 S107 S108 S110 S111 S112 S113 S114 S115 S116 S117 S120 S121 S130 S131 S132 S140 S150 " +
		"L301 L302-pp L305 L306 L307 L310 L311 L330 L340 L341 L342 L343 L350 L360 D120 D121 D122 D124 D130 D131 D132 D133 D136 D137 D140 D141 D142") {
		if !known[code] {
			t.Errorf("%s has no rule", code)
		}
	}
}
