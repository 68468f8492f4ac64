package num_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"almanac/site/num"

	"pgregory.net/rapid"
)

// show writes what was read in one line: value, shape, currency, scale, unit.
func show(w num.Written) string {
	parts := []string{w.Value.String()}
	switch w.Shape {
	case num.Percent:
		parts = append(parts, "%")
	case num.Fraction:
		parts = append(parts, fmt.Sprintf("%s/%s", w.Num, w.Den))
	case num.OneTo:
		parts = append(parts, "1:")
	}
	for _, s := range []string{w.Currency, w.Scale, w.Unit} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func TestParseText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"120", "120"}, {"1,234.50", "1234.5"}, {"1,234,567", "1234567"}, {"１２３", "123"}, {"１，２３４．５", "1234.5"}, {"-5", "-5"}, {"+5", "5"}, {"－５", "-5"}, {"−5.5", "-5.5"}, {" 5 ", "5"}, {"007", "7"},
		{"-0", "0"}, {"-0.0", "0"}, {"0.1", "0.1"}, {"12345678901234567.89", "12345678901234567.89"}, {strings.Repeat("9", 60), strings.Repeat("9", 60)},
		{"120萬元", "1200000 萬"}, {"120 萬元", "1200000 萬"}, {"120萬 元", "1200000 萬"}, {"1.5億", "150000000 億"}, {"5千", "5000 千"}, {"2兆元", "2000000000000 兆"}, {"3萬億", "3000000000000 萬億"}, {"5千萬", "50000000 千萬"},
		{"３萬", "30000 萬"}, {"-1.2萬", "-12000 萬"}, {"3.43百萬美元", "3430000 USD 百萬"}, {"5百万人民币", "5000000 CNY 百万"}, {"8千萬台幣", "80000000 TWD 千萬"}, {"5元", "5"}, {"7 圓", "7"},
		{"1.2M", "1200000 M"}, {"1.2 M", "1200000 M"}, {"1.2 M USD", "1200000 USD M"}, {"1.2 MUSD", "1200000 USD M"}, {"1.2MUSD", "1200000 USD M"}, {"USD 3.43 million", "3430000 USD million"}, {"2bn", "2000000000 bn"}, {"2 bnEUR", "2000000000 EUR bn"}, {"5k", "5000 k"}, {"5K", "5000 K"}, {"5 thousand", "5000 thousand"}, {"5 m", "5000000 m"}, {"5 million orders", "5000000 million orders"},
		{"5 MXN", "5 MXN"}, {"5 MYR", "5 MYR"}, {"5 KRW", "5 KRW"}, {"5KWD", "5 KWD"}, // no scales
		{"NT$5", "5 TWD"}, {"NT$-5", "-5 TWD"}, {"-NT$5", "-5 TWD"}, {"NT$ 5", "5 TWD"}, {"-NT$ 5", "-5 TWD"}, {"$5", "5 $"}, {"＄５", "5 $"}, {"$5 TWD", "5 TWD"}, {"¥-5", "-5 ¥"}, {"￥5", "5 ¥"}, {"¥5 JPY", "5 JPY"}, {"USD-5", "-5 USD"}, {"USD -5", "-5 USD"}, {"5 €", "5 EUR"}, {"RMB 5", "5 CNY"}, {"NTD5", "5 TWD"}, {"人民幣5元", "5 CNY"}, {"$5元", "5 $"}, {"USD 5 美元", "5 USD"},
		{"16%", "0.16 %"}, {"16％", "0.16 %"}, {"16 %", "0.16 %"}, {"-2.5%", "-0.025 %"}, {"0.01%", "0.0001 %"},
		{"8/50", "0.16 8/50"}, {"8 / 50", "0.16 8/50"}, {"８／５０", "0.16 8/50"}, {"5/30", "0.166666666667 5/30"}, {"-8/50", "-0.16 -8/50"}, {"1萬/4萬", "0.25 10000/40000 萬"}, {"0/0", "0/0"}, {"8/0", "8/0"}, {"NT$8/5 TWD", "1.6 8/5 TWD"},
		{"1:3.5", "3.5 1:"}, {"1：3.5", "3.5 1:"}, {"1 : 3.5", "3.5 1:"}, {"1∶5", "5 1:"},
		{"3天", "3 天"}, {"5 days", "5 days"}, {"2千個", "2000 千 個"}, {"5人", "5 人"}, {"5 d", "5 d"},
	} {
		w, err := num.ParseText(c.in)
		if err != nil || show(w) != c.want {
			t.Errorf("ParseText(%q) = %q (%v), want %q", c.in, show(w), err, c.want)
		}
	}
}

func TestParseTextErrors(t *testing.T) {
	long := strings.Repeat("9", 61)
	for _, c := range []struct{ in, want string }{
		{"", `an empty text is no number`}, {"　 ", `an empty text is no number`},
		{"abc", `"abc" is no number`}, {"inf", `"inf" is no number`}, {"-inf", `"-inf" is no number`}, {"nan", `"nan" is no number`}, {"NaN", `"NaN" is no number`}, {"Infinity", `"Infinity" is no number`}, {"--5", `"--5" is no number`}, {"-", `"-" is no number`}, {"NT$", `"NT$" is no number`}, {"-¥-5", `"-¥-5" is no number`}, {"NT$NT$5", `"NT$NT$5" is no number`}, {"%", `"%" is no number`}, {"0x10", `"0x10": cannot read "x10" behind the number`}, {".", `"." is no number`}, {"- 5", `"- 5" is no number`},
		{"1 234", `"1 234": write the number without spaces inside`}, {"1　234", `"1\u3000234": write the number without spaces inside`}, {"(12)", `"(12)": write a negative number with a minus sign, not in parentheses`}, {"（12）", `"（12）": write a negative number with a minus sign, not in parentheses`},
		{"1e5", `"1e5": write the number out, without an exponent`}, {"1E-5", `"1E-5": write the number out, without an exponent`}, {"1e400", `"1e400": write the number out, without an exponent`}, {"5 e5", `"5 e5": cannot read "e5" behind the number`},
		{"1,23", `"1,23": write commas between groups of three digits, as in 1,234,567`}, {"1234,567", `"1234,567": write commas between groups of three digits, as in 1,234,567`}, {",123", `",123": write commas between groups of three digits, as in 1,234,567`}, {"1,", `"1,": write commas between groups of three digits, as in 1,234,567`}, {"1,,234", `"1,,234": write commas between groups of three digits, as in 1,234,567`},
		{"1.234,5", `"1.234,5": write commas between thousands and one point before decimals, as in 1,234,567.5`}, {"1.2.3", `"1.2.3": write commas between thousands and one point before decimals, as in 1,234,567.5`},
		{"1.", `"1.": write a digit behind the point, as in 1.0, or leave the point out`}, {".5", `".5": write a digit before the point, as in 0.5`},
		{"12abc", `"12abc": cannot read "abc" behind the number`}, {"5 men", `"5 men": cannot read "men" behind the number`}, {"5%點", `"5%點": cannot read "%點" behind the number`}, {"16%%", `"16%%": cannot read "%%" behind the number`}, {"5萬5千", `"5萬5千": cannot read "5千" behind the number`}, {"5萬%", `"5萬%": cannot read "%" behind the number`}, {"5 days ago", `"5 days ago": cannot read "days ago" behind the number`}, {"5-3", `"5-3": cannot read "-3" behind the number`}, {"5\t6", `"5\t6": cannot read "\t6" behind the number`}, {"5 m²", `"5 m²": cannot read "²" behind the number`}, {"5\x1b[31m", `"5\x1b[31m": cannot read "\x1b[31m" behind the number`},
		{"$16%", `"$16%" is both an amount of money and a percentage`}, {"USD5 EUR", `"USD5 EUR" names two currencies`}, {"$5萬日圓", `"$5萬日圓" names two currencies`}, {"US$8/NT$50", `"US$8/NT$50" names two currencies`},
		{"8%/50", `"8%/50": the parts of a fraction are plain numbers, as in 8/50`}, {"1/2/3", `"1/2/3": cannot read "/3" behind the number`}, {"8/", `"8/" is no number`}, {"/8", `"/8" is no number`},
		{"2:3", `"2:3": write a proportion as 1:3.5, with a plain number behind the colon`}, {"1:", `"1:": write a proportion as 1:3.5, with a plain number behind the colon`}, {"1:1:1", `"1:1:1": write a proportion as 1:3.5, with a plain number behind the colon`}, {"1:5%", `"1:5%": write a proportion as 1:3.5, with a plain number behind the colon`},
		{long, `"` + long[:40] + `…" has more than 60 digits`}, {strings.Repeat("1", 300), `"` + strings.Repeat("1", 40) + `…" is too long for a number`},
	} {
		w, err := num.ParseText(c.in)
		if err == nil || err.Error() != c.want {
			t.Errorf("ParseText(%q): %v\nwant %s", c.in, err, c.want)
		}
		if w != (num.Written{}) {
			t.Errorf("ParseText(%q) has an error and a number", c.in)
		}
	}
}

func TestMoney(t *testing.T) {
	for in, want := range map[string]bool{"5": false, "5元": true, "5萬元": true, "NT$5": true, "5 USD": true, "5人": false, "16%": false, "8/50元": true} {
		if w, err := num.ParseText(in); err != nil || w.Money != want {
			t.Errorf("ParseText(%q).Money = %v (%v)", in, w.Money, err)
		}
	}
}

func TestSignOf(t *testing.T) {
	for _, c := range []struct {
		sign, code string
		want       bool
	}{
		{"", "TWD", true}, {"TWD", "TWD", true}, {"$", "TWD", true}, {"$", "USD", true}, {"$", "EUR", false}, {"¥", "JPY", true}, {"¥", "CNY", true}, {"¥", "USD", false}, {"EUR", "USD", false},
	} {
		if got := num.SignOf(c.sign, c.code); got != c.want {
			t.Errorf("SignOf(%q, %q) = %v", c.sign, c.code, got)
		}
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{"120.5": "120.5", "1200000.0": "1200000", "0.1": "0.1", "-7": "-7", "+7": "7", "-0": "0", strings.Repeat("9", 200): strings.Repeat("9", 200)} { // TV-29
		if n, err := num.Parse(in); err != nil || n.String() != want {
			t.Errorf("Parse(%q) = %s (%v)", in, n, err)
		}
	}
	for _, in := range []string{"", "-", "+-5", "nan", "1,234", "1，234", "１２", " 5", "5 ", "16%", "8/50", "1:3", "5萬", "$5", "5人", "1e5", "1.", ".5", "1.2.3", "−5", strings.Repeat("9", 1001)} {
		if n, err := num.Parse(in); err == nil || n.Present() {
			t.Errorf("Parse(%q) = %s", in, n)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("MustParse of nonsense returns")
		}
	}()
	num.MustParse("nonsense")
}

// TestWrittenLaws: whatever is put around a number is read back with it.
func TestWrittenLaws(t *testing.T) {
	type affix struct {
		text string
		mul  num.Num
	}
	affixes := []affix{{"", num.Int(1)}, {"%", num.Dec(1, 2)}, {"萬", num.Int(1e4)}, {" 億元", num.Int(1e8)}, {"k", num.Int(1e3)}, {" million USD", num.Int(1e6)}, {"個", num.Int(1)}, {"千萬", num.Int(1e7)}, {" bn", num.Int(1e9)}}
	rapid.Check(t, func(t *rapid.T) {
		n := num.Dec(rapid.Int64Range(-1e15, 1e15).Draw(t, "c"), rapid.IntRange(0, 6).Draw(t, "d"))
		a := rapid.SampledFrom(affixes).Draw(t, "affix")
		text := n.String()
		if rapid.Bool().Draw(t, "wide") {
			text = strings.Map(func(r rune) rune { return r + 0xfee0 }, text)
		}
		w, err := num.ParseText(text + a.text)
		if err != nil || !w.Value.Equal(n.Mul(a.mul)) {
			t.Fatalf("%s%s is read as %s (%v)", text, a.text, w.Value, err)
		}
	})
}

// TestParseTextTime: a megabyte is refused at once, and in few words.
func TestParseTextTime(t *testing.T) {
	for _, s := range []string{"1", ",", "(", "-", "1/", "1:", "萬", " 1", "５", "\xff", "NT$", "1,111"} {
		text := strings.Repeat(s, 1<<20/len(s))
		start := time.Now()
		for _, err := range []error{second(num.ParseText(text)), second(num.Parse(text))} {
			if err == nil || len(err.Error()) > 1000 {
				t.Errorf("a megabyte of %q: %.100v", s, err)
			}
		}
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("a megabyte of %q took %v", s, d)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func FuzzParseText(f *testing.F) {
	for _, s := range []string{"120萬元", "1,234.50", "１２３", "NT$-5", "-¥5", "3.43百萬美元", "1.2 M USD", "16%", "8/50", "1:3.5", "5 men", "(12)", "1e5", "\x1b[31m5", "5\xff", "８／５０"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := num.ParseText(s)
		if err != nil {
			if msg := err.Error(); len(msg) > 800 || !utf8.ValidString(msg) || strings.ContainsAny(msg, "\n\x1b\x00") || w != (num.Written{}) {
				t.Errorf("%q: %q", s, msg)
			}
			return
		}
		if !w.Value.Present() && (w.Shape != num.Fraction || !w.Den.IsZero()) {
			t.Errorf("%q is read without a value", s)
		}
		if (w.Shape == num.Fraction) != w.Num.Present() || w.Num.Present() != w.Den.Present() {
			t.Errorf("%q has the parts %s and %s", s, w.Num, w.Den)
		}
		if out := w.Value.String(); out != "" {
			if back, err := num.Parse(out); err != nil || back.String() != out {
				t.Errorf("%q → %s → %s (%v)", s, out, back, err)
			}
		}
		if n, err := num.Parse(s); err == nil && (w.Shape != num.Plain || !n.Equal(w.Value)) {
			t.Errorf("%q is %s to Parse and %s to ParseText", s, n, w.Value)
		}
	})
}
