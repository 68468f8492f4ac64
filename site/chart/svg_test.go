package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
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
}

// parse reads one SVG and fails the test unless it is well-formed, free of
// styles, scripts and impossible numbers, and inside its viewBox.
func parse(t *testing.T, svg string) *drawing {
	t.Helper()
	d, err := read(svg)
	if err != nil {
		t.Fatalf("%v\n%s", err, svg)
	}
	for _, m := range d.marks {
		b := m.box
		if !(b.x0 >= -0.1 && b.y0 >= -0.1 && b.x1 <= d.w+0.1 && b.y1 <= d.h+0.1) {
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

func read(svg string) (*drawing, error) {
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
			f, err := d.start(tok, stack)
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
			if err := d.end(f); err != nil {
				return nil, err
			}
		}
	}
}

func (d *drawing) start(e xml.StartElement, stack []*frame) (*frame, error) {
	f := &frame{name: e.Name.Local, attrs: map[string]string{}}
	d.seen[f.name]++
	if len(stack) > 0 {
		up := stack[len(stack)-1]
		f.class, f.anchor, f.size = up.class, up.anchor, up.size
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
	return f, nil
}

func (d *drawing) end(f *frame) error {
	var err error
	num := func(name string) float64 {
		v, e := strconv.ParseFloat(f.attrs[name], 64)
		if e != nil || v != v || v > 1e6 || v < -1e6 {
			err = fmt.Errorf("<%s %s=%q>", f.name, name, f.attrs[name])
		}
		return v
	}
	add := func(b rect) {
		d.marks = append(d.marks, mark{kind: f.name, class: f.class, text: f.text.String(), box: b})
	}
	switch f.name {
	case "svg":
		d.w, d.h, d.label = num("width"), num("height"), f.attrs["aria-label"]
		d.refs = strings.Fields(f.attrs["aria-labelledby"])
		if want := fmt.Sprintf("0 0 %s %s", f.attrs["width"], f.attrs["height"]); f.attrs["viewBox"] != want {
			return fmt.Errorf("viewBox %q, want %q", f.attrs["viewBox"], want)
		}
	case "title", "desc":
		d.ids[f.attrs["id"]] = f.text.String()
	case "rect":
		x, y, w, h := num("x"), num("y"), num("width"), num("height")
		if w < 0 || h < 0 {
			return fmt.Errorf("a rect of %v × %v", w, h)
		}
		add(rect{x, y, x + w, y + h})
	case "circle":
		x, y, r := num("cx"), num("cy"), num("r")
		add(rect{x - r, y - r, x + r, y + r})
	case "text":
		add(textBox(f, num("x"), num("y")))
	case "path":
		b, runs, e := pathBox(f.attrs["d"])
		if e != nil {
			return e
		}
		add(b)
		d.marks[len(d.marks)-1].runs = runs
	case "g":
	default:
		return fmt.Errorf("<%s>", f.name)
	}
	return err
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

func pathBox(d string) (b rect, runs [][][2]float64, err error) {
	b = rect{1e9, 1e9, -1e9, -1e9}
	if d == "" {
		return b, nil, fmt.Errorf("a path without strokes")
	}
	x, y := 0.0, 0.0
	for d != "" {
		op := d[0]
		n := strings.IndexAny(d[1:], "MLHV") + 1
		if n == 0 {
			n = len(d)
		}
		switch args := d[1:n]; op {
		case 'M', 'L':
			_, err = fmt.Sscanf(args, "%f %f", &x, &y)
		case 'H':
			x, err = strconv.ParseFloat(args, 64)
		case 'V':
			y, err = strconv.ParseFloat(args, 64)
		default:
			err = fmt.Errorf("%q", op)
		}
		if err != nil {
			return b, nil, fmt.Errorf("path %q: %w", d, err)
		}
		if op == 'M' {
			runs = append(runs, nil)
		}
		if len(runs) == 0 {
			return b, nil, fmt.Errorf("path %q does not begin with M", d)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], [2]float64{x, y})
		b = rect{min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)}
		d = d[n:]
	}
	return b, runs, nil
}
