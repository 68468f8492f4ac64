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
	Roles     []string // of its sections, in the order of [Roles]
	Metrics   []string // its core metrics, of which an archive may use some only
	Listed    bool     // the metrics are those that config.toml lists
	IntroWarn int      // 字 of the introduction, in English words, from which it is long; 0: no limit
	IntroMax  int      // from which it is too long
	Total     int      // of the whole text; 0: no limit
	Actions   bool     // at least one promise
}

// Duty is what a report of a grain, level and scenario owes: what the guide asks
// for (domain.md §1.8), or the profile of config.toml says, and the sections that
// its scenario adds.
func (c *Config) Duty(g period.Grain, level, scenario string) Duty {
	d := defaultDuty(g)
	if level == Individual && g >= period.Monthly {
		d.Metrics = append(d.Metrics, "leads", "orders")
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
	d.Roles = InOrder(slices.Concat(d.Roles, c.Scenarios[scenario].Roles))
	return d
}

// defaultDuty is the table of domain.md §1.8.
func defaultDuty(g period.Grain) Duty {
	month := strings.Fields("intro goals results customers issues plan")
	core := strings.Fields("revenue new_customers repurchase_rate churn_rate conversion collection_rate")
	switch g {
	case period.Daily:
		return Duty{Roles: []string{"results", "plan"}, Metrics: []string{"orders", "followups"}, Total: 300}
	case period.Weekly:
		return Duty{Roles: []string{"results", "issues", "plan"}, Metrics: []string{"leads", "orders"}, IntroWarn: 120, IntroMax: 200, Total: 800}
	case period.Monthly:
		return Duty{Roles: month, Metrics: core, IntroWarn: 200, IntroMax: 300, Total: 2000, Actions: true}
	case period.Quarterly:
		return Duty{Roles: append(month, "market", "experience"), Metrics: core, IntroWarn: 200, IntroMax: 300, Total: 3000, Actions: true}
	}
	return Duty{Roles: append(month, "market", "experience"), Metrics: append(core, "market_share"), IntroWarn: 300, IntroMax: 400, Total: 5000, Actions: true}
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
