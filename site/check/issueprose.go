package check

import (
	"strings"

	"almanac/site/report"
)

// What is said here of prose holds for reports that tell their problems in prose
// alone: there is a section on them, and no [[issues]] (domain.md §7.6).

// A told is a run of the section on problems: a paragraph or an item, or three
// items that are labelled as phenomenon, cause and impact and stand together.
type told struct {
	text       *Text
	first      *Passage // where it begins
	words      string
	structured bool
}

// part labels a part of a problem: at the beginning of an item, or in brackets
// behind it.
var (
	partLabels   = patternOf(`^\s*(?:(現象|现象|[Pp]henomenon|[Ss]ymptom|[Ww]hat)|(原因|[Cc]auses?|[Ww]hy)|(影響|影响|[Ii]mpact|[Ee]ffect))\s*[:：]`)
	partBrackets = patternOf(`(?s)\((?:現象|现象|phenomenon|symptom)\).*\((?:原因|cause)\).*\((?:影響|影响|impact|effect)\)`)
	leadIns      = finderOf(anywhere, []string{"以下", "如下", "下列", "下述", "following", "below"})
)

// toldProblems are what a report tells of problems in prose, in its own
// language; none if it lists them, or says why there are none.
func (c *Case) toldProblems() (list []told) {
	if len(c.Issues) > 0 || c.Head.IssuesNone != "" {
		return nil
	}
	texts := c.Texts()
	if len(texts) == 0 || texts[0].File != c.File {
		return nil
	}
	t := texts[0]
	if !t.Chinese() && !t.English() {
		return nil
	}
	parts := 0 // of the labelled run that the last of list is
	for i := range t.Passages {
		p := &t.Passages[i]
		if p.Role != "issues" {
			parts = 0
			continue
		}
		label := 0
		for k, m := range partLabels().FindStringSubmatch(p.Words) {
			if k > 0 && m != "" {
				label = 1 << (k - 1)
			}
		}
		if label != 0 && parts != 0 && parts&label == 0 {
			last := &list[len(list)-1]
			last.words += "\n" + p.Words
			parts |= label
			last.structured = parts == 7
			continue
		}
		parts = label
		if label == 0 && leadsIn(p.Words) && !tellsNumber(p.Words) {
			continue // it leads over to what is told
		}
		list = append(list, told{text: t, first: p, words: p.Words, structured: bracketed(p)})
	}
	return list
}

// bracketed reports whether the parts of a problem are told in brackets.
func bracketed(p *Passage) bool {
	return strings.Count(p.Folded.Text, "(") > 2 && partBrackets().MatchString(strings.ToLower(p.Folded.Text))
}

// leadsIn reports whether words lead over to what stands below.
func leadsIn(words string) bool {
	end := strings.TrimRight(words, "\t\n\f\r ")
	return strings.HasSuffix(end, ":") || strings.HasSuffix(end, "：") || leadIns.in(words)
}

// unstructuredProse finds a section on problems in which none is told in its
// three parts.
func (c *Case) unstructuredProse() {
	list := c.toldProblems()
	for _, x := range list {
		if x.structured {
			return
		}
	}
	if len(list) == 0 {
		return
	}
	at := list[0].first
	c.sayDue(c.rule.Severity, at.Pos, c.W(w("the problems are told without phenomenon, cause and impact", "問題沒有分現象、原因與影響敘述", "问题没有分现象、原因与影响叙述")),
		c.W(w("add [[issues]] to the front matter, or three items Phenomenon: …, Cause: …, Impact: …", "在檔頭加上 [[issues]]，或分列「現象：」「原因：」「影響：」三條", "在文件头加上 [[issues]]，或分列“现象：”“原因：”“影响：”三条")))
}

// uncountedProse finds problems told without a number.
func (c *Case) uncountedProse() {
	for _, x := range c.toldProblems() {
		if !tellsNumber(x.words) {
			c.sayDue(c.rule.Severity, x.first.Pos, c.W(w("the problem has no number: “%s”", "問題沒有數字：「%s」", "问题没有数字：“%s”"), briefly(x.words)),
				c.W(w("say how many: days, orders, customers, percent", "寫出多少：天數、訂單、客戶、百分比", "写出多少：天数、订单、客户、百分比")))
		}
	}
}

// The words that say on which side a cause lies.
var (
	outsideWords = finderOf(joined, []string{"競品", "竞品", "對手", "对手", "市場", "市场", "政策", "季節", "季节", "行業", "行业", "外部", "匯率", "汇率",
		"competitor", "competitors", "rival", "rivals", "market", "season", "policy", "external", "exchange rate"})
	insideWords = finderOf(joined, []string{"內部", "内部", "流程", "人員", "人员", "培訓", "培训", "響應", "响应", "團隊", "团队", "部門", "部门", "新人", "排期", "管理",
		"internal", "process", "staff", "team", "training", "response", "planning", "our own"})
)

// oneSidedProse finds problems told with causes on one side only. One that says
// nothing of sides says too little for that.
func (c *Case) oneSidedProse() {
	for _, x := range c.toldProblems() {
		out, in := outsideWords.in(x.words), insideWords.in(x.words)
		if out == in {
			continue
		}
		message := w("the problem has external causes only: “%s”", "問題只有外部原因：「%s」", "问题只有外部原因：“%s”")
		if in {
			message = w("the problem has internal causes only: “%s”", "問題只有內部原因：「%s」", "问题只有内部原因：“%s”")
		}
		c.sayDue(c.rule.Severity, x.first.Pos, c.W(message, briefly(x.words)),
			c.W(w("say what lies on the other side, or that nothing does", "說明另一方面的原因，或說明為何沒有", "说明另一方面的原因，或说明为何没有")))
	}
}

// causalWords say how factors hang together.
var causalWords = finderOf(joined, []string{"因", "由於", "由于", "導致", "导致", "同時", "同时", "使得", "造成", "源於", "源于", "以致", "從而", "从而",
	"because", "since", "due to", "owing to", "led to", "leads to", "caused", "causes", "as a result", "so that", "therefore", "thus", "while", "whereas", "hence"})

// unconnected finds a section on problems in which no word tells cause from
// effect.
func unconnected(c *Case) {
	list := c.toldProblems()
	if len(list) == 0 || hasCauses(c.Report) {
		return
	}
	for _, x := range list {
		if x.structured || causalWords.in(x.words) {
			return
		}
	}
	c.sayDue(c.rule.Severity, list[0].first.Pos, c.W(w("nothing says how the factors hang together", "各因素之間沒有因果或並列的說明", "各因素之间没有因果或并列的说明")),
		c.W(w("say what led to what: because, led to, while", "用「因」「由於」「導致」「同時」等詞說明關係", "用“因”“由于”“导致”“同时”等词说明关系")))
}

// hasCauses reports whether a report lists causes.
func hasCauses(r *report.Report) bool {
	for i := range r.Deviations {
		if len(r.Deviations[i].Causes) > 0 {
			return true
		}
	}
	return false
}

// briefly is the beginning of a text that is quoted in a remark.
func briefly(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
