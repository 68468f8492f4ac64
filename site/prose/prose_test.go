package prose_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"almanac/site/prose"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"銷售額150萬元，環比增長20%。同比增長35%！", []string{"銷售額150萬元，環比增長20%。", "同比增長35%！"}},
		{"Sales rose 5.3% to $1.2m. New customers fell.", []string{"Sales rose 5.3% to $1.2m.", "New customers fell."}},
		{"We met J. Smith, e.g. on Mon. 3 orders came.", []string{"We met J. Smith, e.g. on Mon.", "3 orders came."}},
		{"他說：「好。」然後走了。", []string{"他說：「好。」", "然後走了。"}},
		{"（成交率8%。）下一句", []string{"（成交率8%。）", "下一句"}},
		{"a\nb; c", []string{"a", "b;", "c"}},
		{"ends (like this.) Next", []string{"ends (like this.)", "Next"}},
		{"英文 A. 中文。", []string{"英文 A. 中文。"}}, // one letter and a full stop: an initial
		{"完成CRM.下一步", []string{"完成CRM.", "下一步"}},
		{"…… ！", nil},
		{"", nil},
	} {
		var got []string
		for _, s := range prose.Sentences(c.text) {
			got = append(got, s.In(c.text))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// The first is TV-37.
func TestCount(t *testing.T) {
	for text, want := range map[string]int{
		"銷售額120萬元，達成率120%":         10,
		"":                         0,
		"——……％":                    0,
		"約5.3萬、1,000單":             5, // 約 5.3 萬 1,000 單
		"CRM系統":                    3,
		"don't stop":               2,
		"カタカナ":                     4,
		"Q3 results, 12.5% higher": 4,
	} {
		if got := prose.Count(text); got != want {
			t.Errorf("%q has %d, want %d", text, got, want)
		}
	}
	if got := prose.Words("Sales rose 5.3 % – a lot, don't you think?"); got != 8 {
		t.Errorf("%d words, want 8", got)
	}
}

func TestFold(t *testing.T) {
	text := "增長１２．５％，至（ａ）　b；完"
	f := prose.Fold(text)
	if f.Text != "增長12.5%，至(a) b；完" {
		t.Fatalf("%q", f.Text)
	}
	for _, part := range []string{"12.5%", "至", "a", "完"} {
		at := strings.Index(f.Text, part)
		from, to := f.Offset(at), f.Offset(at+len(part))
		if got := prose.Fold(text[from:to]).Text; got != part {
			t.Errorf("%q leads back to %q", part, text[from:to])
		}
	}
	if f := prose.Fold("plain 中"); f.Text != "plain 中" || f.Offset(6) != 6 || f.Offset(9) != 9 {
		t.Errorf("%+v", f)
	}
}

func TestLikeness(t *testing.T) {
	// abcdef has ab bc cd de ef; abcdxy has ab bc cd dx xy: 3 of 7.
	if got := prose.Likeness(2, "abcdef", "abcdxy"); math.Abs(got-3.0/7) > 1e-12 {
		t.Errorf("%v, want 3/7", got)
	}
	// Digits, marks, spaces and case do not count.
	if got := prose.Likeness(5, "銷售額120萬元，環比增長20%，表現穩定。", "銷售額 95 萬元；環比增長3%，表現穩定！"); got != 1 {
		t.Errorf("%v, want 1", got)
	}
	if got := prose.Likeness(5, "華東團隊完成全部目標", "新客戶開發進度落後計劃"); got != 0 {
		t.Errorf("%v, want 0", got)
	}
	for _, c := range []struct {
		a, b string
		want float64
	}{{"ab", "ab", 1}, {"ab", "abcdef", 0}, {"", "", 0}} {
		if got := prose.Likeness(5, c.a, c.b); got != c.want {
			t.Errorf("%q %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
	// No run reaches over the end of a text.
	if got := len(prose.ShinglesOf(2, "ab", "cd")); got != 2 {
		t.Errorf("%d runs, want 2", got)
	}
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"a. B", "「好。」", "1.5。", "\xff.", "A.中"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range prose.Sentences(text) {
			if s.Start < last || s.Stop <= s.Start || s.Stop > len(text) {
				t.Fatalf("%+v after %d in %q", s, last, text)
			}
			last = s.Stop
		}
		folded := prose.Fold(text)
		for at := range len(folded.Text) + 1 {
			if o := folded.Offset(at); o < 0 || o > len(text) {
				t.Fatalf("%d leads to %d in %q", at, o, text)
			}
		}
		prose.Count(text)
	})
}
