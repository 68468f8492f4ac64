package main

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// A column of a table. Of two columns that do not both fit, the one with the
// lower weight stays; a column with weight 0 always stays.
type column struct {
	head   string
	right  bool
	weight int
	give   bool // may be cut when all else does not help
	least  int  // of one that gives: it is cut to this width before other columns go; 0: they go first
}

// A cell is text in one style, or in several pieces.
type cell []piece

type piece struct{ text, style string }

func plain(text string) cell         { return cell{{text, ""}} }
func styled(style, text string) cell { return cell{{text, style}} }
func (c cell) width() (w int)        { return cells(c.text()) }
func (c cell) text() (s string) {
	for _, p := range c {
		s += p.text
	}
	return s
}

// cells is how wide a text is on the screen. What is ambiguous is narrow.
func cells(s string) int { return new(runewidth.Condition).StringWidth(s) }

// cut shortens a text to so many cells.
func cut(s string, w int) string { return new(runewidth.Condition).Truncate(s, w, "…") }

// A table is rows of cells under heads.
type table struct {
	columns []column
	rows    [][]cell
}

const gap = "  "

// write prints t within a width, with columns left out from the heaviest down
// until it fits.
func (t *table) write(s *stream, width int) {
	widths := t.widths()
	keep := t.fit(widths, width)
	var head []cell
	for _, c := range t.columns {
		head = append(head, styled(faint, c.head))
	}
	t.line(s, head, widths, keep)
	for _, r := range t.rows {
		t.line(s, r, widths, keep)
	}
}

func (t *table) widths() []int {
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		widths[i] = cells(c.head)
		for _, r := range t.rows {
			widths[i] = max(widths[i], r[i].width())
		}
	}
	return widths
}

// fit chooses which columns to keep: those that always stay, and the others by
// their weight for as long as they fit. Then it narrows those that give way.
func (t *table) fit(widths []int, width int) []bool {
	keep := make([]bool, len(widths))
	narrow := slices.Clone(widths)
	for i, c := range t.columns {
		if c.least > 0 {
			narrow[i] = min(narrow[i], c.least)
		}
	}
	var more []int
	for i, c := range t.columns {
		switch {
		case t.empty(i):
		case c.weight == 0:
			keep[i] = true
		default:
			more = append(more, i)
		}
	}
	slices.SortStableFunc(more, func(a, b int) int { return cmp.Compare(t.columns[a].weight, t.columns[b].weight) })
	for _, i := range more {
		if keep[i] = true; total(narrow, keep) > width {
			keep[i] = false
			break
		}
	}
	for i, c := range t.columns {
		if over := total(widths, keep) - width; c.give && keep[i] && over > 0 {
			widths[i] = max(widths[i]-over, 8)
		}
	}
	return keep
}

// empty reports whether no row has anything in a column.
func (t *table) empty(i int) bool {
	for _, r := range t.rows {
		if strings.TrimSpace(r[i].text()) != "" {
			return false
		}
	}
	return i > 0
}

func total(widths []int, keep []bool) int {
	n := -len(gap)
	for i, w := range widths {
		if keep[i] {
			n += w + len(gap)
		}
	}
	return n
}

func (t *table) line(s *stream, row []cell, widths []int, keep []bool) {
	var b strings.Builder
	for i, c := range row {
		if !keep[i] {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(gap)
		}
		w := c.width()
		if w > widths[i] {
			c = cell{{cut(c.text(), widths[i]), c[0].style}}
			w = c.width()
		}
		pad := strings.Repeat(" ", max(widths[i]-w, 0))
		if t.columns[i].right {
			b.WriteString(pad)
		}
		for _, p := range c {
			b.WriteString(s.paint(p.style, p.text))
		}
		if !t.columns[i].right {
			b.WriteString(pad)
		}
	}
	io.WriteString(s, strings.TrimRight(b.String(), " ")+"\n")
}
