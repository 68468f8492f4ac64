package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/diag"
)

func passive(c *Case) {
	for _, t := range c.Texts() {
		switch {
		case t.Chinese():
			c.passiveZh(t)
		case t.English():
			c.passiveEn(t)
		}
	}
}

var (
	// passiveNot are words that begin with 被 and are no passives.
	passiveNot = []string{"被動", "被动", "被迫", "被告", "被保", "被子", "被褥", "被選舉", "被选举", "被訪", "被访"}
	// agentsZh are those who act, beside units and people.
	agentsZh = []string{"團隊", "团队", "我們", "我们", "銷售員", "销售员", "銷售人員", "销售人员", "業務員", "业务员", "經理", "经理", "主管", "部門", "部门"}
)

// passiveZh finds 被 before a verb; with who did it between the two it is a warning.
// 遭, 受到 and 由…負責 are not looked for: the last is how a promise is written.
func (c *Case) passiveZh(t *Text) {
	for i := range t.Passages {
		p := &t.Passages[i]
		words := p.Folded.Text
		for from := 0; ; {
			at := strings.Index(words[from:], "被")
			if at < 0 {
				break
			}
			at += from
			from = at + len("被")
			rest := words[from:]
			next, _ := utf8.DecodeRuneInString(rest)
			if !unicode.Is(unicode.Han, next) || slices.ContainsFunc(passiveNot, func(s string) bool { return strings.HasPrefix(words[at:], s) }) || strings.HasSuffix(words[:at], "棉") || strings.HasSuffix(words[:at], "植") {
				continue
			}
			severity, hint := diag.Note, c.W(w("let the one who did it be the subject", "請以做事的人為主語", "请以做事的人为主语"))
			to := from
			if agent := c.agent(rest); agent != "" {
				severity, to = diag.Warning, from+len(agent)
				hint = c.W(w("begin with %s", "請以「%s」為主語", "请以“%s”为主语"), agent)
			}
			c.SayInAs(severity, t, p, p.Folded.Offset(at), p.Folded.Offset(to), c.W(w("the sentence is passive", "這句用了被動語態", "这句用了被动语态")), hint)
		}
	}
}

// agent is who acts, where words begin with that; "" if nobody does.
func (c *Case) agent(words string) string {
	for _, a := range agentsZh {
		// 東北團隊, 銷售經理: up to four characters stand before.
		if i := strings.Index(words, a); i >= 0 && utf8.RuneCountInString(words[:i]) <= 4 && !strings.ContainsAny(words[:i], "，。；、,;") {
			return words[:i+len(a)]
		}
	}
	for i := range c.Archive.People {
		if name := c.Archive.People[i].Name; name != "" && strings.HasPrefix(words, name) {
			return name
		}
	}
	for _, u := range c.Archive.Units {
		for _, name := range u.Name {
			if name != "" && strings.HasPrefix(words, name) {
				return name
			}
		}
	}
	return ""
}

var (
	// adjectival are participles that say how something is, not what was done.
	adjectival = []string{"based", "located", "interested", "related", "limited", "expected", "needed", "required", "unchanged", "concerned", "detailed",
		"indeed", "need", "speed", "used", "supposed", "tired", "pleased", "satisfied", "planned", "open", "closed", "due", "mixed", "balanced", "crowded", "complicated", "committed", "overdue", "united", "combined", "advanced", "tied", "red"}
	// irregular are participles that do not end in ed.
	irregular = []string{"made", "done", "given", "taken", "sold", "lost", "won", "met", "held", "kept", "sent", "brought", "bought", "found", "paid", "put", "set", "cut", "built", "written", "shown", "seen", "known", "told", "led", "left", "chosen", "driven", "driven", "drawn", "hit", "beaten", "broken", "caught", "spent", "understood", "run", "begun", "grown", "hired", "handed"}
	// agentsEn are those who act; people and units do, too.
	agentsEn = []string{"team", "us", "reps", "rep", "salespeople", "manager", "managers", "staff", "department", "members", "group", "dealer", "dealers", "customer", "customers"}
)

// passiveEn warns of each sentence that says who did something in the passive, and
// notes a text of which three sentences in ten are passive.
func (c *Case) passiveEn(t *Text) {
	sentences, found := 0, 0
	var first struct {
		p        *Passage
		from, to int
	}
	for i := range t.Passages {
		p := &t.Passages[i]
		for _, s := range p.sentences() {
			sentences++
			at, to, by := passiveIn(p.Folded.Text[s.Start:s.Stop], p.small()[s.Start:s.Stop])
			if at < 0 {
				continue
			}
			at, to = at+s.Start, to+s.Start
			if agent := c.agentEn(by); agent != "" {
				c.SayInAs(diag.Warning, t, p, p.Folded.Offset(at), p.Folded.Offset(to), c.W(w("the sentence is passive and says who acts", "這句用了被動語態，又點出施事者", "这句用了被动语态，又点出施事者")),
					c.W(w("begin with %s", "請以「%s」為主語", "请以“%s”为主语"), agent))
				continue
			}
			if found++; found == 1 {
				first.p, first.from, first.to = p, at, to
			}
		}
	}
	if found >= 3 && 10*found >= 3*sentences {
		c.SayIn(t, first.p, first.p.Folded.Offset(first.from), first.p.Folded.Offset(first.to), c.W(w("%d of %d sentences are passive", "%[2]d 句中有 %[1]d 句是被動", "%[2]d 句中有 %[1]d 句是被动"), found, sentences),
			c.W(w("let those who act be the subject: we moved the date", "請以做事的人為主語：我們改了日期", "请以做事的人为主语：我们改了日期")))
	}
}

// passiveIn is where a sentence, which is given in small letters, too, has a form of be
// and a participle, and what stands behind by; −1 if it has none.
func passiveIn(sentence, low string) (from, to int, by string) {
	at := 0
	waiting := -1 // where the form of be stands that waits for its participle
	for at < len(low) {
		if low[at] < 'a' || low[at] > 'z' {
			if low[at] != ' ' {
				waiting = -1
			}
			at++
			continue
		}
		end := at
		for end < len(low) && (low[end] >= 'a' && low[end] <= 'z' || low[end] == '-' || low[end] == '\'') {
			end++
		}
		word := low[at:end]
		switch {
		case isBeing(word):
			waiting = at
		case waiting < 0 || strings.HasSuffix(word, "ly") || word == "not" || word == "also" || word == "never" || word == "again":
		case participle(word):
			if rest, ok := strings.CutPrefix(low[end:], " by "); ok {
				by = sentence[len(low)-len(rest):]
			}
			return waiting, end, by
		default:
			waiting = -1
		}
		at = end
	}
	return -1, 0, ""
}

// isBeing reports whether a word is a form of be.
func isBeing(word string) bool {
	switch word {
	case "am", "is", "are", "was", "were", "be", "been", "being":
		return true
	}
	return false
}

func participle(word string) bool {
	if strings.HasSuffix(word, "ed") && len(word) > 4 || slices.Contains(irregular, word) {
		return !slices.Contains(adjectival, word)
	}
	return false
}

// agentEn is who acts, in the words behind by; "" for by how much and by what.
func (c *Case) agentEn(by string) string {
	if by == "" {
		return ""
	}
	phrase := by
	if i := strings.IndexAny(by, ".,;:("); i >= 0 {
		phrase = by[:i]
	}
	fields := strings.Fields(phrase)
	for i, f := range fields {
		if i == 4 {
			break
		}
		if slices.Contains(agentsEn, lowerASCII(f)) {
			return strings.Join(fields[:i+1], " ")
		}
	}
	for i := range c.Archive.People {
		if name := c.Archive.People[i].Name; name != "" && strings.HasPrefix(phrase, name) {
			return name
		}
	}
	return ""
}
