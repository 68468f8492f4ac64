package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/report"
)

// languages are the rules about how things are said.
func languages() []Rule { return slices.Concat(wordings(), changes(), lengths()) }

// wordings are the rules about words that say too little or too much.
func wordings() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "language/vague", Code: "L301", Severity: diag.Warning}, Since: since, Meets: "R-4.1.2-3 R-1.3-2 R-2.3.2-4", Langs: "en zh", report: vague,
			Title: w("Vague words", "含糊的用語", "含糊的用语"),
			Doc: w("Words of more or less, good or bad, many, some, soon stand where a figure, a name or a date belongs. A clause that has a figure may use them; around and about before a number are only noted.",
				"該寫數字、名稱或日期的地方，用了「有所提升」「良好」「不少」「部分」「儘快」之類的詞。同一分句已有數字則不計；數字前後的「大約」「左右」只作提示。",
				"该写数字、名称或日期的地方，用了“有所提升”“良好”“不少”“部分”“尽快”之类的词。同一分句已有数字则不计；数字前后的“大约”“左右”只作提示。"),
			Bad:  month("", "## Customers\n\nSeveral customers left.\n"),
			Good: month("", "## Customers\n\nSeveral customers left: 7 of 80.\n")},
		{Rule: diag.Rule{Name: "language/blame", Code: "L310", Severity: diag.Warning}, Since: since, Meets: "R-4.3.1-1 R-1.3-2", Langs: "en zh", report: blaming,
			Title: w("Blame instead of facts", "以指責代替事實", "以指责代替事实"),
			Doc: w("A judgement on people cannot be checked and helps nobody: a figure beside the team's mean can. It is an error where the sentence names someone of config.toml.",
				"對人的評價無從核對，也於事無補；寫出指標並與團隊平均對照，才能核對。句中點名 config.toml 所列人員時，屬於錯誤。",
				"对人的评价无从核对，也于事无补；写出指标并与团队平均对照，才能核对。句中点名 config.toml 所列人员时，属于错误。"),
			Bad:  month("", "## Issues\n\nThe new reps are lazy.\n"),
			Good: month("", "## Issues\n\nThe new reps converted 8% of their leads, the team 15%.\n")},
		{Rule: diag.Rule{Name: "language/conjecture", Code: "L311", Severity: diag.Note}, Since: since, Meets: "R-1.3-2 R-3.1.2-3", Langs: "en zh", report: guessing,
			Title: w("A guess", "臆測", "臆测"),
			Doc: w("In goals, results and issues a sentence with perhaps, probably, I think is a guess, unless it has a footnote that says what it rests on.",
				"目標、成果、問題各節中，帶「可能」「也許」「我認為」的句子屬於臆測；以註腳註明依據則可。", "目标、成果、问题各节中，带“可能”“也许”“我认为”的句子属于臆测；以脚注注明依据则可。"),
			Bad:  month("", "## Issues\n\nThe 3 delays were probably the carrier's.\n"),
			Good: month("", "## Issues\n\nThe 3 delays were probably the carrier's.[^1]\n\n[^1]: Its log of 12 March.\n")},
		{Rule: diag.Rule{Name: "language/passive", Code: "L330", Severity: diag.Note}, Since: since, Meets: "R-2.3.2-3", Langs: "en zh", report: passive,
			Title: w("The passive voice", "被動語態", "被动语态"),
			Doc: w("Who did it is the subject: the team met the target. Where the passive names who did it, it is a warning. In English, where it is common, one note is made of a text in which it is in three sentences of ten.",
				"以做事的人為主語：「團隊完成目標」。被動句若已點出施事者（被團隊完成）則為警告。英文較常用被動，全文每十句有三句以上才提示一次。",
				"以做事的人为主语：“团队完成目标”。被动句若已点出施事者（被团队完成）则为警告。英文较常用被动，全文每十句有三句以上才提示一次。"),
			Bad:  month("", "## Goals\n\nThe target of 120 was met by the team.\n"),
			Good: month("", "## Goals\n\nThe team met its target of 120. Its budget was limited.\n")},
		{Rule: diag.Rule{Name: "language/other", Severity: diag.Note}, Since: since, report: otherLanguage,
			Title: w("Another language than it says", "語言與標示不符", "语言与标示不符"),
			Doc: w("A text is mostly in Chinese and lang says English, or the reverse: it is shown in the wrong place, and rules about words pass it by.",
				"正文多為中文而 lang 寫的是英文，或相反：頁面會放錯語言，檢查用語的規則也不會生效。", "正文多为中文而 lang 写的是英文，或相反：页面会放错语言，检查用语的规则也不会生效。"),
			Bad:  month("lang = \"en\"\n", "## 成果分析\n\n三月銷售額一百萬元，訂單八十筆，較上月多兩筆，達成率九成。\n"),
			Good: month("lang = \"en\"\n", "## Results\n\nThe dealer 華東貿易 ordered twice.\n")},
	}
}

// The hints of language/vague.
const (
	hintUp = iota
	hintDown
	hintBig
	hintRate
	hintCount
	hintSome
	hintExact
	hintDate
	hintName
	hintDrop
)

func vagueHint(i int) Words {
	switch i {
	case hintUp:
		return w("write by how much: rose 3.2%, or edged up 3.2%", "請寫出幅度，如：增長3.2%，或小幅增長3.2%", "请写出幅度，如：增长3.2%，或小幅增长3.2%")
	case hintDown:
		return w("write by how much: fell 3.2%, or edged down 3.2%", "請寫出幅度，如：下降3.2%，或小幅下降3.2%", "请写出幅度，如：下降3.2%，或小幅下降3.2%")
	case hintBig:
		return w("write the figure first: rose 12%, or rose markedly, by 12%", "請先寫數字，如：增長12%，或顯著增長12%", "请先写数字，如：增长12%，或显著增长12%")
	case hintRate:
		return w("write what was reached: 97% of the target", "請寫達成多少，如：達成率97%", "请写达成多少，如：达成率97%")
	case hintCount:
		return w("write how many", "請寫出數目", "请写出数目")
	case hintSome:
		return w("write how many of how many, as in 3 of 12 reps", "請寫出數目，如：12名銷售員中有3名", "请写出数目，如：12名销售员中有3名")
	case hintExact:
		return w("write the exact number", "請寫確切的數字", "请写确切的数字")
	case hintDate:
		return w("write the date", "請寫出日期", "请写出日期")
	case hintName:
		return w("write which one", "請寫出名稱", "请写出名称")
	}
	return w("leave it out, or write to what extent", "請刪去，或寫出程度", "请删去，或写出程度")
}

func vague(c *Case) {
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if t.live(p) {
				continue // its figures are worked out
			}
			for _, h := range c.hits(t, p) {
				if !h.vague(t, p.Folded.Text) {
					continue
				}
				severity := c.rule.Severity
				if h.mark == nearly {
					severity = diag.Note
				}
				said := p.Folded.Text[h.from:h.to]
				c.SayInAs(severity, t, p, p.Folded.Offset(h.from), p.Folded.Offset(h.to), c.W(w("%q is vague", "「%s」說得含糊", "“%s”说得含糊"), said), c.W(vagueHint(h.hint)))
			}
		}
	}
}

// vague reports whether an expression says too little where it stands.
func (h hit) vague(t *Text, words string) bool {
	if h.mark > somehow || h.part(words) {
		return false
	}
	from, to := clause(words, h.from, h.to)
	around := words[from:to]
	before, behind := words[:h.from], words[h.to:]
	switch h.mark {
	case degree:
		return !figured(around)
	case quality:
		return !figured(around) && h.performs(t, words[from:h.from], words[h.to:to])
	case amount:
		return !figured(around) && counts(t, behind)
	case some:
		return !figured(around) && counts(t, behind) && !followsCounter(before)
	case nearly:
		return h.near(before, behind)
	case someday:
		return !figured(around) && !strings.ContainsFunc(around, func(r rune) bool { return r >= '0' && r <= '9' })
	}
	return true
}

// part reports whether an expression of Chinese is a part of other words: 10日前,
// 合適時機, 大部分, 表現差異.
func (h hit) part(words string) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:h.from])
	after, _ := utf8.DecodeRuneInString(words[h.to:])
	in := strings.ContainsRune
	switch h.words {
	case "日前":
		return in("0123456789一二三四五六七八九十今昨前次當当即翌", before)
	case "近期":
		return in("接最相將将臨临附鄰邻", before) || in("限末初貨货", after)
	case "適時", "适时":
		return in("合舒不最", before)
	case "一段時間", "一段时间":
		return in("第每這这那", before)
	case "早日":
		return in("每今明一", before)
	case "many":
		return strings.HasSuffix(lowerASCII(words[:h.from]), "how ") || strings.HasSuffix(lowerASCII(words[:h.from]), "as ")
	case "soon":
		return strings.HasSuffix(lowerASCII(words[:h.from]), "as ") || strings.HasSuffix(lowerASCII(words[:h.from]), "too ") || strings.HasPrefix(lowerASCII(words[h.to:]), " after") || strings.HasPrefix(lowerASCII(words[h.to:]), " as")
	}
	return false
}

// counts reports whether what can be counted comes next, a word between at most.
func counts(t *Text, behind string) bool {
	if t.Chinese() {
		behind = strings.TrimPrefix(behind, "的")
		return slices.ContainsFunc(countedZh, func(s string) bool { return strings.HasPrefix(behind, s) })
	}
	fields := strings.Fields(lowerASCII(behind))
	for i := 0; i < len(fields) && i < 2; i++ {
		word := strings.Trim(fields[i], ".,;:!?)(\"'")
		if word == "of" || word == "the" {
			return false
		}
		if slices.ContainsFunc(countedEn, func(s string) bool {
			return strings.HasPrefix(word, s) && len(word) <= len(s)+len("ies")
		}) {
			return true
		}
		if word != fields[i] {
			return false
		}
	}
	return false
}

// followsCounter reports whether 部分 is a part of something counted or named: 第一
// 部分, 這部分, 大部分, 各部分.
func followsCounter(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("第一二三四五六七八九十兩两幾几各此該该這这那本大小全內内0123456789", r) && r != utf8.RuneError
}

// near reports whether a hedge stands beside a number.
func (h hit) near(before, behind string) bool {
	switch h.words {
	case "左右", "上下":
		return numberEnds(before)
	case "approximately", "roughly", "around", "about":
		behind = strings.TrimLeft(behind, " $€£¥")
		if rest, ok := strings.CutPrefix(behind, "USD "); ok {
			behind = rest
		}
	}
	return behind != "" && behind[0] >= '0' && behind[0] <= '9' && !dated(behind, 0, len(behind)-len(strings.TrimLeft(behind, "0123456789.,")))
}

// numberEnds reports whether words end with a number and at most four characters
// of unit.
func numberEnds(words string) bool {
	for range 5 {
		r, n := utf8.DecodeLastRuneInString(words)
		if r >= '0' && r <= '9' {
			return true
		}
		if n == 0 || !strings.ContainsRune("%萬万億亿元個个名家筆笔單单條条件次天成倍人百千美", r) {
			return false
		}
		words = words[:len(words)-n]
	}
	return false
}

// performs reports whether a word of praise or blame is said of how something
// went: 業績良好, sales were good, a strong quarter.
func (h hit) performs(t *Text, before, behind string) bool {
	if t.Chinese() {
		// The last words before it, and with 的 the first behind: 較好的業績.
		if rest, ok := strings.CutPrefix(behind, "的"); ok {
			return slices.ContainsFunc(performanceZh, func(s string) bool { return strings.HasPrefix(rest, s) })
		}
		tail := before
		for range 3 { // 業績[也較為]良好
			if slices.ContainsFunc(performanceZh, func(s string) bool { return strings.HasSuffix(tail, s) }) {
				return true
			}
			_, n := utf8.DecodeLastRuneInString(tail)
			tail = tail[:len(tail)-n]
		}
		return false
	}
	next := strings.Trim(firstField(lowerASCII(behind)), ".,;:")
	if behind != "" && behind[0] == ' ' && slices.ContainsFunc(performanceEn, func(s string) bool { return next == s || next == s+"s" }) {
		return true
	}
	fields := strings.Fields(lowerASCII(before))
	k := len(fields) - 1
	for k >= 0 && slices.Contains([]string{"very", "quite", "rather", "pretty", "again", "also", "not", "mostly"}, fields[k]) {
		k--
	}
	if k < 1 || !slices.Contains([]string{"is", "are", "was", "were", "remained", "remains", "looked", "stayed", "been"}, fields[k]) || next != "" && !strings.ContainsAny(behind[:1], ".,;:") {
		return false
	}
	if fields[k] == "been" {
		k--
	}
	return k > 0 && slices.ContainsFunc(performanceEn, func(s string) bool { return fields[k-1] == s || fields[k-1] == s+"s" })
}

// firstField is the first word of words.
func firstField(words string) string {
	words = strings.TrimLeft(words, " ")
	if i := strings.IndexByte(words, ' '); i >= 0 {
		return words[:i]
	}
	return words
}

// blaming looks for judgements on people.
func blaming(c *Case) {
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			for _, h := range c.hits(t, p) {
				words := p.Folded.Text
				if h.mark != blame || !h.blames(words) {
					continue
				}
				severity := c.rule.Severity
				if c.accuses(p.sentence(h.from).In(words)) {
					severity = diag.Error
				}
				c.SayInAs(severity, t, p, p.Folded.Offset(h.from), p.Folded.Offset(h.to), c.W(w("%q is a judgement, not a fact", "「%s」是評價，不是事實", "“%s”是评价，不是事实"), words[h.from:h.to]),
					c.W(w("write what can be checked: a figure beside the team's mean, as in 8% of leads converted, the team 15%", "改寫為可核對的事實：指標與團隊平均對照，如：轉化率8%，團隊平均15%", "改写为可核对的事实：指标与团队平均对照，如：转化率8%，团队平均15%")))
			}
		}
	}
}

// blames reports whether an expression is said of people: 表現差異, 庫存水平低於,
// 不負責該區域 are not.
func (h hit) blames(words string) bool {
	behind := words[h.to:]
	after, _ := utf8.DecodeRuneInString(behind)
	switch h.words {
	case "表現差", "表现差", "能力差", "態度差", "态度差":
		return !strings.ContainsRune("異异距額额別别值幅", after)
	case "水平低":
		if strings.ContainsRune("於于位至", after) {
			return false
		}
		return slices.ContainsFunc([]string{"業務", "业务", "能力", "專業", "专业", "技能", "個人", "个人", "管理", "服務", "服务", "銷售", "销售", "團隊", "团队", "員工", "员工", "人員", "人员"}, func(s string) bool { return strings.HasSuffix(words[:h.from], s) })
	case "不負責", "不负责":
		return after == '任' || behind == "" || strings.ContainsRune("，。；！、,;!", after)
	}
	return true
}

// accuses reports whether words name someone of config.toml.
func (c *Case) accuses(words string) bool {
	return slices.ContainsFunc(c.Archive.People, func(p report.Person) bool {
		return utf8.RuneCountInString(p.Name) > 1 && strings.Contains(words, p.Name)
	})
}

func guessing(c *Case) {
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if p.Role != "goals" && p.Role != "results" && p.Role != "issues" || strings.Contains(t.Body.HTML[p.Start:p.Stop], "<sup") {
				continue
			}
			for _, h := range c.hits(t, p) {
				if h.mark != guess || h.certain(p.Folded.Text) {
					continue
				}
				c.SayIn(t, p, p.Folded.Offset(h.from), p.Folded.Offset(h.to), c.W(w("%q makes this a guess", "「%s」使這句成為臆測", "“%s”使这句成为臆测"), p.Folded.Text[h.from:h.to]),
					c.W(w("say what it rests on, in a footnote [^id] with a source, or leave it out", "請以註腳 [^id] 註明依據，或刪去", "请以脚注 [^id] 注明依据，或删去")))
			}
		}
	}
}

// certain reports whether an expression is a part of other words: 盡可能, 不可能,
// 可能性, 估計值.
func (h hit) certain(words string) bool {
	before, _ := utf8.DecodeLastRuneInString(words[:h.from])
	after, _ := utf8.DecodeRuneInString(words[h.to:])
	switch h.words {
	case "可能":
		return strings.ContainsRune("盡尽儘不", before) || after == '性'
	case "估計", "估计":
		return strings.ContainsRune("值數数量", after) || strings.ContainsRune("低高", before)
	}
	return false
}

// otherLanguage compares how much of a text is Han with its language.
func otherLanguage(c *Case) {
	for _, t := range c.Texts() {
		if !t.Chinese() && !t.English() {
			continue
		}
		han, words := 0, 0
		for i := range t.Passages {
			n := hanIn(t.Passages[i].Words)
			han += n
			if t.English() {
				words += t.size(&t.Passages[i])
			} else {
				words += t.size(&t.Passages[i]) - n
			}
		}
		if han+words < 20 {
			continue
		}
		hint := w(`write lang = "%s" in its front matter, or add the language to its file name`, `請在檔頭寫 lang = "%s"，或在檔名加上語言`, `请在文件头写 lang = "%s"，或在文件名加上语言`)
		switch {
		case t.English() && han > words:
			c.sayAt(t, c.top(t), c.W(w("the text says that it is in English (%s) and is mostly in Chinese", "正文標為英文（%s），內容多為中文", "正文标为英文（%s），内容多为中文"), t.Lang), c.W(hint, "zh-Hant"))
		case t.Chinese() && words > 4*han:
			c.sayAt(t, c.top(t), c.W(w("the text says that it is in Chinese (%s) and is mostly in another language", "正文標為中文（%s），內容多為其他語言", "正文标为中文（%s），内容多为其他语言"), t.Lang), c.W(hint, "en"))
		}
	}
}

func hanIn(s string) (n int) {
	for _, r := range s {
		if r >= utf8.RuneSelf && isHan(r) {
			n++
		}
	}
	return n
}
