package content

import (
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/toml"
)

var ruleLevels = []string{"off", "note", "warning", "error"}

// levelWords are the levels with the words that linters have for two of them.
var levelWords = append(ruleLevels, "warn", "info")

// limitTable is the keys of [checks] that are not the name or code of a rule.
var limitTable = table[config]{
	checkLimit("intro_warn", "words or characters of an introduction from which it is long"),
	checkLimit("intro_max", "words or characters of an introduction from which it is too long"),
	checkLimit("body_share", "of the text that the body should be"),
	checkLimit("deviation", "off its target by so much a figure owes a cause, as in 5%"),
	checkLimit("points", "the same in percentage points"),
	checkLimit("pace_tol", "changes that differ by less are of the same pace"),
	checkLimit("min_base", "changes on a smaller base are told without a percentage"),
	checkLimit("revert_periods", "within how many periods a rise that goes back was not sustained"),
	checkLimit("max_age_days", "how old a source may be"),
	checkLevel("text_first", "tables and pictures in an authored text"),
	checkLevel("heading_numbers", "numbers before headings"),
	keyOwn("verbs", listOf(aText), "of what one can watch, beside those that are known: what names one is no slogan", func(b *binder, n *node, c *config) { c.Checks.Verbs = b.texts(n) }),
	keyOwn("baseline", aText, "the file of remarks that are known and not repeated", func(b *binder, n *node, c *config) { c.Checks.Files[n.Name] = b.text(n) }),
}

func checkLimit(name, doc string) field[config] {
	return keyOwn(name, aNumber, doc, func(b *binder, n *node, c *config) { c.Checks.Limits[n.Name] = b.plain(n, true) })
}

func checkLevel(name, doc string) field[config] {
	return keyOwn(name, oneWord(levelWords...), doc, func(b *binder, n *node, c *config) { c.Checks.Levels[n.Name] = b.ruleLevel(n) })
}

// checksShape is that of [checks].
func checksShape() shape {
	s := limitTable.shape()
	s.Patterns = levelsShape().Patterns
	return s
}

// levelsShape is that of a table of levels.
func levelsShape() shape {
	level := shape{Type: "string", Enum: levelWords}
	return shape{Type: "object", Patterns: map[string]shape{`^[a-z]+/`: level, `^[A-Z][0-9]{3}`: level}, Additional: false}
}

// checks reads [checks]: a level for each rule, by its name or code, and limits.
func (b *binder) checks(n *node) {
	if !b.isTable(n) {
		return
	}
	for _, c := range n.Items {
		b.cfg.Sources["checks."+c.Name] = b.pos(c.Key)
		switch bind := limitTable.find(c.Name); {
		case bind != nil:
			bind(b, c, b.cfg)
		case isRule(c.Name):
			b.cfg.Checks.Levels[c.Name] = b.ruleLevel(c)
		default:
			b.unknownKey(n, c, limitTable.names())
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
			b.say(ruleKey, n.Key, spoken("%q is no year", "「%s」不是年份", "“%s”不是年份", clip(year)), spoken("write [fx.2026]", "請寫 [fx.2026]", "请写 [fx.2026]"))
			return
		}
		for _, c := range n.Items {
			r := report.Rate{Year: y, Currency: c.Name}
			if !isCurrency(c.Name) {
				b.say(ruleType, c.Key, spoken("%q is no currency code", "「%s」不是幣別代碼", "“%s”不是币种代码", clip(c.Name)), spoken("write three capital letters, as in USD", "請寫三個大寫字母，例如 USD", "请写三个大写字母，例如 USD"))
				continue
			}
			rateTable.bind(b, c, &r)
			b.cfg.FX = append(b.cfg.FX, r)
		}
	})
}

var rateTable = table[report.Rate]{
	keyOwn("avg", aNumber, "of the year, for flows", func(b *binder, n *node, r *report.Rate) { r.Avg = b.rate(n) }),
	keyOwn("close", aNumber, "at its end, for stocks", func(b *binder, n *node, r *report.Rate) { r.Close = b.rate(n) }),
}

func (b *binder) rate(n *node) num.Num {
	v := b.plain(n, false)
	if v.Present() && v.Sign() <= 0 {
		b.bad(ruleNumber, n, spoken("an exchange rate is above zero", "匯率須大於零", "汇率须大于零"), spoken("write how much one unit of the currency costs", "請寫一單位該貨幣的價格", "请写一单位该货币的价格"))
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
	hint := spoken("write its three letters, as in USD", "請寫三個字母的代碼，例如 USD", "请写三个字母的代码，例如 USD")
	switch up := strings.ToUpper(s); {
	case up == "RMB":
		hint = spoken(`write "CNY"`, `請寫 "CNY"`, `请写 "CNY"`)
	case isCurrency(up):
		hint = spoken("write %q", "請寫 %q", "请写 %q", up)
	case diag.Nearest(up, []string{"NT$", "NTD"}) != "":
		hint = spoken(`write "TWD"`, `請寫 "TWD"`, `请写 "TWD"`)
	}
	b.bad(ruleType, n, spoken("%q is no currency code", "「%s」不是幣別代碼", "“%s”不是币种代码", clip(s)), hint)
	return ""
}
