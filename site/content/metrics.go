package content

import (
	"cmp"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/toml"
)

var (
	directions = []string{"up", "down", "neutral"}
	bases      = []string{"booked", "shipped", "collected"}
	groups     = []string{"sales", "customers", "market", "process"}
	attains    = []string{"linear", "reciprocal", "quotient"}
)

// metricOf is a metric while [metrics.<id>] is read.
type metricOf struct {
	*report.Metric
	at   map[string]*node // where its keys stand
	expr *node
}

var metricTable = table[metricOf]{
	keyOwn("kind", oneWord(report.Kinds...), "how its figures stack: flow is added up, stock is a level, ratio is num / den, wmean a mean with weights, distinct is never added up over time, max, min, derived is worked out", func(b *binder, n *node, m *metricOf) {
		if s := b.choice(n, report.Kinds...); s != "" {
			m.Kind = report.Kind(s)
		}
	}),
	keyNames("label", "its name", func(m *metricOf) *report.Text { return &m.Label }),
	keyNames("definition", "what it means, in the glossary", func(m *metricOf) *report.Text { return &m.Definition }),
	keyOwn("aliases", eitherOf(listOf(aText), byID(listOf(aText))), "other words for it in texts, so that claims in prose can be checked", func(b *binder, n *node, m *metricOf) { m.Aliases = b.aliases(n) }),
	keyOwn("unit", oneWord(report.Measures...), "in what it is measured", func(b *binder, n *node, m *metricOf) { m.Unit = orElse(b.choice(n, report.Measures...), m.Unit) }),
	keyOwn("currency", aCurrency, "of money", func(b *binder, n *node, m *metricOf) { m.Currency = b.currency(n) }),
	keyOwn("direction", oneWord(directions...), "which way is good; without: up", func(b *binder, n *node, m *metricOf) { m.Direction = direction(b.choice(n, directions...)) }),
	keyChoice("group", groups, "the table in which it stands", func(m *metricOf) *string { return &m.Group }),
	keyOwn("decimals", aWhole(0, 6), "shown behind the point, after scaling", func(b *binder, n *node, m *metricOf) {
		if v, ok := b.whole(n, 0, 6); ok {
			m.Decimals = v
		}
	}),
	keyFlag("core", "every report should have it", func(m *metricOf) *bool { return &m.Core }),
	keyChoice("basis", bases, "when a sale counts", func(m *metricOf) *string { return &m.Basis }),
	keyText("num", "of a ratio: the metric that is divided", func(m *metricOf) *string { return &m.Num }),
	keyText("den", "of a ratio: the metric by which it is divided", func(m *metricOf) *string { return &m.Den }),
	keyText("weight", "of a weighted mean: the metric that weighs", func(m *metricOf) *string { return &m.Weight }),
	keyChoice("time", []string{"last", "first", "mean"}, "of a stock: which of the months a quarter takes", func(m *metricOf) *string { return &m.Time }),
	keyChoice("org", []string{"sum", "none"}, "of stock and distinct: whether the units' figures add up", func(m *metricOf) *string { return &m.Org }),
	keyOwn("expr", aText, "of a derived metric: how it is worked out, as in new_customers - lost_customers", func(b *binder, n *node, m *metricOf) { m.expr = n }),
	keyChoice("attain", attains, "attainment where less is better", func(m *metricOf) *string { return &m.Attain }),
	keyChoice("format", []string{"1:x"}, "it is written as in 1:3.5", func(m *metricOf) *string { return &m.Format }),
	keyNames("measure", "the word behind a count", func(m *metricOf) *report.Text { return &m.Measure }),
	keyText("owner_dept", "the folder of content/_data that may fill it in", func(m *metricOf) *string { return &m.OwnerDept }),
	keyShare("min_base", "changes on a smaller base are told without a percentage", func(m *metricOf) *num.Num { return &m.MinBase }),
	keyCount("min_den", "shares of fewer than this are not compared", func(m *metricOf) *num.Num { return &m.MinDen }),
	keyOwn("bands", bandsTable.shape, "its own limits, see [bands]", func(b *binder, n *node, m *metricOf) {
		own := b.cfg.Bands
		bandsTable.bind(b, n, &own)
		m.Bands = &own
	}),
	keyOwn("forecast", aFlag, "false: it is not forecast, however long its history is", func(b *binder, n *node, m *metricOf) { m.NoForecast = !b.flag(n) }),
	keyFlag("explain", "a large change of it owes a cause", func(m *metricOf) *bool { return &m.Explain }),
	keyFlag("carry", "of a stock: a missing last month takes the value before", func(m *metricOf) *bool { return &m.Carry }),
	keyOwn("bounded", aFlag, "of distinct: false if each period counts anew", func(b *binder, n *node, m *metricOf) { m.Unbounded = !b.flag(n) }),
	keyOwn("comparable_from", aPeriod, "earlier values are shown but not compared", func(b *binder, n *node, m *metricOf) {
		p, err := b.cfg.Calendar.Parse(b.text(n))
		if err != nil && n.Kind == toml.String {
			b.bad(rulePeriod, n, faulty(err), spoken("write a period as in %s", "請寫期間，例如 %s", "请写期间，例如 %s", either(b.cfg.Calendar.Forms())))
		}
		m.ComparableFrom = p
	}),
}

func direction(s string) report.Direction {
	return map[string]report.Direction{"up": report.Up, "down": report.Down}[s]
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (b *binder) aliases(n *node) map[string][]string {
	if n.Kind == toml.Array {
		return map[string][]string{"": b.texts(n)}
	}
	out := map[string][]string{}
	if b.isTable(n) {
		for _, c := range n.Items {
			out[c.Name] = b.texts(c)
		}
	}
	return out
}

// configuredMetric reads [metrics.<id>]. A metric that is built in keeps what
// the configuration does not say.
func (b *binder) configuredMetric(id string, n *node) {
	m := &report.Metric{ID: id, Direction: report.Up, Decimals: -1}
	if built := builtin(id); built != nil {
		m = built
		m.Builtin = false
	}
	b.checkID(ruleMetric, spoken("a metric", "指標", "指标"), id, n, true)
	m.Pos = b.pos(n.Key)
	of := metricOf{Metric: m, at: map[string]*node{}}
	for _, c := range n.Items {
		of.at[c.Name] = c
	}
	metricTable.bind(b, n, &of)
	b.kindOf(&of)
	b.fits(&of)
	b.cfg.Metrics = append(b.cfg.Metrics, m)
}

// kindOf infers the kind of a metric that does not say it, and fills in what
// the kind has by default.
func (b *binder) kindOf(m *metricOf) {
	if m.Kind == "" || m.at["kind"] == nil {
		switch {
		case m.at["expr"] != nil:
			m.Kind = report.Derived
		case m.at["num"] != nil || m.at["den"] != nil:
			m.Kind = report.Ratio
		case m.at["weight"] != nil:
			m.Kind = report.WMean
		case m.Kind == "":
			m.Kind = report.Flow
		}
	}
	m.Unit = orElse(m.Unit, report.NoUnit)
	m.Attain = orElse(m.Attain, "linear")
	switch m.Kind {
	case report.Stock:
		m.Time, m.Org = orElse(m.Time, "last"), orElse(m.Org, "sum")
	case report.Distinct:
		m.Org = orElse(m.Org, "none")
	}
	if m.Kind != report.Ratio {
		m.Num, m.Den = "", ""
	}
}

// onlyFor tells which kinds may have a key.
var onlyFor = map[string][]report.Kind{
	"num": {report.Ratio}, "den": {report.Ratio}, "weight": {report.WMean}, "expr": {report.Derived},
	"time": {report.Stock}, "carry": {report.Stock}, "bounded": {report.Distinct}, "org": {report.Stock, report.Distinct},
	"min_den": {report.Ratio, report.WMean},
}

// fits checks that the keys of a metric are those of its kind and unit.
func (b *binder) fits(m *metricOf) {
	for _, f := range metricTable {
		kinds := onlyFor[f.name]
		if n := m.at[f.name]; n != nil && kinds != nil && !slices.Contains(kinds, m.Kind) {
			words := make([]string, len(kinds))
			for i, k := range kinds {
				words[i] = string(k)
			}
			b.say(ruleKey, n.Key, spoken("%q is for kind = %q, and %s is a %s", `「%s」只用於 kind = "%s"，而 %s 屬於 %s`, `“%s”只用于 kind = "%s"，而 %s 属于 %s`, f.name, strings.Join(words, " or "), m.ID, m.Kind), spoken("take it out, or change the kind", "請刪去，或更改 kind", "请删去，或更改 kind"))
		}
	}
	switch {
	case m.Kind == report.Derived && m.expr == nil:
		b.say(ruleKey, m.at["kind"].Key, spoken("%s is derived, but from nothing", "%s 為衍生指標，卻沒有算式", "%s 为派生指标，却没有表达式", m.ID), spoken(`write expr = "one - other"`, `請寫 expr = "one - other"`, `请写 expr = "one - other"`))
	case m.Kind == report.Derived && m.expr.Kind != toml.String:
		b.text(m.expr)
	case m.Kind == report.Derived:
		b.expression(m)
	}
	if n := m.at["currency"]; n != nil && m.Unit != report.Money {
		b.say(ruleKey, n.Key, spoken("%s has a currency, but its unit is %s", "%s 寫了幣別，單位卻是 %s", "%s 写了币种，单位却是 %s", m.ID, m.Unit), spoken(`write unit = "money"`, `請寫 unit = "money"`, `请写 unit = "money"`))
	}
	if (m.Num == "") != (m.Den == "") {
		at := cmp.Or(m.at[map[bool]string{true: "den", false: "num"}[m.Num == ""]], m.at["num"], m.at["den"])
		b.say(ruleMetric, at.Key, spoken("%s has only one of its parts", "%s 只有分子或只有分母", "%s 只有分子或只有分母", m.ID), spoken("write num and den, or neither if the reports state them", "請同時寫 num 與 den；若由各報告填寫，則兩者都不寫", "请同时写 num 与 den；若由各报告填写，则两者都不写"))
		m.Num, m.Den = "", ""
	}
}

// expression reads the expression of a derived metric.
func (b *binder) expression(m *metricOf) {
	e, err := parseExpr(m.expr.Text)
	if err != nil {
		b.bad(ruleMetric, m.expr, faulty(err), spoken(`write metrics, numbers, + - * / and parentheses, as in "new_customers - lost_customers"`, `請寫指標、數字、+ - * / 與括號，例如 "new_customers - lost_customers"`, `请写指标、数字、+ - * / 与括号，例如 "new_customers - lost_customers"`))
		return
	}
	m.Expr = e
}

// resolveMetrics adds the built-in metrics that are not configured, and checks
// that metrics are made of metrics, and none of itself.
func (b *binder) resolveMetrics() {
	c := b.cfg
	c.metrics = map[string]*report.Metric{}
	for _, m := range c.Metrics {
		c.metrics[m.ID] = m
		c.metricIDs = append(c.metricIDs, m.ID)
	}
	for _, m := range Builtins() {
		if c.metrics[m.ID] == nil {
			c.metrics[m.ID] = m
			c.metricIDs = append(c.metricIDs, m.ID)
		}
	}
	for _, m := range c.Metrics {
		if m.Expr != nil {
			m.Expr = c.settle(m.Expr)
		}
		unknown := slices.DeleteFunc(madeOf(m), func(id string) bool { return c.metrics[id] != nil })
		b.knownMetrics(m.Pos, unknown)
		if len(unknown) > 0 {
			unmake(m)
		}
	}
	for _, ring := range rings(c.Metrics, c.metrics) {
		first := c.metrics[ring[0]]
		at := first.Pos
		unmake(first) // whoever walks the rest comes to an end
		b.remarks = append(b.remarks, b.at(ruleMetric, at, spoken("metrics are made of each other: %s", "指標互相引用：%s", "指标互相引用：%s", strings.Join(append(ring, ring[0]), " → ")), spoken("take one of them out of the ring", "請從循環中拿掉其中一個", "请从循环中拿掉其中一个")))
	}
}

// unmake takes from a metric what it is made of, since that cannot be: the
// rest of the program finds no metric that is not there.
func unmake(m *report.Metric) { m.Expr, m.Num, m.Den, m.Weight = nil, "", "", "" }

// madeOf lists the metrics that m is worked out from.
func madeOf(m *report.Metric) (ids []string) {
	for _, id := range append(m.Expr.Metrics(), m.Num, m.Den, m.Weight) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// rings finds the rings of metrics that are made of each other, each once,
// beginning with the one that is configured first.
func rings(order []*report.Metric, all map[string]*report.Metric) (found [][]string) {
	done := map[string]bool{}
	var path []string
	var visit func(id string)
	visit = func(id string) {
		if i := slices.Index(path, id); i >= 0 {
			found = append(found, slices.Clone(path[i:]))
			return
		}
		if done[id] || all[id] == nil {
			return
		}
		path = append(path, id)
		for _, next := range madeOf(all[id]) {
			visit(next)
		}
		path = path[:len(path)-1]
		done[id] = true
	}
	for _, m := range order {
		visit(m.ID)
	}
	return found
}

// checkID checks the form of an id.
func (b *binder) checkID(rule diag.Rule, what diag.Words, id string, n *node, under bool) {
	if why := idTrouble(id, under); why != none {
		b.say(rule, n.Key, spoken("%q cannot be the id of %s: %s", "「%s」不能作為%s的代號：%s", "“%s”不能作为%s的标识：%s", clip(id), what, why), spoken("write it as in %q", "請寫成「%s」", "请写成“%s”", slug(id, under)))
	}
}
