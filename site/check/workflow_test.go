package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"almanac/site/check"
	"almanac/site/history"
)

const cast = `-- config.toml --
title = "T"
[units.root]
manager = "head"
[units.east]
level = "team"
manager = "lead"
[units.wu]
parent = "east"
level = "individual"
[people.head]
[people.lead]
[people.boss]
role = "sales_manager"
[people.seller]
`

// quiet is what keeps the rules that a case is not about from speaking.
const quiet = "compiled_by = \"seller\"\nreviewed_by = \"lead\"\napproved_by = \"boss\"\n"

func signs(pairs ...string) (s string) {
	for i := 0; i < len(pairs); i += 2 {
		s += fmt.Sprintf("[[signoff]]\nstep = %q\nby = %q\ndate = 2026-04-02\n", pairs[i], pairs[i+1])
	}
	return s
}

func eastReport(front string) string {
	return cast + "-- content/east/2026-03.md --\n+++\nauthor = \"seller\"\nsubmitted = 2026-04-02\n" + quiet + front + "+++\n"
}

// What the rules of the family workflow say, beyond their own examples.
func TestWorkflow(t *testing.T) {
	signed := "[metrics.revenue]\nactual = 100\n[[signoff]]\nstep = \"review\"\nby = \"lead\"\ndigest = \"sha256:0\"\n"
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		// W601: who may sign what.
		{"workflow/signoff", eastReport(signs("review", "lead", "key_figures", "boss")), nil},
		{"workflow/signoff", eastReport(signs("review", "head", "key_figures", "boss")), nil}, // who leads a unit above it
		{"workflow/signoff", eastReport(signs("review", "boss", "key_figures", "boss")), nil},
		{"workflow/signoff", eastReport(signs("review", "lead")), []string{"content/east/2026-03.md:1:1: error: the final report has no sign-off of step key_figures → almanac sign content/east/2026-03.md --step key_figures --by boss"}},
		{"workflow/signoff", eastReport(signs("key_figures", "lead", "review", "seller")), []string{
			"content/east/2026-03.md:11:3: error: the sign-off of step review does not count: seller wrote it → almanac sign content/east/2026-03.md --step review --by head",
			"content/east/2026-03.md:7:3: error: the sign-off of step key_figures does not count: lead may not sign that → almanac sign content/east/2026-03.md --step key_figures --by boss"}},
		{"workflow/signoff", eastReport(signs("review", "nobody", "key_figures", "boss")), []string{"content/east/2026-03.md:7:3: error: the sign-off of step review does not count: nobody is not in [people] of config.toml → almanac sign content/east/2026-03.md --step review --by head"}},
		{"workflow/signoff", eastReport("status = \"review\"\n"), nil}, // not final yet
		{"workflow/signoff", eastReport("scenario = \"figures\"\n"), nil},
		{"workflow/signoff", strings.Replace(eastReport(""), "role = \"sales_manager\"\n", "", 1), nil}, // nobody has a role
		{"workflow/signoff", cast + "-- content/wu/2026-03.md --\n+++\n" + quiet + signs("review", "lead") + "+++\n", nil},
		{"workflow/signoff", cast + "-- content/wu/2026-03-31.md --\n+++\n+++\n", nil}, // a day of one person's
		{"workflow/signoff", cast + "-- content/wu/2026-W13.md --\n+++\n" + quiet + "+++\n", []string{"content/wu/2026-W13.md:1:1: error: the final report has no sign-off of step review → almanac sign content/wu/2026-W13.md --step review --by head"}},

		// W602.
		{"workflow/responsible", cast + "-- content/east/2026-03.md --\n+++\nauthor = \"seller\"\n" + signs("review", "lead") + "+++\n", []string{"content/east/2026-03.md:1:1: warning: nobody is named as approved_by → write approved_by = and the id of a person"}},
		{"workflow/responsible", cast + "-- content/east/2026-03.md --\n+++\n+++\n", []string{"content/east/2026-03.md:1:1: warning: nobody is named as compiled_by, reviewed_by and approved_by → write compiled_by = and the id of a person"}},
		{"workflow/responsible", eastReport(signs("review", "leed")), []string{`content/east/2026-03.md:7:3: warning: signoff names "leed", who is not in [people] of config.toml → did you mean "lead"?`}},
		{"workflow/responsible", "-- config.toml --\ntitle = \"T\"\n[people.lead]\n-- content/2026-03.md --\n+++\nauthor = \"laed\"\n+++\n", []string{`content/2026-03.md:2:10: warning: author names "laed", who is not in [people] of config.toml → did you mean "lead"?`}},
		{"workflow/responsible", "+++\nauthor = \"anybody\"\n+++\n", nil}, // nobody is declared

		// W603.
		{"workflow/signed-figures", eastReport(signed), []string{"content/east/2026-03.md:9:3: error: the figures are not those that lead signed (review) → if they are right now, let them be signed again: almanac sign content/east/2026-03.md --step review --by lead"}},
		{"workflow/signed-figures", eastReport(signed + "[[signoff]]\nstep = \"key_figures\"\nby = \"boss\"\ndigest = \"sha256:b10e1bdc63f8d7b8b3e1ca4d06c6e1ad1ea96a3a0d0e0b3d4a7c0f3b1a0e9d00\"\n"), []string{
			"content/east/2026-03.md:13:3: error: the figures are not those that boss signed (key_figures) → if they are right now, let them be signed again: almanac sign content/east/2026-03.md --step key_figures --by boss",
			"content/east/2026-03.md:9:3: error: the figures are not those that lead signed (review) → if they are right now, let them be signed again: almanac sign content/east/2026-03.md --step review --by lead"}},
		{"workflow/signed-figures", eastReport(signed + "[[signoff]]\nstep = \"key_figures\"\nby = \"boss\"\ndigest = \"sha256:LATER\"\n"), nil}, // signed since
		{"workflow/signed-figures", eastReport("[[signoff]]\nstep = \"review\"\nby = \"lead\"\n"), nil},                                          // nothing is known of what was signed
		{"workflow/signed-figures", eastReport("[[signoff]]\nstep = \"review\"\nby = \"lead\"\ndigest = \"abc\"\n"), []string{"content/east/2026-03.md:7:3: error: the digest of the sign-off is none → if they are right now, let them be signed again: almanac sign content/east/2026-03.md --step review --by lead"}},

		// W604, of what git has seen.
		{"workflow/skipped-step", "-- content/2026-03.md@2026-04-01 --\n+++\n+++\n-- content/2026-03.md --\n+++\nstatus = \"draft\"\n+++\n", []string{"content/2026-03.md:1:1: warning: the report was final and went back to draft → correct what is wrong by [[restatements]] or [[errata]]"}},
		{"workflow/skipped-step", "-- content/2026-03.md@2026-04-01 --\n+++\n+++\n-- content/2026-03.md --\n+++\n+++\nWords.\n", nil},
		{"workflow/skipped-step", cast + "-- content/wu/2026-03-31.md@2026-03-31 --\n+++\nstatus = \"draft\"\n+++\n-- content/wu/2026-03-31.md --\n+++\n+++\n", nil},
		{"workflow/skipped-step", cast + "-- content/wu/2026-W13.md@2026-03-31 --\n+++\nstatus = \"draft\"\n+++\n-- content/wu/2026-W13.md --\n+++\n+++\n", []string{"content/wu/2026-W13.md:1:1: warning: the report went from draft to final without review → write status = \"review\", and \"final\" once somebody has reviewed it"}},

		// W605.
		{"workflow/inputs", eastReport("inputs = [\"content/wu/2026-03.md\"]\n"), []string{"content/east/2026-03.md:1:1: warning: the report is put together from its members', but there is none of wu → write content/wu/2026-03.md first"}},
		{"workflow/inputs", eastReport(""), nil},
		{"workflow/inputs", strings.Replace(eastReport("inputs = [\"x\"]\n"), "[units.wu]\n", "[units.wu]\nto = \"2025-12\"\n", 1), nil}, // who has left

		// W610 and W612.
		{"workflow/unknown", "-- content/2026-02.md --\n+++\n+++\n", nil}, // without git
		{"workflow/late", "+++\nsubmitted = 2026-04-04\n+++\n", []string{"content/2026-03.md:2:13: note: the report was submitted on 2026-04-04, 1 day after it was due on 2026-04-03 → "}},
		{"workflow/late", "-- content/2026-03.md@2026-04-08 --\n+++\n+++\n-- content/2026-03.md --\n+++\nsubmitted = 2026-04-01\n+++\n", []string{"content/2026-03.md:1:1: note: the report was submitted on 2026-04-08, 5 days after it was due on 2026-04-03 → "}},

		// W611: periods in a row are one remark.
		{"workflow/missing", cast + "-- content/east/2025-08.md --\n+++\n+++\n-- content/east/2025-09.md --\n+++\n+++\n-- content/east/2025-10.md --\n+++\n+++\n-- content/east/2025-12.md --\n+++\n+++\n-- content/east/2026-03.md --\n+++\nstatus = \"draft\"\n+++\n", []string{
			"content/east/2025-11.md: note: the report of east for 2025-11 is missing; it was due on 2025-12-03, 128 days ago → write it, or declare its deadline as \"none\" in [units.east.deadlines] of config.toml",
			"content/east/2026-01.md: note: 2 reports of east are missing, from 2026-01 to 2026-02; the first was due on 2026-02-03, 66 days ago → write it, or declare its deadline as \"none\" in [units.east.deadlines] of config.toml",
			"content/east/2026-03.md:1:1: note: the report is still of status \"draft\"; it was due on 2026-04-03, 7 days ago → write status = \"final\" once it is"}},

		// D150.
		{"figures/undeclared", "-- content/2026-03.md@2026-04-01 --\n+++\n[metrics.revenue]\nactual = 95\ntarget = \"1.5M\"\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 95\ntarget = 15\n+++\n", []string{
			"content/2026-03.md:4:10: error: the target of revenue was first reported as 1,500,000, on 2026-04-01, and no restatement says why it is 15 now → write the first value again, or declare the correction:\n[[restatements]]\nmetric = \"revenue\"\nof = \"target\"\nold = 1500000\nnew = 15\nreason = \"…\""}},
		{"figures/undeclared", "-- content/2026-03.md@2026-04-01 --\n+++\nstatus = \"draft\"\n[metrics.revenue]\nactual = 95\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 93\n+++\n", nil},                             // it was never final
		{"figures/undeclared", "-- content/2026-03.md@2026-04-01 --\n+++\nscenario = \"figures\"\n[metrics.revenue]\nactual = 95\n+++\n-- content/2026-03.md --\n+++\nscenario = \"figures\"\n[metrics.revenue]\nactual = 93\n+++\n", nil}, // imported anew
	} {
		c.text = strings.Replace(c.text, "LATER", digestOfHundred, 1)
		_, in := example(t, c.text)
		var got []string
		for _, d := range check.Run(in) {
			if d.Rule == c.rule {
				got = append(got, fmt.Sprintf("%s: %s: %s → %s", d.Where(), d.Severity, d.Message, d.Hint))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s of\n%s\nsays\n%s\nnot\n%s", c.rule, c.text, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// digestOfHundred is the SHA-256 of the line "revenue actual=100", by sha256sum.
const digestOfHundred = "cd63a3af1d3794d91d1dc43614c619586eeab404211e6862434fcb8837e75155"

// TV-35: in a shallow clone, and where git does not trust the repository, one note says
// that nothing is known and what helps, and nobody is late.
func TestNothingKnown(t *testing.T) {
	for gap, want := range map[history.Gap][2]string{history.Shallow: {"shallow", "--unshallow"}, history.Distrusted: {"belongs to someone else", "safe.directory"}, history.Damaged: {"cannot read", "git fsck"}} {
		_, in := example(t, "-- content/2026-02.md --\n+++\nsubmitted = 2026-05-01\n+++\n-- content/2026-03.md --\n+++\n+++\n")
		in.Register = history.NewRegister(in.Archive, &history.Record{Gap: gap}, in.Cube.AsOf(), in.Cube.Validity)
		notes := 0
		for _, d := range check.Run(in) {
			if d.Rule == "workflow/late" || d.Rule == "workflow/missing" {
				t.Errorf("%s: %s", d.Where(), d.Message)
			}
			if d.Rule != "workflow/unknown" {
				continue
			}
			notes++
			if d.File != "" || !strings.Contains(d.Message, want[0]) || !strings.Contains(d.Message, "2 of the reports") || !strings.Contains(d.Hint, want[1]) {
				t.Errorf("%q %q", d.Message, d.Hint)
			}
		}
		if notes != 1 {
			t.Errorf("%v: %d notes", gap, notes)
		}
	}
}
