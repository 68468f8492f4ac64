package page

import (
	"net/url"
	"path"
	"sort"
	"strings"
	"sync"

	"almanac/site/period"
	"almanac/site/report"
)

// address is where a page stands.
func (b *Book) address(r Ref) string {
	prefix := ""
	if r.Lang != b.tags[0] {
		prefix = r.Lang + "/"
	}
	unit := ""
	if r.Unit != "" && r.Unit != report.Root {
		unit = r.Unit + "/"
	}
	switch r.Kind {
	case Home, Unit:
		return prefix + unit + "index.html"
	case Period:
		return prefix + unit + b.cal.Name(r.Period) + ".html"
	case Units:
		return prefix + unit + "units" + suffix(r.Part) + ".html"
	case Periods:
		return prefix + unit + "periods-" + b.cal.Name(r.Period) + ".html"
	case History:
		return prefix + "history.html"
	case Forecast:
		return prefix + "forecast.html"
	case Metrics:
		return prefix + "metrics/index.html"
	case Metric:
		return prefix + "metrics/" + r.Metric + ".html"
	case Compare, Channels:
		if r.Part > 1 {
			return prefix + string(r.Kind) + "/" + unit + "units" + suffix(r.Part) + ".html"
		}
		return prefix + string(r.Kind) + "/" + unit + "index.html"
	case CompareYear:
		return prefix + "compare/" + unit + b.cal.Name(r.Period) + ".html"
	case Actions:
		if r.Period.IsZero() {
			return prefix + "actions/index.html"
		}
		return prefix + "actions/" + b.yearPart(r) + ".html"
	case Issues, Practices, Sources, Tags:
		if r.Period.IsZero() {
			return prefix + string(r.Kind) + "/index.html"
		}
		return prefix + string(r.Kind) + "/" + b.yearPart(r) + ".html"
	case Restatements, Calendar, Quality:
		if r.Period.IsZero() {
			return prefix + string(r.Kind) + ".html"
		}
		return prefix + string(r.Kind) + "/" + b.yearPart(r) + ".html"
	case Glossary:
		return prefix + "glossary.html"
	}
	return prefix + "404.html"
}

// yearPart names a page of a year.
func (b *Book) yearPart(r Ref) string {
	name := b.cal.Name(r.Period)
	if r.Part > 1 {
		name += "-page" + suffix(r.Part) // 2024-10 would be a month
	}
	return name
}

// Find returns the page at an address.
func (b *Book) Find(address string) (Ref, bool) {
	i, ok := b.at()[address]
	if !ok {
		return Ref{}, false
	}
	return b.refs[i], true
}

// placesOf finds the page at each address, once it is asked for.
func placesOf(refs []Ref) func() map[string]int {
	return sync.OnceValue(func() map[string]int {
		at := make(map[string]int, len(refs))
		for i := range refs {
			at[refs[i].Address] = i
		}
		return at
	})
}

// FeedAddress is where the feed of a language stands.
func (b *Book) FeedAddress(lang string) string {
	return strings.TrimSuffix(b.address(Ref{Kind: NotFound, Lang: lang}), "404.html") + "feed.xml"
}

// UnitAddress is the address of a unit's page in a language.
func (b *Book) UnitAddress(lang, unit string) string {
	return b.address(Ref{Kind: Unit, Lang: lang, Unit: unit})
}

// PeriodAddress is the address of a unit's page for a period, and whether there is one.
func (b *Book) PeriodAddress(lang, unit string, p period.Period) (string, bool) {
	a := b.address(Ref{Kind: Period, Lang: lang, Unit: unit, Period: p})
	_, ok := b.stands(unit, p)
	return a, ok
}

// MetricAddress is the address of a metric's page in a language.
func (b *Book) MetricAddress(lang, metric string) string {
	return b.address(Ref{Kind: Metric, Lang: lang, Metric: metric})
}

// An Attachment is a file beside a report, and where it is copied to.
type Attachment struct{ File, Address string }

// Attachments lists the files that stand beside reports, sorted, each once.
func (b *Book) Attachments() []Attachment {
	seen := map[string]bool{}
	var list []Attachment
	for _, r := range b.archive.Reports {
		for _, f := range r.Attachments {
			if !seen[f] {
				seen[f] = true
				list = append(list, Attachment{f, AttachmentAddress(f)})
			}
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Address < list[j].Address })
	return list
}

// AttachmentAddress is where a file beside a report is copied to, given its
// path within content.
func AttachmentAddress(file string) string { return path.Clean(file) }

// Relative is the link from one address to another: from
// "zh-Hant/east/2026-03.html" to "east/index.html" it is "../../east/index.html".
func Relative(from, to string) string {
	i, cut := 0, 0 // how far both agree, in whole folders
	for i < len(from) && i < len(to) && from[i] == to[i] {
		if from[i] == '/' {
			cut = i + 1
		}
		i++
	}
	const most = "../../../../"
	switch up := strings.Count(from[cut:], "/"); {
	case up == 0:
		return to[cut:]
	case 3*up <= len(most):
		return most[:3*up] + to[cut:]
	default:
		return strings.Repeat("../", up) + to[cut:]
	}
}

// escapePath makes a path of any file name an address.
func escapePath(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// to is the relative link from the writer's page to an address.
func (w *writer) to(address string) string {
	if w.ref.Kind == NotFound && w.archive.BaseURL != "" {
		return w.archive.BaseURL + address // served in place of any address
	}
	return Relative(w.ref.Address, address)
}

// toPeriod links to a unit's page for a period; "" if there is none.
func (w *writer) toPeriod(unit string, p period.Period) string {
	near := w.desk.link(unit, p)
	if near.p != p || near.unit != unit {
		near.spot, near.href = spot{unit, p}, ""
		if at, ok := w.stands(unit, p); ok {
			near.href = Relative(w.own, at)
		}
		clear(near.hows)
	} else {
		w.reads.Standing(unit, p)
	}
	return near.href
}

func (w *writer) toUnit(unit string) string {
	return w.to(w.address(Ref{Kind: Unit, Lang: w.ref.Lang, Unit: unit}))
}

func (w *writer) toMetric(metric string) string {
	i, ok := w.metricAt[metric]
	if !ok || w.ref.Kind == NotFound { // whose links may be others
		return w.to(w.address(Ref{Kind: Metric, Lang: w.ref.Lang, Metric: metric}))
	}
	d := w.desk
	if d.metrics == nil {
		d.metrics = make([]string, len(w.metrics))
	}
	if d.metrics[i] == "" {
		d.metrics[i] = w.to(w.address(Ref{Kind: Metric, Lang: w.ref.Lang, Metric: metric}))
	}
	return d.metrics[i]
}

// toHow links to where a unit's page for a period tells how a metric was
// computed, to the page alone where it has no such figure; "" if there is no
// such page.
func (w *writer) toHow(unit, metric string, p period.Period) string {
	if w.ref.Kind == Period && unit == w.ref.Unit && p == w.ref.Period {
		i, ok := w.metricAt[metric]
		switch {
		case !ok:
			return "#" + HowID(metric)
		case !w.shows(unit, w.metrics[i], p):
			return ""
		}
		return w.toHows[i]
	}
	a := w.toPeriod(unit, p)
	i, ok := w.metricAt[metric]
	near := w.desk.link(unit, p)
	if ok && near.hows != nil && near.hows[i] != "" {
		w.reads.Figures(unit)
		return near.hows[i]
	}
	if m := w.cube.Metric(metric); a == "" || m == nil || !w.shows(unit, m, p) {
		return a
	}
	if !ok {
		return a + "#" + HowID(metric)
	}
	if near.hows == nil {
		near.hows = make([]string, len(w.metrics))
	}
	near.hows[i] = a + w.toHows[i]
	return near.hows[i]
}

// HowID is the fragment under which a period page tells how a metric was computed.
func HowID(metric string) string { return "how-" + metric }
