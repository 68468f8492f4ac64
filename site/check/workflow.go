package check

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/period"
	"almanac/site/report"
)

// workflow are the rules about the way of a report: when it came, who signed it,
// which steps it took. What is about people, and no fault of a text, is a note.
func workflow() []Rule {
	rule := func(name, code string, s diag.Severity) diag.Rule {
		return diag.Rule{Name: "workflow/" + name, Code: code, Severity: s}
	}
	return []Rule{
		{Rule: rule("late", "W612", diag.Note), Since: since, Meets: "R-2.3.2-5 R-4.4.2-1 R-5.4.1-1", Duty: true, report: late,
			Title: w("A report came late", "報告逾期提交", "报告逾期提交"),
			Doc: w("A report was submitted after its deadline, by [deadlines] of config.toml. When it was submitted git knows; without git, and for times before the archive's first commit, the report says so itself.",
				"報告在截止日（config.toml 的 [deadlines]）之後才提交。提交日以 Git 紀錄為準；沒有 Git，或期間早於首次提交時，以報告自行申報者為準。",
				"报告在截止日（config.toml 的 [deadlines]）之后才提交。提交日以 Git 记录为准；没有 Git，或期间早于首次提交时，以报告自行申报者为准。"),
			Bad:  "+++\nsubmitted = 2026-04-06\n+++\n",
			Good: "+++\nsubmitted = 2026-04-03\n+++\n"},
		{Rule: rule("missing", "W611", diag.Note), Since: since, Meets: "R-5.4.1-1", archive: missing,
			Title: w("A report is missing", "欠交報告", "欠交报告"),
			Doc: w("The deadline of a report has passed, and there is none, or only a draft. A report is owed by a unit that has written three of its length in a row; see almanac status.",
				"截止日已過，報告仍未寫出，或仍是草稿。單位連續三期寫過同類報告後，即每期都應提交；見 almanac status。",
				"截止日已过，报告仍未写出，或仍是草稿。单位连续三期写过同类报告后，即每期都应提交；见 almanac status。"),
			Bad:  "-- content/2025-12.md --\n+++\n+++\n-- content/2026-01.md --\n+++\n+++\n-- content/2026-02.md --\n+++\n+++\n",
			Good: "-- content/2026-01.md --\n+++\n+++\n-- content/2026-02.md --\n+++\n+++\n-- content/2026-03.md --\n+++\n+++\n"},
		{Rule: rule("unknown", "W610", diag.Note), Since: since, Meets: "R-2.3.2-5", archive: unknown,
			Title: w("It is not known when a report was submitted", "提交日不明", "提交日不明"),
			Doc: w("A shallow clone cannot tell when a report came, nor can a history that begins after its period; then the report should say so, with submitted. Nothing is guessed, and nobody is late by a guess.",
				"淺層複製無從得知報告的提交日，版本紀錄晚於該期間時亦然；報告應以 submitted 註明。不作猜測，也不據以判定逾期。",
				"浅克隆无从得知报告的提交日，版本记录晚于该期间时亦然；报告应以 submitted 注明。不作猜测，也不据以判定逾期。"),
			Bad:  "-- content/2019-12.md@2026-04-01 --\n+++\n+++\n-- content/2019-12.md --\n+++\n+++\n",
			Good: "-- content/2019-12.md@2026-04-01 --\n+++\n+++\n-- content/2019-12.md --\n+++\nsubmitted = 2020-01-02\n+++\n"},
		{Rule: rule("signoff", "W601", diag.Error), Since: since, Meets: "R-2.3.2-6 R-6.1.1-2 R-4.5.2-1", Duty: true, report: unsigned,
			Title: w("A final report is not signed", "定稿缺少簽核", "定稿缺少签核"),
			Doc: w("Where somebody in config.toml has a role, a final report is reviewed by a person who is not its author, and that of a team or department has its key figures signed by the sales manager. almanac sign writes a sign-off. Daily reports of individuals need none.",
				"config.toml 中有人具備 role 時，定稿須由作者以外的人審閱，團隊與部門的關鍵數字須由銷售經理簽核。almanac sign 可寫入簽核。個人日報不需要。",
				"config.toml 中有人具备 role 时，定稿须由作者以外的人审阅，团队与部门的关键数字须由销售经理签核。almanac sign 可写入签核。个人日报不需要。"),
			Bad:  people + "+++\nauthor = \"seller\"\ncompiled_by = \"seller\"\nreviewed_by = \"lead\"\napproved_by = \"boss\"\n+++\n",
			Good: people + "+++\nauthor = \"seller\"\ncompiled_by = \"seller\"\napproved_by = \"boss\"\n[[signoff]]\nstep = \"review\"\nby = \"lead\"\ndate = 2026-04-02\n[[signoff]]\nstep = \"key_figures\"\nby = \"boss\"\ndate = 2026-04-02\n+++\n"},
		{Rule: rule("responsible", "W602", diag.Warning), Since: since, Meets: "R-4.4.2-3", Duty: true, report: irresponsible,
			Title: w("A step without a person", "步驟缺少負責人", "步骤缺少负责人"),
			Doc: w("Where somebody in config.toml has a role, a final report names who compiled, reviewed and approved it, by a field or a sign-off. Whoever is named is in [people], if anybody is.",
				"config.toml 中有人具備 role 時，定稿須以欄位或簽核註明編製、審閱、核准的人。設有 [people] 時，所列的人都須在其中。",
				"config.toml 中有人具备 role 时，定稿须以字段或签核注明编制、审阅、核准的人。设有 [people] 时，所列的人都须在其中。"),
			Bad:  people + "+++\ncompiled_by = \"seller\"\n+++\n",
			Good: people + "+++\ncompiled_by = \"seller\"\nreviewed_by = \"lead\"\napproved_by = \"boss\"\n+++\n"},
		{Rule: rule("signed-figures", "W603", diag.Error), Since: since, Meets: "R-6.1.1-2", report: changedAfter,
			Title: w("Figures changed after they were signed", "簽核後數字變動", "签核后数字变动"),
			Doc: w("A sign-off keeps the digest of the figures that it was given for. If they are others now, and nobody has signed those since, the signature says nothing.",
				"簽核記有當時數字的摘要值。如今數字不同，而其後無人再簽，簽核便失去意義。",
				"签核记有当时数字的摘要值。如今数字不同，而其后无人再签，签核便失去意义。"),
			Bad:  "+++\n[metrics.revenue]\nactual = 101\n[[signoff]]\nstep = \"key_figures\"\nby = \"boss\"\ndate = 2026-04-02\ndigest = \"" + exampleDigest + "\"\n+++\n",
			Good: "+++\n[metrics.revenue]\nactual = \"100.0\"\n[[signoff]]\nstep = \"key_figures\"\nby = \"boss\"\ndate = 2026-04-02\ndigest = \"" + exampleDigest + "\"\n+++\n"},
		{Rule: rule("skipped-step", "W604", diag.Warning), Since: since, Meets: "R-4.5.2-1", Duty: true, report: skippedStep,
			Title: w("A step was left out", "略過流程步驟", "略过流程步骤"),
			Doc: w("A report goes from draft to review to final, one after the other, and not back: what is wrong in a final report is restated. Its steps are those that git has seen; that a report came as it is says nothing. Daily reports of individuals need no review.",
				"報告由草稿、審閱到定稿，依序而行，不走回頭路；定稿有誤以更正處理。步驟以 Git 紀錄為準，首次提交時的狀態不論。個人日報不需審閱。",
				"报告由草稿、审阅到定稿，依序而行，不走回头路；定稿有误以更正处理。步骤以 Git 记录为准，首次提交时的状态不论。个人日报不需审阅。"),
			Bad:  "-- content/2026-03.md@2026-04-01 --\n+++\nstatus = \"draft\"\n+++\n-- content/2026-03.md --\n+++\nstatus = \"final\"\n+++\n",
			Good: "-- content/2026-03.md@2026-04-01 --\n+++\nstatus = \"draft\"\n+++\n-- content/2026-03.md@2026-04-02 --\n+++\nstatus = \"review\"\n+++\n-- content/2026-03.md --\n+++\nstatus = \"final\"\n+++\n"},
		{Rule: rule("inputs", "W605", diag.Warning), Since: since, Meets: "R-4.5.2-1", Duty: true, report: lacksInputs,
			Title: w("A member's report is missing", "缺少成員的報告", "缺少成员的报告"),
			Doc: w("A report that is put together from those of the unit's members names them under inputs; then every member has one for the period, and none is a draft any more.",
				"由成員報告彙整而成的報告以 inputs 列明來源；此時每位成員都須有該期報告，且不再是草稿。",
				"由成员报告汇总而成的报告以 inputs 列明来源；此时每位成员都须有该期报告，且不再是草稿。"),
			Bad:  members + "-- content/east/2026-03.md --\n+++\ninputs = [\"content/east/wu/2026-03.md\"]\n+++\n-- content/east/wu/2026-03.md --\n+++\nstatus = \"draft\"\n+++\n",
			Good: members + "-- content/east/2026-03.md --\n+++\ninputs = [\"content/east/wu/2026-03.md\"]\n+++\n-- content/east/wu/2026-03.md --\n+++\n+++\n"},
		{Rule: diag.Rule{Name: "figures/undeclared", Code: "D150", Severity: diag.Error}, Since: since, Duty: true, report: undeclared,
			Title: w("A final figure was changed without saying so", "定稿數字未聲明即變動", "定稿数字未声明即变动"),
			Doc: w("A figure of a final report is not what it was in the first final version that git has, and no [[restatements]] says why. What was reported is corrected openly.",
				"定稿的數字與 Git 紀錄中首個定稿不同，而 [[restatements]] 未作說明。已報告的數字須公開更正。",
				"定稿的数字与 Git 记录中首个定稿不同，而 [[restatements]] 未作说明。已报告的数字须公开更正。"),
			Bad:  "-- content/2026-03.md@2026-04-01 --\n+++\n[metrics.revenue]\nactual = 95\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 93\n+++\n",
			Good: "-- content/2026-03.md@2026-04-01 --\n+++\n[metrics.revenue]\nactual = 95\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 93\n[[restatements]]\nmetric = \"revenue\"\nold = 95\nnew = 93\nreason = \"returns netted\"\n+++\n"},
	}
}

// What the examples of these rules have in common.
const (
	people  = "-- config.toml --\ntitle = \"T\"\n[units.root]\nmanager = \"lead\"\n[people.lead]\n[people.boss]\nrole = \"sales_manager\"\n[people.seller]\n-- content/2026-03.md --\n"
	members = "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nlevel = \"team\"\n[units.wu]\nparent = \"east\"\nlevel = \"individual\"\n"
	// exampleDigest is that of the line "revenue actual=100".
	exampleDigest = "sha256:cd63a3af1d3794d91d1dc43614c619586eeab404211e6862434fcb8837e75155"
)

func late(c *Case) {
	c.course()
	d, ok := c.Register.Report(c.Report)
	if !ok || d.State != history.Late {
		return
	}
	at := c.Front
	if d.Declared {
		at = c.Head.SubmitPos
	}
	c.Say(at, c.W(w("the report was submitted on %s, %s after it was due on %s", "報告於 %[1]s 提交，比截止日 %[3]s 晚了 %[2]s", "报告于 %[1]s 提交，比截止日 %[3]s 晚了 %[2]s"), d.Submitted, c.days(d.Days), d.Due), "")
}

// days is a number of days.
func (in *Input) days(n int) string {
	if n == 1 {
		return in.W(w("1 day", "1 天", "1 天"))
	}
	return in.W(w("%d days", "%d 天", "%d 天"), n)
}

// missing finds what nobody has written, one remark for periods in a row, and
// what has been left unfinished.
func missing(in *Input, say say) {
	var run []history.Duty
	end := func() {
		if len(run) > 0 {
			in.sayMissing(run, say)
		}
		run = run[:0]
	}
	for _, d := range in.Register.List() {
		if d.State != history.Missing {
			continue
		}
		if d.Report != nil {
			say(d.Report.File, d.Report.Front, in.W(w("the report is still of status %q; it was due on %s, %s ago", "報告的狀態仍是 %q；截止日為 %s，已過 %s", "报告的状态仍是 %q；截止日为 %s，已过 %s"), d.Report.Status, d.Due, in.days(d.Days)),
				in.W(w("write status = %q once it is", "完成後寫 status = %q", "完成后写 status = %q"), in.Archive.Deadlines["applies_to"]))
			continue
		}
		if n := len(run); n > 0 && (run[n-1].Unit != d.Unit || run[n-1].Period.Grain() != d.Period.Grain() || !in.follows(run[n-1].Period, d.Period)) {
			end()
		}
		run = append(run, d)
	}
	end()
}

// follows reports whether no period in which work is done lies between two.
func (in *Input) follows(p, q period.Period) bool {
	const weekend = 4 // with a holiday on either side
	return q.Sub(p) == 1 || p.Grain() == period.Daily && q.Sub(p) <= weekend
}

func (in *Input) sayMissing(run []history.Duty, say say) {
	cal, first, last := in.Archive.Calendar, run[0], run[len(run)-1]
	file := in.fileOf(first)
	hint := in.W(w("write it, or declare its deadline as \"none\" in [units.%s.deadlines] of config.toml", "請補寫；若不需提交，在 config.toml 的 [units.%s.deadlines] 寫 \"none\"", "请补写；若不需提交，在 config.toml 的 [units.%s.deadlines] 写 \"none\""), first.Unit)
	if len(run) == 1 {
		say(file, report.Pos{}, in.W(w("the report of %s for %s is missing; it was due on %s, %s ago", "%s 的 %s 報告未交；截止日為 %s，已過 %s", "%s 的 %s 报告未交；截止日为 %s，已过 %s"), first.Unit, cal.Name(first.Period), first.Due, in.days(first.Days)), hint)
		return
	}
	say(file, report.Pos{}, in.W(w("%d reports of %s are missing, from %s to %s; the first was due on %s, %s ago", "%[2]s 有 %[1]d 份報告未交，自 %[3]s 至 %[4]s；最早的截止日為 %[5]s，已過 %[6]s", "%[2]s 有 %[1]d 份报告未交，自 %[3]s 至 %[4]s；最早的截止日为 %[5]s，已过 %[6]s"),
		len(run), first.Unit, cal.Name(first.Period), cal.Name(last.Period), first.Due, in.days(first.Days)), hint)
}

// fileOf is where a report that nobody wrote is to stand.
func (in *Input) fileOf(d history.Duty) string {
	folder := "content/"
	if u := in.Archive.Unit(d.Unit); u != nil && u.ID != report.Root {
		if u.Folder != "" {
			folder += u.Folder + "/"
		} else {
			folder += u.ID + "/"
		}
	}
	return folder + in.Archive.Calendar.Name(d.Period) + ".md"
}

// unknown finds reports of which git should know when they were submitted, and
// does not. What it cannot tell of the whole archive is said once. An archive
// without git has no days of submission but those that its reports declare.
func unknown(in *Input, say say) {
	n, gap := 0, in.Register.Record().Gap
	for _, d := range in.Register.List() {
		switch {
		case d.State != history.Unknown:
		case d.Before:
			say(d.Report.File, d.Report.Front, in.W(w("it is not known when the report was submitted: its period ended before the archive's first commit", "報告的提交日不明：所屬期間早於版本紀錄的首次提交", "报告的提交日不明：所属期间早于版本记录的首次提交")),
				in.W(w("write the day on which it was, as in submitted = 2026-04-03", "請寫明實際提交的日期，如 submitted = 2026-04-03", "请写明实际提交的日期，如 submitted = 2026-04-03")))
		case d.Gap != history.NoHistory:
			n++
		}
	}
	if n == 0 {
		return
	}
	why, hint := w("git cannot read the history of %d of the reports", "Git 無法讀取 %d 份報告的紀錄", "Git 无法读取 %d 份报告的记录"), w("git fsck says what is wrong", "git fsck 會指出問題", "git fsck 会指出问题")
	switch gap {
	case history.Distrusted:
		why, hint = w("git does not read this repository, which belongs to someone else: when %d of the reports came is not known", "這個版本庫屬於另一個使用者，Git 不予讀取：%d 份報告的提交日不明", "这个版本库属于另一个用户，Git 不予读取：%d 份报告的提交日不明"),
			w("git config --global --add safe.directory, with the folder of the repository, allows it", "執行 git config --global --add safe.directory 加上版本庫的資料夾，即可讀取", "执行 git config --global --add safe.directory 加上版本库的文件夹，即可读取")
	case history.Shallow:
		why, hint = w("this is a shallow clone: when %d of the reports came is not known", "這是淺層複製：%d 份報告的提交日不明", "这是浅克隆：%d 份报告的提交日不明"),
			w("git fetch --unshallow fetches the rest; in CI let the checkout have fetch-depth: 0", "執行 git fetch --unshallow 取得其餘紀錄；CI 請設 fetch-depth: 0", "执行 git fetch --unshallow 取得其余记录；CI 请设 fetch-depth: 0")
	}
	say("", report.Pos{}, in.W(why, n), in.W(hint))
}

// skippedStep finds steps that were left out on the way to what the report is now.
func skippedStep(c *Case) {
	course := c.course()
	if course == nil || course.Torn || c.ofOneDay() {
		return
	}
	var stages []string
	for _, s := range course.Stages {
		stages = append(stages, s.Status)
	}
	if n := len(stages); n > 0 && stages[n-1] != c.Status {
		stages = append(stages, c.Status) // not committed yet
	}
	for i := 1; i < len(stages); i++ {
		from, to := stages[i-1], stages[i]
		switch {
		case from == report.Draft && to == report.Final && !slices.Contains(stages[:i], report.Review):
			c.Say(c.Front, c.W(w("the report went from draft to final without review", "報告未經審閱即由草稿定稿", "报告未经审阅即由草稿定稿")),
				c.W(w(`write status = "review", and "final" once somebody has reviewed it`, `先寫 status = "review"，審閱後再寫 "final"`, `先写 status = "review"，审阅后再写 "final"`)))
			return
		case from == report.Final:
			c.Say(c.Front, c.W(w("the report was final and went back to %s", "報告定稿後退回 %s", "报告定稿后退回 %s"), to),
				c.W(w("correct what is wrong by [[restatements]] or [[errata]]", "以 [[restatements]] 或 [[errata]] 更正", "以 [[restatements]] 或 [[errata]] 更正")))
			return
		}
	}
}

// ofOneDay reports whether the report is an individual's of one day, which takes
// no steps.
func (c *Case) ofOneDay() bool {
	return c.Period.Grain() == period.Daily && c.Level == report.Individual
}

// lacksInputs finds members of whom there is nothing to put together.
func lacksInputs(c *Case) {
	if len(c.Head.Inputs) == 0 {
		return
	}
	span := c.Archive.Calendar.Span(c.Period)
	var none, drafts []string
	for _, u := range c.Archive.Units {
		if u.Level != report.Individual || u.ID == report.Root || u.ParentOn(span.End-1) != c.Unit || !span.Touches(c.Cube.Validity(u.ID)) {
			continue
		}
		switch r := c.reportOf(u.ID, c.Period); {
		case r == nil:
			none = append(none, u.ID)
		case r.Status == report.Draft:
			drafts = append(drafts, u.ID)
		}
	}
	if len(none) > 0 {
		c.Say(c.Front, c.W(w("the report is put together from its members', but there is none of %s", "報告由成員報告彙整，但沒有 %s 的報告", "报告由成员报告汇总，但没有 %s 的报告"), strings.Join(none, ", ")),
			c.W(w("write %s first", "請先寫 %s", "请先写 %s"), c.fileOf(history.Duty{Unit: none[0], Period: c.Period})))
	}
	if len(drafts) > 0 {
		c.Say(c.Front, c.W(w("the report is put together from its members', but still a draft is that of %s", "報告由成員報告彙整，但 %s 的報告仍是草稿", "报告由成员报告汇总，但 %s 的报告仍是草稿"), strings.Join(drafts, ", ")),
			c.W(w(`write status = "review" or "final" there once it is`, `完成後在該報告寫 status = "review" 或 "final"`, `完成后在该报告写 status = "review" 或 "final"`)))
	}
}

// reportOf is the report of a unit for a period, drafts among them; nil if there
// is none.
func (c *Case) reportOf(unit string, p period.Period) *report.Report {
	c.reads.Front(unit, p)
	for _, r := range c.reportsOf(unit) {
		if r.Period == p {
			return r
		}
	}
	return nil
}

func undeclared(c *Case) {
	course := c.course()
	if course == nil || course.Torn || course.Final.IsZero() || c.Status != report.Final || course.Front == c.Digests.Front {
		return
	}
	first, ok := report.ParseBlock(course.First)
	if !ok {
		return
	}
	for _, x := range c.Cube.Undeclared(c.Report, first) {
		what := w("%s was first reported as %s, on %s, and no restatement says why it is %s now", "%s 首次報告為 %s（%s），如今為 %s，但沒有聲明更正", "%s 首次报告为 %s（%s），如今为 %s，但没有声明更正")
		of := ""
		if x.Target {
			what = w("the target of %s was first reported as %s, on %s, and no restatement says why it is %s now", "%s 的目標首次報告為 %s（%s），如今為 %s，但沒有聲明更正", "%s 的目标首次报告为 %s（%s），如今为 %s，但没有声明更正")
			of = "\nof = \"target\""
		}
		now := c.W(w("nothing", "空", "空"))
		if x.Now.Present() {
			now = c.say(x.Metric, x.Now)
		}
		c.Say(x.Pos, c.W(what, x.Metric, c.say(x.Metric, x.First), course.Final.Day, now),
			c.W(w("write the first value again, or declare the correction:", "請改回首次報告的數字，或聲明更正：", "请改回首次报告的数字，或声明更正："))+
				fmt.Sprintf("\n[[restatements]]\nmetric = %q%s\nold = %s\nnew = %s\nreason = \"…\"", x.Metric, of, quote(x.First.String()), quote(x.Now.String())))
	}
}

// quote is a number as TOML takes it without loss.
func quote(n string) string {
	if strings.ContainsRune(n, '.') || len(n) > 15 || n == "" {
		return `"` + n + `"`
	}
	return n
}
