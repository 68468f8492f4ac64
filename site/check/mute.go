package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// suppressions are the rules about remarks that a report silences.
func suppressions() []Rule {
	return []Rule{
		{Rule: ruleNoReason, Since: since, Meets: "",
			Title: w("Silenced without a reason", "略過規則而未說明理由", "忽略规则而未说明理由"),
			Doc: w("A rule may be silenced in one report, or in a part of its text, if it is said why: whoever reads the archive in a year must be able to tell.",
				"報告可以略過某條規則，但必須寫明理由，讓一年後的讀者也看得懂為什麼。",
				"报告可以忽略某条规则，但必须写明理由，让一年后的读者也看得懂为什么。"),
			Bad:    "+++\n+++\n<!-- check:next L301 -->\n\nSales were good.\n",
			Good:   "+++\n+++\n<!-- check:next L301 reason=\"a customer's own words\" -->\n\nSales were good.\n",
			report: noReason},
		{Rule: ruleUnused, Since: since, // found by Relevel, which knows what was silenced
			Title: w("Silences nothing", "略過的規則並未觸發", "忽略的规则并未触发"),
			Doc: w("What silences a rule that finds nothing there hides the next true finding.",
				"規則在該處並未觸發，留著這項略過只會遮住日後真正的問題。",
				"规则在该处并未触发，留着这项忽略只会遮住日后真正的问题。")},
	}
}

var (
	ruleNoReason = diag.Rule{Name: "checks/no-reason", Code: "K901", Severity: diag.Error}
	ruleUnused   = diag.Rule{Name: "checks/unused", Code: "K902", Severity: diag.Note}
)

// noReason finds what silences rules without saying why or which, or rules that
// cannot be silenced.
func noReason(c *Case) {
	for i := range c.Ignores {
		x := &c.Ignores[i]
		c.silence(c.File, x.Pos, x.Rule, x.Reason)
	}
	for _, b := range bodies(c.Report) {
		for _, x := range b.text.Controls {
			if x.Word != "on" {
				c.silence(b.file, x.Pos, x.Rule, x.Reason)
			} else if x.Rule == "" {
				c.silence(b.file, x.Pos, "", "-")
			}
		}
	}
}

func (c *Case) silence(file string, at report.Pos, rule, reason string) {
	say := func(message, hint string) {
		c.found = append(c.found, c.rule.At(file, int(at.Line), int(at.Column), message, hint))
	}
	switch {
	case rule == "":
		say(c.W(w("it is not said which rule is silenced", "沒有寫明略過哪一條規則", "没有写明忽略哪一条规则")),
			c.W(w(`write its name or code, as in check:off L301 reason="…"`, `寫出規則的名稱或代碼，例如 check:off L301 reason="…"`, `写出规则的名称或代码，例如 check:off L301 reason="…"`)))
	case !mayMute(rule):
		say(c.W(w("%s cannot be silenced", "規則 %s 不能略過", "规则 %s 不能忽略"), rule),
			c.W(w("what is said of figures, of the way of a report and of reading holds; mend it, or set its level in [checks]", "關於數字、流程與讀取的意見必須處理；請改正，或在 [checks] 調整等級", "关于数字、流程与读取的意见必须处理；请改正，或在 [checks] 调整等级")))
	case strings.TrimSpace(reason) == "":
		say(c.W(w("%s is silenced without a reason", "略過 %s 而沒有說明理由", "忽略 %s 而没有说明理由"), rule),
			c.W(w(`add reason = "why"`, `加上 reason = "理由"`, `加上 reason = "理由"`)))
	}
}

// A bodyOf is a text of a report and the file that it stands in.
type bodyOf struct {
	file string
	text *report.Prose
}

func bodies(r *report.Report) (list []bodyOf) {
	if r.Prose != nil {
		list = append(list, bodyOf{r.File, r.Prose})
	}
	for i := range r.Others {
		if o := &r.Others[i]; o.Prose != nil {
			list = append(list, bodyOf{o.File, o.Prose})
		}
	}
	return list
}

// EachSilenced calls f with every rule that some file silences, by its name or
// code, and where.
func EachSilenced(a *report.Archive, f func(file string, at report.Pos, rule string)) {
	for _, r := range a.Reports {
		for i := range r.Ignores {
			f(r.File, r.Ignores[i].Pos, r.Ignores[i].Rule)
		}
		for _, b := range bodies(r) {
			for _, x := range b.text.Controls {
				f(b.file, x.Pos, x.Rule)
			}
		}
	}
}

// A mute is a rule, by its name or code, that a file does not want to hear on
// some of its lines.
type mute struct {
	rule        string
	first, last int // lines; first 0: the file as a whole
	at          report.Pos
	used        bool
}

func (m *mute) takes(d *diag.Diagnostic) bool {
	if m.rule != d.Rule && (m.rule != d.Code || m.rule == "") {
		return false
	}
	return m.first == 0 || m.first <= d.Line && d.Line <= m.last
}

// mutes are what a report and its translations silence for a reason, by file.
func mutes(r *report.Report) map[string][]*mute {
	all := map[string][]*mute{}
	for _, i := range r.Ignores {
		if i.Reason != "" && mayMute(i.Rule) {
			all[r.File] = append(all[r.File], &mute{rule: i.Rule, at: i.Pos})
		}
	}
	for _, b := range bodies(r) {
		for i := range b.text.Controls {
			if m := muteOf(b.text, i); m != nil {
				all[b.file] = append(all[b.file], m)
			}
		}
	}
	return all
}

// lastLine is behind every line of a file.
const lastLine = 1 << 30

// muteOf is what a comment silences: from its line to that of the check:on of the
// same rule, or the block behind it.
func muteOf(b *report.Prose, i int) *mute {
	x := b.Controls[i]
	if x.Word == "on" || strings.TrimSpace(x.Reason) == "" || !mayMute(x.Rule) {
		return nil
	}
	m := &mute{rule: x.Rule, first: int(x.Pos.Line), last: lastLine, at: x.Pos}
	if x.Word == "next" {
		m.first, m.last = nextBlock(b.Body(), x.Pos)
		return m
	}
	for _, y := range b.Controls[i+1:] {
		if y.Word == "on" && y.Rule == x.Rule {
			m.last = int(y.Pos.Line)
			break
		}
	}
	return m
}

// nextBlock is the lines of the block or heading behind a place.
func nextBlock(b *report.Body, at report.Pos) (first, last int) {
	var begins []int
	for i := range b.Blocks {
		begins = append(begins, int(b.Blocks[i].Pos.Line))
	}
	for i := range b.Headings {
		begins = append(begins, int(b.Headings[i].Pos.Line))
	}
	slices.Sort(begins)
	begins = slices.Compact(begins)
	k, _ := slices.BinarySearch(begins, int(at.Line))
	if k == len(begins) {
		return int(at.Line), int(at.Line)
	}
	first, last = begins[k], lastLine
	if k+1 < len(begins) {
		last = begins[k+1] - 1
	}
	return first, last
}

// mayMute reports whether a report may silence a rule: not what is said of
// figures and of the way of a report, nor what keeps it from being read.
func mayMute(rule string) bool {
	family, _, named := strings.Cut(rule, "/")
	if !named {
		return !strings.HasPrefix(rule, "D") && !strings.HasPrefix(rule, "W") && !strings.HasPrefix(rule, "K90")
	}
	return family != "figures" && family != "workflow" && family != "read" && family != "checks"
}

// Levels are those that an archive gives to rules.
type Levels struct {
	archive  *report.Archive
	profiles map[kind]*report.Profile
	lang     string
}

// LevelsOf are the levels of config.toml and of its profiles; what is said of them
// is said in lang.
func LevelsOf(a *report.Archive, lang string) *Levels {
	x := &Levels{a, map[kind]*report.Profile{}, lang}
	for i := range a.Profiles {
		p := &a.Profiles[i]
		x.profiles[kind{p.Grain.String(), p.Level}] = p
	}
	return x
}

// Relevel gives remarks on a report and its translations, or on what is none (nil),
// the levels of the archive, makes a draft's errors warnings where they speak of
// its form, and takes out what is off or silenced by its file. What silences
// nothing is a remark of its own. It changes its argument.
func (x *Levels) Relevel(ds []diag.Diagnostic, r *report.Report) []diag.Diagnostic {
	var mute map[string][]*mute
	if r != nil {
		mute = mutes(r)
	}
	kept := ds[:0]
	for _, d := range ds {
		if d.Unreadable || x.level(&d, r) && !muted(mute[d.File], &d) {
			kept = append(kept, d)
		}
	}
	for file, list := range mute {
		for _, m := range list {
			if d := ruleUnused.At(file, int(m.at.Line), int(m.at.Column), fmt.Sprintf(idle.In(x.lang), m.rule), takeOut.In(x.lang)); !m.used && x.level(&d, r) {
				kept = append(kept, d)
			}
		}
	}
	return kept
}

var (
	idle    = w("%s finds nothing here that is silenced", "%s 在此處並未觸發，無需略過", "%s 在此处并未触发，无需忽略")
	takeOut = w("take it out", "請刪去這一項", "请删去这一项")
)

func muted(list []*mute, d *diag.Diagnostic) bool {
	for _, m := range list {
		if m.takes(d) {
			m.used = true
			return true
		}
	}
	return false
}

// A kind is the grain and level of reports, by which profiles are found.
type kind struct{ grain, level string }

// level gives a remark the severity that it has in its report; false: it is off.
func (x *Levels) level(d *diag.Diagnostic, r *report.Report) bool {
	if r != nil && r.Status == report.Draft && d.Severity == diag.Error && formal(d.Rule) {
		d.Severity = diag.Warning
	}
	set := levelIn(x.archive.Checks.Levels, d)
	if r != nil {
		if p := x.profiles[kind{r.Period.Grain().String(), r.Level}]; p != nil {
			set = cmp.Or(levelIn(p.Levels, d), set)
		}
	}
	if set == "off" {
		return false
	}
	if set != "" {
		d.Severity = diag.Severity(max(slices.Index([]string{"note", "warning", "error"}, set), 0))
	}
	return true
}

func levelIn(levels map[string]string, d *diag.Diagnostic) string {
	if set := levels[d.Rule]; set != "" || d.Code == "" {
		return set
	}
	return levels[d.Code]
}

// formal reports whether a rule speaks of a report's form, which a draft may lack.
func formal(rule string) bool {
	family, _, _ := strings.Cut(rule, "/")
	return family == "structure" || family == "language" || family == "actions" || family == "issues"
}
