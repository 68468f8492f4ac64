//go:build ignore

package main

import (
	"fmt"
	"math/big"
	"path"
	"strings"
)

// archiveFiles returns the archive's files by their path.
func archiveFiles(m *model) map[string]string {
	files := map[string]string{"archive/config.toml": configTOML()}
	for _, r := range m.reports {
		base := "archive/content/" + pathOf(r)
		files[base+".md"] = reportFile(r)
		if r.body.hant != "" {
			files[base+".zh-Hant.md"] = translation("zh-Hant", r.title.hant, r.summary.hant, r.body.hant)
			files[base+".zh-Hans.md"] = translation("zh-Hans", r.title.hans, r.summary.hans, r.body.hans)
		}
	}
	return files
}

// pathOf is a report's path below content, without its ending. One person's
// files lie in folders of years, which must make no difference.
func pathOf(r *report) string {
	folder := r.unit.folder
	if r.unit.id == "rep-w1" {
		folder = path.Join(folder, fmt.Sprint(r.period.first.Year()))
	}
	return path.Join(folder, r.period.name)
}

func reportFile(r *report) string {
	var b strings.Builder
	b.WriteString("+++\n")
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %q\n", key, value)
		}
	}
	if r.period.first.Month() == 1 { // optional, and must agree with the path
		line("period", r.period.name)
		line("unit", r.unit.id)
	}
	line("title", r.title.en)
	line("summary", r.summary.en)
	if r.authored {
		fmt.Fprintf(&b, "submitted = %s\n", r.submitted)
	} else {
		line("scenario", "figures")
	}
	for _, m := range metrics {
		if e := r.figures[m.id]; e != nil {
			writeEntry(&b, r, m, e)
		}
	}
	writeRestatements(&b, r)
	for _, c := range r.channels {
		fmt.Fprintf(&b, "\n[[channels]]\nname = %q\nleads = %d\ndeals = %d\n", c.name, c.leads, c.deals)
	}
	b.WriteString("+++\n")
	if r.authored {
		b.WriteString("\n" + r.body.en + "\n")
	}
	return b.String()
}

func writeEntry(b *strings.Builder, r *report, m *metric, e *entry) {
	fmt.Fprintf(b, "\n[metrics.%s]\n", m.id)
	actual, target := e.value, e.target
	if e.was != nil {
		actual = e.was
	}
	if e.targetWas != nil {
		target = e.targetWas
	}
	key := m.id + r.unit.id + r.period.name
	switch {
	case e.na != "":
		fmt.Fprintf(b, "na = %q\n", e.na)
	case e.as != "":
		fmt.Fprintf(b, "actual = %s\n", e.as)
	case e.num != nil && draw(0, 9, key, "fraction") == 0:
		fmt.Fprintf(b, "actual = \"%s/%s\"\n", decimal(e.num), decimal(e.den))
	case e.num != nil:
		fmt.Fprintf(b, "num = %s\nden = %s\n", decimal(e.num), decimal(e.den))
	case actual != nil && e.weight != nil && draw(0, 3, key, "value") == 0:
		fmt.Fprintf(b, "value = %s\n", spell(actual, m, key))
	case actual != nil:
		fmt.Fprintf(b, "actual = %s\n", spell(actual, m, key))
	}
	if e.weight != nil {
		fmt.Fprintf(b, "weight = %s\n", decimal(e.weight))
	}
	switch {
	case e.targetAs != "":
		fmt.Fprintf(b, "target = %s\n", e.targetAs)
	case e.growth != nil:
		fmt.Fprintf(b, "target_growth = \"%s%%\"\ngrowth_on = \"year-ago\"\n", decimal(new(big.Rat).Mul(e.growth, whole(100))))
	case target != nil:
		fmt.Fprintf(b, "target = %s\n", spell(target, m, key+"target"))
	}
}

func writeRestatements(b *strings.Builder, r *report) {
	for _, m := range metrics {
		e := r.figures[m.id]
		if e == nil || e.restated == "" {
			continue
		}
		fmt.Fprintf(b, "\n[[restatements]]\nmetric = %q\n", m.id)
		if e.targetWas != nil {
			fmt.Fprintf(b, "of = \"target\"\nold = %s\nnew = %s\n", decimal(e.targetWas), decimal(e.target))
		} else {
			fmt.Fprintf(b, "old = %s\nnew = %s\n", decimal(e.was), decimal(e.value))
		}
		fmt.Fprintf(b, "reason = %q\ndate = %s\napproved_by = %q\n", e.reason, e.restated, e.approver)
	}
}

// spell writes a number as a TOML value, now and then as people do. All
// spellings are exact.
func spell(v *big.Rat, m *metric, key string) string {
	plain := decimal(v)
	way := draw(0, 99, key, "spelling")
	large := m.unit == "money" && v.IsInt() && new(big.Rat).Abs(v).Cmp(whole(100_000)) >= 0
	switch {
	case large && way < 5:
		return quote(scaled(v, 10_000) + "萬元")
	case large && way < 8:
		return quote(scaled(v, 10_000) + "万")
	case large && way < 13:
		return quote(scaled(v, 1_000_000) + "M")
	case large && way < 18:
		return quote(grouped(plain))
	case large && way < 20:
		return quote("CNY" + plain)
	case way >= 95 || !v.IsInt() && way >= 60:
		return quote(plain)
	}
	return plain
}

func quote(s string) string { return `"` + s + `"` }

func scaled(v *big.Rat, by int64) string { return decimal(new(big.Rat).Quo(v, whole(by))) }

// grouped puts commas into a whole number.
func grouped(s string) string {
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// decimal writes a number with at most twelve decimals, rounded half away
// from zero, without trailing zeros.
func decimal(v *big.Rat) string {
	s := v.FloatString(12) // rounds half away from zero
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func translation(lang, title, summary, body string) string {
	return fmt.Sprintf("+++\ntitle = %q\nsummary = %q\nlang = %q\n+++\n\n%s\n", title, summary, lang, body)
}

func configTOML() string {
	var b strings.Builder
	fmt.Fprintf(&b, `# The golden archive of domain.md §8. Written by ../generate; do not edit.
title = "Harbour Tools"
languages = ["en", "zh-Hant", "zh-Hans"]
as_of = %s

[calendar]
type = "civil"
`, asOf)
	for _, u := range units {
		fmt.Fprintf(&b, "\n[units.%s]\nname = %s\n", u.id, u.name.table())
		for _, kv := range [][2]string{{"parent", u.parent}, {"level", u.level}, {"from", u.from}, {"to", u.to}} {
			if kv[1] != "" {
				fmt.Fprintf(&b, "%s = %q\n", kv[0], kv[1])
			}
		}
		if u.movedFrom != "" {
			fmt.Fprintf(&b, "[[units.%s.history]]\nparent = %q\nto = %q\n", u.id, u.movedFrom, u.movedUntil)
		}
	}
	for _, m := range metrics {
		writeMetric(&b, m)
	}
	return b.String()
}

func writeMetric(b *strings.Builder, m *metric) {
	fmt.Fprintf(b, "\n[metrics.%s]\nkind = %q\nlabel = %s\nunit = %q\n", m.id, m.kind, m.label.table(), m.unit)
	if m.unit == "money" {
		fmt.Fprintf(b, "currency = \"CNY\"\n")
	}
	fmt.Fprintf(b, "direction = %q\ngroup = %q\ndecimals = %d\n", m.direction, m.group, m.decimals)
	for _, kv := range [][2]string{{"num", m.num}, {"den", m.den}, {"time", m.time}, {"org", m.org}} {
		if kv[1] != "" {
			fmt.Fprintf(b, "%s = %q\n", kv[0], kv[1])
		}
	}
	if m.op != "" {
		fmt.Fprintf(b, "expr = \"%s %s %s\"\n", m.l, m.op, m.r)
	}
	if m.id == "conversion" {
		fmt.Fprintf(b, "min_den = \"30\"\n")
	}
	if m.core {
		fmt.Fprintf(b, "core = true\n")
	}
}

func (t text) table() string {
	return fmt.Sprintf("{ en = %q, zh-Hant = %q, zh-Hans = %q }", t.en, t.hant, t.hans)
}
