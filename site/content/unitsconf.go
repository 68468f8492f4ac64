package content

import (
	"slices"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

var unitTable = table[report.Unit]{
	keyNames("name", "as it is printed", func(u *report.Unit) *report.Text { return &u.Name }),
	keyText("parent", "the unit above; without: root", func(u *report.Unit) *string { return &u.Parent }),
	keyChoice("level", report.Levels, "its place in the organisation; without: the one below the parent's", func(u *report.Unit) *string { return &u.Level }),
	keyText("manager", "id of a person", func(u *report.Unit) *string { return &u.Manager }),
	keyOwn("from", aPeriod, "first day or period of its existence", func(b *binder, n *node, u *report.Unit) {
		if s, ok := b.stretch(n); ok {
			u.From, u.FromSet = s.First, true
		}
	}),
	keyOwn("to", aPeriod, "last day or period of its existence", func(b *binder, n *node, u *report.Unit) {
		if s, ok := b.stretch(n); ok {
			u.To, u.ToSet = s.End, true
		}
	}),
	keyList("history", belongingTable, nil, "parents that it had before, oldest first", func(u *report.Unit) *[]report.Belonging { return &u.History }),
	keyTexts("local_terms", "names of places, customers and rivals that only its reports use", func(u *report.Unit) *[]string { return &u.LocalTerms }),
	keyOwn("deadlines", unitDeadlineTable.shape, "when its reports are due, where that is not as usual", func(b *binder, n *node, u *report.Unit) {
		u.Deadlines = map[string]string{}
		unitDeadlineTable.bind(b, n, &u.Deadlines)
	}),
}

var belongingTable = table[report.Belonging]{
	keyText("parent", "the unit above", func(u *report.Belonging) *string { return &u.Parent }),
	keyOwn("to", aPeriod, "last day or period under it", func(b *binder, n *node, u *report.Belonging) {
		if s, ok := b.stretch(n); ok {
			u.To = s.End
		}
	}),
}

// stretch reads a date or the name of a period as the days that it covers.
func (b *binder) stretch(n *node) (period.Span, bool) {
	if n.Kind != toml.String && n.Kind != toml.Date {
		b.wrong(n, spoken("a date or a period", "日期或期間", "日期或期间"), spoken("write it as in 2022-12 in quotes, or 2022-12-31", `請寫成加引號的 "2022-12"，或 2022-12-31`, `请写成加引号的 "2022-12"，或 2022-12-31`))
		return period.Span{}, false
	}
	p, err := b.cfg.Calendar.Parse(n.Text)
	if err != nil {
		b.bad(rulePeriod, n, faulty(err), spoken("write a date or a period, as in %s", "請寫日期或期間，例如 %s", "请写日期或期间，例如 %s", either(b.cfg.Calendar.Forms())))
		return period.Span{}, false
	}
	return b.cfg.Calendar.Span(p), true
}

// units reads [units]: the tree of units, in the order of the file.
func (b *binder) units(n *node) {
	c := b.cfg
	c.Declared = true
	names := map[string]string{}
	b.each("units", n, func(id string, n *node) {
		u := &report.Unit{ID: id, Pos: b.pos(n.Key)}
		if why := c.unitTrouble(id); id != report.Root && why != none {
			b.say(ruleUnit, n.Key, spoken("%q cannot be the id of a unit: %s", "「%s」不能作為單位的代號：%s", "“%s”不能作为单位的标识：%s", clip(id), why), spoken("write it as in %q", "請寫成「%s」", "请写成“%s”", b.cfg.unitSlug(id)))
		}
		if other, twice := names[folded(id)]; twice {
			b.say(ruleDuplicate, n.Key, spoken("%s and %s are one name to many file systems", "在許多檔案系統中，%s 與 %s 是同一個名稱", "在许多文件系统中，%s 与 %s 是同一个名称", clip(id), clip(other)), spoken("give one of them another id", "請給其中一個另取代號", "请给其中一个另取标识"))
		}
		names[folded(id)] = id
		unitTable.bind(b, n, u)
		b.tenure(n, u)
		c.declared = append(c.declared, u)
	})
	if c.unit(report.Root) == nil {
		c.declared = append(c.declared, &report.Unit{ID: report.Root})
	}
	b.parents(n)
	b.circles(n)
	c.setLevels()
}

// unitSlug makes an id for a hint that is not reserved.
func (c *config) unitSlug(id string) string {
	s := slug(id, false)
	if s == id || s == report.Root || c.unitTrouble(s) != none {
		return "team-" + s
	}
	return s
}

// tenure checks that a unit ends after it starts, and that its former parents
// are in order.
func (b *binder) tenure(n *node, u *report.Unit) {
	if u.FromSet && u.ToSet && u.To <= u.From {
		b.bad(ruleUnit, n.Get("to"), spoken("%s ends before it starts", "%s 的結束早於開始", "%s 的结束早于开始", u.ID), spoken("let to be later than from", "to 須晚於 from", "to 须晚于 from"))
	}
	for i := 1; i < len(u.History); i++ {
		if u.History[i].To <= u.History[i-1].To {
			b.say(ruleUnit, n.Get("history").Items[i].Key, spoken("the former parents of %s are not in order", "%s 先前的上級沒有依序排列", "%s 先前的上级没有依序排列", u.ID), spoken("write the oldest first, each with to", "請由最早的寫起，各自寫明 to", "请由最早的写起，各自写明 to"))
		}
	}
}

// parents checks that every parent is a unit, and gives those without one the root.
func (b *binder) parents(n *node) {
	ids := b.cfg.unitIDs()
	for _, u := range b.cfg.declared {
		if u.ID == report.Root {
			if u.Parent != "" {
				b.bad(ruleUnit, n.Get(u.ID).Get("parent"), spoken("the root has no parent", "root 沒有上級", "root 没有上级"), spoken("take it out", "請刪去", "请删去"))
				u.Parent = ""
			}
			continue
		}
		if u.Parent == "" {
			u.Parent = report.Root
		} else if !slices.Contains(ids, u.Parent) {
			b.bad(ruleUnit, n.Get(u.ID).Get("parent"), spoken("unknown unit %q", "不認得單位「%s」", "不认得单位“%s”", clip(u.Parent)), meantOne(u.Parent, ids))
			u.Parent = report.Root
		}
		for i, h := range u.History {
			if !slices.Contains(ids, h.Parent) {
				b.say(ruleUnit, n.Get(u.ID).Get("history").Items[i].Key, spoken("unknown unit %q", "不認得單位「%s」", "不认得单位“%s”", clip(h.Parent)), meantOne(h.Parent, ids))
				u.History[i].Parent = report.Root
			}
		}
	}
}

// circles finds units that are above themselves, names each circle once, and
// hangs its first member under the root.
func (b *binder) circles(n *node) {
	for _, u := range b.cfg.declared {
		ring := []string{u.ID}
		for v := b.cfg.unit(u.Parent); v != nil && len(ring) <= len(b.cfg.declared); v = b.cfg.unit(v.Parent) {
			if v == u {
				b.bad(ruleUnit, n.Get(u.ID).Get("parent"), spoken("units are above each other: %s", "單位互為上級：%s", "单位互为上级：%s", strings.Join(append(ring, u.ID), " → ")), spoken("give one of them another parent", "請給其中一個另訂上級", "请给其中一个另订上级"))
				u.Parent = report.Root
				break
			}
			ring = append(ring, v.ID)
		}
	}
}

// setLevels puts the tree in order, parents before children, and gives a unit
// without level the one below its parent's.
func (c *config) setLevels() {
	below := map[string][]*report.Unit{}
	for _, u := range c.declared {
		below[u.Parent] = append(below[u.Parent], u)
	}
	c.declared = c.declared[:0:0]
	var add func(u *report.Unit, level int)
	add = func(u *report.Unit, level int) {
		if at := slices.Index(report.Levels, u.Level); at >= 0 {
			level = at
		}
		u.Level = report.Levels[min(level, len(report.Levels)-1)]
		c.declared = append(c.declared, u)
		c.levels[u.ID] = u.Level
		for _, v := range below[u.ID] {
			add(v, level+1)
		}
	}
	for _, u := range below[""] {
		add(u, 0)
	}
}
