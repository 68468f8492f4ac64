package locale

import (
	"strings"
	"testing"

	"almanac/site/num"
)

// The sentences of domain.md §3.11 that the catalogues hold, put together as
// narrative does, letter for letter.

// cny is how domain.md prints its examples: one scale for a sentence, chosen
// from its largest amount.
func cny(l *Locale, largest string) Format {
	return Format{Unit: money, Currency: "CNY", Decimals: -1, Scale: l.ScaleFor(n(largest))}
}

var share = Format{Unit: percent, Decimals: 1}

// sales is the subject "October sales".
func sales(l *Locale, month int) string {
	return l.T("subject.period", "period", l.months[month-1], "metric", l.Label(l.T("metric_name.revenue")))
}

func attainment(l *Locale, key, actual, target string) string {
	f, a, b := cny(l, target), n(actual), n(target)
	over := a.Div(b).Sub(num.Int(1))
	return l.T(key, "n", 2, "subject", sales(l, 10), "actual", l.Say(a, f), "target", l.Say(b, f),
		"rate", l.SayAttainment(a.Div(b), over.Sign() >= 0, 1), "points", l.SayPoints(over, 1, false), "gap", l.SayChange(a.Sub(b), f, false))
}

func TestAttainmentSentences(t *testing.T) {
	ls := built(t)
	each{"October sales were RMB 1.20 million, 120% of the RMB 1.00 million target, 20 percentage points above it.",
		"10月銷售額120萬元，達成目標（100萬元）的120%，超額20個百分點。",
		"10月销售额120万元，达成目标（100万元）的120%，超额20个百分点。",
	}.check(t, ls, "M-ATT-MET (TV-01)", func(l *Locale) string { return attainment(l, "message.att_met", "1200000", "1000000") })
	each{"October sales were RMB 0.85 million, 85% of the RMB 1.00 million target, 15 percentage points or RMB 0.15 million short.",
		"10月銷售額85萬元，達成目標（100萬元）的85%，低15個百分點，差額15萬元。",
		"10月销售额85万元，达成目标（100万元）的85%，低15个百分点，差额15万元。",
	}.check(t, ls, "M-ATT-MISS (TV-02)", func(l *Locale) string { return attainment(l, "message.att_miss", "850000", "1000000") })
	ratio := func(key, metric, actual, target string) func(*Locale) string {
		return func(l *Locale) string {
			a, b := n(actual), n(target)
			return l.T(key, "n", 1, "subject", l.T("subject.rate", "metric", l.Label(l.T("metric_name."+metric))),
				"actual", l.Say(a, share), "target", l.Say(b, share), "gap", l.SayChange(a.Sub(b), share, false))
		}
	}
	each{"The conversion rate was 18%, 3 percentage points above the 15% target.",
		"客戶轉化率為18%，高於目標（15%）3個百分點。", "客户转化率为18%，高于目标（15%）3个百分点。",
	}.check(t, ls, "M-ATT-RATIO", ratio("message.att_ratio_above", "conversion", "0.18", "0.15"))
	each{"The churn rate was 6%, 1 percentage point above the 5% ceiling (unfavourable).",
		"客戶流失率為6%，高於上限目標（5%）1個百分點（不利）。", "客户流失率为6%，高于上限目标（5%）1个百分点（不利）。",
	}.check(t, ls, "M-ATT-LOWER (TV-15)", ratio("message.att_lower_above", "churn_rate", "0.06", "0.05"))
	each{"The conversion rate was 12%, 3 percentage points below the 15% target.",
		"客戶轉化率為12%，低於目標（15%）3個百分點。", "客户转化率为12%，低于目标（15%）3个百分点。",
	}.check(t, ls, "below", ratio("message.att_ratio_below", "conversion", "0.12", "0.15"))
}

func TestPlainSentences(t *testing.T) {
	ls := built(t)
	each{"Quarterly data are incomplete: 2 of 3 months.", "季度數據不完整：3個月中已有2個月。", "季度数据不完整：3个月中已有2个月。"}.check(t, ls, "M-MISSING", func(l *Locale) string {
		return l.T("message.missing", "grain", l.T("grain_of.quarterly"), "coverage", l.T("coverage.monthly", "n", 3, "have", 2, "need", 3))
	})
	reason := each{"returns netted", "退貨沖減", "退货冲减"}
	each{"September sales were restated from RMB 0.95 million to RMB 0.93 million (returns netted).",
		"9月銷售額由95萬元更正為93萬元（退貨沖減）。", "9月销售额由95万元更正为93万元（退货冲减）。",
	}.check(t, ls, "M-RESTATED", func(l *Locale) string {
		f := cny(l, "1000000")
		return l.T("message.restated", "n", 2, "subject", sales(l, 9), "old", l.Say(n("950000"), f), "new", l.Say(n("930000"), f),
			"reason", reason[map[string]int{"en": 0, "zh-Hant": 1, "zh-Hans": 2}[l.Tag]])
	})
	each{"October sales were RMB 1.50 million: +20% on the previous month, +35% on a year earlier.",
		"10月銷售額150萬元：較上月+20%，較去年同期+35%。", "10月销售额150万元：较上月+20%，较去年同期+35%。",
	}.check(t, ls, "TV-04, in plain numbers", func(l *Locale) string {
		return l.T("message.change_both", "n", 2, "subject", sales(l, 10), "actual", l.Say(n("1500000"), cny(l, "1500000")),
			"previous", l.SaySigned(n("0.2"), 1), "on_previous", l.T("on_previous.monthly"),
			"year_ago", l.SaySigned(n("0.35"), 1), "on_year_ago", l.T("on_year_ago.monthly"))
	})
	each{"October sales were RMB 1.50 million; no target was set.", "10月銷售額150萬元，未設目標。", "10月销售额150万元，未设目标。"}.check(t, ls, "no target", func(l *Locale) string {
		return l.T("message.no_target", "n", 2, "subject", sales(l, 10), "actual", l.Say(n("1500000"), cny(l, "1500000")))
	})
}

// The generator's words never state a cause (domain.md §3.9).
func TestNoCauses(t *testing.T) {
	ls := built(t)
	banned := []string{"因為", "由於", "因此", "導致", "源於", "歸功", "得益於", "受益於", "拉動", "帶動", "推動", "促使", "使得", "從而", "所以",
		"因为", "由于", "导致", "源于", "归功", "得益于", "受益于", "拉动", "带动", "推动", "从而",
		"because", "due to", "driven by", "thanks to", "owing to", "led to", "caused", "as a result", "result of", "attributable", "fuelled", "boosted by", "helped by", "hurt by"}
	for _, tag := range tags {
		for _, key := range ls[tag].Keys() {
			for _, f := range ls[tag].cat.messages[key].forms {
				for _, word := range banned {
					if f != nil && contains(f.lit, word) {
						t.Errorf("%s, %s says %q", tag, key, word)
					}
				}
			}
		}
	}
}

func contains(lits []string, word string) bool {
	for _, s := range lits {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}
