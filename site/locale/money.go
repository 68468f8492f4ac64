package locale

import (
	"strings"

	"almanac/site/num"
)

// A Scale is the power of ten that amounts are shown in: Scale{6} is millions.
// The zero Scale shows them as they are. One table or sentence has one scale
// for a metric, chosen with [Locale.ScaleFor] from its largest amount.
type Scale struct{ Power int }

// scale is a Scale in a language.
type scale struct {
	Scale
	from        num.Num // the least amount that it is chosen for
	decimals    int
	short, long string // "m", "million"; without long sentences write the number out
}

// ScaleFor chooses the scale for amounts up to max: in English none, then k
// from 10,000, m from a million, bn from a billion; in Chinese none, 萬 from
// 10,000, 億 from 100 million.
func (l *Locale) ScaleFor(max num.Num) Scale {
	max = max.Abs()
	var chosen Scale
	for i := range l.cat.scales {
		if max.Cmp(l.cat.scales[i].from) >= 0 && max.Present() {
			chosen = l.cat.scales[i].Scale
		}
	}
	return chosen
}

// in is s in the language of l. A scale that the language does not have is
// none, so that an amount is never shown without the word for its scale.
func (l *Locale) in(s Scale) scale {
	for _, known := range l.cat.scales {
		if known.Power == s.Power {
			return known
		}
	}
	return scale{decimals: 2}
}

// Step is the least difference by which two amounts print differently in sentences
// in a format of money: one in the last place.
func (l *Locale) Step(f Format) num.Num {
	sc := l.in(f.Scale)
	switch d := l.decimals(f) - sc.Power; {
	case sc.long == "" && sc.Power > 0: // written out
		return num.Int(1)
	case d >= -maxShift && d <= maxShift:
		return power(-d)
	}
	return num.Num{}
}

// maxShift is the greatest power of ten that a machine word holds.
const maxShift = 18

// ScaleDecimals is how many decimals amounts have in a scale unless their
// metric says otherwise.
func (l *Locale) ScaleDecimals(s Scale) int { return l.in(s).decimals }

// MoneyUnit is the unit of a table's column: USD m, 萬美元; USD, 美元 without a
// scale. currency is an ISO 4217 code.
func (l *Locale) MoneyUnit(currency string, s Scale) string {
	return strings.TrimSpace(l.currency(currency, l.in(s).short))
}

// Money prints an amount with its currency, as short as a label needs it:
// USD 3.43m, 343.0萬美元. Decimals below zero are the scale's own.
func (l *Locale) Money(n num.Num, currency string, s Scale, decimals int) string {
	return l.money(n, currency, s, decimals, negative)
}

// SignedMoney is Money with a plus before what prints above zero.
func (l *Locale) SignedMoney(n num.Num, currency string, s Scale, decimals int) string {
	return l.money(n, currency, s, decimals, both)
}

func (l *Locale) money(n num.Num, currency string, s Scale, decimals int, sg sign) string {
	if !n.Present() {
		return l.absent
	}
	sc := l.in(s)
	if decimals < 0 {
		decimals = sc.decimals
	}
	return l.currency(currency, l.plain(n, -sc.Power, decimals, sg)+sc.short)
}

// MoneyLong prints an amount as sentences have it: USD 3.43 million, 343萬美元,
// RMB 12,500. Decimals below zero are the scale's own.
func (l *Locale) MoneyLong(n num.Num, currency string, s Scale, decimals int) string {
	return l.moneyLong(n, currency, s, decimals, negative)
}

func (l *Locale) moneyLong(n num.Num, currency string, s Scale, decimals int, sg sign) string {
	if !n.Present() {
		return l.absent
	}
	sc := l.in(s)
	if decimals < 0 {
		decimals = sc.decimals
	}
	if sc.long == "" && sc.Power > 0 { // written out
		return l.currency(currency, l.plain(n, 0, 0, sg))
	}
	if sc.Power == 0 || !l.fixedMoney {
		decimals = trimmed(n, -sc.Power, decimals)
	}
	amount := l.plain(n, -sc.Power, decimals, sg)
	if sc.long != "" {
		amount = l.text("money.long", "n", amount, "scale", sc.long)
	}
	return l.currency(currency, amount)
}

// currency puts an amount into the words of a currency; without one it stands
// alone.
func (l *Locale) currency(code, amount string) string {
	if code == "" {
		return amount
	}
	m := l.table.find("currency." + code)
	if m == nil {
		return l.text("currency.any", "code", code, "amount", amount)
	}
	return m.forms[0].expand([]string{"amount", amount})
}
