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
	ready chan struct{}     // closed when the list stands
	list  []diag.Diagnostic // by file
	// Of each file, the remarks on it; of all files, how many are more than notes.
	of     map[string]part
	louder int
}

// part is a part of the list, and how many of it are more than notes.
type part struct{ from, to, louder int }

// smallSite is how many files a site may have for its remarks to be worked out
// before it is shown.
const smallSite = 500

// pause is how long the pages of a large site have the processors for themselves
// before its remarks are worked out, unless somebody waits for them.
const pause = 150 * time.Millisecond

// remarksOf are the remarks on a site, which may be nil. Those on a large one are
// worked out later.
func remarksOf(s *site.Site) *remarks {
	r := &remarks{site: s, ready: make(chan struct{})}
	if s == nil || len(s.Files()) < smallSite {
		r.look()
	}
	return r
}

// remark works out the remarks on what is shown, and returns that. One look is
// taken at a time, and none at what was replaced while others were taken: after
// quick edits each would hold a whole site and work for nobody.
func (s *Server) remark() view {
	s.looking.Lock()
	defer s.looking.Unlock()
	v, _ := s.look()
	v.remarks.look()
	return v
}

// look works the remarks out, if nobody did.
func (r *remarks) look() {
	r.once.Do(func() {
		if r.site != nil {
			r.list = r.site.Remarks()
		}
		r.divide()
		close(r.ready)
	})
}

// divide finds the remarks on each file, so that a page is shown in little time
// however many there are on all.
func (r *remarks) divide() {
	r.of = map[string]part{}
	for from := 0; from < len(r.list); {
		p := part{from, from, 0}
		for ; p.to < len(r.list) && r.list[p.to].File == r.list[from].File; p.to++ {
			if r.list[p.to].Severity > diag.Note {
				p.louder++
			}
		}
		r.of[r.list[from].File] = p
		r.louder += p.louder
		from = p.to
	}
}

// on are the remarks on a file.
func (r *remarks) on(file string) []diag.Diagnostic {
	p := r.of[file]
	if file == "" {
		return nil
	}
	return r.list[p.from:p.to]
}

// elsewhere are the first so many of the remarks on other files that are more than
// notes, and how many there are.
func (r *remarks) elsewhere(file string, many int) (some []diag.Diagnostic, all int) {
	all = r.louder
	if file != "" {
		all -= r.of[file].louder
	}
	for i := 0; i < len(r.list) && len(some) < min(many, all); i++ {
		if d := &r.list[i]; d.Severity > diag.Note && (d.File != file || file == "") {
			some = append(some, *d)
		}
	}
	return some, all
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
