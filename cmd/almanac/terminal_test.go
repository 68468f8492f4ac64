package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"almanac/site/num"
)

func plainStream() (*stream, *bytes.Buffer) {
	var b bytes.Buffer
	s := newStream(&b)
	s.now = true
	return &s, &b
}

// Columns line up by cells on the screen, not by bytes or characters.
func TestTable(t *testing.T) {
	tab := table{columns: []column{{}, {head: "Actual", right: true}, {head: "Trend"}},
		rows: [][]cell{{plain("revenue"), plain("1,234"), plain("▁█")}, {plain("銷售額"), plain("5"), plain("▂")}}}
	s, b := plainStream()
	tab.write(s, 80)
	want := "         Actual  Trend\nrevenue   1,234  ▁█\n銷售額        5  ▂\n"
	if b.String() != want {
		t.Errorf("\n%q, not\n%q", b, want)
	}
}

// What does not fit is left out by weight, and at last the one that gives way
// is cut; empty columns are not there at all.
func TestTableFit(t *testing.T) {
	tab := table{columns: []column{{give: true}, {head: "always"}, {head: "first", weight: 1}, {head: "second", weight: 2}, {head: "nothing", weight: 1}},
		rows: [][]cell{{plain("a long name"), plain("1"), plain("2"), plain("3"), plain(" ")}}}
	for width, want := range map[int]string{
		80: "             always  first  second\na long name  1       2      3\n",
		30: "             always  first\na long name  1       2\n",
		20: "             always\na long name  1\n",
		17: "           always\na long n…  1\n",
	} {
		s, b := plainStream()
		tab.write(s, width)
		if b.String() != want {
			t.Errorf("width %d:\n%s not\n%s", width, b, want)
		}
	}
}

// A column that gives way may be cut before others go.
func TestTableLeast(t *testing.T) {
	tab := table{columns: []column{{give: true, least: 8}, {head: "always"}, {head: "first", weight: 1}},
		rows: [][]cell{{plain("a rather long name"), plain("1"), plain("2")}}}
	for width, want := range map[int]string{
		40: "                    always  first\na rather long name  1       2\n",
		26: "             always  first\na rather l…  1       2\n",
		20: "              always\na rather lo…  1\n",
	} {
		s, b := plainStream()
		tab.write(s, width)
		if b.String() != want {
			t.Errorf("width %d:\n%s not\n%s", width, b, want)
		}
	}
}

func TestSpark(t *testing.T) {
	n := func(v int64) num.Num { return num.Int(v) }
	for _, c := range []struct {
		in   []num.Num
		want string
	}{
		{nil, ""}, {[]num.Num{n(5)}, ""}, {[]num.Num{n(5), {}}, ""},
		{[]num.Num{n(0), n(7)}, "▁█"},
		{[]num.Num{n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7)}, "▁▂▃▄▅▆▇█"},
		{[]num.Num{n(-10), {}, n(10)}, "▁·█"},
		{[]num.Num{n(3), n(3)}, "▄▄"},
	} {
		if got := spark(c.in, 12); got != c.want {
			t.Errorf("%v: %q, not %q", c.in, got, c.want)
		}
	}
	if got := spark([]num.Num{n(9), n(1), n(2)}, 2); got != "▁█" {
		t.Errorf("the last two are %q", got)
	}
}

func TestGauge(t *testing.T) {
	for rate, want := range map[string]string{"0": "········", "0.5": "████····", "0.56": "████▌···", "0.999": "████████", "1": "████████", "1.8": "████████", "-0.3": "········"} {
		w, err := num.ParseText(rate)
		if err != nil {
			t.Fatal(err)
		}
		if got := gauge(w.Value, 8); got != want {
			t.Errorf("%s: %q, not %q", rate, got, want)
		}
	}
}

// A line after half a second on a terminal, rewritten, and gone at the end;
// nothing on a pipe.
func TestProgress(t *testing.T) {
	clock := time.Unix(0, 0)
	run := func(tty bool) string {
		s, b := plainStream()
		s.tty = tty
		p := progress{out: s, now: func() time.Time { return clock }}
		for i := range 10 {
			p.step("drawing", i, 10)
			clock = clock.Add(100 * time.Millisecond)
		}
		p.clear()
		return b.String()
	}
	if got := run(false); got != "" {
		t.Errorf("on a pipe: %q", got)
	}
	want := ""
	for i := 5; i < 10; i++ {
		want += fmt.Sprintf("\r\x1b[Kdrawing %d of 10, %d0 %%, %d00 ms", i, i, i)
	}
	want += "\r\x1b[K"
	if got := run(true); got != want {
		t.Errorf("on a terminal: %q", got)
	}
}

// The default port gives way to the next free one; one that was asked for is a
// fault if it is taken.
func TestListen(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	taken := l.Addr().String()
	_, err = listen(taken, true)
	var fault *faultError
	if !errors.As(err, &fault) {
		t.Errorf("a port that was asked for is taken, and the error is %v", err)
	}
	other, err := listen(taken, false)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if other.Addr().String() == taken || !loopback(other) {
		t.Errorf("it listens on %s", other.Addr())
	}
}

// An interrupted run exits with 130 and says so.
func TestInterruptedRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	term := newTerminal(strings.NewReader(""), &out, &errs, func(string) string { return "" })
	if code := run(ctx, term, time.Now, []string{"-C", "testdata", "build"}); code != 130 || errs.String() != "almanac: interrupted\n" {
		t.Errorf("%d %q", code, &errs)
	}
}

// What cannot be written is a fault, whatever the command says.
func TestFullDisk(t *testing.T) {
	var errs bytes.Buffer
	term := newTerminal(strings.NewReader(""), full{}, &errs, func(string) string { return "" })
	if code := run(t.Context(), term, time.Now, []string{"version"}); code != exitFault || !strings.Contains(errs.String(), "could not write the result: no space") {
		t.Errorf("%d %q", code, &errs)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }
