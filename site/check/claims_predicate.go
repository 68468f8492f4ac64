package check

import "almanac/site/num"

// A predicate is what a clause says of its metric.
type predicate struct {
	*reading
	tokens []token
	subject
	base     base
	first    int  // of the claims of the clause
	begin    int  // where the words of the next claim begin; −1: at the next token
	aims     bool // the clause before is about a target
	done     bool // it is said what of a target is done
	way      int  // the way that it went, to be followed by how far
	lastWay  int
	degree   int // of the next way; −1: none
	hedge    int
	from     figure // where it began
	fromAt   token  // when
	state    state
	sized    int // the way of a band word that no figure followed
	row      token
	digits   int
	growth   int // 增幅: the way of what is spoken of
	pace     int
	attain   bool  // its attainment is spoken of
	over     int   // what is beyond its target
	cut      bool  // words followed that make it another thing
	compares bool  // the way is that of a comparison: 多, more
	turned   bool  // it is said first where it came to, then from where
	fresh    shape // of the claim that ends at the token before; unread: none does
}

// A state is what the next figure is.
type state uint8

const (
	isFirst state = iota // what stands behind the metric
	isLevel              // as 為 says
	isEnd                // as 至 says
	isBegin              // as 由 says
)

// read reads the rest of a clause from a token on.
func (p *predicate) read(i int) {
	for ; i < len(p.tokens); i++ {
		t := p.tokens[i]
		if p.begin < 0 && t.is != aWord && t.is != aFill {
			p.begin = t.from
		}
		if p.fresh != unread {
			p.follow(i)
		}
		switch t.is {
		case aDay:
			p.loosen()
			p.lose()
		case aWord, aQuote, aSum, aPlan, aAnd, aAverage, aPeers, aTopic:
			p.lose()
		case aLead, aActual:
		case aOf:
			p.of(i)
		case aBasis, aAgainst, aFrom, aBeyond, aBeats:
			i = p.compare(i)
		case aWhen:
			i = p.when(i)
		case aUnit:
			p.where(i, t)
		case aIn:
			i = p.in(i)
		case aMetric:
			p.metricAt(i, t)
		case aGoal:
			p.goalAt(i)
		case aFigure:
			i = p.figureAt(i)
		default:
			p.word(t)
		}
	}
	p.finish()
}

// word takes a word that prepares what follows.
func (p *predicate) word(t token) {
	switch t.is {
	case aWay:
		p.went(t)
	case aTo:
		p.state = isEnd
	case aBe:
		if p.way != 0 && p.finite(t) { // revenue lost was
			p.lose()
			return
		}
		if p.state = isLevel; p.way != 0 { // 提升為
			p.state = isEnd
		}
	case aDone:
		if p.state = isLevel; p.goal { // 目標完成105%
			p.attain, p.goal = true, false
		}
	case aHedge:
		p.hedge = t.n
	case aDegree:
		p.degree = t.n
	case aFlat:
		p.claim(claim{shape: ofSize, degree: 0, base: p.base}, t.to)
	case aStreak:
		p.row = t
		if p.lastWay != 0 && !p.lex.chinese {
			p.rowOf(p.lastWay, t.to)
		}
	case aGrowth:
		p.growthAt(t)
	case aPace:
		p.pace = t.n
	case aAttain:
		p.attain, p.state = true, isLevel
	case aOver:
		p.over = t.n
	case aDigits:
		p.digits = t.n
	case aMany:
		p.many(t)
	}
}

// went takes a word for the way that the metric went.
func (p *predicate) went(t token) {
	way := p.wayOf(t.n)
	p.way, p.sized, p.compares, p.state = way, way, t.m == 1, isFirst
	if way != 0 {
		p.lastWay = way
	}
	switch {
	case p.row.is == aStreak && way != 0 && p.row.n > 0:
		p.rowOf(way, t.to)
		p.way = 0
	case p.digits > 0:
		p.claim(claim{shape: ofChange, way: way, base: p.base, figure: figure{decimals: p.digits}, degree: -1}, t.to)
		p.digits, p.way, p.sized = 0, 0, 0
	}
}

// wayOf is the way of a word, which of better and worse is that of the metric.
func (p *predicate) wayOf(n int) int {
	if n%2 == 0 && p.metric != nil {
		return n / 2 * int(p.metric.Direction)
	}
	return n
}

// growthAt takes 增幅 and growth, of which double digits, a pace or a rate are said.
func (p *predicate) growthAt(t token) {
	if p.digits > 0 || p.row.is == aStreak && p.row.n > 0 {
		p.went(token{is: aWay, n: t.n, from: t.from, to: t.to})
		return
	}
	p.growth, p.state = t.n, isLevel
}

// rowOf makes a claim of moves in a row.
func (p *predicate) rowOf(way, to int) {
	c := claim{shape: ofRow, way: way, row: p.row.n, nth: p.row.m < 0, grain: grainOf(p.row.m), base: p.base, degree: -1}
	p.row = token{}
	p.sized = 0
	p.claim(c, to)
}

// many makes a claim of 翻倍 and doubled.
func (p *predicate) many(t token) {
	if t.n < 0 { // halved
		p.claim(claim{shape: ofChange, way: -1, figure: figure{value: num.Int(50), is: inPart, hedge: p.hedge}, hedge: p.hedge, base: p.base, degree: -1}, t.to)
		p.hedge = 0
		return
	}
	f := figure{value: num.Int(int64(t.n - 1)), is: inTimes, hedge: p.hedge}
	p.claim(claim{shape: ofChange, way: +1, figure: f, hedge: p.hedge, base: p.base, degree: -1}, t.to)
	p.hedge = 0
}

// lose forgets what was said: what follows is of something else.
func (p *predicate) lose() {
	p.cut = true
	p.way, p.hedge, p.degree, p.sized, p.digits = 0, 0, -1, 0, 0
	p.from, p.fromAt, p.state = figure{}, token{}, isFirst
	p.growth, p.pace, p.attain, p.over = 0, 0, false, 0
}

// follow takes a claim back that the next token makes one of something else: 35單來自
// 展會, 增長15%的門市, rose 30% in Vietnam.
func (p *predicate) follow(i int) {
	t := p.tokens[i]
	fresh := p.fresh
	p.fresh = unread
	if last := p.list[len(p.list)-1]; last.part && !p.saysMore(i) {
		last.doubt()
	}
	switch t.is {
	case aWord, aQuote, aFigure, aPlan, aTopic:
		switch last := p.list[len(p.list)-1]; {
		case fresh == ofChange && last.figure.is == inCount && last.figure.value.Present() && t.from-last.figure.to < 2: // 增加20家門市
			p.drop()
		case (fresh == ofLevel || fresh == ofTarget) && t.m != 1:
			last.loose = true
		}
		return
	case aOf:
	case aMetric:
		if p.lex.metrics[t.n] == p.metric {
			p.fresh = fresh
			return
		}
		if fresh != ofLevel {
			return
		}
	case aIn:
		switch at(p.tokens, i+1).is {
		case aWhen, aUnit, aStreak, aLead:
		default:
			p.list[len(p.list)-1].loose = true
		}
		return
	default:
		return
	}
	p.drop()
	p.lose()
}

// loosen makes the claims of the clause uncertain: orders were 14 a day.
func (p *predicate) loosen() {
	for _, c := range p.list[p.first:] {
		c.loose = true
	}
}

// drop takes the last claim back.
func (p *predicate) drop() {
	c := p.list[len(p.list)-1]
	p.unuse(c.figure)
	p.list = p.list[:len(p.list)-1]
}

func (x *reading) unuse(f figure) {
	for i := range x.figures {
		if x.figures[i].from == f.from && x.figures[i].to == f.to {
			x.figures[i].used = false
		}
	}
}

// claim notes a claim that ends at a byte, unless what it is of is not known.
func (p *predicate) claim(c claim, to int) {
	loose := c.loose
	c.passage, c.text, c.subject, c.soft = p.passage, p.text, p.subject, p.soft
	c.loose = c.loose || loose
	c.from, c.to = p.begin, to
	if c.base.kind == 0 {
		c.base = p.base
	}
	p.begin = -1
	if p.blocked || p.cut || p.metric == nil {
		return
	}
	p.use(c.figure)
	p.use(c.start)
	p.list = append(p.list, &c)
	p.fresh = c.shape
}

func (x *reading) use(f figure) {
	for i := range x.figures {
		if x.figures[i].from == f.from && x.figures[i].to == f.to {
			x.figures[i].used = true
		}
	}
}

// finish makes a claim of a band word that no figure followed.
func (p *predicate) finish() {
	if p.sized != 0 && p.degree > 0 && !p.cut {
		p.claim(claim{shape: ofSize, way: p.sized, degree: p.degree, base: p.base}, p.tokens[len(p.tokens)-1].to)
	}
}
