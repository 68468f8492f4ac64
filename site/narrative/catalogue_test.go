package narrative_test

// Every sentence of domain.md §3.11, letter for letter, from the data of its
// vector, in three languages. Where the wording was made better, the closing
// words of the test say in what.

import (
	"testing"

	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

var (
	conversion = func() *report.Metric {
		return share("conversion", text("Conversion rate", "客戶轉化率", "客户转化率"), report.Up)
	}
	churn = func() *report.Metric {
		return share("churn_rate", text("Churn rate", "客戶流失率", "客户流失率"), report.Down)
	}
)

func TestAttainment(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-10 sales actual=100萬 target=100萬", "root 2023-11 sales actual=120萬 target=100萬", "root 2023-12 sales actual=85萬 target=100萬")
	w.says(t, w.one(t, narrative.Attained, "root", "2023-11"),
		"11月銷售額120萬元，達成目標（100萬元）的120%，超額20個百分點。",
		"11月销售额120万元，达成目标（100万元）的120%，超额20个百分点。",
		"November sales were RMB 1.20 million, 120% of the RMB 1.00 million target, 20 percentage points above it.")
	w.says(t, w.one(t, narrative.Attained, "root", "2023-12"),
		"12月銷售額85萬元，達成目標（100萬元）的85%，低15個百分點，差額15萬元。",
		"12月销售额85万元，达成目标（100万元）的85%，低15个百分点，差额15万元。",
		"December sales were RMB 0.85 million, 85% of the RMB 1.00 million target, 15 percentage points or RMB 0.15 million short.")
	w.says(t, w.one(t, narrative.Attained, "root", "2023-10"),
		"10月銷售額100萬元，恰好達成目標。", "10月销售额100万元，恰好达成目标。", "October sales were RMB 1.00 million, exactly the target.")
}

func TestAttainmentOfRates(t *testing.T) {
	w := build(t, []*report.Metric{sales(), conversion(), churn()}, late, "root 2023-10 sales actual=1 target=1", "root 2023-10 conversion actual=18/100 target=15%", "root 2023-10 churn_rate actual=6/100 target=5%")
	list := w.of(t, narrative.Attained, "root", "2023-10")
	w.says(t, list[1], "客戶轉化率為18%，高於目標（15%）3個百分點。", "客户转化率为18%，高于目标（15%）3个百分点。",
		"The conversion rate was 18%, 3 percentage points above the 15% target.")
	w.says(t, list[2], "客戶流失率為6%，高於上限目標（5%）1個百分點（不利）。", "客户流失率为6%，高于上限目标（5%）1个百分点（不利）。",
		"The churn rate was 6%, 1 percentage point above the 5% ceiling (unfavourable).")
}

// TV-04: 150, 20 % up on 125, 35 % up on 111.11….
func TestChange(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2022-10 sales actual=30/27", "root 2023-09 sales actual=1.25", "root 2023-10 sales actual=1.5")
	for _, r := range w.archive.Reports { // millions
		r.Stated[0].Actual = r.Stated[0].Actual.Mul(num.Int(1e6))
	}
	w = see(t, w.archive, late)
	f := w.one(t, narrative.Changed, "root", "2023-10")
	w.says(t, f, "銷售額150萬元，較上月顯著增長20%（上月125萬元），較去年同期大幅增長35%。",
		"销售额150万元，较上月显著增长20%（上月125万元），较去年同期大幅增长35%。",
		"Sales were RMB 1.50 million, up markedly by 20% on the previous month (RMB 1.25 million) and up sharply by 35% on a year earlier.")
	head, ok := w.tell.HeadlineOf("root", w.archive.Metrics[0], at(t, "2023-10"))
	if !ok {
		t.Fatal("no headline")
	}
	w.says(t, head, "銷售額雙位數增長：環比增長兩成，同比增長逾三成。", "销售额两位数增长：环比增长两成，同比增长逾三成。",
		"Double-digit sales growth: up 20% on the month and more than 30% on the year.")
}

func TestChangeInPoints(t *testing.T) {
	w := build(t, []*report.Metric{sales(), conversion()}, late, "root 2023-09 conversion actual=160/1000", "root 2023-10 conversion actual=185/1000")
	w.says(t, w.one(t, narrative.Changed, "root", "2023-10"), "客戶轉化率為18.5%，較上月上升2.5個百分點。", "客户转化率为18.5%，较上月上升2.5个百分点。",
		"The conversion rate was 18.5%, up 2.5 percentage points on the previous month.")
}

func TestFlat(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-09 sales actual=1000000", "root 2023-10 sales actual=1004000 target=1000000") // the target tells the value
	w.says(t, w.one(t, narrative.Changed, "root", "2023-10"), "銷售額與上月基本持平（+0.4%）。", "销售额与上月基本持平（+0.4%）。",
		"Sales were broadly unchanged on the previous month (+0.4%).")
}

// TV-06.
func TestStreak(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, months(t, "2023-08", "sales", "100萬", "95萬", "90萬")...)
	w.says(t, w.one(t, narrative.Streaked, "root", "2023-10"),
		"銷售額至少連續兩個月下降：9月下降5%，10月下降5.3%，由8月的100萬元降至90萬元，累計下降10%。",
		"销售额至少连续两个月下降：9月下降5%，10月下降5.3%，由8月的100万元降至90万元，累计下降10%。",
		"Sales have fallen for at least two consecutive months: by 5% in September and 5.3% in October, from RMB 1.00 million in August to RMB 0.90 million, 10% in total.")
	w = build(t, []*report.Metric{sales()}, late, months(t, "2023-06", "sales", "104萬", "105萬", "100萬", "95萬", "90萬")...)
	w.says(t, w.one(t, narrative.Streaked, "root", "2023-10"), // June to July: +0.96 %, flat
		"銷售額連續三個月下降：8月下降4.8%，9月下降5%，10月下降5.3%，由7月的105萬元降至90萬元，累計下降14.3%。",
		"销售额连续三个月下降：8月下降4.8%，9月下降5%，10月下降5.3%，由7月的105万元降至90万元，累计下降14.3%。",
		"Sales have fallen for three consecutive months: by 4.8% in August, 5% in September and 5.3% in October, from RMB 1.05 million in July to RMB 0.90 million, 14.3% in total.")
	w = build(t, []*report.Metric{sales()}, late, months(t, "2023-07", "sales", "98萬", "100萬", "95萬", "90萬")...)
	w.says(t, w.one(t, narrative.Streaked, "root", "2023-10"),
		"銷售額連續兩個月下降：9月下降5%，10月下降5.3%，由8月的100萬元降至90萬元，累計下降10%。",
		"销售额连续两个月下降：9月下降5%，10月下降5.3%，由8月的100万元降至90万元，累计下降10%。",
		"Sales have fallen for two consecutive months: by 5% in September and 5.3% in October, from RMB 1.00 million in August to RMB 0.90 million, 10% in total.")
}

// Better than the catalogue: in English growth quickens, it does not widen.
func TestPace(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, months(t, "2023-07", "sales", "90", "100", "90", "84")...)
	w.says(t, w.one(t, narrative.Streaked, "root", "2023-10"), "銷售額連續兩個月下降，降幅由10%收窄至6.7%。", "销售额连续两个月下降，降幅由10%收窄至6.7%。",
		"Sales fell for a second consecutive month; the rate of decline narrowed from 10% to 6.7%.")
	w = build(t, []*report.Metric{sales()}, late, months(t, "2023-07", "sales", "110", "100", "105", "115.5")...)
	w.says(t, w.one(t, narrative.Streaked, "root", "2023-10"), "銷售額連續兩個月增長，增幅由5%擴大至10%。", "销售额连续两个月增长，增幅由5%扩大至10%。",
		"Sales rose for a second consecutive month; growth quickened from 5% to 10%.")
}

// Better than the catalogue: "recovering" more than was lost read wrongly.
func TestTurn(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, months(t, "2023-07", "sales", "98", "100", "95", "90", "93.6")...)
	w.says(t, w.one(t, narrative.Turned, "root", "2023-11"), "銷售額結束連續兩個月下降，11月回升4%。", "销售额结束连续两个月下降，11月回升4%。",
		"Sales ended two consecutive months of decline, rising 4% in November.")
}

func TestRecord(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, months(t, "2021-01", "sales", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59", "60", "61", "30", "29", "28", "45", "44", "43", "42", "41", "40", "39", "38", "29")...)
	w.says(t, w.one(t, narrative.Recorded, "root", "2021-12"), "單月銷售額創有記錄以來（自2021年1月）新高。", "单月销售额创有记录以来（自2021年1月）新高。",
		"Monthly sales were the highest in the archive (since January 2021).")
	w.says(t, w.one(t, narrative.Recorded, "root", "2022-12"), "單月銷售額為2022年3月以來最低。", "单月销售额为2022年3月以来最低。",
		"Monthly sales were the lowest since March 2022.")
}

// Better than the catalogue: Chinese names the metric, too.
func TestReversal(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, months(t, "2023-08", "sales", "100", "115", "101")...)
	w.says(t, w.one(t, narrative.Reverted, "root", "2023-10"), "銷售額9月增長15%後，10月回落12.2%，接近8月水平。", "销售额9月增长15%后，10月回落12.2%，接近8月水平。",
		"After rising 15% in September, sales fell back 12.2% in October, close to the August level.")
}

// Better than the catalogue: Chinese names the metric, too.
func TestToDate(t *testing.T) {
	lines := months(t, "2022-01", "sales", "94萬", "94萬", "94萬", "94萬", "94萬", "94萬", "94萬", "94萬", "94萬", "94萬", "97.5萬", "97.5萬")
	lines = append(lines, months(t, "2023-01", "sales", "102萬", "102萬", "102萬", "102萬", "102萬", "102萬", "102萬", "102萬", "102萬", "102萬")...)
	w := build(t, []*report.Metric{sales()}, late, lines...) // 1,020 on 940: +8.51 %; 1,020 + 195 = 1,215
	w.says(t, w.one(t, narrative.ToDate, "root", "2023-10"), "1至10月銷售額累計1,020萬元，較去年同期增長8.5%；近十二個月1,215萬元。",
		"1至10月销售额累计1,020万元，较去年同期增长8.5%；近十二个月1,215万元。",
		"January–October sales totalled RMB 10.20 million, up 8.5% on the same period last year; the rolling 12-month total was RMB 12.15 million.")
}

// TV-19. Better than the catalogue: on what the change is.
func TestContribution(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "east 2023-09 sales actual=50萬", "north 2023-09 sales actual=30萬", "south 2023-09 sales actual=20萬",
		"east 2023-10 sales actual=62萬", "north 2023-10 sales actual=33萬", "south 2023-10 sales actual=15萬")
	w.says(t, w.one(t, narrative.Contributed, "root", "2023-10"),
		"銷售額較上月增加10萬元（+10%）：華東增加12萬元，貢獻12個百分點；華北增加3萬元，貢獻3個百分點；華南減少5萬元，抵減5個百分點。",
		"销售额较上月增加10万元（+10%）：华东增加12万元，贡献12个百分点；华北增加3万元，贡献3个百分点；华南减少5万元，抵减5个百分点。",
		"Sales rose by RMB 0.10 million on the previous month (+10%): East added RMB 0.12 million (12 percentage points), North RMB 0.03 million (3 points), and South subtracted RMB 0.05 million (5 points).")
	if list := w.of(t, narrative.Shared, "root", "2023-10"); len(list) > 0 {
		t.Errorf("shares where parts go both ways: %v", list)
	}
	w.archive.Unit("east").Level = report.Individual // people are not put in an order
	if list := see(t, w.archive, late).of(t, narrative.Contributed, "root", "2023-10"); len(list) > 0 {
		t.Errorf("people in an order: %v", list)
	}
	w.archive.Publish.Members = true
	if list := see(t, w.archive, late).of(t, narrative.Contributed, "root", "2023-10"); len(list) != 1 {
		t.Error("people are published and not told of")
	}
	w = build(t, []*report.Metric{sales()}, late, "east 2023-09 sales actual=50", "north 2023-09 sales actual=30", "south 2023-09 sales actual=20",
		"east 2023-10 sales actual=56", "north 2023-10 sales actual=33", "south 2023-10 sales actual=21")
	w.says(t, w.one(t, narrative.Shared, "root", "2023-10"), "華東占增量的60%，華北占30%，華南占10%。", "华东占增量的60%，华北占30%，华南占10%。",
		"East accounted for 60% of the increase, North for 30% and South for 10%.")
}

// TV-09. Better than the catalogue: on what the growth is.
func TestAttribution(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, months(t, "2023-09", "sales", "100", "130")...)
	day := period.Date(2023, 11, 1)
	r := w.archive.Reports[1]
	r.Attributions = []report.Attribution{{Metric: "sales", Factor: "促銷活動", Share: num.Dec(6, 1), Source: "mkt-1"}}
	r.References = []report.Source{{ID: "mkt-1", Dept: "marketing", Date: &day}}
	w = see(t, w.archive, late)
	w.says(t, w.one(t, narrative.Attribution, "root", "2023-10"),
		"市場部歸因：銷售額增長30%中，促銷活動占60%（折合18個百分點）。來源：市場部，2023-11-01。",
		"市场部归因：销售额增长30%中，促銷活動占60%（折合18个百分点）。来源：市场部，2023-11-01。",
		"Marketing attributes 60% of the 30% sales growth (18 percentage points) to 促銷活動. Source: Marketing, 2023-11-01.")
}

// TV-20. Better than the catalogue: on what the changes are.
func TestPair(t *testing.T) {
	fresh := count("new_customers", text("New customers", "新客戶", "新客户"))
	w := build(t, []*report.Metric{fresh, churn()}, late, "root 2023-09 new_customers actual=100", "root 2023-10 new_customers actual=130",
		"root 2023-09 churn_rate actual=20/100", "root 2023-10 churn_rate actual=25/100")
	w.says(t, w.one(t, narrative.Paired, "root", "2023-10"), "新客戶較上月增長30%，同期客戶流失率上升5個百分點；兩者並列，不代表因果。",
		"新客户较上月增长30%，同期客户流失率上升5个百分点；两者并列，不代表因果。",
		"New customers rose 30% on the previous month while the churn rate rose 5 percentage points in the same period; the two are shown together without implying a cause.")
}

// channels gives the root's reports of September and October these leads and deals.
func channels(t *testing.T, sep, oct []report.Channel) (*world, *cube.Channels) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-09 sales actual=1", "root 2023-10 sales actual=1")
	w.archive.Reports[0].Channels, w.archive.Reports[1].Channels = sep, oct
	w = see(t, w.archive, late)
	return w, w.cube.Channels()
}

func channel(name string, deals, leads int64) report.Channel {
	return report.Channel{Name: name, Deals: num.Int(deals), Leads: num.Int(leads)}
}

// TV-17, TV-18.
func TestMix(t *testing.T) {
	mix := func(sep, oct []report.Channel) (*world, narrative.Finding) {
		w, x := channels(t, sep, oct)
		s, ok := x.Split("root", at(t, "2023-10"), at(t, "2023-09"))
		if !ok {
			t.Fatal("no split")
		}
		f, ok := w.tell.Split("root", nil, at(t, "2023-10"), narrative.MixFact{Split: s, Base: at(t, "2023-09"), Channels: true})
		if !ok {
			t.Fatal("no finding")
		}
		return w, f
	}
	w, f := mix([]report.Channel{channel("expo", 8, 50), channel("web", 5, 30)}, []report.Channel{channel("expo", 6, 30), channel("web", 9, 50)})
	w.says(t, f, "整體轉化率由16.3%升至18.8%，上升2.5個百分點：渠道內變化2.7個百分點，渠道結構變化−0.2個百分點。",
		"整体转化率由16.3%升至18.8%，上升2.5个百分点：渠道内变化2.7个百分点，渠道结构变化−0.2个百分点。",
		"Overall conversion rose from 16.3% to 18.8% (+2.5 percentage points): +2.7 points within channels and −0.2 points from the change in channel mix.")
	w, f = mix([]report.Channel{channel("a", 10, 100), channel("b", 90, 300)}, []report.Channel{channel("a", 9, 100), channel("b", 290, 1000)})
	w.says(t, f, "各渠道轉化率均下降，整體仍上升2.2個百分點，全部來自渠道結構變化。", "各渠道转化率均下降，整体仍上升2.2个百分点，全部来自渠道结构变化。",
		"Conversion fell in every channel, yet the overall rate rose 2.2 percentage points, entirely through the change in channel mix.")
}

// TV-03. English names the channels as the reports do, without "at" or "in".
func TestSmallSamples(t *testing.T) {
	w, x := channels(t, nil, []report.Channel{channel("展會", 8, 50), channel("線上", 5, 30)})
	set, _ := x.At("root", at(t, "2023-10"))
	f, ok := w.tell.SmallSamples("root", at(t, "2023-10"), set)
	if !ok {
		t.Fatal("no finding")
	}
	w.says(t, f, "展會轉化率16%（8/50），線上16.7%（5/30）；樣本較小，差異不足以判斷高低。", "展會转化率16%（8/50），線上16.7%（5/30）；样本较小，差异不足以判断高低。",
		"Conversion was 16% for 展會 (8/50) and 16.7% for 線上 (5/30); the samples are too small to rank them.")
}

// TV-27.
func TestCount(t *testing.T) {
	var lines []string
	for i := range 12 {
		actual := "100"
		if i < 3 {
			actual = "99"
		}
		lines = append(lines, "p"+string(rune('a'+i))+" 2023-10 sales target=100 actual="+actual)
	}
	w := build(t, []*report.Metric{sales()}, late, lines...)
	w.says(t, w.one(t, narrative.Counted, "root", "2023-10"), "12名銷售員中有3名未完成目標。", "12名销售员中有3名未完成目标。",
		"3 of 12 sales representatives missed their target.")
}

func TestSeason(t *testing.T) {
	var lines []string
	for y := 2021; y <= 2023; y++ { // eleven months of 104, October 92.363…: 8/100 below the mean of 103.03
		for m := 1; m <= 12; m++ {
			v := "100"
			if m == 10 {
				v = "91.2727272727" // index 0.92 of a mean of 99.27
			}
			lines = append(lines, months(t, period.Calendar{}.Name(at(t, "2021-01").Add((y-2021)*12+m-1)), "sales", v)...)
		}
	}
	lines = append(lines, months(t, "2024-10", "sales", "95")...)
	w := build(t, []*report.Metric{sales()}, late, lines...)
	f, ok := w.tell.Season("root", w.archive.Metrics[0], at(t, "2024-10"))
	if !ok {
		t.Fatal("no season")
	}
	w.says(t, f, "10月銷售額通常低於全年月均（2021至2023年平均低8%）。", "10月销售额通常低于全年月均（2021至2023年平均低8%）。",
		"October sales are usually below the annual monthly mean (8% below on average, 2021–2023).")
}

func TestZero(t *testing.T) {
	orders := count("orders", text("New-product orders", "新品訂單", "新品订单"))
	orders.Measure = report.Text{"zh-Hant": "單", "zh-Hans": "单", "en": ""}
	w := build(t, []*report.Metric{orders}, late, months(t, "2023-09", "orders", "0", "20")...)
	w.says(t, w.one(t, narrative.FromZero, "root", "2023-10"), "新品訂單由0增至20單。", "新品订单由0增至20单。", "New-product orders rose from 0 to 20.")
}

// Better than the catalogue: English writes amounts below a million out.
func TestSign(t *testing.T) {
	w := build(t, []*report.Metric{money("profit", text("Department profit", "部門利潤", "部门利润"))}, late, months(t, "2023-09", "profit", "-50000", "80000")...)
	w.says(t, w.one(t, narrative.SignChanged, "root", "2023-10"), "部門利潤轉虧為盈：由虧損5萬元轉為盈利8萬元。", "部门利润扭亏为盈：由亏损5万元转为盈利8万元。",
		"Department profit turned positive, from a loss of RMB 50,000 to RMB 80,000.")
}

func TestMissing(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-07 sales actual=1", "root 2023-08 sales actual=1", "root 2023-10 sales actual=1")
	w.says(t, w.one(t, narrative.Incomplete, "root", "2023-Q3"), "季度數據不完整：3個月中已有2個月。", "季度数据不完整：3个月中已有2个月。",
		"Quarterly data are incomplete: 2 of 3 months.")
}

// Better than the catalogue: English writes amounts below a million out.
func TestRestated(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-09 sales actual=95萬")
	w.archive.Reports[0].Restatements = []report.Restatement{{Metric: "sales", Old: num.Int(950000), New: num.Int(930000), Reason: "退貨沖減"}}
	w = see(t, w.archive, late)
	w.says(t, w.one(t, narrative.Restated, "root", "2023-09"), "9月銷售額由95萬元更正為93萬元（退貨沖減）。", "9月销售额由95万元更正为93万元（退貨沖減）。",
		"September sales were restated from RMB 950,000 to RMB 930,000 (退貨沖減).")
}

func TestActions(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-09 sales actual=1", "root 2023-10 sales actual=1")
	due, done := period.Date(2023, 10, 23), period.Date(2023, 10, 20) // 8 days before the end of October
	far := period.Date(2023, 12, 31)
	sep, oct := w.archive.Reports[0], w.archive.Reports[1]
	for i, x := range []struct {
		due    *period.Day
		status string
	}{{&far, "verified"}, {&far, "verified"}, {&far, "done"}, {&far, "in_progress"}, {&due, ""}} {
		id := "A-" + string(rune('1'+i))
		sep.Actions = append(sep.Actions, report.Action{ID: id, What: id, Owner: "amy.alberts", Due: x.due})
		if x.status != "" {
			oct.Reviews = append(oct.Reviews, report.ActionReview{ID: id, Status: x.status, Date: &done, Reviewer: "syed.abbas"})
		}
	}
	w = see(t, w.archive, late)
	w.says(t, w.one(t, narrative.Promised, "root", "2023-10"), "上期5項改進措施：3項完成（2項驗收），1項進行中，1項逾期8天。",
		"上期5项改进措施：3项完成（2项验收），1项进行中，1项逾期8天。",
		"Of 5 actions from the previous period, 3 are done (2 verified), 1 is in progress and 1 is 8 days overdue.")
}

func TestLate(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-10 sales actual=1")
	f, ok := w.tell.Finished("root", at(t, "2023-10"), period.Date(2023, 11, 15), 12)
	if !ok {
		t.Fatal("no finding")
	}
	w.says(t, f, "本總結於11月15日定稿，逾期12天。", "本总结于11月15日定稿，逾期12天。", "This summary was finalised on 15 November, 12 days late.")
}

func TestForecast(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2023-10 sales actual=1")
	f := narrative.Finding{Kind: narrative.Forecasted, Unit: "root", Metric: w.archive.Metrics[0], Period: at(t, "2023-11"),
		Fact: narrative.ForecastFact{Value: num.Int(960_000), Low: num.Int(840_000), High: num.Int(1_090_000), Known: 34, Grain: period.Monthly}}
	w.says(t, f, "預測11月銷售額96萬元，80%預測區間為84萬至109萬元。", "预测11月销售额96万元，80%预测区间为84万至109万元。",
		"November sales are forecast at RMB 0.96 million (80% prediction interval RMB 0.84–1.09 million).")
}

// domain.md §6.4: a constant series has a constant forecast of no width. Three
// years of 10 a month, the fourth with targets of 12: ten months done, two
// forecast, 120 of 144, which is 83.3 %.
func TestLanding(t *testing.T) {
	var lines []string
	for i := range 46 {
		lines = append(lines, months(t, period.Calendar{}.Name(at(t, "2020-01").Add(i)), "sales", "1000000")...)
	}
	for i := range 12 {
		p := period.Calendar{}.Name(at(t, "2023-01").Add(i))
		if i < 10 {
			lines[36+i] += " target=1200000"
		} else {
			lines = append(lines, "root "+p+" sales target=1200000")
		}
	}
	w := build(t, []*report.Metric{sales()}, period.Date(2023, 11, 5), lines...)
	x := w.tell.Project("root", w.archive.Metrics[0])
	if x.Origin != at(t, "2023-10") || len(x.Forecast.Ahead) != 8 { // to the end of June, the next half-year
		t.Fatalf("%+v", x)
	}
	f, ok := w.tell.Landing(x)
	if !ok {
		t.Fatal("no landing")
	}
	w.says(t, f, "預測2023年銷售額為1,200萬元（80%預測區間不寬於1,200萬至1,200萬元），為目標（1,440萬元）的83%（區間83%至83%）。其中1,000萬元為實際，其餘2個月為預測。",
		"预测2023年销售额为1,200万元（80%预测区间不宽于1,200万至1,200万元），为目标（1,440万元）的83%（区间83%至83%）。其中1,000万元为实际，其余2个月为预测。",
		"2023 sales are forecast to reach RMB 12.00 million (80% prediction interval, at its widest, RMB 12.00–12.00 million): 83% of the RMB 14.40 million target (83–83%). RMB 10.00 million of it is actual, 2 months are forecast.")
}

// What is never forecast says why.
func TestNotForecast(t *testing.T) {
	rate, off, few := conversion(), count("orders", text("Orders", "訂單", "订单")), count("leads", text("Leads", "線索", "线索"))
	off.NoForecast = true
	w := build(t, []*report.Metric{sales(), rate, off, few}, late, "anyone 2023-10 sales actual=1", "root 2023-10 conversion actual=1/2", "root 2023-10 orders actual=3", "root 2023-10 leads actual=3")
	for i, want := range []string{"individual", "kind", "off", "too-short"} {
		unit := "root"
		if i == 0 {
			unit = "anyone"
		}
		if got := w.tell.Project(unit, w.archive.Metrics[i]).Forecast.Refused; string(got) != want {
			t.Errorf("%s: %q, want %q", w.archive.Metrics[i].ID, got, want)
		}
	}
}

// TV-26: 100 to 133.1 over three years is 10 % a year.
func TestYears(t *testing.T) {
	w := build(t, []*report.Metric{sales()}, late, "root 2020 sales actual=1000000 target=1000000", "root 2021 sales actual=1100000", "root 2022 sales actual=1210000", "root 2023 sales actual=1331000 target=1400000")
	f, ok := w.tell.Years("root", w.archive.Metrics[0])
	if !ok {
		t.Fatal("no finding")
	}
	w.says(t, f, "2020年至2023年，銷售額由100萬元升至133.10萬元（+33.1%，年均+10%）。", "2020年至2023年，销售额由100万元升至133.10万元（+33.1%，年均+10%）。",
		"From 2020 to 2023 sales rose from RMB 1.00 million to RMB 1.33 million (+33.1%, +10% a year).")
	w.says(t, narrative.After(f, f), "銷售額由100萬元升至133.10萬元（+33.1%，年均+10%）。", "销售额由100万元升至133.10万元（+33.1%，年均+10%）。",
		"Sales rose from RMB 1.00 million to RMB 1.33 million (+33.1%, +10% a year).")
	if x := narrative.After(narrative.Finding{}, f).Fact.(narrative.YearsFact); x.Told {
		t.Error("no sentence before told the years")
	}
	if _, ok := w.tell.TimesMet("root", w.archive.Metrics[0]); ok {
		t.Error("no month has a target")
	}
}
