package serve

import (
	"sync"
	"time"

	"almanac/site"
	"almanac/site/diag"
)

// remarks are those on a site, some time after it is first shown.
type remarks struct {
	site  *site.Site // nil: none
	once  sync.Once
	ready chan struct{} // closed when the list stands
	list  []diag.Diagnostic
}

// smallSite is how many files a site may have for its remarks to be worked out
// before it is shown.
const smallSite = 500

// pause is how long the pages of a large site have the processors for themselves
// before its remarks are worked out, unless somebody waits for them.
const pause = 150 * time.Millisecond

// remarksOf are the remarks on a site, which may be nil.
func remarksOf(s *site.Site) *remarks {
	r := &remarks{site: s, ready: make(chan struct{})}
	if s == nil || len(s.Files()) < smallSite {
		r.look()
	} else {
		time.AfterFunc(pause, r.look)
	}
	return r
}

// look works the remarks out, if nobody did.
func (r *remarks) look() {
	r.once.Do(func() {
		if r.site != nil {
			r.list = r.site.Remarks()
		}
		close(r.ready)
	})
}

// stand reports whether they are worked out.
func (r *remarks) stand() bool {
	select {
	case <-r.ready:
		return true
	default:
		return false
	}
}
