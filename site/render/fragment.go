package render

import (
	"html/template"

	"almanac/site/chart"
	"almanac/site/page"
)

// linksHTML draws links as the items of a list.
func (p *press) linksHTML(list []page.Link) template.HTML {
	if len(list) == 0 {
		return ""
	}
	o := p.take()
	o.raw("<ul>")
	for _, l := range list {
		o.raw("<li>")
		o.link(l, "")
		o.raw("</li>")
	}
	o.raw("</ul>")
	return p.done(o)
}

// treeHTML draws titled trees of links.
func (p *press) treeHTML(list []page.Branch) template.HTML {
	o := p.take()
	for _, b := range list {
		if len(b.Items) == 0 {
			continue
		}
		o.el("p", "branch", b.Title)
		o.items(b.Items)
	}
	return p.done(o)
}

func (o *out) items(list []page.Item) {
	o.raw("<ul>")
	for i := range list {
		it := &list[i]
		o.raw("<li>")
		o.link(it.Link, "")
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

// messageHTML draws sentences with their linked numbers.
func (p *press) messageHTML(list []page.Sentence) template.HTML {
	o := p.take()
	for _, s := range list {
		o.sentence(s, s.Class)
	}
	return p.done(o)
}

// sentence draws one with its linked numbers.
func (o *out) sentence(s page.Sentence, class string) {
	o.open("p", class)
	for _, r := range s.Runs {
		if r.Href == "" {
			o.span(page.Span{Text: r.Text, Lang: r.Lang})
			continue
		}
		o.link(page.Link{Text: r.Text, Href: r.Href}, "")
	}
	o.close("p")
}

// figureHTML draws a chart with its title, sentence and table.
func (p *press) figureHTML(c page.Chart) template.HTML {
	o := p.take()
	o.raw("<figure><figcaption>")
	o.el("b", "", c.Title)
	o.legend(&c)
	o.raw("</figcaption>")
	switch {
	case c.Series != nil:
		o.raw(chart.SeriesPair(*c.Series))
	case c.Bridge != nil:
		o.raw(chart.BridgePair(*c.Bridge))
	case c.Overlay != nil:
		o.raw(chart.OverlayPair(*c.Overlay))
	case c.Variance != nil:
		o.raw(chart.VariancePair(*c.Variance))
	case c.Landing != nil:
		o.raw(chart.LandingPair(*c.Landing))
	case c.Pairs != nil:
		o.raw(chart.PairsPair(*c.Pairs))
	}
	for _, s := range c.Said {
		o.sentence(s, "said")
	}
	o.el("p", "sentence", c.Sentence)
	if !c.Table.Empty() {
		o.raw("<details><summary>")
		o.text(c.Summary)
		o.raw(`<span class="vh">`)
		o.text(c.Of)
		o.raw("</span></summary>")
		o.table(&c.Table)
		o.raw("</details>")
	}
	o.raw("</figure>")
	return p.done(o)
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

// linesHTML draws reports with their summaries.
func (p *press) linesHTML(list []page.Line) template.HTML {
	if len(list) == 0 {
		return ""
	}
	o := p.take()
	o.raw(`<ul class="lines">`)
	for _, l := range list {
		o.raw("<li>")
		o.link(l.Link, "")
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
	return p.done(o)
}

// factsHTML draws a list of labelled values.
func (p *press) factsHTML(list []page.Fact) template.HTML {
	if len(list) == 0 {
		return ""
	}
	o := p.take()
	o.facts(list)
	return p.done(o)
}

func (o *out) facts(list []page.Fact) {
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
		o.link(v, "")
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
	o.raw("<" + name)
	o.attr("lang", lang)
	o.raw(">")
	o.text(text)
	o.raw("</" + name + ">")
}

// blocksHTML draws the authored entries of a report, kind by kind.
func (p *press) blocksHTML(list []page.Blocks) template.HTML {
	o := p.take()
	for _, bs := range list {
		o.raw("<section")
		o.attr("class", "entries "+bs.ID)
		o.attr("id", bs.ID)
		o.raw("><h3>")
		o.text(bs.Title)
		o.raw("</h3>")
		for i := range bs.List {
			o.block(&bs.List[i])
		}
		o.raw("</section>")
	}
	return p.done(o)
}

func (o *out) block(b *page.Block) {
	o.raw("<div")
	o.attr("class", "block "+b.Class)
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
			o.raw(` <span class="tag"`)
			o.attr("lang", t.Lang)
			o.raw(">")
			o.text(t.Text)
			o.raw("</span>")
		}
		o.raw("</p>")
	}
	o.worded("p", b.Lang, b.Text)
	if len(b.Items) > 0 {
		o.raw("<ul>")
		for _, s := range b.Items {
			o.worded("li", b.Lang, s)
		}
		o.raw("</ul>")
	}
	if len(b.Facts) > 0 {
		o.facts(b.Facts)
	}
	o.raw("</div>")
}

// proseHTML draws an author's text.
func (p *press) proseHTML(t *page.Prose) template.HTML {
	if t == nil {
		return ""
	}
	o := p.take()
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
				o.link(page.Link{Text: x.Text, Href: x.Href}, "live")
			}
		}
	}
	return p.done(o)
}

// howHTML draws how figures were computed.
func (p *press) howHTML(list []page.How) template.HTML {
	o := p.take()
	o.raw("<dl>")
	for i := range list {
		h := &list[i]
		o.raw("<div")
		o.attr("id", h.ID)
		o.raw("><dt>")
		o.link(h.Name, "")
		o.raw(" ")
		o.el("span", "value", h.Value)
		o.raw("</dt><dd>")
		for _, s := range h.Formula {
			o.span(s)
		}
		o.how(h)
		o.raw("</dd></div>")
	}
	o.raw("</dl>")
	return p.done(o)
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
			o.link(p.Link, "")
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
