package trend

import "almanac/site/num"

// A Streak is steps in a row that went one way.
type Streak struct {
	Sign    int  // +1, −1; 0: none
	Length  int  // moves; it spans one value more
	Base    int  // the step before the first move
	AtLeast bool // what came before is not known: it may be longer
}

// Streak is the one that step i ends or continues; its Sign is 0 if i did not
// move beyond the flat band, or cannot be compared.
func (s *Series) Streak(i int) Streak {
	sign, _ := s.Direction(i)
	if sign == 0 {
		return Streak{}
	}
	k := Streak{Sign: sign, Base: i}
	for {
		d, known := s.Direction(k.Base)
		if !known || d != sign {
			k.AtLeast = !known && s.mayContinue(k.Base, sign)
			return k
		}
		k.Length++
		k.Base--
	}
}

// mayContinue reports whether a step whose move is not known may have gone a
// way: not if it is known to have gone the other, or nowhere.
func (s *Series) mayContinue(i, sign int) bool {
	c := s.steps[i].Change
	return !c.Present() || c.Sign() == sign
}

// A Pace says how the size of moves goes on.
type Pace int

// The paces.
const (
	Steady Pace = iota // nothing that may be said
	Wider
	Narrower
)

// Pace compares the move of step i with the one before, if both belong to one
// streak: their sizes must differ by the tolerance or more, and the amounts
// must differ the same way (domain.md §3.4).
func (s *Series) Pace(i int, tolerance num.Num) Pace {
	if s.Streak(i).Length < 2 {
		return Steady
	}
	now, then := s.steps[i], s.steps[i-1]
	size, before := now.Move.Abs(), then.Move.Abs()
	grew := now.Change.Abs().Cmp(then.Change.Abs())
	switch diff := size.Sub(before); {
	case diff.Abs().Cmp(tolerance) < 0:
	case diff.Sign() > 0 && grew > 0:
		return Wider
	case diff.Sign() < 0 && grew < 0:
		return Narrower
	}
	return Steady
}

// Turn is the streak that step i ended, of two moves or more.
func (s *Series) Turn(i int) (ended Streak, ok bool) {
	sign, known := s.Direction(i)
	if !known || i == 0 {
		return Streak{}, false
	}
	ended = s.Streak(i - 1)
	return ended, ended.Length >= 2 && ended.Sign != sign
}

// A Reversal is a rise that was mostly given back at once.
type Reversal struct {
	Base  int     // the step before the rise
	Given num.Num // the part of the rise that was given back, 0.7 or more
}

// Reversal reports whether step i gave back most of a marked rise.
func (s *Series) Reversal(i int) (r Reversal, ok bool) {
	sign, known := s.Direction(i)
	before, _ := s.Direction(i - 1)
	if !known || sign >= 0 || before <= 0 || s.limits.Band(s.steps[i-1].Move) < Marked {
		return r, false
	}
	r = Reversal{Base: i - 2, Given: s.steps[i].Change.Neg().Div(s.steps[i-1].Change)}
	return r, r.Given.Present() && r.Given.Cmp(num.Dec(7, 1)) >= 0
}
