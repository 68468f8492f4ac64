package render

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
)

// A program is a layout made ready for views of one type. html/template has put
// its escapers where they belong; every action is a function that knows the type
// of what it works on, so that nothing is looked up by its name and nothing is
// called through package reflect.
//
// A program writes what html/template would write, or gives up. Then the page is
// drawn from its beginning by html/template, whose errors name the place; so is
// a layout that holds what a [compiler] does not know.
type program struct{ steps []step }

// A step does what one node of a layout says.
type step func(*press)

// A slot is a value while a program runs: v, which is part of a view, or s, words
// that were made on the way. Which it is, its shape says beforehand.
type slot struct {
	v reflect.Value
	s string
}

// unknown is what a program panics with to give up.
type unknown struct{}

// maxDepth is how deep parts stand within parts.
const maxDepth = 1000

// run draws a view with a program. It reports false if it gave up, or if a
// fragment panicked.
func (p *press) run(prog *program, view any) (done bool) {
	defer func() {
		if recover() != nil {
			done = false
		}
	}()
	p.start()
	p.depth = 0
	p.root = slot{v: reflect.ValueOf(view)}
	p.dot = p.root
	p.steps(prog.steps)
	return true
}

func (p *press) steps(list []step) {
	for _, f := range list {
		f(p)
	}
}

// raw writes what is finished.
func (p *press) raw(s string) {
	p.admit(len(s))
	p.page.raw(s)
}

// admit gives up if the page is too large or takes too long.
func (p *press) admit(n int) {
	if p.page.admit(n) != nil {
		panic(unknown{})
	}
}

// programs are those that were made, by layout and type of view.
type programs struct {
	mu   sync.Mutex
	set  *template.Template      // of the layouts that were escaped, as [callable] gives it
	made map[programKey]*program // nil: html/template draws it
}

type programKey struct {
	layout string
	view   reflect.Type
}

// of is the program for a view, from a set of layouts that was never executed;
// nil if there is none.
func (ps *programs) of(set *template.Template, layout string, view any) *program {
	key := programKey{layout, reflect.TypeOf(view)}
	ps.mu.Lock()
	defer ps.mu.Unlock()
	prog, ok := ps.made[key]
	if !ok {
		if ps.made == nil {
			ps.set, ps.made = callable(set), map[programKey]*program{}
		}
		prog = compile(ps.set, layout, key.view)
		ps.made[key] = prog
	}
	return prog
}

// callable is a copy of a set with a part for each layout that calls it if there
// is data; nil if it cannot be made. html/template escapes what it is about to
// run: such a part, without data, has it escape the layout and run nothing.
func callable(set *template.Template) *template.Template {
	own, err := set.Clone()
	if err != nil {
		return nil
	}
	for _, t := range set.Templates() {
		if _, err := own.New(callerOf(t.Name())).Parse(fmt.Sprintf("{{if .}}{{template %q}}{{end}}", t.Name())); err != nil {
			return nil
		}
	}
	return own
}

// callerOf is the name of what calls a layout: none that a file can have.
func callerOf(layout string) string { return "/" + layout }

// compile makes the program of a layout for a type of view, in a set that is
// [callable]; nil if it holds something that programs do not know.
func compile(set *template.Template, layout string, view reflect.Type) *program {
	if set == nil || view == nil || view.Kind() != reflect.Pointer || view.Elem().Kind() != reflect.Struct ||
		set.ExecuteTemplate(io.Discard, callerOf(layout), nil) != nil {
		return nil
	}
	c := &compiler{set: set, fragments: fragments(), parts: map[partKey]*program{}}
	prog := c.part(layout, shape{typ: view})
	if c.failed {
		return nil
	}
	return prog
}
