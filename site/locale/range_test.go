package locale

import "testing"

// A range below zero is written out: a dash would stand before a minus.
func TestRangesBelowZero(t *testing.T) {
	ls := built(t)
	for _, c := range []struct {
		from, to string
		f        Format
		en, zh   string
	}{
		{"-1424", "-1406", Format{Unit: count}, "−1,424 to −1,406", "−1,424至−1,406"},
		{"-5", "8", Format{Unit: count}, "−5 to 8", "−5至8"},
		{"5", "8", Format{Unit: count}, "5–8", "5至8"},
		{"-0.04", "0.03", Format{Unit: percent, Decimals: 1}, "−4% to 3%", "−4%至3%"},
		{"-2000000", "3000000", Format{Unit: money, Decimals: -1, Scale: ls["en"].ScaleFor(n("3000000"))}, "−2.00 to 3.00 million", ""},
	} {
		if got := ls["en"].SayRange(n(c.from), n(c.to), c.f); got != c.en {
			t.Errorf("%s, want %s", got, c.en)
		}
		if got := ls["zh-Hant"].SayRange(n(c.from), n(c.to), c.f); c.zh != "" && got != c.zh {
			t.Errorf("%s, want %s", got, c.zh)
		}
	}
}

// An amount without a currency stands alone; a name in Latin letters does not
// run into the number behind it, marked or not.
func TestValuesStandApart(t *testing.T) {
	ls := built(t)
	for _, l := range []string{"en", "zh-Hant", "zh-Hans"} {
		if got := ls[l].MoneyLong(n("120"), "", Scale{}, 0); got != "120" {
			t.Errorf("%s: %q", l, got)
		}
	}
	for name, want := range map[string]string{"heads": "heads 120。", "銷售額": "銷售額120。", "E1": "E1 120。", "2月sales": "2月sales 120。", "مبيعات": "مبيعات 120。"} {
		if got := ls["zh-Hant"].T("message.value", "subject", name, "actual", "120", "n", 1); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := ls["zh-Hant"].T("message.value", "subject", "heads", "actual", "\x01−5\x020\x03", "n", 1); got != "heads \x01−5\x020\x03。" {
		t.Errorf("%q", got)
	}
}

// A cell whose amount is not zero and would print so says less than one in the
// last place; zero itself is zero.
func TestCellsBelowTheLastPlace(t *testing.T) {
	l := built(t)["zh-Hant"]
	wan := Format{Unit: money, Currency: "USD", Decimals: 2, Scale: l.ScaleFor(n("20000"))}
	for value, want := range map[string]string{"10": "<0.01", "-10": "−<0.01", "0": "0.00", "50": "0.01", "-49.99": "−<0.01", "20000": "2.00"} {
		if got := l.Figure(n(value), wan); got != want {
			t.Errorf("%s: %s, want %s", value, got, want)
		}
	}
	if got := l.Change(n("10"), wan); got != "<0.01" {
		t.Error(got)
	}
	if got := l.Change(n("0.04"), Format{Unit: count, Decimals: 1}); got != "<0.1" {
		t.Error(got)
	}
}
