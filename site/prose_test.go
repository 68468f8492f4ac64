package site_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// The authored texts of the example: every figure in them has to be one of
// the cube's, as printed, of a unit and a period that the text speaks of.

var (
	figureForm = regexp.MustCompile(`(USD )?(-?\d[\d,]*(?:\.\d+)?)( million|%| percentage points?|個百分點|萬美元)?`)
	// What is no figure: dates, names of periods, ids of actions.
	noFigures = regexp.MustCompile(`A-(FY)?20[\d-]+(Q\d)?[\d-]*\d|\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?|` +
		`(January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|[Ff]iscal year \d{4}|FY\d{4}(-Q\d)?|\d{4}財年|(\d{4}年)?\d{1,2}月(\d{1,2}日)?`)
)

type forms map[string]bool // "pct 98.0", "usd 3.43", "wan 343", "pp 2.0", "count 180"

func TestFiguresInTexts(t *testing.T) {
	c := read(t, "..", "2020-07-10")
	texts := 0
	for _, r := range c.Archive.Reports {
		if r.Scenario == report.Figures || r.Prose == nil {
			continue
		}
		bodies := map[string]*report.Body{r.File: r.Prose.Body()}
		for _, o := range r.Others {
			bodies[o.File] = o.Prose.Body()
		}
		for file, b := range bodies {
			texts++
			if n := figuresFound(t, c, r, file, b); n < 5 {
				t.Errorf("%s: only %d figures", file, n)
			}
		}
	}
	if texts != 34 {
		t.Errorf("%d authored texts, want 17 in two languages", texts)
	}
}

// figuresFound counts the figures of a text and names those that are not in
// the cube.
func figuresFound(t *testing.T, c *cube.Cube, r *report.Report, file string, b *report.Body) int {
	n := 0
	for _, bl := range b.Blocks {
		words := b.Words(bl)
		known := forms{}
		for _, p := range spokenOf(c.Calendar(), r.Period, words) {
			for _, u := range c.Archive.Units {
				collect(known, c, u.ID, p)
			}
		}
		for _, rr := range c.Archive.Reports {
			for _, a := range rr.Actions { // the threshold of a promise is a figure of the promise
				known.pct(a.AcceptValue)
			}
		}
		text := noFigures.ReplaceAllString(words, "")
		for _, m := range figureForm.FindAllStringSubmatch(text, -1) {
			kind := map[string]string{"%": "pct", " million": "usd", "萬美元": "wan", "": "count"}[m[3]]
			if kind == "" {
				kind = "pp"
			}
			n++
			if !known[kind+" "+strings.ReplaceAll(m[2], ",", "")] {
				t.Errorf("%s:%d: %q is not among the figures: %s", file, bl.Pos.Line, strings.TrimSpace(m[0]), words)
			}
		}
	}
	return n
}

var months = strings.Fields("January February March April May June July August September October November December")

// spokenOf lists the periods that a paragraph of a report speaks of: the
// report's own, the one before, that of the year before, and those it names.
func spokenOf(cal period.Calendar, p period.Period, text string) []period.Period {
	year, _ := cal.YearAgo(p)
	list := []period.Period{p, p.Prev(), year}
	add := func(name string) {
		if q, err := cal.Parse(name); err == nil {
			list = append(list, q)
		}
	}
	for i, m := range months {
		named := regexp.MustCompile(`\b` + m + `\b|(?:^|[^\d])` + fmt.Sprint(i+1) + `月`)
		if !named.MatchString(text) {
			continue
		}
		for y := 2018; y <= 2021; y++ {
			add(fmt.Sprintf("%d-%02d", y, i+1))
		}
	}
	for i, w := range []string{"first", "second", "third", "fourth"} {
		if strings.Contains(text, w) || strings.Contains(text, "第"+string([]rune("一二三四")[i])+"季") {
			for y := 2019; y <= 2021; y++ {
				add(fmt.Sprintf("FY%d-Q%d", y, i+1))
			}
		}
	}
	for _, y := range []string{"2019", "2020", "2021"} {
		if strings.Contains(text, "FY"+y) || strings.Contains(text, y+"財年") {
			add("FY" + y)
		}
	}
	return list
}

// collect enters every form in which a text may quote the figures of a unit
// in a period.
func collect(f forms, c *cube.Cube, unit string, p period.Period) {
	for _, m := range c.Archive.Metrics {
		fig := c.Figure(unit, m.ID, p)
		f.value(m, fig.Actual)
		f.value(m, fig.Target)
		if at := c.Attainment(unit, m.ID, p); at.Rate.Present() {
			f.pct(at.Rate)
			f.value(m, at.Gap)
			f.points(at.Rate.Sub(num.Int(1)))
		}
		year, _ := c.Calendar().YearAgo(p)
		for _, base := range []period.Period{p.Prev(), year} {
			b := c.Figure(unit, m.ID, base).Actual
			if d := fig.Actual.Sub(b); m.Points() {
				f.points(d)
			} else {
				f.value(m, d)
				f.pct(d.Div(b))
			}
		}
		if unit != report.Root {
			f.pct(fig.Actual.Div(c.Figure(report.Root, m.ID, p).Actual))
		}
		if w, ok := c.YearToDate(unit, m.ID, p); ok {
			f.value(m, w.Actual)
			f.value(m, w.Actual.Sub(w.Target))
			f.pct(w.Actual.Div(w.Target))
		}
	}
}

func (f forms) value(m *report.Metric, n num.Num) {
	switch m.Unit {
	case report.Money:
		for d := range 4 {
			f.both("usd", n.Mul(num.Dec(1, 6)), d)
		}
		for d := range 2 {
			f.both("wan", n.Mul(num.Dec(1, 4)), d)
		}
	case report.Percent:
		f.pct(n)
	default:
		f.both("count", n, 0)
	}
}

func (f forms) pct(n num.Num) {
	f.both("pct", n.Mul(num.Int(100)), 1)
	f.both("pct", n.Mul(num.Int(100)), 0)
}
func (f forms) points(n num.Num) { f.both("pp", n.Mul(num.Int(100)), 1) }

// both enters a number with its sign and without: "fell by 3.4%".
func (f forms) both(kind string, n num.Num, decimals int) {
	if n.Present() {
		f[kind+" "+n.Fixed(decimals)] = true
		f[kind+" "+n.Abs().Fixed(decimals)] = true
	}
}

// TestTextsDiffer holds that no two authored texts are alike: the share of
// common runs of five words (of five characters in Chinese) stays below half.
func TestTextsDiffer(t *testing.T) {
	c := read(t, "..", "2020-07-10")
	type text struct {
		file string
		runs map[string]bool
	}
	var list []text
	add := func(file, lang string, b *report.Body) {
		var words []string
		for _, bl := range b.Blocks {
			s := regexp.MustCompile(`\d[\d.,]*`).ReplaceAllString(b.Words(bl), "")
			if lang == "en" {
				words = append(words, strings.Fields(s)...)
			} else {
				words = append(words, strings.Split(s, "")...)
			}
		}
		runs := map[string]bool{}
		for i := 0; i+5 <= len(words); i++ {
			runs[strings.Join(words[i:i+5], " ")] = true
		}
		list = append(list, text{file, runs})
	}
	for _, r := range c.Archive.Reports {
		if r.Scenario != report.Figures && r.Prose != nil {
			add(r.File, "en", r.Prose.Body())
			for _, o := range r.Others {
				add(o.File, "zh", o.Prose.Body())
			}
		}
	}
	for i, a := range list {
		for _, b := range list[:i] {
			common := 0
			for g := range a.runs {
				if b.runs[g] {
					common++
				}
			}
			if all := len(a.runs) + len(b.runs) - common; 2*common > all {
				t.Errorf("%s and %s share %d of %d runs", a.file, b.file, common, all)
			}
		}
	}
}
