package check

import (
	"slices"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
)

const (
	grams     = 5    // characters of a run
	copyShare = 0.80 // the share of runs from which a text is a copy (R-5.3.1-1)
	nearby    = 0.70 // from which a sketch lets it be looked at
	written   = 60   // runs that a text has before it can be a copy
	tried     = 8    // texts that a text is held against at most, beside that of the period before
)

func copied() Rule {
	text := "\n\nThe fair in the harbour brought in nine dealers who had not bought before, and two of them placed a first order. The carrier was late with three deliveries.\n"
	return Rule{Rule: diag.Rule{Name: "language/copied", Code: "L360", Severity: diag.Warning}, Since: since, Meets: "R-5.3.1-1", report: copies,
		Title: w("A copied text", "沿用舊文", "沿用旧文"),
		Doc: w("A text is the one of the period before, or of a unit beside it in the same period, with other figures: four fifths of its runs of five characters are the same, digits and headings left out.",
			"正文幾乎就是上期的，或同期另一單位的，只換了數字：不計數字與標題，五字連串有八成以上相同。", "正文几乎就是上期的，或同期另一单位的，只换了数字：不计数字与标题，五字连串有八成以上相同。"),
		Bad:  "-- content/2026-02.md --\n" + month("", "## Process"+text) + "-- content/2026-03.md --\n" + month("", "## Process"+text),
		Good: "-- content/2026-02.md --\n" + month("", "## Process"+text) + "-- content/2026-03.md --\n" + month("", "## Process\n\nNobody could visit anybody, since the roads were closed for two weeks; six quotes went out by telephone, and one of them was accepted at once.\n")}
}

// A draught is a text that may be a copy.
type draught struct {
	draughtID
	file string
	body *report.Body
	prose.Sketch
}

// A draughtID is a text by its report and language.
type draughtID struct {
	report *report.Report
	lang   string
}

// A likeness is how much of a text is that of another, from copyShare to 1.
type likeness struct {
	file  string // of the other
	share float64
}

// A shelf holds the texts of the units beside each other in a period.
type shelf struct {
	parent string // "" of the root, which has none beside it
	period period.Period
}

// copies finds texts that are copies: each is held against that of the period
// before, and against those of the units beside it that come before it in the
// archive.
func copies(c *Case) {
	if Exempt(c.Report) {
		return
	}
	on := shelf{c.parentOf(c.Report), c.Period}
	before := c.last()
	c.reads.Beside(on.parent, on.period)
	for _, d := range c.draughts(c.Report) {
		x, is := d.copiedOf(c.draughts(before))
		if !is {
			x, is = c.copiesOn.of(on, func() map[draughtID]likeness { return c.copiesAmong(on) })[d.draughtID]
		}
		if is {
			c.sayCopied(d, x)
		}
	}
}

// parentOf tells under which unit that of a report stood in its period.
func (in *Input) parentOf(r *report.Report) string {
	if u := in.Archive.Unit(r.Unit); u != nil {
		return u.ParentOn(in.Archive.Calendar.Span(r.Period).First)
	}
	return ""
}

// underOf lists, for each unit, those that ever stood under it, in the order of the
// archive.
func underOf(a *report.Archive) map[string][]*report.Unit {
	under := map[string][]*report.Unit{}
	for _, u := range a.Units {
		for _, p := range u.Parents() {
			under[p] = append(under[p], u)
		}
	}
	return under
}

// on are the reports of the units beside each other, in the order of the archive.
func (in *Input) on(s shelf) (list []*report.Report) {
	first := in.Archive.Calendar.Span(s.period).First
	for _, u := range in.under()[s.parent] {
		if u.ParentOn(first) != s.parent {
			continue
		}
		all := in.reportsOf(u.ID)
		if i, ok := slices.BinarySearchFunc(all, s.period, func(r *report.Report, p period.Period) int { return in.Archive.Calendar.Compare(r.Period, p) }); ok {
			list = append(list, all[i])
		}
	}
	return list
}

// copiesAmong finds the copies among the texts of units beside each other, each of
// the first that it is one of. Texts are held against each other that share a key
// of their sketches.
func (in *Input) copiesAmong(on shelf) map[draughtID]likeness {
	type key struct {
		lang string
		hash uint64
	}
	found, with := map[draughtID]likeness{}, map[key][]*draught{}
	for _, r := range in.on(on) {
		for _, d := range in.draughts(r) {
			seen := map[*draught]bool{}
			for _, h := range d.Keys() {
				k := key{d.lang, h}
				for _, other := range with[k] {
					if _, said := found[d.draughtID]; !said && !seen[other] && len(seen) < tried {
						seen[other] = true
						if x, is := d.copied(other); is {
							found[d.draughtID] = x
						}
					}
				}
				if len(with[k]) < tried {
					with[k] = append(with[k], d)
				}
			}
		}
	}
	return found
}

// draughts are the texts of a report that are long enough to be copies; a report
// that owes no text has none, nor has nil.
func (in *Input) draughts(r *report.Report) []*draught {
	if r == nil || Exempt(r) {
		return nil
	}
	return in.sketches.of(r, func() (list []*draught) {
		k := in.sketchers.Get().(*prose.Sketcher)
		defer in.sketchers.Put(k)
		add := func(lang, file string, b *report.Body) {
			if b == nil {
				return
			}
			if s := k.Sketch(grams, passagesOf(b)...); s.Runs >= written {
				list = append(list, &draught{draughtID{r, lang}, file, b, s})
			}
		}
		add(r.Lang, r.File, r.Prose.Body())
		for i := range r.Others {
			o := &r.Others[i]
			add(o.Lang, o.File, o.Prose.Body())
		}
		return list
	})
}

// passagesOf are the words of the paragraphs and lists of a body.
func passagesOf(b *report.Body) (list []string) {
	for i := range b.Blocks {
		if x := &b.Blocks[i]; (x.Kind == report.Paragraph || x.Kind == report.ListItem) && x.Under != report.Footnote {
			list = append(list, b.Words(*x))
		}
	}
	return list
}

// copied tells how much of a text is another's, and whether that is enough for it
// to be its copy.
func (d *draught) copied(other *draught) (x likeness, is bool) {
	if d.Likeness(other.Sketch) < nearby {
		return x, false
	}
	x = likeness{other.file, prose.ShinglesOf(grams, passagesOf(d.body)...).Likeness(prose.ShinglesOf(grams, passagesOf(other.body)...))}
	return x, x.share >= copyShare
}

// copiedOf is copied of the text in the same language, if it is among some.
func (d *draught) copiedOf(list []*draught) (x likeness, is bool) {
	for _, other := range list {
		if other.lang == d.lang {
			return d.copied(other)
		}
	}
	return x, false
}

func (c *Case) sayCopied(d *draught, x likeness) {
	at := report.Pos{Line: 1, Column: 1}
	if len(d.body.Blocks) > 0 {
		at = d.body.Blocks[0].Pos
	}
	c.found = append(c.found, c.rule.At(d.file, int(at.Line), int(at.Column), c.W(w("the text is by %.0f%% that of %s", "正文有 %.0f%% 與 %s 相同", "正文有 %.0f%% 与 %s 相同"), 100*x.share, x.file),
		c.W(w("write what was different this time; figures change by themselves, as {{ revenue }}", "請寫出這次有何不同；數字可用 {{ revenue }} 自動更新", "请写出这次有何不同；数字可用 {{ revenue }} 自动更新"))))
}
