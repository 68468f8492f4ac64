package check_test

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/check"
	"almanac/site/report"
)

// claimsIn are the claims that a text makes of the last of some months, as in
// "C201 right", by their places. Each month is the values of metrics in the order of
// names, the last of which is followed by those of its targets.
func claimsIn(t *testing.T, config, names string, months []string, lang, text string) []string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "-- config.toml --\ntitle = \"T\"\nlanguages = [\"zh-Hant\", \"zh-Hans\", \"en\"]\nas_of = 2023-12-31\n%s", config)
	for i, month := range months {
		name, values, _ := strings.Cut(month, ": ")
		fmt.Fprintf(&b, "-- content/%s.md --\n+++\nlang = %q\n", name, lang)
		for k, v := range strings.Fields(values) {
			actual, target, has := strings.Cut(v, ";")
			fmt.Fprintf(&b, "[metrics.%s]\nactual = %q\n", strings.Fields(names)[k], actual)
			if has {
				fmt.Fprintf(&b, "target = %q\n", target)
			}
		}
		b.WriteString("+++\n")
		if i == len(months)-1 {
			b.WriteString(text + "\n")
		}
	}
	_, in := example(t, b.String())
	var list []string
	reader := check.NewClaimReader(in)
	for _, r := range in.Archive.Reports {
		for _, c := range reader.Of(r) {
			if c.Code != "" {
				list = append(list, c.Code+map[check.Verdict]string{check.Right: " right", check.Wrong: " wrong", check.Unresolved: " ?"}[c.Verdict])
			}
		}
	}
	return list
}

// guide is the metrics of domain.md's examples.
const guide = `[metrics.revenue]
label = { en = "Sales", zh-Hant = "銷售額", zh-Hans = "销售额" }
kind = "flow"
unit = "money"
core = true
[metrics.new_customers]
label = { en = "New customers", zh-Hant = "新客戶", zh-Hans = "新客户" }
kind = "flow"
unit = "count"
[metrics.conversion]
label = { en = "Conversion", zh-Hant = "轉化率", zh-Hans = "转化率" }
aliases = { en = ["conversion rate"], zh-Hant = ["客戶轉化率"], zh-Hans = ["客户转化率"] }
kind = "ratio"
unit = "percent"
num = "deals"
den = "leads"
[metrics.deals]
label = { en = "Deals", zh-Hant = "成交數", zh-Hans = "成交数" }
[metrics.leads]
label = { en = "Leads", zh-Hant = "線索", zh-Hans = "线索" }
[metrics.margin]
label = { en = "Margin", zh-Hant = "利潤率", zh-Hans = "利润率" }
kind = "ratio"
unit = "percent"
[metrics.churn]
label = { en = "Churn", zh-Hant = "流失率", zh-Hans = "流失率" }
aliases = { en = ["churn rate"], zh-Hant = ["客戶流失率"], zh-Hans = ["客户流失率"] }
kind = "ratio"
unit = "percent"
direction = "down"
[metrics.repurchase]
label = { en = "Repurchase rate", zh-Hant = "復購率", zh-Hans = "复购率" }
kind = "ratio"
unit = "percent"
`

// The numeric sentences of domain.md: §1, §3.11, §4.5, §8.
func TestDomainSentences(t *testing.T) {
	growth := func(now string) []string { return []string{"2023-09: 100萬元 40", "2023-10: " + now + "萬元 60"} }
	tv4 := []string{"2022-10: 1000000", "2023-09: 1125000", "2023-10: 1350000"} // +20 %, +35 %
	tv6 := []string{"2023-08: 100萬元", "2023-09: 95萬元", "2023-10: 90萬元"}
	eighth := []string{"2023-09: 1000", "2023-10: 1125"} // +12.5 %
	conversion := func(then, now string) []string { return []string{"2023-09: " + then, "2023-10: " + now} }
	for _, c := range []struct {
		names  string
		months []string
		text   string
		want   string
	}{
		// R-2.2.1-9
		{"revenue new_customers", growth("115"), "銷售額較上月增長15%，新客戶增加20個。", "C201 right, C203 right"},
		{"revenue new_customers", growth("112"), "銷售額較上月增長15%，新客戶增加20個。", "C201 wrong, C203 right"},
		{"revenue new_customers", growth("115"), "Sales grew 15% MoM, new customers rose by 20.", "C201 right, C203 right"},
		// The shapes of §4.5
		{"margin", conversion("20/100", "15/100"), "利潤率下降5個百分點。", "C202 right"},
		{"margin", conversion("20/100", "18/100"), "利潤率下降5個百分點。", "C202 wrong"},
		{"conversion", conversion("10/100", "18/100"), "轉化率從10%提升至18%。", "C204 right"},
		{"conversion", conversion("12/100", "18/100"), "轉化率從10%提升至18%。", "C204 wrong"},
		{"churn", conversion("42/1000", "31/1000"), "Churn fell from 4.2% to 3.1%.", "C204 right"},
		{"conversion", conversion("11/100", "10/100"), "轉化率穩定在10%。", "C205 right"},
		{"revenue", tv4, "銷售額135萬元，環比增長20%，同比增長35%。", "C205 right, C201 right, C201 right"},
		{"revenue", tv4, "銷售額較上月顯著增長。", "C212 right"},
		{"revenue", []string{"2023-09: 100萬元", "2023-10: 102萬元"}, "銷售額較上月顯著增長。", "C212 wrong"}, // R-4.1.2-4
		{"revenue", []string{"2023-10: 120萬元;100萬元"}, "達成率120%。", "C206 right"},                // TV-01
		{"revenue", []string{"2023-10: 85萬元;100萬元"}, "完成目標的85%。", "C206 right"},                // TV-02
		{"revenue", []string{"2023-10: 120萬元;100萬元"}, "超額完成20個百分點。", "C206 right"},
		{"revenue", []string{"2023-10: 120萬元;100萬元"}, "目標為銷售額100萬元。", "C214 right"},
		{"revenue", []string{"2023-10: 100萬元"}, "50條線索中簽下8單，轉化率16%。", "C207 right"},
		{"conversion revenue", []string{"2023-10: 1/100 100萬元"}, "展會帶來50條線索，簽下8單，轉化率16%。", "C207 right"},
		{"conversion", conversion("1/100", "1/100"), "線上30條線索，簽下5單，轉化率17%。", "C207 right"}, // TV-03, C-11
		{"conversion", conversion("1/100", "1/100"), "線上30條線索，簽下5單，轉化率17.0%。", "C207 wrong"},
		{"conversion", conversion("1/100", "1/100"), "線上30條線索，簽下5單，轉化率16.6%。", "C207 wrong"},
		{"conversion", conversion("1/100", "1/100"), "40條線索，簽下6單，轉化率15%。", "C207 right"},      // TV-25
		{"conversion", conversion("1/100", "15/100"), "新員工轉化率僅為8%，低於團隊平均的15%。", "C213 right"}, // R-4.3.1-1
		// TV-04, R-4.1.1-1
		{"revenue", tv4, "銷售額環比增長兩成，同比提升逾三成。", "C220 right, C220 right"},
		{"revenue", tv4, "銷售額環比雙位數增長。", "C220 right"},
		{"revenue", tv4, "銷售額同比增長近四成。", "C220 wrong"},
		{"revenue", []string{"2022-10: 1000", "2023-10: 1299"}, "銷售額同比增長逾三成。", "C220 wrong"}, // R-4.1.1-2
		{"revenue", tv4, "Double-digit growth.", ""},
		// TV-06, C-07
		{"revenue", tv6, "銷售額連續三個月下滑，第三個月降幅收窄至5%。", "C210 wrong, C211 wrong"},
		{"revenue", tv6, "銷售額至少連續兩個月下降：9月下降5%，10月下降5.3%，由8月的100萬元降至90萬元，累計下降10%。", "C210 right, C201 right, C201 right, C204 right, C201 ?"},
		{"revenue", []string{"2023-08: 100", "2023-09: 90", "2023-10: 84"}, "銷售額連續兩個月下降，降幅由10%收窄至6.7%。", "C210 right, C211 right"},
		{"revenue", []string{"2023-08: 1000", "2023-09: 1050", "2023-10: 1155"}, "銷售額連續兩個月增長，增幅由5%擴大至10%。", "C210 right, C211 right"},
		{"revenue", []string{"2023-08: 1000", "2023-09: 1050", "2023-10: 1155"}, "Sales rose for a second consecutive month; the rate of growth widened from 5% to 10%.", "C210 right, C211 right"},
		// TV-20, rule 9: of a ratio either may be meant, and language says so
		{"churn", conversion("20/100", "25/100"), "流失率上升25%。", "C201 right"},
		{"churn", conversion("20/100", "25/100"), "流失率上升5%。", "C201 right"},
		{"churn", conversion("20/100", "25/100"), "流失率上升10%。", "C201 wrong"},
		// TV-22
		{"revenue", eighth, "銷售額較上月增長12%。", "C201 right"},
		{"revenue", eighth, "銷售額較上月增長13%。", "C201 right"},
		{"revenue", eighth, "銷售額較上月增長12.5%。", "C201 right"},
		{"revenue", eighth, "銷售額較上月增長12.6%。", "C201 wrong"},
		{"revenue", eighth, "銷售額較上月下降12.5%。", "C201 wrong"},
		// The traps of §4.5
		{"conversion", conversion("10/100", "18/100"), "線索轉化率為25%。", ""},
		{"repurchase", conversion("10/100", "18/100"), "老客戶復購率為25%。", ""},
		{"conversion", conversion("10/100", "18/100"), "Sales conversion was 25%.", ""},
		{"new_customers", []string{"2023-09: 40", "2023-10: 60"}, "新客戶占比提升至45%。", ""},
		// §3.11
		{"revenue", []string{"2023-10: 120萬元;100萬元"}, "10月銷售額120萬元，達成目標（100萬元）的120%，超額20個百分點。", "C205 right, C206 right, C214 right, C206 right"},
		{"revenue", []string{"2023-10: 85萬元;100萬元"}, "10月銷售額85萬元，達成目標（100萬元）的85%，低15個百分點，差額15萬元。", "C205 right, C206 right, C214 right, C206 right"},
		{"revenue", []string{"2023-10: 120萬元;100萬元"}, "October sales were 1.20 million, 120% of the 1.00 million target, 20 percentage points above it.", "C205 right, C206 right, C214 right"},
		{"conversion", []string{"2023-10: 18/100;15%"}, "客戶轉化率為18%，高於目標（15%）3個百分點。", "C205 right, C206 right, C214 right"},
		{"conversion", []string{"2023-10: 18/100;15%"}, "The conversion rate was 18%, 3 percentage points above the 15% target.", "C205 right, C206 right, C214 right"},
		{"revenue", tv4, "銷售額135萬元，較上月顯著增長20%（上月112.5萬元），較去年同期大幅增長35%。", "C205 right, C201 right, C205 right, C201 right"},
		{"conversion", conversion("160/1000", "185/1000"), "客戶轉化率為18.5%，較上月上升2.5個百分點。", "C205 right, C202 right"},
		{"revenue", []string{"2023-09: 1000", "2023-10: 1004"}, "銷售額與上月基本持平（+0.4%）。", "C212 right, C201 right"},
		{"new_customers churn", []string{"2023-09: 100 20/100", "2023-10: 130 25/100"}, "新客戶增長30%，同期客戶流失率上升5個百分點；兩者並列，不代表因果。", "C201 right, C202 right"},
		{"new_customers churn", []string{"2023-09: 100 20/100", "2023-10: 130 25/100"}, "New customers rose 30% while the churn rate rose 5 percentage points in the same period.", "C201 right, C202 right"},
	} {
		lang := "zh-Hant"
		if !strings.ContainsFunc(c.text, func(r rune) bool { return r > 0x2e80 }) {
			lang = "en"
		}
		if got := strings.Join(claimsIn(t, guide, c.names, c.months, lang, c.text), ", "); got != c.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", c.text, got, c.want)
		}
	}
}

// A text may hold anything: nothing is read beyond its ends, and each claim has a
// place in it.
func FuzzClaims(f *testing.F) {
	archive, list := corpus(f, "tuning", "")
	_, in := example(f, archive)
	reader := check.NewClaimReader(in)
	for _, s := range list {
		f.Add(s.text)
	}
	for _, s := range []string{"銷售額由", "sales from", "Sales were NT$", "連續", "第", "百分之", "（15%）", "12月31日", "FY2020-Q9", "去年13月", "-", "銷售額-–5–6%", "1,2,3", "8/", "99999999999999999999999999999999%", "a third of", "'s", "「", "“x", "\xff銷售額\xff15%", "9月至", "Q3 2023 of FY20"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "<&") {
			return
		}
		for _, lang := range []string{"en", "zh-Hant"} {
			r := *in.Archive.Reports[len(in.Archive.Reports)/2]
			r.Lang, r.Others = lang, nil
			r.Prose = report.NewProse(&report.Markup{HTML: text, Blocks: []report.Block{{Kind: report.Paragraph, Under: -1, Stop: int32(len(text))}}}, nil, nil)
			for _, c := range reader.Of(&r) {
				if !strings.Contains(text, strings.TrimSpace(c.Words)) && !strings.ContainsAny(text, "\n") {
					t.Errorf("%q is not in %q", c.Words, text)
				}
			}
		}
	})
}

// Whatever is not known stays unsaid, and what is not written in a language that is
// read is not.
func TestClaimsUnknown(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"zh-Hant", "西南銷售額較上月增長40%。"}, // no such unit
		{"zh-Hant", "客戶滿意度較上月增長40%。"}, // no such metric
		{"zh-Hant", "銷售額為40天。"},       // no such measure
		{"zh-Hant", "銷售額較上月增長40個百分點。"},
		{"zh-Hant", "銷售額較上月增加40個。"},
		{"zh-Hant", "Sales rose 40% month on month."},
		{"en", "銷售額較上月增長40%。"},
	} {
		got := claimsIn(t, guide, "revenue", []string{"2023-09: 100萬元", "2023-10: 115萬元"}, c.lang, c.text)
		if len(got) > 0 {
			t.Errorf("%s %s: %v", c.lang, c.text, got)
		}
	}
}

// A remark stands at the characters that it speaks of, in the language of remarks,
// with what the data say and what to write.
func TestClaimsSaid(t *testing.T) {
	archive := "-- config.toml --\ntitle = \"T\"\nlanguages = [\"zh-Hant\", \"zh-Hans\", \"en\"]\n" + strings.Replace(guide, "unit = \"money\"", "unit = \"money\"\ncurrency = \"CNY\"", 1) +
		"-- content/2026-02.md --\n+++\n[metrics.revenue]\nactual = \"125萬元\"\n+++\n" +
		"-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = \"140萬元\"\n+++\n## 成果分析\n\n本月平穩。**銷售額**較上月增長１５％，仍在預期之內。\n"
	_, in := example(t, archive)
	for tag, want := range map[string]string{
		"zh-Hant": "content/2026-03.md:7:8 13 C201 error 銷售額較上月增長１５％：資料為+12.0%（125→140萬元）; 請寫12%",
		"zh-Hans": "content/2026-03.md:7:8 13 C201 error 銷售額較上月增長１５％：数据为+12.0%（125→140万元）; 请写12%",
		"en":      "content/2026-03.md:7:8 13 C201 error 銷售額較上月增長１５％: the data say +12.0% (RMB 1.25 million → RMB 1.40 million); write 12%",
	} {
		in.Locale = in.Locales[tag]
		var got []string
		for _, d := range check.Run(in) {
			if strings.HasPrefix(d.Rule, "claims/") {
				got = append(got, fmt.Sprint(d.Where(), " ", d.Width, " ", d.Code, " ", d.Severity, " ", d.Message, "; ", d.Hint))
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q\nnot %q", got, want)
		}
	}
}

// Amounts as people write them: without a sign of the currency, or with its name. A
// bare number is one if its thousands are set off.
func TestClaimsAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"Revenue was 113,400.":                             "Revenue was 113,400: the data say EUR 112,400",
		"Revenue was 113,400 euros.":                       "Revenue was 113,400 euros: the data say EUR 112,400",
		"Revenue came in at 112,400 euros.":                "",
		"Revenue was 112,400 against a target of 121,000.": "against a target of 121,000: the target in the data is EUR 120,000",
		"Revenue was 112,400 against a target of 120,000.": "",
		"Revenue was 113,400 dollars.":                     "",
		"Revenue was 113400.":                              "",
		"Revenue from new customers was 12,300.":           "",
		"Meyer brought revenue of 8,000.":                  "",
		"Orders were 49 instead of 50.":                    "Orders were 49: the data say 47",
		"Orders were 47 instead of 50.":                    "",
	} {
		_, in := example(t, "-- config.toml --\ntitle = \"T\"\n[metrics.revenue]\nlabel = \"Revenue\"\nkind = \"flow\"\nunit = \"money\"\ncurrency = \"EUR\"\n"+
			"-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 112400\ntarget = 120000\n[metrics.orders]\nactual = 47\ntarget = 50\n+++\n## Results\n\n"+text+"\n")
		var got []string
		for _, d := range check.Run(in) {
			if strings.HasPrefix(d.Rule, "claims/") {
				got = append(got, d.Message)
			}
		}
		if said := strings.Join(got, "|"); said != want {
			t.Errorf("%s: %q, not %q", text, said, want)
		}
	}
}
