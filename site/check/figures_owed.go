package check

import (
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

func noTarget(c *Case) {
	if c.main() == nil || !c.Long() {
		return
	}
	p := c.profile(c.Report)
	asked := slices.Clone(c.Duty.Explain)
	for _, id := range c.owed(c.Report, p) {
		if c.usage().aimed[aim{routine{c.Unit, c.Period.Grain()}, id}] && !slices.Contains(asked, id) {
			asked = append(asked, id)
		}
	}
	for _, id := range asked {
		f := c.Cube.Figure(c.Unit, id, c.Period)
		if m := c.Cube.Metric(id); m == nil || m.Direction == report.Neutral || f.Target.Present() || f.NA != "" || !f.Actual.Present() || !f.Coverage.Full() {
			continue // what is incomplete lacks more than a target
		}
		severity := c.rule.Severity
		if p != nil && p.Required {
			severity = diag.Error
		}
		c.SayAs(severity, c.metricPos(id), c.W(w("%s has no target", "%s 沒有目標", "%s 没有目标"), id), c.W(w("add target = … below it", "請在其下加 target = ……", "请在其下加 target = ……")))
	}
}

// An aim is a metric that a unit gives targets to in its periods of a length.
type aim struct {
	routine
	metric string
}

// usage is what the reports of an archive state of its metrics.
type usage struct {
	aimed    map[aim]bool    // which have targets, and where
	used     map[string]bool // which have values
	based    bool            // some are stated with how they are recognised
	traits   [traits][]*report.Metric
	headline []string // the metric that pages speak of first: the first core metric with a target, else the first; none if there is none
}

func usageOf(a *report.Archive) usage {
	u := usage{aimed: map[aim]bool{}, used: map[string]bool{}}
	for x := range traits {
		u.traits[x] = x.fits(a)
	}
	targets := map[string]bool{}
	var of routine
	var aimed, used []string // of this routine and of all, so that maps are rarely asked
	for _, r := range a.Reports {
		if x := (routine{r.Unit, r.Period.Grain()}); x != of {
			of, aimed = x, aimed[:0]
		}
		for i := range r.Stated {
			s := &r.Stated[i]
			u.based = u.based || s.Terms().Basis != ""
			if (s.Target.Present() || s.Terms().TargetGrowth.Present()) && !slices.Contains(aimed, s.Metric) {
				aimed = append(aimed, s.Metric)
				u.aimed[aim{of, s.Metric}], targets[s.Metric] = true, true
			}
			if s.Actual.Present() && !slices.Contains(used, s.Metric) {
				used = append(used, s.Metric)
				u.used[s.Metric] = true
			}
		}
	}
	for _, m := range a.Metrics {
		if m.Core && targets[m.ID] {
			u.headline = []string{m.ID}
			return u
		}
	}
	for _, m := range a.Metrics {
		if m.Core && u.used[m.ID] {
			u.headline = []string{m.ID}
			break
		}
	}
	return u
}

// A trait is what a metric is about, as far as rules ask for it.
type trait int

const (
	development trait = iota
	ordering
	collecting
	following
	satisfaction
	churning
	traits // how many there are
)

// traitWords are the metrics of each trait: those that are known without
// configuration and usual ids, and words in the names of others.
var traitWords = [traits]struct{ ids, words []string }{
	development:  {[]string{"leads", "new_customers"}, []string{"線索", "线索", "新客", "lead", "new customer", "prospect"}},
	ordering:     {[]string{"orders", "deals"}, []string{"訂單", "订单", "成交", "order", "deal"}},
	collecting:   {[]string{"collection_rate", "collections"}, []string{"回款", "收款", "collect"}},
	following:    {[]string{"leads", "followups", "new_customers"}, []string{"線索", "线索", "跟進", "跟进", "拜訪", "拜访", "新客", "lead", "follow-up", "visit", "new customer"}},
	satisfaction: {[]string{"satisfaction", "csat", "nps"}, []string{"滿意", "满意", "satisf", "nps"}},
	churning:     {[]string{"churn_rate", "lost_customers"}, []string{"流失", "churn", "lost"}},
}

// fits are the metrics of a trait.
func (x trait) fits(a *report.Archive) (list []*report.Metric) {
	for _, m := range a.Metrics {
		names := strings.ToLower(m.Label["en"] + "|" + m.Label["zh-Hant"] + "|" + m.Label["zh-Hans"] + "|" + m.Label[""])
		if slices.Contains(traitWords[x].ids, m.ID) || containsAny(names, traitWords[x].words...) {
			list = append(list, m)
		}
	}
	return list
}

// gives reports whether the report has a figure of one of some metrics.
func (c *Case) gives(list []*report.Metric) bool {
	return slices.ContainsFunc(list, func(m *report.Metric) bool { return c.reported(m.ID) })
}

func individual(c *Case) {
	if c.Level != report.Individual || !c.Long() || c.main() == nil {
		return
	}
	own := slices.ContainsFunc(c.Archive.Metrics, func(m *report.Metric) bool { return !m.Builtin })
	var missing []string
	var first string
	for _, x := range []struct {
		trait
		name Words
	}{{development, w("customer development", "客戶開發", "客户开发")}, {ordering, w("orders", "訂單", "订单")}, {collecting, w("collections", "回款", "回款")}} {
		list := c.usage().traits[x.trait]
		if c.gives(list) || own && len(list) == 0 {
			continue
		}
		missing = append(missing, c.W(x.name))
		if first == "" {
			first = traitWords[x.trait].ids[0]
			if len(list) > 0 {
				first = list[0].ID
			}
		}
	}
	c.sayAbsent(missing, first)
}

// sayAbsent says what a report has no figures on.
func (c *Case) sayAbsent(missing []string, first string) {
	if len(missing) > 0 {
		c.Say(c.Front, c.W(w("the report has no figures on %s", "報告沒有%s的數字", "报告没有%s的数字"), c.list(missing)),
			c.W(w(`add [metrics.%s] with actual, or na = "the reason"`, `加上 [metrics.%s] 與 actual，或 na = "理由"`, `加上 [metrics.%s] 与 actual，或 na = "理由"`), first))
	}
}

func customers(c *Case) {
	t := c.main()
	if t == nil || !c.Long() || !t.has("customers") {
		return
	}
	var missing []string
	var first string
	given, used := false, false
	for _, x := range []struct {
		trait
		name Words
	}{{following, w("leads or follow-ups", "線索或跟進", "线索或跟进")}, {satisfaction, w("satisfaction", "滿意度", "满意度")}, {churning, w("churn", "流失", "流失")}} {
		list := c.usage().traits[x.trait]
		gives := c.gives(list) || x.name.En == "churn" && c.Churn != nil
		given = given || gives
		if !gives && slices.ContainsFunc(list, func(m *report.Metric) bool { return c.usage().used[m.ID] }) {
			used = true
			if missing = append(missing, c.W(x.name)); first == "" {
				first = list[0].ID
			}
		}
	}
	if !used && !given {
		missing, first = []string{c.W(w("customers", "客戶", "客户"))}, "new_customers"
	}
	c.sayAbsent(missing, first)
}

func teamMissed(c *Case) {
	t, u := c.main(), c.Archive.Unit(c.Unit)
	if t == nil || u == nil || c.Level != report.Individual || !c.Long() {
		return
	}
	team := u.ParentOn(c.Archive.Calendar.Span(c.Period).First)
	for _, id := range c.Duty.Explain {
		own, whole := c.Cube.Attainment(c.Unit, id, c.Period), c.Cube.Attainment(team, id, c.Period)
		if !own.Known || !own.Met || !whole.Known || whole.Met {
			continue
		}
		names := []string{"團隊", "团队", "team", team}
		if above := c.Archive.Unit(team); above != nil {
			for _, n := range above.Name {
				names = append(names, strings.ToLower(n))
			}
		}
		var all []*Passage
		for i := range t.Passages {
			all = append(all, &t.Passages[i])
		}
		if containsAny(lowerASCII(wordsOf(all)), names...) {
			return
		}
		c.sayAt(t, c.top(t), c.W(w("%s met its target of %s, but %s did not, and the text does not say so", "%[1]s 的 %[2]s 達標，但 %[3]s 未達標，正文沒有提到", "%[1]s 的 %[2]s 达标，但 %[3]s 未达标，正文没有提到"), c.Unit, id, team),
			c.W(w("say how the team did, and what was done for it", "請寫出團隊的結果，以及為團隊做了什麼", "请写出团队的结果，以及为团队做了什么")))
		return
	}
}
