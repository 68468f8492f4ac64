package render

import (
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

// A compiler makes programs of escaped layouts. It knows text, actions, if,
// with, range and template; the dot and $, fields of structs, the method T,
// strings, fragments; not, or and and as conditions; strings and fragments as
// what is written, between elements, in quoted attributes and as whole
// addresses. Anything else sets failed, and no step that was made then runs.
type compiler struct {
	set       *template.Template
	fragments map[string]fragment
	parts     map[partKey]*program
	failed    bool
}

// A partKey is a template, and the shape of its dot.
type partKey struct {
	name string
	dot  shape
}

// A shape is what is known of a slot beforehand: its type, nil if there is
// nothing in it, and whether it holds words that were made. A view's own values
// can be pointed to.
type shape struct {
	typ  reflect.Type
	made bool
}

var (
	stringType = reflect.TypeFor[string]()
	htmlType   = reflect.TypeFor[template.HTML]()
)

// An expr is what yields a value.
type expr struct {
	shape
	eval func(*press) slot
}

// text is the words of a slot of this shape.
func (x shape) text(s slot) string {
	if x.made {
		return s.s
	}
	return s.v.String()
}

// A condition is an expr of which only the truth is asked.
type condition func(*press) bool

// scope is the shapes of $ and of the dot.
type scope struct{ root, dot shape }

func (c *compiler) fail() expr {
	c.failed = true
	return expr{}
}

// part makes a template ready for a dot; one that uses itself finds itself.
func (c *compiler) part(name string, dot shape) *program {
	key := partKey{name, dot}
	if p := c.parts[key]; p != nil {
		return p
	}
	p := new(program)
	c.parts[key] = p
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		c.fail()
		return p
	}
	p.steps = c.list(t.Tree.Root, scope{dot, dot})
	return p
}

func (c *compiler) list(n *parse.ListNode, in scope) (list []step) {
	if n == nil {
		return nil
	}
	for _, x := range n.Nodes {
		if f := c.node(x, in); f != nil {
			list = append(list, f)
		}
	}
	return list
}

func (c *compiler) node(n parse.Node, in scope) step {
	switch n := n.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(p *press) { p.raw(text) }
	case *parse.ActionNode:
		return c.action(n.Pipe, in)
	case *parse.IfNode:
		return c.ifs(n, in)
	case *parse.WithNode:
		return c.with(n, in)
	case *parse.RangeNode:
		return c.ranges(n, in)
	case *parse.TemplateNode:
		return c.template(n, in)
	}
	c.fail()
	return nil
}

func (c *compiler) ifs(n *parse.IfNode, in scope) step {
	cond, then, otherwise := c.conditionOf(n.Pipe, in), c.list(n.List, in), c.list(n.ElseList, in)
	return func(p *press) {
		if cond(p) {
			p.steps(then)
		} else {
			p.steps(otherwise)
		}
	}
}

func (c *compiler) with(n *parse.WithNode, in scope) step {
	x := c.pipe(n.Pipe, in)
	truth := c.truth(x.shape)
	then, otherwise := c.list(n.List, scope{in.root, x.shape}), c.list(n.ElseList, in)
	return func(p *press) {
		s := x.eval(p)
		if !truth(s) {
			p.steps(otherwise)
			return
		}
		outer := p.dot
		p.dot = s
		p.steps(then)
		p.dot = outer
	}
}

func (c *compiler) ranges(n *parse.RangeNode, in scope) step {
	x := c.pipe(n.Pipe, in)
	if x.typ == nil || x.typ.Kind() != reflect.Slice {
		c.fail()
		return nil
	}
	then, otherwise := c.list(n.List, scope{in.root, shape{typ: x.typ.Elem()}}), c.list(n.ElseList, in)
	return func(p *press) {
		list := x.eval(p).v
		length := list.Len()
		if length == 0 {
			p.steps(otherwise)
			return
		}
		outer := p.dot
		for i := range length {
			p.admit(0)
			p.dot = slot{v: list.Index(i)}
			p.steps(then)
		}
		p.dot = outer
	}
}

func (c *compiler) template(n *parse.TemplateNode, in scope) step {
	x := expr{eval: func(*press) slot { return slot{} }}
	if n.Pipe != nil {
		x = c.pipe(n.Pipe, in)
	}
	part := c.part(n.Name, x.shape)
	return func(p *press) {
		if p.depth++; p.depth > maxDepth {
			panic(unknown{})
		}
		root, dot := p.root, p.dot
		p.root = x.eval(p)
		p.dot = p.root
		p.steps(part.steps)
		p.root, p.dot = root, dot
		p.depth--
	}
}

// action writes a value, by the escapers that stand behind it.
func (c *compiler) action(pipe *parse.PipeNode, in scope) step {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) < 2 {
		c.fail()
		return nil
	}
	first, escapers := pipe.Cmds[0], ""
	for _, cmd := range pipe.Cmds[1:] {
		escapers += " " + strings.TrimPrefix(cmd.String(), "_html_template_")
	}
	if f := c.direct(first, in); f != nil && escapers == " htmlescaper" {
		return f
	}
	x := c.command(first, in)
	switch {
	case x.typ == htmlType && escapers == " htmlescaper":
		return func(p *press) { p.raw(x.text(x.eval(p))) }
	case x.typ == stringType && (escapers == " htmlescaper" || escapers == " attrescaper" || escapers == " rcdataescaper"):
		return func(p *press) {
			s := x.text(x.eval(p))
			p.admit(len(s))
			p.page.words(s)
		}
	case x.typ == stringType && escapers == " urlfilter urlnormalizer attrescaper":
		return func(p *press) {
			s := x.text(x.eval(p))
			p.admit(len(s))
			if !p.page.href(s) {
				panic(unknown{})
			}
		}
	}
	c.fail()
	return nil
}

// direct writes a fragment that nobody looks at before; nil if the command is
// no fragment.
func (c *compiler) direct(cmd *parse.CommandNode, in scope) step {
	draw := c.fragment(cmd, in)
	if draw == nil {
		return nil
	}
	return func(p *press) {
		draw(p, &p.page.out)
		p.admit(0)
	}
}

// fragment draws the fragment that a command names; nil if it names none.
func (c *compiler) fragment(cmd *parse.CommandNode, in scope) func(*press, *out) {
	name, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok {
		return nil
	}
	f, ok := c.fragments[name.Ident]
	if !ok || len(f.takes) != len(cmd.Args)-1 {
		return nil
	}
	var give [2]func(*press) any
	for i, t := range f.takes {
		give[i] = c.give(c.operand(cmd.Args[i+1], in), t)
	}
	draw, first, second := f.draw, give[0], give[1]
	if second == nil {
		return func(p *press, o *out) { draw(o, [2]any{first(p)}) }
	}
	return func(p *press, o *out) { draw(o, [2]any{first(p), second(p)}) }
}

// give hands a value to a fragment that takes a type, as an [argument].
func (c *compiler) give(x expr, t reflect.Type) func(*press) any {
	switch {
	case x.typ == nil || x.made:
	case x.typ == t && t.Kind() == reflect.Pointer:
		return func(p *press) any { return x.eval(p).v.Interface() }
	case x.typ == t, reflect.PointerTo(x.typ) == t:
		return func(p *press) any { return x.eval(p).v.Addr().Interface() }
	}
	c.fail()
	return func(*press) any { return nil }
}
