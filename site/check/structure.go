package check

import (
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// structures are the rules about how a text is built.
func structures() []Rule {
	return slices.Concat(headings(), coverage(), contents(), measures(), forms())
}

// headings are the rules about the levels of headings.
func headings() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "structure/skipped-level", Severity: diag.Warning}, Since: since, report: skipped,
			Title: w("A heading skips a level", "標題跳級", "标题跳级"),
			Doc: w("A heading is more than one level below the one before it, so that its section belongs to none. The first heading may have any level.",
				"標題比前一個低了不止一級，所屬章節因此不明。第一個標題不限級別。", "标题比前一个低了不止一级，所属章节因此不明。第一个标题不限级别。"),
			Bad:  "+++\n+++\n# Results\n\n### Sales\n",
			Good: "+++\n+++\n# Results\n\n## Sales\n"},
		{Rule: diag.Rule{Name: "structure/second-title", Severity: diag.Note}, Since: since, report: second,
			Title: w("A second title", "第二個大標題", "第二个大标题"),
			Doc: w("A text has a heading # that stands alone above headings ##, as a title does, and another one.",
				"文中已有一個統領各節（##）的大標題（#），卻又出現另一個。", "文中已有一个统领各节（##）的大标题（#），却又出现另一个。"),
			Bad:  "+++\n+++\n# March\n\n## Results\n\n# Plan\n",
			Good: "+++\n+++\n# March\n\n## Results\n\n## Plan\n"},
	}
}

func skipped(c *Case) {
	for _, t := range c.Texts() {
		for i := 1; i < len(t.Body.Headings); i++ {
			before, h := &t.Body.Headings[i-1], &t.Body.Headings[i]
			if h.Level > before.Level+1 {
				c.sayAt(t, h.Pos, c.W(w("the heading skips a level: %s stands below %s", "標題跳級：%s 接在 %s 之下", "标题跳级：%s 接在 %s 之下"), marks(h.Level), marks(before.Level)),
					c.W(w("write %s", "請寫 %s", "请写 %s"), marks(before.Level+1)))
			}
		}
	}
}

// second finds a second # where the first is a title: there are headings below
// it. Where every section begins with #, none is.
func second(c *Case) {
	for _, t := range c.Texts() {
		var first *report.Heading
		titled, plain := false, false // the first # has headings below it; has none, and is no title
		for i := range t.Body.Headings {
			switch h := &t.Body.Headings[i]; {
			case h.Level > 1:
				titled = titled || first != nil && !plain
			case first == nil:
				first = h
			case !titled:
				plain = true
			default:
				c.sayAt(t, h.Pos, c.W(w("the text has a second heading #", "文中有第二個 # 標題", "文中有第二个 # 标题")),
					c.W(w("its title stands at %d:%d; write ##", "大標題在 %d:%d；請寫 ##", "大标题在 %d:%d；请写 ##"), first.Pos.Line, first.Pos.Column))
			}
		}
	}
}

func marks(level int32) string { return strings.Repeat("#", int(level)) }
