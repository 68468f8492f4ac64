package report

import (
	"slices"
	"strings"

	"almanac/site/period"
)

// Roles lists the roles of sections in the order in which a report has them
// (domain.md §1.0): first the introduction, then the body, then what follows
// from it.
var Roles = []string{"intro", "goals", "results", "board", "events", "process", "team", "customers", "market", "issues", "experience", "plan", "conclusion"}

// The scenarios that are known without configuration, beside [Figures].
const (
	Standard    = "standard" // the profile and nothing else
	NewMarket   = "new-market"
	KeyAccounts = "key-accounts"
	Campaign    = "campaign"
	Board       = "board" // for the meeting of those who lead: tables are welcome in it
)

// A Duty is what a report owes beside true figures.
type Duty struct {
	Roles   []string // of its sections, in the order of [Roles]
	Metrics []string // its core metrics, of which an archive may use some only
	Listed  bool     // the metrics are those that config.toml lists
	Actions int      // it makes at least so many promises
}

// Duty is what a report of a grain, level and scenario owes: what the guide asks
// for (domain.md §1.8), or the profile of config.toml says, and the sections that
// its scenario adds. The whole organisation owes what a department does.
func (c *Config) Duty(g period.Grain, level, scenario string) Duty {
	s := c.Scenarios[scenario]
	if s.Figures {
		return Duty{}
	}
	d := Duty{Roles: defaultRoles(g, level), Metrics: defaultMetrics(g, level)}
	if g >= period.Monthly {
		d.Actions = 1
	}
	for i := range c.Profiles {
		p := &c.Profiles[i]
		if p.Grain != g || p.Level != level {
			continue
		}
		if p.Roles != nil {
			d.Roles = p.Roles
		}
		if p.Metrics != nil {
			d.Metrics, d.Listed = p.Metrics, true
		}
	}
	d.Roles = InOrder(slices.Concat(d.Roles, s.Roles))
	return d
}

// InOrder is a list of roles in the order of [Roles], each once.
func InOrder(roles []string) (ordered []string) {
	for _, r := range Roles {
		if slices.Contains(roles, r) {
			ordered = append(ordered, r)
		}
	}
	return ordered
}

func defaultRoles(g period.Grain, level string) []string {
	var more string
	switch {
	case g >= period.Monthly && level == Team:
		more = " team" // efficiency and how people work together
	case g >= period.Monthly && level != Individual:
		more = " market process" // rivals, and how policies are carried out
	}
	switch g {
	case period.Daily:
		return strings.Fields("results plan")
	case period.Weekly:
		return strings.Fields("results issues plan")
	case period.Monthly:
		return strings.Fields("intro goals results customers issues plan" + more)
	}
	return strings.Fields("intro goals results customers issues plan market experience" + more)
}

func defaultMetrics(g period.Grain, level string) []string {
	list := "revenue new_customers repurchase_rate churn_rate conversion collection_rate"
	switch g {
	case period.Daily:
		return strings.Fields("orders followups")
	case period.Weekly:
		return strings.Fields("leads orders")
	case period.Annual:
		list += " market_share"
	}
	if level == Individual {
		list += " leads orders"
	}
	return strings.Fields(list)
}

// blanks are the words of what is still to be filled in.
var blanks = []string{"TODO", "待填"}

// A Blank is a place in a report that is still to be filled in.
type Blank struct {
	Name string // of the key that has no value yet; "" in a text
	Want string // what belongs there; "" if it is not said
	Pos  Pos
}

// IsBlank reports whether a text says that it is still to be filled in: TODO or
// 待填, alone or followed by a colon and what is wanted.
func IsBlank(s string) (want string, ok bool) {
	for _, word := range blanks {
		rest, found := strings.CutPrefix(s, word)
		if !found {
			continue
		}
		for _, colon := range []string{":", "："} {
			if want, found := strings.CutPrefix(rest, colon); found {
				return strings.TrimSpace(want), true
			}
		}
		if rest == "" {
			return "", true
		}
	}
	return "", false
}
