package report_test

import (
	"testing"

	"almanac/site/report"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		kind       report.BlockKind
		html, want string
	}{
		{report.Paragraph, " a\nb<br>\nc ", "a b\nc"},
		{report.Paragraph, `<strong>a</strong> &amp;&lt;&gt;&#34;&#39; &nope; <code>b</code>`, `a &<>"' &nope; b`},
		{report.Paragraph, `a<sup id=""><a class="noteref" role="doc-noteref" href="#">1</a></sup>b<sup class="cite"><a href="#">src</a></sup>`, "ab"},
		{report.Paragraph, `<a title="t" href="">see</a> <img src="" alt="a &gt; b" title="t">, <a class="broken">x</a>`, "see a > b, x"},
		{report.ListItem, `<input type="checkbox" disabled checked aria-label="ship it"> <em>ship</em> it`, "ship it"},
		{report.Code, "a\n  b &lt;\n", "a\n  b <"},
		{report.Table, "<table>\n<thead>\n<tr><th scope=\"col\">a</th><th class=\"right\" scope=\"col\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td class=\"right\"></td></tr>\n<tr><td></td><td>2</td></tr>\n</tbody>\n</table>\n",
			"a | b\n1 | \n | 2"},
		{report.Paragraph, "", ""},
	} {
		if got := report.Words(c.html, c.kind); got != c.want {
			t.Errorf("%q: %q, want %q", c.html, got, c.want)
		}
	}
}

// Markup that is packed is unpacked when it is asked for, once; what was cloned has
// holes of its own and says the same.
func TestProse(t *testing.T) {
	asked := 0
	unpack := func(packed string) *report.Markup {
		asked++
		return &report.Markup{HTML: "<p>" + packed + "</p>"}
	}
	p := report.PackedProse("so", unpack, []report.Hole{{At: 3, Kind: report.Live, Target: "x"}}, []report.Control{{Word: "off"}})
	before := p.Clone()
	if asked != 0 {
		t.Errorf("asked %d times before anyone wanted it", asked)
	}
	after := func() *report.Prose { p.Body(); return p.Clone() }()
	if b := p.Body(); asked != 1 || b.HTML != "<p>so</p>" || len(b.Holes) != 1 || len(b.Controls) != 1 {
		t.Errorf("asked %d times: %+v", asked, b)
	}
	for _, c := range []*report.Prose{before, after} {
		c.Holes[0].Target = "y"
		if b := c.Body(); b.HTML != "<p>so</p>" || b.Pieces()[0].Target != "y" || len(b.Controls) != 1 {
			t.Errorf("%+v", b)
		}
	}
	if p.Holes[0].Target != "x" || asked != 2 {
		t.Errorf("a hole became %q; asked %d times", p.Holes[0].Target, asked)
	}
	if (*report.Prose)(nil).Body() != nil || (*report.Prose)(nil).Once() != nil {
		t.Error("what is not there has a body")
	}
}

// What is asked for once is not kept; what is kept is not unpacked for it.
func TestProseOnce(t *testing.T) {
	asked := 0
	p := report.PackedProse("so", func(packed string) *report.Markup {
		asked++
		return &report.Markup{HTML: packed}
	}, nil, nil)
	for want := range 2 {
		if b := p.Once(); asked != want+1 || b.HTML != "so" {
			t.Errorf("asked %d times, want %d: %+v", asked, want+1, b)
		}
	}
	if p.Body(); p.Once().Markup != p.Body().Markup || asked != 3 {
		t.Errorf("asked %d times, want 3", asked)
	}
}

func TestBody(t *testing.T) {
	b := report.NewProse(&report.Markup{HTML: `<h3 id="">A &amp; B</h3><p>see <a href="">it</a></p>`,
		Headings: []report.Heading{{ID: "a-b", Role: "intro", Start: 10, Stop: 19}}, Blocks: []report.Block{{Under: 0, Start: 27, Stop: 48}, {Under: -1}}},
		[]report.Hole{{At: 8, Kind: report.Fragment, Target: "a-b"}, {At: 40, Kind: report.Link, File: "x.csv"}}, nil).Body()
	want := []report.Piece{{HTML: `<h3 id="`, Hole: report.Fragment, Target: "a-b"}, {HTML: `">A &amp; B</h3><p>see <a href="`, Hole: report.Link, File: "x.csv"}, {HTML: `">it</a></p>`}}
	got := b.Pieces()
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	if h := b.Heading("a-b"); h == nil || b.Title(h) != "A & B" || b.Heading("x") != nil {
		t.Errorf("%+v", h)
	}
	if b.Words(b.Blocks[0]) != "see it" || b.Role(b.Blocks[0]) != "intro" || b.Role(b.Blocks[1]) != "" {
		t.Error(b.Words(b.Blocks[0]))
	}
}
