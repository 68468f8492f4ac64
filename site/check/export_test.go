package check

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"almanac/site/diag"
	"almanac/site/report"
)

// Run gathers what all rules find in all reports, in the order of the archive, and
// then in the archive.
func Run(in Input) []diag.Diagnostic {
	x := New(in)
	all := in.Archive.Reports
	found := make([][]diag.Diagnostic, len(all)+1)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
				found[i] = x.Report(nil, all[i], nil).Found
			}
		})
	}
	wg.Wait()
	found[len(all)] = x.Archive()
	return slices.Concat(found...)
}

// Relevel is [Levels.Relevel] of remarks on all reports of an archive and on what
// is none.
func Relevel(ds []diag.Diagnostic, a *report.Archive, lang string) (list []diag.Diagnostic) {
	of := map[string]*report.Report{}
	for _, r := range a.Reports {
		of[r.File] = r
		for i := range r.Others {
			of[r.Others[i].File] = r
		}
	}
	by := map[*report.Report][]diag.Diagnostic{}
	for _, d := range ds {
		by[of[d.File]] = append(by[of[d.File]], d)
	}
	x := LevelsOf(a, lang)
	list = x.Relevel(by[nil], nil)
	for _, r := range a.Reports {
		list = append(list, x.Relevel(by[r], r)...)
	}
	return list
}
