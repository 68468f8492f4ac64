package check

// phrasesZh are the expressions of domain.md §4.4 in Traditional and Simplified
// Chinese. Each has at least two characters: of one alone nothing can be said (略
// stands in 策略 far more often than for itself).
var phrasesZh = []list{
	{degree, hintUp, "有所提升 有所增長 有所改善 有所提高 有所增加 有所上升 有所好轉 有所回升 略有提升 略有增長 略有上升 略有增加 略微上升 略微提升 稍有提升 稍有增長 有一定提升 有一定增長 有一定改善"},
	{degree, hintUp, "有所增长 有所好转 略有增长 稍有增长 有一定增长"},
	{degree, hintDown, "略有下降 略有下滑 略有回落 略有減少 略微下滑 略微下降 略微回落 稍有回落 稍有下降 稍有下滑 有所下降 有所下滑 有所減少 有所回落 有所降低 有一定下滑 有一定下降 有一定減少"},
	{degree, hintDown, "略有减少 有所减少 有一定减少"},
	{degree, hintBig, "明顯提升 明顯提高 明顯改善 明顯好轉 明顯下降 明顯下滑 明顯增長 明顯增加 明顯減少 大幅改善 突飛猛進 一落千丈"},
	{degree, hintBig, "明显提升 明显提高 明显改善 明显好转 明显下降 明显下滑 明显增长 明显增加 明显减少 突飞猛进"},
	{quality, hintRate, "較好 較差 較佳 不錯 不太理想 不夠理想 不理想 良好 欠佳"},
	{quality, hintRate, "较好 较差 较佳 不错 不够理想"},
	{amount, hintCount, "大量 不少 許多 若干 一些 眾多 諸多"},
	{amount, hintCount, "许多 众多 诸多"},
	{some, hintSome, "部分"},
	{nearly, hintExact, "大約 大概 差不多 左右 上下"},
	{nearly, hintExact, "大约"},
	{someday, hintDate, "近期 日前 一段時間 早日 儘快 盡快 適時"},
	{someday, hintDate, "一段时间 尽快 适时"},
	{someone, hintName, "相關部門 有關部門 有關人員 相關人員 有關方面"},
	{someone, hintName, "相关部门 有关部门 有关人员 相关人员 有关方面"},
	{somehow, hintDrop, "一定程度上 在某種程度上 某種程度上"},
	{somehow, hintDrop, "在某种程度上 某种程度上"},
	{blame, 0, "能力不足 能力差 水平低 態度差 態度不好 懶散 不努力 不上心 不負責 責任心不強 表現差 拖後腿 推諉 扯皮 失職 難纏 刁難 挑剔 無理取鬧 素質低 不配合 不給力 運氣不好"},
	{blame, 0, "态度差 态度不好 懒散 不负责 责任心不强 表现差 拖后腿 推诿 失职 难缠 刁难 无理取闹 素质低 不给力 运气不好"},
	{guess, 0, "可能 也許 應該是 估計 想必 我認為 我感覺 我們感覺 感覺上"},
	{daily, 0, "日環比 日环比 較昨日 较昨日 較昨天 较昨天 比昨日 比昨天"},
	{weekly, 0, "週環比 周環比 周环比 較上週 較上周 较上周 比上週 比上周"},
	{monthly, 0, "月環比 月环比 較上月 较上月 比上月"},
	{quarterly, 0, "季環比 季环比 較上季 较上季 比上季"},
	{guess, 0, "也许 应该是 估计 我认为 我感觉 我们感觉 感觉上"},
}

// The characters and words around an expression that make another one of it.
var (
	// countedZh are what can be counted.
	countedZh = []string{"客戶", "客户", "訂單", "订单", "線索", "线索", "商機", "商机", "新客", "老客", "潛在客", "潜在客", "意向客", "大客", "經銷商", "经销商", "代理商", "門店", "门店", "合同", "合約", "合约", "投訴", "投诉", "銷售員", "销售员", "銷售人員", "销售人员", "業務員", "业务员",
		"人員", "人员", "員工", "员工", "區域", "区域", "地區", "地区", "產品", "产品"}
	// performanceZh are what goes well or badly.
	performanceZh = []string{"業績", "业绩", "銷售", "销售", "表現", "表现", "成績", "成绩", "情況", "情况", "效果", "成效", "成果", "完成", "達成", "达成", "率", "額", "额", "增長", "增长", "回款", "轉化", "转化", "毛利", "利潤", "利润", "滿意度", "满意度", "口碑", "反應", "反应", "反響", "反响", "勢頭", "势头", "走勢", "走势"}
)
