// Package trace notes what a page was drawn from: a [Reads] is handed to those
// who answer questions about an archive and keeps which questions were asked.
// Whoever knows that all of them have the answers that they had knows that the
// page is the same, without drawing it.
//
// The questions are coarse, so that few of them describe a page: all figures of
// a unit, not one of them. What they do not tell apart costs a page that is
// drawn in vain, never one that is wrong.
package trace

import (
	"iter"
	"slices"

	"almanac/site/period"
)

// A Spot is a unit in a period.
type Spot struct {
	Unit   string
	Period period.Period
}

// A Reads is the questions that were asked for one page. Every method may be
// called on a nil Reads, which notes nothing. It is for one goroutine.
type Reads struct {
	last     string // the unit whose figures were asked for last
	figures  set[string]
	promises set[string]
	actions  set[string]
	files    set[string]
	entries  set[string]
	lists    set[string]
	links    set[string]
	quality  set[string]
	standing set[period.Period]
	made     set[period.Period]
	fronts   set[Spot]
	words    set[Spot]
	courses  set[Spot]
	beside   set[Spot]
}

// Figures notes that figures of a unit were read: anything that is worked out
// from what the front matter of its reports and of those below it says.
func (r *Reads) Figures(unit string) {
	if r == nil || r.last == unit {
		return
	}
	r.last = unit
	r.figures.add(unit)
}

// Promises notes that it was asked what became of the actions of a unit.
func (r *Reads) Promises(unit string) {
	if r != nil {
		r.promises.add(unit)
	}
}

// Action notes that an action was looked for by its id.
func (r *Reads) Action(id string) {
	if r != nil {
		r.actions.add(id)
	}
}

// Standing notes that it was asked whether a unit has a page for a period. For
// one whose figures were read nothing is to be noted: they tell.
func (r *Reads) Standing(unit string, p period.Period) {
	if r != nil && r.last != unit && !r.figures.has(unit) {
		r.standing.add(p)
	}
}

// Made notes that the actions were listed that were made in a year, with all that
// reports say of them; in the zero period, those of all years.
func (r *Reads) Made(year period.Period) {
	if r != nil {
		r.made.add(year)
	}
}

// Front notes that a report was read without its texts, or looked for.
func (r *Reads) Front(unit string, p period.Period) {
	if r != nil {
		r.fronts.add(Spot{unit, p})
	}
}

// Words notes that a report was read with its texts.
func (r *Reads) Words(unit string, p period.Period) {
	if r != nil {
		r.words.add(Spot{unit, p})
	}
}

// Beside notes that the reports for a period were read, with their texts, of the
// units that stood below one in it; of the root itself, if there is no name.
func (r *Reads) Beside(unit string, p period.Period) {
	if r != nil {
		r.beside.add(Spot{unit, p})
	}
}

// Course notes that it was asked what git knows of a unit's report for a period.
func (r *Reads) Course(unit string, p period.Period) {
	if r != nil {
		r.courses.add(Spot{unit, p})
	}
}

// Courses notes that it was asked what git knows of the reports of all units.
func (r *Reads) Courses() { r.Course("", period.Period{}) }

// File notes that a file beside a report was read, given its path in content.
func (r *Reads) File(path string) {
	if r != nil {
		r.files.add(path)
	}
}

// Entry notes that it was asked where an entry of a list stands, by its name
// ([almanac/site/page.Book.Filed]).
func (r *Reads) Entry(name string) {
	if r != nil {
		r.entries.add(name)
	}
}

// List notes that the entries of a page of a list were read, by its address in
// the first language.
func (r *Reads) List(page string) {
	if r != nil {
		r.lists.add(page)
	}
}

// Links notes that it was asked which reports link to something, by its name.
func (r *Reads) Links(name string) {
	if r != nil {
		r.links.add(name)
	}
}

// Quality notes that it was asked how some reports stand with the rules, by the
// name of the page that tells.
func (r *Reads) Quality(name string) {
	if r != nil {
		r.quality.add(name)
	}
}

// A Question is one of those that were asked; which fields say what is asked
// depends on its kind.
type Question struct {
	Kind   Kind
	Name   string // of a unit; of Action the id, of File the path in content, of Links what they lead to, of Quality and List the page, of Entry the name
	Period period.Period
}

// A Kind is a kind of question.
type Kind uint8

const (
	Figures Kind = iota + 1
	Promises
	Action
	Standing
	Words
	File
	Course // of a report; of those of all units if there is neither name nor period
	Links
	Quality
	Made
	Entry
	List
	Beside
	Front
)

// Named reports whether questions of a kind have a name.
func (k Kind) Named() bool { return k != Standing && k != Made }

// Dated reports whether questions of a kind have a period.
func (k Kind) Dated() bool {
	return k == Standing || k == Made || k == Words || k == Course || k == Beside || k == Front
}

// Questions lists what was asked, each once, in an order that does not depend
// on that in which it was asked.
func (r *Reads) Questions() []Question {
	list := slices.AppendSeq(make([]Question, 0, r.Count()), r.All())
	slices.SortFunc(list, Question.compare)
	return list
}

// Count is how many questions were asked.
func (r *Reads) Count() (n int) {
	for _, names := range r.named() {
		n += len(names.list)
	}
	for _, spots := range r.spotted() {
		n += len(spots.list)
	}
	return n + len(r.standing.list) + len(r.made.list)
}

// All yields what was asked, each once.
func (r *Reads) All() iter.Seq[Question] {
	return func(yield func(Question) bool) {
		for _, of := range r.named() {
			for _, name := range of.list {
				if !yield(Question{Kind: of.Kind, Name: name}) {
					return
				}
			}
		}
		for _, p := range r.standing.list {
			if !yield(Question{Kind: Standing, Period: p}) {
				return
			}
		}
		for _, p := range r.made.list {
			if !yield(Question{Kind: Made, Period: p}) {
				return
			}
		}
		for _, of := range r.spotted() {
			for _, s := range of.list {
				if !yield(Question{of.Kind, s.Unit, s.Period}) {
					return
				}
			}
		}
	}
}

// A kindOf is what was asked of a kind.
type kindOf[T any] struct {
	Kind
	list []T
}

// named are the kinds of questions that have nothing but a name.
func (r *Reads) named() [8]kindOf[string] {
	return [...]kindOf[string]{{Figures, r.figures.list}, {Promises, r.promises.list}, {Action, r.actions.list}, {File, r.files.list},
		{Links, r.links.list}, {Entry, r.entries.list}, {List, r.lists.list}, {Quality, r.quality.list}}
}

// spotted are those that have a name and a period.
func (r *Reads) spotted() [4]kindOf[Spot] {
	return [...]kindOf[Spot]{{Words, r.words.list}, {Course, r.courses.list}, {Beside, r.beside.list}, {Front, r.fronts.list}}
}

func (q Question) compare(o Question) int {
	switch {
	case q.Kind != o.Kind:
		return int(q.Kind) - int(o.Kind)
	case q.Name != o.Name:
		if q.Name < o.Name {
			return -1
		}
		return 1
	case q.Period.Grain() != o.Period.Grain():
		return int(q.Period.Grain()) - int(o.Period.Grain())
	}
	return q.Period.Sub(o.Period)
}

// A set is a list without doubles; a long one has an index.
type set[T comparable] struct {
	list  []T
	index map[T]struct{}
}

const short = 16

func (s *set[T]) has(x T) bool {
	if s.index == nil {
		return slices.Contains(s.list, x)
	}
	_, ok := s.index[x]
	return ok
}

func (s *set[T]) add(x T) {
	if s.index == nil {
		if slices.Contains(s.list, x) {
			return
		}
		if s.list = append(s.list, x); len(s.list) > short {
			s.index = make(map[T]struct{}, 2*len(s.list))
			for _, y := range s.list {
				s.index[y] = struct{}{}
			}
		}
		return
	}
	if _, ok := s.index[x]; !ok {
		s.index[x] = struct{}{}
		s.list = append(s.list, x)
	}
}
