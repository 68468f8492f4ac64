package check

import (
	"strings"
	"unicode/utf8"

	"almanac/site/prose"
)

// A mark is what an expression of a phrasebook may be a mark of. Words alone are not
// evidence: each mark has a condition on what stands around it.
type mark uint8

const (
	degree  mark = iota // L301: of more or less, where the clause has no figure
	quality             // L301: of good or bad, said of how something went, where the clause has no figure
	amount              // L301: of many, before what can be counted, where the clause has no figure
	some                // L301: of a part of those who can be counted
	nearly              // L301, a note: of a number that is not exact
	someday             // L301: of a time, where the clause has no date
	someone             // L301: of people or offices
	somehow             // L301: of an extent
	blame               // L310
	guess               // L311
	daily               // S132: comparisons with days, weeks, months and quarters
	weekly
	monthly
	quarterly
)

// An entry is an expression of a phrasebook.
type entry struct {
	words string
	mark  mark
	hint  int // which of the hints fits
}

// A list is a run of a phrasebook: expressions of one mark, apart by spaces; in
// English apart by bars.
type list struct {
	mark  mark
	hint  int
	words string
}

// A phrasebook finds the expressions of lists in texts: the longest where several
// begin at one place. Most places are passed over by four of their first bytes.
type phrasebook struct {
	first map[uint32][]entry // by these, longer ones first
	some  [1 << 10]uint64    // a bit for each hash of these
	last  int                // which is the last of them: all expressions are longer
	whole bool               // expressions are whole words
}

// opening is the first three bytes of words and another one, and a hash of them.
func opening(words string, last int) (key, hash uint32) {
	key = uint32(words[0])<<24 | uint32(words[1])<<16 | uint32(words[2])<<8 | uint32(words[last])
	return key, key * 0x9e3779b1 >> 16
}

// phrasebookOf makes a phrasebook of lists.
func phrasebookOf(lists []list, separator string, whole bool) *phrasebook {
	x := &phrasebook{first: map[uint32][]entry{}, last: len("略有") - 1, whole: whole}
	if whole {
		x.last = len("weak") - 1
	}
	for _, l := range lists {
		for words := range strings.SplitSeq(l.words, separator) {
			if words = strings.TrimSpace(words); words == "" {
				continue
			}
			key, hash := opening(words, x.last)
			list := append(x.first[key], entry{words: words, mark: l.mark, hint: l.hint})
			for i := len(list) - 1; i > 0 && len(list[i].words) > len(list[i-1].words); i-- {
				list[i], list[i-1] = list[i-1], list[i]
			}
			x.first[key] = list
			x.some[hash>>6] |= 1 << (hash & 63)
		}
	}
	return x
}

// A hit is a place where an expression stands, in the shadow of a passage.
type hit struct {
	entry
	from, to int
}

// find lists the hits in words, in order; none overlaps another. Words of English
// are given in small letters.
func (x *phrasebook) find(words string) (hits []hit) {
	for at := 0; at+x.last < len(words); {
		if e := x.match(words, at); e != nil {
			hits = append(hits, hit{*e, at, at + len(e.words)})
			at += len(e.words)
			continue
		}
		c := words[at]
		if at++; x.whole && isLetter(c) { // to the end of the word
			for at < len(words) && isLetter(words[at]) {
				at++
			}
		}
	}
	return hits
}

func (x *phrasebook) match(words string, at int) *entry {
	key, hash := opening(words[at:], x.last)
	if x.some[hash>>6]&(1<<(hash&63)) == 0 {
		return nil
	}
	list := x.first[key]
	for i := range list {
		e := &list[i]
		if strings.HasPrefix(words[at:], e.words) && (!x.whole || at+len(e.words) == len(words) || !isLetter(words[at+len(e.words)])) {
			return e
		}
	}
	return nil
}

// phrasebooks are those of the languages whose words are known.
type phrasebooks struct{ zh, en *phrasebook }

func newPhrasebooks() phrasebooks {
	return phrasebooks{phrasebookOf(phrasesZh, " ", false), phrasebookOf(phrasesEn, "|", true)}
}

// hits are what the phrasebook of a text's language finds in a passage.
func (c *Case) hits(t *Text, p *Passage) []hit {
	if !p.searched {
		p.searched = true
		switch {
		case t.Chinese():
			p.hits = c.phrasebooks.zh.find(p.Folded.Text)
		case t.English():
			p.hits = c.phrasebooks.en.find(p.small())
		}
	}
	return p.hits
}

// clause is the bytes of the clause around a run of words, and with it the next
// one if that begins with a figure, which is what "rose markedly, by 12%" does.
func clause(words string, from, to int) (start, stop int) {
	for start = from; start > 0; {
		r, n := utf8.DecodeLastRuneInString(words[:start])
		if ends(words, start-n, r) {
			break
		}
		start -= n
	}
	stop = nextEnd(words, to)
	for stop < len(words) {
		r, n := utf8.DecodeRuneInString(words[stop:])
		if strings.ContainsRune("。！？!?.;；\n", r) {
			break
		}
		end := nextEnd(words, stop+n)
		head := words[stop+n : end]
		if k := strings.IndexFunc(head, func(r rune) bool { return r >= '0' && r <= '9' }); k < 0 || utf8.RuneCountInString(head[:k]) > 12 {
			break
		}
		stop = end
	}
	return start, stop
}

// nextEnd is where the clause that holds a place ends.
func nextEnd(words string, at int) int {
	for at < len(words) {
		r, n := utf8.DecodeRuneInString(words[at:])
		if ends(words, at, r) {
			return at
		}
		at += n
	}
	return at
}

// ends reports whether a character at a place ends a clause: a comma within a
// number does not, nor does a point.
func ends(words string, at int, r rune) bool {
	switch r {
	case '，', '。', '；', '！', '？', '：', '…', '—', '–', '\n', '!', '?', ';':
		return true
	case ',', '.', ':':
		next := at + 1
		return next >= len(words) || words[next] == ' ' || words[next] >= utf8.RuneSelf
	}
	return false
}

// sentences are those of a passage's shadow.
func (p *Passage) sentences() []prose.Sentence {
	if p.shadowed == nil {
		if p.shadowed = p.Sentences; p.Folded.Text != p.Words {
			p.shadowed = prose.Sentences(p.Folded.Text)
		}
	}
	return p.shadowed
}

// sentence is the sentence around a place of a passage's shadow.
func (p *Passage) sentence(at int) prose.Sentence {
	for _, s := range p.sentences() {
		if at >= s.Start && at < s.Stop {
			return s
		}
	}
	return prose.Sentence{Start: 0, Stop: len(p.Folded.Text)}
}

// figured reports whether words have a figure: a number that is no date.
func figured(words string) bool {
	if measured(words) {
		return true
	}
	for at := 0; at < len(words); at++ {
		if words[at] < '0' || words[at] > '9' {
			continue
		}
		end := at
		for end < len(words) && (words[end] >= '0' && words[end] <= '9' || (words[end] == '.' || words[end] == ',') && end+1 < len(words) && words[end+1] >= '0' && words[end+1] <= '9') {
			end++
		}
		if !dated(words, at, end) {
			return true
		}
		at = end
	}
	for field := range strings.FieldsFuncSeq(lowerASCII(words), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch field {
		case "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "twenty", "half", "thirds", "doubled", "tripled", "twice":
			return true
		}
	}
	return false
}

// dated reports whether the digits of words from a place to another are a date or
// the name of a period.
func dated(words string, from, to int) bool {
	before, rest := words[:from], words[to:]
	if from > 0 && (isLetter(before[from-1]) || before[from-1] == '-' && from > 1 && isLetter(before[from-2])) || strings.HasSuffix(before, "第") {
		return true // Q3, FY2020, 2020-05, 第3
	}
	if strings.HasPrefix(rest, "個") || strings.HasPrefix(rest, "个") {
		return false
	}
	for _, unit := range []string{"年", "月", "日", "號", "号", "季", "旬", "財年", "财年", "st ", "nd ", "rd ", "th ", "-Q", "-W", "/"} {
		if strings.HasPrefix(rest, unit) {
			return true
		}
	}
	low := lowerASCII(strings.TrimSpace(rest))
	for _, m := range monthsEn {
		if strings.HasPrefix(low, m) || strings.HasSuffix(lowerASCII(strings.TrimRight(before, " ")), m) {
			return true
		}
	}
	digits := words[from:to]
	return len(digits) == 4 && (digits[:2] == "19" || digits[:2] == "20") && !strings.HasPrefix(rest, "%") && !strings.HasPrefix(low, "percent")
}

var monthsEn = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
