package report

import (
	"reflect"
	"slices"
)

// PromiseSame reports whether two reports promise and review the same, wherever
// it stands in their files.
func PromiseSame(r, s *Report) bool {
	return slices.EqualFunc(r.Actions, s.Actions, func(a, b Action) bool {
		a.Pos, a.DuePos = b.Pos, b.DuePos
		return reflect.DeepEqual(a, b)
	}) && slices.EqualFunc(r.Reviews, s.Reviews, func(a, b ActionReview) bool {
		a.Pos = b.Pos
		return reflect.DeepEqual(a, b)
	})
}
