package content

import (
	"maps"
	"slices"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
)

// assemble puts together what the files say; what is kept is not changed. It also
// lists the bodies that are to be resolved.
func assemble(cfg *config, units []*report.Unit, t *tree, all []*parsed, data []*filed, kept bool) (a *report.Archive, open []passage, remarks []diag.Diagnostic) {
	a = &report.Archive{Config: cfg.Config, Units: units}
	reports := map[address]*report.Report{} // with translations
	for _, p := range all {
		if p.words != nil {
			reports[p.address.main()] = nil
		}
	}
	a.Reports, open = make([]*report.Report, 0, len(all)), make([]passage, 0, len(all))
	for _, p := range all {
		if p.report == nil || p.report.Period.IsZero() {
			continue
		}
		r := p.report
		if kept {
			own := *r
			r = &own
		}
		r.Attachments = t.attachments[p.address]
		a.Reports = append(a.Reports, r)
		if _, translated := reports[p.address]; translated {
			reports[p.address] = r
		}
		open = p.passage(r, open)
	}
	for _, p := range all {
		if p.words == nil {
			continue
		}
		r := reports[p.address.main()]
		if r == nil {
			continue
		}
		if r.Lang == p.words.Lang {
			remarks = append(remarks, ruleDuplicate.Said(p.path, 0, 0, spoken("the report itself, %s, is already in %s", "報告本身 %s 已經是 %s", "报告本身 %s 已经是 %s", r.File, r.Lang), spoken("keep one of the two files, or give the report another lang", "請保留其中一個檔案，或更改報告的 lang", "请保留其中一个文件，或更改报告的 lang")))
			continue
		}
		r.Others = append(r.Others, *p.words)
		open = p.passage(r, open)
	}
	cfg.merge(a, units, data)
	place := map[string]int{}
	for i, u := range units {
		place[u.ID] = i
	}
	order := func(p, q *report.Report) int {
		if p.Unit != q.Unit {
			return place[p.Unit] - place[q.Unit]
		}
		return a.Calendar.Compare(p.Period, q.Period)
	}
	if !slices.IsSortedFunc(a.Reports, order) {
		slices.SortStableFunc(a.Reports, order)
	}
	for _, f := range data {
		all = append(slices.Clip(all), &parsed{source: source{path: f.path}, currencies: f.currencies})
	}
	remarks = append(remarks, cfg.oneCurrency(a, all)...)
	cfg.appendBuiltins(a, units, &remarks)
	return a, open, remarks
}

// passage adds the body of a file, which is a report's, to those that are to be
// resolved, if it is.
func (p *parsed) passage(of *report.Report, list []passage) []passage {
	if p.body == nil || len(p.body.open) == 0 {
		return list
	}
	return append(list, passage{p.body, of, p.path})
}

// oneCurrency checks that a metric without a currency of its own is written in
// one, and gives it that one.
func (c *config) oneCurrency(a *report.Archive, all []*parsed) (remarks []diag.Diagnostic) {
	type first struct {
		spent
		file string
	}
	seen := map[string]first{}
	for _, p := range all {
		for _, s := range p.currencies {
			f, ok := seen[s.metric]
			switch {
			case !ok || num.SignOf(f.code, s.code):
				seen[s.metric] = first{s, p.path} // a code says more than a sign
			case !num.SignOf(s.code, f.code):
				d := ruleCurrency.Said(p.path, int(s.pos.Line), int(s.pos.Column), spoken("%s is in %s here, but in %s at %s:%d:%d", "%s 在這裡是 %s，在 %[4]s:%[5]d:%[6]d 卻是 %[3]s", "%s 在这里是 %s，在 %[4]s:%[5]d:%[6]d 却是 %[3]s", s.metric, s.code, f.code, f.file, f.pos.Line, f.pos.Column),
					spoken("write one currency, and currency = %q under [metrics.%s] in config.toml", `請統一幣別，並在 config.toml 的 [metrics.%[2]s] 下寫 currency = "%[1]s"`, `请统一币种，并在 config.toml 的 [metrics.%[2]s] 下写 currency = "%[1]s"`, f.code, s.metric))
				d.Excerpt = s.excerpt
				remarks = append(remarks, d)
			}
		}
	}
	for id, f := range seen {
		if m := c.metrics[id]; m != nil && isCurrency(f.code) {
			own := *m
			own.Currency = f.code
			c.replace(a, &own)
		}
	}
	return remarks
}

// replace puts m in the place of the metric of its id.
func (c *config) replace(a *report.Archive, m *report.Metric) {
	c.metrics[m.ID] = m
	if i := a.MetricIndex(m.ID); i >= 0 {
		a.Metrics = slices.Clone(a.Metrics)
		a.Metrics[i] = m
	}
}

// appendBuiltins appends the built-in metrics that the archive uses, and those
// that they and the configured ones are made of.
func (c *config) appendBuiltins(a *report.Archive, units []*report.Unit, remarks *[]diag.Diagnostic) {
	used := map[string]bool{}
	var use func(id string)
	use = func(id string) {
		if used[id] {
			return
		}
		if m := c.metrics[id]; m != nil {
			used[id] = true
			for _, part := range madeOf(m) {
				use(part)
			}
		}
	}
	for _, m := range a.Metrics {
		use(m.ID)
	}
	for _, p := range a.Profiles {
		for _, id := range slices.Concat(p.Metrics, p.Explain) {
			use(id)
		}
	}
	var before []string // what the report before named, by place: the next mostly names the same
	for _, r := range a.Reports {
		i := 0
		eachMetric(r, func(id string) {
			switch {
			case i == len(before):
				before = append(before, id)
				use(id)
			case before[i] != id:
				before[i] = id
				use(id)
			}
			i++
		})
	}
	for _, id := range slices.Sorted(maps.Keys(a.Benchmark)) {
		use(id)
	}
	a.Metrics = slices.Clone(a.Metrics)
	for _, id := range c.metricIDs {
		if used[id] && a.MetricIndex(id) < 0 {
			a.Metrics = append(a.Metrics, c.metrics[id])
		}
	}
	if c.Declared { // said when the configuration was read
		return
	}
	for _, u := range units {
		if used[u.ID] {
			*remarks = append(*remarks, ruleDuplicate.Said(contentDir+"/"+u.Folder, 0, 0, spoken("%q is the id of a metric and of a unit", "「%s」同時是指標與單位的代號", "“%s”同时是指标与单位的标识", u.ID), spoken("rename the folder", "請重新命名資料夾", "请重命名文件夹")))
		}
	}
}

// metricsOf lists the metrics that a report names.
func metricsOf(r *report.Report) (ids []string) {
	eachMetric(r, func(id string) { ids = append(ids, id) })
	return ids
}

func eachMetric(r *report.Report, do func(id string)) {
	for i := range r.Stated {
		do(r.Stated[i].Metric)
	}
	for i := range r.PlanTargets {
		do(r.PlanTargets[i].Metric)
	}
	for i := range r.Restatements {
		do(r.Restatements[i].Metric)
	}
	for i := range r.Reconcile {
		do(r.Reconcile[i].Metric)
	}
}
