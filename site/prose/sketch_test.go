package prose_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"almanac/site/prose"
)

// Of short texts a sketch tells the same as the sets; of long ones within a tenth.
func TestSketch(t *testing.T) {
	var k prose.Sketcher
	for _, c := range [][2]string{
		{"銷售額120萬元，環比增長20%，表現穩定。", "銷售額 95 萬元；環比增長3%，表現穩定！"},
		{"華東團隊完成全部目標", "新客戶開發進度落後計劃"},
		{"The fair brought nine dealers.", "The FAIR brought ten dealers, two of them new."},
		{"", "abcdef"}, {"ab", "ab"},
	} {
		want := prose.ShinglesOf(5, c[0]).Likeness(prose.ShinglesOf(5, c[1]))
		if got := k.Sketch(5, c[0]).Likeness(k.Sketch(5, c[1])); math.Abs(got-want) > 1e-12 {
			t.Errorf("%q %q: %v, want %v", c[0], c[1], got, want)
		}
	}
	r := rand.New(rand.NewPCG(7, 7))
	words := func(n int) (list []string) {
		for range n {
			w := make([]byte, 2+r.IntN(7))
			for i := range w {
				w[i] = byte('a' + r.IntN(26))
			}
			list = append(list, string(w))
		}
		return list
	}
	for _, changed := range []int{0, 20, 60, 150, 400} {
		a := words(400)
		b := append(words(changed), a[changed:]...)
		x, y := strings.Join(a, " "), strings.Join(b, " ")
		want := prose.ShinglesOf(5, x).Likeness(prose.ShinglesOf(5, y))
		if got := k.Sketch(5, x).Likeness(k.Sketch(5, y)); math.Abs(got-want) > 0.1 {
			t.Errorf("%d of 400 words changed: %v, want %v", changed, got, want)
		}
	}
}

// A text that says the same again and again has few runs, and all of them count.
func TestSketchOfRepeats(t *testing.T) {
	var k prose.Sketcher
	x := strings.Repeat("the same again ", 500)
	if got := k.Sketch(5, x).Likeness(k.Sketch(5, x+"the same again ")); got != 1 {
		t.Errorf("%v, want 1", got)
	}
	if got := k.Sketch(5, x).Runs; got != 500*12-4 {
		t.Errorf("%d runs", got)
	}
}

func BenchmarkSketch(b *testing.B) {
	x := strings.Repeat("Sales rose by 3.2% because the fair brought nine dealers; 新客戶開發進度落後計劃。", 30)
	var k prose.Sketcher
	for b.Loop() {
		k.Sketch(5, x)
	}
}
