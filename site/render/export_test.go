package render

import (
	"html/template"
	"time"

	"almanac/site/page"
)

// Templates is the set of all layouts.
func (r *Renderer) Templates() *template.Template { return r.set }

// Patience sets how long a layout of the archive's own may draw.
func (r *Renderer) Patience(d time.Duration) { r.patience = d }

// Fragment draws a table and gives the number of its bytes.
func (r *Renderer) Fragment() func(*page.Table) int {
	var o out
	return func(t *page.Table) int {
		o.b = o.b[:0]
		o.table(t)
		return len(o.b)
	}
}

// Both draws a page with its program and with html/template, and reports
// whether there is a program and it did not give up.
func (r *Renderer) Both(p page.Page) (program, plain string, done bool, err error) {
	var x, y press
	prog := r.programs.of(r.set, p.Layout, p.View)
	done = prog != nil && x.run(prog, p.View)
	err = y.draw(r.set, p)
	return string(x.page.b), string(y.page.b), done, err
}
