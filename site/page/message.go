package page

import (
	"almanac/site/narrative"
	"almanac/site/period"
)

// message is what a period comes to in a few sentences.
func (w *writer) message(unit string, p period.Period) []Sentence {
	m := w.tell.Head(unit, p)
	if m == nil {
		return nil
	}
	if f := w.at(unit, m.ID, p); !f.Actual.Present() {
		if aim, ok := w.tell.Aimed(unit, m, p); ok {
			s := w.sentence(aim)
			s.Class = "lead"
			return []Sentence{s}
		}
		return []Sentence{plainly("lead", w.l.T("message.no_figure", "subject", w.l.Label(w.metricName(m))))}
	}
	return w.paragraphs(w.tell.Message(unit, p))
}

// plainly is a sentence without figures.
func plainly(class, text string) Sentence { return Sentence{Runs: []Run{{Text: text}}, Class: class} }

// paragraph is how many runs more there is room for behind those of a sentence, so
// that others can be added.
const paragraph = 16

// paragraphs are findings as they are read: the first alone, then what belongs to
// the same metric together; cautions, and what is about the data, apart.
func (w *writer) paragraphs(list []narrative.Finding) (out []Sentence) {
	before := narrative.Finding{}
	if len(list) > 0 {
		out = w.desk.sentences.take(len(list))[:0]
	}
	for i, f := range list {
		class := classOf(i, f)
		if class == "" && i > 0 && f.Metric == before.Metric && out[len(out)-1].Class == "caution" {
			class = "caution"
		}
		runs := w.runs(&f, paragraph)
		last := len(out) - 1
		same := f.Metric == before.Metric || f.Kind == narrative.Valued && before.Kind == narrative.Valued
		if i > 1 && class == out[last].Class && same && class != "quiet" {
			out[last].Runs = append(append(out[last].Runs, Run{Text: w.l.T("page.gap")}), runs...)
		} else {
			out = append(out, Sentence{Runs: runs, Class: class})
		}
		before = f
	}
	return out
}

// classOf is how a sentence stands out.
func classOf(i int, f narrative.Finding) string {
	switch {
	case f.Kind == narrative.Incomplete, f.Kind == narrative.Restated:
		return "quiet"
	case i == 0:
		return "lead"
	case f.Caution:
		return "caution"
	}
	return ""
}

// sentence is a finding alone.
func (w *writer) sentence(f narrative.Finding) Sentence {
	return Sentence{Runs: w.runs(&f, 0)}
}

// langOf is the language of the report that a finding may quote.
func (w *writer) langOf(f *narrative.Finding) string {
	if r := w.cube.Report(f.Unit, f.Period); r != nil {
		return r.Lang
	}
	return w.l.Tag
}

// runs are the words of the sentence on a finding, its numbers linked to how they
// were computed. There is room for more.
func (w *writer) runs(f *narrative.Finding, more int) (list []Run) {
	s := w.voice.Speak(&w.desk.breath, *f)
	list = w.desk.runs.take(len(s.Runs) + more)[:0]
	for _, r := range s.Runs {
		run := Run{Text: r.Text}
		switch {
		case r.Ref != (narrative.Ref{}):
			run.Href = w.toHow(r.Ref.Unit, r.Ref.Metric, r.Ref.Period)
		case r.Quoted:
			run.Lang = w.foreign(w.langOf(f))
		}
		list = append(list, run)
	}
	return list
}

// relations are what is said of metrics that are to be read together.
func (w *writer) relations(unit string, p period.Period) (list []Sentence) {
	for _, pair := range w.tell.Pairs() {
		list = append(list, w.said(w.tell.Pair(unit, pair[0], pair[1], p))...)
	}
	return list
}

// said is the sentence of a finding that there is.
func (w *writer) said(f narrative.Finding, ok bool) []Sentence {
	if !ok {
		return nil
	}
	return []Sentence{w.sentence(f)}
}
