package locale

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bojanz/currency"

	"almanac/layouts"
	"almanac/site/num"
)

func TestRounding(t *testing.T) { // TV-16
	en := built(t)["en"]
	for _, c := range []struct {
		n        string
		decimals int
		want     string
	}{
		{"0.25", 1, "0.3"}, {"-0.25", 1, "−0.3"}, {"2.5", 0, "3"}, {"0.125", 2, "0.13"}, {"-0.04", 1, "0.0"},
		{"0.05", 1, "0.1"}, {"0.04999999", 1, "0.0"}, {"1234567.895", 2, "1,234,567.90"}, {"999.5", 0, "1,000"}, {"-999.5", 0, "−1,000"},
		{"123456789012345678901234567890.5", 0, "123,456,789,012,345,678,901,234,567,891"},
		{"0.000000000000000000000000000001", 3, "0.000"}, {"7", 3, "7.000"}, {"-0", 2, "0.00"}, {"7", -1, "7"},
	} {
		if got := en.Number(n(c.n), c.decimals); got != c.want {
			t.Errorf("%s at %d: %q, want %q", c.n, c.decimals, got, c.want)
		}
	}
}

func TestForms(t *testing.T) {
	ls := built(t)
	third := num.Int(6).Div(num.Int(17)) // 0.35294…
	for _, c := range []struct {
		what string
		want each
		got  func(*Locale) string
	}{
		{"absent", each{"–", "–", "–"}, func(l *Locale) string { return l.Number(num.Num{}, 1) }},
		{"absent percent", each{"–", "–", "–"}, func(l *Locale) string { return l.Percent(num.Num{}, 1) }},
		{"absent points", each{"–", "–", "–"}, func(l *Locale) string { return l.SayPoints(num.Num{}, 1, true) }},
		{"percent", each{"98.0%", "98.0%", "98.0%"}, func(l *Locale) string { return l.Percent(n("0.98"), 1) }},
		{"fraction", each{"35.3%", "35.3%", "35.3%"}, func(l *Locale) string { return l.Percent(third, 1) }},
		{"tiny", each{"<0.1%", "<0.1%", "<0.1%"}, func(l *Locale) string { return l.Percent(n("0.0004"), 1) }},
		{"tiny below zero", each{"−<0.1%", "−<0.1%", "−<0.1%"}, func(l *Locale) string { return l.Signed(n("-0.0004"), 1) }},
		{"tiny above zero", each{"<0.1%", "<0.1%", "<0.1%"}, func(l *Locale) string { return l.Signed(n("0.0004"), 1) }},
		{"tiny level below zero", each{"−<0.1%", "−<0.1%", "−<0.1%"}, func(l *Locale) string { return l.Percent(n("-0.0002"), 1) }},
		{"tiny points below zero", each{"−<0.1 pp", "−<0.1個百分點", "−<0.1个百分点"}, func(l *Locale) string { return l.Points(n("-0.0004"), 1, true) }},
		{"tiny magnitude", each{"<0.1 percentage points", "<0.1個百分點", "<0.1个百分点"}, func(l *Locale) string { return l.SayPoints(n("-0.0004"), 1, false) }},
		{"tiny, none", each{"<1%", "<1%", "<1%"}, func(l *Locale) string { return l.Percent(n("0.004"), 0) }},
		{"tiny points", each{"<0.1 pp", "<0.1個百分點", "<0.1个百分点"}, func(l *Locale) string { return l.Points(n("0.0004"), 1, true) }},
		{"zero", each{"0.0%", "0.0%", "0.0%"}, func(l *Locale) string { return l.Signed(num.Zero(), 1) }},
		{"rise", each{"+3.0%", "+3.0%", "+3.0%"}, func(l *Locale) string { return l.Signed(n("0.03"), 1) }},
		{"fall", each{"−3.0%", "−3.0%", "−3.0%"}, func(l *Locale) string { return l.Signed(n("-0.03"), 1) }},
		{"points", each{"+2.5 pp", "+2.5個百分點", "+2.5个百分点"}, func(l *Locale) string { return l.Points(n("0.025"), 1, true) }},
		{"points, unsigned", each{"2.5 pp", "2.5個百分點", "2.5个百分点"}, func(l *Locale) string { return l.Points(n("0.025"), 1, false) }},
		{"whole", each{"120%", "120%", "120%"}, func(l *Locale) string { return l.SayPercent(n("1.2"), 1) }},
		{"rounded", each{"120.0%", "120.0%", "120.0%"}, func(l *Locale) string { return l.SayPercent(n("1.20004"), 1) }},
		{"signed", each{"+20%", "+20%", "+20%"}, func(l *Locale) string { return l.SaySigned(n("0.2"), 1) }},
		{"signed number", each{"+1,234", "+1,234", "+1,234"}, func(l *Locale) string { return l.SignedNumber(n("1234"), 0) }},
		{"missed", each{"99.96%", "99.96%", "99.96%"}, func(l *Locale) string { return l.Attainment(n("0.9996"), false, 1) }},
		{"missed by little", each{"<100%", "<100%", "<100%"}, func(l *Locale) string { return l.Attainment(n("0.99999999999999"), false, 1) }},
		{"met", each{"100.0%", "100.0%", "100.0%"}, func(l *Locale) string { return l.Attainment(n("1.0004"), true, 1) }},
		{"said", each{"99.96%", "99.96%", "99.96%"}, func(l *Locale) string { return l.SayAttainment(n("0.9996"), false, 1) }},
		{"no attainment", each{"–", "–", "–"}, func(l *Locale) string { return l.SayAttainment(num.Num{}, false, 1) }},
	} {
		c.want.check(t, ls, c.what, c.got)
	}
}

func TestMoney(t *testing.T) {
	ls := built(t)
	for _, c := range []struct {
		what string
		want each
		got  func(*Locale) string
	}{
		{"unit", each{"USD m", "億美元", "亿美元"}, func(l *Locale) string { return l.MoneyUnit("USD", l.ScaleFor(n("343256700"))) }},
		{"unit 萬", each{"USD m", "萬美元", "万美元"}, func(l *Locale) string { return l.MoneyUnit("USD", l.ScaleFor(n("-3432567"))) }},
		{"unit k", each{"RMB k", "萬元", "万元"}, func(l *Locale) string { return l.MoneyUnit("CNY", l.ScaleFor(n("10000"))) }},
		{"no scale", each{"RMB", "元", "元"}, func(l *Locale) string { return l.MoneyUnit("CNY", l.ScaleFor(n("9999.99"))) }},
		{"no amount", each{"RMB", "元", "元"}, func(l *Locale) string { return l.MoneyUnit("CNY", l.ScaleFor(num.Num{})) }},
		{"TWD", each{"TWD m", "新臺幣萬元", "新台币万元"}, func(l *Locale) string { return l.MoneyUnit("TWD", l.ScaleFor(n("3432567"))) }},
		{"CHF", each{"CHF m", "CHF 萬", "CHF 万"}, func(l *Locale) string { return l.MoneyUnit("CHF", l.ScaleFor(n("3432567"))) }},
		{"label", each{"USD 3.43m", "343.26萬美元", "343.26万美元"}, func(l *Locale) string {
			return l.Money(n("3432567"), "USD", l.ScaleFor(n("3432567")), -1)
		}},
		{"change", each{"USD +0.74m", "+74.00萬美元", "+74.00万美元"}, func(l *Locale) string {
			return l.SignedMoney(n("740000"), "USD", l.ScaleFor(n("3432567")), -1)
		}},
		{"absent", each{"–", "–", "–"}, func(l *Locale) string { return l.MoneyLong(num.Num{}, "USD", Scale{}, -1) }},
		{"bn", each{"USD 2.15bn", "21.50億美元", "21.50亿美元"}, func(l *Locale) string {
			return l.Money(n("2150000000"), "USD", l.ScaleFor(n("2150000000")), -1)
		}},
		{"long", each{"USD 3.43 million", "343萬美元", "343万美元"}, func(l *Locale) string {
			return l.MoneyLong(n("3430000"), "USD", l.ScaleFor(n("3430000")), -1)
		}},
		{"long, rounded", each{"USD 3.43 million", "343.26萬美元", "343.26万美元"}, func(l *Locale) string {
			return l.MoneyLong(n("3432567"), "USD", l.ScaleFor(n("3432567")), -1)
		}},
		{"written out", each{"RMB 12,500", "1.25萬元", "1.25万元"}, func(l *Locale) string {
			return l.MoneyLong(n("12500"), "CNY", l.ScaleFor(n("12500")), -1)
		}},
		{"small", each{"RMB 350", "350元", "350元"}, func(l *Locale) string { return l.MoneyLong(n("350"), "CNY", Scale{}, -1) }},
		{"cents", each{"RMB 350.50", "350.50元", "350.50元"}, func(l *Locale) string { return l.MoneyLong(n("350.5"), "CNY", Scale{}, -1) }},
		{"below zero", each{"RMB −0.05 million", "−5萬元", "−5万元"}, func(l *Locale) string {
			return l.MoneyLong(n("-50000"), "CNY", l.ScaleFor(n("1000000")), -1)
		}},
		{"foreign scale", each{"USD 3,432,567.00", "3,432,567.00美元", "3,432,567.00美元"}, func(l *Locale) string {
			return l.Money(n("3432567"), "USD", Scale{5}, -1)
		}},
		{"1,020萬", each{"RMB 10.20 million", "1,020萬元", "1,020万元"}, func(l *Locale) string {
			return l.MoneyLong(n("10200000"), "CNY", l.ScaleFor(n("12150000")), -1)
		}},
	} {
		c.want.check(t, ls, c.what, c.got)
	}
}

func TestFigure(t *testing.T) {
	ls := built(t)
	usd := func(l *Locale) Format {
		return Format{Unit: money, Currency: "USD", Decimals: -1, Scale: l.ScaleFor(n("3500000"))}
	}
	of := func(unit string) Format { return Format{Unit: unit, Decimals: -1} }
	for _, c := range []struct {
		what string
		want each
		got  func(*Locale) string
	}{
		{"money", each{"3.43", "343.26", "343.26"}, func(l *Locale) string { return l.Figure(n("3432567"), usd(l)) }},
		{"money change", each{"−0.07", "−6.74", "−6.74"}, func(l *Locale) string { return l.Change(n("-67433"), usd(l)) }},
		{"money, said", each{"USD 3.43 million", "343.26萬美元", "343.26万美元"}, func(l *Locale) string { return l.Say(n("3432567"), usd(l)) }},
		{"change, said", each{"USD 0.07 million", "6.74萬美元", "6.74万美元"}, func(l *Locale) string { return l.SayChange(n("-67433"), usd(l), false) }},
		{"money, in full", each{"3,432,567", "3,432,567", "3,432,567"}, func(l *Locale) string { return l.InFull(n("3432567"), usd(l)) }},
		{"cents, in full", each{"3,430,000.25", "3,430,000.25", "3,430,000.25"}, func(l *Locale) string { return l.InFull(n("3430000.25"), usd(l)) }},
		{"money that is so", each{"", "", ""}, func(l *Locale) string { return l.InFull(n("3430000"), usd(l)) }},
		{"percent, in full", each{"18.456%", "18.456%", "18.456%"}, func(l *Locale) string { return l.InFull(n("0.18456"), of(percent)) }},
		{"a third", each{"", "", ""}, func(l *Locale) string { return l.InFull(n("1").Div(n("3")), of(percent)) }},
		{"nothing", each{"", "", ""}, func(l *Locale) string { return l.InFull(num.Num{}, of(percent)) }},
		{"count", each{"1,234", "1,234", "1,234"}, func(l *Locale) string { return l.Figure(n("1234"), of(count)) }},
		{"count change", each{"+3", "+3", "+3"}, func(l *Locale) string { return l.Change(n("3"), of(count)) }},
		{"percent", each{"18.5%", "18.5%", "18.5%"}, func(l *Locale) string { return l.Figure(n("0.185"), of(percent)) }},
		{"percent change", each{"+2.5 pp", "+2.5個百分點", "+2.5个百分点"}, func(l *Locale) string { return l.Change(n("0.025"), of(percent)) }},
		{"percent, said", each{"18%", "18%", "18%"}, func(l *Locale) string { return l.Say(n("0.18"), of(percent)) }},
		{"points, said", each{"−1 percentage point", "−1個百分點", "−1个百分点"}, func(l *Locale) string { return l.SayChange(n("-0.01"), of(percent), true) }},
		{"duration", each{"3.4", "3.4", "3.4"}, func(l *Locale) string { return l.Figure(n("3.4"), of(duration)) }},
		{"index", each{"104.0", "104.0", "104.0"}, func(l *Locale) string { return l.Figure(n("104"), of(index)) }},
		{"index, said", each{"104", "104", "104"}, func(l *Locale) string { return l.Say(n("104"), of(index)) }},
		{"none", each{"3.5", "3.5", "3.5"}, func(l *Locale) string { return l.Figure(n("3.5"), of("none")) }},
		{"absent", each{"–", "–", "–"}, func(l *Locale) string { return l.Change(num.Num{}, of(count)) + l.Say(num.Num{}, of(count))[3:] }},
		{"decimals", each{"3.433", "343.257", "343.257"}, func(l *Locale) string { f := usd(l); f.Decimals = 3; return l.Figure(n("3432567"), f) }},
		{"heads", each{"USD m||", "萬美元||", "万美元||"}, func(l *Locale) string {
			return l.Unit(usd(l)) + "|" + l.Unit(of(percent)) + "|" + l.Unit(of(count))
		}},
		{"count change, said", each{"+3 deals", "+3deals", "+3deals"}, func(l *Locale) string {
			return l.SayChange(n("3"), Format{Unit: count, Decimals: -1, Measure: "deals"}, true)
		}},
		{"absent change", each{"–", "–", "–"}, func(l *Locale) string { return l.SayChange(num.Num{}, of(count), false) }},
		{"days", each{"3.4", "3.4", "3.4"}, func(l *Locale) string { return l.SayChange(n("-3.4"), of(duration), false) }},
		{"measured", each{"20 deals", "20deals", "20deals"}, func(l *Locale) string {
			return l.Say(n("20"), Format{Unit: count, Decimals: -1, Measure: "deals"})
		}},
		{"apart", each{"3.498", "349.80", "349.80"}, func(l *Locale) string {
			return l.Figure(n("3498000"), l.Apart(n("3498000"), n("3500000"), usd(l)))
		}},
		{"apart, and their gap not zero", each{"3.4949 0.0002", "349.49 0.02", "349.49 0.02"}, func(l *Locale) string {
			f := l.Apart(n("3494900"), n("3495100"), usd(l))
			return l.Figure(n("3494900"), f) + " " + l.Figure(n("200"), f)
		}},
		{"apart in any case", each{"3.43", "343.00", "343.00"}, func(l *Locale) string {
			return l.Figure(n("3430000"), l.Apart(n("3430000"), n("3500000"), usd(l)))
		}},
		{"alike", each{"3.50", "350.00", "350.00"}, func(l *Locale) string {
			return l.Figure(n("3500000"), l.Apart(n("3500000"), n("3500000"), usd(l)))
		}},
	} {
		c.want.check(t, ls, c.what, c.got)
	}
}

// random is a number as archives have them: up to twelve digits before the
// point and four behind, or a quotient.
func random(r *rand.Rand) num.Num {
	c := r.Int64N(int64(powers[1+r.IntN(15)]))
	if r.IntN(3) == 0 {
		c = -c
	}
	if r.IntN(4) == 0 {
		return num.Int(c).Div(num.Int(1 + r.Int64N(1_000_000)))
	}
	return num.Dec(c, r.IntN(5))
}

// The digits are those of CLDR as bojanz/currency writes them, on 100,000
// numbers in each language.
func TestAgainstCLDR(t *testing.T) {
	ls := built(t)
	r := rand.New(rand.NewPCG(1, 2))
	for _, tag := range tags {
		f := currency.NewFormatter(currency.NewLocale(tag))
		f.CurrencyDisplay = currency.DisplayNone
		for range 100_000 {
			x, d := random(r), r.IntN(5)
			rounded := x.Fixed(d)
			amount, err := currency.NewAmount(x.Round(9).Fixed(9), "USD")
			if err != nil {
				t.Fatal(err)
			}
			if !x.Round(9).Equal(x) { // bojanz holds no quotients
				amount, _ = currency.NewAmount(rounded, "USD")
			}
			f.MinDigits, f.MaxDigits = uint8(d), uint8(d)
			want := strings.Replace(f.Format(amount), "-", minus, 1)
			if strings.Trim(want, minus+"0.") == "" {
				want = strings.TrimPrefix(want, minus) // no −0
			}
			if got := ls[tag].Number(x, d); got != want {
				t.Fatalf("%s at %d in %s: %q, want %q", x, d, tag, got, want)
			}
		}
	}
}

// Number says what num.Fixed says, with groups; FuzzNumber feeds it the
// neighbourhood of ties, where floats cannot tell.
func roundTrip(t *testing.T, l *Locale, x num.Num, decimals int) {
	t.Helper()
	got := l.Number(x, decimals)
	plain := strings.NewReplacer(",", "", minus, "-").Replace(got)
	if want := x.Fixed(decimals); plain != want {
		t.Fatalf("%s at %d: %q, want %q", x, decimals, got, want)
	}
	back, err := num.Parse(plain)
	if err == nil && !back.Equal(x.Round(decimals)) {
		t.Fatalf("%s at %d: %q reads as %s", x, decimals, got, back)
	}
	if got := l.Percent(x, decimals); strings.Contains(got, "<") {
		if strings.HasPrefix(got, minus) != (x.Sign() < 0) || x.IsZero() {
			t.Fatalf("%s in percent at %d: %q has the wrong sign", x, decimals, got)
		}
	} else {
		if want := strings.ReplaceAll(x.Mul(num.Int(100)).Fixed(decimals), "-", minus); strings.ReplaceAll(got, ",", "") != want+"%" {
			t.Fatalf("%s in percent at %d: %q, want %q", x, decimals, got, want)
		}
	}
	scaled := x.Mul(num.Dec(1, 6)).Fixed(decimals)
	if got := l.plain(x, -6, decimals, negative); strings.NewReplacer(",", "", minus, "-").Replace(got) != scaled {
		t.Fatalf("%s in millions at %d: %q, want %q", x, decimals, got, scaled)
	}
}

func TestRoundTrip(t *testing.T) {
	en := built(t)["en"]
	r := rand.New(rand.NewPCG(3, 4))
	for range 50_000 {
		roundTrip(t, en, random(r), r.IntN(7))
	}
}

func FuzzNumber(f *testing.F) {
	f.Add(int64(5), int64(100), 1)
	f.Add(int64(1<<62), int64(3), 0)
	f.Add(int64(-4), int64(100), 1)
	f.Add(int64(109951162777550), int64(200), 0)
	f.Add(int64(999999999995), int64(1000000), 5)
	ls, _, err := LoadAll(layouts.FS)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, a, b int64, decimals int) {
		if b == 0 || decimals < 0 || decimals > 9 {
			return
		}
		x := num.Rat(big.NewRat(a, b))
		roundTrip(t, ls["en"], x, decimals)
		// a tie, and its closest neighbours that a decimal of 18 places tells apart
		tie := x.Round(decimals).Add(num.Dec(5, decimals+1))
		for _, off := range []num.Num{num.Zero(), num.Dec(1, 18), num.Dec(-1, 18)} {
			roundTrip(t, ls["en"], tie.Add(off), decimals)
		}
	})
}

var sink string

func BenchmarkNumber(b *testing.B) {
	l := built(b)["en"]
	ratio := num.Int(3432567).Div(num.Int(3500000))
	third := num.Int(1).Div(num.Int(3))
	for name, f := range map[string]func(){
		"decimal":   func() { sink = l.Number(n1, 2) },
		"count":     func() { sink = l.Number(n2, 0) },
		"tie":       func() { sink = l.Number(n3, 1) },
		"percent":   func() { sink = l.Percent(ratio, 1) },
		"quotient":  func() { sink = l.Percent(third, 1) },
		"money":     func() { sink = l.Money(n1, "USD", Scale{6}, -1) },
		"moneyLong": func() { sink = l.MoneyLong(n1, "USD", Scale{6}, -1) },
		"points":    func() { sink = l.Points(third, 1, true) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
	b.Run("bojanz", func(b *testing.B) {
		b.ReportAllocs()
		f := currency.NewFormatter(currency.NewLocale("en"))
		f.CurrencyDisplay, f.MaxDigits = currency.DisplayNone, 2
		for b.Loop() {
			a, _ := currency.NewAmount("3432567.89", "USD")
			sink = f.Format(a)
		}
	})
}

var n1, n2, n3 = num.Dec(343256789, 2), num.Int(1234567), num.Dec(25, 2)

func BenchmarkT(b *testing.B) {
	l := built(b)["zh-Hant"]
	b.ReportAllocs()
	for b.Loop() {
		sink = l.T("table.on_period", "period", "2020年5月")
	}
}

func BenchmarkLoadAll(b *testing.B) {
	for b.Loop() {
		if _, _, err := LoadAll(layouts.FS); err != nil {
			b.Fatal(err)
		}
	}
}
