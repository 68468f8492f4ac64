package site_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// crew is a team of two people with a third directly below the root, whose figures
// are like no others: 8513 of 9601 and so 88.7%, 7429 of 6007 and so 123.7%, 5381
// of 5119 and so 105.1%.
func crew(t *testing.T, config ...string) *public {
	s := newScribe(t)
	s.config(append([]string{`title = "Crew"`, `languages = ["en", "zh-Hant"]`,
		"[units.root]", "[units.east]", `level = "team"`,
		"[units.ann]", `name = "Ann Smith"`, `parent = "east"`, `level = "individual"`,
		"[units.bo]", `name = "Bo Li"`, `parent = "east"`, `level = "individual"`,
		"[units.cara]", `name = "Cara Yu"`, `level = "individual"`,
		"[metrics.revenue]", `currency = "CNY"`, "core = true"}, config...)...)
	for _, p := range []string{"2022-10", "2023-09"} {
		s.report("ann/"+p, "revenue 4201 4003")
		s.report("bo/"+p, "revenue 3109 3301")
		s.report("cara/"+p, "revenue 2203 2017")
	}
	s.report("ann/2023-08", "revenue 4201 4003")
	s.report("ann/2023-10", "revenue 8513 9601", "[[channels]]", `name = "Fairs"`, "leads = 1213", "deals = 127")
	s.report("bo/2023-10", "revenue 7429 6007", "[[channels]]", `name = "Fairs"`, "leads = 1409", "deals = 211")
	s.report("cara/2023-10", "revenue 5381 5119")
	return s.publish("2023-11-20", true)
}

// own are the files that are about one person alone.
var own = regexp.MustCompile(`(^|/)(ann|bo|cara)[/.]`)

// told is what may be told of people: the figures, targets, attainments and leads of
// October, and 4312 and 4320, which are what the two of the team sold more than in
// September.
var told = regexp.MustCompile(`\b(8,?513|9,?601|88\.7|7,?429|6,?007|123\.7|5,?381|5,?119|105\.1|1,?213|1,?409|4,?312|4,?320)\b`)

// personRow is where a table has a row for a person; owing are the pages that say
// which reports are owed and what they lack, by report.
var (
	personRow = regexp.MustCompile(`<th scope="row">(<a [^>]*>)?(Ann|Bo|Cara)`)
	owing     = regexp.MustCompile(`(^|/)(quality|calendar)[/.]`)
)

// People are counted beside each other and not named (domain.md R-1.2-5), unless the
// archive publishes its members: no file but those about a person alone tells what
// that person did, be it a page or one for programs.
func TestMembersAreCounted(t *testing.T) {
	b := crew(t)
	looked := 0
	for _, file := range b.site.Files() {
		if own.MatchString(file) {
			continue
		}
		looked++
		text := string(b.draw(file))
		if found := told.FindString(text); found != "" {
			t.Errorf("%s tells %s, which is one person's", file, found)
		}
		if row := personRow.FindString(text); row != "" && !owing.MatchString(file) {
			t.Errorf("%s has a row %s", file, row)
		}
	}
	if looked < 20 {
		t.Errorf("only %d files were looked at", looked)
	}
	b.says("east/index.html", "1 of 2 sales representatives missed their target.")
	b.says("zh-Hant/east/2023-10.html", "2名銷售員中有1名未完成目標")
	b.says("index.html", "Both units met their target.")
	b.says("east/2023-08.html", "\n2 sales representatives.\n") // one of whom has no figure
	b.says("ann/2023-10.html", "8,513", "88.7%")
	b.silent("compare/index.html", "Ann|Bo|Cara")
	// 8513 + 7429, with a word for who they are.
	b.says("east/2023-10.html", "15,942", "Added up over units: 2 sales representatives")
}

// With the key the same figures stand on the pages of the team, of the metric, of
// the whole and in the files for programs.
func TestMembersArePublished(t *testing.T) {
	b := crew(t, "[publish]", "members = true")
	for file, want := range map[string][]string{
		"east/index.html":      {"Ann Smith", ">8.5<", "88.7%", "Bo Li", ">7.4<", "123.7%"},
		"index.html":           {"Cara Yu", ">5.4<", "105.1%", "Ann Smith", "88.7%"},
		"east/2023-10.html":    {"4,312", "4,320"},
		"metrics/revenue.html": {"Bo Li", ">7.4<"},
		"channels/index.html":  {"1,213", "1,409"},
		"data/figures.csv":     {"ann,2023-10", "8513"},
		"compare/index.html":   {"Ann Smith"},
		"forecast.html":        {"Cara Yu"},
	} {
		text := string(b.draw(file))
		for _, s := range want {
			if !strings.Contains(text, s) {
				t.Errorf("%s does not tell %q", file, s)
			}
		}
	}
	if !slices.Contains(b.site.Files(), "data/compare/ann.js") {
		t.Error("there is nothing to compare Ann Smith with")
	}
}
