package render

import (
	"strings"

	"almanac/site/chart"
	"almanac/site/page"
)

// links draws links as the items of a list.
func (o *out) links(list []page.Link) {
	if len(list) == 0 {
		return
	}
	o.raw("<ul>")
	for i := range list {
		o.raw("<li>")
		o.link(&list[i], "")
		o.raw("</li>")
	}
	o.raw("</ul>")
}

// tree draws titled trees of links.
func (o *out) tree(list []page.Branch) {
	for _, b := range list {
		if len(b.Items) == 0 {
			continue
		}
		o.el("p", "branch", b.Title)
		o.items(b.Items)
	}
}

func (o *out) items(list []page.Item) {
	o.raw("<ul>")
	for i := range list {
		it := &list[i]
		o.raw("<li>")
		o.link(&it.Link, "")
		if it.Note != "" {
			o.raw(" ")
			o.el("small", "", it.Note)
		}
		if len(it.Items) > 0 {
			o.items(it.Items)
		}
		o.raw("</li>")
	}
	o.raw("</ul>")
}

// message draws sentences with their linked numbers.
func (o *out) message(list []page.Sentence) {
	for i := range list {
		o.sentence(&list[i], list[i].Class)
	}
}

// sentence draws one with its linked numbers.
func (o *out) sentence(s *page.Sentence, class string) {
	o.open("p", class)
	for i := range s.Runs {
		r := &s.Runs[i]
		if r.Href == "" {
			o.span(page.Span{Text: r.Text, Lang: r.Lang})
			continue
		}
		o.anchor(r.Href)
		o.text(r.Text)
		o.raw("</a>")
	}
	o.close("p")
}

// figure draws a chart with its title, sentence and table.
func (o *out) figure(c *page.Chart) {
	o.raw("<figure><figcaption>")
	o.el("b", "", c.Title)
	o.legend(c)
	o.raw("</figcaption>")
	o.chart(c)
	for i := range c.Said {
		o.sentence(&c.Said[i], "said")
	}
	o.el("p", "sentence", c.Sentence)
	if !c.Table.Empty() {
		o.raw("<details><summary>")
		o.text(c.Summary)
		o.raw(`<span class="vh">`)
		o.text(c.Of)
		o.raw("</span></summary>")
		o.sheet(&c.Table, true)
		o.raw("</details>")
	}
	o.raw("</figure>")
}

func (o *out) chart(c *page.Chart) {
	switch {
	case c.Series != nil:
		series := *c.Series
		series.Room = &o.charts
		o.b = chart.SeriesPair(o.b, series)
	case c.Bridge != nil:
		o.b = chart.BridgePair(o.b, *c.Bridge)
	case c.Overlay != nil:
		o.b = chart.OverlayPair(o.b, *c.Overlay)
	case c.Variance != nil:
		o.b = chart.VariancePair(o.b, *c.Variance)
	case c.Landing != nil:
		o.b = chart.LandingPair(o.b, *c.Landing)
	case c.Stages != nil:
		o.b = chart.StagesPair(o.b, *c.Stages)
	case c.Pairs != nil:
		o.b = chart.PairsPair(o.b, *c.Pairs)
	}
}

// legend draws the unit of a chart and the keys of its marks.
func (o *out) legend(c *page.Chart) {
	if c.Unit == "" && len(c.Legend) == 0 {
		return
	}
	o.raw(` <span class="legend">`)
	o.el("span", "", c.Unit)
	for _, k := range c.Legend {
		o.raw(` <span class="key `)
		o.text(k.Mark)
		o.raw(`">`)
		o.text(k.Text)
		o.raw("</span>")
	}
	o.raw("</span>")
}

// lines draws reports with their summaries.
func (o *out) lines(list []page.Line) {
	if len(list) == 0 {
		return
	}
	o.raw(`<ul class="lines">`)
	for i := range list {
		l := &list[i]
		o.raw("<li>")
		o.own(&l.Link)
		o.raw(" ")
		if l.Summary != "" {
			o.raw("<span")
			o.attr("lang", l.SumLang)
			o.raw(">")
			o.text(l.Summary)
			o.raw("</span> ")
		}
		o.el("small", "", l.Meta)
		o.raw("</li>")
	}
	o.raw("</ul>")
}

// own draws a link whose words may be in another language than the page that it
// leads to.
func (o *out) own(l *page.Link) {
	if l.Lang == "" || l.Href == "" {
		o.link(l, "")
		return
	}
	o.anchor(l.Href)
	o.span(page.Span{Text: l.Text, Lang: l.Lang})
	o.raw("</a>")
}

// facts draws a list of labelled values.
func (o *out) facts(list []page.Fact) {
	if len(list) == 0 {
		return
	}
	o.raw("<dl>")
	for _, f := range list {
		o.raw("<div>")
		o.el("dt", "", f.Label)
		for _, v := range f.Values {
			o.fact(v)
		}
		o.raw("</div>")
	}
	o.raw("</dl>")
}

// fact draws a value; what stands behind it is in the page's language.
func (o *out) fact(v page.Link) {
	switch {
	case v.Href != "":
		o.raw("<dd")
		o.attr("lang", v.Lang)
		o.raw(">")
		v.Lang = "" // it says nothing of the page that the link leads to
		o.link(&v, "")
		o.text(v.Note)
	case v.Note != "":
		o.raw("<dd>")
		o.span(page.Span{Text: v.Text, Lang: v.Lang})
		o.text(v.Note)
	default:
		o.raw("<dd")
		o.attr("lang", v.Lang)
		o.raw(">")
		o.text(v.Text)
	}
	o.raw("</dd>")
}

// span draws words in their language.
func (o *out) span(s page.Span) {
	if s.Lang == "" {
		o.text(s.Text)
		return
	}
	o.worded("span", s.Lang, s.Text)
}

// worded draws an element with words in a language; nothing without words.
func (o *out) worded(name, lang, text string) {
	if text == "" {
		return
	}
	o.raw("<")
	o.raw(name)
	o.attr("lang", lang)
	o.raw(">")
	o.text(text)
	o.close(name)
}

// blocks draws the authored entries of a report, kind by kind.
func (o *out) blocks(list []page.Blocks) {
	for _, bs := range list {
		o.raw(`<section class="entries `)
		o.text(bs.ID)
		o.raw(`"`)
		o.attr("id", bs.ID)
		o.raw("><h3>")
		o.text(bs.Title)
		o.raw("</h3>")
		for i := range bs.List {
			o.block(&bs.List[i])
		}
		for i := range bs.More {
			o.raw(`<p class="note">`)
			o.link(&bs.More[i], "")
			o.raw("</p>")
		}
		o.raw("</section>")
	}
}

func (o *out) block(b *page.Block) {
	o.raw(`<div class="block`)
	if b.Class != "" {
		o.raw(" ")
		o.text(strings.TrimSpace(b.Class))
	}
	o.raw(`"`)
	o.attr("id", b.ID)
	o.raw(">")
	if b.Title != "" || len(b.Tags) > 0 {
		o.raw(`<p class="what">`)
		title := b.Lang
		if b.Named {
			title = ""
		}
		o.worded("b", title, b.Title)
		for _, t := range b.Tags {
			o.tag(&t)
		}
		o.raw("</p>")
	}
	o.worded("p", b.Lang, b.Text)
	o.worded("blockquote", b.Lang, b.Quote)
	if len(b.Items) > 0 {
		o.raw("<ul>")
		for _, s := range b.Items {
			o.worded("li", b.Lang, s)
		}
		o.raw("</ul>")
	}
	o.facts(b.Facts)
	o.el("p", "told", b.Told)
	o.lines(b.Lines)
	o.raw("</div>")
}

// tag draws a word on a block; one that leads somewhere is a link.
func (o *out) tag(t *page.Link) {
	o.raw(` <span class="tag"`)
	o.attr("lang", t.Lang)
	o.raw(">")
	if t.Href != "" {
		o.anchor(t.Href)
	}
	o.text(t.Text)
	if t.Href != "" {
		o.raw("</a>")
	}
	o.raw("</span>")
}

// prose draws an author's text.
func (o *out) prose(t *page.Prose) {
	if t == nil {
		return
	}
	for i := range t.Pieces {
		x := &t.Pieces[i]
		o.raw(x.HTML)
		switch x.Hole {
		case page.Address:
			o.text(x.Href)
		case page.Words:
			if x.Href == "" {
				o.text(x.Text)
			} else {
				o.link(&page.Link{Text: x.Text, Href: x.Href}, "live")
			}
		}
	}
}

// hows draws how figures were computed.
func (o *out) hows(list []page.How) {
	o.raw("<dl>")
	for i := range list {
		h := &list[i]
		o.raw("<div")
		o.attr("id", h.ID)
		o.raw("><dt>")
		o.link(&h.Name, "")
		o.raw(" ")
		o.el("b", "", h.Value)
		o.raw("</dt><dd>")
		for _, s := range h.Formula {
			o.span(s)
		}
		o.how(h)
		o.raw("</dd></div>")
	}
	o.raw("</dl>")
}

func (o *out) how(h *page.How) {
	if len(h.Parts) > 0 {
		o.raw(`<span class="sum">`)
		for i, p := range h.Parts {
			if i > 0 {
				o.raw(" ")
				o.text(h.Joint)
				o.raw(" ")
			}
			o.raw(`<span class="part">`)
			o.link(&p.Link, "")
			o.raw(" ")
			o.text(p.Value)
			o.raw("</span>")
		}
		if h.More > 0 {
			o.raw(" … +")
			o.int(h.More)
		}
		o.raw("</span>")
	}
	for _, n := range h.Notes {
		o.raw(`</dd><dd>`)
		for _, s := range n {
			o.span(s)
		}
	}
}
