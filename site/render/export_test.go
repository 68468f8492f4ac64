package render

import "html/template"

// Templates is the set of all layouts.
func (r *Renderer) Templates() *template.Template { return r.set }
