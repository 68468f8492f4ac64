// Package locale says figures, dates and words in a language.
//
// Its two nouns are the [Catalogue], the strings of one language as its files
// have them, and the [Locale], a language ready to print. A Locale is made
// once, never changes, and may be used by many goroutines.
//
// # Catalogues
//
// A catalogue is i18n/<tag>.toml: tables of strings, in which [nav] home is the
// key nav.home. A string may hold placeholders, {unit}; a key that is a table
// of plural categories (one, other, …) has a form for each, chosen by the
// argument "n" by the rules of CLDR for the number as it is printed: "1.0
// points" is not "1 point". A later file system may override keys or add
// languages. A key that a language lacks is taken from English, and
// [LoadAll] reports a [Problem]. The tables that are more than words:
//
//	[[scales]]   the powers of ten that money is shown in (power, from,
//	             decimals, short, long); without long, sentences write the
//	             number out
//	[currency]   how an amount is said in a currency; any serves all others.
//	             An archive in Taiwan dollars alone may set TWD = "{amount}元"
//	[roles]      the headings that name a section's role, apart by " | "
//
// # Numbers
//
// Numbers are rounded once, half away from zero, when they are printed
// (domain.md §2.5). The minus sign is U+2212, −0 is never printed, an absent
// number is "–". A percentage or a change in points that is not zero but would
// print as zero is "<0.1%", and below zero "−<0.1%".
//
// There are two forms. In tables ([Locale.Figure], [Locale.Percent] …) a column
// has the same decimals in every row. In sentences ([Locale.Say],
// [Locale.SayPercent] …) a whole number has none: 120%, but 120.0% where that
// was rounded; money in millions keeps its two in English (RMB 1.20 million).
//
// A rate that misses its target never prints as 100%: it takes more decimals
// until it does not ([Locale.Attainment]); [Locale.Apart] does the same for
// amounts.
//
// # Periods
//
// Months, quarters, weeks and days are put together from patterns of the
// catalogue; quarters and years of a fiscal calendar are said to be fiscal:
// Q4 FY2020, 2020財年第四季度.
package locale

import (
	"fmt"
	"sort"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"almanac/site/num"
)

// Fallback is the language that lends what another one lacks.
const Fallback = "en"

// A Locale is one language ready to print.
type Locale struct {
	Tag  string // BCP 47, as for the lang attribute of HTML: "en", "zh-Hant"
	Name string // of the language in itself: "English", "繁體中文"

	cat                             *Catalogue
	table                           table // its messages
	lang                            language.Tag
	group, point                    string
	absent, less                    string
	percent, points                 affix
	months, monthsShort, quarters   []string
	counts                          []string
	fixedMoney                      bool // money with a scale keeps its decimals in sentences
	listSep, listLast, sentenceCase string
}

// An affix is what stands before and behind a number.
type affix struct{ before, after string }

// New makes a language ready to print.
func New(c *Catalogue) *Locale {
	l := &Locale{Tag: c.Tag, cat: c, table: newTable(c.messages), lang: language.Make(c.Tag)}
	l.Name = l.text("language.name")
	l.group, l.point = l.text("number.group"), l.text("number.point")
	l.absent, l.less = l.text("number.absent"), l.text("number.less")
	l.percent, l.points = l.affix("number.percent"), l.affix("number.points")
	l.fixedMoney = l.text("money.sentence") == "fixed"
	l.listSep, l.listLast = l.text("list.separator"), l.text("list.last")
	l.sentenceCase = l.text("language.case")
	l.months, l.monthsShort = l.row("month", 1, 12), l.row("month_short", 1, 12)
	l.quarters, l.counts = l.row("quarter", 1, 4), l.row("count", 0, 10)
	return l
}

func (l *Locale) affix(key string) affix {
	before, after, _ := strings.Cut(l.text(key, "n", "\x00"), "\x00")
	return affix{before, after}
}

func (l *Locale) row(group string, first, last int) []string {
	var words []string
	for i := first; i <= last; i++ {
		words = append(words, l.text(fmt.Sprintf("%s.%d", group, i)))
	}
	return words
}

// Has reports whether the catalogue has the key, of its own or from English.
func (l *Locale) Has(key string) bool { return l.table.find(key) != nil }

// T is the string of a key. Its arguments come in pairs, the name of a
// placeholder and its value: a string, an int (printed with groups) or a
// [num.Num] (printed exactly); anything else is "⟦?⟧". The argument "n" chooses
// the plural form, whether or not the string shows it. A key that there is not is
// "⟦key⟧", and an argument that is not given stays "{name}".
func (l *Locale) T(key string, args ...any) string {
	if len(args) == 0 {
		return l.text(key)
	}
	var room [16]string
	words := room[:0]
	for _, a := range args {
		words = append(words, l.word(a))
	}
	return l.text(key, words...)
}

// Fill is T for arguments that are strings, among them "n" as it is printed.
func (l *Locale) Fill(key string, args ...string) string { return l.text(key, args...) }

// word prints an argument of T.
func (l *Locale) word(a any) string {
	switch a := a.(type) {
	case string:
		return a
	case int:
		return l.Int(a)
	case num.Num:
		_, frac, _ := strings.Cut(a.String(), ".")
		return l.Number(a, len(frac))
	}
	return "⟦?⟧"
}

// text is T for arguments that are strings.
func (l *Locale) text(key string, args ...string) string {
	m := l.table.find(key)
	switch {
	case m == nil:
		return "⟦" + key + "⟧"
	case len(args) == 0:
		return m.forms[plural.Other].expand(nil)
	}
	return m.pick(l, args).expand(args)
}

// Keys lists the keys of the catalogue in order.
func (l *Locale) Keys() []string { return l.cat.Keys() }

// Words splits a key that holds alternatives, apart by "|": the words of a
// role, the first of which is the usual one.
func (l *Locale) Words(key string) []string {
	var ws []string
	for _, w := range strings.Split(l.text(key), "|") {
		if w = strings.TrimSpace(w); w != "" {
			ws = append(ws, w)
		}
	}
	return ws
}

// Group lists what stands in one table of the catalogue: Group("roles") has
// the role intro under "intro". Plural forms are left out.
func (l *Locale) Group(table string) map[string]string {
	out := map[string]string{}
	for key, m := range l.cat.messages {
		if rest, ok := strings.CutPrefix(key, table+"."); ok && m.plain() {
			out[rest] = m.forms[0].expand(nil)
		}
	}
	return out
}

// Roles is the table of headings by role, for those who read reports:
// "intro" → Introduction, Overview, Background.
func (l *Locale) Roles() map[string][]string {
	out := map[string][]string{}
	for role := range l.Group("roles") {
		out[role] = l.Words("roles." + role)
	}
	return out
}

// Match chooses from locales the one that fits a BCP 47 tag best, as zh-TW is
// zh-Hant; English, or else the first, where none fits.
func Match(locales map[string]*Locale, tag string) *Locale {
	if l, ok := locales[tag]; ok {
		return l
	}
	var tags []string
	for t := range locales {
		if t != Fallback {
			tags = append(tags, t)
		}
	}
	sort.Strings(tags)
	if _, ok := locales[Fallback]; ok {
		tags = append([]string{Fallback}, tags...)
	}
	if len(tags) == 0 {
		return nil
	}
	var known []language.Tag
	for _, t := range tags {
		known = append(known, language.Make(t))
	}
	_, i, _ := language.NewMatcher(known).Match(language.Make(tag))
	return locales[tags[i]]
}
