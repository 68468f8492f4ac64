package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/report"
)

// A stranger is a name in a sentence with a figure that is of nothing in the archive:
// a unit that there is not, a well-known metric that nobody defined. It is looked for
// only beside figures that no claim was made of for certain, and only where the
// sentence has one clear shape, since most words that are not known are no mistake.
type stranger struct {
	text     *Text
	passage  *Passage
	from, to int // bytes of the folded passage
	name     string
	unit     bool // else a metric
}

// strangers notes those that the figures of a sentence are said of.
func (x *reading) strangers(tokens []token) {
	for i, t := range tokens {
		if t.is != aFigure || x.firm(x.figures[t.n]) {
			continue
		}
		s, ok := x.strangeUnit(tokens, i)
		if !ok {
			s, ok = x.strangeMetric(tokens, i)
		}
		if ok && !slices.Contains(x.strange, s) {
			x.strange = append(x.strange, s)
		}
	}
}

// firm reports whether something was made of a figure for certain.
func (x *reading) firm(f figure) bool {
	if !f.used {
		return f.is == inOther
	}
	for _, c := range x.list[x.first0:] {
		if c.figure.from == f.from && c.text == x.text && c.passage == x.passage {
			return !c.loose
		}
	}
	return true
}

// beforeVerb is the token before a figure and what is said with it: 較上月大幅增長, rose
// by about. It is not ok if no verb stands there and the figure is not joined.
func beforeVerb(tokens []token, i int) (k int, ok bool) {
	for k = i - 1; k >= 0; k-- {
		switch tokens[k].is {
		case aFill, aHedge, aBasis, aDegree, aAgainst, aWhen, aFrom, aFigure:
		case aWay, aBe, aTo:
			ok = true
		default:
			return k, ok
		}
	}
	return k, false
}

// strangeUnit is the unit that a figure's metric is said to be of, if there is none
// of the name: the West team's revenue, 西區營收.
func (x *reading) strangeUnit(tokens []token, i int) (s stranger, ok bool) {
	if len(x.lex.units) < 2 { // a company whose parts have no names here
		return s, false
	}
	k, verb := beforeVerb(tokens, i)
	if !verb && !x.lex.chinese || k < 0 {
		return s, false
	}
	end, to := k, tokens[k].to
	switch rest := x.beforeTerm(tokens[0].from, to); {
	case tokens[k].is == aMetric || tokens[k].is == aWord && rest >= 0 && rest <= tokens[k].from:
		for end = k - 1; end > 0 && (tokens[end].is == aOf || tokens[end].is == aFill || tokens[end].is == aWhen || tokens[end].is == aPause && tokens[end].n == ','); end-- {
		}
		if end < 0 {
			return s, false
		}
		to = tokens[end].to
	case tokens[k].is == aWord && rest > tokens[k].from: // 西區營收 as one unknown word
		to = rest
	case !x.ofMetric(tokens, k):
		return s, false
	}
	switch tokens[end].is {
	case aWord, aLead, aTopic, aWhole:
	default:
		return s, false
	}
	from, name := x.unitBefore(tokens, to)
	if name == "" || x.knows(name) {
		return s, false
	}
	return stranger{x.text, x.passage, from, to, name, true}, true
}

// beforeTerm is where words of the text that end with the name of something that is
// measured have what stands before it, without what joins the two; −1 if they do not
// end so.
func (x *reading) beforeTerm(from, to int) int {
	lists := [...][]string{termsEn, {"revenue", "turnover", "sales", "orders"}}
	if x.lex.chinese {
		lists = [...][]string{termsZh, {"營收", "营收", "業績", "业绩", "銷售額", "销售额", "營業額", "营业额", "訂單數", "订单数", "訂單", "订单"}}
	}
	at := -1
	for _, list := range lists {
		for _, term := range list {
			if rest, ok := strings.CutSuffix(x.scanner.lower[from:to], term); ok && (at < 0 || from+len(rest) < at) && apart(x.scanner.lower, to-len(term), to) {
				at = from + len(rest)
			}
		}
	}
	if at < 0 {
		return at
	}
	before := strings.TrimRight(x.scanner.text[from:at], " ")
	for _, joint := range []string{"'s", "’s", "的"} {
		if rest, ok := strings.CutSuffix(before, joint); ok {
			return from + len(rest)
		}
	}
	if x.lex.chinese {
		return from + len(before)
	}
	return at
}

// ofMetric reports whether the words that end with a token follow a metric: revenue
// of the West team.
func (x *reading) ofMetric(tokens []token, k int) bool {
	joined := false
	for ; k >= 0; k-- {
		switch tokens[k].is {
		case aWord, aLead, aFill:
			if joined && tokens[k].is == aWord {
				return false
			}
		case aOf, aIn, aFrom:
			joined = true
		case aMetric:
			return joined && !x.lex.chinese
		default:
			return false
		}
	}
	return false
}

// unitBefore reads the name of a unit that ends at a byte of the text, and where it
// begins with the word for what it is; "" if there is none.
func (x *reading) unitBefore(tokens []token, end int) (from int, name string) {
	start := tokens[0].from
	for _, t := range tokens {
		if t.is == aPause && t.to < end {
			start = t.to
		}
	}
	if x.lex.chinese {
		return unitZh(x.scanner.text, start, end)
	}
	return unitEn(x.scanner.text, tokens[0].from, start, end)
}

// What units are called, and what tells which of them is meant without a name.
var (
	unitWordsEn = []string{"team", "region", "division", "branch", "district", "department"}
	compassEn   = []string{"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central", "northern", "southern", "eastern", "western"}
	// workEn stand before them with a capital letter and are the name of what is done
	// there, which is no unit of sales; anyEn are said of any unit.
	workEn = []string{"marketing", "sales", "support", "service", "customer", "finance", "product", "management", "project", "logistics", "legal", "hr", "it", "engineering", "research", "operations", "purchasing"}
	anyEn  = []string{"the", "our", "each", "every", "this", "that", "another", "no", "one", "whole", "new", "a", "an", "its", "their"}

	unitWordsZh = []string{"團隊", "团队", "事業部", "事业部", "分公司", "辦事處", "办事处", "大區", "大区", "小組", "小组", "區", "区", "部", "組", "组", "隊", "队"}
	compassZh   = []string{"東北", "西北", "東南", "西南", "东北", "东南", "東", "东", "西", "南", "北", "中", "華東", "华东", "華南", "华南", "華西", "华西", "華北", "华北", "華中", "华中"}
	ranksZh     = "一二三四五六七八九十甲乙丙丁"
	// noNamesZh are characters and words of what is done in a unit, or of any unit.
	noNamesZh = []string{"本", "該", "该", "各", "全", "整", "每", "我", "他", "其", "此", "這", "这", "那", "某", "新", "老", "原", "總", "总", "兩", "两", "多", "個", "个", "部分", "客服", "銷售", "销售", "業務", "业务", "行銷", "營銷", "营销", "市場", "市场", "財務", "财务", "產品", "产品", "研發", "研发", "技術", "技术", "採購", "采购", "物流", "人事", "法務", "法务", "專案", "项目", "項目", "競", "竞", "對手", "对手", "同業", "同业", "外", "的"}
)

// unitEn reads the West team, team West.
func unitEn(text string, sentence, start, end int) (from int, name string) {
	words := strings.Fields(text[start:end])
	if n := len(words); n >= 2 && capital(words[n-1]) && slices.Contains(unitWordsEn, strings.ToLower(words[n-2])) {
		from = start + strings.LastIndex(text[start:end], words[n-2])
		return from, words[n-1]
	}
	if len(words) < 2 || !slices.Contains(unitWordsEn, words[len(words)-1]) {
		return 0, ""
	}
	words = words[:len(words)-1]
	first := len(words)
	for first > 0 && len(words)-first < 3 && (capital(words[first-1]) || slices.Contains(compassEn, words[first-1])) && !slices.Contains(workEn, strings.ToLower(words[first-1])) && !slices.Contains(anyEn, strings.ToLower(words[first-1])) {
		first--
	}
	if first == len(words) || first > 0 && slices.Contains(workEn, strings.ToLower(words[first-1])) {
		return 0, ""
	}
	name = strings.Join(words[first:], " ")
	from = start + strings.LastIndex(text[start:end], name)
	if from == sentence && !slices.Contains(compassEn, strings.ToLower(words[first])) { // every sentence begins with a capital letter
		return 0, ""
	}
	return max(from, start), name
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// unitZh reads 西區, 深圳團隊, 二組.
func unitZh(text string, start, end int) (from int, name string) {
	words := strings.TrimLeft(text[start:end], " ")
	from = end - len(words)
	words = strings.TrimSuffix(words, "的")
	for _, lead := range []string{"本月", "本季", "本週", "本周", "今年", "但", "而", "其中"} {
		if rest, ok := strings.CutPrefix(words, lead); ok {
			words, from = rest, from+len(lead)
		}
	}
	for _, kind := range unitWordsZh {
		name, ok := strings.CutSuffix(words, kind)
		if !ok {
			continue
		}
		n := utf8.RuneCountInString(name)
		numbered := n == 1 && (strings.Contains(ranksZh, name) || name[0] >= 'A' && name[0] <= 'Z')
		switch short := len(kind) == len("區"); {
		case n == 0 || strings.ContainsFunc(name, func(r rune) bool { return !isHan(r) }) && !numbered:
		case slices.Contains(compassZh, name) || numbered:
			return from, words
		case !short && n >= 2 && n <= 4 && !containsAny(name, noNamesZh...):
			return from, words
		}
		return 0, ""
	}
	return 0, ""
}

// knows reports whether a name may be that of a unit or person of the archive: one
// stands in the other.
func (x *reading) knows(name string) bool {
	name = strings.ToLower(name)
	stem := name
	for _, kind := range unitWordsZh {
		if rest, ok := strings.CutSuffix(name, kind); ok {
			stem = rest
			break
		}
	}
	alike := func(other string) bool {
		other = strings.ToLower(other)
		return other != "" && (strings.Contains(name, other) || strings.Contains(other, stem))
	}
	a := x.in.Archive
	return slices.ContainsFunc(a.Units, func(u *report.Unit) bool {
		for _, other := range u.Name {
			if alike(other) {
				return true
			}
		}
		return u.ID != report.Root && alike(u.ID) || slices.ContainsFunc(u.LocalTerms, alike)
	}) || slices.ContainsFunc(a.People, func(p report.Person) bool { return alike(p.Name) })
}

// Names of what is measured in most trades. Those of the metrics that an archive may
// use without defining them are not among them.
var (
	termsZh = strings.Fields("客單價 客单价 毛利率 毛利 淨利率 净利率 淨利 净利 利潤率 利润率 利潤 利润 滿意度 满意度 客戶滿意度 客户满意度 退貨率 退货率 退換貨率 退换货率 續約率 续约率 留存率 成交率 投訴率 投诉率 客訴率 客诉率 投訴量 投诉量 庫存週轉率 庫存周轉率 库存周转率 應收帳款 應收賬款 应收账款 來客數 来客数 客流量 拜訪量 拜访量 點擊率 点击率 詢價量 询价量 坪效 人效")
	termsEn = strings.Split("average order value|aov|basket size|gross margin|net margin|profit margin|gross profit|net profit|profit|win rate|close rate|return rate|renewal rate|retention rate|retention|customer satisfaction|satisfaction|csat|nps|net promoter score|complaint rate|stock turnover|inventory turnover|accounts receivable|footfall|click-through rate|bounce rate|average deal size|average selling price|cost per lead|customer lifetime value", "|")
)

// strangeMetric is the well-known metric that a figure is said of, if the archive
// has none of the name.
func (x *reading) strangeMetric(tokens []token, i int) (s stranger, ok bool) {
	f := x.figures[tokens[i].n]
	k, verb := beforeVerb(tokens, i)
	if k < 0 || f.used || !verb && (k != i-1 || !x.lex.chinese) || tokens[k].is != aWord {
		return s, false
	}
	if at(tokens, i+1).is == aOf { // profit rose 5% of sales
		return s, false
	}
	terms := termsEn
	if x.lex.chinese {
		terms = termsZh
	}
	end := tokens[k].to
	from := -1
	for _, term := range terms {
		if rest, ok := strings.CutSuffix(x.scanner.lower[tokens[0].from:end], term); ok && (from < 0 || tokens[0].from+len(rest) < from) && apart(x.scanner.lower, end-len(term), end) {
			from = tokens[0].from + len(rest)
		}
	}
	for k >= 0 && tokens[k].from > from {
		k--
	}
	if from < 0 || k < 0 || tokens[k].from != from || !opensClause(tokens[:k]) {
		return s, false
	}
	return stranger{x.text, x.passage, from, end, x.scanner.text[from:end], false}, true
}

// opensClause reports whether nothing stands before what follows in its clause that
// would make another thing of it: 新品毛利率, the rival's profit.
func opensClause(before []token) bool {
	for k := len(before) - 1; k >= 0; k-- {
		switch before[k].is {
		case aPause, aBut, aAnd:
			return true
		case aFill, aLead, aActual, aWhen, aUnit, aOf:
		default:
			return false
		}
	}
	return true
}
