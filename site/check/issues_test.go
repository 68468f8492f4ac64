package check_test

import (
	"slices"
	"strings"
	"testing"
)

// saidOf are the remarks of some families of rules on an archive: "rule
// severity", sorted.
func saidOf(t *testing.T, text string, families ...string) string {
	t.Helper()
	var list []string
	for _, d := range remarksOf(t, text) {
		if family, _, _ := strings.Cut(d.Rule, "/"); slices.Contains(families, family) {
			list = append(list, d.Rule+" "+d.Severity.String())
		}
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// The guide's sentences, in the front matter and in prose alone.
func TestProblemsOfTheGuide(t *testing.T) {
	issue := func(s string) string { return "+++\n[[issues]]\n" + s + "+++\n" }
	const both = "[[issues.causes]]\nside = \"internal\"\ndepth = \"root\"\ntext = \"生產排期衝突\"\nevidence = \"9單\"\n[[issues.causes]]\nside = \"external\"\ntext = \"節前訂單集中\"\nevidence = \"增加30%\"\n"
	const whole = "when = \"10月\"\nwhere = \"倉庫\"\nwho = \"生產計劃組\"\nhow = \"未通知銷售\"\n"
	prose := func(s string) string { return "+++\nlang = \"zh-Hant\"\n+++\n## 問題反思\n\n" + s + "\n" }
	for _, c := range []struct{ name, text, want string }{
		{"whole", issue("phenomenon = \"交付延遲3天\"\nimpact = \"3個客戶取消訂單\"\nseverity = \"high\"\n" + whole + both), ""},
		{"a high one without impact is an error", issue("phenomenon = \"交付延遲3天\"\nseverity = \"high\"\n" + whole + both), "issues/incomplete error"},
		{"a medium one is a warning", issue("phenomenon = \"交付延遲3天\"\nseverity = \"medium\"\n" + whole + both), "issues/incomplete warning"},
		{"of high severity and told of nothing", issue("phenomenon = \"交付延遲3天\"\nimpact = \"3個客戶取消訂單\"\nseverity = \"high\"\n" + both), "issues/five-w warning"},
		{"impact that repeats the phenomenon", issue("phenomenon = \"交付延遲了整整三天\"\nimpact = \"交付延遲了整整三天。\"\n" + whole + both), "issues/incomplete warning"},
		{"no root", issue("phenomenon = \"交付延遲3天\"\nimpact = \"3個客戶取消訂單\"\n" + whole + strings.Replace(both, "depth = \"root\"\n", "", 1)), "issues/incomplete warning"},
		{"one side, with a reason", issue("phenomenon = \"交付延遲3天\"\nimpact = \"3個客戶取消訂單\"\none_sided_reason = \"與外部無關\"\n" + whole + strings.Split(both, "[[issues.causes]]\nside = \"external\"")[0]), ""},
		{"a competitor's prices alone", prose("競爭對手降價。"), "issues/incomplete warning, issues/no-connective note, issues/one-sided warning, issues/unquantified warning"},
		{"an internal process alone", prose("內部流程效率低。"), "issues/incomplete warning, issues/no-connective note, issues/one-sided warning, issues/unquantified warning"},
		{"both sides in one sentence", prose("訂單減少20%，主因競品降價(外部)及售後響應延遲(內部)。"), "issues/incomplete warning"},
		{"three parts in brackets", prose("交付延遲(現象)源於生產排期衝突(原因)，導致3個客戶取消訂單(影響)。"), "issues/one-sided warning"},
		{"full-width brackets, and both sides", prose("交付延遲（現象）源於生產排期衝突與市場旺季（原因），導致3個客戶取消訂單（影響）。"), ""},
		{"three items", prose("- 現象：交付延遲3天\n- 原因：排期衝突，市場訂單集中\n- 影響：3個客戶取消訂單"), ""},
		{"what leads over is no problem", prose("基於成果分析，我們識別出以下問題：\n\n- 現象：交付延遲3天\n- 原因：排期衝突，市場訂單集中\n- 影響：3個客戶取消訂單"), ""},
		{"none, for a reason", "+++\nlang = \"zh-Hant\"\nissues_none = \"本月無\"\n+++\n## 問題反思\n\n內部流程效率低。\n", ""},
		{"figures only", "+++\nscenario = \"figures\"\n[[issues]]\nphenomenon = \"x\"\n+++\n", ""},
		{"a plan", "+++\nstatus = \"plan\"\n[[issues]]\nphenomenon = \"x\"\n+++\n", ""},
		{"a draft's errors are warnings", "+++\nstatus = \"draft\"\n[[issues]]\nphenomenon = \"交付延遲3天\"\nseverity = \"high\"\n" + whole + both + "+++\n", "issues/incomplete warning"},
		{"a week's are notes", "-- content/2026-W10.md --\n" + issue("phenomenon = \"內部流程效率低\"\n"), "issues/five-w note, issues/incomplete note, issues/unquantified note"},
		{"a day owes none", "-- content/2026-03-04.md --\n" + issue("phenomenon = \"內部流程效率低\"\n"), ""},
		{"the guide's number", issue("phenomenon = \"日均客戶跟進量減少15%\"\nimpact = \"錯失2個訂單\"\n" + whole + both), ""},
		{"a guess", issue("phenomenon = \"銷量減少15%\"\nimpact = \"錯失2個訂單\"\n" + whole + "[[issues.causes]]\nside = \"external\"\ndepth = \"root\"\ntext = \"可能市場不好\"\n[[issues.causes]]\nside = \"internal\"\ntext = \"2人離職\"\n"), "issues/no-evidence warning"},
	} {
		if got := saidOf(t, c.text, "issues"); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

// A problem that comes back without a key is known by its words; a month without
// it, another cause or another action breaks the run.
func TestRecurringProblems(t *testing.T) {
	month := func(m, key, phenomenon, cause string) string {
		return "-- content/2026-" + m + ".md --\n+++\n[[issues]]\n" + key + "phenomenon = \"" + phenomenon + "\"\nsolution = \"一起排期\"\n[[issues.causes]]\ndepth = \"root\"\ntext = \"" + cause + "\"\n+++\n"
	}
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"much the same words", month("01", "", "客戶投訴交付延遲3天", "排期") + month("02", "", "客戶投訴交付延遲4天", "排期") + month("03", "", "又有客戶投訴交付延遲5天", "排期"), true},
		{"other words", month("01", "", "客戶投訴交付延遲3天", "排期") + month("02", "", "報價太慢，錯失訂單", "排期") + month("03", "", "客戶投訴交付延遲5天", "排期"), false},
		{"two months", month("02", "key = \"late\"\n", "延遲", "排期") + month("03", "key = \"late\"\n", "延遲", "排期"), false},
		{"a month without it", month("01", "key = \"late\"\n", "延遲", "排期") + month("03", "key = \"late\"\n", "延遲", "排期") + "-- content/2026-02.md --\n+++\n+++\nx\n", false},
		{"another cause in the last", month("01", "key = \"late\"\n", "延遲", "排期") + month("02", "key = \"late\"\n", "延遲", "排期") + month("03", "key = \"late\"\n", "延遲", "人手"), false},
		{"the key alone tells", month("01", "key = \"late\"\n", "交付延遲", "排期") + month("02", "key = \"late\"\n", "客戶等了很久", "排期") + month("03", "key = \"late\"\n", "到貨晚", "排期"), true},
	} {
		if got := strings.Contains(saidOf(t, c.text, "issues"), "issues/unchanged"); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TV-08 and what decides where several systems differ; TV-09.
func TestGapsAndShares(t *testing.T) {
	gap := func(ours, rest string) string {
		return "+++\n[metrics.revenue]\nactual = " + ours + "\n[metrics.orders]\nactual = 100\n" + rest + "+++\n"
	}
	theirs := func(metric, source, value, more string) string {
		return "[[reconcile]]\nmetric = \"" + metric + "\"\nsource = \"" + source + "\"\nvalue = " + value + "\n" + more
	}
	const marked = "authoritative = true\n"
	for _, c := range []struct{ name, text, want string }{
		{"15 %", gap("115", theirs("revenue", "finance", "100", "")), "sources/gap error"},
		{"8 %", gap("108", theirs("revenue", "finance", "100", "")), "sources/gap error"},
		{"1 %", gap("101", theirs("revenue", "finance", "100", "")), ""},
		{"0.9 %", gap("100.9", theirs("revenue", "finance", "100", "")), ""},
		{"1.01 %", gap("101.01", theirs("revenue", "finance", "100", "")), "sources/gap warning"},
		{"5 %", gap("105", theirs("revenue", "finance", "100", "")), "sources/gap warning"},
		{"a count", gap("1", theirs("orders", "erp", "101", "")), "sources/gap error"},
		{"finance decides", gap("115", theirs("revenue", "erp", "100", "")+theirs("revenue", "finance", "115", "")), "sources/gap warning"},
		{"the marked one decides", gap("115", theirs("revenue", "erp", "100", marked)+theirs("revenue", "finance", "115", "")), "sources/gap error"},
		{"none decides more than the other", gap("115", theirs("revenue", "erp", "100", "")+theirs("revenue", "bank", "100", "")), "sources/gap error, sources/gap error"},
		{"shares of 60 % and 40 %", "+++\n[[attributions]]\nmetric = \"revenue\"\nshare = \"60%\"\n[[attributions]]\nmetric = \"revenue\"\nshare = \"40%\"\n+++\n", ""},
		{"of 110 %", "+++\n[[attributions]]\nmetric = \"revenue\"\nshare = \"60%\"\n[[attributions]]\nmetric = \"revenue\"\nshare = \"50%\"\n+++\n", "sources/shares error"},
		{"of two metrics", "+++\n[[attributions]]\nmetric = \"revenue\"\nshare = \"60%\"\n[[attributions]]\nmetric = \"orders\"\nshare = \"50%\"\n+++\n", ""},
		{"figures only owe true figures", "+++\nscenario = \"figures\"\n" + strings.TrimPrefix(gap("115", theirs("revenue", "finance", "100", "")), "+++\n"), "sources/gap error"},
	} {
		if got := saidOf(t, c.text, "sources"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What other departments filed: too old, of a metric that they do not keep, and
// far from what the report states.
func TestDepartmentsFiles(t *testing.T) {
	const config = "-- config.toml --\ntitle = \"T\"\n[metrics.revenue]\nkind = \"flow\"\nunit = \"money\"\ncurrency = \"CNY\"\nowner_dept = \"finance\"\n"
	file := func(dept, period, asOf string) string {
		return "-- content/_data/" + dept + "/" + period + ".csv --\nmetric,actual,as_of\nrevenue,100," + asOf + "\n"
	}
	march := func(figures string) string { return "-- content/2026-03.md --\n+++\n" + figures + "+++\n" }
	for _, c := range []struct{ name, text, want string }{
		{"as of the end", config + march("") + file("finance", "2026-03", "2026-03-31"), ""},
		{"as of the day before", config + march("") + file("finance", "2026-03", "2026-03-30"), "sources/stale warning"},
		{"of a month that runs, 41 days old", config + march("") + file("finance", "2026-Q2", "2026-02-28"), ""}, // the archive is as of 10 April
		{"46 days old", config + march("") + file("finance", "2026-Q2", "2026-02-23"), "sources/stale warning"},
		{"without a day", config + march("") + file("finance", "2026-03", ""), "sources/not-owner error"},
		{"of marketing", config + march("") + file("marketing", "2026-03", "2026-03-31"), "sources/not-owner error"},
		{"8 % off what is stated", config + march("[metrics.revenue]\nactual = 108\n") + file("finance", "2026-03", "2026-03-31"), "sources/gap error"},
		{"as stated", config + march("[metrics.revenue]\nactual = 100\n") + file("finance", "2026-03", "2026-03-31"), ""},
		{"stated and not held against theirs", config + march("[metrics.revenue]\nactual = 100\n"), "sources/one-source warning"},
	} {
		if got := saidOf(t, c.text, "sources"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What other departments say is cited; one's own department needs no citation,
// and a word that only looks like a department is none.
func TestCitations(t *testing.T) {
	text := func(lang, s string) string {
		return "+++\nlang = \"" + lang + "\"\n+++\n" + s + "\n"
	}
	for _, c := range []struct{ name, text, want string }{
		{"the guide's sentence", text("zh-Hant", "據市場部監測，競品本月降價15%。"), "sources/uncited warning"},
		{"with a source", "+++\nlang = \"zh-Hant\"\n[[sources]]\nid = \"m\"\ndept = \"marketing\"\nquote = \"降價15%\"\n+++\n據市場部監測，競品本月降價15%。[^m]\n", ""},
		{"without a number", text("zh-Hant", "市場部提供了支持。"), ""},
		{"Simplified", text("zh-Hans", "客服部反馈，投诉增加三成。"), "sources/uncited warning"},
		{"in English", text("en", "According to marketing, clicks rose by 25%."), "sources/uncited warning"},
		{"production is also a thing", text("en", "We support 3 dealers, and production rose by 5%."), ""},
		{"a place is no source", text("en", "It came 7 days late, because we promised dates before the warehouse had confirmed them."), ""},
		{"but a department that counts is", text("en", "The warehouse counted 12 returns."), "sources/uncited warning"},
		{"a footnote", text("en", "According to marketing, clicks rose by 25%.[^1]\n\n[^1]: Their report of March."), ""},
		{"a market share", text("zh-Hant", "成功搶占15%市場份額。"), "sources/market-share note"},
		{"a market without a share", text("en", "The market grew by 15%."), ""},
	} {
		if got := saidOf(t, c.text, "sources"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Steps are judged by whether they say what to do (domain.md R-5.2.2-1).
func TestSteps(t *testing.T) {
	for step, vague := range map[string]bool{
		"加強客戶溝通": true, "每周三下午為老客戶發送產品使用技巧視頻": false, "先問停機損失": false, "再演示耐用性測試": false, "三天內寄出測試報告": false,
		"提升服務質量": true, "优化报价流程": true, "優化報價流程，兩天內回覆": false,
		"Improve communication": true, "Improve communication with each dealer every Friday": false, "Visit each within six weeks": false, "Be more careful": true,
	} {
		text := "+++\n[[experiences]]\ntitle = \"t\"\nscenario = \"s\"\noutcome = \"success\"\nsteps = [\"" + step + "\"]\n[experiences.effect]\nmetric = \"conversion\"\nbefore = \"10%\"\nafter = \"18%\"\n+++\n"
		if got := saidOf(t, text, "issues") == "issues/step warning"; got != vague {
			t.Errorf("%s: vague %v", step, !vague)
		}
	}
}
