package content

import (
	"cmp"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// metric finds a metric by its id, which stands at s.
func (b *binder) metric(id string, s toml.Span) *report.Metric {
	m := b.cfg.metrics[id]
	if m == nil {
		b.say(ruleMetric, s, spoken("unknown metric %q", "不認得指標「%s」", "不认得指标“%s”", clip(id)), metricHint(id, b.cfg.metricIDs))
	}
	return m
}

func metricHint(id string, known []string) diag.Words {
	return cmp.Or(meantOne(id, known), spoken("add [metrics.%s] to config.toml", "請在 config.toml 加上 [metrics.%s]", "请在 config.toml 加上 [metrics.%s]", clip(id)))
}

// metricID reads the id of a metric.
func (b *binder) metricID(n *node) string {
	id := b.word(n)
	if n.Kind == toml.String {
		if m := b.metric(id, n.Value); m != nil {
			return m.ID
		}
	}
	return b.kept.keep(id)
}

// measured is a number as it counts for a metric.
type measured struct {
	value, num, den num.Num
	ok              bool
}

// measured reads a figure of metric m (settled.md 18).
func (b *binder) measured(n *node, m *report.Metric) measured {
	w, ok := b.number(n)
	if !ok {
		return measured{}
	}
	if message, hint := misfit(w, m, b.lang); message != none {
		b.bad(ruleNumber, n, message, hint)
		return measured{}
	}
	if m.Unit == report.Percent && w.Shape == num.Plain && w.Value.Abs().Cmp(num.Dec(15, 1)) > 0 {
		b.bad(rulePercent, n, spoken("%s is in percent, where %s means %s%%", "%s 以百分比計，%s 表示 %s%%", "%s 以百分比计，%s 表示 %s%%", m.ID, w.Value, w.Value.Mul(num.Int(100))),
			spoken(`write "%s%%", or the fraction %s`, `請寫 "%s%%"，或寫小數 %s`, `请写 "%s%%"，或写小数 %s`, w.Value, w.Value.Div(num.Int(100)).Round(12)))
	}
	return measured{w.Value, w.Num, w.Den, true}
}

// misfit says why a number cannot be a figure of m, or nothing.
func misfit(w num.Written, m *report.Metric, lang string) (message, hint diag.Words) {
	switch {
	case w.Shape == num.Percent && m.Unit != report.Percent:
		return spoken("%s is measured in %s, not in percent", "%s 的單位是%s，不是百分比", "%s 的单位是%s，不是百分比", m.ID, measureWord(m)), spoken(`write the number itself, or unit = "percent" in config.toml`, `請直接寫數字，或在 config.toml 寫 unit = "percent"`, `请直接写数字，或在 config.toml 写 unit = "percent"`)
	case w.Shape == num.Fraction && m.Kind != report.Ratio:
		return spoken("a fraction is for ratios, and %s is a %s", "分數只用於比率，而 %s 屬於 %s", "分数只用于比率，而 %s 属于 %s", m.ID, m.Kind), spoken("write one number", "請寫一個數字", "请写一个数字")
	case w.Shape == num.OneTo && m.Format != "1:x":
		return spoken("%s is not written as 1:x", "%s 不寫成 1:x", "%s 不写成 1:x", m.ID), spoken(`write the number behind the colon, or format = "1:x" in config.toml`, `請只寫冒號後的數字，或在 config.toml 寫 format = "1:x"`, `请只写冒号后的数字，或在 config.toml 写 format = "1:x"`)
	case w.Currency != "" && m.Unit != report.Money:
		return spoken("%s is measured in %s, but the number names the currency %s", "%s 的單位是%s，數字卻帶有幣別 %s", "%s 的单位是%s，数字却带有币种 %s", m.ID, measureWord(m), w.Currency), spoken("leave the currency out", "請刪去幣別", "请删去币种")
	case w.Currency != "" && m.Currency != "" && !num.SignOf(w.Currency, m.Currency):
		return spoken("%s is kept in %s, but the number is in %s", "%s 以 %s 記帳，數字卻是 %s", "%s 以 %s 记账，数字却是 %s", m.ID, m.Currency, w.Currency), spoken("convert it to %s, or leave the currency out", "請換算成 %s，或刪去幣別", "请换算成 %s，或删去币种", m.Currency)
	case w.Scale == "兆" && lang == "zh-Hans":
		return spoken("兆 means a million to some and a million million to others", "「兆」可指百萬，也可指萬億", "“兆”可指百万，也可指万亿"), spoken("write 万亿", "請寫「万亿」", "请写“万亿”")
	case (w.Scale == "m" || w.Scale == "M") && m.Unit != report.Money:
		return spoken("%q stands for million only behind money", "「%s」只在金額後才表示百萬", "“%s”只在金额后才表示百万", w.Scale), spoken(`write "million"`, `請寫 "million"`, `请写 "million"`)
	case w.Unit != "" && m.Unit != report.Count && m.Unit != report.Duration && m.Unit != report.NoUnit:
		return spoken("%s is measured in %s, not in %s", "%s 的單位是%s，不是%s", "%s 的单位是%s，不是%s", m.ID, measureWord(m), w.Unit), spoken("leave the word behind the number out", "請刪去數字後的字", "请删去数字后的字")
	}
	return none, none
}

func measureWord(m *report.Metric) diag.Words {
	switch m.Unit {
	case report.NoUnit, "":
		return spoken("plain numbers", "一般數字", "一般数字")
	case report.Money:
		if m.Currency == "" {
			return spoken("money", "金額", "金额")
		}
		return spoken("money %s", "金額 %s", "金额 %s", m.Currency)
	}
	return plainly(m.Unit)
}

// statedOf is an entry of [metrics] while it is read.
type statedOf struct {
	report.Stated
	report.Terms
	m              *report.Metric
	actual, parts  *node // as written; parts is num or den
	target, growth *node
	na, weight     *node
}

var statedTable = table[statedOf]{
	keyOwn("actual", aNumber, `what was reached, as in 1200, "1.2M", "16%" or "8/50"`, func(b *binder, n *node, s *statedOf) { b.actual(n, s) }),
	keyOwn("value", aNumber, "another name of actual", func(b *binder, n *node, s *statedOf) { b.actual(n, s) }),
	keyOwn("target", aNumber, "what was to be reached", func(b *binder, n *node, s *statedOf) {
		s.target, s.Target, s.TargetPos = n, b.measured(n, s.m).value, b.pos(n.Value)
	}),
	keyOwn("num", aNumber, "numerator of a ratio", func(b *binder, n *node, s *statedOf) { s.parts, s.Num = n, b.part(n) }),
	keyOwn("den", aNumber, "denominator of a ratio", func(b *binder, n *node, s *statedOf) { s.parts, s.Den = n, b.part(n) }),
	keyOwn("weight", aNumber, "how many a mean is one of", func(b *binder, n *node, s *statedOf) { s.weight, s.Weight = n, b.plain(n, false) }),
	keyOwn("target_growth", aNumber, "by how much it was to grow, as in 10%", func(b *binder, n *node, s *statedOf) {
		s.growth, s.TargetGrowth, s.TargetPos = n, b.plain(n, true), b.pos(n.Value)
	}),
	keyChoice("growth_on", []string{"previous", "year-ago"}, "over which period", func(s *statedOf) *string { return &s.GrowthOn }),
	keyText("target_change_reason", "why the target is another one than was planned", func(s *statedOf) *string { return &s.Reason }),
	keyOwn("like_for_like", aNumber, "the base on the new scope", func(b *binder, n *node, s *statedOf) { s.LikeForLike = b.measured(n, s.m).value }),
	keyOwn("na", aText, "why there is no such figure", func(b *binder, n *node, s *statedOf) { s.na, s.NA = n, b.text(n) }),
	keyChoice("basis", bases, "when a sale counts", func(s *statedOf) *string { return &s.Basis }),
}

// actual reads the actual, under either of its names.
func (b *binder) actual(n *node, s *statedOf) {
	if s.actual != nil {
		b.say(ruleDuplicate, n.Key, spoken("actual and value are two names of one thing", "actual 與 value 是同一個鍵的兩種寫法", "actual 与 value 是同一个键的两种写法"), spoken("keep one of them", "請保留其中一個", "请保留其中一个"))
		return
	}
	v := b.measured(n, s.m)
	s.actual, s.ActualPos, s.Actual = n, b.pos(n.Value), v.value
	if v.num.Present() {
		s.Num, s.Den = v.num, v.den
	}
}

// part reads the numerator or denominator of a ratio: a count or an amount.
func (b *binder) part(n *node) num.Num { return b.plain(n, false) }

// figures reads the table [metrics].
func (b *binder) figures(n *node, r *front) {
	if !b.isTable(n) {
		return
	}
	var s statedOf
	for _, c := range n.Items {
		m := b.metric(c.Name, c.Key)
		if m == nil {
			continue
		}
		s = statedOf{m: m, Stated: report.Stated{Metric: m.ID, Pos: b.pos(c.Key)}}
		before := len(b.remarks)
		statedTable.bind(b, c, &s)
		if len(b.remarks) == before {
			b.weigh(&s)
		}
		r.currencies = append(r.currencies, b.spent(c, m)...)
		if r.Stated == nil {
			r.Stated = make([]report.Stated, 0, len(n.Items))
		}
		s.Settle(s.Terms)
		r.Stated = append(r.Stated, s.Stated)
	}
}

// spent lists the currencies that an entry names, of a metric that has none of
// its own.
func (b *binder) spent(n *node, m *report.Metric) (out []spent) {
	if m.Unit != report.Money || m.Currency != "" {
		return nil
	}
	for _, c := range n.Items {
		if c.Kind != toml.String {
			continue
		}
		if w, err := num.ParseText(c.Text); err == nil && w.Currency != "" {
			p := b.pos(c.Value)
			out = append(out, spent{m.ID, b.kept.keep(w.Currency), p, strings.Clone(b.line(p))})
		}
	}
	return out
}

// weigh checks that what an entry says goes together with its metric's kind,
// and works out the value of a ratio from its parts.
func (b *binder) weigh(s *statedOf) {
	m := s.m
	switch {
	case s.na != nil && (s.actual != nil || s.parts != nil):
		b.bad(ruleNA, s.na, spoken("%s has a value and is said not to apply", "%s 已有數值，卻又註明不適用", "%s 已有数值，却又注明不适用", m.ID), spoken("keep the value or the reason", "數值與原因請擇一保留", "数值与原因请择一保留"))
		s.NA = ""
	case s.na != nil && strings.TrimSpace(s.NA) == "":
		b.bad(ruleNA, s.na, spoken("%s does not apply, but no reason is given", "%s 註明不適用，但沒有寫原因", "%s 注明不适用，但没有写原因", m.ID), spoken(`write na = "why"`, `請寫 na = "原因"`, `请写 na = "原因"`))
		s.NA = "?"
	}
	if m.Kind == report.Derived && (s.actual != nil || s.parts != nil) {
		b.bad(ruleDerived, cmp.Or(s.actual, s.parts), spoken("%s is worked out from other metrics and cannot be stated", "%s 由其他指標算出，不能直接填寫", "%s 由其他指标算出，不能直接填写", m.ID), spoken("take it out; state the metrics that it is made of", "請刪去，改填用來計算它的指標", "请删去，改填用来计算它的指标"))
		s.Actual, s.Num, s.Den = num.Num{}, num.Num{}, num.Num{}
		return
	}
	b.growth(s)
	b.parts(s)
}

// growth checks a growth target.
func (b *binder) growth(s *statedOf) {
	switch {
	case s.growth != nil && s.target != nil:
		b.bad(ruleGrowth, s.growth, spoken("%s has a target and a target for its growth", "%s 同時有目標值與成長目標", "%s 同时有目标值与增长目标", s.m.ID), spoken("keep one of them", "請保留其中一個", "请保留其中一个"))
		s.TargetGrowth = num.Num{}
	case s.growth != nil && s.GrowthOn == "":
		s.GrowthOn = "previous"
	case s.growth == nil && s.GrowthOn != "":
		s.GrowthOn = ""
	}
}

// parts checks the parts of a ratio and the weight of a mean.
func (b *binder) parts(s *statedOf) {
	kind := s.m.Kind
	if s.parts != nil && kind != report.Ratio && kind != report.WMean {
		b.bad(ruleParts, s.parts, spoken("num and den are the parts of a ratio, and %s is a %s", "num 與 den 是比率的分子與分母，而 %s 屬於 %s", "num 与 den 是比率的分子与分母，而 %s 属于 %s", s.m.ID, kind), spoken("write actual", "請寫 actual", "请写 actual"))
		s.Num, s.Den = num.Num{}, num.Num{}
		return
	}
	if s.weight != nil && kind != report.WMean {
		b.bad(ruleParts, s.weight, spoken("weight is for weighted means, and %s is a %s", "weight 用於加權平均，而 %s 屬於 %s", "weight 用于加权平均，而 %s 属于 %s", s.m.ID, kind), spoken("take it out", "請刪去", "请删去"))
		s.Weight = num.Num{}
	}
	switch {
	case s.Num.Present() != s.Den.Present():
		b.bad(ruleParts, s.parts, spoken("%s is a ratio without its parts: it has num or den, not both", "比率 %s 的分子分母不全：num 與 den 只有其一", "比率 %s 的分子分母不全：num 与 den 只有其一", s.m.ID), spoken("write num and den", "請同時寫 num 與 den", "请同时写 num 与 den"))
		s.Num, s.Den = num.Num{}, num.Num{}
	case s.Num.Present():
		b.quotient(s)
	case kind == report.Ratio && s.actual != nil && s.m.Num == "":
		b.bad(ruleNoParts, s.actual, spoken("%s is stated without its parts and cannot be stacked", "%s 沒有填分子與分母，無法彙總", "%s 没有填分子与分母，无法汇总", s.m.ID), spoken(`write num and den, or a fraction as in "8/50"`, `請寫 num 與 den，或寫成分數，例如 "8/50"`, `请写 num 与 den，或写成分数，例如 "8/50"`))
	case kind == report.WMean && s.actual != nil && s.weight == nil && s.m.Weight == "":
		b.bad(ruleNoParts, s.actual, spoken("%s is stated without its weight and cannot be stacked", "%s 沒有填權重，無法彙總", "%s 没有填权重，无法汇总", s.m.ID), spoken("write weight = how many it is a mean of", "請寫 weight = 平均所依據的數量", "请写 weight = 平均所依据的数量"))
	}
}

// quotient works out a ratio from its parts, and checks it against what is
// stated, to the last place that is written.
func (b *binder) quotient(s *statedOf) {
	q := s.Num.Div(s.Den) // absent if the denominator is 0
	if s.parts == nil {   // written as a fraction
		return
	}
	if s.actual != nil && q.Present() {
		_, decimals, _ := strings.Cut(s.Actual.String(), ".")
		if !q.Round(len(decimals)).Equal(s.Actual) {
			b.bad(ruleParts, s.actual, spoken("%s is stated as %s, but its parts make %s", "%s 填的是 %s，分子除以分母卻是 %s", "%s 填的是 %s，分子除以分母却是 %s", s.m.ID, s.Actual, q.Round(6)), spoken("leave actual out: it follows from num and den", "請刪去 actual：由 num 與 den 即可算出", "请删去 actual：由 num 与 den 即可算出"))
		}
	}
	s.Actual = q
	if s.actual == nil {
		s.ActualPos = b.pos(s.parts.Value)
	}
}

// reconcileOf and restatementOf are entries whose numbers can be read only
// once their metric is known.
type reconcileOf struct {
	report.Reconcile
	value *node
}

type restatementOf struct {
	report.Restatement
	old, new *node
}

var reconcileTable = table[reconcileOf]{
	keyMetric("metric", "whose figure another system has", func(r *reconcileOf) *string { return &r.Metric }),
	keyText("source", "which system", func(r *reconcileOf) *string { return &r.Source }),
	keyOwn("value", aNumber, "what it says", func(b *binder, n *node, r *reconcileOf) { r.value = n }),
	keyFlag("authoritative", "it holds if they differ", func(r *reconcileOf) *bool { return &r.Authoritative }),
}

var restatementTable = table[restatementOf]{
	keyMetric("metric", "whose figure was wrong", func(r *restatementOf) *string { return &r.Metric }),
	keyChoice("of", []string{"actual", "target"}, "which of its figures", func(r *restatementOf) *string { return &r.Of }),
	keyOwn("old", aNumber, "as it was reported first", func(b *binder, n *node, r *restatementOf) { r.old = n }),
	keyOwn("new", aNumber, "as it is right", func(b *binder, n *node, r *restatementOf) { r.new = n }),
	keyText("reason", "why it was wrong", func(r *restatementOf) *string { return &r.Reason }),
	keyDate("date", "when it was corrected", func(r *restatementOf) **period.Day { return &r.Date }),
	keyText("approved_by", "who agreed", func(r *restatementOf) *string { return &r.ApprovedBy }),
}

func (b *binder) reconciles(n *node) []report.Reconcile {
	entries := reconcileTable.list(b, n, reconcilePos)
	out := make([]report.Reconcile, len(entries))
	for i, e := range entries {
		e.Value = b.valueFor(e.value, e.Metric)
		out[i] = e.Reconcile
	}
	return out
}

func (b *binder) restatements(n *node) []report.Restatement {
	entries := restatementTable.list(b, n, restatementPos)
	out := make([]report.Restatement, len(entries))
	for i, e := range entries {
		e.Of = cmp.Or(e.Of, "actual")
		e.Old, e.New = b.valueFor(e.old, e.Metric), b.valueFor(e.new, e.Metric)
		out[i] = e.Restatement
	}
	return out
}

// valueFor reads a figure of the metric with this id, if there are both.
func (b *binder) valueFor(n *node, id string) num.Num {
	if n == nil || b.cfg.metrics[id] == nil {
		return num.Num{}
	}
	return b.measured(n, b.cfg.metrics[id]).value
}
