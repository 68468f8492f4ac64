package check

import (
	"almanac/site/diag"
	"almanac/site/report"
)

// unwritten are the rules about what is still to be written.
func unwritten() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "structure/blank", Code: "S160", Severity: diag.Error}, Since: since, Meets: "R-5.3.1-3 R-1.4-6", report: blank,
			Title: w("Still to be filled in", "尚待填寫", "尚待填写"),
			Doc: w("almanac new leaves TODO where something is to be filled in: as the value of a key, or as a comment in the text. Write what is asked for in its place, or take the line out if there is nothing to say.",
				"almanac new 把需要填寫的地方標為「待填」：在前言裡是某個鍵的值，在正文裡是一則註解。請換成所要的內容；若沒有可寫的，刪去該行。",
				"almanac new 把需要填写的地方标为“待填”：在前言里是某个键的值，在正文里是一则注释。请换成所要的内容；若没有可写的，删去该行。"),
			Bad:  "+++\nsummary = \"TODO: one sentence\"\n+++\n## Goals\n\n<!-- TODO: the target -->\n",
			Good: "+++\nsummary = \"The target is met.\"\n+++\n## Goals\n\nThe to-do list is empty.\n"},
	}
}

// blank finds what is still to be filled in. How that is done is said once for each
// file.
func blank(c *Case) {
	c.blankKeys(c.File, c.Blanks)
	for i := range c.Others {
		c.blankKeys(c.Others[i].File, c.Others[i].Blanks)
	}
	for _, b := range bodies(c.Report) {
		hint := c.W(w("write it in the place of the comment, or take the comment out", "把註解換成內容；沒有可寫的，就刪去註解", "把注释换成内容；没有可写的，就删去注释"))
		body := b.text.Body()
		for _, x := range body.Blanks {
			title := ""
			for i := range body.Headings {
				if h := &body.Headings[i]; h.Pos.Line < x.Pos.Line {
					title = body.Title(h)
				}
			}
			said := c.W(w("the text is still to be written", "正文尚待填寫", "正文尚待填写"))
			if title != "" {
				said = c.W(w("%q is still to be written", "「%s」尚待填寫", "“%s”尚待填写"), title)
			}
			c.blankAt(b.file, x, said, hint)
			hint = ""
		}
	}
}

func (c *Case) blankKeys(file string, list []report.Blank) {
	hint := c.W(w("write it between the quotes, or take the line out if there is nothing to say", "在引號內填寫；沒有可寫的，就刪去該行", "在引号内填写；没有可写的，就删去该行"))
	for _, x := range list {
		c.blankAt(file, x, c.W(w("%s is still to be filled in", "%s 尚待填寫", "%s 尚待填写"), x.Name), hint)
		hint = ""
	}
}

func (c *Case) blankAt(file string, x report.Blank, said, hint string) {
	if x.Want != "" {
		said = c.W(w("%s: %s", "%s：%s", "%s：%s"), said, x.Want)
	}
	d := c.rule.At(file, int(x.Pos.Line), int(x.Pos.Column), said, hint)
	d.Brief = true
	c.found = append(c.found, d)
}
