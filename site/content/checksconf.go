package content

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/toml"
)

// The keys of [checks] that are not the name or code of a rule.
var (
	checkLimits = []string{"intro_warn", "intro_max", "body_share", "deviation", "points", "pace_tol", "min_base", "revert_periods", "max_age_days"}
	checkLevels = []string{"text_first", "heading_numbers"}
	checkFiles  = []string{"baseline"}
	ruleLevels  = []string{"off", "note", "warning", "error"}
)

// checks reads [checks]: a level for each rule, by its name or code, and limits.
func (b *binder) checks(n *node) {
	if !b.isTable(n) {
		return
	}
	for _, c := range n.Items {
		b.cfg.Sources["checks."+c.Name] = b.pos(c.Key)
		switch {
		case slices.Contains(checkLimits, c.Name):
			b.cfg.Checks.Limits[c.Name] = b.plain(c, true)
		case slices.Contains(checkFiles, c.Name):
			b.cfg.Checks.Files[c.Name] = b.text(c)
		case slices.Contains(checkLevels, c.Name) || isRule(c.Name):
			b.cfg.Checks.Levels[c.Name] = b.ruleLevel(c)
		default:
			b.unknownKey(n, c, slices.Concat(checkLimits, checkLevels, checkFiles))
		}
	}
}

// levels reads the table of a profile: a level for each rule, by its name or code.
func (b *binder) levels(n *node) map[string]string {
	if !b.isTable(n) {
		return nil
	}
	levels := map[string]string{}
	for _, c := range n.Items {
		if !isRule(c.Name) {
			b.unknownKey(n, c, nil)
			continue
		}
		levels[c.Name] = b.ruleLevel(c)
	}
	return levels
}

// ruleLevel reads a level; "warn" and "info" are words that linters use.
func (b *binder) ruleLevel(n *node) string {
	if n.Kind == toml.String {
		switch n.Text {
		case "warn":
			return "warning"
		case "info":
			return "note"
		}
	}
	return b.choice(n, ruleLevels...)
}

// isRule reports whether s has the form of a rule's name or code. Whether
// there is such a rule, package check knows.
func isRule(s string) bool {
	if strings.Count(s, "/") == 1 {
		return true
	}
	code, tail, _ := strings.Cut(s, "-")
	return len(code) == 4 && code[0] >= 'A' && code[0] <= 'Z' && strings.Trim(code[1:], "0123456789") == "" && tail == strings.ToLower(tail)
}

// rates reads [fx.<year>]: currency = { avg, close }.
func (b *binder) rates(n *node) {
	b.each("fx", n, func(year string, n *node) {
		y, ok := yearOf(year)
		if !ok {
			b.say(ruleKey, n.Key, fmt.Sprintf("%q is no year", clip(year)), "write [fx.2026]")
			return
		}
		for _, c := range n.Items {
			r := report.Rate{Year: y, Currency: c.Name}
			if !isCurrency(c.Name) {
				b.say(ruleType, c.Key, fmt.Sprintf("%q is no currency code", clip(c.Name)), "write three capital letters, as in USD")
				continue
			}
			rateTable.bind(b, c, &r)
			b.cfg.FX = append(b.cfg.FX, r)
		}
	})
}

var rateTable = table[report.Rate]{
	{"avg", func(b *binder, n *node, r *report.Rate) { r.Avg = b.rate(n) }},
	{"close", func(b *binder, n *node, r *report.Rate) { r.Close = b.rate(n) }},
}

func (b *binder) rate(n *node) num.Num {
	v := b.plain(n, false)
	if v.Present() && v.Sign() <= 0 {
		b.bad(ruleNumber, n, "an exchange rate is above zero", "write how much one unit of the currency costs")
	}
	return v
}

// yearOf reads 2026 or FY2026.
func yearOf(s string) (int, bool) {
	s = strings.TrimPrefix(s, "FY")
	if len(s) != 4 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	y := 0
	for _, c := range s {
		y = 10*y + int(c-'0')
	}
	return y, true
}

func isCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && s != "RMB"
}

func (b *binder) currency(n *node) string {
	s := b.text(n)
	if n.Kind != toml.String || isCurrency(s) {
		return s
	}
	hint := "write its three letters, as in USD"
	switch up := strings.ToUpper(s); {
	case up == "RMB":
		hint = `write "CNY"`
	case isCurrency(up):
		hint = fmt.Sprintf("write %q", up)
	case diag.Nearest(up, []string{"NT$", "NTD"}) != "":
		hint = `write "TWD"`
	}
	b.bad(ruleType, n, fmt.Sprintf("%q is no currency code", clip(s)), hint)
	return ""
}
