package check

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// unsigned finds final reports that lack a sign-off that is owed.
func unsigned(c *Case) {
	if c.Status != report.Final || !c.Archive.OwesSignoffs() || c.ofOneDay() {
		return
	}
	c.owesSignoff(report.Reviewed)
	if c.Level != report.Individual {
		c.owesSignoff(report.KeyFigures)
	}
}

// owesSignoff makes a remark if nobody who may has signed a step.
func (c *Case) owesSignoff(step string) {
	at, why := c.Front, ""
	for i := range c.Signoffs {
		s := &c.Signoffs[i]
		if s.Step != step {
			continue
		}
		p := c.Archive.Person(s.By)
		switch {
		case p == nil:
			why = c.W(w("%s is not in [people] of config.toml", "%s 不在 config.toml 的 [people] 中", "%s 不在 config.toml 的 [people] 中"), s.By)
		case step == report.Reviewed && s.By == c.Head.Author:
			why = c.W(w("%s wrote it", "%s 是作者", "%s 是作者"), s.By)
		case !c.Archive.MaySign(p, step, c.Unit):
			why = c.W(w("%s may not sign that", "%s 無權簽核此步驟", "%s 无权签核此步骤"), s.By)
		default:
			return
		}
		at = s.Pos
	}
	hint := c.W(w("almanac sign %s --step %s --by %s", "almanac sign %s --step %s --by %s", "almanac sign %s --step %s --by %s"), c.File, step, c.signer(step))
	if why != "" {
		c.Say(at, c.W(w("the sign-off of step %s does not count: %s", "步驟 %s 的簽核無效：%s", "步骤 %s 的签核无效：%s"), step, why), hint)
		return
	}
	c.Say(at, c.W(w("the final report has no sign-off of step %s", "定稿缺少步驟 %s 的簽核", "定稿缺少步骤 %s 的签核"), step), hint)
}

// signer is somebody who may sign a step of the report, or WHO.
func (c *Case) signer(step string) string {
	for i := range c.Archive.People {
		if p := &c.Archive.People[i]; c.Archive.MaySign(p, step, c.Unit) && p.ID != c.Head.Author {
			return p.ID
		}
	}
	return "WHO"
}

// irresponsible finds steps of a final report that nobody is named for, and names
// of people whom config.toml does not know.
func irresponsible(c *Case) {
	if len(c.Archive.People) > 0 {
		c.unknownPeople()
	}
	if c.Status != report.Final || !c.Archive.OwesSignoffs() || c.ofOneDay() {
		return
	}
	signed := func(step string) bool {
		return slices.ContainsFunc(c.Signoffs, func(s report.Signoff) bool { return s.Step == step })
	}
	var lacks []string
	for _, x := range []struct {
		field string
		named bool
	}{
		{"compiled_by", c.Head.CompiledBy != "" || c.Head.Author != "" || signed(report.Compiled)},
		{"reviewed_by", c.Head.ReviewedBy != "" || signed(report.Reviewed)},
		{"approved_by", c.Head.ApprovedBy != "" || signed(report.Approved)},
	} {
		if !x.named {
			lacks = append(lacks, x.field)
		}
	}
	if len(lacks) > 0 {
		c.Say(c.Front, c.W(w("nobody is named as %s", "未註明 %s", "未注明 %s"), c.list(lacks)),
			c.W(w("write %s = and the id of a person", "請寫 %s = 與人員的代號", "请写 %s = 与人员的代号"), lacks[0]))
	}
}

func (c *Case) unknownPeople() {
	var ids []string
	for _, p := range c.Archive.People {
		ids = append(ids, p.ID)
	}
	say := func(at report.Pos, what, who string) {
		if who == "" || c.Archive.Person(who) != nil {
			return
		}
		hint := diag.DidYouMean(who, ids)
		if hint == "" {
			hint = fmt.Sprintf("[people.%q]", who)
		}
		c.Say(at, c.W(w("%s names %q, who is not in [people] of config.toml", "%s 所列的 %q 不在 config.toml 的 [people] 中", "%s 所列的 %q 不在 config.toml 的 [people] 中"), what, who), hint)
	}
	at := c.Head.PersonPos
	if at == (report.Pos{}) {
		at = c.Front
	}
	say(at, "author", c.Head.Author)
	say(c.Front, "compiled_by", c.Head.CompiledBy)
	say(c.Front, "reviewed_by", c.Head.ReviewedBy)
	say(c.Front, "approved_by", c.Head.ApprovedBy)
	for i := range c.Signoffs {
		say(c.Signoffs[i].Pos, "signoff", c.Signoffs[i].By)
	}
}

// changedAfter finds sign-offs of figures that are others now, which nobody has
// signed since. For one without a digest git knows the figures that it came with.
func changedAfter(c *Case) {
	if len(c.Signoffs) == 0 {
		return
	}
	now := report.FiguresDigest(c.Stated)
	digests := make([]string, len(c.Signoffs))
	for i, s := range c.Signoffs {
		digests[i] = s.Digest
		if course := c.course(); s.Digest == "" && course != nil && !course.Torn {
			for _, x := range course.Signed {
				if x.Step == s.Step && x.By == s.By {
					digests[i] = x.Figures
				}
			}
		}
	}
	for i, s := range c.Signoffs {
		if digests[i] == "" || digests[i] == now || slices.Contains(digests[i+1:], now) {
			continue
		}
		hint := c.W(w("if they are right now, let them be signed again: almanac sign %s --step %s --by %s", "若現在的數字正確，請重新簽核：almanac sign %s --step %s --by %s", "若现在的数字正确，请重新签核：almanac sign %s --step %s --by %s"), c.File, s.Step, s.By)
		if !strings.HasPrefix(digests[i], "sha256:") {
			c.Say(s.Pos, c.W(w("the digest of the sign-off is none", "簽核的摘要值格式不對", "签核的摘要值格式不对")), hint)
			continue
		}
		c.Say(s.Pos, c.W(w("the figures are not those that %s signed (%s)", "數字已非 %s 簽核時（%s）的數字", "数字已非 %s 签核时（%s）的数字"), s.By, s.Step), hint)
	}
}
