package check

import (
	"cmp"

	"almanac/site/period"
	"almanac/site/report"
)

// clause reads the claims of one clause. A clause that names a period, a unit or a
// comparison and nothing else speaks of those that follow, or behind a claim of it.
func (x *reading) clause(tokens []token, open bool) {
	if x.planned(tokens) {
		for _, t := range tokens {
			if t.is == aFigure {
				x.figures[t.n].used = true
			}
		}
		x.mention(tokens)
		x.has = false
		return
	}
	part := x.part
	x.part = nil
	h := head{reading: x, tokens: tokens, subject: subject{loose: x.apart}}
	h.read()
	switch {
	case h.at == len(tokens) && !h.blocked && h.metric == nil && !h.goal && h.named:
		x.alone(&h, open)
		return
	case h.metric == nil && (h.blocked && !h.besides() || h.at == len(tokens)): // words alone: what is said next is perhaps of the same still
		x.mention(tokens)
		x.before.loose = true
		part.doubt()
		if h.blocked {
			x.topical(tokens)
		}
		return
	}
	x.any = true
	first := len(x.list)
	p := predicate{reading: x, tokens: tokens, subject: h.subject, base: h.base, first: first, lastWay: h.way, aims: h.aims, done: h.done, degree: -1, begin: h.begin}
	p.read(h.at)
	if p.cut && len(x.list) == first { // which was invoiced twice
		part.doubt()
	}
	x.part = p.ending()
	x.mention(tokens)
	x.has = p.metric != nil && !p.blocked
	x.before = p.subject
	x.before.loose = x.before.loose || p.cut
	x.first, x.aims = first, p.aims
	for _, c := range x.list[min(first, len(x.list)):] {
		x.aims = x.aims || c.shape == ofAttained || c.shape == ofExcess || c.shape == ofTarget
	}
	if p.lastWay != 0 {
		x.way = p.lastWay
	}
	if p.base.kind != 0 {
		x.soft = p.base
	}
}

// topical takes note of words before the first claim of a sentence that may make a
// topic of what follows: 線上，訂單60筆; at the fair, orders were 60.
func (x *reading) topical(tokens []token) {
	if x.any {
		return
	}
	length := tokens[len(tokens)-1].to - tokens[0].from
	switch first := tokens[0].is; {
	case first == aIn || first == aTopic || first == aAgainst || first == aBe || first == aFrom && !x.lex.chinese:
		x.apart = true
	case x.lex.chinese && length <= len("五個字以內") || !x.lex.chinese && length <= 12:
		x.apart = true
	case tokens[len(tokens)-1].is == aTopic && x.lex.chinese:
		x.apart = true
	}
}

// besides reports whether what follows is held against that of the team: the metric
// may have been named before by more than its name.
func (h *head) besides() bool {
	return h.asideOf != nil && h.at < len(h.tokens) && h.tokens[h.at].is == aBeyond && h.next().is == aAverage
}

// planned reports whether a clause speaks of what has not happened: one that says
// so, and those behind it until one that says otherwise.
func (x *reading) planned(tokens []token) bool {
	actual, metric := false, false
	for _, t := range tokens {
		switch t.is {
		case aPlan:
			x.plan = true
			return true
		case aActual:
			actual = true
		case aMetric:
			metric = true
		case aWhen:
			if p := x.periodOf(t); metric && !p.IsZero() && p.Grain() == x.report.Period.Grain() && x.in.Archive.Calendar.Compare(p, x.report.Period) <= 0 {
				actual = true
			}
			if x.timeOf(t).rel == whenOwn {
				actual = true
			}
		}
	}
	if actual {
		x.plan = false
	}
	return x.plan
}

// alone takes note of a clause that names something by itself.
func (x *reading) alone(h *head, open bool) {
	if h.base.kind != 0 && len(x.list) > x.first && x.has {
		if rebase(x.list[x.first:], h.base, h.tokens[len(h.tokens)-1].to) {
			return
		}
	}
	if open {
		return
	}
	if h.base.kind != 0 {
		x.base = h.base
	}
	if h.unit != "" {
		x.lead.unit = h.unit
	}
	if !h.subject.at.IsZero() {
		x.lead.at, x.lead.loose = h.subject.at, h.loose
	}
	x.lead.sum = x.lead.sum || h.sum
	x.mention(h.tokens)
}

// rebase gives claims a base that stands behind them.
func rebase(list []*claim, b base, to int) (done bool) {
	for i := range list {
		c := list[i]
		if c.base.kind == 0 && (c.shape == ofChange || c.shape == ofSize || c.shape == ofSpan) {
			c.base, c.to, done = b, max(c.to, to), true
		}
	}
	return done
}

// A head is the beginning of a clause, up to its metric or to what is said of the
// metric of the clause before.
type head struct {
	*reading
	tokens []token
	subject
	base  base
	way   int
	aims  bool // the clause before is about a target
	done  bool // it is said what of a target is done
	at    int  // where the rest begins
	begin int  // where the words of its claims begin
	named bool // a unit, a period or a comparison stands in it
}

func (h *head) read() {
	h.begin = -1
	for ; h.at < len(h.tokens); h.at++ {
		t := h.tokens[h.at]
		if h.begin < 0 && t.is != aWord {
			h.begin = t.from
		}
		switch t.is {
		case aLead, aAnd, aActual, aIn, aQuote:
			h.blocked = h.blocked || t.is == aQuote
		case aOf:
			h.blocked = h.blocked || !h.named && !h.goal // of our sales, …
		case aSum:
			h.sum, h.named = true, true
		case aUnit:
			h.blocked = h.blocked || h.unit != ""
			h.unit, h.named = h.lex.units[t.n].ID, true
		case aWhole:
			if h.report.Unit != report.Root && h.unit == "" {
				h.unit, h.loose = report.Root, true
			}
		case aWhen:
			h.when(t)
		case aAgainst, aFrom, aBasis:
			if h.next().is == aMetric && at(h.tokens, h.at+2).is == aGoal { // against a sales target of
				continue
			}
			if !h.compare() {
				h.carry()
				return
			}
		case aGoal:
			h.goal = true
		case aMetric:
			h.found(t)
			return
		case aWord, aApart, aPlan, aDay, aTopic:
			h.blocked = true
		case aBe, aDone:
			if h.next().is == aMetric && (h.goal || h.lex.chinese) { // 實現銷售額966萬元
				h.done = h.done || t.is == aDone
				continue
			}
			h.carry()
			return
		default:
			h.carry()
			return
		}
	}
}

func (h *head) next() token { return at(h.tokens, h.at+1) }

// at is a token of a list; beyond its ends, a word.
func at(tokens []token, i int) token {
	if i < 0 || i >= len(tokens) {
		return token{is: aPause}
	}
	return tokens[i]
}

// when takes a period that is named before the metric.
func (h *head) when(t token) {
	if h.next().is == aTo && at(h.tokens, h.at+2).is == aWhen {
		h.at += 2
		h.span(t, h.tokens[h.at])
		return
	}
	p, w := h.periodOf(t), h.timeOf(t)
	h.blocked = h.blocked || p.IsZero()
	h.loose = h.loose || !h.inside && (w.rel == whenPrevious || w.rel == whenYearAgo)
	h.subject.at, h.named = p, true
}

// span takes two periods and all between them, which are known together only if they
// are the year up to the report's own.
func (h *head) span(first, last token) {
	cal, own := h.in.Archive.Calendar, h.report.Period
	from, to := h.periodOf(first), h.periodOf(last)
	h.named, h.sum = true, true
	if from.IsZero() || to.IsZero() || cal.Span(to).End != cal.Span(own).End || cal.Span(from).First != cal.Span(cal.Of(period.Annual, cal.Span(own).First)).First {
		h.blocked = true
	}
}

// compare takes a comparison that stands before the metric; false if there is none.
func (h *head) compare() bool {
	b, used := h.baseAt(h.tokens, h.at)
	if used == 0 {
		return false
	}
	h.base, h.named = b, true
	if t := h.tokens[h.at]; t.is == aBasis {
		h.way = t.m
		if t.m != 0 {
			return false // 年增: the way it went is said with it
		}
	}
	h.at += used - 1
	return true
}

// baseAt is the comparison that begins at a token, and of how many tokens it is; 0
// if none does.
func (x *reading) baseAt(tokens []token, i int) (b base, used int) {
	switch t := at(tokens, i); {
	case t.is == aBasis:
		return base{kind: t.n % perGrain, grain: period.Grain(t.n / perGrain)}, 1
	case t.is == aAgainst || t.is == aFrom || t.is == aBeyond:
		used = 1
		for at(tokens, i+used).is == aLead || at(tokens, i+used).is == aIn {
			used++
		}
		switch w := at(tokens, i+used); w.is {
		case aFigure:
			if at(tokens, i+used+1).is == aGoal && w.m != 1 { // above the 15% target
				return base{kind: onTarget}, used + 2
			}
		case aGoal:
			return base{kind: onTarget}, used + 1
		case aWhen:
			if t.is == aFrom && (at(tokens, i+used+1).is == aFigure || at(tokens, i+used+1).is == aOf || at(tokens, i+used+1).is == aTo) {
				return base{}, 0 // from October's 12%
			}
			return x.baseOf(w), used + 1
		}
	}
	return base{}, 0
}

// baseOf is the base that a period makes. Last year is for a month the same month of
// it, if that agrees.
func (x *reading) baseOf(t token) base {
	switch w := x.timeOf(t); w.rel {
	case whenPrevious:
		return base{kind: onPrevious, grain: w.grain}
	case whenYearAgo:
		return base{kind: onYear}
	case whenLastYear:
		if x.report.Period.Grain() == period.Annual {
			return base{kind: onPrevious}
		}
		return base{kind: onNamed} // the whole of it, or the same month: it is not said
	}
	return base{kind: onNamed, at: x.periodOf(t)}
}

// found takes the metric of a clause.
func (h *head) found(t token) {
	h.metric = h.lex.metrics[t.n]
	h.at++
	if at(h.tokens, h.at).is == aMetric { // 新客戶流失率 is neither
		h.blocked = true
	}
	h.settle()
}

// settle says which unit and period are meant where the clause does not.
func (h *head) settle() {
	if h.unit == "" {
		if h.unit = h.lead.unit; h.unit == "" {
			h.otherUnit = h.said
			if h.otherUnit == "" {
				h.otherUnit = h.topic
			}
		}
	}
	if h.subject.at.IsZero() {
		if h.subject.at = h.lead.at; h.subject.at.IsZero() {
			h.otherAt = h.saidAt
		} else {
			h.loose = h.loose || h.lead.loose
		}
	}
	h.sum = h.sum || h.lead.sum
	if h.base.kind == 0 {
		h.base = h.reading.base
	}
}

// carry takes the metric of the clause before, if this one goes on about it. What is
// said of a target alone is about the report's first metric.
func (h *head) carry() {
	t := h.tokens[h.at]
	if h.blocked {
		return
	}
	if h.goal && t.is != aDone {
		h.settle()
		h.loose = true
		h.metric = h.headline()
		return
	}
	target := h.aimed()
	if !h.has {
		h.settle()
		if target {
			h.metric = h.headline()
			h.loose = h.loose || h.metric == nil
		} else {
			h.blocked = true
		}
		return
	}
	before := h.before
	if t.is == aFigure && !h.named && !h.reversed() {
		h.blocked = true
		return
	}
	loose := h.loose || before.loose
	h.aims = h.reading.aims
	if h.unit != "" || !h.subject.at.IsZero() && !h.inside { // another unit or period of the same
		loose = true
	}
	if h.unit == "" && h.lead.unit != "" {
		h.unit, loose = h.lead.unit, true
	}
	if h.subject.at.IsZero() && !h.lead.at.IsZero() {
		h.subject.at, loose = h.lead.at, loose || h.lead.at != before.at
	}
	if h.unit == "" {
		h.unit, h.otherUnit = before.unit, before.otherUnit
	}
	if h.subject.at.IsZero() {
		h.subject.at, h.otherAt = before.at, before.otherAt
	}
	if h.base.kind == 0 {
		h.base = h.reading.base
	}
	h.metric, h.sum, h.loose = before.metric, before.sum || h.sum, loose
	h.way = cmp.Or(h.way, h.reading.way)
}

// aimed reports whether what follows is said of a target: 完成本月目標的105%, 92% of
// target.
func (h *head) aimed() bool {
	t, i := h.tokens[h.at], h.at+1
	for at(h.tokens, i).is == aLead || at(h.tokens, i).is == aWhen || at(h.tokens, i).is == aHedge {
		i++
	}
	switch next := at(h.tokens, i); t.is {
	case aAttain, aOver:
		return true
	case aDone:
		return next.is == aGoal || next.is == aFigure
	case aBe:
		if next.is != aFigure || at(h.tokens, i+1).is != aOf {
			return false
		}
		for i += 2; at(h.tokens, i).is == aLead; i++ {
		}
		return at(h.tokens, i).is == aGoal
	}
	return false
}

// reversed reports whether a figure at the beginning of a clause is followed by what
// makes a change of it: 30.6% more than in July, 38% on a year earlier.
func (h *head) reversed() bool {
	switch h.next().is {
	case aWay, aBeyond, aBasis, aAgainst, aFrom, aOf:
		return true
	case aIn: // 174 in February and 174 in March
		h.loose = h.loose || at(h.tokens, h.at+2).is == aWhen
		return at(h.tokens, h.at+2).is == aWhen
	}
	return false
}

// headline is the metric that is meant where a target is spoken of and none is named:
// the first core metric that has one.
func (x *reading) headline() *report.Metric {
	for _, m := range x.in.Archive.Metrics {
		if m.Core && x.in.Cube.Figure(x.report.Unit, m.ID, x.report.Period).Target.Present() {
			return m
		}
	}
	return nil
}
