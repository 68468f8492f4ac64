package page

import (
	"slices"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// An entry is one of a report: both by their places, that of the report in the
// archive, and that of the entry among those of its kind in the report.
type entry struct {
	report, n int
	figure    bool // of sources: a figure that another system has, and no document
}

// A collection is what reports list besides figures, put on pages: all in the
// order in which it was made. It refers to reports by their places, so that it
// holds as long as they list the same.
type collection struct {
	drafts    bool  // drafts count
	places    []int // of the reports that list something
	problems  []ledger.Problem
	practices []entry
	sources   []entry
	topics    []string // tags
	pages     map[Kind][]filed
	keyed     map[string]keyed   // by key: the problem
	tagged    map[string]int     // by tag: the topic
	topicIDs  []string           // the fragments of the topics
	reused    map[string][]entry // by the place of a practice, as authors write it: those that take it up
}

// A keyed is a problem with a key, by its number, and its fragment.
type keyed struct {
	problem int
	id      string
}

// A lister is a report that lists something besides figures, with all of it that
// decides where what stands.
type lister struct {
	place                         int      // in the archive
	keys                          []string // of its problems
	tags                          []int32  // by number
	practices, documents, figures int      // how many
}

// collect puts on pages what the reports that count list.
func (b *Book) collect() {
	c := &collection{pages: map[Kind][]filed{}, keyed: map[string]keyed{}, tagged: map[string]int{}, reused: map[string][]entry{}}
	b.filed = c
	listers, names := b.gather()
	c.places = make([]int, 0, len(listers))
	var roll ledger.Roll
	var problems, practices, sources, tags []period.Period // the year of each
	for _, at := range b.inOrder(listers) {
		x, year := &listers[at.lister], at.year
		c.places = append(c.places, x.place)
		roll.Add(x.place, x.keys)
		for len(problems) < len(roll.List) {
			problems = append(problems, year)
		}
		for n := range x.practices {
			c.practices, practices = append(c.practices, entry{report: x.place, n: n}), append(practices, year)
			if of := reusedPlace(&b.archive.Reports[x.place].Experiences[n]); of != "" {
				c.reused[of] = append(c.reused[of], entry{report: x.place, n: n})
			}
		}
		for n := range x.documents {
			c.sources, sources = append(c.sources, entry{report: x.place, n: n}), append(sources, year)
		}
		for n := range x.figures {
			c.sources, sources = append(c.sources, entry{report: x.place, n: n, figure: true}), append(sources, year)
		}
		for _, t := range x.tags {
			if name := names[t]; name != "" {
				names[t] = "" // it has its place
				c.tagged[name] = len(c.topics)
				c.topics, tags = append(c.topics, name), append(tags, year)
			}
		}
	}
	c.problems = roll.List
	c.pages[Issues], c.pages[Practices] = file(problems, 0), file(practices, 0)
	c.pages[Sources], c.pages[Tags] = file(sources, listEntries), file(tags, listEntries)
	c.nameProblems()
	c.topicIDs = fragments("tag-", c.topics)
}

// gather lists the reports that count and list something besides figures, and the
// names of tags. Reports are looked at once, in the order of the archive, since so
// they lie in memory.
func (b *Book) gather() (list []lister, names []string) {
	many := len(b.archive.Reports)
	list = make([]lister, 0, many)
	keys, tags := make([]string, 0, many), make([]int32, 0, 2*many)
	numbers := map[string]int32{}
	for i, r := range b.archive.Reports {
		if r.Status == report.Draft && !b.filed.drafts {
			b.filed.drafts = b.cube.Report(r.Unit, r.Period) == r
		}
		if !b.counts(r) || !ListsAny(r) {
			continue
		}
		firstKey, firstTag := len(keys), len(tags)
		for k := range r.Issues {
			keys = append(keys, r.Issues[k].Key)
		}
		eachTag(r, func(t string) {
			n, known := numbers[t]
			if !known {
				n, names = int32(len(names)), append(names, t)
				numbers[t] = n
			}
			tags = append(tags, n)
		})
		list = append(list, lister{i, keys[firstKey:], tags[firstTag:], len(r.Experiences), len(r.References), len(r.Reconcile)})
	}
	return list, names
}

// made is when what a lister lists was made.
type made struct {
	year   period.Period
	end    period.Day
	grain  period.Grain
	lister int
}

// inOrder is the order in which what reports list was made: year by year, and in it
// by the ends of their periods, the shorter first.
func (b *Book) inOrder(listers []lister) []made {
	order := make([]made, len(listers))
	for i := range listers {
		p := b.archive.Reports[listers[i].place].Period
		order[i] = made{b.yearFor(p), b.cal.Span(p).End, p.Grain(), i}
	}
	slices.SortFunc(order, func(x, y made) int {
		switch {
		case x.year != y.year:
			return x.year.Sub(y.year)
		case x.end != y.end:
			return int(x.end - y.end)
		case x.grain != y.grain:
			return int(x.grain) - int(y.grain)
		}
		return x.lister - y.lister
	})
	return order
}

// ListsAny reports whether a report lists anything that stands on pages of its
// own.
func ListsAny(r *report.Report) bool {
	return len(r.Head.Tags) > 0 || len(r.Issues)+len(r.Experiences)+len(r.References)+len(r.Reconcile)+len(r.Feedback) > 0
}

// counts reports whether a report counts: one that is a draft may not.
func (b *Book) counts(r *report.Report) bool { return r.Status != report.Draft || b.filed.drafts }

// eachTag calls a function with the tags of a report and of its entries, with each
// as often as it stands there.
func eachTag(r *report.Report, f func(tag string)) {
	all := func(tags []string) {
		for _, t := range tags {
			if t != "" {
				f(t)
			}
		}
	}
	all(r.Head.Tags)
	for i := range r.Issues {
		all(r.Issues[i].Tags)
	}
	for i := range r.Experiences {
		all(r.Experiences[i].Tags)
	}
	for i := range r.Feedback {
		all(r.Feedback[i].Topics())
	}
}

// tagsOf are the same, each once.
func tagsOf(r *report.Report) (list []string) {
	eachTag(r, func(t string) {
		if !slices.Contains(list, t) {
			list = append(list, t)
		}
	})
	return list
}

// nameProblems gives problems with a key their fragments.
func (c *collection) nameProblems() {
	var keys []string
	var places []int
	for i := range c.problems {
		if key := c.problems[i].Key; key != "" {
			keys, places = append(keys, key), append(places, i)
		}
	}
	for n, id := range fragments("issue-", keys) {
		c.keyed[keys[n]] = keyed{places[n], id}
	}
}
