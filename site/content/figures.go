package content

import (
	"cmp"
	"fmt"
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
		b.say(ruleMetric, s, fmt.Sprintf("unknown metric %q", clip(id)), metricHint(id, b.cfg.metricIDs))
	}
	return m
}

func metricHint(id string, known []string) string {
	return cmp.Or(diag.DidYouMean(id, known), fmt.Sprintf("add [metrics.%s] to config.toml", clip(id)))
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
	if message, hint := misfit(w, m, b.lang); message != "" {
		b.bad(ruleNumber, n, message, hint)
		return measured{}
	}
	if m.Unit == report.Percent && w.Shape == num.Plain && w.Value.Abs().Cmp(num.Dec(15, 1)) > 0 {
		b.bad(rulePercent, n, fmt.Sprintf("%s is in percent, where %s means %s%%", m.ID, w.Value, w.Value.Mul(num.Int(100))),
			fmt.Sprintf(`write "%s%%", or the fraction %s`, w.Value, w.Value.Div(num.Int(100)).Round(12)))
	}
	return measured{w.Value, w.Num, w.Den, true}
}

// misfit says why a number cannot be a figure of m, or nothing.
func misfit(w num.Written, m *report.Metric, lang string) (message, hint string) {
	switch {
	case w.Shape == num.Percent && m.Unit != report.Percent:
		return fmt.Sprintf("%s is measured in %s, not in percent", m.ID, measureWord(m)), `write the number itself, or unit = "percent" in config.toml`
	case w.Shape == num.Fraction && m.Kind != report.Ratio:
		return fmt.Sprintf("a fraction is for ratios, and %s is a %s", m.ID, m.Kind), "write one number"
	case w.Shape == num.OneTo && m.Format != "1:x":
		return fmt.Sprintf("%s is not written as 1:x", m.ID), `write the number behind the colon, or format = "1:x" in config.toml`
	case w.Currency != "" && m.Unit != report.Money:
		return fmt.Sprintf("%s is measured in %s, but the number names the currency %s", m.ID, measureWord(m), w.Currency), "leave the currency out"
	case w.Currency != "" && m.Currency != "" && !num.SignOf(w.Currency, m.Currency):
		return fmt.Sprintf("%s is kept in %s, but the number is in %s", m.ID, m.Currency, w.Currency), fmt.Sprintf("convert it to %s, or leave the currency out", m.Currency)
	case w.Scale == "兆" && lang == "zh-Hans":
		return "兆 means a million to some and a million million to others", "write 万亿"
	case (w.Scale == "m" || w.Scale == "M") && m.Unit != report.Money:
		return fmt.Sprintf("%q stands for million only behind money", w.Scale), `write "million"`
	case w.Unit != "" && m.Unit != report.Count && m.Unit != report.Duration && m.Unit != report.NoUnit:
		return fmt.Sprintf("%s is measured in %s, not in %s", m.ID, measureWord(m), w.Unit), "leave the word behind the number out"
	}
	return "", ""
}

func measureWord(m *report.Metric) string {
	switch m.Unit {
	case report.NoUnit, "":
		return "plain numbers"
	case report.Money:
		return strings.TrimSpace("money " + m.Currency)
	}
	return m.Unit
}

// statedOf is an entry of [metrics] while it is read.
type statedOf struct {
	report.Stated
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
		b.say(ruleDuplicate, n.Key, "actual and value are two names of one thing", "keep one of them")
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
		b.bad(ruleNA, s.na, fmt.Sprintf("%s has a value and is said not to apply", m.ID), "keep the value or the reason")
		s.NA = ""
	case s.na != nil && strings.TrimSpace(s.NA) == "":
		b.bad(ruleNA, s.na, fmt.Sprintf("%s does not apply, but no reason is given", m.ID), `write na = "why"`)
		s.NA = "?"
	}
	if m.Kind == report.Derived && (s.actual != nil || s.parts != nil) {
		b.bad(ruleDerived, cmp.Or(s.actual, s.parts), fmt.Sprintf("%s is worked out from other metrics and cannot be stated", m.ID), "take it out; state the metrics that it is made of")
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
		b.bad(ruleGrowth, s.growth, fmt.Sprintf("%s has a target and a target for its growth", s.m.ID), "keep one of them")
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
		b.bad(ruleParts, s.parts, fmt.Sprintf("num and den are the parts of a ratio, and %s is a %s", s.m.ID, kind), "write actual")
		s.Num, s.Den = num.Num{}, num.Num{}
		return
	}
	if s.weight != nil && kind != report.WMean {
		b.bad(ruleParts, s.weight, fmt.Sprintf("weight is for weighted means, and %s is a %s", s.m.ID, kind), "take it out")
		s.Weight = num.Num{}
	}
	switch {
	case s.Num.Present() != s.Den.Present():
		b.bad(ruleParts, s.parts, fmt.Sprintf("%s is a ratio without its parts: it has num or den, not both", s.m.ID), "write num and den")
		s.Num, s.Den = num.Num{}, num.Num{}
	case s.Num.Present():
		b.quotient(s)
	case kind == report.Ratio && s.actual != nil && s.m.Num == "":
		b.bad(ruleNoParts, s.actual, fmt.Sprintf("%s is stated without its parts and cannot be stacked", s.m.ID), `write num and den, or a fraction as in "8/50"`)
	case kind == report.WMean && s.actual != nil && s.weight == nil && s.m.Weight == "":
		b.bad(ruleNoParts, s.actual, fmt.Sprintf("%s is stated without its weight and cannot be stacked", s.m.ID), "write weight = how many it is a mean of")
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
			b.bad(ruleParts, s.actual, fmt.Sprintf("%s is stated as %s, but its parts make %s", s.m.ID, s.Actual, q.Round(6)), "leave actual out: it follows from num and den")
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
