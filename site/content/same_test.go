package content

import (
	"reflect"
	"slices"

	"almanac/site/report"
)

// sameReport reports whether two reports are alike in all their parts, whether
// their markup was asked for or not.
func sameReport(a, b *report.Report) bool {
	if a == nil || b == nil {
		return a == b
	}
	without := func(r *report.Report) (bare report.Report, texts []*report.Prose) {
		bare, texts = *r, []*report.Prose{r.Prose}
		bare.Prose, bare.Others = nil, slices.Clone(r.Others)
		for i := range bare.Others {
			texts = append(texts, bare.Others[i].Prose)
			bare.Others[i].Prose = nil
		}
		return bare, texts
	}
	x, says := without(a)
	y, said := without(b)
	return reflect.DeepEqual(x, y) && slices.EqualFunc(says, said, sameProse)
}

// sameProse reports whether two texts say the same in all their parts.
func sameProse(a, b *report.Prose) bool {
	if a == nil || b == nil {
		return a == b
	}
	return reflect.DeepEqual(a.Holes, b.Holes) && reflect.DeepEqual(a.Controls, b.Controls) && reflect.DeepEqual(a.Body().Markup, b.Body().Markup)
}
