package check

// In English a figure is joined to its metric by of: a revenue of 8,000. That is all
// of it where nothing else is said (with a revenue of 1.2 million, sales of 1.2
// million were 4% above target), and some part of it where something happened to it
// that no figure as a whole does: it was invoiced twice, went to another account.

// isOf reports whether the figure at a token is joined to a metric by of.
func (p *predicate) isOf(i int) bool {
	if p.lex.chinese {
		return false
	}
	for i--; at(p.tokens, i).is == aHedge || at(p.tokens, i).is == aLead; i-- {
	}
	return at(p.tokens, i).is == aOf && at(p.tokens, i-1).is == aMetric
}

// saysMore reports whether what follows from a token on is said of a figure as a
// whole: that it was reached, moved, lies beyond a target, in a period.
func (p *predicate) saysMore(i int) bool {
	for is := at(p.tokens, i).is; is == aBe || is == aWay; is = at(p.tokens, i).is {
		i++
	}
	next := at(p.tokens, i+1).is
	switch at(p.tokens, i).is {
	case aWord, aQuote, aPlan, aTopic, aDay, aTo:
		return false
	case aFrom:
		return next == aWhen || next == aFigure
	}
	return true
}

// ending is the claim that the clause ends with, if it is said with of.
func (p *predicate) ending() *claim {
	if p.fresh != ofLevel {
		return nil
	}
	if last := p.list[len(p.list)-1]; last.part {
		return last
	}
	return nil
}

// doubt makes a claim uncertain, if there is one.
func (c *claim) doubt() {
	if c != nil {
		c.loose = true
	}
}

// finite reports whether a word is a verb before which another one says which part
// of the metric is meant.
func (p *predicate) finite(t token) bool {
	switch p.scanner.lower[t.from:t.to] {
	case "was", "were", "is", "are":
		return true
	}
	return false
}
