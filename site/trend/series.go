package trend

import (
	"math"
	"slices"

	"almanac/site/num"
)

// A Step is one period of a series.
type Step struct {
	Value  num.Num // absent: missing, incomplete, or of another scope
	Change num.Num // value less that of the step before; absent where the two may not be compared
	Move   num.Num // the change as it is judged: a rate, or points; absent where it would mislead
}

// A Series is periods of one grain, oldest first, without omissions: a missing
// period is a step without a value. It is made by [New] and never changes.
type Series struct {
	steps  []Step
	limits Limits
	moved  []int8 // the direction of each step
	first  int    // the first step with a value; −1: none
	most   num.Num
	least  num.Num
	count  []int // values up to and with each step
	above  []int // the last step before with as much or more; −1: none
	below  []int // the last step before with as little or less; −1: none
}

// New reads a series with the limits of its bands.
func New(steps []Step, limits Limits) *Series {
	n := len(steps)
	places := make([]int, 3*n)
	s := &Series{steps: steps, limits: limits, first: -1, moved: make([]int8, n), count: places[:n], above: places[n : 2*n], below: places[2*n:]}
	var room [2][64]int
	high, low := room[0][:0], room[1][:0] // steps that nothing since has reached, the last on top
	for i, st := range steps {
		s.above[i], s.below[i], s.moved[i] = -1, -1, unknown
		if m := st.Move; m.Present() {
			s.moved[i] = 0
			if limits.Band(m) != Flat {
				s.moved[i] = int8(m.Sign())
			}
		}
		if i > 0 {
			s.count[i] = s.count[i-1]
		}
		if !st.Value.Present() {
			continue
		}
		if s.count[i]++; s.first < 0 {
			s.first, s.most, s.least = i, st.Value, st.Value
		}
		if st.Value.Cmp(s.most) > 0 {
			s.most = st.Value
		}
		if st.Value.Cmp(s.least) < 0 {
			s.least = st.Value
		}
		for len(high) > 0 && steps[high[len(high)-1]].Value.Cmp(st.Value) < 0 {
			high = high[:len(high)-1]
		}
		for len(low) > 0 && steps[low[len(low)-1]].Value.Cmp(st.Value) > 0 {
			low = low[:len(low)-1]
		}
		s.above[i], s.below[i] = top(high), top(low)
		high, low = append(high, i), append(low, i)
	}
	return s
}

func top(stack []int) int {
	if len(stack) == 0 {
		return -1
	}
	return stack[len(stack)-1]
}

// Len is the number of steps.
func (s *Series) Len() int { return len(s.steps) }

// At is step i.
func (s *Series) At(i int) Step { return s.steps[i] }

// Steps are those from i to j, both among them. They are the series' own, and not to
// be changed.
func (s *Series) Steps(i, j int) []Step { return s.steps[i : j+1 : j+1] }

// First is the first step with a value; −1 if there is none.
func (s *Series) First() int { return s.first }

// Count is how many steps up to and with i have a value.
func (s *Series) Count(i int) int { return s.count[i] }

// Direction is +1, −1 or 0 for a step that rose, fell or stayed within the
// flat band; not known where it cannot be compared.
func (s *Series) Direction(i int) (sign int, known bool) {
	if i < 0 || i >= len(s.steps) || s.moved[i] == unknown {
		return 0, false
	}
	return int(s.moved[i]), true
}

// unknown is the direction of a step that cannot be compared.
const unknown = 2

// whole reports whether no step from i to j lacks a value.
func (s *Series) whole(i, j int) bool { return s.count[j]-s.count[i] == j-i }

// usualMoves is how many moves before a step tell what is usual.
const usualMoves = 12

// Usual reports whether the move of step i is smaller than what its series
// commonly does: 1.4826 times the median absolute deviation of the twelve moves
// before it. Not ok if one of them is not known.
func (s *Series) Usual(i int) (usual, ok bool) {
	if i < usualMoves || i >= len(s.steps) || !s.steps[i].Move.Present() {
		return false, false
	}
	move, before := s.steps[i].Move, s.steps[i-usualMoves:i]
	for k := range before {
		if !before[k].Move.Present() {
			return false, false
		}
	}
	if usual, ok := nearlyUsual(move, before); ok {
		return usual, true
	}
	moves := make([]num.Num, 0, usualMoves)
	for k := range before {
		moves = append(moves, before[k].Move)
	}
	middle := median(moves)
	for k := range moves {
		moves[k] = moves[k].Sub(middle).Abs()
	}
	spread := median(moves).Mul(num.Dec(14826, 4))
	return move.Abs().Cmp(spread) < 0, true
}

// nearlyUsual is Usual in floating point, where that can tell for certain. Every
// number is off by less than 2^-52 of the greatest at each of a handful of
// operations; where the two sides are nearer to each other than 2^-40 of it,
// exact arithmetic decides.
func nearlyUsual(move num.Num, before []Step) (usual, ok bool) {
	const margin = 1.0 / (1 << 40)
	var room [usualMoves]float64
	list, most := room[:len(before)], math.Abs(move.Float())
	for k := range before {
		list[k] = before[k].Move.Float()
		most = max(most, math.Abs(list[k]))
	}
	slices.Sort(list)
	middle := (list[len(list)/2-1] + list[len(list)/2]) / 2
	for k := range list {
		list[k] = math.Abs(list[k] - middle)
	}
	slices.Sort(list)
	spread := 1.4826 * (list[len(list)/2-1] + list[len(list)/2]) / 2
	gap := spread - math.Abs(move.Float())
	return gap > 0, most > 1e-300 && math.Abs(gap) > margin*most
}

// median is the middle of an even number of values, which it sorts.
func median(list []num.Num) num.Num {
	slices.SortFunc(list, num.Num.Cmp)
	n := len(list)
	return list[n/2-1].Add(list[n/2]).Div(num.Int(2))
}
