package serve

import (
	"errors"
	"io/fs"
	"path"
	"sync/atomic"

	"almanac/site/diag"
)

// layouts are how the pages of some versions came out that have the same layouts.
// Whether a layout that can be read can also be drawn is not known before somebody
// asks for a page.
type layouts struct {
	drew, failed atomic.Bool // some page
}

// dress gives a version layouts of its own. Of the version before its pages stay
// at hand, if they could be drawn: the new ones may fail.
func (v *view) dress(before view) {
	if l := before.layouts; l != nil && l.drew.Load() && !l.failed.Load() {
		v.past = before.site
	}
	v.layouts = new(layouts)
}

// draw draws a file of what is shown. A page that cannot be drawn is that of the
// past, if it could be then; the view says why, and so does the server, but once:
// every page of a layout fails, again after every edit.
func (s *Server) draw(v *view, name string) ([]byte, error) {
	data, err := v.site.Draw(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	v.undrawn = err
	switch {
	case path.Ext(name) != ".html": // no layout has to do with it
		return data, err
	case err == nil:
		v.layouts.drew.Store(true)
		return data, nil
	case !v.layouts.failed.Swap(true):
		s.options.Say("a page cannot be drawn: " + diag.Clean(err.Error()))
	}
	if v.past != nil {
		if data, late := v.past.Draw(name); late == nil {
			v.old = true
			return data, nil
		}
	}
	return nil, err
}
