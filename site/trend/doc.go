// Package trend reads one series through time. A [Series] is periods of one
// grain, oldest first, each a [Step]; asked about one of them it tells the
// [Streak] that it belongs to and its [Pace], whether it is a turning point, a
// record or a reversal, and whether a change is an ordinary one. [Season] tells
// how a place in the year usually stands; [History] is a series to be forecast.
//
// # What counts
//
// A step whose value is absent was not complete, or belongs to another scope:
// it is a gap, never zero and never filled. A step whose move is absent cannot
// be compared with the one before. Nothing is told across either: a streak ends
// at what is not known, and says that it may be longer ("at least") unless the
// change there, though it has no rate, went another way.
//
// # Moves and bands
//
// The move of a step is its change on the scale on which it is judged: a rate
// for amounts, points for percentages, both as fractions. Its size falls into a
// band (domain.md §3.3), flat, slight, moderate, marked or surge, by four lower
// limits, each inclusive and held against the number that was not rounded. The
// direction of a step is the sign of its move beyond the flat band, and 0 within.
//
// # Laws of what is told (domain.md §3.4)
//
//	streak    equal directions other than 0 up to a step, as far back as they go;
//	          of length k it needs k+1 values
//	pace      of the last two moves of a streak: wider or narrower if they differ by
//	          the tolerance and the changes in amount differ the same way
//	turn      a direction unlike that of the step before, which ended a streak of two
//	record    above (below) every value before, of twelve or more with this one,
//	          which stands if none since is above (below) it; or above all since a
//	          period six or more back, with no gap between
//	reversal  a fall that gives back 70 % or more of a marked rise
//	usual     a move smaller than 1.4826 times the median absolute deviation of the
//	          twelve moves before it, all of which are known
//
// Everything but the forecast is exact; only that works with floats, and nothing
// of it is ever added to a figure. Its rules and its accuracy stand with [History].
package trend
