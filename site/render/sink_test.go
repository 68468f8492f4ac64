package render

import (
	"errors"
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
		"a<b>&\"'":     "a&lt;b&gt;&amp;&#34;&#39;",
		"銷售額\tx\ny":    "銷售額\tx\ny",
		"\x00\x1b\x7f": "\uFFFD\uFFFD\uFFFD",
		"\xff\u0085":   "\uFFFD\uFFFD",
		"":             "",
	}
	for in, want := range tests {
		var o out
		o.text(in)
		if got := string(o.b); got != want {
			t.Errorf("%q is written %q, want %q", in, got, want)
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
