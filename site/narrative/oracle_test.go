package narrative_test

// The independent check of this package: over random archives every sentence is
// written anew from the reports, letter for letter, and none that is due may be
// missing (domain.md §3).

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// due lists all that must be said of a page.
func (x page) due(lead *report.Metric) (list []due) {
	for _, m := range x.Metrics {
		list = append(list, x.ofMetric(m, m == lead)...)
	}
	list = append(list, x.paired(x.metric["new_customers"], x.metric["churn_rate"])...)
	list = append(list, x.attributed()...)
	list = append(append(list, x.promised()...), x.overdue()...)
	list = append(list, x.restated()...)
	if lead != nil {
		list = append(list, x.incomplete(lead)...)
	}
	return list
}

func (x page) ofMetric(m *report.Metric, lead bool) (list []due) {
	f := x.figure(m)
	target := x.attained(m, lead)
	moves := x.moves(m)
	changed := x.changed(m, f.aim == nil, len(moves) > 0)
	if lead && len(target) == 0 && (f.aim != nil || len(changed) == 0) {
		target = x.value(m)
	}
	if !lead {
		target = append(target, x.valued(m, len(target)+len(moves)+len(changed)+len(x.without(m)))...)
	}
	list = append(list, target...)
	list = append(list, moves...)
	list = append(list, changed...)
	list = append(list, x.without(m)...)
	list = append(list, x.recorded(m)...)
	list = append(list, x.mixed(m)...)
	if lead {
		list = append(list, x.counted(m)...)
		list = append(list, x.toDate(m)...)
		list = append(list, x.contributed(m)...)
	}
	return list
}

// pages are all that can be asked of an archive.
func (o *oracle) pages(w *world) (list []page) {
	for _, u := range o.Units {
		for _, p := range w.cube.Periods(u.ID) {
			if p.Grain() == o.grain || o.grain == period.Monthly {
				list = append(list, page{o, u.ID, p})
			}
		}
	}
	return list
}

// marked is a sentence with its references.
func marked(s narrative.Sentence) string {
	var b strings.Builder
	for _, r := range s.Runs {
		if r.Ref == (narrative.Ref{}) {
			b.WriteString(r.Text)
			continue
		}
		fmt.Fprintf(&b, "«%s|%s %s %s»", r.Text, r.Ref.Unit, r.Ref.Metric, period.Calendar{}.Name(r.Ref.Period))
	}
	return b.String()
}

func (w *world) said(f narrative.Finding) due {
	d := due{kind: f.Kind}
	if f.Metric != nil {
		d.metric = f.Metric.ID
	}
	for i, tag := range langs {
		d.says[i] = marked(w.voices[tag].Sentence(f))
	}
	return d
}

// asked are the findings that pages ask for one by one.
func (x page) asked(w *world, channels *cube.Channels) (got []due, want []due) {
	add := func(f narrative.Finding, ok bool) {
		if ok {
			got = append(got, w.said(f))
		}
	}
	for _, m := range x.Metrics {
		add(w.tell.HeadlineOf(x.unit, m, x.p))
		add(w.tell.Season(x.unit, m, x.p))
		want = append(append(want, x.headline(m)...), x.season(m)...)
	}
	if _, own := x.ways(x.p); own {
		if set, ok := channels.At(x.unit, x.p); ok {
			add(w.tell.SmallSamples(x.unit, x.p, set))
		}
		want = append(want, x.smallSamples()...)
		if _, own := x.ways(x.p.Prev()); own {
			if s, ok := channels.Split(x.unit, x.p, x.p.Prev()); ok {
				add(w.tell.Split(x.unit, nil, x.p, narrative.MixFact{Split: s, Base: x.p.Prev(), Channels: true}))
			}
			want = append(want, x.channelMix()...)
		}
	}
	n := int(x.Calendar.Span(x.p).First) % 40
	day := x.Calendar.Span(x.p).End + period.Day(2+n)
	add(w.tell.Finished(x.unit, x.p, day, n))
	if n > 0 {
		want = append(want, x.late(day, n))
	}
	return got, want
}

func TestOracle(t *testing.T) {
	var all tallies
	locales := map[string]*locale.Locale{}
	for _, tag := range langs {
		locales[tag] = language(t, tag)
	}
	t.Run("seeds", func(t *testing.T) {
		for seed := range uint64(seeds) {
			t.Run(fmt.Sprint(seed), func(t *testing.T) {
				t.Parallel()
				all.merge(oracleSeed(t, seed, locales))
			})
		}
	})
	all.enough(t)
}

// look works an archive out, as [see] does, with locales that were read before.
func look(g *maker, locales map[string]*locale.Locale) *world {
	w := &world{archive: g.a, voices: map[string]*narrative.Voice{}}
	w.cube = cube.New(g.a, cube.Options{AsOf: g.asOf})
	w.tell = narrative.New(g.a, w.cube, ledger.New(g.a, ledger.Options{AsOf: g.asOf}))
	for _, tag := range langs {
		w.voices[tag] = w.tell.Voice(locales[tag], langs[:])
	}
	return w
}

func oracleSeed(t *testing.T, seed uint64, locales map[string]*locale.Locale) *tallies {
	g := makeArchive(seed)
	o, w := newOracle(g), look(g, locales)
	counts, channels := &tallies{}, w.cube.Channels()
	for _, x := range o.pages(w) {
		lead := w.tell.Head(x.unit, x.p)
		var got []due
		findings := w.tell.Findings(x.unit, x.p)
		for _, f := range findings {
			got = append(got, w.said(f))
		}
		x.agree(t, x.due(lead), got)
		more, want := x.asked(w, channels)
		x.agree(t, want, more)
		x.message(t, w, lead, findings, got)
		for _, d := range append(got, more...) {
			counts.note(t, d)
		}
	}
	for _, u := range o.Units {
		for _, d := range o.forecasts(t, w, u.ID) {
			counts.note(t, d)
		}
	}
	return counts
}

// agree holds what is said against what is due, in any order.
func (x page) agree(t *testing.T, want, got []due) {
	left := map[due]int{}
	for _, d := range got {
		left[d]++
	}
	for _, d := range want {
		if left[d]--; left[d] < 0 {
			t.Errorf("%s %s: not said: %s %s\n\t%s", x.unit, x.Calendar.Name(x.p), d.kind, d.metric, strings.Join(d.says[:], "\n\t"))
		}
	}
	for d, n := range left {
		if n > 0 {
			t.Errorf("%s %s: not due: %s %s\n\t%s", x.unit, x.Calendar.Name(x.p), d.kind, d.metric, strings.Join(d.says[:], "\n\t"))
		}
	}
}

// tallies count sentences by the form of domain.md §3.11, in each language.
type tallies struct {
	sync.Mutex
	forms [3]map[string]int
}

func (a *tallies) merge(b *tallies) {
	a.Lock()
	defer a.Unlock()
	for t := range b.forms {
		for form, n := range b.forms[t] {
			a.add(tongue(t), form, n)
		}
	}
}

func (a *tallies) add(t tongue, form string, n int) {
	if a.forms[t] == nil {
		a.forms[t] = map[string]int{}
	}
	a.forms[t][form] += n
}

func (a *tallies) note(t *testing.T, d due) {
	form := formOf(d)
	for i := range d.says {
		lint(t, tongue(i), d)
		a.add(tongue(i), form, 1)
	}
}

// enough: a thousand of each form in each language, a hundred thousand in all.
func (a *tallies) enough(t *testing.T) {
	sum := 0
	for i, tag := range langs {
		if a.forms[i]["landing"] == 0 {
			t.Errorf("%s: no landing", tag)
		}
		for _, form := range forms {
			n := a.forms[i][form]
			if sum += n; n < leastOfForm {
				t.Errorf("%s: %d of the form %s, not %d", tag, n, form, leastOfForm)
			}
		}
	}
	if t.Logf("%d sentences: %v", sum, a.forms[english]); sum < leastOfAll {
		t.Errorf("%d sentences, not %d", sum, leastOfAll)
	}
}
