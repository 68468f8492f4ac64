package render

import (
	"html/template"
	"reflect"
	"sync"
	"unsafe"

	"almanac/site/page"
)

// A press draws one page at a time: with a program, or with layouts of its own
// that write their fragments aside.
type press struct {
	page      sink
	aside     out // fragments that wait to be put into the page, one behind the other
	dot, root slot
	depth     int                // of parts within parts
	set       *template.Template // nil until html/template has to draw
}

// presses are those that draw nothing just now.
type presses struct {
	sync.Mutex
	idle []*press
}

func (p *presses) take() *press {
	p.Lock()
	defer p.Unlock()
	n := len(p.idle)
	if n == 0 {
		return new(press)
	}
	x := p.idle[n-1]
	p.idle = p.idle[:n-1]
	return x
}

func (p *presses) put(x *press) {
	x.dot, x.root = slot{}, slot{} // the view may go
	p.Lock()
	defer p.Unlock()
	p.idle = append(p.idle, x)
}

func (p *press) start() {
	p.page.start()
	p.aside.b = p.aside.b[:0]
}

// draw has html/template draw a page, with a copy of a set that was never
// executed.
func (p *press) draw(set *template.Template, x page.Page) error {
	if p.set == nil {
		own, err := set.Clone()
		if err != nil {
			return err
		}
		p.set = own.Funcs(p.funcs())
	}
	p.start()
	return p.set.ExecuteTemplate(&p.page, x.Layout, x.View)
}

// A fragment is a function of layouts that draws one value or two.
type fragment struct {
	takes []reflect.Type
	draw  func(o *out, args [2]any)   // each of its type, or a pointer to that
	call  func(p *press) (layout any) // the function as html/template calls it
}

// drawing is the fragment that draws a T.
func drawing[T any](draw func(*out, T)) fragment {
	return fragment{
		takes: []reflect.Type{reflect.TypeFor[T]()},
		draw:  func(o *out, args [2]any) { draw(o, argument[T](args[0])) },
		call: func(p *press) any {
			return func(v T) template.HTML { return p.write(func() { draw(&p.aside, v) }) }
		},
	}
}

// drawingBoth is the fragment that draws two values.
func drawingBoth[A, B any](draw func(*out, A, B)) fragment {
	return fragment{
		takes: []reflect.Type{reflect.TypeFor[A](), reflect.TypeFor[B]()},
		draw:  func(o *out, args [2]any) { draw(o, argument[A](args[0]), argument[B](args[1])) },
		call: func(p *press) any {
			return func(a A, b B) template.HTML { return p.write(func() { draw(&p.aside, a, b) }) }
		},
	}
}

// argument is a T, or what a pointer to it points to.
func argument[T any](x any) T {
	if v, ok := x.(T); ok {
		return v
	}
	return *x.(*T)
}

// fragments are the functions that layouts can call.
func fragments() map[string]fragment {
	return map[string]fragment{
		"head": drawing((*out).meta), "banner": drawing((*out).banner), "side": drawing((*out).side),
		"crumbs": drawing((*out).crumbs), "heading": drawing((*out).heading), "foot": drawing((*out).foot),
		"links": drawing((*out).links), "tree": drawing((*out).tree), "message": drawing((*out).message),
		"table": drawing((*out).table), "figure": drawing((*out).figure), "figures": drawing((*out).figures),
		"sections": drawing((*out).sections), "lines": drawing((*out).lines), "blocks": drawing((*out).blocks),
		"prose": drawing((*out).prose), "report": drawingBoth((*out).report),
		"how": drawing((*out).hows), "facts": drawing((*out).facts),
	}
}

// funcs are the fragments as html/template calls them.
func (p *press) funcs() template.FuncMap {
	list := template.FuncMap{}
	for name, f := range fragments() {
		list[name] = f.call(p)
	}
	return list
}

// write gives what a function writes aside. It is no copy: the bytes stay as
// they are until the press draws its next page, and nothing of this one is left
// then.
func (p *press) write(f func()) template.HTML {
	from := len(p.aside.b)
	f()
	return template.HTML(p.since(from))
}

// since is what was written aside from a place on.
func (p *press) since(from int) string {
	b := p.aside.b[from:]
	return unsafe.String(unsafe.SliceData(b), len(b))
}
