package check

import (
	"strings"

	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
)

// A shape is the form of a claim, which tells what it is held against.
type shape uint8

const (
	unread     shape = iota // a figure that no claim was made of
	ofChange                // 較上月增長15%, 增加20個, 增長逾三成, 翻倍
	ofLevel                 // 銷售額150萬元
	ofSpan                  // 由10%提升至18%
	ofAttained              // 達成率120%, 完成目標的85%
	ofExcess                // 超額20個百分點, 高於目標3個百分點
	ofFunnel                // 50條線索，8單，轉化率16%
	ofRow                   // 連續三個月下滑
	ofPace                  // 降幅收窄至5%
	ofSize                  // 顯著增長
	ofTeam                  // 8%，低於團隊平均的15%
	ofTarget                // 目標為銷售額100萬元
	ofPeers                 // 高於行業平均
)

// A subject is what a claim speaks of.
type subject struct {
	metric *report.Metric
	unit   string        // "": that of the report
	at     period.Period // zero: that of the report
	// others may be meant instead: the unit and period that the text named before.
	otherUnit string
	otherAt   period.Period
	sum       bool // added up from the beginning of the year
	// loose: it is not said for certain, so that a figure that does not agree is not
	// wrong.
	loose   bool
	blocked bool // the words before the metric say that it is another one
	goal    bool // its target is spoken of
}

// A base is what a change is held against.
type base struct {
	kind  int // 0: it is not said
	at    period.Period
	grain period.Grain // that of the periods that are compared; 0: it is not said
	loose bool
}

// Bases beside onPrevious and onYear.
const (
	onNamed  = iota + onYear + 1 // a period that is named
	onTarget                     // the target
)

// A claim is what one run of words says of figures.
type claim struct {
	subject
	shape    shape
	passage  *Passage
	text     *Text
	from, to int        // bytes of the folded passage
	figure   figure     // what is claimed
	start    figure     // of a span: where it began; of a team: the other figure
	parts    *[2]figure // of a funnel: what came out, what went in
	way      int        // +1 up, −1 down
	degree   int        // the band of the word that stands there; −1: none
	hedge    int
	base     base
	soft     base // that of the words before, if this one has none
	row      int  // moves
	nth      bool // it is the third, not three
	part     bool // it is said with of, which is perhaps of a part: a revenue of 8,000 was invoiced twice
	grain    period.Grain
	pace     int
	whose    int  // the average
	partly   bool // the other figure is of a part of the unit
	finding
}

// A leftover is a figure that no claim was made of.
type leftover struct {
	text     *Text
	passage  *Passage
	from, to int
}

// A thread is what a clause says that those behind it may go on about.
type thread struct {
	before subject // of the clause before
	has    bool    // there is one
	way    int     // of the clause before
	aims   bool    // it is about a target
	soft   base    // of the clause before
	lead   subject // named by itself: In October, …
	base   base    // the same: compared with June, …
	said   string  // the unit that was named last
	saidAt period.Period
}

// A reading is what is being read of a report.
type reading struct {
	*ClaimReader
	report  *report.Report
	text    *Text
	passage *Passage
	scanner
	list    []*claim
	left    []leftover // figures that no claim was made of
	strange []stranger
	first0  int // of the claims of the sentence
	buf     []token
	room    [3]base

	under bool   // the heading names a part
	topic string // the unit that the sentences before spoke of, or the heading
	thread
	// Of the sentence:
	plan   bool   // what follows has not happened
	apart  bool   // what is said may be of a part only
	inside bool   // of brackets
	any    bool   // something was said of a metric
	first  int    // of the claims of the clause before
	part   *claim // the last of the clause before, if that said it with of and ended so
	// What is said of a metric by another name: 新員工轉化率8%.
	aside   figure
	asideOf *report.Metric
}

// passages reads all claims of a text.
func (x *reading) passages(t *Text, lex *lexicon) {
	x.text, x.lex = t, lex
	heading, topic := int32(-1), ""
	x.under = false
	for i := range t.Passages {
		p := &t.Passages[i]
		if p.Under != heading && p.Under >= 0 {
			heading = p.Under
			topic = x.topicOf(t.Body, &t.Body.Headings[p.Under])
		}
		x.topic = topic
		x.readPassage(p)
	}
}

// topicOf is the unit that a heading names; "" if there is none, or several. What
// stands below a heading of a section's part that names no metric is perhaps of that
// part only.
func (x *reading) topicOf(b *report.Body, h *report.Heading) (id string) {
	folded := prose.Fold(b.Title(h)).Text
	x.under = h.Level > 2
	x.scanner.text, x.scanner.lower = folded, lowerASCII(folded)
	for _, t := range x.scan(0, len(folded)) {
		if t.is == aMetric {
			x.under = false
		}
		if t.is == aUnit {
			x.under = false
			if id != "" {
				return ""
			}
			id = x.lex.units[t.n].ID
		}
	}
	return id
}

// readPassage reads the claims of a passage.
func (x *reading) readPassage(p *Passage) {
	x.passage = p
	text := p.Folded.Text
	x.scanner.text, x.scanner.lower = text, p.small()
	goesOn := false
	for _, s := range p.sentences() {
		if !goesOn {
			x.newSentence()
		}
		x.sentence(s.Start, s.Stop)
		goesOn = strings.HasSuffix(s.In(text), ";") || strings.HasSuffix(s.In(text), "；")
		if x.said != "" {
			x.topic = x.said
		}
	}
}

// newSentence forgets what the sentence before said.
func (x *reading) newSentence() {
	x.thread = thread{}
	x.any = false
	x.asideOf = nil
	x.said, x.saidAt, x.plan, x.apart = "", period.Period{}, x.passage.Role == "plan", x.under
}

// sentence reads the claims of a sentence. Someone else's words are passed over.
func (x *reading) sentence(from, to int) {
	tokens := x.scan(from, to)
	figures := false
	for i := range tokens {
		switch tokens[i].is {
		case aSaid:
			return
		case aApart, aDay:
			x.apart = true
		case aFigure, aFlat, aStreak, aDegree, aDigits, aMany, aPeers:
			figures = true
		}
	}
	if !figures {
		x.mention(tokens)
		return
	}
	x.first, x.first0, x.part = len(x.list), len(x.list), nil
	x.funnels(tokens)
	x.clauses(tokens)
	x.strangers(tokens)
	x.leave(tokens)
}

// leave notes the figures that no claim was made of: percentages, points, shares and
// amounts, and counts beside a metric.
func (x *reading) leave(tokens []token) {
	metric := false
	for _, t := range tokens {
		metric = metric || t.is == aMetric
	}
	for _, f := range x.figures {
		if f.used || f.is == inOther || f.is == inCount && !metric {
			continue
		}
		x.left = append(x.left, leftover{x.text, x.passage, f.from, f.to})
	}
}

// clauses cuts a sentence into its clauses and reads each.
func (x *reading) clauses(tokens []token) {
	clause, said, open, quiet := x.buf[:0], false, false, false
	var outside thread // what stood before a bracket
	x.inside = false
	flush := func() {
		if len(clause) > 0 {
			x.clause(clause, open)
		}
		clause, said, open, quiet = clause[:0], false, false, false
	}
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch t.is {
		case aFill:
			continue
		case aPause:
			if keep, more, ok := goesOnOver(tokens, i, said); ok {
				clause, i = append(clause, keep), i+more
				continue
			}
			flush()
			switch {
			case t.n == '(' && !x.inside:
				outside, x.inside, open = x.thread, true, true
			case t.n == ')' && x.inside:
				x.thread, x.inside = outside, false
			}
			continue
		case aBut:
			flush()
			continue
		case aEnd:
			flush()
			quiet = true
			continue
		case aAnd, aAgainst:
			if t.is == aAgainst && (t.n == 0 || compares(tokens[i+1:])) {
				break
			}
			if t.n == 2 {
				flush()
				continue
			}
			if said {
				flush()
				continue
			}
			if len(clause) == 0 {
				continue
			}
			t.is = aWord
		case aFigure, aFlat, aStreak, aDigits, aMany:
			said = true
		}
		if !quiet {
			clause = append(clause, t)
		}
	}
	flush()
	x.buf = clause
}

// compares reports whether what follows 與 is compared with.
func compares(rest []token) bool {
	for _, t := range rest {
		switch t.is {
		case aFill, aLead:
			continue
		case aWhen, aGoal, aPeers, aAverage:
			return true
		}
		return false
	}
	return false
}

// goesOnOver reports whether a clause goes on over a mark: a number in brackets, a
// colon before what a metric is, the 、 of a list. It tells what stands for the mark
// then, and for how many tokens behind it.
func goesOnOver(tokens []token, i int, said bool) (keep token, more int, ok bool) {
	keep, after := tokens[i], tokens[i+1:]
	switch rune(keep.n) {
	case '(':
		if len(after) > 1 && after[0].is == aFigure && after[1].is == aPause && after[1].n == ')' {
			keep = after[0]
			keep.m = 1
			return keep, 2, true
		}
	case ':':
		if i > 0 && len(after) > 0 && after[0].is == aFigure {
			switch tokens[i-1].is {
			case aMetric, aGoal, aAttain:
				keep.is = aBe
				return keep, 0, true
			}
		}
	case '–', '-', '—', '~', '～':
		if i > 0 && tokens[i-1].is == aWhen && len(after) > 0 && after[0].is == aWhen { // July–November
			keep.is = aTo
			return keep, 0, true
		}
	case '、':
		keep.is = aWord
		return keep, 0, !said
	}
	return keep, 0, false
}

// mention notes the units and periods that a sentence names.
func (x *reading) mention(tokens []token) {
	for i, t := range tokens {
		switch {
		case t.is == aUnit:
			x.said = x.lex.units[t.n].ID
		case t.is == aWhen && (i == 0 || tokens[i-1].is != aAgainst && tokens[i-1].is != aFrom):
			x.saidAt = x.periodOf(t)
		}
	}
}

// periodOf is the period that a token names for this report.
func (x *reading) periodOf(t token) period.Period {
	return x.timeOf(t).period(x.in.Archive.Calendar, x.report.Period)
}
