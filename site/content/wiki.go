package content

import (
	"strings"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// names are what wiki links of an archive may name beside units and metrics.
type names struct {
	spots   map[spot]bool // units and periods that some report is about, or lies in
	actions map[string]bool
	issues  map[string]bool
}

// A spot is a unit in a period.
type spot struct {
	unit   string
	period period.Period
}

// namesOf gathers the names of an archive.
func namesOf(a *report.Archive) *names {
	n := &names{map[spot]bool{}, map[string]bool{}, map[string]bool{}}
	parents := map[string]string{}
	for _, u := range a.Units {
		parents[u.ID] = u.Parent
	}
	for _, r := range a.Reports {
		around := enclosing(a.Calendar, r.Period)
		for unit, depth := r.Unit, 0; unit != "" && depth < len(a.Units)+1; unit, depth = parents[unit], depth+1 {
			for _, p := range around {
				n.spots[spot{unit, p}] = true
			}
			if unit == report.Root {
				break
			}
			if parents[unit] == "" {
				parents[unit] = report.Root
			}
		}
		for i := range r.Actions {
			n.actions[r.Actions[i].ID] = true
		}
		for i := range r.Issues {
			n.issues[r.Issues[i].Key] = true
		}
	}
	delete(n.actions, "")
	delete(n.issues, "")
	return n
}

// enclosing lists a period and the longer ones that it lies in.
func enclosing(cal period.Calendar, p period.Period) []period.Period {
	list := []period.Period{p}
	for _, g := range period.Grains {
		if g > p.Grain() {
			if q, ok := cal.In(g, p); ok {
				list = append(list, q)
			}
		}
	}
	return list
}

// wiki finds what a wiki link names. One that names nothing, or two things, keeps
// its words.
func (r *resolver) wiki(h *report.Hole, rep *report.Report, at report.Pos) bool {
	name := strings.TrimPrefix(h.Target, wikiMark)
	found := r.named(name, rep)
	switch len(found) {
	case 0:
		r.say(ruleBroken, at, spoken("the link leads to nothing: there is no %s", "連結沒有對象：沒有 %s", "链接没有对象：没有 %s", clip(name)), r.wikiHint(name))
	case 1:
		h.Report, h.Target = found[0].ref, found[0].target
		return true
	default:
		kinds := found[0].kind
		for _, f := range found[1:] {
			kinds = join(kinds, spoken(" and of ", "與", "与"), f.kind)
		}
		r.say(ruleBroken, at, spoken("%s is the name of %s: the link could mean either", "%s 同時是%s的名稱，連結所指不明", "%s 同时是%s的名称，链接所指不明", clip(name), kinds), spoken("write unit/period for a report, or give one of them another name", "指報告時請寫 單位/期間，或給其中一個另取名稱", "指报告时请写 单位/期间，或给其中一个另取名称"))
	}
	if h.Kind == report.Link {
		r.unlink(h, ` href="`)
		return false
	}
	r.edits = append(r.edits, edit{h.At, h.At, `<span class="broken">` + string(appendEscaped(nil, name)) + "</span>"})
	return false
}

// A meant is what a name may stand for.
type meant struct {
	kind   diag.Words
	ref    *report.Ref
	target string
}

// named lists what a name stands for in a report, in the order of settled.md 26:
// a unit's period, a period of the report's own unit, a unit, a metric, an action,
// an issue.
func (r *resolver) named(name string, rep *report.Report) (found []meant) {
	unit, when, slash := strings.Cut(name, "/")
	if !slash {
		unit, when = rep.Unit, name
	}
	if p, err := r.Calendar.Parse(when); err == nil && (r.Unit(unit) != nil) && r.names().spots[spot{unit, p}] {
		found = append(found, meant{spoken("a period", "期間", "期间"), &report.Ref{Unit: unit, Period: r.Calendar.Name(p)}, name})
	}
	if slash {
		return found
	}
	if r.Unit(name) != nil {
		found = append(found, meant{spoken("a unit", "單位", "单位"), &report.Ref{Unit: name}, name})
	}
	if r.MetricIndex(name) >= 0 {
		found = append(found, meant{spoken("a metric", "指標", "指标"), nil, report.WikiMetric + name})
	}
	if r.names().actions[name] {
		found = append(found, meant{spoken("an action", "措施", "措施"), nil, report.WikiAction + name})
	}
	if r.names().issues[name] {
		found = append(found, meant{spoken("an issue", "問題", "问题"), nil, report.WikiIssue + name})
	}
	return found
}

// wikiHint says what may have been meant.
func (r *resolver) wikiHint(name string) diag.Words {
	var known []string
	for _, u := range r.Units {
		known = append(known, u.ID)
	}
	for _, m := range r.Metrics {
		known = append(known, m.ID)
	}
	for id := range r.names().actions {
		known = append(known, id)
	}
	for key := range r.names().issues {
		known = append(known, key)
	}
	if unit, when, ok := strings.Cut(name, "/"); ok && r.Unit(unit) == nil {
		if n := diag.Nearest(unit, known); n != "" {
			return spoken("did you mean [[%s/%s]]?", "是否為 [[%s/%s]]？", "是否为 [[%s/%s]]？", n, clip(when))
		}
	}
	if n := diag.Nearest(name, known); n != "" {
		return spoken("did you mean [[%s]]?", "是否為 [[%s]]？", "是否为 [[%s]]？", n)
	}
	return spoken("write [[east/2026-03]], [[2026-03]], or the id of a unit, a metric, an action or an issue", "請寫 [[east/2026-03]]、[[2026-03]]，或單位、指標、措施、問題的代號", "请写 [[east/2026-03]]、[[2026-03]]，或单位、指标、措施、问题的标识")
}
