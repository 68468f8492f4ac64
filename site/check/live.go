package check

import (
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/report"
)

// lives are the rules about live figures.
func lives() []Rule {
	return []Rule{{Rule: diag.Rule{Name: "figures/live", Severity: diag.Warning}, Since: since, Meets: "R-2.2.1-9", report: live,
		Title: w("A live figure that shows nothing", "即時數字沒有內容", "实时数字没有内容"),
		Doc: w("A live figure such as {{ revenue yoy }} is worked out when its page is drawn. Where there is no such figure, or the comparison is refused, a dash stands in the sentence.",
			"{{ revenue yoy }} 這類即時數字在生成頁面時計算。若沒有該數字，或該比較不成立，句中只會出現一個破折號。",
			"{{ revenue yoy }} 这类实时数字在生成页面时计算。若没有该数字，或该比较不成立，句中只会出现一个破折号。"),
		Bad:  "+++\n[metrics.revenue]\nactual = 100\n+++\nSales were {{ revenue yoy }} up on last year.\n",
		Good: "+++\n[metrics.revenue]\nactual = 100\n+++\nSales were {{ revenue }}.\n"}}
}

func live(c *Case) {
	for _, b := range bodies(c.Report) {
		for i := range b.text.Holes {
			h := &b.text.Holes[i]
			if h.Kind != report.Live {
				continue
			}
			f, ok := report.ParseLive(h.Target)
			if !ok {
				continue
			}
			if why := c.nothing(f); why != "" {
				at := holder(b.text.Body(), h.At)
				c.found = append(c.found, c.rule.At(b.file, int(at.Line), int(at.Column), why,
					c.W(w("write the sentence without it, or another measure: actual, target, attainment, gap, previous, yoy, ytd, rolling12",
						"改寫這句話，或換一種量度：actual、target、attainment、gap、previous、yoy、ytd、rolling12",
						"改写这句话，或换一种量度：actual、target、attainment、gap、previous、yoy、ytd、rolling12"))))
			}
		}
	}
}

// holder is where the block begins that holds a place of a body's HTML.
func holder(b *report.Body, at int32) (pos report.Pos) {
	for i := range b.Blocks {
		if b.Blocks[i].Start <= at {
			pos = b.Blocks[i].Pos
		}
	}
	return pos
}

// nothing says why a live figure shows nothing; "" if it shows something.
func (c *Case) nothing(f report.LiveFigure) string {
	p, err := c.Archive.Calendar.Parse(f.Period)
	if err != nil {
		return ""
	}
	there := true
	switch f.Measure {
	case report.Target:
		there = c.Cube.Figure(f.Unit, f.Metric, p).Target.Present()
	case report.Attainment:
		there = c.Cube.Attainment(f.Unit, f.Metric, p).Rate.Present()
	case report.Gap:
		there = c.Cube.Attainment(f.Unit, f.Metric, p).Gap.Present()
	case report.Previous:
		there = c.Cube.Previous(f.Unit, f.Metric, p).Refused == ""
	case report.YearAgo:
		there = c.Cube.YearAgo(f.Unit, f.Metric, p).Refused == ""
	case report.YearToDate:
		x, ok := c.Cube.YearToDate(f.Unit, f.Metric, p)
		there = ok && x.Complete
	case report.Rolling12:
		x, ok := c.Cube.Rolling12(f.Unit, f.Metric, p)
		there = ok && x.Complete
	default:
		there = c.Cube.Figure(f.Unit, f.Metric, p).Actual.Present()
	}
	if there {
		return ""
	}
	where := c.where(cube.Problem{Unit: f.Unit, Period: p})
	return c.W(w("there is no %s of %s for %s to show: a dash stands in the sentence", "%[3]s 的 %[2]s 沒有 %[1]s 可顯示：句中只有破折號", "%[3]s 的 %[2]s 没有 %[1]s 可显示：句中只有破折号"), f.Measure, f.Metric, where)
}
