package check

import (
	"slices"
	"strings"

	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// absences are the rules about figures that are not there.
func absences() []Rule {
	core := Rule{Rule: diag.Rule{Name: "figures/missing-core", Code: "D136", Severity: diag.Warning}, Since: since, Meets: "R-5.1.2-1 R-3.1.1-2", Duty: true,
		Title: w("A core metric is missing", "缺少核心指標", "缺少核心指标"),
		Doc: w("A report has every core metric that its unit has ever reported for periods of that length, or says na with a reason. Where a profile in config.toml requires its metrics, their lack is an error.",
			"單位在同類期間曾填報過的核心指標，每份報告都要填，或寫 na 並說明理由。config.toml 的 profile 要求指標時，缺少即為錯誤。",
			"单位在同类期间曾填报过的核心指标，每份报告都要填，或写 na 并说明理由。config.toml 的 profile 要求指标时，缺少即为错误。"),
		Bad:    "-- content/2026-01.md --\n+++\n[metrics.revenue]\nactual = 1\n[metrics.orders]\nactual = 1\n+++\n-- content/2026-02.md --\n+++\n[metrics.revenue]\nactual = 1\n+++\n",
		Good:   "-- content/2026-01.md --\n+++\n[metrics.revenue]\nactual = 1\n[metrics.orders]\nactual = 1\n+++\n-- content/2026-02.md --\n+++\n[metrics.revenue]\nactual = 1\n[metrics.orders]\nna = \"closed\"\n+++\n",
		report: missingCore}
	return []Rule{core,
		{Rule: diag.Rule{Name: "figures/no-parts", Severity: diag.Warning}, Since: since, report: noParts,
			Title: w("A ratio without its parts", "比率缺少分子或分母", "比率缺少分子或分母"),
			Doc: w("A ratio is stated whose numerator and denominator are metrics, but they have no figures there: it holds for its own unit and period and is not stacked.",
				"填了比率，而作為分子、分母的指標在該處沒有數字：它只對本單位本期間有效，不能匯總。",
				"填了比率，而作为分子、分母的指标在该处没有数字：它只对本单位本期间有效，不能汇总。"),
			Bad:  "+++\n[metrics.conversion]\nactual = \"16%\"\n+++\n",
			Good: "+++\n[metrics.conversion]\nactual = \"8/50\"\n+++\n"},
		{Rule: diag.Rule{Name: "figures/partial", Severity: diag.Note}, Since: since, Meets: "R-2.1.1-10", archive: partial,
			Title: w("A period is incomplete", "期間不完整", "期间不完整"),
			Doc: w("A period that is over lacks the figures of a smaller period or of a unit, and what is made of it is incomplete.",
				"期間已經結束，但缺少某個分期或某個單位的數字，由此得出的結果並不完整。",
				"期间已经结束，但缺少某个分期或某个单位的数字，由此得出的结果并不完整。"),
			Bad:  "-- content/2026-01.md --\n+++\n[metrics.revenue]\nactual = 1\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 1\n+++\n",
			Good: "-- content/2026-01.md --\n+++\n[metrics.revenue]\nactual = 1\n+++\n-- content/2026-02.md --\n+++\n[metrics.revenue]\nactual = 1\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 1\n+++\n"},
	}
}

// missingCore finds the core metrics that a report lacks.
func missingCore(c *Case) {
	if c.Status == report.Draft || c.Cube.Report(c.Unit, c.Period) != c.Report {
		return
	}
	profile := c.profile(c.Report)
	var missing []string
	for _, id := range c.owed(c.Report, profile) {
		if m := c.Cube.Metric(id); m != nil && m.Kind != report.Ratio && m.Kind != report.Derived && states(c.Report, id) {
			continue // what is not made of others is as it is stated
		}
		if f := c.Cube.Figure(c.Unit, id, c.Period); !f.Actual.Present() && f.NA == "" {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return
	}
	severity := c.rule.Severity
	if profile != nil && profile.Required {
		severity = diag.Error
	}
	c.SayAs(severity, c.Front, c.W(w("the report has no %s", "報告缺少 %s", "报告缺少 %s"), c.list(missing)),
		c.W(w(`add [metrics.%s] with actual, or na = "the reason"`, `加上 [metrics.%s] 與 actual，或 na = "理由"`, `加上 [metrics.%s] 与 actual，或 na = "理由"`), missing[0]))
}

// states reports whether a report itself says how a metric stands, or why not.
func states(r *report.Report, metric string) bool {
	for i := range r.Stated {
		if s := &r.Stated[i]; s.Metric == metric {
			return s.Actual.Present() || s.Terms().NA != ""
		}
	}
	return false
}

// noParts finds ratios that are stated where the metrics that they are made of
// have no figures (one without such metrics is seen when it is read).
func noParts(c *Case) {
	for i := range c.Stated {
		s := &c.Stated[i]
		m := c.Cube.Metric(s.Metric)
		if m == nil || m.Kind != report.Ratio || m.Num == "" || !s.Actual.Present() || s.Terms().Num.Present() {
			continue
		}
		var missing []string
		for _, id := range []string{m.Num, m.Den} {
			if !c.Cube.Figure(c.Unit, id, c.Period).Actual.Present() {
				missing = append(missing, id)
			}
		}
		if len(missing) > 0 {
			c.Say(s.ActualPos, c.W(w("%s is stated without %s and cannot be stacked", "%s 填報時沒有 %s，不能匯總", "%s 填报时没有 %s，不能汇总"), s.Metric, c.list(missing)),
				c.W(w(`add [metrics.%s], or write num and den, or a fraction as in "8/50"`, `加上 [metrics.%s]，或寫 num 與 den，或寫成 "8/50" 這樣的分數`, `加上 [metrics.%s]，或写 num 与 den，或写成 "8/50" 这样的分数`), missing[0]))
		}
	}
}

// A routine is the periods of one length that a unit reports.
type routine struct {
	unit  string
	grain period.Grain
}

// everStated lists, for each grain, the core metrics that a unit has ever stated an
// actual of, in the order of the archive's metrics.
func (in *Input) everStated(unit string) map[period.Grain][]string {
	stated := map[period.Grain]map[string]bool{}
	for _, r := range in.reportsOf(unit) {
		of := r.Period.Grain()
		if stated[of] == nil {
			stated[of] = map[string]bool{}
		}
		for i := range r.Stated {
			if r.Stated[i].Actual.Present() {
				stated[of][r.Stated[i].Metric] = true
			}
		}
	}
	owed := make(map[period.Grain][]string, len(stated))
	for of, is := range stated {
		for _, m := range in.Archive.Metrics {
			if m.Core && is[m.ID] {
				owed[of] = append(owed[of], m.ID)
			}
		}
	}
	return owed
}

// profile is the profile of a report's grain and level, or nil.
func (in *Input) profile(r *report.Report) *report.Profile {
	for i := range in.Archive.Profiles {
		if p := &in.Archive.Profiles[i]; p.Grain == r.Period.Grain() && p.Level == r.Level {
			return p
		}
	}
	return nil
}

// owed are the core metrics of a report: those of its profile, else every core
// metric that its unit has ever stated for periods of that length.
func (in *Input) owed(r *report.Report, p *report.Profile) []string {
	if p != nil && p.Metrics != nil {
		return p.Metrics
	}
	return in.ever.of(r.Unit, func() map[period.Grain][]string { return in.everStated(r.Unit) })[r.Period.Grain()]
}

// partial finds quarters (years, where a unit has no months) that lack smaller
// periods, and months (or the shortest periods there are) that lack units.
func partial(in *Input, say say) {
	above := map[string]bool{} // who has units below, in any period
	for _, u := range in.Archive.Units {
		for _, p := range u.Parents() {
			above[p] = true
		}
	}
	for _, u := range in.Archive.Units {
		periods := in.Cube.Periods(u.ID)
		time, units := period.Quarterly, period.Monthly
		if !slices.ContainsFunc(periods, func(p period.Period) bool { return p.Grain() == period.Monthly }) {
			time, units = period.Annual, period.Quarterly
		}
		for _, p := range periods {
			if !in.Cube.Over(p) {
				continue
			}
			if p.Grain() == time {
				in.gaps(u, p, cube.OverTime, say)
			}
			if p.Grain() == units && above[u.ID] {
				in.gaps(u, p, cube.OverUnits, say)
			}
		}
	}
}

// gaps says which parts of a unit's period are missing, and of which metrics.
func (in *Input) gaps(u *report.Unit, p period.Period, over cube.Source, say say) {
	var order []string
	lacks := map[string][]string{}
	for _, m := range in.Archive.Metrics {
		if in.Cube.Full(u.ID, m.ID, p) {
			continue
		}
		f := in.Cube.Figure(u.ID, m.ID, p)
		if f.Source != over || f.Coverage.Full() {
			continue
		}
		for _, part := range in.Cube.Explain(u.ID, m.ID, p, 1).Parts {
			if part.Figure.Coverage.Full() || part.Figure.NA != "" {
				continue
			}
			name := in.Archive.Calendar.Name(part.Period)
			if over == cube.OverUnits {
				name = part.Unit
			}
			if lacks[name] == nil {
				order = append(order, name)
			}
			lacks[name] = append(lacks[name], m.ID)
		}
	}
	if len(order) == 0 {
		return
	}
	file, at := "", report.Pos{}
	if r := in.Cube.Report(u.ID, p); r != nil {
		file, at = r.File, r.Front
	}
	slices.Sort(order)
	var words []string
	for _, name := range order {
		words = append(words, in.W(w("%s (%s)", "%s（%s）", "%s（%s）"), name, in.few(lacks[name])))
	}
	where := in.where(cube.Problem{Unit: u.ID, Period: p})
	say(file, at, in.W(w("%s is incomplete: there is nothing for %s", "%s 不完整：沒有 %s 的數字", "%s 不完整：没有 %s 的数字"), where, strings.Join(words, in.W(w(", ", "、", "、")))), "")
}

// few names up to three, and how many more there are.
func (in *Input) few(ids []string) string {
	if len(ids) > 3 {
		return in.W(w("%s and %d more", "%s等另 %d 項", "%s等另 %d 项"), strings.Join(ids[:3], in.W(w(", ", "、", "、"))), len(ids)-3)
	}
	return in.list(ids)
}

// list joins words as a sentence does.
func (in *Input) list(words []string) string { return in.Locale.List(words) }
