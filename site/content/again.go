package content

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// A Reading is an archive together with what it was put together from, so that
// it need not be read as a whole when a few of its reports change. It is not
// changed.
type Reading struct {
	Archive *report.Archive
	cfg     *config // by which files are parsed
	tree    *tree
	all     []*parsed         // in the order of their paths
	place   map[address]int   // of the files, in all
	words   map[address][]int // of the translations of a report, in all
	reports map[address]int   // of the reports, in the archive
	fixed   []diag.Diagnostic // of the configuration, the list of files and how they fit together
	links   []diag.Diagnostic // of what leads nowhere
	whole   bool              // everything could be read
	kept    bool              // what files say is kept for later readings
}

// Open is [Read], and keeps what the archive was put together from; nil if
// there is no archive. The remarks are those of [Reading.Remarks].
func Open(ctx context.Context, dir string, o Options) (*Reading, []diag.Diagnostic, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the archive: %w", err)
	}
	defer root.Close()
	return open(ctx, root.FS(), root, o)
}

// Remarks are those on the archive, in no order.
func (r *Reading) Remarks() []diag.Diagnostic {
	all := slices.Concat(r.fixed, r.links)
	for _, p := range r.all {
		all = append(all, p.remarks...)
	}
	return all
}

// keep notes where everything is, for Again.
func (r *Reading) keep(cfg *config) {
	r.kept = true
	own := *cfg
	own.metrics = maps.Clone(cfg.metrics) // before they take on the currency of reports
	r.cfg = &own
	r.place, r.words = make(map[address]int, len(r.all)), map[address][]int{}
	for i, p := range r.all {
		r.place[p.address] = i
		if p.words != nil {
			r.words[p.address.main()] = append(r.words[p.address.main()], i)
		}
	}
}

// Again is the same archive after some files were changed, by their names
// relative to the archive, and the places in it of the reports that are other
// ones now. Only those files are read, and all others taken to be as they were.
// It is not ok where that is not enough: a file that is no report or was none, one
// that cannot be read, and a change on which the reading of other files depends.
// Then the archive is to be read as a whole, which says why. Where it is ok, the
// answer is the one that reading it as a whole would give.
func (r *Reading) Again(dir string, changed []string) (next *Reading, places []int, ok bool) {
	if !r.whole || !r.kept {
		return nil, nil, false
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, false
	}
	defer root.Close()
	from := files{fsys: root.FS(), root: root}
	defer from.close()
	own := *r
	own.all = slices.Clone(r.all)
	moved := map[address]bool{} // reports whose headings are other ones
	other := map[int]bool{}
	rd := newReader(r.cfg)
	for _, name := range changed {
		a, _ := addressOf(name)
		at, known := r.place[a]
		i, stands := r.reports[a.main()]
		if !known || !stands || r.all[at].path != name {
			return nil, nil, false
		}
		data, err := from.read(name)
		if err != nil {
			return nil, nil, false
		}
		p, err := rd.guarded(r.all[at].source, data)
		if err != nil || !r.fits(r.all[at], p) {
			return nil, nil, false
		}
		if p.digests() == r.all[at].digests() {
			continue
		}
		if !slices.Equal(anchors(r.all[at]), anchors(p)) {
			moved[a.main()] = true
		}
		own.all[at], other[i] = p, true
	}
	if len(other) == 0 {
		return r, nil, true
	}
	own.linked(moved, other)
	places = slices.Sorted(maps.Keys(other))
	own.replace(from, places)
	return &own, places, true
}

// main is the address of the report that one of its files has.
func (a address) main() address {
	a.lang = ""
	return a
}

// digests are those of a file that could be read.
func (p *parsed) digests() report.Digests {
	if p.words != nil {
		return p.words.Digests
	}
	return p.report.Digests
}

// fits reports whether a file may take the place of what it was, without a
// change in how the others fit together.
func (r *Reading) fits(was, is *parsed) bool {
	if diag.Unreadable(is.remarks) || is.report == nil && is.words == nil || (was.report == nil) != (is.report == nil) || (was.words == nil) != (is.words == nil) {
		return false
	}
	if is.report == nil {
		return true
	}
	return was.report.Lang == is.report.Lang &&
		slices.EqualFunc(was.currencies, is.currencies, func(a, b spent) bool { return a.metric == b.metric && a.code == b.code }) &&
		r.namesSame(was.report, is.report) && (linkNamesSame(was.report, is.report) || !r.wikis())
}

// wikis reports whether some text has a wiki link, which may name what any report
// holds.
func (r *Reading) wikis() bool {
	return slices.ContainsFunc(r.all, func(p *parsed) bool {
		return p.body != nil && slices.ContainsFunc(p.body.Holes, func(h report.Hole) bool {
			return h.Kind == report.Wiki || h.Kind == report.Link && strings.HasPrefix(h.Target, wikiMark)
		})
	})
}

// linkNamesSame reports whether wiki links may name the same in two reports.
func linkNamesSame(was, is *report.Report) bool {
	return slices.EqualFunc(was.Actions, is.Actions, func(a, b report.Action) bool { return a.ID == b.ID }) &&
		slices.EqualFunc(was.Issues, is.Issues, func(a, b report.Issue) bool { return a.Key == b.Key })
}

// namesSame reports whether the archive uses the same metrics when a report takes
// the place of another.
func (r *Reading) namesSame(was, is *report.Report) bool {
	before, now := metricsOf(was), metricsOf(is)
	for _, id := range now {
		if !slices.Contains(before, id) && r.Archive.MetricIndex(id) < 0 {
			return false
		}
	}
	for _, id := range before {
		names := func(o *report.Report) bool { return o.File != was.File && slices.Contains(metricsOf(o), id) }
		if m := r.cfg.metrics[id]; !slices.Contains(now, id) && m != nil && m.Builtin && !slices.ContainsFunc(r.Archive.Reports, names) {
			return false
		}
	}
	return true
}

// anchors are the fragments that links may lead to.
func anchors(p *parsed) (ids []string) {
	if p.body == nil {
		return nil
	}
	for _, h := range p.body.Body().Headings {
		ids = append(ids, h.ID)
	}
	return ids
}

// linked adds the reports with links to places within some reports.
func (r *Reading) linked(moved map[address]bool, other map[int]bool) {
	if len(moved) == 0 {
		return
	}
	for _, p := range r.all {
		if p.body == nil {
			continue
		}
		for _, g := range p.body.open {
			h := &p.body.Holes[g.hole]
			if h.Kind != report.Link || !strings.Contains(h.Target, "#") {
				continue
			}
			if a, ok := addressIn(aim(h.Target, p.path).path); ok && moved[a.main()] {
				if at, stands := r.reports[p.address.main()]; stands {
					other[at] = true
				}
			}
		}
	}
}

// replace puts some reports together anew.
func (r *Reading) replace(from files, places []int) {
	a := *r.Archive
	a.Reports = slices.Clone(a.Reports)
	r.Archive = &a
	anew, open := map[string]bool{}, []passage(nil)
	for _, i := range places {
		main := mainOf(a.Reports[i])
		rep := *r.all[r.place[main]].report
		rep.Attachments = r.tree.attachments[main]
		for _, at := range append([]int{r.place[main]}, r.words[main]...) {
			p := r.all[at]
			anew[p.path] = true
			if p.words != nil && p.words.Lang == rep.Lang {
				continue
			}
			if p.words != nil {
				rep.Others = append(rep.Others, *p.words)
			}
			open = p.passage(&rep, open)
		}
		r.cfg.amend(&rep, a.Data)
		a.Reports[i] = &rep
	}
	said := r.resolve(from.fsys, open) // now that all headings are there
	r.links = append(slices.DeleteFunc(slices.Clone(r.links), func(d diag.Diagnostic) bool { return anew[d.File] }), said...)
}

// mainOf is the address of a report.
func mainOf(r *report.Report) address {
	a, _ := addressOf(r.File)
	return a
}
