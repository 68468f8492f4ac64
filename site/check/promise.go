package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
)

// A spoken is a promise as prose has it: who does what until when. What is not
// said is "" or nil.
type spoken struct {
	owner, what string
	due         *period.Day
}

// spoken reads a promise from a sentence of a report of a period. People and
// roles of the configuration are known by their names.
func (in *Input) spoken(words string, p period.Period) spoken {
	text := prose.Fold(words).Text
	var out spoken
	if list := days(text, in.Archive.Calendar.Span(p)); len(list) > 0 {
		out.due = &list[0].day
		text = cutDay(text, list[0].from, list[0].to)
	}
	out.owner, text = in.doer(text)
	out.what = strings.TrimFunc(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\x00' }), ""), edge)
	return out
}

// edge reports whether a character is not part of what is promised, at its ends.
func edge(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("，,。.；;：:、()（）-–—", r)
}

// The words around a day.
var (
	beforeDay = []string{"最遲於", "最迟于", "最晚於", "最晚于", "最遲在", "最迟在", "計劃於", "计划于", "將於", "将于", "預計", "预计", "截至", "在", "於", "于", "至", "到",
		"no later than ", "not later than ", "on or before ", "by ", "until ", "till ", "before ", "on "}
	behindDay = []string{"（含）之前", "之前", "以前", "前", "以內", "以内", "內", "内", "為止", "为止", "止"}
)

// cutDay takes a day out of a text, with the words around it that belong to it.
func cutDay(text string, from, to int) string {
	head, tail := text[:from], text[to:]
	for _, w := range beforeDay {
		if n := len(head) - len(w); n >= 0 && strings.EqualFold(head[n:], w) {
			head = head[:n]
			break
		}
	}
	for _, w := range behindDay {
		if rest, ok := strings.CutPrefix(tail, w); ok {
			tail = rest
			break
		}
	}
	return head + tail
}

// What an owner does, behind 由 and the name, and what may stand before the name.
var (
	leading = []string{"牽頭", "牵头", "負責", "负责", "主導", "主导", "統籌", "统筹", "帶領", "带领", "帶頭", "带头", "跟進", "跟进", "執行", "执行"}
	// so many of them also without 由: 跟進 is what customers get
	leadingAlone = 12
	titles       = []string{"manager", "director", "head", "lead", "leader", "supervisor", "team", "officer", "representative", "rep", "assistant", "specialist"}
)

// doer reads who promises, and takes that out of the text.
func (in *Input) doer(text string) (owner, rest string) {
	if before, behind, ok := strings.Cut(text, "由"); ok {
		clause := behind
		if end := strings.IndexAny(behind, "，,。；;"); end >= 0 {
			clause = behind[:end]
		}
		for _, w := range leading {
			if who, then, ok := strings.Cut(clause, w); ok && who != "" && prose.Count(who) <= 12 {
				return strings.TrimFunc(who, edge), joinedAt(before, then+behind[len(clause):])
			}
		}
	}
	for _, name := range in.namesOfPeople(text) {
		if i := indexFold(text, name); i >= 0 {
			before := text[:i]
			if n := len(before) - len("the "); n >= 0 && strings.EqualFold(before[n:], "the ") {
				before = before[:n]
			}
			return text[i : i+len(name)], joinedAt(before, text[i+len(name):])
		}
	}
	for _, w := range leading[:leadingAlone] { // 銷售經理負責…
		if who, then, ok := strings.Cut(text, w); ok && who != "" && prose.Count(who) <= 8 && !strings.ContainsAny(who, "，,、 ") {
			return who, then
		}
	}
	words := strings.Fields(text)
	for i, word := range words[:min(len(words), 5)] {
		if slices.Contains(titles, strings.ToLower(strings.TrimFunc(word, edge))) {
			who := words[:i+1]
			if strings.EqualFold(who[0], "the") && len(who) > 1 {
				who = who[1:]
			}
			return strings.TrimFunc(strings.Join(who, " "), edge), strings.Join(words[i+1:], " ")
		}
	}
	return "", text
}

// joinedAt is what is left around something that was taken out.
func joinedAt(before, behind string) string {
	return strings.TrimFunc(before, edge) + strings.TrimLeftFunc(behind, func(r rune) bool { return edge(r) && r != ' ' })
}

// indexFold finds a name, whatever its case, that is no part of a longer word.
func indexFold(text, name string) int {
	first, _ := utf8.DecodeRuneInString(name)
	cased := unicode.SimpleFold(first) != first
	small := smallOf[name[0]]
	for at := 0; at+len(name) <= len(text); at++ {
		if c := text[at]; c != name[0] && (!cased || c < utf8.RuneSelf && smallOf[c] != small) {
			continue
		}
		if !strings.EqualFold(text[at:at+len(name)], name) {
			continue
		}
		inWord := func(i int) bool { return i >= 0 && i < len(text) && isWordByte(text[i]) && text[i] < 0x80 }
		if !(inWord(at-1) && isWordByte(name[0])) && !(inWord(at+len(name)) && isWordByte(name[len(name)-1])) {
			return at
		}
	}
	return -1
}

// names are those of people, and of their roles as they are spoken of, longest
// first.
func (in *Input) names() (list []string) {
	for i := range in.Archive.People {
		p := &in.Archive.People[i]
		list = append(list, p.ID)
		if p.Name != "" {
			list = append(list, p.Name)
		}
		if p.Role != "" {
			list = append(list, strings.ReplaceAll(p.Role, "_", " "))
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// namesOfPeople are the names of people that may be looked for in a text: none if none
// stands in it.
func (in *Input) namesOfPeople(text string) []string {
	if !in.called.people.in(text) {
		return nil
	}
	return in.names()
}

// speaksOf reports whether words name the owner of an action.
func (in *Input) speaksOf(words, owner string) bool {
	owner = strings.TrimSpace(owner)
	if owner == "" {
		return false
	}
	names := []string{owner}
	for i := range in.Archive.People {
		if p := &in.Archive.People[i]; p.ID == owner || strings.EqualFold(p.Name, owner) {
			names = append(names, p.ID, p.Name, strings.ReplaceAll(p.Role, "_", " "))
		}
	}
	return slices.ContainsFunc(names, func(n string) bool { return n != "" && indexFold(words, n) >= 0 })
}

// A listed is an action that a plan may speak of, with the day first promised and
// the one to which it was carried.
type listed struct {
	*report.Action
	due, carried *period.Day
}

// How much of the shorter of two texts the other has, from which on they speak of
// the same: by themselves, and beside an owner or a day.
const (
	alike       = 0.5
	alikeBeside = 0.2
)

// matches reports whether words of a plan speak of an action: they name its id,
// or its owner and day, or one of these and some of its words, or most of these.
// Words in another language than its own need not have any in common.
func (in *Input) matches(words string, p period.Period, a listed, foreign bool) bool {
	text := prose.Fold(words).Text
	if a.ID != "" && indexFold(text, a.ID) >= 0 {
		return true
	}
	owner := in.speaksOf(text, a.Owner)
	due := slices.ContainsFunc(days(text, in.Archive.Calendar.Span(p)), func(m mention) bool {
		return a.due != nil && m.day == *a.due || a.carried != nil && m.day == *a.carried
	})
	if owner && due || foreign && (owner || due) {
		return true
	}
	common := shared(text, a.What)
	return common >= alike || (owner || due) && common >= alikeBeside
}

// shared is how many of the runs of characters of the shorter of two texts are in
// the other, from 0 to 1.
func shared(a, b string) float64 {
	n := 4
	if strings.ContainsFunc(a, isHan) || strings.ContainsFunc(b, isHan) {
		n = 2
	}
	x, y := prose.ShinglesOf(n, a), prose.ShinglesOf(n, b)
	least := min(len(x), len(y))
	if least == 0 {
		return 0
	}
	return float64(x.Common(y)) / float64(least)
}

// hasFigure reports whether a text names a figure: a number that is no day.
func hasFigure(text string, span period.Span) bool {
	text = prose.Fold(text).Text
	if !strings.ContainsFunc(text, inFigure) {
		return false
	}
	from := 0
	for _, m := range days(text, span) {
		if strings.ContainsFunc(text[from:m.from], inFigure) {
			return true
		}
		from = m.to
	}
	return strings.ContainsFunc(text[from:], inFigure)
}

// inFigure reports whether a character is of a figure.
func inFigure(r rune) bool {
	switch r {
	case '兩', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百':
		return true
	}
	return r >= '0' && r <= '9'
}
