package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/num"
)

// A token is a word of a sentence, or several that make one.
type token struct {
	is       sense
	n, m     int // as of a lexeme
	from, to int // bytes of the text
}

// A scanner cuts sentences of one text into tokens.
type scanner struct {
	lex     *lexicon
	text    string // folded
	lower   string
	tokens  []token
	figures []figure
	times   []when // that were put together; their tokens count on from those of the lexicon
}

// scan cuts the bytes from one offset to another into tokens.
func (s *scanner) scan(from, to int) []token {
	s.tokens, s.figures, s.times = s.tokens[:0], s.figures[:0], s.times[:0]
	text := s.text[:to]
	for at := from; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case unicode.IsSpace(r):
			at += n
		case isHan(r):
			at = s.hanAt(text, at, r, n)
		case r >= '0' && r <= '9':
			at = s.digitAt(text, at)
		case unicode.IsLetter(r):
			at = s.latinAt(text, at)
		default:
			at = s.markAt(text, at, r, n)
		}
	}
	return s.tokens
}

func (s *scanner) add(is sense, n, m, from, to int) int {
	if last := len(s.tokens) - 1; is == aWord && last >= 0 && s.tokens[last].is == aWord {
		s.tokens[last].to = to
		return to
	}
	s.tokens = append(s.tokens, token{is, n, m, from, to})
	return to
}

func (s *scanner) addWhen(w when, from, to int) int {
	s.times = append(s.times, w)
	return s.add(aWhen, len(s.lex.times)+len(s.times)-1, 0, from, to)
}

// timeOf is the period that a token names.
func (s *scanner) timeOf(t token) when {
	if t.n < len(s.lex.times) {
		return s.lex.times[t.n]
	}
	return s.times[t.n-len(s.lex.times)]
}

// closing is the mark that ends what another opens; "" if that opens nothing.
func closing(r rune) string {
	switch r {
	case '「':
		return "」"
	case '『':
		return "』"
	case '“':
		return "”"
	case '"':
		return "\""
	case '《':
		return "》"
	}
	return ""
}

// markAt reads a mark: what pauses, what opens a quotation, a sign or currency.
func (s *scanner) markAt(text string, at int, r rune, n int) int {
	switch r {
	case '+', '-', '−', '$', '¥', '￥', '€', '£':
		if next, ok := s.figureAt(text, at); ok {
			return next
		}
	}
	if end := closing(r); end != "" {
		if i := strings.Index(text[at+n:], end); i >= 0 {
			return s.add(aQuote, 0, 0, at, at+n+i+len(end))
		}
		return at + n
	}
	if r == '\'' || r == '’' { // of North America's
		if rest := text[at+n:]; strings.HasPrefix(rest, "s") && endsThere("s", rest[1:]) {
			return at + n + 1
		}
	}
	switch r {
	case '.', '*', '\'', '’', '‘', '”', '」', '』', '。', '!', '?', '！', '？', '_', '~', '`':
		return at + n
	case '+', '&', '/', '=', '≈', '@', '#', '%', '$':
		return s.add(aWord, 0, 0, at, at+n)
	}
	return s.add(aPause, int(r), 0, at, at+n)
}

// latinAt reads a word of letters, or a name or phrase that begins with it.
func (s *scanner) latinAt(text string, at int) int {
	if c := text[at]; c < 'a' || c > 'z' {
		if s.lex.monies[c] != nil {
			if next, ok := s.figureAt(text, at); ok {
				return next
			}
		}
		if next, ok := s.namedTime(text, at); ok {
			return next
		}
	}
	word := firstWord(text[at:])
	if name, ok := strings.CutPrefix(text[at+len(word):], " "); ok && (word == "last" || word == "previous") && monthOf(cutPossessive(firstWord(name))) > 0 {
		return s.lastMonth(text, at, len(word))
	}
	for {
		if l := longestMatch(s.lex.ofLatin(s.lower[at:at+len(word)]), text[at:], s.lower[at:len(text)]); l != nil {
			if l.is == aWhen && s.lex.times[l.n].quarter > 0 {
				return s.quarterAt(text, at, at+len(l.word), s.lex.times[l.n])
			}
			return s.know(l, at)
		}
		plain := cutPossessive(word)
		if len(plain) == len(word) {
			return s.add(aWord, 0, 0, at, at+len(word))
		}
		word = plain // what belongs to a name; its 's is passed over as a mark
	}
}

func cutPossessive(word string) string {
	word = strings.TrimSuffix(word, "'s")
	return strings.TrimSuffix(word, "’s")
}

// namedTime reads October, October 2023, Q3 2023, FY2023-Q1, FY2023.
func (s *scanner) namedTime(text string, at int) (next int, ok bool) {
	word := firstWord(text[at:])
	plain := cutPossessive(word)
	if name, ok := strings.CutPrefix(text[at+len(word):], " "); ok && (plain == "Last" || plain == "Previous") && monthOf(cutPossessive(firstWord(name))) > 0 {
		return s.lastMonth(text, at, len(word)), true
	}
	end := at + len(plain)
	done := at + len(word)
	if rest, fiscal := strings.CutPrefix(plain, "FY"); fiscal {
		year, q, _ := strings.Cut(rest, "-Q")
		w := when{year: atoi(year), quarter: atoi(q), fiscal: true}
		if len(year) == 4 && w.year > 0 && w.quarter <= 4 {
			return max(done, s.addWhen(w, at, end)), true
		}
		return at, false
	}
	w := when{month: monthOf(plain)}
	if len(plain) == 2 && plain[0] == 'Q' && plain[1] >= '1' && plain[1] <= '4' {
		w.quarter = int(plain[1] - '0')
	}
	if w.month == 0 && w.quarter == 0 {
		return at, false
	}
	if day := len(firstDigits(strings.TrimPrefix(text[end:], " "))); w.month > 0 && day > 0 && day < 3 && strings.HasPrefix(text[end:], " ") && !s.lex.chinese { // a day: October 25
		return s.add(aDay, 0, 0, at, end+1+day), true
	}
	for _, word := range [...]string{" last year", " of last year", " a year earlier", " a year ago", " of the previous year", " the year before"} {
		if strings.HasPrefix(s.lower[end:len(text)], word) {
			w.back = 1
			return s.addWhen(w, at, end+len(word)), true
		}
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(text[end:], " of"), " ")
	if y := firstDigits(rest); len(y) == 4 && len(rest) < len(text[end:]) {
		w.year = atoi(y)
		return s.addWhen(w, at, len(text)-len(rest)+4), true
	}
	return max(done, s.addWhen(w, at, end)), true
}

// lastMonth reads last October, which may be that of this year or of the one before.
func (s *scanner) lastMonth(text string, at, length int) int {
	return s.add(aDay, 0, 0, at, at+length+1+len(firstWord(text[at+length+1:])))
}

// quarterAt takes the year that a quarter is of: the first quarter of FY2020.
func (s *scanner) quarterAt(text string, at, end int, w when) int {
	rest := strings.TrimPrefix(strings.TrimPrefix(text[end:], " of"), " ")
	if len(rest) == len(text[end:]) {
		return s.addWhen(w, at, end)
	}
	year, fiscal := strings.CutPrefix(strings.TrimPrefix(rest, "fiscal year "), "FY")
	fiscal = fiscal || strings.HasPrefix(rest, "fiscal year ")
	if y := firstDigits(year); len(y) == 4 && endsThere(y, year[4:]) {
		w.year, w.fiscal = atoi(y), fiscal
		end = len(text) - len(year) + 4
	}
	return s.addWhen(w, at, end)
}

func monthOf(word string) int {
	for i, m := range monthNames {
		if word == m || len(word) == 3 && word == m[:3] && word != "May" || word == "Sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}

// firstDigits are the digits that a text begins with.
func firstDigits(s string) string {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return s[:i]
}

// atoi is the number of a few digits; 0 for what is none.
func atoi(s string) (n int) {
	if len(s) > 4 {
		return 0
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// hanAt reads a word of Chinese characters.
func (s *scanner) hanAt(text string, at int, r rune, n int) int {
	switch r {
	case '連', '连':
		if next, ok := s.rowAt(text, at); ok {
			return next
		}
	case '第':
		if next, ok := s.ordinalAt(text, at); ok {
			return next
		}
	case '百', '一', '二', '兩', '两', '三', '四', '五', '六', '七', '八', '九', '十', '人', '新', '臺', '台', '美', '港', '歐', '欧', '英', '日':
		if next, ok := s.figureAt(text, at); ok {
			return next
		}
	}
	l := longestMatch(s.lex.ofHan(r), text[at:], s.lower[at:len(text)])
	if l == nil || l.is != aMetric && l.is != aUnit && len(l.word) == n && strings.Contains(tight, l.word) && !leads(text[at+n:]) {
		return s.add(aWord, 0, 0, at, at+n)
	}
	if l.is == aWhen && s.lex.times[l.n].rel == whenLastYear { // 去年10月
		if d := firstDigits(text[at+len(l.word):]); d != "" && strings.HasPrefix(text[at+len(l.word)+len(d):], "月") {
			to := at + len(l.word) + len(d) + len("月")
			if strings.HasPrefix(text[to:], "份") {
				to += len("份")
			}
			return s.addWhen(when{month: atoi(d), back: 1}, at, to)
		}
	}
	return s.know(l, at)
}

// know makes a token of a word that is known; of a part, a figure.
func (s *scanner) know(l *lexeme, at int) int {
	if to := at + len(l.word); l.is != aPart {
		return s.add(l.is, l.n, l.m, at, to)
	}
	value := num.Int(int64(l.n))
	if l.n%25 != 0 { // thirds
		value = num.Int(int64(l.n / 33 * 100)).Div(num.Int(3))
	}
	to := at + len(l.word)
	return s.take(figure{value: value, is: inPart, from: at, to: to, digits: at, end: to})
}

// leads reports whether a text goes on with a figure or with what leads to one.
func leads(rest string) bool {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "了"), " ")
	r, _ := utf8.DecodeRuneInString(rest)
	if r >= '0' && r <= '9' || strings.ContainsRune("+-−$¥€£至到為为成逾近約约超", r) {
		return r != '成'
	}
	for _, word := range [...]string{"將近", "将近", "接近", "不足", "至少", "雙位數", "双位数", "兩位數", "两位数", "NT$", "US$", "HK$", "四分之", "三分之", "一半", "大約"} {
		if strings.HasPrefix(rest, word) {
			return true
		}
	}
	_, n := numeral(rest)
	return n > 0 && strings.HasPrefix(rest[n:], "成") || n > 0 && strings.HasPrefix(rest[n:], "倍")
}

// ordinalAt reads what a 第 counts that is no time: 第3名.
func (s *scanner) ordinalAt(text string, at int) (next int, ok bool) {
	if longestMatch(s.lex.ofHan('第'), text[at:], s.lower[at:len(text)]) != nil {
		return at, false
	}
	rest := text[at+len("第"):]
	if _, n := numeral(rest); n > 0 {
		for _, word := range [...]string{"個月", "个月", "季", "期"} {
			if after, ok := strings.CutPrefix(rest[n:], word); ok { // 第三個月降幅收窄
				return s.add(aFill, 0, 0, at, len(text)-len(after)), true
			}
		}
	}
	d := firstDigits(rest)
	return s.add(aWord, 0, 0, at, at+len("第")+len(d)), true
}

// digitAt reads what begins with a digit: a figure, a time, or neither.
func (s *scanner) digitAt(text string, at int) int {
	if next, ok := s.rowOfDigits(text, at); ok {
		return next
	}
	if next, ok := s.timeAt(text, at); ok {
		return next
	}
	if next, ok := s.figureAt(text, at); ok {
		return next
	}
	n := len(firstWord(text[at:]))
	return s.add(aWord, 0, 0, at, at+max(n, 1))
}

// timeAt reads 2023年10月, 10月, 2023年第三季度, 2020財年, and days, spans of time
// and years that are no figures.
func (s *scanner) timeAt(text string, at int) (next int, ok bool) {
	d := firstDigits(text[at:])
	rest, n := text[at+len(d):], atoi(d)
	cut := func(words ...string) bool {
		for _, w := range words {
			if after, ok := strings.CutPrefix(rest, w); ok {
				rest = after
				return true
			}
		}
		return false
	}
	here := func() int { return len(text) - len(rest) }
	switch {
	case len(d) == 4 && cut("財年", "财年"):
		w := when{year: n, fiscal: true}
		w.quarter = s.quarterIn(&rest)
		return s.addWhen(w, at, here()), true
	case len(d) == 4 && cut("年度", "年"):
		w := when{year: n}
		if m := firstDigits(rest); m != "" && len(m) < 3 && strings.HasPrefix(rest[len(m):], "月") {
			w.month, rest = atoi(m), rest[len(m)+len("月"):]
			if dd := firstDigits(rest); dd != "" && strings.HasPrefix(rest[len(dd):], "日") {
				return s.add(aDay, 0, 0, at, here()+len(dd)+len("日")), true
			}
			cut("份", "底", "末")
		} else {
			w.quarter = s.quarterIn(&rest)
		}
		if w.month > 12 {
			return s.add(aWord, 0, 0, at, here()), true
		}
		return s.addWhen(w, at, here()), true
	case len(d) < 3 && n >= 1 && n <= 12 && cut("月份", "月底", "月末", "月"):
		if dd := firstDigits(rest); dd != "" && strings.HasPrefix(rest[len(dd):], "日") {
			return s.add(aDay, 0, 0, at, here()+len(dd)+len("日")), true
		}
		return s.addWhen(when{month: n}, at, here()), true
	case len(d) < 3 && cut("個月", "个月", "年", "天", "日", "號", "号", "小時", "小时", "分鐘", "分钟", "週", "周", "季度", "個季", "歲", "月"):
		return s.add(aWord, 0, 0, at, here()), true
	case len(d) == 4 && n >= 1900 && n < 2200 && s.year(rest):
		return s.addWhen(when{year: n}, at, here()), true
	case len(d) < 3 && !s.lex.chinese && monthOf(cutPossessive(firstWord(strings.TrimPrefix(rest, " ")))) > 0: // 25 October
		return s.add(aDay, 0, 0, at, here()+1+len(firstWord(rest[1:]))), true
	}
	return at, false
}

// year reports whether four digits are a year: behind a word that times stand
// behind, and before no unit.
func (s *scanner) year(rest string) bool {
	if s.lex.chinese || len(s.tokens) == 0 || rest != "" && rest[0] != ' ' && rest[0] != ',' && rest[0] != ';' {
		return false
	}
	switch s.tokens[len(s.tokens)-1].is {
	case aIn, aAgainst, aFrom:
		return true
	}
	return false
}

// quarterIn takes a quarter off the front of a text: 第三季度, Q3.
func (s *scanner) quarterIn(rest *string) int {
	r, _ := utf8.DecodeRuneInString(*rest)
	if l := longestMatch(s.lex.ofHan(r), *rest, lowerASCII(*rest)); l != nil && l.is == aWhen && s.lex.times[l.n].quarter > 0 {
		*rest = (*rest)[len(l.word):]
		return s.lex.times[l.n].quarter
	}
	return 0
}

// ranges reports whether a text goes on with the second end of a range: -8%, 至12月.
func ranges(rest string) bool {
	for _, mark := range [...]string{"-", "–", "—", "~", "～", "−", "至", "到"} {
		if after, ok := strings.CutPrefix(rest, mark); ok {
			return firstDigits(after) != ""
		}
	}
	return false
}
