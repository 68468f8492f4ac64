package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/num"
	"almanac/site/report"
)

// maxExpr is how deep parentheses in an expression may be nested.
const maxExpr = 32

// parseExpr reads the expression of a derived metric: metrics and numbers with
// + - * / and parentheses. A name may hold '-' if no space stands around it;
// whether a-b is one metric or a difference, [config.settle] decides once all
// metrics are known.
func parseExpr(s string) (*report.Expr, error) {
	p := &exprParser{rest: s}
	e, err := p.sum(0)
	if err != nil {
		return nil, err
	}
	if p.space(); p.rest != "" {
		return nil, misread("cannot read %q in the expression", "算式中的「%s」無法辨識", "表达式中的“%s”无法辨识", clip(p.rest))
	}
	return e, nil
}

type exprParser struct{ rest string }

func (p *exprParser) space() { p.rest = strings.TrimLeft(p.rest, " \t\n") }

// op takes one of the operators, if one comes next.
func (p *exprParser) op(of string) byte {
	p.space()
	if p.rest == "" || strings.IndexByte(of, p.rest[0]) < 0 {
		return 0
	}
	c := p.rest[0]
	p.rest = p.rest[1:]
	return c
}

func (p *exprParser) sum(depth int) (*report.Expr, error) {
	return p.chain("+-", func() (*report.Expr, error) {
		return p.chain("*/", func() (*report.Expr, error) { return p.leaf(depth) })
	})
}

// chain reads operands joined by operators of one rank, from the left.
func (p *exprParser) chain(ops string, operand func() (*report.Expr, error)) (*report.Expr, error) {
	l, err := operand()
	if err != nil {
		return nil, err
	}
	for op := p.op(ops); op != 0; op = p.op(ops) {
		r, err := operand()
		if err != nil {
			return nil, err
		}
		if v, fixed := constant(r); op == '/' && fixed && !v.Present() || op == '/' && fixed && v.IsZero() {
			return nil, misread("the expression divides by zero", "算式的除數為零", "表达式的除数为零")
		}
		l = &report.Expr{Op: op, L: l, R: r}
	}
	return l, nil
}

// constant is the value of an expression without metrics; absent if it divides
// by zero.
func constant(e *report.Expr) (v num.Num, fixed bool) {
	if e.Op == 0 {
		return e.Number, e.Metric == ""
	}
	l, fixed1 := constant(e.L)
	r, fixed2 := constant(e.R)
	switch e.Op {
	case '+':
		v = l.Add(r)
	case '-':
		v = l.Sub(r)
	case '*':
		v = l.Mul(r)
	default:
		v = l.Div(r)
	}
	return v, fixed1 && fixed2
}

func (p *exprParser) leaf(depth int) (*report.Expr, error) {
	switch {
	case depth > maxExpr:
		return nil, misread("the expression is nested deeper than %d parentheses", "算式的括號超過 %d 層", "表达式的括号超过 %d 层", maxExpr)
	case p.op("(") != 0:
		e, err := p.sum(depth + 1)
		if err == nil && p.op(")") == 0 {
			err = misread("a parenthesis in the expression is not closed", "算式中有括號沒有關上", "表达式中有括号没有关上")
		}
		return e, err
	case p.rest == "":
		return nil, misread("the expression ends too early", "算式不完整", "表达式不完整")
	}
	word := p.word()
	if word == "" {
		return nil, misread("cannot read %q in the expression", "算式中的「%s」無法辨識", "表达式中的“%s”无法辨识", clip(p.rest))
	}
	p.rest = p.rest[len(word):]
	if word[0] >= '0' && word[0] <= '9' {
		v, err := num.Parse(word)
		if err != nil {
			return nil, misread("%q in the expression is no number", "算式中的「%s」不是數字", "表达式中的“%s”不是数字", clip(word))
		}
		return &report.Expr{Number: v}, nil
	}
	return &report.Expr{Metric: word}, nil
}

// word returns the name or number that comes next. A number ends before '-'.
func (p *exprParser) word() string {
	digit := p.rest[0] >= '0' && p.rest[0] <= '9'
	for i, r := range p.rest {
		next, _ := utf8.DecodeRuneInString(p.rest[min(i+1, len(p.rest)):])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '_':
		case r == '.' && digit:
		case r == '-' && !digit && i > 0 && (unicode.IsLetter(next) || next >= '0' && next <= '9'):
		default:
			return p.rest[:i]
		}
	}
	return p.rest
}

// settle turns names with '-' that are no metric into differences.
func (c *config) settle(e *report.Expr) *report.Expr {
	if e.Op != 0 {
		return &report.Expr{Op: e.Op, L: c.settle(e.L), R: c.settle(e.R)}
	}
	for cut := strings.LastIndexByte(e.Metric, '-'); cut > 0 && c.metrics[e.Metric] == nil; cut = strings.LastIndexByte(e.Metric[:cut], '-') {
		if c.metrics[e.Metric[:cut]] == nil {
			continue
		}
		r := &report.Expr{Metric: e.Metric[cut+1:]}
		if v, err := num.Parse(r.Metric); err == nil {
			r = &report.Expr{Number: v}
		}
		return &report.Expr{Op: '-', L: &report.Expr{Metric: e.Metric[:cut]}, R: c.settle(r)}
	}
	return e
}
