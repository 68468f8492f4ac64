package report

import (
	"slices"

	"almanac/site/period"
)

// The levels of a unit, highest first. The root's default is Company.
const (
	Company    = "company"
	Department = "department"
	Team       = "team"
	Individual = "individual"
)

// Levels lists the levels, highest first.
var Levels = []string{Company, Department, Team, Individual}

// A Unit is a part of the organisation.
type Unit struct {
	ID      string
	Name    Text // empty: the id is the name
	Parent  string
	Level   string
	Manager string
	Folder  string      // the folder that it was found in, relative to content; "" if none or the root
	From    period.Day  // first day; FromSet tells whether there is one
	To      period.Day  // first day after its end
	FromSet bool        // else the archive's first period, or for a unit known by its folder alone its first report
	ToSet   bool        // else open
	History []Belonging // parents that it had before, oldest first
	// LocalTerms are names of places, customers and rivals that only this unit
	// writes about.
	LocalTerms []string
	// Deadlines are those that the unit has instead of the archive's, as in
	// [Config]; nil: none.
	Deadlines map[string]string
	Pos       Pos // in config.toml
}

// A Belonging is a parent that a unit had until a day.
type Belonging struct {
	Parent string
	To     period.Day // first day under the next parent
}

// Parents are all that u ever belonged to, each once, sorted; the root's is "".
func (u *Unit) Parents() []string {
	parents := []string{u.Parent}
	for _, b := range u.History {
		parents = append(parents, b.Parent)
	}
	slices.Sort(parents)
	return slices.Compact(parents)
}

// ParentOn returns the parent of u on a day; "" for the root.
func (u *Unit) ParentOn(d period.Day) string {
	for _, b := range u.History {
		if d < b.To {
			return b.Parent
		}
	}
	return u.Parent
}
