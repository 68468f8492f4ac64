package page

import (
	"slices"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// Style is where the stylesheet stands.
const Style = "assets/almanac.css"

// frame is what the page has around its content.
func (w *writer) frame(heading string) Frame {
	f, r := w.surround(), w.ref
	f.Kind, f.Heading, f.Title = string(r.Kind), heading, w.title(r)
	if r.Kind == Home {
		f.Title = f.Site
	} else if f.Site != "" {
		f.Title += " · " + f.Site
	}
	if w.archive.BaseURL != "" {
		f.Canonical = w.archive.BaseURL + r.Address
	}
	f.Languages = w.languages()
	return f
}

// surround is what the pages of one folder all have in their frames. Those of
// units and periods, which are many, share it.
func (w *writer) surround() Frame {
	shared := w.ref.Kind == Period || w.ref.Kind == Unit || w.ref.Kind == CompareYear
	folder := w.ref.Address[:strings.LastIndexByte(w.ref.Address, '/')+1] // below that of the language
	at := folderOf{w.ref.Lang, folder}
	if f, ok := w.surrounds.Load(at); ok && shared {
		return *f.(*Frame)
	}
	l := w.l
	f := Frame{Lang: l.Tag, Site: w.site(), Palette: w.archive.Publish.Palette, locale: l,
		Style: w.to(Style), Up: w.toUnit(report.Root), AsOf: l.T("footer.as_of", "date", l.Date(w.cube.AsOf()))}
	f.Nav = append(f.Nav, Link{Text: l.T("nav.home"), Href: f.Up, Current: w.ref.Kind == Home})
	for _, k := range [...]Kind{History, Metrics, Compare, Forecast, Actions, Issues, Practices, Channels, Calendar} {
		f.Nav = append(f.Nav, w.toKind(k)...)
	}
	for _, k := range [...]Kind{Glossary, Restatements, Sources, Tags, Quality} {
		f.Words = append(f.Words, w.toKind(k)...)
	}
	f.Files = []Link{
		{Text: l.T("footer.csv"), Href: w.to("data/figures.csv")},
		{Text: l.T("footer.json"), Href: w.to("data/archive.json")},
		{Text: l.T("footer.feed"), Href: w.to(w.FeedAddress(w.ref.Lang))},
	}
	f.Nav, f.Words = slices.Clip(f.Nav), slices.Clip(f.Words)
	if shared {
		w.surrounds.Store(at, &f)
	}
	return f
}

// folderOf is a folder, and the language of the pages in it.
type folderOf struct{ lang, folder string }

// toKind links to the page of a kind of which there is at most one.
func (w *writer) toKind(k Kind) []Link {
	address := w.address(Ref{Kind: k, Lang: w.ref.Lang})
	if _, ok := w.Book.Find(address); !ok {
		return nil
	}
	return []Link{{Text: w.l.T("nav." + string(k)), Href: w.to(address), Current: w.ref.Kind == k}}
}

// languages links to this page in the other languages.
func (w *writer) languages() (list []Link) {
	for _, l := range w.langs {
		if l.Tag == w.l.Tag {
			continue
		}
		r := w.ref
		r.Lang = l.Tag
		list = append(list, Link{Text: l.Name, Href: w.to(w.address(r)), Lang: l.Tag})
	}
	return list
}

// crumbs lead from the root over units, year and quarter down to the page.
func (w *writer) crumbs(unit string, p period.Period) (list []Link) {
	var room [8]string
	up := room[:0]
	for id := unit; id != "" && len(up) < len(w.units)+1; id = w.parent(id, p) {
		up = append(up, id)
	}
	list = w.desk.anchors.room(len(up) + 3)
	for i := len(up) - 1; i >= 0; i-- {
		if i == 0 && p.IsZero() {
			break // the page itself
		}
		list = append(list, Link{Text: w.unitName(up[i]), Href: w.toUnit(up[i])})
	}
	if p.IsZero() {
		return list
	}
	for _, q := range w.holders(p) {
		if href := w.toPeriod(unit, q); href != "" {
			list = append(list, Link{Text: w.briefHolder(q), Href: href})
		}
	}
	return list
}

// briefHolder names a quarter without its year, as it stands behind that year.
func (w *writer) briefHolder(q period.Period) string {
	if q.Grain() == period.Annual {
		return w.voice.Period(q)
	}
	return w.brief(q, q)
}

// holders are the longer periods that hold p, the longest first.
func (w *writer) holders(p period.Period) (list []period.Period) {
	for _, g := range [...]period.Grain{period.Annual, period.Quarterly, period.Monthly} {
		if g <= p.Grain() {
			continue
		}
		if p.Grain() == period.Weekly && g < period.Annual {
			continue // a week is no part of a month
		}
		list = append(list, w.cal.Of(g, w.cal.Span(p).First))
	}
	return list
}

// parent is a unit's parent in a period, or now.
func (w *writer) parent(id string, p period.Period) string {
	u := w.units[id]
	if u == nil || id == report.Root {
		return ""
	}
	if p.IsZero() {
		return u.Parent
	}
	return u.ParentOn(w.cal.Span(p).End - 1)
}

// steps lead to the neighbours of a period page.
func (w *writer) steps(unit string, p period.Period) (list []Link) {
	l := w.l
	list = w.desk.anchors.room(5)
	step := func(q period.Period, key, rel, absent string) {
		href := w.toPeriod(unit, q)
		switch {
		case href != "":
			list = append(list, Link{Text: l.T(key, "period", w.brief(q, p)), Href: href, Rel: rel})
		case absent != "":
			list = append(list, Link{Text: l.T(absent)})
		}
	}
	step(p.Prev(), "page.step_back", "prev", "nav.no_earlier")
	step(p.Next(), "page.step_on", "next", "nav.no_later")
	holders := w.holders(p)
	for i := len(holders) - 1; i >= 0; i-- {
		if w.toPeriod(unit, holders[i]) != "" {
			step(holders[i], "page.step_up", "up", "")
			break
		}
	}
	if q, ok := w.cal.YearAgo(p); ok && q != p.Prev() {
		step(q, "page.step_year_ago", "", "")
	}
	if href := w.toPair(unit, p); href != "" {
		q, _ := w.cal.YearAgo(p)
		list = append(list, Link{Text: l.T("page.step_compare", "period", w.brief(q, p)), Href: href})
	}
	return list
}

// tree is the side of a page: the year, the units at the period, other years.
func (w *writer) tree(unit string, p period.Period) (list []Branch) {
	list = w.desk.branches.room(3)
	if !p.IsZero() {
		year := w.cal.Of(period.Annual, w.cal.Span(p).First)
		list = append(list, Branch{Title: w.voice.Period(year), Items: w.yearTree(unit, p, year)})
	}
	if len(w.archive.Units) > 1 {
		title := w.l.T("nav.units")
		if w.ref.Kind == Period {
			title = w.l.T("nav.same_period")
		}
		list = append(list, Branch{Title: title, Items: w.unitTree(unit, p)})
	}
	if years := w.years(unit, p); len(years) > 0 {
		list = append(list, Branch{Title: w.l.T("nav.years"), Items: years})
	}
	return list
}

// yearTree has a year and its quarters, and the months of the one around p.
func (w *writer) yearTree(unit string, p, year period.Period) (items []Item) {
	link := func(q, within period.Period) (Item, bool) {
		href := w.toPeriod(unit, q)
		return Item{Link: Link{Text: w.voice.PeriodIn(q, within), Href: href, Current: q == p && w.ref.Kind == Period}}, href != ""
	}
	span := w.cal.Span(p)
	items = w.desk.items.room(5)
	if href := w.toPeriod(unit, year); href != "" {
		items = append(items, Item{Link: Link{Text: w.l.T("grain.annual"), Href: href, Current: year == p && w.ref.Kind == Period}})
	}
	above := len(items)
	for q := range w.cal.Parts(year, period.Quarterly) {
		item, ok := link(q, year)
		item.Note = w.voice.Months(q)
		open := w.cal.Span(q).Touches(span) && p.Grain() <= period.Quarterly
		for m := range w.cal.Parts(q, period.Monthly) {
			if it, has := link(m, year); has && (open || !ok) {
				if open && p.Grain() < period.Monthly && w.cal.Span(m).Touches(span) {
					it.Items = w.shortTree(unit, p, m)
				}
				if item.Items == nil {
					item.Items = w.desk.items.room(3)
				}
				item.Items = append(item.Items, it)
			}
		}
		if ok || len(item.Items) > 0 {
			items = append(items, item)
		}
	}
	if len(items) == above && p.Grain() < period.Monthly {
		items = append(items, w.shortTree(unit, p, year)...)
	}
	return items
}

// shortTree has the days and weeks around p within a longer period.
func (w *writer) shortTree(unit string, p, within period.Period) (items []Item) {
	span := w.cal.Span(within)
	for _, q := range w.cube.Periods(unit) {
		s := w.cal.Span(q)
		if q.Grain() == p.Grain() && span.First <= s.First && s.First < span.End {
			items = append(items, Item{Link: Link{Text: w.voice.PeriodIn(q, within), Href: w.toPeriod(unit, q), Current: q == p && w.ref.Kind == Period}})
		}
	}
	return items
}

// unitTree has the way from the root to a unit, its siblings and its children;
// of many, those around the way.
func (w *writer) unitTree(unit string, p period.Period) []Item {
	var room [8]string
	open := room[:0]
	for id := unit; id != "" && !slices.Contains(open, id); id = w.parent(id, p) {
		open = append(open, id)
	}
	return w.desk.items.puts(w.unitItem(report.Root, unit, p, open))
}

// unitItem is a unit, with its children if it is open.
func (w *writer) unitItem(id, at string, p period.Period, open []string) Item {
	it := Item{Link: Link{Text: w.unitName(id), Current: id == at && (w.ref.Kind != Metric && w.ref.Kind != Metrics)}}
	if w.ref.Kind == Period {
		it.Href = w.toPeriod(id, p)
	} else {
		it.Href = w.toUnit(id)
	}
	if !slices.Contains(open, id) {
		return it
	}
	list := w.children(id, p)
	from, to := around(len(list), slices.IndexFunc(list, func(c string) bool { return slices.Contains(open, c) }), sideUnits)
	if len(list) > 0 {
		it.Items = w.desk.items.room(to - from + 1)
	}
	for _, c := range list[from:to] {
		if item := w.unitItem(c, at, p, open); w.ref.Kind != Period || item.Href != "" || slices.Contains(open, c) {
			it.Items = append(it.Items, item)
		}
	}
	if to-from < len(list) {
		it.Items = append(it.Items, Item{Link: Link{Text: w.l.T("split.more"), Href: w.toUnits(id)}})
	}
	return it
}

// children are a unit's children in a period, or those that it has now.
func (w *writer) children(unit string, p period.Period) []string {
	if !p.IsZero() {
		return w.cube.Children(unit, w.cal.Span(p))
	}
	return w.below[unit]
}

// years are the other years of a unit, the latest first; of many, those around
// the page's own.
func (w *writer) years(unit string, p period.Period) (items []Item) {
	var room [64]period.Period
	list := room[:0]
	own, at := period.Period{}, -1
	if !p.IsZero() {
		own = w.yearFor(p)
	}
	for _, q := range slices.Backward(w.cube.Periods(unit)) {
		if q.Grain() != period.Annual {
			continue
		}
		if q == own {
			at = len(list)
			continue
		}
		list = append(list, q)
	}
	from, to := around(len(list), at, sideYears)
	items = w.desk.items.room(to - from + 1)
	for _, q := range list[from:to] {
		items = append(items, Item{Link: Link{Text: w.voice.Period(q), Href: w.toPeriod(unit, q)}})
	}
	if to-from < len(list) {
		items = append(items, Item{Link: Link{Text: w.l.T("split.all_years"), Href: w.toUnit(unit)}})
	}
	return items
}
