package content

import (
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// references notes which targets of links, as in [name]: report.md, are
// defined twice: goldmark takes the first and drops the others without a word.
type references struct {
	parser.Context
	twice map[string]bool
}

func (r *references) AddReference(ref parser.Reference) {
	label := util.ToLinkReference(ref.Label())
	if _, ok := r.Context.Reference(label); ok {
		if r.twice == nil {
			r.twice = map[string]bool{}
		}
		r.twice[label] = true
	}
	r.Context.AddReference(ref)
}

// definedTwice says where the second and later definitions of labels stand.
// goldmark does not tell: they are looked for.
func (d *drawer) definedTwice(labels map[string]bool) {
	if len(labels) == 0 {
		return
	}
	first := map[string]int{}
	at, said := 0, 0
	for line := range strings.Lines(d.source) {
		start := at + len(line) - len(strings.TrimLeft(line, " \t>"))
		at += len(line)
		name, ok := strings.CutPrefix(d.source[start:at], "[")
		name, _, closed := strings.Cut(name, "]:")
		label := util.ToLinkReference([]byte(name))
		if margin := d.source[at-len(line) : start]; !ok || !closed || !labels[label] || strings.Contains(margin, "    ") || strings.Contains(margin, "\t") {
			continue
		}
		before, twice := first[label]
		if !twice {
			first[label] = start
			continue
		}
		if said++; said > manySame {
			return
		}
		p := d.place(before)
		d.remark(ruleReference, start, start+len(name)+3, spoken("the target of [%s] is defined twice, and this one counts for nothing", "[%s] 的目標定義了兩次，這一個不起作用", "[%s] 的目标定义了两次，这一个不起作用", clip(name)),
			spoken("it stands first at %d:%d; give this one another name, or take it out", "第一次出現在 %d:%d；請給這個另取名稱，或刪去", "第一次出现在 %d:%d；请给这个另取名称，或删去", p.Line, p.Column))
	}
}
