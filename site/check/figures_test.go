package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// coded lists what is said of an archive by the rule of a code, by file.
func coded(t *testing.T, code, archive string) (list []string) {
	t.Helper()
	for _, d := range remarksOf(t, archive) {
		if d.Code == code {
			list = append(list, d.File+": "+d.Severity.String()+": "+d.Message)
		}
	}
	return list
}

func file(name, front, text string) string {
	return "-- content/" + name + ".md --\n+++\n" + front + "+++\n" + text
}

// A gap of 5 % or 1 point wants a cause (TV-02: 85 of 100; R-2.1.2-2: 97 does not).
func TestUnexplained(t *testing.T) {
	cause := "[[deviations]]\nmetric = \"%s\"\n[[deviations.causes]]\nside = \"external\"\ntext = \"a rival\"\n"
	revenue := func(n string) string { return "[metrics.revenue]\nactual = " + n + "\ntarget = 100\n" }
	for _, c := range []struct {
		config, front, text string
		want                int
	}{
		{"", revenue("85"), "", 1},
		{"", revenue("97"), "", 0},
		{"", revenue("95.01"), "", 0},
		{"", revenue("95"), "", 1},
		{"", revenue("105"), "", 1}, // passing it by as much wants one, too (R-3.1.1-3)
		{"", revenue("85") + fmt.Sprintf(cause, "revenue"), "", 0},
		{"", revenue("85") + "[metrics.orders]\nactual = 1\n" + fmt.Sprintf(cause, "orders"), "", 1},
		{"", revenue("85") + "[[deviations]]\nmetric = \"revenue\"\nimprove = \"call\"\n", "", 1}, // no cause in it
		{"", revenue("85"), "## Results\n\nSales were 85 because a rival came.\n", 0},
		{"", revenue("85"), "## Results\n\nSales were 85. It rained because of the season.\n", 0}, // the same paragraph
		{"", revenue("85"), "## Results\n\nSales were 85.\n\nIt rained because of the season.\n", 1},
		{"[checks]\ndeviation = \"20%\"\n", revenue("85"), "", 0},
		// Only the headline is asked about, unless a profile says otherwise (settled.md 1).
		{"", revenue("100") + "[metrics.orders]\nactual = 5\ntarget = 10\n", "", 0},
		{"[profiles.monthly.company]\nexplain = [\"orders\"]\n", revenue("85") + "[metrics.orders]\nactual = 5\ntarget = 10\n", "", 1},
		{"[profiles.monthly.company]\nexplain = [\"churn_rate\"]\n", "[metrics.churn_rate]\nnum = 6\nden = 100\ntarget = \"5%\"\n", "", 1},
		{"[profiles.monthly.company]\nexplain = [\"churn_rate\"]\n", "[metrics.churn_rate]\nnum = 59\nden = 1000\ntarget = \"5%\"\n", "", 0},
		{"[profiles.monthly.company]\nexplain = []\n", revenue("85"), "", 0},
		{"", "scenario = \"figures\"\n" + revenue("85"), "", 0},
	} {
		archive := "-- config.toml --\ntitle = \"T\"\n" + c.config + file("2026-03", c.front, c.text)
		if got := coded(t, "D121", archive); len(got) != c.want {
			t.Errorf("%s%s%s: %v", c.config, c.front, c.text, got)
		}
	}
}

// A change of 12 % is marked, one of 9 % is not (R-2.2.1-3).
func TestUnexplainedChange(t *testing.T) {
	last := file("2026-02", "scenario = \"figures\"\n[metrics.revenue]\nactual = 100\n", "")
	for _, c := range []struct {
		front, text string
		want        int
	}{
		{"[metrics.revenue]\nactual = 112\n", sections("Goals", "Results"), 1},
		{"[metrics.revenue]\nactual = 88\n", sections("Goals", "Results"), 1},
		{"[metrics.revenue]\nactual = 109\n", sections("Goals", "Results"), 0},
		{"[metrics.revenue]\nactual = 112\n[[attributions]]\nmetric = \"revenue\"\nfactor = \"fairs\"\nshare = \"50%\"\n", sections("Goals", "Results"), 0},
		{"[metrics.revenue]\nactual = 112\ntarget = 100\n", sections("Goals", "Results"), 0}, // D121 asks already
	} {
		if got := coded(t, "D122", last+file("2026-03", c.front, c.text)); len(got) != c.want {
			t.Errorf("%s: %v", c.front, got)
		}
	}
}

// The plan said 108 (R-1.2-2).
func TestPlanKept(t *testing.T) {
	plan := file("2026-02", "scenario = \"figures\"\n[plan.targets]\nrevenue = \"108萬\"\n", "")
	for front, want := range map[string]string{
		"[metrics.revenue]\nactual = 1\ntarget = 1080000\n":                                      "",
		"[metrics.revenue]\nactual = 1\ntarget = 1060000\n":                                      "content/2026-03.md: warning: the target of revenue is 1,060,000; the plan of 2026-02 set 1,080,000",
		"[metrics.revenue]\nactual = 1\n":                                                        "content/2026-03.md: warning: revenue has no target; the plan of 2026-02 set 1,080,000",
		"[metrics.revenue]\nactual = 1\ntarget = 1060000\ntarget_change_reason = \"two left\"\n": "",
	} {
		if got := strings.Join(coded(t, "D120", plan+file("2026-03", front, "")), ";"); got != want {
			t.Errorf("%q: %q", front, got)
		}
	}
	if got := coded(t, "D120", plan+file("2026-04", "[metrics.revenue]\nactual = 1\ntarget = 1\n", "")); len(got) > 0 {
		t.Errorf("a plan is for the next period: %v", got)
	}
}

// Targets are asked of the headline, and of what has them in other periods.
func TestNoTarget(t *testing.T) {
	last := file("2026-02", "scenario = \"figures\"\n[metrics.revenue]\nactual = 1\ntarget = 1\n[metrics.orders]\nactual = 1\ntarget = 1\n[metrics.leads]\nactual = 1\n", "")
	now := "[metrics.revenue]\nactual = 1\n%s[metrics.orders]\nactual = 1\n%s[metrics.leads]\nactual = 1\n"
	for _, c := range []struct {
		config, a, b, text string
		want               []string
	}{
		{"", "target = 1\n", "target = 1\n", sections(), nil},
		{"", "", "target = 1\n", sections(), []string{"content/2026-03.md: warning: revenue has no target"}},
		{"", "target = 1\n", "", sections(), []string{"content/2026-03.md: warning: orders has no target"}},
		{"", "", "", "", nil}, // first the text
		{"[profiles.monthly.company]\nmetrics = [\"revenue\", \"orders\"]\nrequired = true\n", "target = 1\n", "", sections(), []string{"content/2026-03.md: error: orders has no target"}},
	} {
		if got := coded(t, "D133", "-- config.toml --\ntitle = \"T\"\n"+c.config+last+file("2026-03", fmt.Sprintf(now, c.a, c.b), c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%q %q: %q", c.a, c.b, got)
		}
	}
}

// Amounts in one text (R-2.2.1-5).
func TestMixedUnits(t *testing.T) {
	for text, want := range map[string]string{
		"銷售額100萬元，目標1,000,000元。":                                   "warning",
		"銷售額1.2億元，華東350萬元。":                                        "warning",
		"銷售額100萬元，華東60.5萬元，客單價9,500元。":                             "", // a price
		"銷售額100萬美元，華東60萬美元。":                                       "",
		"銷售額100萬元，其中3萬美元。":                                         "error",
		"訂單120筆，100天。":                                             "",
		"Sales of USD 1.2 million, of which USD 350k in the east.": "warning",
		"Sales of $1.2m and a target of $1.1m.":                    "",
		"Sales of USD 1.2 million and costs of EUR 1.1 million.":   "error",
		"Sales of USD 1.2 million at USD 950 an order.":            "",
		"Sales of $1.2m and a target of USD 1.1m.":                 "",
		"Sales of NT$1.2m and a target of USD 1.1m.":               "error",
		"We met 12 million people in 5 months.":                    "",
	} {
		lang := "en"
		if strings.ContainsAny(text, "。") {
			lang = "zh-Hant"
		}
		got := ""
		for _, d := range remarksOf(t, file("2026-03", "lang = \""+lang+"\"\n", "## x {.r-results}\n\n"+text+"\n")) {
			if d.Code == "D140" {
				got += d.Severity.String()
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	// Both currencies are declared.
	config := "-- config.toml --\ntitle = \"T\"\nlanguages = [\"zh-Hant\"]\n[metrics.revenue]\ncurrency = \"TWD\"\n[fx.2026]\nUSD = { avg = \"31\", close = \"32\" }\n"
	if got := coded(t, "D140", config+file("2026-03", "", "## x {.r-results}\n\n銷售額100萬元，其中3萬美元。\n")); len(got) > 0 {
		t.Errorf("%v", got)
	}
}

// Units side by side, and one unit's months (R-5.1.1-2).
func TestMixedBasis(t *testing.T) {
	config := "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\n[units.west]\n[metrics.revenue]\nbasis = \"booked\"\n"
	of := func(name, basis string) string {
		return file(name, "scenario = \"figures\"\n[metrics.revenue]\nactual = 1\n"+basis, "")
	}
	for _, c := range []struct {
		files string
		want  int
	}{
		{of("east/2026-03", "") + of("west/2026-03", ""), 0},
		{of("east/2026-03", "") + of("west/2026-03", "basis = \"shipped\"\n"), 1},
		{of("east/2026-02", "") + of("west/2026-03", "basis = \"shipped\"\n"), 0},
		{of("east/2026-02", "basis = \"shipped\"\n") + of("east/2026-03", ""), 1},
	} {
		if got := coded(t, "D141", config+c.files); len(got) != c.want {
			t.Errorf("%s: %v", c.files, got)
		}
	}
}

// What is asked of one person and of a section on customers (R-1.4-2, R-2.1.2-4).
func TestOwedFigures(t *testing.T) {
	person := "-- config.toml --\ntitle = \"T\"\n%s[units.root]\n[units.li-ming]\nlevel = \"individual\"\n" + "-- content/li-ming/2026-03.md --\n+++\n%s+++\n" + sections()
	for _, c := range []struct{ code, config, front, want string }{
		{"D130", "", "[metrics.revenue]\nactual = 1\n", "the report has no figures on customer development, orders and collections"},
		{"D130", "", "[metrics.new_customers]\nactual = 1\n[metrics.deals]\nactual = 1\n[metrics.collection_rate]\nnum = 1\nden = 2\n", ""},
		{"D130", "", "[metrics.leads]\nactual = 1\n[metrics.orders]\nna = \"on leave\"\n", "the report has no figures on collections"},
		{"D130", "[metrics.bookings]\nlabel = \"Orders booked\"\n[metrics.revenue]\n", "[metrics.revenue]\nactual = 1\n", "the report has no figures on orders"},
		{"D132", "", "[metrics.revenue]\nactual = 1\n", "the report has no figures on customers"},
		{"D132", "", "[metrics.followups]\nactual = 1\n", ""},
		{"D132", "", "[churn]\nlost = 1\nbase = 9\n", ""},
	} {
		var got []string
		for _, d := range remarksOf(t, fmt.Sprintf(person, c.config, c.front)) {
			if d.Code == c.code {
				got = append(got, d.Message)
			}
		}
		if strings.Join(got, ";") != c.want {
			t.Errorf("%s %s%q: %q", c.code, c.config, c.front, got)
		}
	}
}
