package check

import (
	"almanac/site/diag"
	"almanac/site/report"
)

// times are the rules about days that cannot be.
func times() []Rule {
	return []Rule{{Rule: diag.Rule{Name: "figures/future", Severity: diag.Warning}, Since: since, report: future,
		Title: w("A day to come", "日期在未來", "日期在未来"),
		Doc: w("A report speaks of a period that has not begun, or was submitted on a day to come, seen from the day as on which the archive is looked at. A plan may.",
			"報告所屬期間尚未開始，或提交日在檔案的基準日之後。計劃（status = plan）不受限。",
			"报告所属期间尚未开始，或提交日在档案的基准日之后。计划（status = plan）不受限。"),
		Bad:  "-- content/2027-04.md --\n+++\n+++\n",
		Good: "-- content/2027-04.md --\n+++\nstatus = \"plan\"\n+++\n"}}
}

func future(c *Case) {
	asOf := c.Cube.AsOf()
	if first := c.Archive.Calendar.Span(c.Period).First; first > asOf && c.Status != report.Plan {
		c.Say(c.Front, c.W(w("the period begins on %s, after the day of the archive, %s", "期間自 %s 開始，晚於檔案基準日 %s", "期间自 %s 开始，晚于档案基准日 %s"), first, asOf),
			c.W(w(`rename the file if the period is wrong; write status = "plan" if it holds targets only`, `期間有誤請重新命名檔案；只含目標則寫 status = "plan"`, `期间有误请重命名文件；只含目标则写 status = "plan"`)))
	}
	if d := c.Head.Submitted; d != nil && *d > asOf {
		c.Say(c.Head.SubmitPos, c.W(w("the report was submitted on %s, after the day of the archive, %s", "報告提交日 %s 晚於檔案基準日 %s", "报告提交日 %s 晚于档案基准日 %s"), d, asOf),
			c.W(w("write the day on which it was submitted", "請填實際提交的日期", "请填实际提交的日期")))
	}
}
