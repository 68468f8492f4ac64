package render

import (
	"html/template"
	"sync"
	"unsafe"

	"almanac/site/page"
)

// A press draws one page at a time, with layouts of its own that write their
// fragments into its buffer.
type press struct {
	set  *template.Template
	page sink
	out  out // the fragments of the page, one behind the other
}

// presses are those that draw nothing just now.
type presses struct {
	sync.Mutex
	idle []*press
}

// take gives a press for the layouts of a set that was never executed.
func (p *presses) take(set *template.Template) (*press, error) {
	p.Lock()
	defer p.Unlock()
	if n := len(p.idle); n > 0 {
		x := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return x, nil
	}
	own, err := set.Clone()
	if err != nil {
		return nil, err
	}
	x := &press{set: own}
	own.Funcs(x.funcs())
	return x, nil
}

func (p *presses) put(x *press) {
	p.Lock()
	defer p.Unlock()
	p.idle = append(p.idle, x)
}

func (p *press) start() {
	p.page.start()
	p.out.b = p.out.b[:0]
}

// funcs are the fragments that layouts can ask for.
func (p *press) funcs() template.FuncMap {
	return template.FuncMap{
		"head": fragment(p, (*out).meta), "banner": fragment(p, (*out).banner), "side": fragment(p, (*out).side),
		"crumbs": fragment(p, (*out).crumbs), "heading": fragment(p, (*out).heading), "foot": fragment(p, (*out).foot),
		"links": fragment(p, (*out).links), "tree": fragment(p, (*out).tree), "message": fragment(p, (*out).message),
		"table": fragment(p, (*out).table), "figure": fragment(p, (*out).figure), "figures": fragment(p, (*out).figures),
		"sections": fragment(p, (*out).sections), "lines": fragment(p, (*out).lines), "blocks": fragment(p, (*out).blocks),
		"prose": fragment(p, (*out).prose), "report": func(t *page.Prose, f *page.Frame) template.HTML {
			return p.write(func() { p.out.report(t, f) })
		},
		"how": fragment(p, (*out).hows), "facts": fragment(p, (*out).facts),
	}
}

// fragment is a function of layouts that draws a value.
func fragment[T any](p *press, draw func(*out, T)) func(T) template.HTML {
	return func(v T) template.HTML {
		return p.write(func() { draw(&p.out, v) })
	}
}

// write gives what a function writes. It is no copy: the bytes stay as they are
// until the press draws its next page, and nothing of this one is left then.
func (p *press) write(f func()) template.HTML {
	from := len(p.out.b)
	f()
	b := p.out.b[from:]
	return template.HTML(unsafe.String(unsafe.SliceData(b), len(b)))
}
