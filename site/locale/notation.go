package locale

import "almanac/site/num"

// A Notation is how a language writes numbers, for a program elsewhere that is
// to write them alike.
type Notation struct {
	Group, Point    string
	Absent, Less    string
	Percent, Points [2]string // what stands before and behind
	Scales          []Step    // from the smallest
}

// A Step is a scale, the least amount that it is chosen for, and its decimals.
type Step struct {
	Scale
	From     num.Num
	Decimals int
}

// Notation is that of l.
func (l *Locale) Notation() Notation {
	n := Notation{Group: l.group, Point: l.point, Absent: l.absent, Less: l.less,
		Percent: [2]string{l.percent.before, l.percent.after}, Points: [2]string{l.points.before, l.points.after}}
	for _, s := range l.cat.scales {
		n.Scales = append(n.Scales, Step{s.Scale, s.from, s.decimals})
	}
	return n
}
