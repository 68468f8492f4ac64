package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/num"
	"almanac/site/report"
)

// A measure is what a figure counts.
type measure uint8

const (
	inCount   measure = iota // 420, 420單
	inPercent                // 15%
	inPoints                 // 5個百分點
	inMoney                  // 966萬元, NT$9.66 million
	inTenths                 // 兩成, 一成五: in percent
	inTimes                  // 2倍
	inPart                   // a quarter: in percent
	inOther                  // 3次: nothing that claims are about
)

// A figure is a number as it stands in a text.
type figure struct {
	value    num.Num // without sign and scale: 1,481.2
	currency string  // an ISO code or a sign; "": none or 元
	word     string  // the measure word
	from, to int     // bytes of the text
	digits   int     // where they begin
	end      int     // where they end
	decimals int
	power    int // of ten, of the scale
	hedge    int
	sign     int // +1 or −1 if one stands there
	is       measure
	grouped  bool // with a comma between thousands, as amounts are written
	used     bool
}

// A suffix is what may stand behind the digits.
type suffix struct {
	word  string
	is    measure
	power int
	code  string
}

// suffixes of numbers, longer before shorter that begin alike.
var suffixes = []suffix{
	{"個百分點", inPoints, 0, ""}, {"个百分点", inPoints, 0, ""}, {"百分點", inPoints, 0, ""}, {"百分点", inPoints, 0, ""}, {"個點", inPoints, 0, ""}, {"个点", inPoints, 0, ""},
	{"percentage points", inPoints, 0, ""}, {"percentage point", inPoints, 0, ""}, {"percentage-point", inPoints, 0, ""}, {"points", inPoints, 0, ""}, {"point", inPoints, 0, ""}, {"ppts", inPoints, 0, ""}, {"ppt", inPoints, 0, ""}, {"pp", inPoints, 0, ""},
	{"%", inPercent, 0, ""}, {"percent", inPercent, 0, ""}, {"per cent", inPercent, 0, ""},
	{"倍", inTimes, 0, ""}, {"times", inTimes, 0, ""}, {"成", inTenths, 0, ""},
}

// scaleWords are powers of ten. Those of one letter stand at their number.
var scaleWords = []suffix{
	{"百萬", inMoney, 6, ""}, {"百万", inMoney, 6, ""}, {"千萬", inMoney, 7, ""}, {"千万", inMoney, 7, ""}, {"萬億", inMoney, 12, ""}, {"万亿", inMoney, 12, ""},
	{"萬", inMoney, 4, ""}, {"万", inMoney, 4, ""}, {"億", inMoney, 8, ""}, {"亿", inMoney, 8, ""}, {"千", inMoney, 3, ""}, {"百", inMoney, 2, ""},
	{"thousand", inMoney, 3, ""}, {"million", inMoney, 6, ""}, {"billion", inMoney, 9, ""}, {"bn", inMoney, 9, ""}, {"mn", inMoney, 6, ""}, {"m", inMoney, 6, ""}, {"k", inMoney, 3, ""},
}

// monies are currencies as they stand before or behind a number.
var monies = []suffix{
	{"NT$", inMoney, 0, "TWD"}, {"US$", inMoney, 0, "USD"}, {"HK$", inMoney, 0, "HKD"}, {"S$", inMoney, 0, "SGD"}, {"$", inMoney, 0, "$"}, {"¥", inMoney, 0, "¥"}, {"￥", inMoney, 0, "¥"}, {"€", inMoney, 0, "EUR"}, {"£", inMoney, 0, "GBP"},
	{"RMB", inMoney, 0, "CNY"}, {"CNY", inMoney, 0, "CNY"}, {"TWD", inMoney, 0, "TWD"}, {"NTD", inMoney, 0, "TWD"}, {"USD", inMoney, 0, "USD"}, {"HKD", inMoney, 0, "HKD"}, {"EUR", inMoney, 0, "EUR"}, {"GBP", inMoney, 0, "GBP"}, {"JPY", inMoney, 0, "JPY"}, {"SGD", inMoney, 0, "SGD"}, {"AUD", inMoney, 0, "AUD"}, {"CAD", inMoney, 0, "CAD"}, {"CHF", inMoney, 0, "CHF"},
	{"人民幣", inMoney, 0, "CNY"}, {"人民币", inMoney, 0, "CNY"}, {"新臺幣", inMoney, 0, "TWD"}, {"新台幣", inMoney, 0, "TWD"}, {"新台币", inMoney, 0, "TWD"}, {"臺幣", inMoney, 0, "TWD"}, {"台幣", inMoney, 0, "TWD"}, {"台币", inMoney, 0, "TWD"},
	{"美元", inMoney, 0, "USD"}, {"美金", inMoney, 0, "USD"}, {"港元", inMoney, 0, "HKD"}, {"港幣", inMoney, 0, "HKD"}, {"港币", inMoney, 0, "HKD"}, {"歐元", inMoney, 0, "EUR"}, {"欧元", inMoney, 0, "EUR"}, {"英鎊", inMoney, 0, "GBP"}, {"英镑", inMoney, 0, "GBP"},
	{"日圓", inMoney, 0, "JPY"}, {"日元", inMoney, 0, "JPY"}, {"元", inMoney, 0, ""}, {"圓", inMoney, 0, ""}, {"块", inMoney, 0, ""}, {"塊", inMoney, 0, ""},
	{"euros", inMoney, 0, "EUR"}, {"euro", inMoney, 0, "EUR"}, {"dollars", inMoney, 0, "$"}, {"yen", inMoney, 0, "JPY"}, {"yuan", inMoney, 0, "CNY"}, {"francs", inMoney, 0, "CHF"},
}

// measureWords stand behind cardinals of whatever is counted.
const measureWords = "個个家筆笔單单條条件名位份戶户人宗張张台臺"

// figureAt reads a number with what stands before and behind it.
func (s *scanner) figureAt(text string, at int) (next int, ok bool) {
	if text[at] >= utf8.RuneSelf {
		if f, ok := s.shares(text, at); ok {
			return s.take(f), true
		}
	}
	f := figure{from: at}
	code, rest := s.lex.currencyBefore(text[at:])
	if code != "" {
		f.is, f.currency = inMoney, code
	}
	f.sign, rest = s.signAt(text, at, rest)
	if code == "" && f.sign != 0 {
		if code, after := s.lex.currencyBefore(rest); code != "" {
			f.is, f.currency, rest = inMoney, code, after
		}
	}
	f.digits = len(text) - len(rest)
	n := numberLength(rest)
	if n == 0 {
		return at, false
	}
	if value, err := num.Parse(strings.ReplaceAll(rest[:n], ",", "")); err == nil {
		f.value = value
	}
	f.grouped = strings.Contains(rest[:n], ",")
	_, frac, _ := strings.Cut(rest[:n], ".")
	f.decimals, f.end = len(frac), f.digits+n
	f.to = f.end
	s.suffixes(text, &f)
	if !f.value.Present() || s.broken(text, &f) {
		return s.add(aWord, 0, 0, at, f.to), true
	}
	return s.take(f), true
}

// take keeps a figure and makes a token of it.
func (s *scanner) take(f figure) int {
	s.figures = append(s.figures, f)
	return s.add(aFigure, len(s.figures)-1, 0, f.from, f.to)
}

// currencyBefore takes a currency off the front of a text if a number follows it.
func (x *lexicon) currencyBefore(rest string) (code, after string) {
	if rest == "" {
		return "", rest
	}
	for _, m := range x.monies[rest[0]] {
		if after, ok := strings.CutPrefix(rest, m.word); ok && m.code != "" {
			after = strings.TrimPrefix(after, " ")
			if digits := strings.TrimLeft(after, "+-−"); firstDigits(digits) != "" {
				return m.code, after
			}
		}
	}
	return "", rest
}

// signAt takes a sign off the front of a text that no word or number ends before.
func (s *scanner) signAt(text string, at int, rest string) (sign int, after string) {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	if at > 0 && (unicode.IsDigit(before) || unicode.IsLetter(before) && !isHan(before)) {
		return 0, rest
	}
	switch r, n := utf8.DecodeRuneInString(rest); r {
	case '+':
		return 1, rest[n:]
	case '-', '−':
		return -1, rest[n:]
	}
	return 0, rest
}

// numberLength is the length of the number that a text begins with: digits, groups
// of three after commas, decimals after a point.
func numberLength(s string) int {
	n := len(firstDigits(s))
	if n == 0 || n > 30 {
		return 0
	}
	for n < len(s) && s[n] == ',' && len(firstDigits(s[n+1:])) == 3 {
		n += 4
	}
	if n < len(s) && s[n] == '.' {
		if d := len(firstDigits(s[n+1:])); d > 0 && d < 10 {
			n += 1 + d
		}
	}
	return n
}

// suffixes reads what stands behind the digits.
func (s *scanner) suffixes(text string, f *figure) {
	rest, small := text[f.end:], s.lower[f.end:len(text)]
	cut := func(n int) { rest, small = rest[n:], small[n:] }
	space := func() {
		if strings.HasPrefix(rest, " ") {
			cut(1)
		}
	}
	more := func() {
		for _, word := range [...]string{"多", "餘", "余"} {
			if strings.HasPrefix(rest, word) {
				f.hedge = hedgeOver
				cut(len(word))
			}
		}
	}
	done := func() { f.to = len(text) - len(rest) }
	more()
	before := rest
	space()
	if x := behind(suffixes, small); x != nil && f.is == inCount {
		if x.is == inTenths && !isTenths(rest[len(x.word):]) {
			return
		}
		f.is = x.is
		cut(len(x.word))
		if f.is == inTenths {
			s.fifth(f, &rest)
		}
		done()
		return
	}
	if x := behind(scaleWords, small); x != nil && (len(rest) == len(before) || len(x.word) > 2) {
		f.power = x.power
		cut(len(x.word))
		more()
		done()
		before = rest
		space()
	}
	if x := behind(monies, rest); x != nil && (f.is == inCount || f.is == inMoney && x.code == "") {
		if f.is == inCount {
			f.is, f.currency = inMoney, x.code
		}
		cut(len(x.word))
		done()
		return
	}
	if len(rest) == len(before) || s.lex.chinese {
		s.measured(text, f, rest, small)
	}
}

// measured reads the measure word behind a count.
func (s *scanner) measured(text string, f *figure, rest, small string) {
	if f.is != inCount {
		return
	}
	r, n := utf8.DecodeRuneInString(rest)
	word := ""
	for own := range s.lex.measures {
		if strings.HasPrefix(small, own) && len(own) > len(word) && endsThere(own, small[len(own):]) {
			word = own
		}
	}
	switch {
	case word != "":
	case isHan(r) && strings.ContainsRune(measureWords, r) && !strings.HasPrefix(rest[n:], "價") && !strings.HasPrefix(rest[n:], "价"):
		word = rest[:n]
	case isHan(r) && s.unknownWord(rest):
		f.is = inOther
		return
	default:
		return
	}
	f.word = word
	f.to = len(text) - len(rest) + len(word)
}

// unknownWord reports whether a number is followed by a character that begins no
// word that is known: 3次.
func (s *scanner) unknownWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return longestMatch(s.lex.ofHan(r), rest, lowerASCII(rest)) == nil
}

// behind is the suffix that a text begins with; nil if there is none.
func behind(list []suffix, rest string) *suffix {
	if rest == "" {
		return nil
	}
	for i := range list {
		if list[i].word[0] != rest[0] {
			continue
		}
		if after, ok := strings.CutPrefix(rest, list[i].word); ok && endsThere(list[i].word, after) {
			return &list[i]
		}
	}
	return nil
}

// broken reports whether a number is a part of something else: 8/50, 1:3.5, 5-8%,
// 5W1H. Its end then is that of the whole.
func (s *scanner) broken(text string, f *figure) bool {
	rest := text[f.to:]
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "":
		return false
	case (r == '/' || r == ':') && firstDigits(rest[n:]) != "" && f.is == inCount, ranges(rest):
		end := f.to + n
		end += numberLength(text[end:])
		g := figure{end: end, to: end}
		s.suffixes(text, &g)
		if f.is != inCount && f.is != g.is || f.word != "" { // 上升6個百分點至18%
			return false
		}
		f.to = g.to
		if after, ok := strings.CutPrefix(text[f.to:], "月"); ok {
			f.to = len(text) - len(after)
		}
		return true
	case !isHan(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		f.to += len(firstWord(rest))
		return true
	case r == '-' && len(rest) > 1 && unicode.IsLetter(rune(rest[1])):
		f.to += 1 + len(firstWord(rest[1:]))
		return true
	}
	return false
}

// shares reads numbers in words: 兩成, 一成五, 兩倍, 百分之15.
func (s *scanner) shares(text string, at int) (f figure, ok bool) {
	if rest, ok := strings.CutPrefix(text[at:], "百分之"); ok {
		n := numberLength(rest)
		if n == 0 {
			return f, false
		}
		value, err := num.Parse(strings.ReplaceAll(rest[:n], ",", ""))
		_, frac, _ := strings.Cut(rest[:n], ".")
		d := at + len("百分之")
		return figure{value: value, decimals: len(frac), is: inPercent, from: at, to: d + n, digits: d, end: d + n}, err == nil
	}
	k, n := numeral(text[at:])
	if n == 0 {
		return f, false
	}
	rest := text[at+n:]
	f = figure{value: num.Int(int64(k)), from: at, digits: at, end: at + n}
	switch {
	case strings.HasPrefix(rest, "成") && k < 10 && isTenths(rest[len("成"):]):
		f.is, rest = inTenths, rest[len("成"):]
		s.fifth(&f, &rest)
	case strings.HasPrefix(rest, "倍"):
		f.is, rest = inTimes, rest[len("倍"):]
	default:
		return f, false
	}
	f.to = len(text) - len(rest)
	return f, true
}

// fifth makes percents of tenths, and takes the half of one that may follow: 一成五.
func (s *scanner) fifth(f *figure, rest *string) {
	f.value = f.value.Mul(num.Int(10))
	if after, ok := strings.CutPrefix(*rest, "五"); ok {
		f.value, *rest = f.value.Add(num.Int(5)), after
		return
	}
	if after, ok := strings.CutPrefix(*rest, "半"); ok {
		f.value, *rest = f.value.Add(num.Int(5)), after
	}
}

// isTenths reports whether a 成 before a text cardinals tenths and does not begin a
// word: 一成長期客戶.
func isTenths(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return !strings.ContainsRune("交長长本功為为果員员立品績绩就熟", r) || rest == ""
}

// fits reports whether a figure can be a value of a metric, and gives the power of
// ten that its value is shown in: −2 for what is shown in percent.
func (f *figure) fits(m *report.Metric) (power int, ok bool) {
	switch m.Unit {
	case report.Percent:
		return -2, f.is == inPercent || f.is == inTenths || f.is == inPart
	case report.Money:
		return f.power, f.is == inMoney && (f.currency == "" || m.Currency == "" || num.SignOf(f.currency, m.Currency)) || f.is == inCount && f.word == "" && (f.power > 0 || f.grouped)
	}
	return f.power, f.is == inCount && (f.word == "" || m.Unit == report.Count || slices.Contains(measuresOf(m), f.word))
}

func measuresOf(m *report.Metric) (list []string) {
	for _, word := range m.Measure {
		list = append(list, strings.ToLower(word))
	}
	return list
}
