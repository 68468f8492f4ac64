package content

import (
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// measures are the words for what a live figure shows, in all languages.
var measures = map[string]report.Measure{
	"actual": report.Actual, "target": report.Target, "attainment": report.Attainment, "gap": report.Gap,
	"previous": report.Previous, "yoy": report.YearAgo, "ytd": report.YearToDate, "rolling12": report.Rolling12,
	"實際": report.Actual, "目標": report.Target, "達成率": report.Attainment, "差額": report.Gap,
	"環比": report.Previous, "同比": report.YearAgo, "累計": report.YearToDate, "近12個月": report.Rolling12,
	"实际": report.Actual, "目标": report.Target, "达成率": report.Attainment, "差额": report.Gap,
	"环比": report.Previous, "累计": report.YearToDate, "近12个月": report.Rolling12,
}

// live reads a live figure: [unit/]metric [measure] [of period], of the report's
// own unit and period if none is named. One that cannot be read stays as it is
// written.
func (r *resolver) live(h *report.Hole, rep *report.Report, at report.Pos) bool {
	f, message, hint := r.figure(h.Target, rep)
	if message == none {
		h.Target = f.String()
		return true
	}
	r.say(ruleLive, at, message, hint)
	r.edits = append(r.edits, edit{h.At, h.At, `<span class="broken">` + string(appendEscaped(nil, "{{ "+h.Target+" }}")) + "</span>"})
	return false
}

func (r *resolver) figure(written string, rep *report.Report) (f report.LiveFigure, message, hint diag.Words) {
	f = report.LiveFigure{Unit: rep.Unit, Measure: report.Actual, Period: r.Calendar.Name(rep.Period)}
	words := strings.Fields(written)
	if i := slices.Index(words, "of"); i >= 0 {
		if i+2 != len(words) {
			return f, spoken("a live figure is of one period", "即時數字只屬於一個期間", "实时数字只属于一个期间"), spoken("write {{ revenue of 2026-Q1 }}", "請寫 {{ revenue of 2026-Q1 }}", "请写 {{ revenue of 2026-Q1 }}")
		}
		p, err := r.Calendar.Parse(words[i+1])
		if err != nil {
			return f, spoken("%s is no period", "%s 不是期間", "%s 不是期间", clip(words[i+1])), spoken("write it as files are named, as in 2026-03 or %s", "請照檔名的寫法，例如 2026-03 或 %s", "请照文件名的写法，例如 2026-03 或 %s", r.Calendar.Name(rep.Period))
		}
		f.Period, words = r.Calendar.Name(p), words[:i]
	}
	if unit, metric, ok := strings.Cut(words[0], "/"); ok {
		f.Unit, words[0] = unit, metric
	} else if len(words) > 1 && r.Unit(words[0]) != nil { // {{ east revenue }}
		f.Unit, words = words[0], words[1:]
	}
	if r.Unit(f.Unit) == nil {
		return f, spoken("there is no unit %s", "沒有單位 %s", "没有单位 %s", clip(f.Unit)), meantOne(f.Unit, unitIDs(r.Archive))
	}
	if len(words) > 1 {
		m, ok := measures[words[1]]
		if !ok || len(words) > 2 {
			return f, spoken("%s is no measure of a live figure", "%s 不是即時數字的量度", "%s 不是实时数字的量度", clip(strings.Join(words[1:], " "))), spoken("known are: actual, target, attainment, gap, previous, yoy, ytd, rolling12", "可用的有：actual、target、attainment、gap、previous、yoy、ytd、rolling12", "可用的有：actual、target、attainment、gap、previous、yoy、ytd、rolling12")
		}
		f.Measure = m
	}
	if f.Metric = r.metricNamed(words[0]); f.Metric == "" {
		return f, spoken("there is no metric %s", "沒有指標 %s", "没有指标 %s", clip(words[0])), meantOne(words[0], metricIDs(r.Archive))
	}
	return f, none, none
}

// metricNamed is the id of the metric with an id or a label; "" if there is none.
func (r *resolver) metricNamed(name string) string {
	if r.MetricIndex(name) >= 0 {
		return name
	}
	for _, m := range r.Metrics {
		for _, label := range m.Label {
			if label == name {
				return m.ID
			}
		}
	}
	return ""
}

func unitIDs(a *report.Archive) (ids []string) {
	for _, u := range a.Units {
		ids = append(ids, u.ID)
	}
	return ids
}

func metricIDs(a *report.Archive) (ids []string) {
	for _, m := range a.Metrics {
		ids = append(ids, m.ID)
	}
	return ids
}
