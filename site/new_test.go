package site_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"almanac/site"
	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/scaffold"
)

// newConfig is an archive with a unit of each level.
const newConfig = `title = "T"
languages = ["en", "zh-Hant", "zh-Hans"]
as_of = 2026-06-01
[units.root]
[units.north]
level = "department"
manager = "brian"
[units.east]
parent = "north"
level = "team"
manager = "brian"
[units.li-ming]
parent = "east"
level = "individual"
manager = "brian"
[people.amy]
name = "Amy"
[people.brian]
name = "Brian"
[strategies.share]
name = "Share"
[tiers.a]
name = "A"
[metrics.revenue]
currency = "CNY"
[metrics.days]
kind = "wmean"
unit = "duration"
core = true
`

// before is the report before the one that is begun: what it plans and promises waits
// in the new one.
const before = `+++
title = "Before"
author = "amy"
[metrics.revenue]
actual = 100
target = 100
[metrics.orders]
actual = 10
target = 10
[metrics.leads]
actual = 80
target = 80
[metrics.deals]
actual = 8
[metrics.conversion]
target = "12%%"
[metrics.repurchase_rate]
num = 3
den = 40
target = "6%%"
[metrics.days]
value = 3
weight = 8
target = 2

[[actions]]
id = "A-%[1]s-1"
what = "Call the 12 customers who left"
owner = "amy"
due = %[2]s
acceptance = "12 calls"
[[actions]]
id = "A-%[1]s-2"
what = "Train product knowledge"
owner = "amy"
due = %[2]s
acceptance = "4 sessions"
repeat = "daily"
kpi = "score"

[plan.targets]
revenue = 105
+++
`

var grains = map[string]struct{ name, before string }{
	"daily":     {"2026-03-10", "2026-03-09"},
	"weekly":    {"2026-W11", "2026-W10"},
	"monthly":   {"2026-03", "2026-02"},
	"quarterly": {"2026-Q1", "2025-Q4"},
	"annual":    {"2025", "2024"},
}

// open writes an archive and opens it.
func openIn(t *testing.T, dir string, files map[string]string) *site.Site {
	t.Helper()
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s, err := site.Open(t.Context(), site.Options{Dir: dir, Drafts: true, Empty: true, Live: true, Today: period.Date(2026, 6, 1)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// about are the remarks on one file.
func about(s *site.Site, file string) (list []diag.Diagnostic) {
	for _, d := range s.Remarks() {
		if d.File == file {
			list = append(list, d)
		}
	}
	return list
}

// For each length of period, level, scenario and language: what is begun can be read,
// check names each blank and nothing else, and once they are filled in there is
// nothing left to say (R-1.4-6, R-5.3.1-3, R-6.1.3-1, R-6.1.3-2).
func TestNew(t *testing.T) {
	for grain, p := range grains {
		for _, unit := range []string{"root", "north", "east", "li-ming"} {
			for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
				for _, scenario := range []string{"standard", "new-market", "key-accounts", "campaign", "board"} {
					if scenario != "standard" && (grain != "monthly" || unit != "east") {
						continue
					}
					t.Run(strings.Join([]string{grain, unit, lang, scenario}, "/"), func(t *testing.T) {
						t.Parallel()
						begunAndFilled(t, site.NewRequest{Period: p.name, Unit: unit, Lang: lang, Scenario: scenario}, p.before)
					})
				}
			}
		}
	}
}

func begunAndFilled(t *testing.T, r site.NewRequest, last string) {
	dir, folder := t.TempDir(), "content/"
	if r.Unit != "root" {
		folder += r.Unit + "/"
	}
	due := "2026-04-30"
	if len(last) == len("2024") {
		due = "2025-12-31"
	}
	s := openIn(t, dir, map[string]string{"config.toml": newConfig, folder + last + ".md": fmt.Sprintf(before, last, due)})
	begun, err := s.New(r)
	if err != nil || begun.Path != folder+r.Period+".md" || begun.Reviews != 2 {
		t.Fatalf("%+v %v", begun, err)
	}
	data, err := os.ReadFile(filepath.Join(dir, begun.Path))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if strings.Contains(text, "<<") || strings.Contains(text, "<no value>") || regexp.MustCompile(`\n\n\n|[ \t]\n`).MatchString(text) {
		t.Errorf("the text is not tidy:\n%s", text)
	}
	s = openIn(t, dir, nil)
	if s.Unreadable() {
		t.Fatalf("%v in\n%s", about(s, begun.Path), text)
	}
	blanks := 0
	for _, d := range about(s, begun.Path) {
		if d.Rule == "structure/blank" {
			blanks++
		} else if d.Rule != "workflow/missing" { // that it is late is true
			t.Errorf("before it is filled in: %s: %s [%s]", d.Where(), d.Message, d.Rule)
		}
	}
	if blanks != begun.Blanks || blanks < 8 {
		t.Errorf("check names %d blanks of %d", blanks, begun.Blanks)
	}
	answers := map[string]string{}
	for _, b := range scaffold.Blanks(data) {
		answers[b.Name] = answer(r.Lang, b.Name, text)
	}
	filled := strings.Replace(string(scaffold.Fill(data, answers)), `status = "draft"`, `status = "final"`, 1)
	s = openIn(t, dir, map[string]string{begun.Path: filled})
	if list := about(s, begun.Path); len(list) > 0 {
		for _, d := range list {
			t.Errorf("%s: %s %s [%s]", d.Where(), d.Severity, d.Message, d.Rule)
		}
		t.Log(filled)
	}
}

// answer is what an author writes into a blank.
func answer(lang, name, text string) string {
	part := name[strings.LastIndex(name, ".")+1:]
	q := func(s string) string { return `"` + s + `"` }
	switch {
	case strings.HasPrefix(name, "#"):
		return prose(lang, name[1:], text)
	case strings.HasPrefix(name, "metrics.revenue."), strings.HasPrefix(name, "reconcile.") && part == "value":
		return "104"
	case strings.HasPrefix(name, "plan.targets."):
		return map[bool]string{true: q("13%"), false: "110"}[strings.HasSuffix(name, "_rate") || strings.HasSuffix(name, "conversion")]
	case strings.HasPrefix(name, "metrics.") && part == "target" && (strings.Contains(name, "_rate") || strings.Contains(name, "conversion")):
		return q("12%")
	case strings.HasPrefix(name, "action_reviews.") && part == "status":
		return "\"done\"\ndate = 2026-03-09\nresult = \"12 customers were called, 3 came back\""
	case strings.HasPrefix(name, "issues.") && part == "factor", strings.HasPrefix(name, "deviations.") && part == "factor":
		return map[bool]string{true: q("process"), false: q("competitor")}[strings.Contains(name, "causes.0")]
	}
	switch part {
	case "due", "date", "start", "end":
		return "2026-05-15"
	case "actual", "num", "leads", "deals", "customers", "participants", "contacts", "count", "value":
		return map[string]string{"num": "3", "deals": "8"}[part] + map[bool]string{false: "", true: "12"}[part != "num" && part != "deals"]
	case "den", "weight":
		return "40"
	case "target":
		return "10"
	case "metric":
		return q("revenue")
	case "before":
		return "90"
	case "after":
		return "104"
	case "severity":
		return q("medium")
	case "outcome":
		return q("success")
	case "key", "id":
		return q("late-deliveries")
	case "strategy_refs":
		return q("share")
	}
	if strings.HasPrefix(name, "strategy_refs") {
		return q("share")
	}
	if person := []string{"author", "compiled_by", "owner"}; slices.Contains(person, part) {
		return q("amy")
	}
	if part == "reviewed_by" || part == "approved_by" {
		return q("brian")
	}
	if strings.HasSuffix(name, ".from.0") {
		return q("I1")
	}
	words := map[string]string{"en": "%s: 3 orders came a week late", "zh-Hant": "%s：3筆訂單晚了一週", "zh-Hans": "%s：3笔订单晚了一周"}
	return q(fmt.Sprintf(words[lang], name))
}

// prose is a text of a section.
func prose(lang, title, text string) string {
	_, name, _ := strings.Cut(text, `title = "`)
	name, _, _ = strings.Cut(name, `"`)
	words := map[string]string{
		"en":      "%s, as to %s: we missed the target by 3 orders, because 3 deliveries came a week late. Based on this we call 12 customers together.",
		"zh-Hant": "《%s》的%s：因為3筆訂單晚了一週，所以與目標相差3筆。基於以上，兩人配合，將致電12家客戶。",
		"zh-Hans": "《%s》的%s：因为3笔订单晚了一周，所以与目标相差3笔。基于以上，两人配合，将致电12家客户。",
	}
	return fmt.Sprintf(words[lang], name, title)
}

// Behind a report with thousands of open actions stands one that begins with the five
// hundred that are the most urgent, here the last that is due first, says in the file
// and to whoever began it how many there are, and can be read.
func TestNewAfterThousandsOfActions(t *testing.T) {
	const many, listed = 8000, 500
	var made strings.Builder
	for i := range many {
		day := "2026-04-20"
		if i == many-1 {
			day = "2026-03-31"
		}
		fmt.Fprintf(&made, "[[actions]]\nid = \"A-%d\"\nwhat = \"Call customer %d\"\nowner = \"amy\"\ndue = %s\nacceptance = \"1 call\"\n", i, i, day)
	}
	for lang, words := range map[string]string{"en": "7500 more are open", "zh-Hant": "另有 7500 項未結", "zh-Hans": "另有 7500 项未结"} {
		dir := t.TempDir()
		s := openIn(t, dir, map[string]string{"config.toml": newConfig, "content/2026-03.md": "+++\n" + made.String() + "+++\n"})
		begun, err := s.New(site.NewRequest{Period: "2026-04", Lang: lang})
		if err != nil || begun.Reviews != listed || begun.Open != many {
			t.Fatalf("%+v %v", begun, err)
		}
		data, err := os.ReadFile(filepath.Join(dir, begun.Path))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if first := strings.Index(text, `id = "A-7999"`); first < 0 || first > strings.Index(text, `id = "A-0"`) || !strings.Contains(text, words) {
			t.Errorf("A-7999 is not the first, or it does not say %q:\n%.1500s", words, text)
		}
		if n := strings.Count(text, "\n[[action_reviews]]\n"); n != listed {
			t.Errorf("%d reviews", n)
		}
		if s = openIn(t, dir, nil); s.Unreadable() {
			t.Errorf("it cannot be read: %v", about(s, begun.Path))
		}
	}
}
