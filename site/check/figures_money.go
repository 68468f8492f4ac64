package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// moneys are the rules about amounts of money.
func moneys() []Rule {
	based := func(basis string) string {
		return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\n[units.west]\n-- content/east/2026-03.md --\n+++\n[metrics.revenue]\nactual = 1\nbasis = \"booked\"\n+++\n" +
			"-- content/west/2026-03.md --\n+++\n[metrics.revenue]\nactual = 1\nbasis = \"" + basis + "\"\n+++\n"
	}
	return []Rule{
		{Rule: diag.Rule{Name: "figures/mixed-units", Code: "D140", Severity: diag.Warning}, Since: since, Meets: "R-2.2.1-5", Langs: "en zh", report: mixedUnits,
			Title: w("Money in several units", "金額單位不一", "金额单位不一"),
			Doc: w("Amounts in one text are in one magnitude (all in millions, all in 萬元) and one currency. Amounts below 100,000 written out are prices and may stand beside. Two currencies are an error unless config.toml has both, in a metric or in [fx].",
				"同一篇的金額用同一數量級（一律用萬元或一律用億元）與同一幣別。十萬以下逐字寫出的金額視為單價，可以並存。出現兩種幣別為錯誤，除非 config.toml 的指標或 [fx] 兩者都有。",
				"同一篇的金额用同一数量级（一律用万元或一律用亿元）与同一币种。十万以下逐字写出的金额视为单价，可以并存。出现两种币种为错误，除非 config.toml 的指标或 [fx] 两者都有。"),
			Bad:  month("", "## Results\n\nSales of USD 1.2 million met a target of USD 1,000,000.\n"),
			Good: month("", "## Results\n\nSales of USD 1.2 million met a target of USD 1.0 million, at USD 950 an order.\n")},
		{Rule: diag.Rule{Name: "figures/mixed-basis", Code: "D141", Severity: diag.Error}, Since: since, Meets: "R-5.1.1-2", archive: mixedBasis,
			Title: w("Sales recognised in different ways", "認列口徑不一", "认列口径不一"),
			Doc: w("The units below one unit recognise a metric in the same way in a period (booked, shipped or collected), and each unit as in its other periods: else their sum is of nothing.",
				"同一單位之下的各單位，同一期間認列口徑要一致（booked、shipped 或 collected），各單位前後期也要一致，否則加總沒有意義。",
				"同一单位之下的各单位，同一期间认列口径要一致（booked、shipped 或 collected），各单位前后期也要一致，否则加总没有意义。"),
			Bad:  based("shipped"),
			Good: based("booked")},
	}
}

// A sum is an amount of money in a text.
type sum struct {
	p        *Passage
	from, to int
	currency string
	scale    int // a power of ten; 0: written out and large; −1: a price
}

// sums lists the amounts of money in a text.
func (t *Text) sums() (list []sum) {
	for i := range t.Passages {
		p := &t.Passages[i]
		words := p.Folded.Text
		for at := nextDigit(words, 0); at < len(words); at = nextDigit(words, at+1) {
			end := at
			for end < len(words) && (words[end] >= '0' && words[end] <= '9' || (words[end] == '.' || words[end] == ',') && end+1 < len(words) && words[end+1] >= '0' && words[end+1] <= '9') {
				end++
			}
			if s, ok := sumAt(words, at, end); ok {
				s.p = p
				list = append(list, s)
			}
			at = end
		}
	}
	return list
}

// nextDigit is where in words the next digit of ASCII stands from a place on; their
// end if there is none.
func nextDigit(words string, at int) int {
	for at < len(words) && words[at]-'0' > 9 {
		at++
	}
	return at
}

// sumAt reads the amount whose number stands from a place to another.
func sumAt(words string, from, to int) (s sum, ok bool) {
	s.from, s.to = from, to
	if before := strings.TrimRight(words[:from], " -−"); before != "" && mayBeMoney(before[len(before)-1]) {
		for i := range monies {
			if rest, found := strings.CutSuffix(before, monies[i].word); found {
				s.currency, s.from, ok = monies[i].code, len(rest), true
				break
			}
		}
	}
	rest := strings.TrimPrefix(words[to:], " ")
	scaled := false
	if x := behind(scaleWords, rest); x != nil {
		if tail := rest[len(x.word):]; x.word[0] >= utf8.RuneSelf || tail == "" || !isLetter(tail[0]) {
			s.scale, rest, scaled = x.power, strings.TrimPrefix(tail, " "), true
		}
	}
	if !ok && rest != "" && mayBeMoney(rest[0]) {
		if x := behind(monies, rest); x != nil {
			s.currency, rest, ok = x.code, rest[len(x.word):], true
		}
	}
	if !ok {
		return s, false
	}
	s.to = len(words) - len(rest)
	if whole, _, _ := strings.Cut(words[from:to], "."); !scaled && len(strings.ReplaceAll(whole, ",", "")) < len("100000") {
		s.scale = -1
	}
	return s, true
}

// mayBeMoney reports whether a byte can be of a currency: of Chinese, a symbol or a
// capital letter.
func mayBeMoney(b byte) bool { return b >= utf8.RuneSelf || b == '$' || b >= 'A' && b <= 'Z' }

// currencies are those that config.toml knows, its metrics' first.
func (in *Input) currencies() (list []string) {
	add := func(code string) {
		if code != "" && !slices.Contains(list, code) {
			list = append(list, code)
		}
	}
	for _, m := range in.Archive.Metrics {
		if m.Unit == report.Money {
			add(m.Currency)
		}
	}
	for _, r := range in.Archive.FX {
		add(r.Currency)
	}
	add(in.Archive.Publish.Currency)
	return list
}

func mixedUnits(c *Case) {
	for _, t := range c.Texts() {
		list := t.sums()
		if len(list) < 2 {
			continue
		}
		known := c.currencies()
		settle(list, known)
		c.sayCurrencies(t, list, known)
		c.sayScales(t, list)
	}
}

// settle gives 元, $ and ¥ the currency that they stand for: the archive's, if it
// has one; else $ and ¥ that of the first amount of the text that may be meant.
func settle(list []sum, known []string) {
	for i := range list {
		s := &list[i]
		switch {
		case utf8.RuneCountInString(s.currency) > 1:
		case len(known) > 0:
			s.currency = known[0]
		case s.currency != "":
			family := map[string]string{"$": "USD TWD HKD SGD AUD CAD", "¥": "CNY JPY"}[s.currency]
			for _, other := range list {
				if len(other.currency) == 3 && strings.Contains(family, other.currency) {
					s.currency = other.currency
					break
				}
			}
		}
	}
}

func (c *Case) sayCurrencies(t *Text, list []sum, known []string) {
	first := list[0]
	for _, s := range list[1:] {
		if s.currency == first.currency || slices.Contains(known, s.currency) && slices.Contains(known, first.currency) {
			continue
		}
		words := s.p.Folded.Text
		c.SayInAs(diag.Error, t, s.p, s.p.Folded.Offset(s.from), s.p.Folded.Offset(s.to), c.W(w("%q is in another currency than %q", "「%s」與「%s」幣別不同", "“%s”与“%s”币种不同"), words[s.from:s.to], first.p.Folded.Text[first.from:first.to]),
			c.W(w("write all amounts in one currency, or declare both in config.toml: the metric's currency and [fx]", "請統一幣別，或在 config.toml 宣告兩者：指標的 currency 與 [fx]", "请统一币种，或在 config.toml 声明两者：指标的 currency 与 [fx]")))
		return
	}
}

// sayScales finds the first amount that is of another magnitude than the first.
func (c *Case) sayScales(t *Text, list []sum) {
	var first *sum
	for i := range list {
		s := &list[i]
		switch {
		case s.scale < 0:
		case first == nil:
			first = s
		case s.scale != first.scale:
			c.SayIn(t, s.p, s.p.Folded.Offset(s.from), s.p.Folded.Offset(s.to), c.W(w("%q is in another magnitude than %q", "「%s」與「%s」數量級不同", "“%s”与“%s”数量级不同"), s.p.Folded.Text[s.from:s.to], first.p.Folded.Text[first.from:first.to]),
				c.W(w("write all amounts of a text alike, as in USD 0.07 million beside USD 3.43 million", "同一篇金額請用同一單位，例如一律用萬元", "同一篇金额请用同一单位，例如一律用万元")))
			return
		}
	}
}

// mixedBasis compares how units recognise a metric with those beside them in the
// same period, and with their own other periods of that length.
func mixedBasis(in *Input, say say) {
	type place struct {
		metric, parent, unit string // parent or unit
		period               period.Period
		grain                period.Grain
	}
	if !in.usage().based && !slices.ContainsFunc(in.Archive.Metrics, func(m *report.Metric) bool { return m.Basis != "" }) {
		return
	}
	first := map[place]string{}
	for _, r := range in.Archive.Reports {
		for i := range r.Stated {
			s := &r.Stated[i]
			m := in.Cube.Metric(s.Metric)
			if m == nil || !s.Actual.Present() {
				continue
			}
			basis := cmp.Or(s.Terms().Basis, m.Basis)
			if basis == "" {
				continue
			}
			places := []place{{metric: s.Metric, unit: r.Unit, grain: r.Period.Grain()}}
			if u := in.Archive.Unit(r.Unit); u != nil && u.ID != report.Root {
				places = append(places, place{metric: s.Metric, parent: u.ParentOn(in.Archive.Calendar.Span(r.Period).First), period: r.Period})
			}
			for _, p := range places {
				if first[p] == "" {
					first[p] = basis
				} else if first[p] != basis {
					say(r.File, s.Pos, in.W(w("%s is recognised as %s here and as %s beside it", "%s 在此以 %s 認列，其他則以 %s", "%s 在此以 %s 认列，其他则以 %s"), s.Metric, basis, first[p]),
						in.W(w("restate one of them, and write basis once in [metrics.%s] of config.toml", "請改用同一口徑，並在 config.toml 的 [metrics.%s] 寫明 basis", "请改用同一口径，并在 config.toml 的 [metrics.%s] 写明 basis"), s.Metric))
					break
				}
			}
		}
	}
}
