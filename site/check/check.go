// Package check looks for what is wrong or missing in an archive that was
// read: a [Rule] finds it, and [Run] gathers what all rules find.
//
// A rule is a value: its name and code, the severity that it has unless
// config.toml says otherwise, a paragraph that explains it, and a function
// over the archive and its cube. Rules look and never change; they do not
// depend on each other's findings or on the order in which they run.
//
// # The rules
//
//	figures/stated-stacked    D131  error    a stated actual differs from the complete stack of its parts
//	figures/stretch-target    D124  note     a stated target differs from the sum of its parts' targets
//	figures/distinct-bounds   D142  error    a distinct count below its largest part or above their sum
//	figures/parts-differ            error    a ratio's own numerator or denominator is not the metric of that name
//	figures/restatement             error    a restatement of a value that the report never stated
//	figures/outside-validity        warning  figures of a unit for a time in which it does not exist
//	figures/missing-core      D136  warning  a report without one of its unit's core metrics
//	figures/partial                 note     a period of which a part is missing
//	figures/no-parts                warning  a ratio of metrics without those metrics
//	figures/future                  warning  a period or a submission after the day of the archive
//	structure/skipped-level         warning  a heading more than one level below the one before it
//	structure/second-title          note     a second # in a text whose first is its title
//
// The tolerance of stated-stacked is the larger of 0.5 % and one display unit,
// counts exactly (domain.md §2.9). A report of scenario "figures" owes nothing
// but true figures, one of status "plan" or "draft" no figures yet; none of
// them lacks a core metric. Where a profile in config.toml lists a grain and
// level's metrics and requires them, missing-core is an error.
//
// # Levels
//
// [Relevel] applies the table [checks] of config.toml: a rule by its name or
// code is off, note, warning or error. What keeps a report from being read
// cannot be turned down. It also takes out what a report silences by
// [[checks.ignore]] with a reason; figures, workflow and reading cannot be
// silenced.
package check

import (
	"slices"
	"strings"
	"sync"

	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/locale"
	"almanac/site/report"
)

// An Input is what rules look at.
type Input struct {
	Archive *report.Archive
	Cube    *cube.Cube
	Locale  *locale.Locale // in which numbers are said

	problems []cube.Problem       // what the cube finds
	routines map[routine][]string // the core metrics that are owed
}

// A Rule finds one kind of mistake.
type Rule struct {
	diag.Rule
	Doc  string
	find func(in *Input, say say)
}

// say makes a remark of the rule that runs.
type say func(file string, at report.Pos, message, hint string)

// Rules lists every rule, by name.
func Rules() []Rule {
	list := slices.Concat(disagreements(), absences(), times(), structures())
	slices.SortFunc(list, func(a, b Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Run gathers what all rules find, in their order. They look at the archive at
// the same time.
func Run(in Input) []diag.Diagnostic {
	var wg sync.WaitGroup
	wg.Go(func() { in.problems = in.Cube.Problems() })
	wg.Go(func() { in.routines = routines(in.Archive) })
	wg.Wait()
	rules := Rules()
	found := make([][]diag.Diagnostic, len(rules))
	for i, r := range rules {
		wg.Go(func() {
			r.find(&in, func(file string, at report.Pos, message, hint string) {
				found[i] = append(found[i], r.At(file, int(at.Line), int(at.Column), message, hint))
			})
		})
	}
	wg.Wait()
	return slices.Concat(found...)
}

// Relevel gives remarks the levels of config.toml and takes out those that are
// off or that their report silences. It changes its argument.
func Relevel(ds []diag.Diagnostic, a *report.Archive) []diag.Diagnostic {
	mute := silenced(a)
	kept := ds[:0]
	for _, d := range ds {
		level, set := a.Checks.Levels[d.Rule]
		if !set && d.Code != "" {
			level, set = a.Checks.Levels[d.Code]
		}
		switch {
		case d.Unreadable:
		case level == "off", mute[silence{d.File, d.Rule}], d.Code != "" && mute[silence{d.File, d.Code}]:
			continue
		case set:
			d.Severity = severity(level)
		}
		kept = append(kept, d)
	}
	return kept
}

func severity(level string) diag.Severity {
	return diag.Severity(max(slices.Index([]string{"note", "warning", "error"}, level), 0))
}

// A silence is a rule, by its name or code, that a file does not want to hear.
type silence struct{ file, rule string }

func silenced(a *report.Archive) map[silence]bool {
	mute := map[silence]bool{}
	for _, r := range a.Reports {
		for _, i := range r.Ignores {
			if i.Reason != "" && mayMute(i.Rule) {
				mute[silence{r.File, i.Rule}] = true
			}
		}
	}
	return mute
}

// mayMute reports whether a report may silence a rule: not what is said of
// figures and of the way of a report, nor what keeps it from being read.
func mayMute(rule string) bool {
	family, _, named := strings.Cut(rule, "/")
	if !named {
		return !strings.HasPrefix(rule, "D") && !strings.HasPrefix(rule, "W")
	}
	return family != "figures" && family != "workflow" && family != "read"
}
