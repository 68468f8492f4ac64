package check

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
	return Rule{Rule: diag.Rule{Name: "language/copied", Code: "L360", Severity: diag.Warning}, Since: since, Meets: "R-5.3.1-1", archive: copies,
		Title: w("A copied text", "沿用舊文", "沿用旧文"),
		Doc: w("A text is the one of the period before, or of a unit beside it in the same period, with other figures: four fifths of its runs of five characters are the same, digits and headings left out.",
			"正文幾乎就是上期的，或同期另一單位的，只換了數字：不計數字與標題，五字連串有八成以上相同。", "正文几乎就是上期的，或同期另一单位的，只换了数字：不计数字与标题，五字连串有八成以上相同。"),
		Bad:  "-- content/2026-02.md --\n" + month("", "## Process"+text) + "-- content/2026-03.md --\n" + month("", "## Process"+text),
		Good: "-- content/2026-02.md --\n" + month("", "## Process"+text) + "-- content/2026-03.md --\n" + month("", "## Process\n\nNobody could visit anybody, since the roads were closed for two weeks; six quotes went out by telephone, and one of them was accepted at once.\n")}
}

// A draught is a text that may be a copy.
type draught struct {
	report *report.Report
	lang   string
	file   string
	body   *report.Body
	prose.Sketch
}

// A shelf holds the texts of the units beside each other in a period, by a key of
// their sketches.
type shelf struct {
	parent string // "" of the root, which has none beside it
	period period.Period
}

// copies finds texts that are copies: each is held against that of the period
// before, and against those of the units beside it that share a key of its sketch.
func copies(in *Input, say say) {
	parents := in.parents()
	list := in.draughts(parents)
	type id struct {
		report *report.Report
		lang   string
	}
	type key struct {
		shelf
		lang string
		hash uint64
	}
	of := make(map[id]*draught, len(list))
	for i := range list {
		of[id{list[i].report, list[i].lang}] = &list[i]
	}
	shelves := map[key][]*draught{}
	for i := range list {
		d := &list[i]
		said := in.Only != nil && !in.wanted(d.report)
		if before := of[id{in.Cube.Report(d.report.Unit, d.report.Period.Add(-1)), d.lang}]; before != nil && !said {
			said = in.sayCopied(d, before, say)
		}
		seen := map[*draught]bool{}
		for _, h := range d.Keys() {
			k := key{shelf{parents(d.report), d.report.Period}, d.lang, h}
			for _, other := range shelves[k] {
				if !said && !seen[other] && len(seen) < tried {
					seen[other] = true
					said = in.sayCopied(d, other, say)
				}
			}
			if len(shelves[k]) < tried {
				shelves[k] = append(shelves[k], d)
			}
		}
	}
}

// parents tells under which unit that of a report stood in its period.
func (in *Input) parents() func(r *report.Report) string {
	units := make(map[string]*report.Unit, len(in.Archive.Units))
	for _, u := range in.Archive.Units {
		units[u.ID] = u
	}
	return func(r *report.Report) string {
		if u := units[r.Unit]; u != nil {
			return u.ParentOn(in.Archive.Calendar.Span(r.Period).First)
		}
		return ""
	}
}

// draughts are the texts that are long enough to be copies, in the order of the
// archive; if only some reports are looked at, theirs and those that they are held
// against.
func (in *Input) draughts(parents func(*report.Report) string) []draught {
	beside := map[shelf]bool{}
	before := map[*report.Report]bool{}
	if in.Only != nil {
		for _, r := range in.Archive.Reports {
			if in.wanted(r) {
				beside[shelf{parents(r), r.Period}] = true
				before[in.Cube.Report(r.Unit, r.Period.Add(-1))] = true
			}
		}
	}
	var list []draught
	for _, r := range in.Archive.Reports {
		if Exempt(r) || in.Only != nil && !before[r] && !beside[shelf{parents(r), r.Period}] {
			continue
		}
		if r.Body != nil {
			list = append(list, draught{report: r, lang: r.Lang, file: r.File, body: r.Body})
		}
		for i := range r.Others {
			if o := &r.Others[i]; o.Body != nil {
				list = append(list, draught{report: r, lang: o.Lang, file: o.File, body: o.Body})
			}
		}
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var k prose.Sketcher
			for i := int(next.Add(1)) - 1; i < len(list); i = int(next.Add(1)) - 1 {
				list[i].Sketch = k.Sketch(grams, passagesOf(list[i].body)...)
			}
		})
	}
	wg.Wait()
	return slices.DeleteFunc(list, func(d draught) bool { return d.Runs < written })
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

// sayCopied says that a text is a copy of another, if it is one.
func (in *Input) sayCopied(d, other *draught, say say) bool {
	if d.Likeness(other.Sketch) < nearby {
		return false
	}
	share := prose.ShinglesOf(grams, passagesOf(d.body)...).Likeness(prose.ShinglesOf(grams, passagesOf(other.body)...))
	if share < copyShare {
		return false
	}
	at := report.Pos{Line: 1, Column: 1}
	if len(d.body.Blocks) > 0 {
		at = d.body.Blocks[0].Pos
	}
	say(d.file, at, in.W(w("the text is by %.0f%% that of %s", "正文有 %.0f%% 與 %s 相同", "正文有 %.0f%% 与 %s 相同"), 100*share, other.file),
		in.W(w("write what was different this time; figures change by themselves, as {{ revenue }}", "請寫出這次有何不同；數字可用 {{ revenue }} 自動更新", "请写出这次有何不同；数字可用 {{ revenue }} 自动更新")))
	return true
}
