package page

import (
	"slices"
	"strings"

	"almanac/site/report"
)

// mostTagged is how much of what bears a tag is listed.
const mostTagged = 12

// tagsPage is a page of the tags that authors gave to reports, problems, cases
// and what customers said, by name.
func (w *writer) tagsPage() *EntriesView {
	v, here := w.entriesView(Tags)
	x := w.filed.pages[Tags][here]
	v.Count = w.l.T("tags_page.count", "n", x.count)
	uses := w.usesOf(x)
	order := make([]int, x.count)
	for i := range order {
		order[i] = x.from + i
	}
	slices.SortFunc(order, func(i, k int) int { return strings.Compare(w.filed.topics[i], w.filed.topics[k]) })
	list := Blocks{ID: "all", Title: w.l.T("tags_page.title")}
	for _, i := range order {
		list.List = append(list.List, w.topic(i, uses[i]))
	}
	v.List = []Blocks{list}
	return v
}

// A use is something that bears a tag.
type use struct {
	line Line
	key  string // of how many such there are
}

// usesOf gathers what bears the tags of a page, the latest first.
func (w *writer) usesOf(x filed) map[int][]use {
	uses, last, things := map[int][]use{}, map[int]int{}, 0
	add := func(tags []string, key string, line Line) {
		things++
		for _, t := range tags {
			if i, ok := w.filed.tagged[t]; ok && x.from <= i && i < x.from+x.count && last[i] != things { // a tag that is written twice is one
				uses[i], last[i] = append(uses[i], use{line, key}), things
			}
		}
	}
	for _, place := range slices.Backward(w.filed.places) {
		r := w.archive.Reports[place]
		link := Link{Text: w.placeName(spot{r.Unit, r.Period}, spot{}), Href: w.toPeriod(r.Unit, r.Period)}
		own := w.foreign(r.Lang)
		for i := range r.Issues {
			q := &r.Issues[i]
			add(q.Tags, "tags_page.problems", Line{Link: Link{Text: link.Text, Href: w.toIssue(r, q)}, Summary: q.Phenomenon, SumLang: own, Meta: w.l.T("tags_page.problem")})
		}
		for i := range r.Experiences {
			q := &r.Experiences[i]
			line := Line{Link: Link{Text: link.Text, Href: link.Href + "#practices"}, Summary: q.Title, SumLang: own, Meta: w.l.T("tags_page.practice")}
			add(q.Tags, "tags_page.practices", line)
		}
		for i := range r.Feedback {
			q := &r.Feedback[i]
			add(q.Topics(), "tags_page.statements", Line{Link: Link{Text: link.Text, Href: link.Href + "#feedback"}, Summary: q.Text, SumLang: own, Meta: w.l.T("tags_page.statement")})
		}
		add(r.Head.Tags, "tags_page.reports", Line{Link: link, Summary: w.reportTitle(r), SumLang: own, Meta: w.l.T("tags_page.report")})
	}
	return uses
}

// reportTitle is what a report is called, in its own language.
func (w *writer) reportTitle(r *report.Report) string {
	if r.Title != "" {
		return r.Title
	}
	return r.Summary
}

// topic is a tag with what bears it.
func (w *writer) topic(i int, uses []use) Block {
	b := Block{ID: w.filed.topicIDs[i], Title: w.filed.topics[i], Class: "topic"}
	f := facts{w: w}
	for _, key := range [...]string{"tags_page.reports", "tags_page.problems", "tags_page.practices", "tags_page.statements"} {
		n := 0
		for _, u := range uses {
			if u.key == key {
				n++
			}
		}
		if n > 0 {
			f.add(key, w.l.T("page.number", "x", n))
		}
	}
	b.Facts = f.list
	for _, u := range uses[:min(len(uses), mostTagged)] {
		b.Lines = append(b.Lines, u.line)
	}
	if n := len(uses) - mostTagged; n > 0 {
		b.Told = w.l.T("tags_page.latest", "n", mostTagged)
	}
	return b
}
