package site

import (
	"almanac/site/check"
	"almanac/site/page"
	"almanac/site/report"
)

// judge works out how the reports stand with the rules, for the pages of quality.
func (s *Site) judge() *page.Standings {
	all := &page.Standings{Of: make(map[string]*page.Standing, len(s.archive.Reports)), Title: titles()}
	files := map[string]string{} // of translations, to that of their report
	complete := check.Complete(s.input())
	for _, r := range s.archive.Reports {
		c := complete[r]
		x := &page.Standing{Have: c.Have, Need: c.Need}
		all.Of[r.File] = x
		x.Silenced = silenced(r)
		for i := range r.Others {
			files[r.Others[i].File] = r.File
		}
	}
	for _, d := range s.Remarks() {
		file := d.File
		if main, ok := files[file]; ok {
			file = main
		}
		f := page.Found{Rule: d.Rule, Severity: d.Severity, Line: d.Line}
		if x := all.Of[file]; x != nil {
			x.Found = append(x.Found, f)
		} else {
			all.Other = append(all.Other, f)
		}
	}
	return all
}

// silenced is what a report silences with a reason, in its front matter and in
// its texts.
func silenced(r *report.Report) (list []report.Ignore) {
	list = append(list, r.Ignores...)
	gather := func(b *report.Body) {
		if b == nil {
			return
		}
		for _, c := range b.Controls {
			if c.Word != "on" {
				list = append(list, report.Ignore{Rule: c.Rule, Reason: c.Reason, Pos: c.Pos})
			}
		}
	}
	gather(r.Body)
	for i := range r.Others {
		gather(r.Others[i].Body)
	}
	return list
}

// titles tells what rules are called.
func titles() func(lang, rule string) string {
	words := map[string]check.Words{}
	for _, r := range check.Rules() {
		words[r.Name] = r.Title
		if r.Code != "" {
			words[r.Code] = r.Title
		}
	}
	return func(lang, rule string) string { return words[rule].In(lang) }
}

// qualityDigests digest, for each page of quality by its name, how the reports on
// it stand; the overview's is of all.
func (s *Site) qualityDigests() map[string]report.Digest {
	all := s.standings()
	overview, pages := &digester{}, map[string]*digester{}
	for _, r := range s.archive.Reports {
		x := all.Of[r.File]
		name := s.book.QualityOf(r)
		if pages[name] == nil {
			pages[name] = &digester{}
		}
		for _, d := range []*digester{overview, pages[name]} {
			d.text(r.Unit)
			d.period(r.Period)
			d.standing(x)
		}
	}
	for _, f := range all.Other {
		overview.found(f)
	}
	digests := make(map[string]report.Digest, len(pages)+1)
	digests[""] = overview.sum()
	for name, d := range pages {
		digests[name] = d.sum()
	}
	return digests
}

// standing takes in how a report stands.
func (d *digester) standing(x *page.Standing) {
	d.number(x.Have, x.Need, x.Claims.Right, x.Claims.Wrong, x.Claims.Unresolved, len(x.Found), len(x.Silenced))
	for _, f := range x.Found {
		d.found(f)
	}
	for _, i := range x.Silenced {
		d.text(i.Rule, i.Reason)
	}
}

func (d *digester) found(f page.Found) {
	d.text(f.Rule)
	d.number(int(f.Severity), f.Line)
}
