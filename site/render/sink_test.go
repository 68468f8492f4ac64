package render

import (
	"bytes"
	"errors"
	"html/template"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestSinkStopsLate(t *testing.T) {
	var s sink
	s.start()
	s.until = time.Now().Add(-time.Second)
	var err error
	for i := 0; i < 1000 && err == nil; i++ {
		_, err = s.Write([]byte("x"))
	}
	if !errors.Is(err, errTime) {
		t.Errorf("a layout whose time was over ended with %v", err)
	}
}

func TestText(t *testing.T) {
	tests := map[string]string{
		"a<b>&\"'":             "a&lt;b&gt;&amp;&#34;&#39;",
		"銷售額\tx\ny":            "銷售額\tx\ny",
		"\x00\x1b\x7f":         "\uFFFD\uFFFD\uFFFD",
		"\xff\u0085":           "\uFFFD\uFFFD",
		"":                     "",
		"\xe9\x8a\xb7\xe9\x8a": "\u92b7\uFFFD\uFFFD", "\xe9\x8ab": "\uFFFD\uFFFDb", "\xe9b": "\uFFFDb", "\xe9": "\uFFFD",
		"\xed\xa0\x80": "\uFFFD\uFFFD\uFFFD", "\xe0\x80\x80": "\uFFFD\uFFFD\uFFFD", "\xed\x95\x9c\xe0\xa4\x85": "\ud55c\u0905",
		"\uFFFD\uFFFF\ue000\u1000": "\uFFFD\uFFFF\ue000\u1000", "\U0001f600\u00a0\u07ff": "\U0001f600\u00a0\u07ff", "\xf0\x9f\x98": "\uFFFD\uFFFD\uFFFD", "\xc0\x80": "\uFFFD\uFFFD",
	}
	for in, want := range tests {
		var o out
		o.text(in)
		if got := string(o.b); got != want {
			t.Errorf("%q is written %q, want %q", in, got, want)
		}
	}
}

// Whatever the bytes, text writes what a slower way of putting it does.
func TestTextAtRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		in := make([]byte, random.IntN(30))
		rare := 1 + random.IntN(40) // how seldom it is anything but letters
		for i := range in {
			if in[i] = 'a' + byte(random.IntN(26)); random.IntN(rare) > 0 {
				continue
			}
			in[i] = byte(random.Uint32())
			if i > 0 && in[i-1] >= 0x80 {
				in[i] = in[i]&0x3f | 0x80 // often what goes on a rune
			}
		}
		want := ""
		for _, r := range string(in) { // each wrong byte is a U+FFFD
			switch {
			case r < ' ' && r != '\n' && r != '\t', r >= 0x7f && r < 0xa0:
				want += "\uFFFD"
			default:
				want += template.HTMLEscapeString(string(r))
			}
		}
		var o out
		if o.text(string(in)); string(o.b) != want {
			t.Fatalf("%q is written %q, want %q", in, o.b, want)
		}
	}
}

func TestShapes(t *testing.T) {
	for in, want := range map[string]int{"3.43": 2, "180": 0, "−0.1": 1, "–": 0, "1,234.5": 1} {
		if _, n := decimals(in); n != want {
			t.Errorf("%s has %d decimals, want %d", in, n, want)
		}
	}
	if !strings.HasPrefix(layoutSyntax.Name, "read/") {
		t.Error("a layout that cannot be read is unreadable input")
	}
}

// What is drawn into a buffer is behind what stands there, and no page that was
// drawn before changes what another buffer has.
func TestInto(t *testing.T) {
	var s sink
	var a, b bytes.Buffer
	add := func(to *bytes.Buffer, text string) {
		s.start()
		s.text(text)
		s.into(to)
	}
	a.Grow(8)
	add(&a, "first")
	add(&b, "second")
	add(&b, " third")
	add(&a, " fourth")
	if a.String() != "first fourth" || b.String() != "second third" {
		t.Fatalf("%q and %q", &a, &b)
	}
	a.Reset()
	add(&a, "fifth")
	add(&b, "")
	if a.String() != "fifth" || b.String() != "second third" {
		t.Fatalf("%q and %q", &a, &b)
	}
}
