package content

import (
	"almanac/site/report"
)

// Builtins makes the metrics that are known without configuration
// (settled.md 17), in the order in which they are appended.
func Builtins() []*report.Metric {
	flow := func(id, unit string, d report.Direction, group string, label, definition report.Text) *report.Metric {
		return &report.Metric{ID: id, Kind: report.Flow, Unit: unit, Direction: d, Group: group, Label: label, Definition: definition}
	}
	stock := func(id, time string, d report.Direction, label, definition report.Text) *report.Metric {
		return &report.Metric{ID: id, Kind: report.Stock, Unit: report.Count, Direction: d, Group: "customers", Time: time, Org: "sum", Label: label, Definition: definition}
	}
	ratio := func(id, num, den string, d report.Direction, group string, label, definition report.Text) *report.Metric {
		return &report.Metric{ID: id, Kind: report.Ratio, Unit: report.Percent, Direction: d, Group: group, Num: num, Den: den, Label: label, Definition: definition}
	}
	all := []*report.Metric{
		flow("revenue", report.Money, report.Up, "sales", words3("Sales", "銷售額", "销售额"),
			words3("What customers ordered in the period, in money", "期間內客戶訂購的金額", "期间内客户订购的金额")),
		flow("orders", report.Count, report.Up, "sales", words3("Orders", "訂單數", "订单数"),
			words3("Orders placed in the period", "期間內成立的訂單", "期间内成立的订单")),
		flow("new_customers", report.Count, report.Up, "customers", words3("New customers", "新客戶", "新客户"),
			words3("Customers who bought for the first time", "首次購買的客戶", "首次购买的客户")),
		flow("lost_customers", report.Count, report.Down, "customers", words3("Lost customers", "流失客戶", "流失客户"),
			words3("Customers who left in the period", "期間內流失的客戶", "期间内流失的客户")),
		flow("leads", report.Count, report.Up, "process", words3("Leads", "線索", "线索"),
			words3("Prospects found in the period", "期間內取得的潛在客戶", "期间内取得的潜在客户")),
		flow("deals", report.Count, report.Up, "process", words3("Deals", "成交數", "成交数"),
			words3("Leads that became orders", "成為訂單的線索", "成为订单的线索")),
		flow("followups", report.Count, report.Up, "process", words3("Follow-ups", "跟進次數", "跟进次数"),
			words3("Contacts made with prospects and customers", "與潛在客戶及客戶的聯繫次數", "与潜在客户及客户的联系次数")),
		stock("customers", "last", report.Up, words3("Customers", "客戶數", "客户数"),
			words3("Customers at the end of the period", "期末的客戶數", "期末的客户数")),
		stock("customers_start", "first", report.Neutral, words3("Customers at the start", "期初客戶數", "期初客户数"),
			words3("Customers at the start of the period", "期初的客戶數", "期初的客户数")),
		ratio("conversion", "deals", "leads", report.Up, "process", words3("Conversion", "轉化率", "转化率"),
			words3("Deals divided by leads", "成交數除以線索數", "成交数除以线索数")),
		ratio("churn_rate", "lost_customers", "customers_start", report.Down, "customers", words3("Churn", "流失率", "流失率"),
			words3("Lost customers divided by customers at the start", "流失客戶除以期初客戶數", "流失客户除以期初客户数")),
		ratio("repurchase_rate", "", "", report.Up, "customers", words3("Repurchase rate", "復購率", "复购率"),
			words3("Customers who bought again, divided by all who bought", "再次購買的客戶除以全部購買的客戶", "再次购买的客户除以全部购买的客户")),
		ratio("collection_rate", "", "", report.Up, "sales", words3("Collection rate", "回款率", "回款率"),
			words3("Money received divided by money due", "已收款項除以應收款項", "已收款项除以应收款项")),
		ratio("market_share", "", "", report.Up, "market", words3("Market share", "市場份額", "市场份额"),
			words3("Own sales divided by those of the whole market", "自身銷售額除以整個市場的銷售額", "自身销售额除以整个市场的销售额")),
	}
	for _, m := range all {
		m.Builtin, m.Decimals, m.Attain = true, -1, "linear"
		m.Core = m.ID != "customers_start" // a part of churn_rate, no figure of its own
	}
	return all
}

func words3(en, hant, hans string) report.Text {
	return report.Text{"en": en, "zh-Hant": hant, "zh-Hans": hans}
}

// builtin makes the built-in metric with this id, or nil.
func builtin(id string) *report.Metric {
	for _, m := range Builtins() {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// builtinScenarios makes the scenarios that are known without configuration.
func builtinScenarios() map[string]report.Scenario {
	return map[string]report.Scenario{
		report.Standard:    {Name: words3("Standard", "一般", "一般")},
		report.Figures:     {Name: words3("Figures only", "僅數字", "仅数字"), Figures: true},
		report.NewMarket:   {Name: words3("New market", "新市場開拓", "新市场开拓"), Roles: []string{"process", "market"}},
		report.KeyAccounts: {Name: words3("Key accounts", "老客戶維護", "老客户维护"), Roles: []string{"customers"}},
		report.Campaign:    {Name: words3("Campaign", "促銷活動", "促销活动"), Roles: []string{"process", "experience"}},
		report.Board:       {Name: words3("Board meeting", "管理層匯報", "管理层汇报"), Roles: []string{"board"}},
	}
}

// DefaultRoles is the table of headings and the roles that they give their
// sections: domain.md §1.0 in three languages, folded as headings are.
func DefaultRoles() map[string]string {
	words := map[string][]string{
		"intro":      {"引言", "前言", "概述", "背景", "introduction", "overview", "background"},
		"goals":      {"銷售目標回顧", "目標達成情況", "目標完成情況", "目標達成", "目標", "销售目标回顾", "目标达成情况", "目标完成情况", "目标达成", "目标", "goals", "targets", "attainment"},
		"results":    {"成果分析", "銷售數據", "業績", "銷售數據分析", "销售数据", "业绩", "销售数据分析", "results", "sales figures", "跟進明細", "跟进明细", "follow-ups"},
		"process":    {"銷售過程回顧", "客戶開發與跟進", "策略執行效果", "销售过程回顾", "客户开发与跟进", "策略执行效果", "process", "pipeline"},
		"customers":  {"客戶資源管理", "客戶進展", "客戶流失與留存", "客戶", "客户资源管理", "客户进展", "客户流失与留存", "客户", "customers"},
		"market":     {"市場動態", "競品動態", "行業趨勢對比", "市場", "市场动态", "竞品动态", "行业趋势对比", "市场", "market", "competitors", "competition"},
		"issues":     {"問題反思", "問題與挑戰", "問題", "问题反思", "问题与挑战", "问题", "issues", "problems"},
		"experience": {"經驗與策略提煉", "成功案例", "經驗", "经验与策略提炼", "经验", "lessons", "practices", "lessons learned"},
		"plan":       {"未來規劃", "下月計劃", "改進方向與行動計劃", "下季計劃", "下週計劃", "下周計劃", "明日計劃", "計劃", "未来规划", "下月计划", "改进方向与行动计划", "下季计划", "下周计划", "明日计划", "计划", "plan", "next steps"},
		"conclusion": {"結論", "總結", "结论", "总结", "conclusion", "summary"},
		"team":       {"團隊貢獻", "团队贡献", "team contribution", "team"},
		"board":      {"數據看板", "数据看板", "data board"},
		"events":     {"關鍵事件", "关键事件", "key events", "events"},
	}
	table := map[string]string{}
	for _, role := range report.Roles {
		for _, w := range words[role] {
			table[w] = role
		}
	}
	return table
}
