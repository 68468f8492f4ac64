package check

import (
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/prose"
	"almanac/site/report"
)

// lengths are the rules about long and crowded sentences and paragraphs, and about
// what is said twice.
func lengths() []Rule {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }
	return []Rule{
		{Rule: diag.Rule{Name: "language/long-sentence", Code: "L340", Severity: diag.Warning}, Since: since, Meets: "R-2.3.2-2", Langs: "en zh", report: longSentence,
			Title: w("A long sentence", "句子過長", "句子过长"),
			Doc: w("A sentence has at most 100 字, in English 40 words. In Chinese a run of 40 字 without any mark is noted.",
				"一句不超過 100 字（英文 40 詞）；連續 40 字沒有標點，另作提示。", "一句不超过 100 字（英文 40 词）；连续 40 字没有标点，另作提示。"),
			Bad:  month("", "## Market\n\n"+words(41)+".\n"),
			Good: month("", "## Market\n\n"+words(40)+".\n")},
		{Rule: diag.Rule{Name: "language/long-paragraph", Code: "L341", Severity: diag.Warning}, Since: since, Meets: "R-5.3.2-1", report: longParagraph,
			Title: w("A long paragraph", "段落過長", "段落过长"),
			Doc: w("A paragraph has at most 250 字, in English 150 words; above 500 字 or 300 words it is an error.",
				"一段不超過 250 字（英文 150 詞）；超過 500 字（英文 300 詞）為錯誤。", "一段不超过 250 字（英文 150 词）；超过 500 字（英文 300 词）为错误。"),
			Bad:  month("", "## Market\n\n"+strings.Repeat(words(30)+". ", 5)+"Word.\n"),
			Good: month("", "## Market\n\n"+strings.Repeat(words(30)+". ", 5)+"\n")},
		{Rule: diag.Rule{Name: "language/many-topics", Code: "L342", Severity: diag.Warning}, Since: since, Meets: "R-5.3.2-2", Langs: "en zh", report: manyTopics,
			Title: w("A paragraph on everything", "一段談了太多事", "一段谈了太多事"),
			Doc: w("A paragraph has one subject: one whose sentences begin with four subjects or more (goals, customers, the market, the team, the process, issues, the plan) belongs into several. The introduction and the conclusion may speak of all.",
				"一段只談一件事：各句開頭分屬四個以上主題（目標、客戶、市場、團隊、過程、問題、計劃）的段落，請拆開。引言與結論不在此限。",
				"一段只谈一件事：各句开头分属四个以上主题（目标、客户、市场、团队、过程、问题、计划）的段落，请拆开。引言与结论不在此限。"),
			Bad:  month("", "## Results\n\nThe target was 120. Customers fell by 3. Competitors cut prices by 5%. The team made 40 visits.\n"),
			Good: month("", "## Results\n\nThe target was 120. Customers fell by 3. Two of the customers had paid late. Customers in town bought 5% more.\n")},
		{Rule: diag.Rule{Name: "language/topic-sentence", Code: "L343", Severity: diag.Note}, Since: since, Meets: "R-5.3.2-3", Langs: "en zh", report: topicSentence,
			Title: w("A paragraph without a topic sentence", "段落缺少主題句", "段落缺少主题句"),
			Doc: w("The first sentence of a paragraph is short (40 字, in English 25 words) and says what the paragraph is about: it has a metric, or a word of the heading. It is off unless [checks] gives it a level.",
				"段落首句要短（40 字，英文 25 詞），並點出主題：含指標名稱，或標題中的字詞。預設關閉，須在 [checks] 設定等級才啟用。",
				"段落首句要短（40 字，英文 25 词），并点出主题：含指标名称，或标题中的词语。默认关闭，须在 [checks] 设定等级才启用。"),
			Bad:  "-- config.toml --\ntitle = \"T\"\n[checks]\nL343 = \"note\"\n-- content/2026-03.md --\n" + month("", "## Market\n\nIt rained. A rival cut prices.\n"),
			Good: "-- config.toml --\ntitle = \"T\"\n[checks]\nL343 = \"note\"\n-- content/2026-03.md --\n" + month("", "## Market\n\nThe market shrank. A rival cut prices.\n")},
		{Rule: diag.Rule{Name: "language/said-twice", Code: "L350", Severity: diag.Note}, Since: since, Meets: "R-2.1.1-8", report: saidTwice,
			Title: w("The same sentence twice", "句子重複", "句子重复"),
			Doc: w("A sentence of 20 字 or more (in English 10 words) stands twice in one text.",
				"同一篇中，20 字以上（英文 10 詞）的句子出現兩次。", "同一篇中，20 字以上（英文 10 词）的句子出现两次。"),
			Bad:  month("", "## Results\n\nThe rival in the harbour cut its prices by 5% in March.\n\n## Market\n\nThe rival in the harbour cut its prices by 5% in March.\n"),
			Good: month("", "## Results\n\nThe rival in the harbour cut its prices by 5% in March.\n\n## Market\n\nThe rival in the harbour cut its prices by 5% in April.\n")},
		copied(),
	}
}

func longSentence(c *Case) {
	for _, t := range c.Texts() {
		limit := 100
		switch {
		case t.English():
			limit = 40
		case !t.Chinese():
			continue
		}
		for i := range t.Passages {
			p := &t.Passages[i]
			for _, s := range p.Sentences {
				words := s.In(p.Words)
				if len(words) <= 2*limit && t.English() || utf8.RuneCountInString(words) < 40 { // it cannot have more
					continue
				}
				if n := t.Length(words); n > limit {
					c.SayIn(t, p, s.Start, s.Stop, c.W(w("the sentence has %d %s, more than %d", "這一句有 %d %s，超過 %d", "这一句有 %d %s，超过 %d"), n, c.unitOf(t), limit), c.W(w("make two of it", "請拆成兩句", "请拆成两句")))
				} else if t.Chinese() {
					c.unbroken(t, p, s)
				}
			}
		}
	}
}

// unbroken notes a run of 40 字 of a sentence without any mark.
func (c *Case) unbroken(t *Text, p *Passage, s prose.Sentence) {
	const most = 40
	words := s.In(p.Words)
	from := 0
	for from < len(words) {
		n := strings.IndexAny(words[from:], "，、；：。！？「」『』“”（）《》—…,;:()!?\"")
		to := len(words)
		if n >= 0 {
			to = from + n
		}
		if length := prose.Count(words[from:to]); length >= most {
			c.SayInAs(diag.Note, t, p, s.Start+from, s.Start+to, c.W(w("%d 字 without a comma", "連續 %d 字沒有標點", "连续 %d 字没有标点"), length), c.W(w("break it up", "請斷句", "请断句")))
			return
		}
		if n < 0 {
			return
		}
		_, size := utf8.DecodeRuneInString(words[to:])
		from = to + size
	}
}

func longParagraph(c *Case) {
	for _, t := range c.Texts() {
		limit, most := 250, 500
		if t.English() {
			limit, most = 150, 300
		}
		for i := range t.Passages {
			p := &t.Passages[i]
			if len(p.Words) <= limit {
				continue
			}
			n := t.size(p)
			if n <= limit {
				continue
			}
			severity, over := c.rule.Severity, limit
			if n > most {
				severity, over = diag.Error, most
			}
			c.SayInAs(severity, t, p, 0, 0, c.W(w("the paragraph has %d %s, more than %d", "這一段有 %d %s，超過 %d", "这一段有 %d %s，超过 %d"), n, c.unitOf(t), over), c.W(w("make several of it, each with one subject", "請分成數段，一段談一件事", "请分成数段，一段谈一件事")))
		}
	}
}

// topics are words with which a sentence on a subject begins, in Chinese and in
// English.
var topics = [][]string{
	{"目標", "目标", "達成率", "达成率", "完成率", "the target", "the goal", "attainment", "targets", "goals"},
	{"客戶", "客户", "新客", "老客", "復購", "复购", "流失", "customers", "the customer", "churn", "new customers", "repeat"},
	{"市場", "市场", "競品", "竞品", "競爭", "竞争", "對手", "对手", "行業", "行业", "the market", "market", "competit", "a rival", "rivals"},
	{"團隊", "团队", "人員", "人员", "培訓", "培训", "the team", "training", "our team", "staff"},
	{"拜訪", "拜访", "跟進", "跟进", "流程", "線索", "线索", "visits", "leads", "follow-up", "the process", "the pipeline"},
	{"問題", "问题", "投訴", "投诉", "不足", "problems", "the problem", "issues", "complaints", "the issue"},
	{"下月", "下季", "下周", "下週", "明年", "計劃", "计划", "next month", "next quarter", "next week", "next year", "the plan", "we plan", "we will"},
	{"銷售額", "销售额", "業績", "业绩", "訂單", "订单", "營收", "营收", "毛利", "sales", "revenue", "orders", "gross"},
}

func manyTopics(c *Case) {
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if p.Kind != report.Paragraph || p.Role == "intro" || p.Role == "conclusion" || len(p.Sentences) < 4 || p.Role == "" && p.Under <= 0 {
				continue
			}
			if found := topicsOf(p); found >= 4 {
				c.SayIn(t, p, 0, 0, c.W(w("the paragraph speaks of %d subjects", "這一段談了 %d 個主題", "这一段谈了 %d 个主题"), found), c.W(w("give each a paragraph of its own, in its section", "請各寫一段，放到所屬章節", "请各写一段，放到所属章节")))
			}
		}
	}
}

// topicWords are those of topics, by their first three bytes, each with its topic.
var topicWords = func() map[uint32][]topicWord {
	all := map[uint32][]topicWord{}
	for i, words := range topics {
		for _, word := range words {
			key := firstThree(word)
			all[key] = append(all[key], topicWord{word, 1 << i})
		}
	}
	return all
}()

type topicWord struct {
	word  string // in small letters
	topic uint   // a bit of its own
}

// firstThree is the first three bytes of words, those of letters small.
func firstThree(words string) uint32 {
	return uint32(smallOf[words[0]])<<16 | uint32(smallOf[words[1]])<<8 | uint32(smallOf[words[2]])
}

// topicsOf is how many subjects the sentences of a passage begin with.
func topicsOf(p *Passage) int {
	found := uint(0)
	for _, s := range p.Sentences {
		head := strings.TrimPrefix(strings.TrimPrefix(s.In(p.Words), "本月"), "本季")
		if len(head) < 3 {
			continue
		}
		for _, x := range topicWords[firstThree(head)] {
			if hasPrefixASCII(head, x.word) {
				found |= x.topic
			}
		}
	}
	return bits.OnesCount(found)
}

// asked reports whether config.toml gives the rule a level: it is off by itself.
func (c *Case) asked() bool {
	if p := c.profile(c.Report); p != nil && (p.Levels[c.rule.Name] != "" || p.Levels[c.rule.Code] != "") {
		return true
	}
	return c.Archive.Checks.Levels[c.rule.Name] != "" || c.Archive.Checks.Levels[c.rule.Code] != ""
}

func topicSentence(c *Case) {
	if !c.asked() {
		return
	}
	for _, t := range c.Texts() {
		limit := 40
		if t.English() {
			limit = 25
		}
		for i := range t.Passages {
			p := &t.Passages[i]
			if p.Kind != report.Paragraph || len(p.Sentences) == 0 || p.Under < 0 {
				continue
			}
			s := p.Sentences[0]
			first := lowerASCII(s.In(p.Words))
			title := lowerASCII(t.Body.Title(&t.Body.Headings[p.Under]))
			if t.Length(first) <= limit && (c.metricIn(t, first) != nil || hasWordOf(first, title)) {
				continue
			}
			c.SayIn(t, p, s.Start, s.Stop, c.W(w("the paragraph does not begin with its subject", "段落首句沒有點出主題", "段落首句没有点出主题")), c.W(w("say in a short first sentence what it is about", "請以一句短句開頭，說明本段要談什麼", "请以一句短句开头，说明本段要谈什么")))
		}
	}
}

// hasWordOf reports whether words have a word of a heading: two characters of Chinese,
// a word of English of four letters or more.
func hasWordOf(words, title string) bool {
	for field := range strings.FieldsSeq(title) {
		if len(field) >= 4 && field[0] < utf8.RuneSelf && strings.Contains(words, field) {
			return true
		}
	}
	runes := []rune(title)
	for i := 1; i < len(runes); i++ {
		if runes[i-1] >= utf8.RuneSelf && runes[i] >= utf8.RuneSelf && strings.Contains(words, string(runes[i-1:i+1])) {
			return true
		}
	}
	return false
}

// A saying is a sentence of a text, and where it was said again.
type saying struct {
	first *Passage
	again *Passage
	at    prose.Sentence // in again
	times int
}

// seed is that of the hashes of sentences.
var seed = maphash.MakeSeed()

// repeats reports whether a sentence of so many bytes or more stands twice in a text,
// or two have the same hash.
func (t *Text) repeats(least int) bool {
	n := 0
	for i := range t.Passages {
		n += len(t.Passages[i].Sentences)
	}
	hashes := make([]uint64, 0, n)
	for i := range t.Passages {
		p := &t.Passages[i]
		for _, s := range p.Sentences {
			if s.Stop-s.Start >= least {
				hashes = append(hashes, maphash.String(seed, s.In(p.Words)))
			}
		}
	}
	slices.Sort(hashes)
	for i := 1; i < len(hashes); i++ {
		if hashes[i] == hashes[i-1] {
			return true
		}
	}
	return false
}

// saidTwice says of each sentence once that it comes again, at its second place.
func saidTwice(c *Case) {
	for _, t := range c.Texts() {
		least := 20
		if t.English() {
			least = 10
		}
		if !t.repeats(least) {
			continue
		}
		said := map[string]int{} // places in sayings
		var sayings []saying
		var again []int
		for i := range t.Passages {
			p := &t.Passages[i]
			for _, s := range p.Sentences {
				words := s.In(p.Words)
				if len(words) < least {
					continue
				}
				n, ok := said[words]
				if !ok {
					said[words] = len(sayings)
					sayings = append(sayings, saying{first: p})
					continue
				}
				x := &sayings[n]
				if x.times++; x.times == 1 && t.Length(words) >= least {
					x.again, x.at = p, s
					again = append(again, n)
				}
			}
		}
		for _, n := range again {
			x := &sayings[n]
			message := c.W(w("the same sentence stands at %d:%d", "同一句已見於 %d:%d", "同一句已见于 %d:%d"), x.first.Pos.Line, x.first.Pos.Column)
			if x.times > 1 {
				message = c.W(w("the same sentence stands at %d:%d, and %d times in all", "同一句已見於 %d:%d，全文共 %d 次", "同一句已见于 %d:%d，全文共 %d 次"), x.first.Pos.Line, x.first.Pos.Column, x.times+1)
			}
			c.SayIn(t, x.again, x.at.Start, x.at.Stop, message, c.W(w("say it once, where it matters most", "請只在最要緊的地方寫一次", "请只在最要紧的地方写一次")))
		}
	}
}
