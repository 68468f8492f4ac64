package page

import (
	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

// PairTable is the table of two places, as it would stand on the compare page,
// with comparisons worked out elsewhere; and the title of the pair.
func (b *Book) PairTable(lang, baseUnit string, base period.Period, unit string, p period.Period, of func(*report.Metric) cube.Comparison) (Table, string) {
	r := Ref{Kind: Compare, Lang: lang}
	r.Address = b.address(r)
	w := b.writer(r)
	x, y := spot{baseUnit, base}, spot{unit, p}
	title := w.l.T("compare.beside", "period", w.placeName(y, x), "base_period", w.placeName(x, y))
	return w.pairTable(x, y, of), title
}

// Comparable lists the periods of a unit that have figures.
func (b *Book) Comparable(unit string) []period.Period { return b.figured[unit] }
