package page

import (
	"math"
	"slices"

	"almanac/site/chart"
	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// Channels is the page of ways to customers, channels/index.html: there if a
// report lists any.
const Channels Kind = "channels"

// A ChannelsView is the channels of every unit that has any, the root first; of
// many units the upper ones, which lead to the pages of those below them.
type ChannelsView struct {
	Frame
	Text  string
	Pages []Link // that the units below one are split into
	Units []UnitChannels
}

// UnitChannels are the channels of one unit: their rates in the latest period,
// and through the periods before. Nothing ranks them, and a rate with too small
// a sample behind it is marked.
type UnitChannels struct {
	ID      string
	Name    Link
	When    Link // the latest period, and how much of it is there
	Message []Sentence
	Latest  Table
	Rates   []Table
	Below   Link // to the page of the units below, if it is another
}

// maxChannelPeriods is how many periods a table of rates has.
const maxChannelPeriods = 12

func (w *writer) channelsPage() *ChannelsView {
	unit, part := w.ref.Unit, max(w.ref.Part, 1)
	if unit == "" {
		unit = report.Root
	}
	w.reads.Figures(unit)
	v := &ChannelsView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("channels_page.text")}
	v.Crumbs, v.Pages = w.listCrumbs(Channels, w.l.T("report.channels")), w.partSteps(w.channelled.parts(unit))
	here := Branch{Title: w.l.T("nav.on_page")}
	for _, id := range w.channelled.on(unit, part) {
		u := w.unitChannels(id)
		v.Units = append(v.Units, u)
		here.Items = append(here.Items, Item{Link: Link{Text: u.Name.Text, Href: "#" + u.ID}})
	}
	v.Tree = []Branch{here}
	return v
}

func (w *writer) unitChannels(unit string) UnitChannels {
	list := w.ways.Periods(unit)
	v := UnitChannels{ID: "unit-" + unit, Name: Link{Text: w.unitName(unit), Href: w.toUnit(unit)}, Below: w.toBelow(Channels, unit)}
	if len(list) == 0 { // it leads to others
		return v
	}
	p, set := w.latestChannels(unit, list)
	v.When = Link{Text: joined(w.l.T("page.separator"), nonempty(w.l.T("unit_page.latest", "period", w.voice.Period(p)), w.unwhole(set, p))...),
		Href: w.toChannels(unit, p, set)}
	v.Message = w.channelMessage(unit, p, set)
	v.Latest = w.channelTable(unit, p, set)
	for _, g := range []period.Grain{p.Grain(), period.Annual} {
		if t, ok := w.channelRates(unit, g, list); ok && (len(v.Rates) == 0 || g != p.Grain()) {
			v.Rates = append(v.Rates, t)
		}
	}
	return v
}

// channelMessage says whether the channels can be told apart, and how the
// change of their rate splits.
func (w *writer) channelMessage(unit string, p period.Period, set cube.ChannelSet) (list []Sentence) {
	f, ok := w.tell.SmallSamples(unit, p, set)
	list = append(list, w.said(f, ok)...)
	if s, ok := w.ways.Split(unit, p, p.Prev()); ok {
		f, ok := w.tell.Split(unit, nil, p, narrative.MixFact{Split: s, Base: p.Prev(), Channels: true})
		list = append(list, w.said(f, ok)...)
	}
	return list
}

// latestChannels is the last complete period of the finest grain, monthly or
// longer, in which a unit has channels, else the last.
func (w *writer) latestChannels(unit string, list []period.Period) (last period.Period, set cube.ChannelSet) {
	grain := period.Grain(0)
	for _, p := range list {
		if g := p.Grain(); grain == 0 || g >= period.Monthly && (g < grain || grain < period.Monthly) || g < grain && grain < period.Monthly {
			grain = g
		}
	}
	for _, p := range slices.Backward(list) {
		if p.Grain() != grain {
			continue
		}
		s, _ := w.ways.At(unit, p)
		if last.IsZero() || s.Complete {
			last, set = p, s
		}
		if s.Complete {
			break
		}
	}
	return last, set
}

// unwhole says what a set is short of: how much of it is there, or that its
// period is not over; "" if it is complete.
func (w *writer) unwhole(s cube.ChannelSet, p period.Period) string {
	switch {
	case !s.Coverage.Full():
		return w.coverage(&cube.Figure{Source: s.Source, Coverage: s.Coverage}, p)
	case !s.Complete:
		return w.l.T("state.not_over")
	}
	return ""
}

// toChannels links to the page of a period, and in it to the report's channels.
func (w *writer) toChannels(unit string, p period.Period, s cube.ChannelSet) string {
	href := w.toPeriod(unit, p)
	if href != "" && s.Source == cube.Stated {
		href += "#channels"
	}
	return href
}

// channelTable is the channels of a unit in one period, with the intervals of
// their rates on one scale.
func (w *writer) channelTable(unit string, p period.Period, s cube.ChannelSet) Table {
	l := w.l
	t := Table{Class: "figures channels", Hidden: true, Caption: l.T("chart.title_unit", "metric", l.T("report.channels"), "unit", w.unitName(unit), "range", w.voice.Period(p)),
		Columns: []Column{{Text: l.T("channels_page.channel")}, {Text: l.T("metric_name.deals"), Class: "num"},
			{Text: l.T("metric_name.leads"), Small: l.T("channels_page.sample"), Class: "num"}, {Text: l.T("channels_page.rate"), Class: "num"},
			{Text: l.T("channels_page.interval"), Class: "num"}, {Class: "pic", Label: l.T("channels_page.interval")}}, Groups: []Group{{}}}
	scale := chart.Scale{}
	for _, x := range append(s.List, all(s)) {
		_, hi, _ := trend.Wilson(shareOf(x))
		scale.Hi = max(scale.Hi, hi)
	}
	small, href := false, w.toChannels(unit, p, s)
	for _, x := range s.List {
		row := w.channelRow(x, scale, href)
		small = small || row.Class == "rest"
		if s.Source != cube.Stated && x.Listed < s.Coverage.Have {
			row.Head.Small = joined(l.T("page.comma"), nonempty(row.Head.Small, l.T("channels_page.listed", "have", x.Listed, "need", s.Coverage.Need))...)
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	if len(s.List) > 1 {
		row := w.channelRow(all(s), scale, href)
		row.Head.Text, row.Class = l.T("channels_page.all"), "total"
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	t.Notes = w.channelNotes(unit, p, s, small)
	return t
}

// all is every channel of a set as one.
func all(s cube.ChannelSet) cube.Channel {
	return cube.Channel{Leads: s.Leads, Deals: s.Deals, Rate: s.Rate}
}

func shareOf(x cube.Channel) trend.Share { return trend.Share{Num: x.Deals, Den: x.Leads} }

// tooSmall reports whether a rate has too few leads behind it to be compared.
func tooSmall(x cube.Channel) bool {
	return x.Rate.Present() && x.Leads.Cmp(num.Int(trend.MinSample)) < 0
}

func (w *writer) channelRow(x cube.Channel, scale chart.Scale, href string) Row {
	row := Row{Head: Cell{Text: w.channelName(x.Name)}, Cells: []Cell{w.counted(x.Deals), w.counted(x.Leads), w.channelRate(x, href), w.none("", ""), {}}}
	if tooSmall(x) {
		row.Class, row.Head.Small = "rest", w.l.T("refusal.small-sample")
	}
	lo, hi, ok := trend.Wilson(shareOf(x))
	switch {
	case ok:
		text := w.l.T("number.range", "from", w.l.Percent(fraction(lo), 1), "to", w.l.Percent(fraction(hi), 1))
		row.Cells[3] = Cell{Text: text}
		row.Cells[4].Picture.Interval = &chart.IntervalOptions{Lo: chart.Of(lo), Hi: chart.Of(hi), Rate: value(x.Rate), Scale: scale, Pale: tooSmall(x)}
	case x.Rate.Present():
		row.Cells[3] = w.none(w.l.T("channels_page.more_deals"), "")
	}
	return row
}

// channelName is a channel's name, or that it has none.
func (w *writer) channelName(name string) string {
	if name == "" {
		return w.l.T("channels_page.unnamed")
	}
	return name
}

// fraction is a float as a number with nine decimals, to be printed.
func fraction(f float64) num.Num { return num.Dec(int64(math.Round(f*1e9)), 9) }

// counted is the cell of a count that reports give.
func (w *writer) counted(n num.Num) Cell {
	if !n.Present() {
		return w.none(w.l.T("state.missing"), "")
	}
	return Cell{Text: w.exactly(n)}
}

// channelRate is the cell of deals on leads.
func (w *writer) channelRate(x cube.Channel, href string) Cell {
	if !x.Rate.Present() {
		return w.none(w.absent(x.Leads.IsZero(), true), href)
	}
	c := number(w.l.Percent(x.Rate, 1), href)
	c.Class = "ac"
	if tooSmall(x) {
		c.Class = "flat"
	}
	return c
}

func (w *writer) channelNotes(unit string, p period.Period, s cube.ChannelSet, small bool) (notes []string) {
	if s.Source == cube.OverUnits {
		var ids, names []string
		with := w.ways.Units()
		for _, id := range w.cube.Children(unit, w.cal.Span(p)) {
			if slices.Contains(with, id) {
				ids, names = append(ids, id), append(names, w.unitName(id))
			}
		}
		units := w.l.T("n.units", "n", len(ids))
		if len(ids) <= namedUnits && len(w.unhidden(ids)) == len(ids) {
			units = w.l.List(names)
		}
		notes = append(notes, w.l.T("channels_page.summed", "units", units))
	}
	notes = append(notes, w.l.T("channels_page.bar"))
	if small {
		notes = append(notes, w.l.T("channels_page.small", "n", trend.MinSample))
	}
	return notes
}

// channelRates is the table channels × the last periods of a grain, gaps
// included, with the names in the order in which they are met, the latest period
// first. Years are there only if one of them is complete.
func (w *writer) channelRates(unit string, g period.Grain, list []period.Period) (Table, bool) {
	l, some := w.l, false
	run := channelRun(list, g)
	if len(run) == 0 {
		return Table{}, false
	}
	span := period.Span{First: w.cal.Span(run[0]).First, End: w.cal.Span(run[len(run)-1]).End}
	t := Table{Class: "figures grid channels", Caption: l.T("channel_rates."+g.String(), "range", w.rangeOf(run, span)),
		Columns: []Column{{Text: l.T("channels_page.channel")}}, Groups: []Group{{}}}
	var sets []cube.ChannelSet
	for _, p := range run {
		s, ok := w.ways.At(unit, p)
		head, short := w.voice.PeriodShort(p), ""
		if ok {
			short = w.unwhole(s, p)
		}
		sets, some = append(sets, s), some || s.Complete
		t.Columns = append(t.Columns, Column{Text: head, Small: short, Class: "num", Label: joined(" ", nonempty(head, short)...)})
	}
	names := channelNames(sets)
	for _, name := range names {
		t.Groups[0].Rows = append(t.Groups[0].Rows, w.rateRow(unit, name, run, sets, func(s cube.ChannelSet) (cube.Channel, bool) { return s.Find(name) }))
	}
	if len(names) > 1 {
		row := w.rateRow(unit, l.T("channels_page.all"), run, sets, func(s cube.ChannelSet) (cube.Channel, bool) { return all(s), len(s.List) > 0 })
		row.Class = "total"
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	return t, some || g < period.Annual
}

// channelRun is the last periods of a grain, from the first that there is.
func channelRun(list []period.Period, g period.Grain) (run []period.Period) {
	var first, last period.Period
	for _, p := range list {
		if p.Grain() == g {
			if first.IsZero() {
				first = p
			}
			last = p
		}
	}
	if last.IsZero() {
		return nil
	}
	return lastOf(last, min(last.Sub(first)+1, maxChannelPeriods))
}

// channelNames are the names of all channels, those of the latest set first.
func channelNames(sets []cube.ChannelSet) (names []string) {
	for _, s := range slices.Backward(sets) {
		for _, x := range s.List {
			if !slices.Contains(names, x.Name) {
				names = append(names, x.Name)
			}
		}
	}
	return names
}

// rateRow is the rates of a channel through periods, each with its deals and
// leads.
func (w *writer) rateRow(unit, name string, run []period.Period, sets []cube.ChannelSet, of func(cube.ChannelSet) (cube.Channel, bool)) Row {
	row := Row{Head: Cell{Text: w.channelName(name)}}
	for i, s := range sets {
		x, ok := of(s)
		if !ok {
			row.Cells = append(row.Cells, w.none(w.l.T("channels_page.unlisted"), ""))
			continue
		}
		c := w.channelRate(x, w.toChannels(unit, run[i], s))
		if x.Rate.Present() {
			c.Small = w.exactly(x.Deals) + "/" + w.exactly(x.Leads)
		}
		row.Cells = append(row.Cells, c)
	}
	return row
}
