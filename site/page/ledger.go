package page

import (
	"slices"
	"strings"
	"sync"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// An actionPage is one page of actions: those made in a year, at most a number
// of them.
type actionPage struct {
	year  period.Period
	part  int // from 1 on
	items []*ledger.Item
}

// findActions puts every action on its page: that of the year in which it was
// made, in the order in which they were made.
func (b *Book) findActions() {
	b.actionPages = nil
	all := b.ledger.Items()
	for from := 0; from < len(all); {
		year, to := b.ledger.Year(all[from]), from
		for to < len(all) && b.ledger.Year(all[to]) == year {
			to++
		}
		for part := 1; from < to; part++ {
			page := actionPage{year, part, all[from:min(from+listEntries, to)]}
			b.actionPages = append(b.actionPages, page)
			from += len(page.items)
		}
	}
	b.actionOn = actionsOn(b.actionPages)
}

// actionsOn finds the page of each action, once it is asked for.
func actionsOn(pages []actionPage) func() map[*ledger.Item]int {
	return sync.OnceValue(func() map[*ledger.Item]int {
		on := map[*ledger.Item]int{}
		for n, x := range pages {
			for _, i := range x.items {
				on[i] = n
			}
		}
		return on
	})
}

// promisesOn reports whether actions stand on as many pages of the same years as
// in another book.
func (b *Book) promisesOn(other *Book) bool {
	return slices.EqualFunc(b.actionPages, other.actionPages, func(x, y actionPage) bool { return x.year == y.year && x.part == y.part })
}

// ActionAddress is where the ledger tells of an action in a language, with the
// fragment of its entry, and whether there is such an action. It never changes
// for as long as the action is made in the same report; only in a year with more
// actions than a page has room for may one that is made before it move it on.
func (b *Book) ActionAddress(lang, id string) (address string, ok bool) {
	b.reads.Action(id)
	i := b.ledger.ByID(id)
	if i == nil {
		return "", false
	}
	x := b.actionPages[b.actionOn()[i]]
	return b.address(Ref{Kind: Actions, Lang: lang, Period: x.year, Part: x.part}) + "#" + entryID("action", id), true
}

// promise is the action of an id, and whether there is one.
func (b *Book) promise(id string) (promise, bool) {
	b.reads.Action(id)
	i := b.ledger.ByID(id)
	if i == nil {
		return promise{}, false
	}
	return promise{i.Action, spot{i.Unit, i.Made}}, true
}

// written is a unit's report of a period, or nil. Nothing is noted: whoever asks
// notes what it is asked for.
func (b *Book) written(unit string, p period.Period) *report.Report {
	list := b.reportsOf[unit]
	n, ok := slices.BinarySearchFunc(list, p, func(r *report.Report, p period.Period) int { return b.cal.Compare(r.Period, p) })
	if !ok {
		return nil
	}
	return list[n]
}

// toAction links to where the ledger tells of an action; "" if it does not.
func (w *writer) toAction(id string) string {
	if address, ok := w.ActionAddress(w.ref.Lang, id); ok {
		return w.to(address)
	}
	return ""
}

// toActions links to the ledger; none if nothing was ever promised.
func (w *writer) toActions() string {
	if len(w.actionPages) == 0 {
		return ""
	}
	return w.to(w.address(Ref{Kind: Actions, Lang: w.ref.Lang}))
}

// entryID is the fragment of an entry; "" for one without an id. White space,
// which no fragment may have, becomes a hyphen.
func entryID(kind, id string) string {
	if id == "" {
		return ""
	}
	return kind + "-" + strings.Join(strings.Fields(id), "-")
}
