package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"slices"
	"strings"

	"almanac/site/num"
)

// The steps of a sign-off, in the order in which a report takes them.
const (
	Compiled   = "compiled"
	Reviewed   = "review"
	KeyFigures = "key_figures"
	Approved   = "final"
)

// Steps lists them.
var Steps = []string{Compiled, Reviewed, KeyFigures, Approved}

// SalesManager is the role whose holder signs key figures (domain.md §7.1).
const SalesManager = "sales_manager"

// digestPrefix says how a block of figures is digested.
const digestPrefix = "sha256:"

// FiguresDigest is the digest that a sign-off keeps of a report's figures:
// "sha256:" and the digest of their canonical block ([FiguresBlock]) in
// hexadecimal.
func FiguresDigest(stated []Stated) string { return BlockDigest(FiguresBlock(stated)) }

// BlockDigest is the digest of a canonical block.
func BlockDigest(block string) string {
	sum := sha256.Sum256([]byte(block))
	return digestPrefix + hex.EncodeToString(sum[:])
}

// FiguresBlock is the canonical block of a report's figures: a line for each
// metric that says anything, by id, with what it says of its own accord, as in
//
//	conversion num=13 den=80 target=0.15
//	revenue actual=1200000 target=1000000
//
// Numbers are exact and in one spelling, so that the block is the same however
// a report writes them ("120萬元", 1200000), in whatever order, with whatever
// comments. Of a ratio that has parts they stand for it. That a metric does not
// apply is na=1: its reason, as all words, may be mended.
func FiguresBlock(stated []Stated) string {
	sorted := slices.Clone(stated)
	slices.SortStableFunc(sorted, func(a, b Stated) int { return cmp.Compare(a.Metric, b.Metric) })
	var b strings.Builder
	for i := range sorted {
		s := &sorted[i]
		text, t := s.Metric, s.Terms()
		add := func(key, value string) {
			if value != "" {
				text += " " + key + "=" + value
			}
		}
		if t.Num.Present() {
			add("num", exact(t.Num))
			add("den", exact(t.Den))
		} else {
			add("actual", exact(s.Actual))
		}
		add("weight", exact(t.Weight))
		add("target", exact(s.Target))
		add("target_growth", exact(t.TargetGrowth))
		add("growth_on", t.GrowthOn)
		add("like_for_like", exact(t.LikeForLike))
		add("basis", t.Basis)
		if t.NA != "" {
			add("na", "1")
		}
		if text != s.Metric {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// ParseBlock is the figures of a canonical block, without their places; of those
// that do not apply NA is "1". It is not ok if the text is no such block.
func ParseBlock(block string) (list []Stated, ok bool) {
	for line := range strings.Lines(block) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			return nil, false
		}
		s, t := Stated{Metric: fields[0]}, Terms{}
		for _, f := range fields[1:] {
			key, value, _ := strings.Cut(f, "=")
			if !s.set(&t, key, value) {
				return nil, false
			}
		}
		if t.Num.Present() {
			s.Actual = t.Num.Div(t.Den)
		}
		s.Settle(t)
		list = append(list, s)
	}
	return list, true
}

// set puts one entry of a block into a figure or its terms.
func (s *Stated) set(t *Terms, key, value string) bool {
	words := map[string]*string{"growth_on": &t.GrowthOn, "basis": &t.Basis, "na": &t.NA}
	if to := words[key]; to != nil {
		*to = value
		return true
	}
	numbers := map[string]*num.Num{"actual": &s.Actual, "num": &t.Num, "den": &t.Den, "weight": &t.Weight,
		"target": &s.Target, "target_growth": &t.TargetGrowth, "like_for_like": &t.LikeForLike}
	r, ok := new(big.Rat).SetString(value)
	to := numbers[key]
	if to == nil || !ok {
		return false
	}
	*to = num.Rat(r)
	return true
}

// exact is a number as no rounding makes it.
func exact(n num.Num) string {
	if n.Present() && !n.Round(12).Equal(n) {
		return n.Big().RatString()
	}
	return n.String()
}

// MaySign reports whether a person may sign a step of a report: whoever is of
// the archive may say that it was compiled; a review and the end of it are for
// those who have a role, or lead the unit or one above it; key figures are the
// sales manager's (domain.md §7.1).
func (a *Archive) MaySign(p *Person, step, unit string) bool {
	switch step {
	case Compiled:
		return true
	case Reviewed, Approved:
		return p.Role != "" || a.Leads(p.ID, unit)
	case KeyFigures:
		return p.Role == SalesManager
	}
	return false
}

// Leads reports whether a person is the manager of a unit or of one above it.
func (a *Archive) Leads(person, unit string) bool {
	for u, n := a.Unit(unit), 0; u != nil && n <= len(a.Units); u, n = a.Unit(u.Parent), n+1 {
		if u.Manager == person {
			return true
		}
	}
	return false
}

// Person returns the person with this id, or nil.
func (c *Config) Person(id string) *Person {
	for i := range c.People {
		if c.People[i].ID == id {
			return &c.People[i]
		}
	}
	return nil
}

// OwesSignoffs reports whether the archive's reports are to be signed: somebody
// has a role that signs.
func (c *Config) OwesSignoffs() bool {
	return slices.ContainsFunc(c.People, func(p Person) bool { return p.Role != "" })
}

// FiguresOnly reports whether a report owes nothing but true figures.
func (c *Config) FiguresOnly(r *Report) bool {
	return r.Scenario == Figures || c.Scenarios[r.Scenario].Figures
}
