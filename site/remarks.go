package site

import (
	"bufio"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"almanac/site/check"
	"almanac/site/diag"
	"almanac/site/locale"
	"almanac/site/report"
)

// Remarks lists all that is to be said about the archive, sorted: what reading
// found, what the rules found, and what is wrong with catalogues and layouts.
// The list is the site's own.
func (s *Site) Remarks() []diag.Diagnostic { return s.remarks().said }

// remarks are what is to be said, and what is not said again since it stands in
// the baseline.
type remarks struct{ said, known []diag.Diagnostic }

// remarked works all remarks out.
func (s *Site) remarked() remarks {
	all := slices.Clone(s.heard())
	said, known := 0, 0
	for i := range all {
		said, known = said+len(all[i].said), known+len(all[i].known)
	}
	r := remarks{make([]diag.Diagnostic, 0, said), make([]diag.Diagnostic, 0, known)}
	for i := range all {
		r.known = append(r.known, all[i].known...)
	}
	// The remarks on a report are in order, and mostly on one file.
	all = slices.DeleteFunc(all, func(x heard) bool { return len(x.said) == 0 })
	slices.SortStableFunc(all, func(x, y heard) int { return strings.Compare(x.said[0].File, y.said[0].File) })
	for i := range all {
		r.said = append(r.said, all[i].said...)
	}
	r.said = diag.Sort(r.said)
	return r
}

// Unreadable reports whether some report cannot be read, so that nothing may
// be published.
func (s *Site) Unreadable() bool { return s.unreadable }

// input is what the rules look at; source gives them the text of a file.
func (s *Site) input(source func(file string) string) check.Input {
	register := s.register
	if register == nil {
		register = s.newRegister()
	}
	return check.Input{Archive: s.archive, Cube: s.cube, Ledger: s.ledger, Register: register, Locale: s.speaks(), Locales: s.locales, Source: source}
}

// speaks is the language of remarks.
func (s *Site) speaks() *locale.Locale {
	if l := s.locales[s.options.Lang]; l != nil {
		return l
	}
	return s.Locale()
}

// onlySet is the set of files that remarks are wanted on; nil: all.
func (s *Site) onlySet() map[string]bool {
	if s.options.Only == nil {
		return nil
	}
	set := make(map[string]bool, len(s.options.Only))
	for _, f := range s.options.Only {
		set[f] = true
	}
	return set
}

// doubtful reports whether a remark of a rule may only follow from a file that could
// not be read: that something is missing, and, in a report whose front matter says
// less than is written there, whatever is not of its text alone.
func (s *Site) doubtful() func(d *diag.Diagnostic) bool {
	if s.unread == nil && !diag.Unreadable(s.read()) {
		return nil
	}
	bad := map[string]bool{}
	read := s.read()
	for i := range read {
		if d := &read[i]; d.Unreadable && d.Rule != "read/link-out" { // which is of the text
			bad[d.File] = true
		}
	}
	for _, r := range s.archive.Reports {
		for i := range r.Others {
			bad[r.Others[i].File] = bad[r.Others[i].File] || bad[r.File]
		}
	}
	return func(d *diag.Diagnostic) bool {
		switch d.Rule {
		case "figures/partial", "workflow/missing", "figures/no-parts":
			return true
		case "structure/strategy-refs", "language/undefined-metric", "claims/unknown-unit", "figures/missing-core":
			return bad[d.File] || bad["config.toml"]
		}
		return bad[d.File] && !ofText(d.Rule)
	}
}

// ofText reports whether what a rule finds depends on the words of a report alone,
// whatever its front matter holds.
func ofText(rule string) bool {
	switch family, _, _ := strings.Cut(rule, "/"); family {
	case "language", "links":
		return true
	}
	switch rule {
	case "structure/empty-section", "structure/heading-number", "structure/text-first", "structure/skipped-level", "structure/second-title":
		return true
	}
	return false
}

var (
	ruleCatalogue = diag.Rule{Name: "structure/catalogue", Severity: diag.Warning}
	ruleNoRule    = diag.Rule{Name: "structure/no-rule", Severity: diag.Warning}
)

// drafts are the reports that do not exist, since nobody asked for drafts.
func (s *Site) drafts() (list []*report.Report) {
	if s.options.Drafts {
		return nil
	}
	for _, r := range s.archive.Reports {
		if r.Status == report.Draft {
			list = append(list, r)
		}
	}
	return list
}

// LeftOut is how many drafts are not part of the site.
func (s *Site) LeftOut() int { return len(s.drafts()) }

// unknownRules finds names that no rule has, where rules are given levels or
// silenced.
func (s *Site) unknownRules() (found []diag.Diagnostic) {
	known := map[string]bool{}
	for _, r := range Rules(locale.Fallback) {
		known[r.Name] = true
		if r.Code != "" {
			known[r.Code] = true
		}
	}
	names := slices.Sorted(maps.Keys(known))
	say := func(file string, at report.Pos, name string) {
		if name != "" && !known[name] {
			found = append(found, ruleNoRule.Said(file, int(at.Line), int(at.Column), diag.Spoken("there is no rule %q", "沒有規則「%s」", "没有规则“%s”", name), diag.Meant(name, names)))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.archive.Checks.Levels)) {
		if !strings.Contains(name, "_") { // the others are limits of their own
			say("config.toml", s.archive.Sources["checks."+name], name)
		}
	}
	for i := range s.archive.Profiles {
		p := &s.archive.Profiles[i]
		for _, name := range slices.Sorted(maps.Keys(p.Levels)) {
			say("config.toml", s.archive.Sources["profiles."+p.Grain.String()+"."+p.Level], name)
		}
	}
	check.EachSilenced(s.archive, say)
	return found
}

// fewProblems is how much is said of one catalogue.
const fewProblems = 10

// catalogueRemarks says what is wrong with catalogues: those that cannot be
// read, and those of the languages in use. One that has only just been begun
// lacks hundreds of strings; a few of them are named.
func catalogueRemarks(problems []locale.Problem, languages []string) (found []diag.Diagnostic) {
	said := map[string]int{}
	for _, p := range problems {
		if p.Key != "" && !slices.Contains(languages, strings.TrimSuffix(path.Base(p.File), ".toml")) {
			continue
		}
		file, message := path.Join("layouts", p.File), p.Message
		if p.Key != "" {
			message = p.Key + ": " + message
		}
		if said[file]++; said[file] <= fewProblems {
			found = append(found, ruleCatalogue.At(file, p.Line, min(p.Line, 1), message, ""))
		}
	}
	for _, file := range slices.Sorted(maps.Keys(said)) {
		if more := said[file] - fewProblems; more > 0 {
			found = append(found, ruleCatalogue.Said(file, 0, 0, diag.Spoken("and %d more of the kind", "另有 %d 處同類問題", "另有 %d 处同类问题", more),
				diag.Spoken("the built-in layouts/i18n/en.toml has all keys and placeholders", "內建的 layouts/i18n/en.toml 有全部的鍵與預留位置", "内置的 layouts/i18n/en.toml 有全部的键与占位符")))
		}
	}
	return found
}

// longest is how much of a line an excerpt takes.
const longest = 64 << 10

// excerpts gives each remark the line that it speaks of, where it has none.
func excerpts(ds []diag.Diagnostic, root *os.Root) {
	wanted := map[string]map[int]string{}
	for _, d := range ds {
		if d.Excerpt == "" && d.File != "" && d.Line > 0 {
			if wanted[d.File] == nil {
				wanted[d.File] = map[int]string{}
			}
			wanted[d.File][d.Line] = ""
		}
	}
	if root == nil {
		return // the remarks stand without their lines
	}
	for file, lines := range wanted {
		if f, err := root.Open(file); err == nil {
			readLines(f, lines)
			f.Close()
		}
	}
	for i := range ds {
		if d := &ds[i]; d.Excerpt == "" && d.Line > 0 {
			d.Excerpt = wanted[d.File][d.Line]
		}
	}
}

// readLines fills in the lines that are asked for by their number.
func readLines(r io.Reader, lines map[int]string) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, longest)
	for n, left := 1, len(lines); left > 0 && sc.Scan(); n++ {
		if _, ok := lines[n]; ok {
			left--
			if t := strings.TrimSuffix(strings.TrimPrefix(sc.Text(), "\ufeff"), "\r"); utf8.ValidString(t) {
				lines[n] = t
			}
		}
	}
}
