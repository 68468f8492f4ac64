package render

import "almanac/site/page"

// meta draws what all pages say of themselves to programs.
func (o *out) meta(f *page.Frame) {
	o.raw("<title>")
	o.text(f.Title)
	o.raw("</title>\n")
	if f.Description != "" {
		o.raw(`<meta name="description" content="`)
		o.text(f.Description)
		o.raw("\">\n")
	}
	if f.Canonical != "" {
		o.raw(`<link rel="canonical" href="`)
		o.text(f.Canonical)
		o.raw("\">\n")
	}
	o.raw(`<link rel="stylesheet" href="`)
	o.text(f.Style)
	o.raw(`">`)
}

// banner draws the links that stand above every page.
func (o *out) banner(f *page.Frame) {
	o.raw(`<a class="skip" href="#main">`)
	o.text(f.T("nav.skip"))
	o.raw("</a>\n<header class=\"top\">\n<a class=\"home\" href=\"")
	o.text(f.Up)
	o.raw(`">`)
	o.text(f.Site)
	o.raw("</a>\n")
	o.nav("", f.T("nav.site"), f.Nav)
	if len(f.Languages) > 0 {
		o.raw("\n")
		o.nav("langs", f.T("nav.languages"), f.Languages)
	}
	o.raw("\n</header>")
}

// nav draws links under a name.
func (o *out) nav(class, label string, list []page.Link) {
	o.raw("<nav")
	o.attr("class", class)
	o.attr("aria-label", label)
	o.raw(">")
	o.links(list)
	o.raw("</nav>")
}

// side draws the trees beside a page, which unfold where it is narrow.
func (o *out) side(f *page.Frame) {
	if len(f.Tree) == 0 {
		return
	}
	o.raw(`<aside class="side"><nav`)
	o.attr("aria-label", f.T("nav.menu"))
	o.raw("><details><summary>")
	o.text(f.T("page.browse"))
	o.raw(`</summary><div class="tree">`)
	o.tree(f.Tree)
	o.raw("</div></details></nav></aside>\n")
}

// crumbs draws the way to a page.
func (o *out) crumbs(f *page.Frame) {
	if len(f.Crumbs) > 0 {
		o.nav("crumbs", f.T("nav.breadcrumbs"), f.Crumbs)
		o.raw("\n")
	}
}

// heading draws the title of a page with what stands above it, its states, and
// the way to its neighbours.
func (o *out) heading(f *page.Frame) {
	o.raw("<header class=\"head\">\n")
	o.el("p", "kicker", f.Kicker)
	o.raw("<h1>")
	o.text(f.Heading)
	for _, t := range f.Tags {
		o.raw(" ")
		o.el("span", "tag", t)
	}
	o.raw("</h1>\n")
	if len(f.Steps) > 0 {
		o.nav("steps", f.T("nav.neighbours"), f.Steps)
		o.raw("\n")
	}
	o.raw("</header>")
}

// foot draws what stands below every page.
func (o *out) foot(f *page.Frame) {
	o.raw(`<footer class="foot"><p>`)
	o.text(f.Site)
	o.raw(" · ")
	o.text(f.AsOf)
	o.raw("</p>\n")
	if len(f.Words) > 0 {
		o.nav("", f.T("footer.words"), f.Words)
		o.raw("\n")
	}
	o.nav("", f.T("footer.data"), f.Files)
	o.raw("</footer>")
}

// sections draws titled lists of tables and reports.
func (o *out) sections(list []page.Section) {
	for i := range list {
		s := &list[i]
		o.raw("<section")
		o.attr("id", s.ID)
		o.raw("><h2>")
		o.text(s.Title)
		o.raw("</h2>")
		o.message(s.Said)
		for k := range s.Tables {
			o.sheet(&s.Tables[k], false)
		}
		o.lines(s.Lines)
		o.raw("</section>\n")
	}
}

// figures draws charts with their tables.
func (o *out) figures(list []page.Chart) {
	for i := range list {
		o.figure(&list[i])
	}
}

// report draws an author's text with its title and what there is to know of it.
func (o *out) report(t *page.Prose, f *page.Frame) {
	if t == nil {
		return
	}
	o.raw(`<article class="report"`)
	o.attr("id", t.ID)
	o.attr("lang", t.Lang)
	o.raw("><header><h2>")
	if t.Title != "" {
		o.text(t.Title)
	} else {
		o.text(f.T("report.title"))
	}
	o.raw("</h2>\n<p class=\"meta\"")
	o.attr("lang", f.Lang)
	o.raw(">")
	for i, m := range t.Meta {
		if i > 0 {
			o.raw(" · ")
		}
		o.text(m)
	}
	o.raw("</p>")
	if t.Note != "" {
		o.raw(`<p class="note"`)
		o.attr("lang", f.Lang)
		o.raw(">")
		o.text(t.Note)
		o.raw("</p>")
	}
	o.raw("</header>\n")
	o.prose(t)
	o.raw("</article>\n")
}
