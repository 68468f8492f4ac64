package page

import (
	"strings"

	"almanac/site/history"
	"almanac/site/report"
)

// prose is what was written about a period, with its holes filled; nil if
// nothing was.
func (w *writer) prose(r *report.Report) *Prose {
	if r == nil {
		return nil
	}
	body, lang, title := w.body(r)
	if body == nil || body.HTML == "" {
		return nil
	}
	p := &Prose{ID: "report", Lang: lang, Title: title, Meta: w.meta(r)}
	if w.foreign(lang) != "" {
		p.Note = w.l.T("state.other_language", "language", w.languageName(lang))
	}
	pieces := body.Pieces()
	p.Pieces = w.desk.pieces.take(len(pieces))
	for i := range pieces {
		p.Pieces[i] = w.piece(&pieces[i], lang)
	}
	return p
}

// body is a report's text in the page's language if it has been translated,
// else as it was written; nil if there is none.
func (w *writer) body(r *report.Report) (body *report.Body, lang, title string) {
	w.reads.Words(r.Unit, r.Period)
	if o := w.version(r, func(o *report.Translation) bool { return o.Prose != nil }); o != nil {
		return o.Prose.Once(), o.Lang, o.Title
	}
	return r.Prose.Once(), r.Lang, r.Title
}

// version is the translation of a report that the page's reader reads best: the
// one in the page's language, else one that is that language in another script;
// nil if the original is as good.
func (w *writer) version(r *report.Report, has func(*report.Translation) bool) (best *report.Translation) {
	rank := func(lang string) int {
		own, _, _ := strings.Cut(w.l.Tag, "-")
		base, _, _ := strings.Cut(lang, "-")
		switch {
		case lang == w.l.Tag:
			return 2
		case base == own:
			return 1
		}
		return 0
	}
	least := rank(r.Lang)
	for i := range r.Others {
		if o := &r.Others[i]; rank(o.Lang) > least && has(o) {
			best, least = o, rank(o.Lang)
		}
	}
	return best
}

// languageName is what a language calls itself.
func (w *writer) languageName(tag string) string {
	for _, l := range w.langs {
		if l.Tag == tag {
			return l.Name
		}
	}
	return tag
}

// meta is the line under a report's title.
func (w *writer) meta(r *report.Report) []string {
	list := nonempty(w.person(r.Head.Author), w.say("status", r.Status))
	for _, s := range r.Signoffs {
		if s.Date != nil {
			list = append(list, w.l.T("report.signed_by", "name", w.person(s.By), "date", w.l.Date(*s.Date)))
		}
	}
	if d, ok := w.duty(r); ok && (d.State == history.OnTime || d.State == history.Late) {
		list = append(list, w.l.T("report.submitted_on", "date", w.l.Date(d.Submitted)))
	} else if d := r.Head.Submitted; d != nil {
		list = append(list, w.l.T("report.submitted_on", "date", w.l.Date(*d)))
	}
	return list
}

// piece fills the hole of a piece of a text in a language.
func (w *writer) piece(x *report.Piece, lang string) Piece {
	out := Piece{HTML: x.HTML}
	switch x.Hole {
	case report.Link:
		out.Hole, out.Href = Address, w.linkTarget(x)
	case report.Image:
		out.Hole, out.Href = Address, x.Target
		if x.File != "" {
			out.Href = w.to(escapePath(AttachmentAddress(x.File)))
		}
	case report.Fragment:
		out.Hole, out.Href = Address, fragment(x.Target)
	case report.Wiki:
		out.Hole = Words
		out.Text, out.Href = w.wiki(x)
	case report.Live:
		out.Hole = Words
		out.Text, out.Href = w.live(x.Target, lang)
	}
	return out
}

// fragment is the id of a place in a report's text: the text's own ids stand
// apart from those of the page.
func fragment(id string) string { return "t-" + id }

// linkTarget is the address that a link leads to.
func (w *writer) linkTarget(x *report.Piece) string {
	switch {
	case x.Report != nil:
		return w.toRef(x.Report)
	case x.File != "":
		return w.to(escapePath(AttachmentAddress(x.File)))
	case strings.HasPrefix(x.Target, "#"):
		return "#" + fragment(x.Target[1:])
	}
	if href := w.named(x.Target); href != "" {
		return href
	}
	return x.Target
}

// toRef is the relative address of a report's page.
func (w *writer) toRef(r *report.Ref) string {
	unit := r.Unit
	if unit == "" {
		unit = report.Root
	}
	href := ""
	if r.Period == "" {
		href = w.toUnit(unit)
	} else if p, err := w.cal.Parse(r.Period); err == nil {
		href = w.toPeriod(unit, p)
	}
	if r.Fragment != "" && href != "" {
		return href + "#" + fragment(r.Fragment)
	}
	return href
}
