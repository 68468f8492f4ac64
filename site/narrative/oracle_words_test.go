package narrative_test

// Numbers, names and periods as sentences have them, written anew (domain.md
// §2.5, §3.10).

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// A tongue is a language, in the order of langs.
type tongue int

const (
	hant tongue = iota
	hans
	english
)

// folds are the characters of the templates that the two scripts write
// differently; phrases that they say differently come first.
var folds = strings.NewReplacer("轉虧為盈", "扭亏为盈", "雙位數", "两位数", "銷", "销", "額", "额", "達", "达", "標", "标", "個", "个", "點", "点", "於", "于", "為", "为",
	"較", "较", "週", "周", "長", "长", "顯", "显", "與", "与", "處", "处", "見", "见", "動", "动", "範", "范", "圍", "围", "內", "内", "連", "连", "續", "续", "兩", "两",
	"幅", "幅", "擴", "扩", "結", "结", "創", "创", "記", "记", "錄", "录", "來", "来", "單", "单", "後", "后", "接", "接", "則", "则", "累計", "累计", "減", "减", "貢", "贡", "獻", "献",
	"抵", "抵", "歸", "归", "場", "场", "務", "务", "並", "并", "體", "体", "轉", "转", "構", "构", "變", "变", "樣", "样", "異", "异", "斷", "断", "數", "数", "據", "据", "團", "团",
	"隊", "队", "員", "员", "項", "项", "進", "进", "驗", "验", "順", "顺", "開", "开", "萬", "万", "億", "亿", "由虧", "由亏", "環", "环", "當", "当", "時", "时", "虧", "亏", "損", "损", "財", "财", "準", "准", "際", "际",
	"寬", "宽", "預", "预", "測", "测", "僅", "仅", "參", "参", "給", "给", "區", "区", "間", "间", "門", "门", "計", "计", "終", "终", "違", "违", "過", "过", "實", "实", "條", "条", "戶", "户", "導", "导", "從", "从", "渠道", "渠道", "這", "这", "升", "升", "餘", "余", "總", "总", "會", "会", "對", "对", "廣", "广", "復", "复", "歷", "历")

// in is a template in this language, of the English and the traditional one.
func (t tongue) in(en, zh string) string {
	switch t {
	case english:
		return en
	case hans:
		return folds.Replace(zh)
	}
	return zh
}

// fill puts arguments into {0}, {1} …
func fill(tpl string, args ...string) string {
	for i, a := range args {
		tpl = strings.ReplaceAll(tpl, "{"+strconv.Itoa(i)+"}", a)
	}
	return tpl
}

// A figure's number is marked with what it speaks of.
func mark(words, unit string, m *report.Metric, p period.Period) string {
	return "«" + words + "|" + unit + " " + m.ID + " " + period.Calendar{}.Name(p) + "»"
}

// digits rounds half away from zero to so many decimals, with commas; a sign
// only for what does not print as zero.
func digits(x *big.Rat, decimals int) string {
	pow := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	a := new(big.Rat).Mul(magnitude(x), new(big.Rat).SetInt(pow))
	twice := new(big.Int).Add(new(big.Int).Mul(a.Num(), big.NewInt(2)), a.Denom())
	n := new(big.Int).Quo(twice, new(big.Int).Mul(a.Denom(), big.NewInt(2)))
	s := n.String()
	if len(s) <= decimals {
		s = strings.Repeat("0", decimals+1-len(s)) + s
	}
	whole, frac := s[:len(s)-decimals], s[len(s)-decimals:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		whole += "." + frac
	}
	if x.Sign() < 0 && n.Sign() != 0 {
		whole = "−" + whole
	}
	return whole
}

func nought(s string) bool { return strings.Trim(s, "−0.,") == "" }

// trim is digits, but none after the point for a whole number.
func trim(x *big.Rat, decimals int) string {
	if x.IsInt() {
		decimals = 0
	}
	return digits(x, decimals)
}

// percentage says a fraction: 20%, 5.3%, <0.1%.
func percentage(x *big.Rat, decimals int) string {
	return tiny(times(x, rat(100, 1)), decimals) + "%"
}

func tiny(x *big.Rat, decimals int) string {
	s := trim(x, decimals)
	if x.Sign() != 0 && nought(s) {
		s = "<" + digits(new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)), decimals)
		if x.Sign() < 0 {
			s = "−" + s
		}
	}
	return s
}

// plusSign puts a plus before what prints above zero.
func plusSign(x *big.Rat, s string) string {
	if x.Sign() > 0 && !strings.HasPrefix(s, "<") && !nought(s) {
		return "+" + s
	}
	return s
}

// points says a change in percent, without its sign.
func (t tongue) points(x *big.Rat) string { return t.pointsTo(x, 1) }

func (t tongue) pointsTo(x *big.Rat, decimals int) string {
	n := tiny(times(magnitude(x), rat(100, 1)), decimals)
	return t.inPoints(n, "percentage point")
}

func (t tongue) inPoints(n, word string) string {
	if t != english {
		return n + t.in("", "個百分點")
	}
	if strings.TrimLeft(n, "+−") == "1" {
		return n + " " + word
	}
	return n + " " + word + "s"
}

// size is a change without its sign, signed with it.
func (t tongue) size(m *report.Metric, x *big.Rat) string {
	n := tiny(times(magnitude(x), rat(100, 1)), edge(m, x))
	if m.Points() {
		return t.inPoints(n, "percentage point")
	}
	return n + "%"
}

// edge is how many decimals a move has: two where with one it would print as the
// limit below which it is flat.
func edge(m *report.Metric, x *big.Rat) int {
	limit := bandLimits[m.Points()][0]
	if a := magnitude(x); a.Cmp(limit) < 0 && digits(times(a, rat(100, 1)), 1) == digits(times(limit, rat(100, 1)), 1) {
		return 2
	}
	return 1
}

func (t tongue) signed(m *report.Metric, x *big.Rat) string {
	n := plusSign(x, strings.TrimPrefix(tiny(times(x, rat(100, 1)), edge(m, x)), "−<"))
	if tiny := tiny(times(x, rat(100, 1)), edge(m, x)); strings.HasPrefix(tiny, "−<") {
		n = tiny[len("−"):]
	}
	if m.Points() {
		return t.inPoints(n, "percentage point")
	}
	return n + "%"
}

// A style is how the amounts of one sentence are printed.
type style struct {
	t        tongue
	m        *report.Metric
	power    int
	decimals int
	fixed    bool
}

// styleFor is that of amounts up to the largest.
func (t tongue) styleFor(m *report.Metric, list ...*big.Rat) style {
	s := style{t: t, m: m, decimals: 1}
	max := biggest(list...)
	switch {
	case m.Unit == report.Count:
		s.decimals = 0
	case m.Unit != report.Money:
	case t == english:
		s.scale(max, 6, 9)
	default:
		s.scale(max, 4, 8)
	}
	return s
}

func (s *style) scale(max *big.Rat, powers ...int) {
	s.decimals = 2
	if atLeast(max, rat(1000, 1)) {
		s.decimals = 0 // cents say nothing beside thousands
	}
	for _, p := range powers {
		if atLeast(max, tenTo(p)) {
			s.power, s.decimals, s.fixed = p, 2, s.t == english
		}
	}
}

func tenTo(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

// apart adds decimals until two amounts that differ print so, and their
// difference as more than nothing.
func (s style) apart(a, b *big.Rat) style {
	if a == nil || b == nil || a.Cmp(b) == 0 || s.tells(a, b) {
		return s
	}
	if s.m.Unit == report.Money && s.power == 0 && atLeast(biggest(a, b), tenTo(4)) {
		s.decimals = 1 // written out in English: then with cents
	}
	for scaled := s; s.decimals < 9; {
		if s.decimals++; s.tells(a, b) {
			return s
		}
		if s.decimals == 9 && scaled.power > 0 {
			return style{t: s.t, m: s.m, decimals: 2}.apart(a, b)
		}
	}
	return s
}

// tells reports whether two amounts and their difference read apart.
func (s style) tells(a, b *big.Rat) bool {
	s.fixed = true
	return s.number(a) != s.number(b) && !nought(s.number(minus(a, b)))
}

func (s style) number(x *big.Rat) string {
	x = over(x, tenTo(s.power))
	if s.m.Points() {
		x = times(x, rat(100, 1))
	}
	if s.fixed {
		return digits(x, s.decimals)
	}
	return trim(x, s.decimals)
}

// say prints an amount with its unit.
// What is not zero never reads as nothing: then it has its own scale.
func (s style) say(x *big.Rat) string {
	n := s.number(x)
	if s.m.Unit == report.Money && x.Sign() != 0 && nought(n) && (s.power > 0 || s.decimals == 0) {
		return s.t.styleFor(s.m, x).say(x)
	}
	switch s.m.Unit {
	case report.Percent:
		return tiny(times(x, rat(100, 1)), s.decimals) + "%"
	case report.Count:
		return n + s.m.Measure[langs[s.t]]
	}
	if s.t == english {
		return "RMB " + n + map[int]string{6: " million", 9: " billion"}[s.power]
	}
	return n + s.t.in("", map[int]string{4: "萬", 8: "億"}[s.power]) + "元"
}

// change prints a difference without its sign; at its own scale where that of
// the sentence would print it as nothing.
func (s style) change(x *big.Rat) string {
	x = magnitude(x)
	if s.m.Points() {
		return s.t.inPoints(tiny(times(x, rat(100, 1)), s.decimals), "percentage point")
	}
	if x.Sign() != 0 && nought(s.number(x)) {
		s = s.t.styleFor(s.m, x)
	}
	return s.say(x)
}

// name is a metric's name; inside a sentence English writes it small.
func (t tongue) name(m *report.Metric) string { return m.Label[langs[t]] }

func (t tongue) small(m *report.Metric) string {
	if t == english {
		return strings.ToLower(t.name(m))
	}
	return t.name(m)
}

// plural reports whether an English verb is in the plural.
func plural(m *report.Metric) bool { return !m.Points() && strings.HasSuffix(m.Label["en"], "s") }

func verb(m *report.Metric, one, many string) string {
	if plural(m) {
		return many
	}
	return one
}

// inner is a metric in a sentence: the churn rate.
func (t tongue) inner(m *report.Metric) string {
	if t == english && m.Points() {
		return "the " + t.small(m)
	}
	return t.small(m)
}

// subject begins a sentence; with a period it names that, too.
func (t tongue) subject(m *report.Metric, when string) string {
	switch {
	case t != english:
		return when + t.name(m)
	case when == "" && m.Points():
		return "The " + t.small(m)
	case when == "":
		return t.name(m)
	case m.Points():
		return "The " + when + " " + t.small(m)
	}
	return when + " " + t.small(m)
}

func (o *oracle) unitName(t tongue, id string) string { return o.Unit(id).Name[langs[t]] }

var (
	monthNames   = strings.Fields("January February March April May June July August September October November December")
	hanNumerals  = strings.Fields("零 一 兩 三 四 五 六 七 八 九 十")
	englishWords = strings.Fields("no one two three four five six seven eight nine ten")
	ordinals     = strings.Fields("- first second third fourth fifth sixth seventh eighth ninth tenth")
)

// period names a period, with its year or without.
func (o *oracle) period(t tongue, p period.Period, bare bool) string {
	first := o.Calendar.Span(p).First
	y, m, d := first.Date()
	year, place := o.Calendar.Year(p)
	switch p.Grain() {
	case period.Monthly:
		return t.dated(monthNames[m-1], fmt.Sprint(int(m), "月"), y, bare)
	case period.Daily:
		return t.dated(fmt.Sprint(d, " ", monthNames[m-1]), fmt.Sprint(int(m), "月", d, "日"), y, bare)
	case period.Weekly:
		if t == english {
			return fmt.Sprint("Week ", place) + cond(!bare, fmt.Sprint(", ", year))
		}
		return cond(!bare, fmt.Sprint(year, "年")) + t.in("", fmt.Sprint("第", place, "週"))
	case period.Quarterly:
		zh := t.in("", "第"+[]string{"一", "二", "三", "四"}[place-1]+"季度")
		return t.dated(fmt.Sprint("Q", place), zh, year, bare, o.fiscal())
	}
	if o.fiscal() {
		return t.in(fmt.Sprint("Fiscal ", year), fmt.Sprint(year, "財年"))
	}
	return t.in(fmt.Sprint(year), fmt.Sprint(year, "年"))
}

func (o *oracle) fiscal() bool { return o.Calendar.YearStart > 1 }

func cond(ok bool, s string) string {
	if ok {
		return s
	}
	return ""
}

func (t tongue) dated(en, zh string, year int, bare bool, fiscal ...bool) string {
	if bare {
		return t.in(en, zh)
	}
	if slices.Contains(fiscal, true) {
		return t.in(fmt.Sprint(en, " FY", year), fmt.Sprint(year, "財年", zh))
	}
	return t.in(fmt.Sprint(en, " ", year), fmt.Sprint(year, "年", zh))
}

// beside names a period without its year if that is another's.
func (o *oracle) beside(t tongue, p, q period.Period) string {
	return o.midway(t, o.period(t, p, o.sameYear(p, q) && p.Grain() != period.Annual), p)
}

// sameYear reports whether the whole of p lies in the (fiscal) year of q.
func (o *oracle) sameYear(p, q period.Period) bool {
	year := o.Calendar.Of(period.Annual, o.Calendar.Span(q).First)
	return o.Calendar.Span(year).Holds(o.Calendar.Span(p))
}

// midway is a name inside a sentence.
func (o *oracle) midway(t tongue, name string, p period.Period) string {
	if t == english && (p.Grain() == period.Weekly || p.Grain() == period.Annual) {
		return strings.ToLower(name)
	}
	return name
}

// when is "in May", "on 3 May".
func (o *oracle) when(t tongue, p, q period.Period) string {
	if t != english {
		return o.beside(t, p, q)
	}
	if p.Grain() == period.Daily {
		return "on " + o.beside(t, p, q)
	}
	return "in " + o.beside(t, p, q)
}

// list joins with commas, and the last with an and.
func (t tongue) list(items []string) string {
	if t != english || len(items) < 2 {
		return strings.Join(items, "，")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}
