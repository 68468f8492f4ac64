package page

import (
	"slices"
	"strings"
	"sync"

	"almanac/site/report"
)

// LinkNames are what the links of a report's texts lead to in the archive, each
// once, sorted: "unit/period", "unit", and metrics, actions and issues as wiki
// links that were resolved name them ([report.WikiMetric] and the like).
func LinkNames(r *report.Report) (names []string) {
	eachLink(r, func(name string) { names = append(names, name) })
	slices.Sort(names)
	return slices.Compact(names)
}

// eachLink calls a function with what each link of a report's texts leads to.
func eachLink(r *report.Report, found func(name string)) {
	gather := func(b *report.Prose) {
		if b == nil {
			return
		}
		for i := range b.Holes {
			h := &b.Holes[i]
			switch {
			case h.Report != nil:
				found(spotName(h.Report.Unit, h.Report.Period))
			case h.Kind != report.Link && h.Kind != report.Wiki:
			case strings.HasPrefix(h.Target, report.WikiMetric), strings.HasPrefix(h.Target, report.WikiAction), strings.HasPrefix(h.Target, report.WikiIssue):
				found(h.Target)
			}
		}
	}
	gather(r.Prose)
	for i := range r.Others {
		gather(r.Others[i].Prose)
	}
}

// spotName is what a link to a unit's page for a period, or to the unit's own,
// names.
func spotName(unit, period string) string {
	if period == "" {
		return unit
	}
	return unit + "/" + period
}

// linksOf finds the reports that link to each name, once they are asked for.
func linksOf(a *report.Archive) func() map[string][]spot {
	return sync.OnceValue(func() map[string][]spot {
		links := make(map[string][]spot, len(a.Reports))
		for _, r := range a.Reports {
			from := spot{r.Unit, r.Period}
			eachLink(r, func(name string) {
				if list := links[name]; len(list) == 0 || list[len(list)-1] != from {
					links[name] = append(list, from)
				}
			})
		}
		return links
	})
}

// Gather works out what pages ask of all reports, before the first of them is drawn.
func (b *Book) Gather() { b.links() }

// linkedFrom lists the reports that link to a name, but for the page's own.
func (w *writer) linkedFrom(name string) []Fact {
	w.reads.Links(name)
	return w.linking(name)
}

// linking is linkedFrom for a page that has noted another question which tells.
func (w *writer) linking(name string) []Fact {
	var links []Link
	for _, at := range w.links()[name] {
		if at.unit == w.ref.Unit && at.p == w.ref.Period && w.ref.Kind == Period {
			continue
		}
		text := w.voice.Period(at.p)
		if at.unit != report.Root {
			text = w.title(Ref{Kind: Period, Unit: at.unit, Period: at.p})
		}
		links = append(links, Link{Text: text, Href: w.toPeriod(at.unit, at.p)})
	}
	if len(links) == 0 {
		return nil
	}
	return []Fact{{Label: w.l.T("provenance.linked"), Values: links}}
}
