package render

import (
	"reflect"
	"text/template/parse"
)

// pipe is a pipeline without stages.
func (c *compiler) pipe(n *parse.PipeNode, in scope) expr {
	if len(n.Decl) > 0 || len(n.Cmds) != 1 {
		return c.fail()
	}
	return c.command(n.Cmds[0], in)
}

func (c *compiler) command(n *parse.CommandNode, in scope) expr {
	switch x := n.Args[0].(type) {
	case *parse.FieldNode:
		return c.path(dotExpr(in), x.Ident, n.Args[1:], in)
	case *parse.VariableNode:
		if x.Ident[0] == "$" {
			root := expr{in.root, func(p *press) slot { return p.root }}
			return c.path(root, x.Ident[1:], n.Args[1:], in)
		}
	case *parse.IdentifierNode:
		if draw := c.fragment(n, in); draw != nil {
			return expr{shape{htmlType, true}, func(p *press) slot {
				from := len(p.aside.b)
				draw(p, &p.aside)
				return slot{s: p.since(from)}
			}}
		}
	case *parse.DotNode:
		if len(n.Args) == 1 {
			return dotExpr(in)
		}
	case *parse.StringNode:
		if len(n.Args) == 1 {
			text := x.Text
			return expr{shape{stringType, true}, func(*press) slot { return slot{s: text} }}
		}
	case *parse.PipeNode:
		if len(n.Args) == 1 {
			return c.pipe(x, in)
		}
	}
	return c.fail()
}

func dotExpr(in scope) expr { return expr{in.dot, func(p *press) slot { return p.dot }} }

// operand is an argument: a command without arguments of its own.
func (c *compiler) operand(n parse.Node, in scope) expr {
	if _, call := n.(*parse.IdentifierNode); call {
		return c.fail()
	}
	return c.command(&parse.CommandNode{Args: []parse.Node{n}}, in)
}

// path follows names from a value. Arguments belong to the last name.
func (c *compiler) path(x expr, names []string, args []parse.Node, in scope) expr {
	for i, name := range names {
		if i < len(names)-1 {
			x = c.member(x, name, nil, in)
		} else {
			x, args = c.member(x, name, args, in), nil
		}
	}
	if len(args) > 0 {
		return c.fail()
	}
	return x
}

// A translator has the words of a page's language.
type translator interface{ T(key string) string }

var translatorType = reflect.TypeFor[translator]()

// member is a field of a struct, or what its method T says. Other methods are
// not known, nor are fields beyond embedded pointers.
func (c *compiler) member(x expr, name string, args []parse.Node, in scope) expr {
	if x.typ == nil || x.made {
		return c.fail()
	}
	if typ, up := pointed(x.typ); up {
		held := x.eval
		x = expr{shape{typ: typ}, func(p *press) slot {
			v := held(p).v
			if v.IsNil() {
				panic(unknown{})
			}
			return slot{v: v.Elem()}
		}}
	}
	if x.typ.Kind() != reflect.Struct {
		return c.fail()
	}
	to := reflect.PointerTo(x.typ)
	if _, ok := to.MethodByName(name); ok {
		if name != "T" || !to.Implements(translatorType) || len(args) != 1 {
			return c.fail()
		}
		return c.translation(x, c.operand(args[0], in))
	}
	f, ok := x.typ.FieldByName(name)
	if !ok || len(args) > 0 {
		return c.fail()
	}
	for _, i := range f.Index {
		if x = c.field(x, i); c.failed {
			break
		}
	}
	return x
}

// pointed is the type that a pointer points to.
func pointed(t reflect.Type) (reflect.Type, bool) {
	if t.Kind() != reflect.Pointer {
		return t, false
	}
	return t.Elem(), true
}

func (c *compiler) field(x expr, i int) expr {
	if x.typ.Kind() != reflect.Struct || !x.typ.Field(i).IsExported() {
		return c.fail()
	}
	held := x.eval
	return expr{shape{typ: x.typ.Field(i).Type}, func(p *press) slot { return slot{v: held(p).v.Field(i)} }}
}

func (c *compiler) translation(x, key expr) expr {
	if key.typ != stringType {
		return c.fail()
	}
	return expr{shape{stringType, true}, func(p *press) slot {
		t := x.eval(p).v.Addr().Interface().(translator)
		return slot{s: t.T(key.text(key.eval(p)))}
	}}
}

// conditionOf is the truth of a pipeline, which may be a call of not, or, and.
func (c *compiler) conditionOf(n *parse.PipeNode, in scope) condition {
	if len(n.Decl) > 0 || len(n.Cmds) != 1 {
		c.fail()
		return nil
	}
	args := n.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok || c.fragments[name.Ident].draw != nil || len(args) < 2 {
		return c.isTrue(c.command(n.Cmds[0], in))
	}
	list := make([]condition, 0, len(args)-1)
	for _, x := range args[1:] {
		if inner, ok := x.(*parse.PipeNode); ok {
			list = append(list, c.conditionOf(inner, in))
		} else {
			list = append(list, c.isTrue(c.operand(x, in)))
		}
	}
	switch {
	case name.Ident == "not" && len(list) == 1:
		return func(p *press) bool { return !list[0](p) }
	case name.Ident == "or", name.Ident == "and":
		decides := name.Ident == "or"
		return func(p *press) bool {
			for _, f := range list {
				if f(p) == decides {
					return decides
				}
			}
			return !decides
		}
	}
	c.fail()
	return nil
}

func (c *compiler) isTrue(x expr) condition {
	truth := c.truth(x.shape)
	return func(p *press) bool { return truth(x.eval(p)) }
}

// truth is what if and with ask of a value of a shape.
func (c *compiler) truth(x shape) func(slot) bool {
	if x.made {
		return func(s slot) bool { return s.s != "" }
	}
	if x.typ != nil {
		switch x.typ.Kind() {
		case reflect.String, reflect.Slice:
			return func(s slot) bool { return s.v.Len() > 0 }
		case reflect.Bool:
			return func(s slot) bool { return s.v.Bool() }
		case reflect.Pointer:
			return func(s slot) bool { return !s.v.IsNil() }
		case reflect.Struct:
			return func(slot) bool { return true }
		}
	}
	c.fail()
	return nil
}
