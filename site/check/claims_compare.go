package check

// compare takes a word of comparison with what it compares with, and returns the
// last token that was used.
func (p *predicate) compare(i int) int {
	t := p.tokens[i]
	if t.is == aBeyond || t.is == aBeats {
		return p.beyond(i)
	}
	b, used := p.baseAt(p.tokens, i)
	if used > 0 {
		last := i + used - 1
		p.rebase(b, p.tokens[last].to)
		if b.kind == onTarget && p.way == 0 { // against a target of 9.2 million
			if next := at(p.tokens, last+1).is; next == aOf || next == aFigure {
				p.goal, p.base = true, base{}
			}
		}
		if t.is == aBasis && t.m != 0 {
			p.went(token{is: aWay, n: t.m, from: t.from, to: t.to})
		}
		return last
	}
	if t.is != aFrom {
		p.unknown()
		return i
	}
	j := i + 1
	if at(p.tokens, j).is == aWhen && (at(p.tokens, j+1).is == aOf || at(p.tokens, j+1).is == aFigure) { // 從9月的12%
		p.fromAt = p.tokens[j]
		j++
		if at(p.tokens, j).is == aOf {
			j++
		}
	}
	if at(p.tokens, j).is == aHedge {
		j++
	}
	if at(p.tokens, j).is != aFigure {
		p.unknown()
		return i
	}
	p.turned = p.state == isFirst && len(p.list) > p.first && p.list[len(p.list)-1].shape == ofLevel
	p.state = isBegin
	return j - 1
}

// rebase gives the clause a base: in English, where it stands behind what it is the
// base of, the claims that have none.
func (p *predicate) rebase(b base, to int) {
	if !p.lex.chinese && rebase(p.list[p.first:], b, to) {
		return
	}
	p.base = b
}

// beyond takes 高於 and above: before a figure they say that it is not exact; else
// how the metric stands to what follows.
func (p *predicate) beyond(i int) int {
	t, j := p.tokens[i], i+1
	for at(p.tokens, j).is == aLead {
		j++
	}
	switch what := at(p.tokens, j); what.is {
	case aFigure, aMany:
		p.hedge = t.m
		return j - 1
	case aWhen:
		if next := at(p.tokens, j+1).is; next == aOf || next == aFigure && !p.lex.chinese { // 低於上月的230筆, above September's 12%
			return p.theirs(what, j)
		}
		p.rebase(p.baseOf(what), what.to)
		if p.way == 0 && len(p.list) == p.first {
			p.way, p.lastWay = p.wayOf(t.n), p.wayOf(t.n)
		}
		return j
	case aGoal:
		p.over = p.wayOf(t.n)
		return j
	case aAverage:
		return p.team(p.wayOf(t.n), j)
	case aPeers:
		p.claim(claim{shape: ofPeers, way: p.wayOf(t.n), degree: -1}, what.to)
		return j
	}
	p.unknown()
	return i
}

// unknown takes a comparison with what is not known: that of the claims before it, in
// English, and in any case of those behind it.
func (p *predicate) unknown() {
	if !p.lex.chinese {
		rebase(p.list[p.first:], base{kind: onNamed}, 0)
	}
	p.lose()
}

// theirs makes a claim of the level of another period that the metric is held against.
func (p *predicate) theirs(when token, j int) int {
	i := j + 1
	if at(p.tokens, i).is == aOf {
		i++
	}
	if at(p.tokens, i).is != aFigure {
		p.lose()
		return j
	}
	f := p.figures[p.tokens[i].n]
	c := claim{shape: ofLevel, figure: f, hedge: f.hedge, degree: -1}
	if !p.may(&c) {
		p.lose()
		return j
	}
	own := p.subject.at
	p.subject.at = p.periodOf(when)
	p.claim(c, f.to)
	p.subject.at = own
	return i
}

// team makes a claim of a ratio beside that of the team, and takes in the one that
// says what it is.
func (p *predicate) team(way, i int) int {
	j := i + 1
	for at(p.tokens, j).is == aOf || at(p.tokens, j).is == aLead || at(p.tokens, j).is == aHedge {
		j++
	}
	if at(p.tokens, j).is != aFigure {
		p.lose()
		return i
	}
	f := p.figures[p.tokens[j].n]
	c := claim{shape: ofTeam, way: way, whose: p.tokens[i].n, figure: f, degree: -1}
	n := len(p.list) - 1
	switch {
	case p.blocked && p.aside.value.Present() && p.asideOf != nil: // 新員工轉化率僅為8%，低於團隊平均的15%
		p.metric, p.blocked, c.start = p.asideOf, false, p.aside
		p.loose, c.partly = true, true
	case n >= p.reading.first && n >= 0 && p.list[n].shape == ofLevel && p.list[n].metric == p.metric && p.list[n].hedge == 0:
		c.start, p.begin = p.list[n].figure, p.list[n].from
		p.list = p.list[:n]
		p.first = min(p.first, n)
	}
	if p.metric == nil {
		return j
	}
	if _, fits := f.fits(p.metric); fits {
		p.claim(c, f.to)
	}
	return j
}

// when takes a period that is named behind the metric: of all that the clause says, if
// it stands at its end.
func (p *predicate) when(i int) int {
	t := p.tokens[i]
	if f := at(p.tokens, i+2); at(p.tokens, i+1).is == aOf && f.is == aFigure && p.figures[f.n].is == inTimes && p.state == isLevel { // 為去年同期的2.4倍
		p.base = p.baseOf(t)
		return i + 1
	}
	if at(p.tokens, i+1).is == aTo && at(p.tokens, i+2).is == aWhen {
		p.lose()
		return i + 2
	}
	q := p.periodOf(t)
	if q.IsZero() {
		p.unknownTime()
		return i
	}
	rel := p.timeOf(t).rel
	p.loose = p.loose || len(p.list) == p.first && (rel == whenPrevious || rel == whenYearAgo)
	if p.lex.chinese || len(p.list) == p.first {
		p.subject.at = q
		return i
	}
	if before := at(p.tokens, i-1).is; p.cut || before != aIn && before != aFigure && before != aWhen && (p.timeOf(t).rel != whenOwn || q != p.report.Period) {
		p.loosen()
		p.lose()
		return i
	}
	for k := range p.list[p.first:] {
		if c := p.list[p.first+k]; c.at.IsZero() {
			c.at, c.to = q, max(c.to, t.to)
		}
	}
	return i
}

// unknownTime takes a period that is none: what was said of it is of no other.
func (p *predicate) unknownTime() {
	for len(p.list) > p.first {
		p.drop()
	}
	p.lose()
}

// where takes a unit that is named behind the metric.
func (p *predicate) where(i int, t token) {
	id := p.lex.units[t.n].ID
	if len(p.list) == p.first {
		p.unit = id
		return
	}
	if p.lex.chinese || at(p.tokens, i-1).is != aIn {
		p.lose()
		return
	}
	for k := range p.list[p.first:] {
		if c := p.list[p.first+k]; c.unit == "" {
			c.unit, c.to = id, max(c.to, t.to)
		}
	}
}

// in takes in and for, which narrow down what is spoken of unless a time or a unit
// follows.
func (p *predicate) in(i int) int {
	j := i + 1
	for at(p.tokens, j).is == aLead {
		j++
	}
	switch at(p.tokens, j).is {
	case aWhen, aUnit, aStreak, aGoal, aMetric, aFigure:
		return j - 1
	}
	p.lose()
	return i
}

// funnels makes claims of leads, deals and the rate that they make, of which the
// counts stand before their names: 50條線索，簽下8單，轉化率16%.
func (x *reading) funnels(tokens []token) {
	if len(x.figures) < 3 {
		return
	}
	for _, m := range x.lex.metrics {
		if m.Num != "" && m.Den != "" && m.Points() {
			x.funnel(tokens, m.ID, m.Num, m.Den)
		}
	}
}

func (x *reading) funnel(tokens []token, ratio, above, below string) {
	all, won := -1, -1 // figures
	begin := 0
	name := func(i int) string {
		if t := at(tokens, i); t.is == aMetric {
			return x.lex.metrics[t.n].ID
		}
		return ""
	}
	for i, t := range tokens {
		switch {
		case t.is == aFigure && x.figures[t.n].is == inCount && name(i+1) == below:
			all, won, begin = t.n, -1, t.from
		case t.is == aFigure && x.figures[t.n].is == inCount && all >= 0 && all != t.n && (name(i+1) == above || at(tokens, i-1).is == aWon):
			won = t.n
		case name(i) == ratio && won >= 0:
			j := i + 1
			for at(tokens, j).is == aBe || at(tokens, j).is == aOf || at(tokens, j).is == aFill {
				j++
			}
			r := at(tokens, j)
			if r.is != aFigure || x.figures[r.n].is != inPercent {
				continue
			}
			c := claim{shape: ofFunnel, figure: x.figures[r.n], passage: x.passage, text: x.text, from: begin, to: r.to, degree: -1}
			c.parts = &[2]figure{x.figures[won], x.figures[all]}
			c.metric = x.lex.metrics[tokens[i].n]
			c.hedge = c.figure.hedge
			x.list = append(x.list, &c)
			for _, n := range []int{all, won, r.n} {
				x.figures[n].is, x.figures[n].used = inOther, true
			}
			all, won = -1, -1
		}
	}
}
