package check

// figureAt makes a claim of a figure by what stands before and behind it, and
// returns the last token that was used.
func (p *predicate) figureAt(i int) int {
	t := p.tokens[i]
	f := p.figures[t.n]
	if p.hedge != 0 {
		f.hedge = p.hedge
	}
	to := f.to
	if next := at(p.tokens, i+1); next.is == aAfter {
		f.hedge, to = next.n, next.to
		i++
	}
	p.hedge = 0
	if p.blocked && p.metric != nil && f.is == inPercent {
		p.aside, p.asideOf = f, p.metric
	}
	if p.cut || p.blocked || f.is == inOther {
		return i
	}
	if t.m == 1 {
		p.bracketed(i, f)
		return i
	}
	if p.state == isBegin {
		return p.beginsAt(i, f)
	}
	c := claim{figure: f, hedge: f.hedge, degree: p.degree, way: p.way, base: p.base}
	last := p.aimed(i, &c)
	if c.shape == unread {
		last = p.moved(i, &c)
	}
	if last > i {
		to = p.tokens[last].to
	}
	c.part = c.shape == ofLevel && p.isOf(i)
	if c.shape != unread && p.may(&c) {
		p.claim(c, to)
		if c.shape == ofLevel && c.way != 0 {
			p.fresh = ofLevel
		}
	} else {
		p.lose()
	}
	p.way, p.degree, p.sized, p.from, p.fromAt, p.state, p.over, p.growth, p.pace = 0, -1, 0, figure{}, token{}, isFirst, 0, 0, 0
	return last
}

// aimed tells whether a figure is of a target: an attainment, what is beyond it, or
// itself.
func (p *predicate) aimed(i int, c *claim) (last int) {
	f := &c.figure
	next := i + 1
	for at(p.tokens, next).is == aOf || at(p.tokens, next).is == aLead {
		next++
	}
	switch after := at(p.tokens, i+1); {
	case after.is == aOf && at(p.tokens, next).is == aGoal && f.is == inPercent: // 92% of target
		c.shape = ofAttained
		return next
	case after.is == aOf && at(p.tokens, next).is == aFigure && at(p.tokens, next+1).is == aGoal && f.is == inPercent: // 120% of the 1.00 million target
		c.shape = ofAttained
		p.embedded(p.figures[p.tokens[next].n])
		return next + 1
	case after.is == aBeyond && !p.lex.chinese:
		if _, used := p.baseAt(p.tokens, i+1); used > 0 && p.tokens[i+used].is == aGoal { // 20 points above target
			if inner := p.tokens[i+used-1]; inner.is == aFigure {
				p.embedded(p.figures[inner.n])
			}
			c.shape, c.way = ofExcess, p.wayOf(after.n)
			return i + used
		}
	case p.over != 0:
		c.shape, c.way = ofExcess, p.over
	case p.attain && f.is == inPercent:
		c.shape = ofAttained
	case p.goal && p.way == 0:
		c.shape = ofTarget
	case p.base.kind == onTarget && p.way != 0:
		c.shape, c.base = ofExcess, base{}
	case p.aims && p.compares && p.way != 0 && p.base.kind == 0: // 達成率109%，多24萬元
		c.shape, c.loose = ofExcess, true
	}
	return i
}

// moved tells what a figure says of the metric: how far it went, where it is, how
// fast it goes.
func (p *predicate) moved(i int, c *claim) (last int) {
	f, after := &c.figure, at(p.tokens, i+1)
	switch {
	case p.growth != 0 && p.pace != 0:
		c.shape, c.way, c.pace, c.start = ofPace, p.growth, p.pace, p.from
	case p.state == isEnd && p.from.value.Present():
		c.shape, c.start = ofSpan, p.from
		p.spanFrom(c)
	case p.state == isEnd:
		c.shape = ofLevel
	case f.is == inTimes && p.state == isLevel && after.is == aWhen: // three times last month's
		c.shape, c.base = ofLevel, p.baseOf(after)
		return i + 1
	case p.growth != 0:
		c.shape, c.way = ofChange, p.growth
	case p.way != 0:
		c.shape, c.loose = ofChange, p.compares && p.base.kind == 0
	case (after.is == aWay || after.is == aGrowth) && after.from-f.to < 2 && !p.lex.chinese && !(p.isOf(i) && after.is == aWay && after.m == 0): // 15% more, 15% growth
		c.shape, c.way = ofChange, p.wayOf(after.n)
		p.lastWay, p.compares = c.way, after.m == 1
		return i + 1
	case after.is == aOf && p.wayAt(i+2) > 0: // 15%的增長
		last = p.wayAt(i + 2)
		c.shape, c.way = ofChange, p.wayOf(p.tokens[last].n)
		if p.tokens[i+2].is == aBasis {
			c.base, _ = p.baseAt(p.tokens, i+2)
		}
		return last
	case after.is == aBeyond && !p.lex.chinese: // 30% more than in July
		b, used := p.baseAt(p.tokens, i+1)
		if used > 0 {
			c.shape, c.way, c.base = ofChange, p.wayOf(after.n), b
			return i + used
		}
	case f.sign != 0 && (f.is == inPoints || f.is == inPercent && (!p.metric.Points() || p.base.kind != 0)):
		c.shape, c.way = ofChange, f.sign
	case p.compared(i) || f.is == inPoints:
		if c.shape, c.way, c.loose = ofChange, p.lastWay, true; c.way == 0 {
			c.shape = unread
		}
	case f.is == inPercent && !p.metric.Points() && p.state == isFirst && p.reading.way != 0: // sales fell 44.8%, orders 43.8%
		c.shape, c.way, c.loose = ofChange, p.reading.way, true
	default:
		c.shape = ofLevel
	}
	return i
}

// embedded makes a claim of the target that stands inside of what is said of it.
func (p *predicate) embedded(f figure) {
	c := claim{shape: ofTarget, figure: f, hedge: f.hedge, degree: -1}
	if !p.may(&c) {
		p.use(f)
		return
	}
	begin := p.begin
	p.begin = f.from
	p.claim(c, f.to)
	p.begin = begin
}

// wayAt is where a word for a way stands, at a token or behind a comparison there; 0
// if none does.
func (p *predicate) wayAt(i int) int {
	if at(p.tokens, i).is == aBasis {
		i++
	}
	if is := at(p.tokens, i).is; is == aWay || is == aGrowth {
		return i
	}
	return 0
}

// compared reports whether a comparison stands with a figure and no word for the way
// that it went: 同比38%, and 38% on a year earlier.
func (p *predicate) compared(i int) bool {
	if p.state == isLevel {
		return false
	}
	_, used := p.baseAt(p.tokens, i+1)
	return used > 0 || p.base.kind != 0 && p.base != p.reading.base
}

// may reports whether a figure can be what it is said to be.
func (p *predicate) may(c *claim) bool {
	m, f := p.metric, &c.figure
	if m == nil {
		return false
	}
	_, fits := f.fits(m)
	switch c.shape {
	case ofChange:
		switch f.is {
		case inPercent, inTenths, inTimes, inPart:
			return true
		case inPoints:
			return m.Points()
		}
		return fits && !m.Points()
	case ofLevel, ofTarget:
		return fits || f.is == inTimes && c.base.kind != 0
	case ofSpan:
		_, also := c.start.fits(m)
		return fits && also
	case ofAttained:
		return f.is == inPercent
	case ofExcess:
		return f.is == inPercent || f.is == inPoints || fits
	case ofPace:
		return f.is == inPercent || f.is == inPoints
	}
	return true
}

// spanFrom makes one measure of both ends of a span: 由12升至18%.
func (p *predicate) spanFrom(c *claim) {
	if c.start.is == inCount && c.start.power == 0 && c.figure.is == inPercent {
		c.start.is = inPercent
	}
	if c.start.is == inCount && c.start.power == 0 && c.figure.is == inMoney {
		c.start.is, c.start.power, c.start.currency = inMoney, c.figure.power, c.figure.currency
	}
	if p.fromAt.is == aWhen {
		c.base = base{kind: onNamed, at: p.periodOf(p.fromAt)}
	}
}

// beginsAt takes the figure that something went from.
func (p *predicate) beginsAt(i int, f figure) int {
	p.state = isFirst
	if n := len(p.list); n > p.first && p.list[n-1].shape == ofLevel && p.turned { // to 9.66 million from 8.40
		if c := p.list[n-1]; c.figure.is == f.is {
			c.shape, c.start, c.to = ofSpan, f, f.to
			p.use(f)
		}
		p.turned = false
		return i
	}
	p.from = f
	j := i + 1
	if at(p.tokens, j).is == aIn {
		j++
	}
	if at(p.tokens, j).is == aWhen {
		p.fromAt = p.tokens[j]
		return j
	}
	return i
}

// bracketed takes a figure in brackets: the metric's level, its target, or the base
// that was named before it.
func (p *predicate) bracketed(i int, f figure) {
	c := claim{figure: f, hedge: f.hedge, degree: -1}
	switch before := at(p.tokens, i-1); before.is {
	case aMetric:
		c.shape = ofLevel
	case aAttain:
		c.shape = ofAttained
	case aFigure, aFlat: // 966萬元（+15%）
		if f.sign != 0 && f.is != inMoney {
			c.shape, c.way = ofChange, f.sign
		}
	case aGoal:
		c.shape = ofTarget
	case aWhen:
		c.shape = ofLevel
	}
	if c.shape == unread || !p.may(&c) {
		return
	}
	begin, when := p.begin, p.subject.at
	p.begin = f.digits
	if b := p.tokens[i-1]; b.is == aWhen {
		p.subject.at = p.periodOf(b)
	}
	p.claim(c, f.to)
	p.begin, p.subject.at, p.fresh = begin, when, unread
}

// of takes 的 and of.
func (p *predicate) of(i int) {
	switch at(p.tokens, i-1).is {
	case aMetric:
		if !p.lex.chinese {
			p.state = isLevel
			return
		}
		switch at(p.tokens, i+1).is {
		case aBasis, aGrowth, aGoal, aAttain:
		default: // 銷售額的六成
			p.lose()
		}
	case aGoal:
		if !p.lex.chinese {
			p.state = isLevel
		}
	case aAttain, aGrowth, aWay:
		p.state = isLevel
		if at(p.tokens, i-1).is == aWay {
			p.state = isFirst
		}
	}
}

// goalAt takes 目標: the metric's own, or that which was reached.
func (p *predicate) goalAt(i int) {
	j := i - 1
	for at(p.tokens, j).is == aLead || at(p.tokens, j).is == aWhen {
		j--
	}
	if at(p.tokens, j).is == aDone || p.done {
		p.attain, p.goal = true, false
		return
	}
	p.goal = true
}

// metricAt takes a metric behind the first one.
func (p *predicate) metricAt(i int, t token) {
	m := p.lex.metrics[t.n]
	if before := at(p.tokens, i-1); before.is == aFigure && m == p.metric {
		return
	}
	if p.goal && len(p.list) == p.first {
		p.metric, p.loose, p.state = m, p.apart, isFirst
		return
	}
	p.lose()
}
