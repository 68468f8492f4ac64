package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// drawing is what a test sees of an SVG.
type drawing struct {
	w, h  float64
	ids   map[string]string // text of title and desc
	refs  []string          // of aria-labelledby
	label string            // aria-label
	marks []mark
	seen  map[string]int // elements by name
}

// mark is one shape or text: its box and the classes above and at it.
type mark struct {
	kind, class, text string
	box               rect
	runs              [][][2]float64 // of a path: the corners of its strokes
}

// of gives the marks of a kind that have a class.
func (d *drawing) of(kind, class string) []mark {
	var out []mark
	for _, m := range d.marks {
		if m.kind == kind && strings.Contains(m.class+" ", " "+class+" ") {
			out = append(out, m)
		}
	}
	return out
}

type frame struct {
	name, class, anchor string
	size                float64
	attrs               map[string]string
	text                strings.Builder
	// Where the unit of the picture at hand lies in the whole one: x is at
	// left + x × wide, and a hundred per cent are all wide.
	left, top, wide, all float64
}

// pic is what a chart draws.
func pic[T any](draw func([]byte, T) []byte, o T) string { return string(draw(nil, o)) }

// parse reads one SVG and fails the test unless it is well-formed, free of
// styles, scripts and impossible numbers, and inside its viewBox.
func parse(t *testing.T, svg string) *drawing {
	t.Helper()
	return parseAt(t, svg, usual)
}

// parseAt reads a picture that fits any width as it is at one.
func parseAt(t *testing.T, svg string, width float64) *drawing {
	t.Helper()
	d, err := read(svg, width)
	if err != nil {
		t.Fatalf("%v\n%s", err, svg)
	}
	for _, m := range d.marks {
		b := m.box
		if !(b.x0 >= -0.5 && b.y0 >= -0.1 && b.x1 <= d.w+0.5 && b.y1 <= d.h+0.1) {
			t.Fatalf("%s %q %q at %v, outside %v × %v\n%s", m.kind, m.class, m.text, b, d.w, d.h, svg)
		}
	}
	for _, r := range d.refs {
		if _, ok := d.ids[r]; !ok {
			t.Fatalf("aria-labelledby names %q, which is not there\n%s", r, svg)
		}
	}
	return d
}

func read(svg string, width float64) (*drawing, error) {
	d := &drawing{ids: map[string]string{}, seen: map[string]int{}}
	dec := xml.NewDecoder(strings.NewReader(svg))
	var stack []*frame
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return d, nil
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			f, err := d.start(tok, stack, width)
			if err != nil {
				return nil, err
			}
			stack = append(stack, f)
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text.Write(tok)
			}
		case xml.EndElement:
			f := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if err := d.end(f, len(stack), width); err != nil {
				return nil, err
			}
		}
	}
}

func (d *drawing) start(e xml.StartElement, stack []*frame, width float64) (*frame, error) {
	f := &frame{name: e.Name.Local, attrs: map[string]string{}, wide: 1, all: width}
	d.seen[f.name]++
	if len(stack) > 0 {
		up := stack[len(stack)-1]
		f.class, f.anchor, f.size = up.class, up.anchor, up.size
		f.left, f.top, f.wide, f.all = up.left, up.top, up.wide, up.all
	}
	for _, a := range e.Attr {
		if _, twice := f.attrs[a.Name.Local]; twice {
			return nil, fmt.Errorf("<%s> has %s twice", f.name, a.Name.Local)
		}
		f.attrs[a.Name.Local] = a.Value
		switch a.Name.Local {
		case "style", "onload", "onclick", "href":
			return nil, fmt.Errorf("<%s> has %s", f.name, a.Name.Local)
		case "class":
			f.class += " " + a.Value
		case "text-anchor":
			f.anchor = a.Value
		case "font-size":
			f.size, _ = strconv.ParseFloat(a.Value, 64)
		}
	}
	return f, d.place(f, stack, width)
}

// place finds where the inside of an element lies.
func (d *drawing) place(f *frame, stack []*frame, width float64) error {
	var w, h, x, y float64
	switch {
	case f.name == "svg" && len(stack) == 0:
		d.label, d.refs = f.attrs["aria-label"], strings.Fields(f.attrs["aria-labelledby"])
		if f.attrs["width"] == "100%" {
			d.w = width
			_, err := fmt.Sscan(f.attrs["height"], &d.h)
			return err
		}
		if _, err := fmt.Sscanf(f.attrs["viewBox"], "0 0 %f %f", &d.w, &d.h); err != nil {
			return err
		}
		if want := fmt.Sprintf("0 0 %s %s", f.attrs["width"], f.attrs["height"]); f.attrs["width"] != "" && f.attrs["viewBox"] != want {
			return fmt.Errorf("viewBox %q, want %q", f.attrs["viewBox"], want)
		}
		f.all = d.w
	case f.name == "svg" && f.attrs["x"] != "":
		if _, err := fmt.Sscanf(f.attrs["x"], "%f%%", &x); err != nil {
			return err
		}
		f.left = width * x / 100
	case f.name == "svg":
		if _, err := fmt.Sscanf(f.attrs["viewBox"], "0 0 %f %f", &w, &h); err != nil || h != d.h || f.attrs["preserveAspectRatio"] != "none" {
			return fmt.Errorf("a picture %q within one of %v px: %v", f.attrs["viewBox"], d.h, err)
		}
		f.wide = width / w
	case f.attrs["transform"] != "":
		if _, err := fmt.Sscanf(f.attrs["transform"], "translate(%f %f)", &x, &y); err != nil {
			return err
		}
		f.left, f.top = f.left+x, f.top+y
	}
	return nil
}

// hidden reports whether words of some classes stand at a width.
func hidden(class string, width float64) bool {
	at := "m"
	if width < 480 {
		at = "n"
	} else if width >= 860 {
		at = "w"
	}
	for _, c := range strings.Fields(class) {
		if c == "w" || c == "m" || c == "n" || c == "wm" || c == "mn" || c == "wn" {
			return !strings.Contains(c, at)
		}
	}
	return false
}

func (d *drawing) end(f *frame, depth int, width float64) error {
	var err error
	num := func(name string) float64 {
		s, part := strings.CutSuffix(f.attrs[name], "%")
		v, e := strconv.ParseFloat(s, 64)
		if e != nil && f.attrs[name] != "" || v != v || v > 1e6 || v < -1e6 {
			err = fmt.Errorf("<%s %s=%q>", f.name, name, f.attrs[name])
		}
		if part {
			v *= f.all / 100
		}
		return v
	}
	if hidden(f.class, width) {
		return nil
	}
	add := func(kind string, b rect, runs [][][2]float64) {
		b = rect{f.left + b.x0*f.wide, f.top + b.y0, f.left + b.x1*f.wide, f.top + b.y1}
		for _, run := range runs {
			for i := range run {
				run[i] = [2]float64{f.left + run[i][0]*f.wide, f.top + run[i][1]}
			}
		}
		d.marks = append(d.marks, mark{kind: kind, class: f.class, text: f.text.String(), box: b, runs: runs})
	}
	switch f.name {
	case "title", "desc":
		d.ids[f.attrs["id"]] = f.text.String()
	case "circle":
		x, y, r := num("cx"), num("cy"), num("r")
		add("circle", rect{x - r, y - r, x + r, y + r}, nil)
	case "text":
		add("text", textBox(f, num("x"), num("y")), nil)
	case "line":
		add("path", rect{num("x1"), num("y1"), num("x2"), num("y2")}, nil)
	case "path":
		return d.path(f, add)
	case "g", "svg":
	default:
		return fmt.Errorf("<%s>", f.name)
	}
	return err
}

// tall is how tall the stylesheet makes the bars of bullets.
func tall(class string) float64 {
	switch c := strings.Fields(class); {
	case len(c) < 2 || c[0] != "bullet":
		return 0
	case c[1] == "ac":
		return 6.4
	case c[1] == "range" || len(c[1]) == 2 && c[1][0] == 'b':
		return 13.6
	}
	return 0
}

// path takes boxes, and strokes as wide as columns, for rects.
func (d *drawing) path(f *frame, add func(string, rect, [][][2]float64)) error {
	b, runs, closed, err := pathBox(f.attrs["d"])
	if err != nil {
		return err
	}
	wide, high := 0.0, 0.0
	if s := f.attrs["stroke-width"]; s != "" {
		if wide, err = strconv.ParseFloat(s, 64); err != nil || wide < 0 {
			return fmt.Errorf("stroke-width %q: %v", s, err)
		}
	} else if !closed {
		high = tall(f.class)
	}
	if !closed && wide == 0 && high == 0 {
		add("path", b, runs)
		return nil
	}
	for _, run := range runs {
		b := rect{1e9, 1e9, -1e9, -1e9}
		for _, p := range run {
			b = rect{min(b.x0, p[0]), min(b.y0, p[1]), max(b.x1, p[0]), max(b.y1, p[1])}
		}
		if closed && len(run) != 4 || !closed && len(run) != 2 {
			return fmt.Errorf("a box of %d corners: %s", len(run), f.attrs["d"])
		}
		add("rect", rect{b.x0 - wide/2, b.y0 - high/2, b.x1 + wide/2, b.y1 + high/2}, nil)
	}
	return nil
}

func textBox(f *frame, x, y float64) rect {
	w := em(f.text.String()) * f.size
	switch f.anchor {
	case "middle":
		x -= w / 2
	case "end":
		x -= w
	}
	return rect{x, y - 0.75*f.size, x + w, y + 0.2*f.size}
}

var number = regexp.MustCompile(`^ ?(-?(?:\d+\.?\d*|\.\d+))`)

// pathBox reads a path: the box around it, the corners of its strokes, and
// whether all of these are closed.
func pathBox(d string) (b rect, runs [][][2]float64, closed bool, err error) {
	b = rect{1e9, 1e9, -1e9, -1e9}
	if d == "" {
		return b, nil, false, fmt.Errorf("a path without strokes")
	}
	x, y, op, shut := 0.0, 0.0, byte(0), 0
	for rest := d; rest != ""; {
		if c := rest[0]; c >= 'A' {
			op, rest = c, rest[1:]
			if op == 'z' {
				shut++
				continue
			}
		}
		take := func() (v float64) {
			m := number.FindString(rest)
			if v, err = strconv.ParseFloat(strings.TrimSpace(m), 64); err == nil {
				rest = rest[len(m):]
			}
			return v
		}
		switch op {
		case 'M', 'L':
			x, y = take(), take()
		case 'm', 'l':
			x, y = x+take(), y+take()
		case 'H':
			x = take()
		case 'h':
			x += take()
		case 'V':
			y = take()
		case 'v':
			y += take()
		default:
			err = fmt.Errorf("%q", op)
		}
		if err != nil {
			return b, nil, false, fmt.Errorf("path %q: %w", d, err)
		}
		if op == 'M' || op == 'm' {
			runs = append(runs, nil)
			op = map[byte]byte{'M': 'L', 'm': 'l'}[op]
		}
		if len(runs) == 0 {
			return b, nil, false, fmt.Errorf("path %q does not begin with M", d)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], [2]float64{x, y})
		b = rect{min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)}
	}
	return b, runs, shut == len(runs), nil
}
