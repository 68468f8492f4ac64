package page

import (
	"fmt"

	"almanac/site/history"
	"almanac/site/report"
)

// past is what git knows of a report; nil if nothing.
func (w *writer) past(r *report.Report) *history.Course {
	w.reads.Course(r.Unit, r.Period)
	if w.register == nil {
		return nil
	}
	return w.register.Record().Of(r.Unit, r.Period)
}

// duty is whether a report is owed, and how it stands.
func (w *writer) duty(r *report.Report) (history.Duty, bool) {
	w.reads.Course(r.Unit, r.Period)
	if w.register == nil {
		return history.Duty{}, false
	}
	return w.register.Report(r)
}

// lateness is the sentence on a report that came too late.
func (w *writer) lateness(r *report.Report) []Sentence {
	if r == nil {
		return nil
	}
	d, ok := w.duty(r)
	if !ok || d.State != history.Late {
		return nil
	}
	return w.said(w.tell.Finished(r.Unit, r.Period, d.Submitted, d.Days))
}

// submitted says when a report was submitted, and whose word that is; "" if it is
// not, or neither git nor the report is there to say.
func (w *writer) submitted(r *report.Report) string {
	l := w.l
	d, ok := w.duty(r)
	switch {
	case ok && (d.State == history.OnTime || d.State == history.Late):
		text := l.Date(d.Submitted)
		if d.State == history.Late {
			text += l.T("page.parentheses", "x", l.T("calendar_page.late", "n", d.Days))
		}
		if d.Declared {
			text += l.T("page.parentheses", "x", l.T("report.declared"))
		}
		return text
	case ok && d.State == history.Pending:
		return l.T("course.pending")
	case r.Head.Submitted != nil:
		return l.Date(*r.Head.Submitted) + l.T("page.parentheses", "x", l.T("report.declared"))
	case ok && d.State == history.Unknown && d.Gap != history.NoHistory:
		return l.T("course.unknown")
	}
	return ""
}

// signatures are who signed a report, and whether its figures are still those.
func (w *writer) signatures(r *report.Report) (list []string) {
	l, now := w.l, ""
	for _, s := range r.Signoffs {
		if s.Date == nil {
			continue
		}
		text := l.T("course.signed", "step", w.say("step", s.Step), "name", w.person(s.By), "date", l.Date(*s.Date))
		if s.Digest == "" {
			s.Digest = w.signedFor(r, s)
		}
		if now == "" {
			now = report.FiguresDigest(r.Stated)
		}
		if s.Digest != "" && s.Digest != now {
			text += l.T("page.parentheses", "x", l.T("course.since_signed"))
		}
		list = append(list, text)
	}
	return list
}

// signedFor is the digest of the figures that a sign-off without one came with.
func (w *writer) signedFor(r *report.Report, s report.Signoff) string {
	if c := w.past(r); c != nil && !c.Torn {
		for _, x := range c.Signed {
			if x.Step == s.Step && x.By == s.By {
				return x.Figures
			}
		}
	}
	return ""
}

// way is what git knows of a report: the steps that it took, and what was changed
// after it was final.
func (w *writer) way(f *facts, r *report.Report) {
	l, c := w.l, w.past(r)
	if c == nil || c.Torn {
		return
	}
	if len(c.Stages) > 1 {
		var stages []string
		for _, s := range c.Stages {
			stages = append(stages, l.T("course.stage", "status", w.say("status", s.Status), "date", l.Date(s.At.Day)))
		}
		f.add("course.stages", stages...)
	}
	var changed []Link
	for _, x := range c.Changed {
		changed = append(changed, Link{Text: l.T("course.changed_on", "date", l.Date(x.Day)) + l.T("page.parentheses", "x", l.T("course.commit", "hash", x.Hash))})
	}
	if n := len(w.undeclaredOf(r)); n > 0 {
		changed = append(changed, Link{Text: l.T("course.undeclared"), Href: w.to(w.address(Ref{Kind: Restatements, Lang: w.ref.Lang})) + "#undeclared"})
	}
	f.links("course.changed", changed)
	f.add("provenance.commit", c.Last.Hash+l.T("page.parentheses", "x", l.T("course.changes", "n", fmt.Sprint(c.Count), "date", l.Date(c.Last.Day))))
}
