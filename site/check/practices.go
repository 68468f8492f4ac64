package check

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/ledger"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
)

// caseExample is a report with one practice, of which a key is replaced or, with
// an empty value, left out.
func caseExample(key, to string) string {
	lines := []string{`title = "Ask what a stop costs"`, `scenario = "First visit to a manufacturer"`, `steps = ["Ask what an hour of standstill costs", "Send the test report within three days"]`, `outcome = "success"`}
	effect := "[experiences.effect]\nmetric = \"conversion\"\nbefore = \"10%\"\nafter = \"18%\"\n"
	for k, l := range lines {
		if strings.HasPrefix(l, key+" ") {
			lines[k] = to
		}
	}
	if key == "effect" {
		effect = to
	}
	if key == "reuses" {
		lines = append(lines, to)
	}
	return "+++\n[[experiences]]\n" + strings.Join(lines, "\n") + "\n" + effect + "+++\n"
}

// sameMonths are three months that name a problem, the last with a cause and an
// action as given.
func sameMonths(cause, action string) string {
	s := ""
	for i, month := range []string{"01", "02", "03"} {
		c, a := "two sheets", "merge the sheets"
		if i == 2 {
			c, a = cause, action
		}
		s += "-- content/2026-" + month + ".md --\n" + fmt.Sprintf("+++\n[[issues]]\nid = \"I1\"\nkey = \"late\"\nphenomenon = \"Deliveries were %d days late\"\nactions = [\"A-%d\"]\n"+
			"[[issues.causes]]\ndepth = \"root\"\ntext = %q\n[[actions]]\nid = \"A-%d\"\nwhat = %q\nfrom = [\"I1\"]\n+++\n", 3+i, i, c, i, a)
	}
	return s
}

// caseRules are the rules about problems that come back, cases that are to be
// repeated, and who gets credit.
func caseRules() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "issues/unchanged", Code: "I509", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-5.2.1-2", report: recurring,
			Title: w("A problem comes back and nothing changes", "問題一再出現而毫無改變", "问题一再出现而毫无改变"),
			Doc: w("For three periods in a row a unit names the same problem, by its key or in much the same words, with the same root cause and the same action: either the cause is another one or the action does not help.",
				"同一單位連續三期提出同一問題（key 相同，或現象的措辭相近），根本原因與措施卻都沒有改變：不是原因沒找對，就是措施沒有用。",
				"同一单位连续三期提出同一问题（key 相同，或现象的措辞相近），根本原因与措施却都没有改变：不是原因没找对，就是措施没有用。"),
			Bad: sameMonths("two sheets", "merge the sheets"), Good: sameMonths("two sheets", "hire a planner")},
		{Rule: diag.Rule{Name: "issues/practice", Code: "I510", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-3.5.1-1", report: incompletePractice,
			Title: w("A practice that cannot be repeated", "案例資料不全，無法沿用", "案例资料不全，无法沿用"),
			Doc: w("Who wants to repeat a case must know the situation, the steps, whether it worked, and the figure before and after.",
				"要沿用一個案例，須知道適用情境、步驟、成敗，以及前後數據。", "要沿用一个案例，须知道适用场景、步骤、成败，以及前后数据。"),
			Bad: caseExample("scenario", ""), Good: caseExample("", "")},
		{Rule: diag.Rule{Name: "issues/step", Code: "I511", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-5.2.2-1", report: vagueSteps,
			Title: w("A step that says nothing to do", "步驟空泛", "步骤空泛"),
			Doc: w("A step says what is done, and how often, when or for whom: “improve communication” is a wish.",
				"步驟要寫做什麼，以及多久一次、何時或對誰：「加強客戶溝通」只是願望。", "步骤要写做什么，以及多久一次、何时或对谁：“加强客户沟通”只是愿望。"),
			Bad: caseExample("steps", `steps = ["加強客戶溝通"]`), Good: caseExample("steps", `steps = ["每周三下午為老客戶發送產品使用技巧視頻"]`)},
		{Rule: diag.Rule{Name: "issues/reuse", Severity: diag.Warning}, Since: since, Meets: "R-3.5.1-1", report: reuses,
			Title: w("Takes up a practice that is not there", "沿用的案例不存在", "沿用的案例不存在"),
			Doc: w("reuses names a practice by the place where it was told: unit, period and its number there, as in east/2026-02#1.",
				"reuses 以出處指明所沿用的案例：單位、期間與序號，例如 east/2026-02#1。", "reuses 以出处指明所沿用的案例：单位、期间与序号，例如 east/2026-02#1。"),
			Bad: caseExample("reuses", `reuses = "2026-02#1"`), Good: "-- content/2026-02.md --\n" + caseExample("", "") + "-- content/2026-03.md --\n" + caseExample("reuses", `reuses = "2026-02#1"`)},
		{Rule: diag.Rule{Name: "issues/own-effort", Code: "I512", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-5.5.2-2", archive: ownEffort,
			Title: w("All credit to one's own effort", "把成果全歸於自身努力", "把成果全归于自身努力"),
			Doc: w("A report explains a figure by internal causes alone, although something happened to a competitor or in the market in the same period, as an event or another report says.",
				"同一期間的事件或其他報告記有競爭對手或市場的變化，而報告只以內部原因解釋某項數據。", "同一期间的事件或其他报告记有竞争对手或市场的变化，而报告只以内部原因解释某项数据。"),
			Bad: creditExample("internal"), Good: creditExample("external")},
		{Rule: diag.Rule{Name: "issues/strategy", Code: "I507", Severity: diag.Note}, Since: since, Duty: true, Meets: "R-3.2.2-3 R-3.2.2-1", report: strategyNotes,
			Title: w("A strategy without shortfalls", "策略沒有寫不足與長期影響", "策略没有写不足与长期影响"),
			Doc: w("What a strategy brought is told with what it did not bring, and what it means in the long run.",
				"寫策略的成效，也要寫不足之處，以及對長期的影響。", "写策略的成效，也要写不足之处，以及对长期的影响。"),
			Bad:  "+++\n[[strategies]]\nname = \"Buy one, get one\"\n[[strategies.metrics]]\nmetric = \"orders\"\nbefore = 100\nafter = 130\n+++\n",
			Good: "+++\n[[strategies]]\nname = \"Buy one, get one\"\nshortfalls = [\"margin down by 5 points\"]\nlong_term = \"customers wait for the next offer\"\n[[strategies.metrics]]\nmetric = \"orders\"\nbefore = 100\nafter = 130\n+++\n"},
		{Rule: diag.Rule{Name: "issues/tiers", Code: "D134", Severity: diag.Warning}, Since: since, Meets: "R-3.3.1-1 R-3.3.1-2", report: tierPlans,
			Title: w("Classes of customers without plans of their own", "客戶分級而無各自的計劃", "客户分级而无各自的计划"),
			Doc: w("The classes of customers are those of [tiers] in config.toml; each that has customers has a plan, and the plans differ.",
				"客戶分級須是 config.toml 的 [tiers] 所列；有客戶的每一級都要有計劃，各級計劃不可雷同。", "客户分级须是 config.toml 的 [tiers] 所列；有客户的每一级都要有计划，各级计划不可雷同。"),
			Bad: tierExample("Visit every month and ask for orders"), Good: tierExample("Answer within a day")},
		{Rule: diag.Rule{Name: "issues/churn", Code: "D135", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-3.3.2-1 R-3.3.2-2", report: churnReasons,
			Title: w("Customers left, and nobody says why", "客戶流失而未說明原因與措施", "客户流失而未说明原因与措施"),
			Doc: w("Where customers were lost the report gives at least one reason and one measure; the reasons together count no more than were lost.",
				"有客戶流失時，至少寫一個原因與一項措施；各原因的家數之和不得超過流失數。", "有客户流失时，至少写一个原因与一项措施；各原因的家数之和不得超过流失数。"),
			Bad:  "+++\n[churn]\nlost = 5\nbase = 100\nmeasures = [\"discount\"]\n[[churn.reasons]]\ntext = \"payment terms\"\ncount = 6\n+++\n",
			Good: "+++\n[churn]\nlost = 5\nbase = 100\nmeasures = [\"discount\"]\n[[churn.reasons]]\ntext = \"payment terms\"\ncount = 3\n+++\n"},
	}
}

func creditExample(side string) string {
	return "+++\n[metrics.revenue]\nactual = 120\ntarget = 100\n[[events]]\nname = \"A competitor left the market\"\nkind = \"competitor\"\ndate = 2026-03-02\n" +
		"[[deviations]]\nmetric = \"revenue\"\nimprove = \"keep them\"\n[[deviations.causes]]\nside = \"internal\"\nfactor = \"people\"\ntext = \"3 more visits a week\"\n" +
		"[[deviations.causes]]\nside = \"" + side + "\"\nfactor = \"competitor\"\ntext = \"12 of its customers came to us\"\n+++\n"
}

func tierExample(plan string) string {
	return "-- config.toml --\ntitle = \"T\"\n[tiers.A]\nname = \"Key accounts\"\n[tiers.C]\nname = \"Small accounts\"\n-- content/2026-03.md --\n+++\n" +
		"[[tiers]]\ntier = \"A\"\ncustomers = 12\nplan = \"Visit every month and ask for orders\"\n[[tiers]]\ntier = \"C\"\ncustomers = 80\nplan = \"" + plan + "\"\n+++\n"
}

// A chain is how long a problem has been named without change.
type chain struct {
	naming ledger.Naming
	length int
}

// unchangedPeriods is from how many on that is a fault, and sameProblem how
// alike two problems without keys must be told (domain.md R-5.2.1-2).
const (
	unchangedPeriods = 3
	sameProblem      = 0.6
)

// recurring finds problems that the unit names for the third period in a row, or
// longer, with neither another root cause nor another action.
func recurring(c *Case) {
	if len(c.Issues) == 0 {
		return
	}
	x := c.chains.of(c.Unit, func() chains { return c.chainsOf(c.Unit) })
	for _, id := range x.named {
		c.reads.Action(id)
	}
	for _, k := range x.of[c.Report] {
		c.Say(c.Issues[k.naming.Issue].Pos, c.W(w("the problem is named for %d periods in a row, with the same root cause and the same action", "這個問題已連續 %d 期提出，根本原因與措施均未改變", "这个问题已连续 %d 期提出，根本原因与措施均未改变"), k.length),
			c.W(w("look for another cause, or promise something else", "另找原因，或另定措施", "另找原因，或另定措施")))
	}
}

// chains are those of a unit's problems that are long enough to be said, by the
// report that they reach, and the actions that the problems name.
type chains struct {
	of    map[*report.Report][]chain
	named []string
}

func (in *Input) chainsOf(unit string) chains {
	x := chains{of: map[*report.Report][]chain{}}
	last, words := map[period.Grain][]chain{}, shingled{}
	from := in.placesOf()[unit]
	for i, r := range in.reportsOf(unit) { // of a grain in the order of their periods
		if len(r.Issues) == 0 {
			continue
		}
		var now []chain
		for k := range r.Issues {
			x.named = append(x.named, r.Issues[k].Actions...)
			now = append(now, in.longer(last[r.Period.Grain()], ledger.Naming{Report: from.first + i, Issue: k}, words))
			if c := now[k]; c.length >= unchangedPeriods {
				x.of[r] = append(x.of[r], c)
			}
		}
		last[r.Period.Grain()] = now
	}
	slices.Sort(x.named)
	x.named = slices.Compact(x.named)
	return x
}

// longer is the chain that a naming ends, given those that the report before of
// its unit and grain ends.
func (in *Input) longer(before []chain, n ledger.Naming, words shingled) chain {
	c := chain{n, 1}
	r, _ := n.In(in.Archive)
	for _, b := range before {
		q, _ := b.naming.In(in.Archive)
		if q.Period.Next() != r.Period || !in.same(b.naming, n, words) {
			continue
		}
		if causes, actions := ledger.Changed(in.Archive, b.naming, n, in.action); !causes && !actions {
			c.length = max(c.length, b.length+1)
		}
	}
	return c
}

func (in *Input) action(id string) *report.Action {
	if i := in.Ledger.ByID(id); i != nil {
		return i.Action
	}
	return nil
}

// same reports whether two reports name the same problem: by its key or, where
// one has none, in much the same words.
func (in *Input) same(a, b ledger.Naming, words shingled) bool {
	_, x := a.In(in.Archive)
	_, y := b.In(in.Archive)
	if x.Key != "" && y.Key != "" {
		return x.Key == y.Key
	}
	return words.likeness(x.Phenomenon, y.Phenomenon) >= sameProblem
}

// shingled are texts that are held against several others, by their pairs of
// characters.
type shingled map[string]prose.Shingles

func (s shingled) of(text string) prose.Shingles {
	x, known := s[text]
	if !known {
		x = prose.ShinglesOf(2, text)
		s[text] = x
	}
	return x
}

// likeness is how alike two texts are, as by [prose.Likeness]; 0 where one is no pair.
func (s shingled) likeness(a, b string) float64 { return s.of(a).Likeness(s.of(b)) }

// incompletePractice finds cases that lack something.
func incompletePractice(c *Case) {
	for i := range c.Experiences {
		x := &c.Experiences[i]
		var missing []string
		for _, k := range [...]struct {
			name string
			has  bool
		}{{"title", x.Title != ""}, {"scenario", x.Scenario != ""}, {"steps", len(x.Steps) > 0}, {"outcome", x.Outcome != ""},
			{"effect", x.Effect.Metric != "" && x.Effect.Before.Present() && x.Effect.After.Present()}} {
			if !k.has {
				missing = append(missing, k.name)
			}
		}
		if len(missing) > 0 {
			c.sayDue(c.rule.Severity, x.Pos, c.W(w("the practice has no %s", "案例缺少 %s", "案例缺少 %s"), c.list(missing)),
				c.W(w("a case is told by title, scenario, steps, outcome and [experiences.effect] with metric, before and after", "案例要寫 title、scenario、steps、outcome，以及 [experiences.effect] 的 metric、before、after", "案例要写 title、scenario、steps、outcome，以及 [experiences.effect] 的 metric、before、after")))
		}
	}
}

// wishWords begin steps that are wishes; stepDetails tell how often, when, for
// whom or how much.
var (
	wishWords   = patternOf(`^(?:要|需|應|应|持續|持续|進一步|进一步|繼續|继续)*(?:加強|加强|提升|提高|優化|优化|改善|強化|强化|重視|重视|注重|完善|深化|推進|推进|改進|改进|做好|關注|关注)|^(?i:(?:further |better )?(?:improve|strengthen|enhance|optimi[sz]e|increase|boost|intensify|deepen|focus on|pay attention|be more|work on|care about|better)\b)`)
	stepDetails = patternOf(`[0-9０-９]|每|逐|週|周[一二三四五六日末]|月[初中底末]|季[初末]|上午|下午|[一二兩两三四五六七八九十]+(?:天|日|次|個|个|週|周|月|家|名|小時|小时)|(?:向|為|为|對|对|給|给|請|请).{1,12}(?:發送|发送|寄|提供|回訪|回访|拜訪|拜访|說明|说明|確認|确认|報告|报告|演示)|(?i:\b(?:each|every|daily|weekly|monthly|quarterly|before|after|within|until|by|on|for|with|per|when|once|twice|two|three|four|five|six|seven|eight|nine|ten)\b)`)
)

// vagueSteps finds steps that are wishes.
func vagueSteps(c *Case) {
	for i := range c.Experiences {
		x := &c.Experiences[i]
		for _, s := range x.Steps {
			if s = strings.TrimSpace(s); wishWords().MatchString(s) && !stepDetails().MatchString(s) {
				c.sayDue(c.rule.Severity, x.Pos, c.W(w("a step says nothing to do: “%s”", "步驟空泛：「%s」", "步骤空泛：“%s”"), briefly(s)),
					c.W(w("say what is done, and how often, when or for whom", "寫出做什麼，以及多久一次、何時或對誰", "写出做什么，以及多久一次、何时或对谁")))
			}
		}
	}
}

// reuses finds cases that take up one that nobody told.
func reuses(c *Case) {
	for i := range c.Experiences {
		x := &c.Experiences[i]
		if x.Reuses == "" {
			continue
		}
		if r, n := c.practiceAt(x.Reuses); r == nil || n < 1 || n > len(r.Experiences) || r == c.Report && n == i+1 {
			c.Say(x.Pos, c.W(w("the practice takes up %q, where there is none", "所沿用的 %q 並沒有案例", "所沿用的 %q 并没有案例"), x.Reuses),
				c.W(w("write where it was told: unit/period#number, as in east/2026-02#1", "寫出處：單位/期間#序號，例如 east/2026-02#1", "写出处：单位/期间#序号，例如 east/2026-02#1")))
		}
	}
}

// practiceAt is the report and the number of a case by its place.
func (in *Input) practiceAt(place string) (*report.Report, int) {
	place, number, _ := strings.Cut(place, "#")
	unit, name, ok := strings.Cut(place, "/")
	if !ok {
		unit, name = report.Root, place
	}
	p, err := in.Archive.Calendar.Parse(name)
	n := 0
	if _, err2 := fmt.Sscan(number, &n); err != nil || err2 != nil {
		return nil, 0
	}
	return in.Cube.Report(unit, p), n
}

// marketWords are kinds of events that lie outside.
var marketWords = patternOf(`(?i)competitor|competition|rival|market|競|竞|對手|对手|市場|市场`)

// ownEffort finds reports that explain a figure by internal causes alone in a
// period in which something outside is on record.
func ownEffort(in *Input, say say) {
	type span struct{ grain, number int }
	recorded := map[span][]string{} // what is on record of a period, with the file
	files := map[span][]*report.Report{}
	note := func(r *report.Report, what string) {
		at := span{int(r.Period.Grain()), r.Period.Number()}
		recorded[at], files[at] = append(recorded[at], what), append(files[at], r)
	}
	for _, r := range in.Archive.Reports {
		for _, e := range r.Events {
			if marketWords().MatchString(e.Kind) {
				note(r, e.Name)
			}
		}
		for i := range r.Deviations {
			for _, x := range r.Deviations[i].Causes {
				if x.Side == "external" && (x.Factor == "competitor" || x.Factor == "market") {
					note(r, x.Text)
				}
			}
		}
	}
	for _, r := range in.Archive.Reports {
		at := span{int(r.Period.Grain()), r.Period.Number()}
		if Exempt(r) || len(recorded[at]) == 0 {
			continue
		}
		for i := range r.Deviations {
			d := &r.Deviations[i]
			if len(d.Causes) == 0 || d.OneSidedReason != "" || slices.ContainsFunc(d.Causes, func(x report.Cause) bool { return x.Side != "internal" }) {
				continue
			}
			say(r.File, d.Pos, in.W(w("%s is explained by internal causes alone, but %s says: “%s”", "%s 只以內部原因解釋，而 %s 記有：「%s」", "%s 只以内部原因解释，而 %s 记有：“%s”"), d.Metric, files[at][0].File, briefly(recorded[at][0])),
				in.W(w(`name it as an external cause, or write one_sided_reason = "why it does not matter"`, `列為外部原因，或寫 one_sided_reason = "為何無關"`, `列为外部原因，或写 one_sided_reason = "为何无关"`)))
		}
	}
}

func strategyNotes(c *Case) {
	for i := range c.Strategies {
		s := &c.Strategies[i]
		var missing []string
		if len(s.Shortfalls) == 0 {
			missing = append(missing, "shortfalls")
		}
		if strings.TrimSpace(s.LongTerm) == "" {
			missing = append(missing, "long_term")
		}
		if len(s.Metrics) > 0 && len(missing) > 0 {
			c.Say(s.Pos, c.W(w("the results of the strategy are told without %s", "策略寫了成效，但缺少 %s", "策略写了成效，但缺少 %s"), c.list(missing)),
				c.W(w(`add shortfalls = ["…"] and long_term = "…"`, `加上 shortfalls = ["…"] 與 long_term = "…"`, `加上 shortfalls = ["…"] 与 long_term = "…"`)))
		}
	}
}

// tierPlans finds classes of customers that config.toml does not have, that have
// no plan, or the plan of another.
func tierPlans(c *Case) {
	var known []string
	for id := range c.Archive.Tiers {
		known = append(known, id)
	}
	slices.Sort(known)
	for i := range c.Tiers {
		t := &c.Tiers[i]
		switch {
		case t.Tier == "" || len(known) > 0 && !slices.Contains(known, t.Tier):
			c.Say(t.Pos, c.W(w("there is no class of customers %q", "沒有客戶分級 %q", "没有客户分级 %q"), t.Tier),
				c.W(w("config.toml has %s under [tiers]", "config.toml 的 [tiers] 有 %s", "config.toml 的 [tiers] 有 %s"), c.list(known)))
			continue
		case len(known) == 0:
			c.Say(t.Pos, c.W(w("config.toml has no classes of customers", "config.toml 沒有客戶分級", "config.toml 没有客户分级")),
				c.W(w("add [tiers.%s] with its name", "加上 [tiers.%s] 與名稱", "加上 [tiers.%s] 与名称"), t.Tier))
			continue
		case strings.TrimSpace(t.Plan) == "":
			if t.Customers.Sign() > 0 && !Exempt(c.Report) {
				c.Say(t.Pos, c.W(w("class %s has customers and no plan", "%s 級有客戶而沒有計劃", "%s 级有客户而没有计划"), t.Tier), c.W(w(`add plan = "…"`, `加上 plan = "…"`, `加上 plan = "…"`)))
			}
			continue
		}
		for k := range i {
			if o := &c.Tiers[k]; o.Plan != "" && prose.Likeness(2, o.Plan, t.Plan) >= samePart {
				c.Say(t.Pos, c.W(w("classes %s and %s have the same plan", "%s 級與 %s 級的計劃雷同", "%s 级与 %s 级的计划雷同"), o.Tier, t.Tier),
					c.W(w("say how they are looked after differently", "寫出兩級客戶維護方式的不同", "写出两级客户维护方式的不同")))
				break
			}
		}
	}
}

// churnReasons finds lost customers without a reason or a measure, and reasons
// that count more than were lost.
func churnReasons(c *Case) {
	x := c.Churn
	if x == nil || x.Lost.Sign() <= 0 {
		return
	}
	var missing []string
	if len(x.Reasons) == 0 {
		missing = append(missing, "[[churn.reasons]]")
	}
	if len(x.Measures) == 0 {
		missing = append(missing, "measures")
	}
	if len(missing) > 0 {
		c.Say(x.Pos, c.W(w("%s customers were lost, and there is no %s", "流失 %s 家客戶，而缺少 %s", "流失 %s 家客户，而缺少 %s"), c.Locale.Number(x.Lost, decimals(x.Lost)), c.list(missing)),
			c.W(w("say why they left and what is done to keep the others", "寫出流失的原因與挽留措施", "写出流失的原因与挽留措施")))
	}
	sum := num.Zero()
	for _, r := range x.Reasons {
		if r.Count.Present() {
			sum = sum.Add(r.Count)
		}
	}
	if sum.Cmp(x.Lost) > 0 {
		c.Say(x.Pos, c.W(w("the reasons count %s customers, but only %s were lost", "各原因合計 %s 家，而流失只有 %s 家", "各原因合计 %s 家，而流失只有 %s 家"), c.Locale.Number(sum, decimals(sum)), c.Locale.Number(x.Lost, decimals(x.Lost))),
			c.W(w("count each customer under one reason", "每家客戶只計入一個原因", "每家客户只计入一个原因")))
	}
}
