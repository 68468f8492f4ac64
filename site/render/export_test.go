package render

import (
	"html/template"
	"time"
)

// Templates is the set of all layouts.
func (r *Renderer) Templates() *template.Template { return r.set }

// Patience sets how long a layout of the archive's own may draw.
func (r *Renderer) Patience(d time.Duration) { r.patience = d }
