package check

import (
	"slices"
	"strings"

	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
)

// sourceExample is a report with one quoted document, whose lines are given, and
// a text.
func sourceExample(lines, text string) string {
	return "+++\nsubmitted = 2026-04-02\n[[sources]]\nid = \"mkt-1\"\ndept = \"marketing\"\ntitle = \"March fair\"\n" + lines + "+++\n" + text
}

// gapExample is revenue of 115 beside what finance has.
func gapExample(theirs string) string {
	return "+++\n[metrics.revenue]\nactual = 115\n[[reconcile]]\nmetric = \"revenue\"\nsource = \"finance\"\nvalue = " + theirs + "\n+++\n"
}

// shareExample is attributions that add up to so much.
func shareExample(second string) string {
	return "+++\n[[attributions]]\nmetric = \"revenue\"\nfactor = \"promotion\"\nshare = \"60%\"\n[[attributions]]\nmetric = \"revenue\"\nfactor = \"new shops\"\nshare = \"" + second + "\"\n+++\n"
}

// ownerExample is a file of finance with the revenue that a department keeps.
func ownerExample(dept string) string {
	return strings.Replace(financeKeeps, `"finance"`, `"`+dept+`"`, 1) + "+++\n+++\n-- content/_data/finance/2026-03.csv --\nmetric,actual,as_of\nrevenue,120,2026-03-31\n"
}

const financeKeeps = "-- config.toml --\ntitle = \"T\"\n[metrics.revenue]\nkind = \"flow\"\nunit = \"money\"\ncurrency = \"CNY\"\ncore = true\nowner_dept = \"finance\"\n-- content/2026-03.md --\n"

// sourceRules are the rules about what others say and have (domain.md §7.5, §2.9).
func sourceRules() []Rule {
	const en = "lang = \"en\"\n"
	return []Rule{
		{Rule: diag.Rule{Name: "sources/uncited", Code: "X701", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-4.5.1-1", Langs: "en zh", report: uncited,
			Title: w("Another department's number without its source", "引用其他部門的數據而沒有出處", "引用其他部门的数据而没有出处"),
			Doc: w("A sentence that gives a number of another department names where it is from: [^id], or a document of that department under [[sources]].",
				"句中提到其他部門的數據，須註明出處：寫 [^編號]，或在 [[sources]] 列出該部門的文件。", "句中提到其他部门的数据，须注明出处：写 [^编号]，或在 [[sources]] 列出该部门的文件。"),
			Bad:  "+++\nlang = \"zh-Hant\"\n+++\n## 市場動態\n\n據市場部監測，競品本月降價15%。\n",
			Good: "+++\nlang = \"zh-Hant\"\n[[sources]]\nid = \"mkt-1\"\ndept = \"marketing\"\nquote = \"競品降價15%\"\n+++\n## 市場動態\n\n據市場部監測，競品本月降價15%。\n"},
		{Rule: diag.Rule{Name: "sources/second-hand", Code: "X702", Severity: diag.Note}, Since: since, Duty: true, Meets: "R-4.5.1-2", report: secondHand,
			Title: w("Told at second hand", "轉述而無原文", "转述而无原文"),
			Doc: w("A document is quoted word for word, or it is said where it can be read: quote or ref.",
				"引用文件要附原文（quote）或出處（ref），以免轉述失真。", "引用文件要附原文（quote）或出处（ref），以免转述失真。"),
			Bad: sourceExample("", ""), Good: sourceExample("quote = \"Clicks rose by 25%\"\n", "")},
		{Rule: diag.Rule{Name: "sources/later", Code: "X703", Severity: diag.Warning}, Since: since, Meets: "R-4.5.1-1", report: laterSource,
			Title: w("A document from after the report", "文件日期晚於報告", "文件日期晚于报告"),
			Doc:   w("A report cannot quote what was written after it was submitted.", "報告不可能引用提交之後才寫成的文件。", "报告不可能引用提交之后才写成的文件。"),
			Bad:   sourceExample("quote = \"x\"\ndate = 2026-04-03\n", ""), Good: sourceExample("quote = \"x\"\ndate = 2026-04-01\n", "")},
		{Rule: diag.Rule{Name: "sources/unknown", Code: "X704", Severity: diag.Error}, Since: since, Meets: "R-4.5.1-1", report: unknownSource,
			Title: w("A source that is not listed", "來源編號不存在", "来源编号不存在"),
			Doc: w("What a cause or an attribution names as its source is the id of a document under [[sources]].",
				"原因與貢獻所寫的 source，須是 [[sources]] 中的編號。", "原因与贡献所写的 source，须是 [[sources]] 中的编号。"),
			Bad:  sourceExample("quote = \"x\"\n[[attributions]]\nmetric = \"revenue\"\nfactor = \"fair\"\nshare = \"60%\"\nsource = \"mkt-2\"\n", ""),
			Good: sourceExample("quote = \"x\"\n[[attributions]]\nmetric = \"revenue\"\nfactor = \"fair\"\nshare = \"60%\"\nsource = \"mkt-1\"\n", "")},
		{Rule: diag.Rule{Name: "sources/gap", Code: "X710", Severity: diag.Error}, Since: since, Meets: "R-5.1.1-1 R-6.1.1-1", report: gaps,
			Title: w("Another system has another figure", "與其他系統的數據不符", "与其他系统的数据不符"),
			Doc: w("The gap is ours less theirs, divided by theirs. Amounts agree within 1 % or one unit of the last place shown; up to 5 % is a warning, more an error. Counts must be equal. Of several systems the one that is marked authoritative decides, else finance; what the others have is a warning.",
				"差異率為本報告的數減去對方的數，再除以對方的數。金額相差1%或末位一個單位以內為相符；5%以內為警告，更大為錯誤。計數須完全相等。有多個系統時，以標為 authoritative 者為準，否則以財務為準，其餘只作警告。",
				"差异率为本报告的数减去对方的数，再除以对方的数。金额相差1%或末位一个单位以内为相符；5%以内为警告，更大为错误。计数须完全相等。有多个系统时，以标为 authoritative 者为准，否则以财务为准，其余只作警告。"),
			Bad: gapExample("100"), Good: gapExample("114")},
		{Rule: diag.Rule{Name: "sources/one-source", Code: "X711", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-5.1.1-1", report: oneSource,
			Title: w("A figure with one source", "數據只有單一來源", "数据只有单一来源"),
			Doc: w("Where config.toml says that another department keeps an amount of money (owner_dept), a report of a month or longer of a team or above holds its own figure against theirs: [[reconcile]], or their file in content/_data.",
				"config.toml 指明某金額由其他部門掌管（owner_dept）時，團隊以上的月報及更長期間的報告，要與該部門的數據核對：寫 [[reconcile]]，或在 content/_data 放入對方的檔案。",
				"config.toml 指明某金额由其他部门掌管（owner_dept）时，团队以上的月报及更长期间的报告，要与该部门的数据核对：写 [[reconcile]]，或在 content/_data 放入对方的文件。"),
			Bad: financeKeeps + "+++\n[metrics.revenue]\nactual = 115\n+++\n", Good: financeKeeps + gapExample("115")},
		{Rule: diag.Rule{Name: "sources/stale", Code: "X720", Severity: diag.Warning}, Since: since, Meets: "R-6.2.2-1", report: staleSource,
			Title: w("A source that is out of date", "資料已過時", "数据已过时"),
			Doc: w("A document is no older than max_age_days (45) at the end of the period that quotes it. A file of another department goes to the end of its period; while the period runs it is no older than that.",
				"引用的文件，其日期距本期末不得超過 max_age_days（45天）。其他部門的檔案須截至期末；期間未結束時，不得舊於這個天數。", "引用的文件，其日期距本期末不得超过 max_age_days（45天）。其他部门的文件须截至期末；期间未结束时，不得旧于这个天数。"),
			Bad: sourceExample("quote = \"x\"\ndate = 2026-02-13\n", ""), Good: sourceExample("quote = \"x\"\ndate = 2026-02-14\n", "")},
		{Rule: diag.Rule{Name: "sources/not-owner", Code: "X721", Severity: diag.Error}, Since: since, Meets: "R-6.2.2-1", archive: notOwner,
			Title: w("A figure of a department that does not keep it", "非主管部門提供的數據", "非主管部门提供的数据"),
			Doc: w("A file in content/_data/<department> may hold the metrics whose owner_dept in config.toml is that department, and says as of when they are; others are not taken.",
				"content/_data/<部門> 的檔案只能提供 config.toml 中 owner_dept 為該部門的指標，並註明截至何日；其餘不予採用。",
				"content/_data/<部门> 的文件只能提供 config.toml 中 owner_dept 为该部门的指标，并注明截至何日；其余不予采用。"),
			Bad: ownerExample("marketing"), Good: ownerExample("finance")},
		{Rule: diag.Rule{Name: "sources/shares", Code: "X730", Severity: diag.Error}, Since: since, Meets: "R-5.5.2-1", report: shares,
			Title: w("Shares of more than all", "貢獻占比超過百分之百", "贡献占比超过百分之百"),
			Doc: w("The shares of a metric's growth that a report attributes to factors add up to no more than 100 %.",
				"同一指標各因素的貢獻占比之和不得超過100%。", "同一指标各因素的贡献占比之和不得超过100%。"),
			Bad: shareExample("50%"), Good: shareExample("40%")},
		{Rule: diag.Rule{Name: "sources/market-share", Code: "D123", Severity: diag.Note}, Since: since, Duty: true, Meets: "R-3.4.2-2", Langs: "en zh", report: marketShare,
			Title: w("A market share without a source", "市場份額沒有出處", "市场份额没有出处"),
			Doc:   w("A share of a market says of which market, by whose count: it is cited.", "寫市場份額，要說明是哪個市場、誰的統計，並註明出處。", "写市场份额，要说明是哪个市场、谁的统计，并注明出处。"),
			Bad:   "+++\n" + en + "+++\n## Market\n\nWe won a market share of 15%.\n",
			Good:  "+++\n" + en + "+++\n## Market\n\nWe won a market share of 15%.[^1]\n\n[^1]: Dealers of the province, by the trade register.\n"},
	}
}

// departments are the words for departments in texts, and their ids in sources. In
// English a bare word says too little: production is also a thing.
var departments = []struct {
	id    string
	words *finder
}{
	{"marketing", finderOf(joined, marketingWords)},
	{"support", finderOf(joined, supportWords)},
	{"finance", finderOf(joined, financeWords)},
	{"warehouse", finderOf(joined, warehouseWords)},
	{"production", finderOf(joined, productionWords)},
	{"legal", finderOf(joined, legalWords)},
	{"hr", finderOf(joined, hrWords)},
}

var (
	marketingWords = []string{"市場部", "市场部", "行銷部", "营销部", "企劃部", "marketing department", "marketing team", "according to marketing",
		"marketing says", "marketing reports", "marketing counts", "marketing measured"}
	supportWords = []string{"客服部", "客戶服務部", "客户服务部", "customer support team", "customer support department", "customer support says", "customer support reports", "customer support counted",
		"support team", "support department", "support says", "support reports", "support counted",
		"customer service says", "customer service reports", "customer service counted", "according to support", "according to customer support"}
	financeWords    = []string{"財務部", "财务部", "會計部", "会计部", "finance department", "finance team", "according to finance", "finance says", "finance reports", "finance booked"}
	warehouseWords  = []string{"倉儲部", "仓储部", "物流部", "according to the warehouse", "logistics team", "logistics department", "warehouse says", "warehouse reports", "warehouse counted", "warehouse records"}
	productionWords = []string{"生產部", "生产部", "production department", "production team", "production planning says", "production planning reports", "according to production"}
	legalWords      = []string{"法務部", "法务部", "legal department", "legal team"}
	hrWords         = []string{"人力資源部", "人力资源部", "人事部", "human resources says", "human resources reports", "human resources department", "HR department", "according to HR", "according to human resources"}

	// departmentWords are those of all departments.
	departmentWords = finderOf(joined, marketingWords, supportWords, financeWords, warehouseWords, productionWords, legalWords, hrWords)
)

// countedNumber is a number that somebody counted: in digits, or in Chinese as tenths
// or a multiple.
var countedNumber = patternOf(`[0-9０-９]|[一二兩两三四五六七八九半]成|[一二兩两三四五六七八九十]倍`)

// uncited finds sentences with a number of another department that do not say
// where it is from.
func uncited(c *Case) {
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if !departmentWords.in(p.Words) || cited(t, p) {
				continue
			}
			for _, s := range p.Sentences {
				words := s.In(p.Words)
				for _, d := range departments {
					if from, to := d.words.find(words); from >= 0 && countedNumber().MatchString(words) && !c.quotes(d.id) && !c.isOf(d.words) {
						c.SayIn(t, p, s.Start+from, s.Start+to, c.W(w("a number of another department has no source", "引用了其他部門的數據而沒有出處", "引用了其他部门的数据而没有出处")),
							c.W(w(`cite it, as in [^id], with [[sources]] id = "id", dept = %q in the front matter`, `請註明出處，例如 [^id]，並在檔頭寫 [[sources]] id = "id"、dept = %q`, `请注明出处，例如 [^id]，并在文件头写 [[sources]] id = "id"、dept = %q`), d.id))
						break
					}
				}
			}
		}
	}
}

// cited reports whether a passage cites a source or has a footnote.
func cited(t *Text, p *Passage) bool {
	html := t.Body.HTML[p.Start:p.Stop]
	return strings.Contains(html, `class="cite"`) || strings.Contains(html, `class="noteref"`)
}

// quotes reports whether the report quotes a document of a department.
func (c *Case) quotes(dept string) bool {
	return slices.ContainsFunc(c.References, func(s report.Source) bool { return strings.EqualFold(s.Dept, dept) })
}

// isOf reports whether the report's own unit is the department of some words.
func (c *Case) isOf(words *finder) bool {
	u := c.Archive.Unit(c.Unit)
	if u == nil {
		return false
	}
	for _, name := range u.Name {
		if words.in(name) {
			return true
		}
	}
	return false
}

func secondHand(c *Case) {
	for i := range c.References {
		if s := &c.References[i]; strings.TrimSpace(s.Quote) == "" && strings.TrimSpace(s.Ref) == "" {
			c.Say(s.Pos, c.W(w("the source has neither quote nor ref", "來源既無原文，也無出處", "来源既无原文，也无出处")),
				c.W(w(`add quote = "their own words", or ref = where it can be read`, `加上 quote = "原文"，或 ref = 出處`, `加上 quote = "原文"，或 ref = 出处`)))
		}
	}
}

// laterSource finds documents from after the day on which the report says that
// it was submitted, else from after the day of the archive.
func laterSource(c *Case) {
	for i := range c.References {
		s := &c.References[i]
		switch {
		case s.Date == nil:
		case c.Head.Submitted != nil && *s.Date > *c.Head.Submitted:
			c.Say(s.Pos, c.W(w("the source is of %s, but the report was submitted on %s", "來源日期為 %s，而報告於 %s 提交", "来源日期为 %s，而报告于 %s 提交"), s.Date, c.Head.Submitted), c.W(w("correct one of the dates", "請改正其中一個日期", "请改正其中一个日期")))
		case *s.Date > c.Cube.AsOf():
			c.Say(s.Pos, c.W(w("the source is of %s, which is after the day of the archive, %s", "來源日期 %s 晚於檔案的基準日 %s", "来源日期 %s 晚于档案的基准日 %s"), s.Date, c.Cube.AsOf()), c.W(w("correct the date", "請改正日期", "请改正日期")))
		}
	}
}

// unknownSource finds entries that name a source which the report does not list.
func unknownSource(c *Case) {
	var ids []string
	for i := range c.References {
		ids = append(ids, c.References[i].ID)
	}
	find := func(id string, at report.Pos) {
		if id == "" || slices.Contains(ids, id) {
			return
		}
		hint := c.nearestHint(id, ids)
		if hint == "" {
			hint = c.W(w("add [[sources]] with id = %q, title, date and quote", "加上 [[sources]]，寫 id = %q、title、date 與 quote", "加上 [[sources]]，写 id = %q、title、date 与 quote"), id)
		}
		c.Say(at, c.W(w("there is no source %q", "沒有來源 %q", "没有来源 %q"), id), hint)
	}
	for i := range c.Deviations {
		for _, x := range c.Deviations[i].Causes {
			find(x.Source, x.Pos)
		}
	}
	for i := range c.Issues {
		for _, x := range c.Issues[i].Causes {
			find(x.Source, x.Pos)
		}
	}
	for _, a := range c.Attributions {
		find(a.Source, a.Pos)
	}
}

// gaps finds figures that another system has otherwise. Of several systems one
// decides.
func gaps(c *Case) {
	for i := range c.Reconcile {
		x := &c.Reconcile[i]
		g := c.Cube.Gap(c.Unit, x.Metric, c.Period, x.Value)
		if g.Verdict < cube.Off {
			continue
		}
		severity := diag.Warning
		if g.Verdict == cube.FarOff && c.decides(x) {
			severity = c.rule.Severity
		}
		rate := c.W(w("that is %s", "差額 %s", "差额 %s"), c.say(x.Metric, g.Gap))
		if g.Rate.Present() {
			rate = c.W(w("a gap of %s", "差異率 %s", "差异率 %s"), c.Locale.Percent(g.Rate.Abs(), decimals(g.Rate.Mul(num.Int(100)).Round(1))))
		}
		c.SayAs(severity, x.Pos, c.W(w("%s is %s here and %s by %s: %s", "%s 在此為 %s，在 %[4]s 為 %[3]s：%[5]s", "%s 在此为 %s，在 %[4]s 为 %[3]s：%[5]s"), x.Metric, c.say(x.Metric, g.Ours), c.say(x.Metric, g.Theirs), x.Source, rate),
			c.W(w("find out which is right; correct it, or say under [[deviations]] why they differ", "查明哪個正確並改正，或在 [[deviations]] 說明差異的原因", "查明哪个正确并改正，或在 [[deviations]] 说明差异的原因")))
	}
}

// decides reports whether a system decides about a metric: it is marked, or none
// is and it is finance, or none of them is either.
func (c *Case) decides(x *report.Reconcile) bool {
	if x.Authoritative {
		return true
	}
	marked, finance := false, false
	for i := range c.Reconcile {
		if y := &c.Reconcile[i]; y.Metric == x.Metric {
			marked = marked || y.Authoritative
			finance = finance || isFinance(y.Source)
		}
	}
	return !marked && (!finance || isFinance(x.Source))
}

func isFinance(source string) bool {
	return strings.EqualFold(source, "finance") || strings.Contains(source, "財務") || strings.Contains(source, "财务")
}

// oneSource finds amounts that another department keeps and that were not held
// against theirs.
func oneSource(c *Case) {
	if !c.Long() || c.Level == report.Individual || c.Status == report.Draft {
		return
	}
	for i := range c.Stated {
		s := &c.Stated[i]
		m := c.Cube.Metric(s.Metric)
		if m == nil || m.Unit != report.Money || m.OwnerDept == "" || !s.Actual.Present() ||
			s.Terms().Data != nil || slices.ContainsFunc(c.Reconcile, func(x report.Reconcile) bool { return x.Metric == m.ID }) {
			continue
		}
		c.Say(s.ActualPos, c.W(w("%s has one source: %s keeps it, too", "%s 只有單一來源，而 %s 也掌管這項數據", "%s 只有单一来源，而 %s 也掌管这项数据"), m.ID, m.OwnerDept),
			c.W(w("add [[reconcile]] with metric = %q, source = %q and their value", "加上 [[reconcile]]，寫 metric = %q、source = %q 與對方的 value", "加上 [[reconcile]]，写 metric = %q、source = %q 与对方的 value"), m.ID, m.OwnerDept))
	}
}

// staleSource finds documents that are too old for their report's period.
func staleSource(c *Case) {
	most := c.limit("max_age_days", 45)
	end := c.Archive.Calendar.Span(c.Period).End - 1
	for i := range c.Stated {
		c.staleData(c.Stated[i].Terms().Data)
	}
	for i := range c.Reconcile {
		c.staleData(c.Reconcile[i].Data)
	}
	for i := range c.References {
		s := &c.References[i]
		if s.Date != nil && int(end-*s.Date) > most {
			c.Say(s.Pos, c.W(w("the source is of %s, %d days before the period ends", "來源日期為 %s，距期末 %d 天", "来源日期为 %s，距期末 %d 天"), s.Date, int(end-*s.Date)),
				c.W(w("quote a later one; max_age_days in [checks] is %d", "請引用較新的資料；[checks] 的 max_age_days 為 %d", "请引用较新的数据；[checks] 的 max_age_days 为 %d"), most))
		}
	}
}

// staleData finds figures of other departments that do not go to the end of
// their period or, while it runs, are too old.
func (c *Case) staleData(d *report.Datum) {
	if d == nil || d.AsOf == nil {
		return
	}
	last := c.Archive.Calendar.Span(c.Period).End - 1
	most := c.limit("max_age_days", 45)
	message := w("the figure of %s from %s is as of %s, before the period ends on %s", "%s（%s 提供）截至 %s，而本期至 %s 止", "%s（%s 提供）截至 %s，而本期至 %s 止")
	if !c.Cube.Over(c.Period) {
		if last = c.Cube.AsOf(); int(last-*d.AsOf) <= most {
			return
		}
		message = w("the figure of %s from %s is as of %s; the archive is as of %s", "%s（%s 提供）截至 %s，而檔案的基準日為 %s", "%s（%s 提供）截至 %s，而档案的基准日为 %s")
	}
	if *d.AsOf < last {
		said := c.rule.At(d.File, int(d.Pos.Line), int(d.Pos.Column), c.W(message, d.Metric, d.Dept, d.AsOf, last), c.W(w("ask for a newer file", "請索取較新的檔案", "请索取较新的文件")))
		c.found = append(c.found, said)
	}
}

// notOwner finds figures that departments filed and that are not theirs, or that
// do not say as of when they are.
func notOwner(in *Input, say say) {
	for _, d := range in.Archive.Data {
		m := in.Cube.Metric(d.Metric)
		if m == nil {
			continue
		}
		switch {
		case m.OwnerDept == "":
			say(d.File, d.Pos, in.W(w("%s is not taken from %s: no department keeps it", "%s 不採用 %s 的數據：沒有部門掌管這項指標", "%s 不采用 %s 的数据：没有部门掌管这项指标"), d.Metric, d.Dept),
				in.W(w("write owner_dept = %q under [metrics.%s] in config.toml", "在 config.toml 的 [metrics.%[2]s] 寫 owner_dept = %[1]q", "在 config.toml 的 [metrics.%[2]s] 写 owner_dept = %[1]q"), d.Dept, d.Metric))
		case m.OwnerDept != d.Dept:
			say(d.File, d.Pos, in.W(w("%s is not taken from %s: %s keeps it", "%s 不採用 %s 的數據：這項指標由 %s 掌管", "%s 不采用 %s 的数据：这项指标由 %s 掌管"), d.Metric, d.Dept, m.OwnerDept),
				in.W(w("move it to content/_data/%s", "請移到 content/_data/%s", "请移到 content/_data/%s"), m.OwnerDept))
		case d.AsOf == nil:
			say(d.File, d.Pos, in.W(w("%s is not taken from %s: it does not say as of when it is", "%s 不採用 %s 的數據：沒有註明截至何日", "%s 不采用 %s 的数据：没有注明截至何日"), d.Metric, d.Dept),
				in.W(w("add as_of: a column of a CSV file, a key of a TOML file", "加上 as_of：CSV 為一欄，TOML 為一個鍵", "加上 as_of：CSV 为一列，TOML 为一个键")))
		}
	}
}

// shares finds attributions that add up to more than all of a metric's growth.
func shares(c *Case) {
	sum := map[string]num.Num{}
	for i := range c.Attributions {
		a := &c.Attributions[i]
		if !a.Share.Present() {
			continue
		}
		before := sum[a.Metric].Or(num.Zero())
		sum[a.Metric] = before.Add(a.Share)
		if all := num.Int(1); before.Cmp(all) <= 0 && sum[a.Metric].Cmp(all) > 0 {
			total := num.Zero()
			for _, b := range c.Attributions {
				if b.Metric == a.Metric && b.Share.Present() {
					total = total.Add(b.Share)
				}
			}
			c.Say(a.Pos, c.W(w("the shares of %s add up to %s", "%s 的貢獻占比合計 %s", "%s 的贡献占比合计 %s"), a.Metric, c.Locale.Percent(total, decimals(total.Mul(num.Int(100))))),
				c.W(w("all factors together make at most 100%", "各因素合計至多100%", "各因素合计至多100%")))
		}
	}
}

// shareWords are what shares of a market are called, with a number behind them.
var shareWords = finderOf(joined, []string{"市場份額", "市场份额", "市場占有率", "市场占有率", "市佔率", "市占率", "market share"})

// marketShare finds shares of a market that nobody vouches for.
func marketShare(c *Case) {
	if len(c.References) > 0 {
		return
	}
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if !shareWords.in(p.Words) || cited(t, p) {
				continue
			}
			for _, s := range p.Sentences {
				words := s.In(p.Words)
				if from, to := shareWords.find(words); from >= 0 && strings.ContainsAny(words, "0123456789") {
					c.SayIn(t, p, s.Start+from, s.Start+to, c.W(w("the market share has no source", "市場份額沒有出處", "市场份额没有出处")),
						c.W(w("say which market, by whose count, and cite it", "說明是哪個市場、誰的統計，並註明出處", "说明是哪个市场、谁的统计，并注明出处")))
				}
			}
		}
	}
}
