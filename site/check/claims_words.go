package check

import "almanac/site/period"

// A sense is what a word means to those who read claims.
type sense uint8

const (
	aWord    sense = iota // nothing
	aPause                // what ends a clause; n: its character
	aFigure               // n: its place among the figures
	aMetric               // n: its place in the archive
	aUnit                 // n: its place in the archive
	aWhole                // 公司: the root
	aWhen                 // a period; n: its place among the times of the text
	aBasis                // a comparison, complete: 環比, YoY; n: its base, with its grain; m: the way that it went
	aAgainst              // the beginning of one: 較, on; a period follows; n: 1 if it is "and" as well, 2 if it says why as well
	aWay                  // n: +1 up, −1 down, +2 better, −2 worse, 0 either; m: 1 if it compares: more, 多
	aTo                   // 至
	aFrom                 // 由
	aBe                   // 為, reached
	aFill                 // says nothing between a metric and what it did
	aLead                 // says nothing before a metric
	aAnd                  // joins words or clauses
	aBut                  // begins a clause
	aOf                   // 的, of
	aHedge                // n: a hedge
	aAfter                // the same, behind a figure: 左右
	aDegree               // n: a band
	aFlat                 // 持平
	aStreak               // n: moves in a row; m: the grain, below zero for "the third in a row"
	aGrowth               // 增幅; n: its way
	aPace                 // n: +1 wider, −1 narrower
	aAttain               // 達成率
	aDone                 // 完成: what is reached, or of a target
	aOver                 // 超額
	aGoal                 // 目標
	aAverage              // 團隊平均; n: whose
	aPeers                // 行業平均
	aBeyond               // 高於, more than; n: as of aWay; m: the hedge that it is before a figure
	aBeats                // the same, as a verb: exceeded
	aDigits               // 雙位數; n: how many digits
	aMany                 // 翻倍; n: a multiple, m: its hedge
	aPart                 // a quarter; n: a fraction
	aWon                  // 簽下: of deals
	aPlan                 // what follows has not happened
	aActual               // it has
	aSaid                 // it is someone else's word
	aApart                // what follows is reckoned otherwise
	aSum                  // added up from the beginning of the year
	aIn                   // in, for: narrows down what is spoken of
	aDay                  // a day, or a part of a period: what is said then is of no more than that
	aTopic                // what makes a topic of the words before it or behind it: 期間, 方面, among
	aEnd                  // despite, after: what follows says why
	aQuote                // someone else's words, as a whole
)

// Bases of a comparison.
const (
	onPrevious = iota + 1
	onYear
)

// Grains that a word for a comparison may name, added to its base.
const (
	inWeeks    = int(period.Weekly) * perGrain
	inMonths   = int(period.Monthly) * perGrain
	inQuarters = int(period.Quarterly) * perGrain
	perGrain   = 16
)

// Hedges.
const (
	hedgeNone   = iota
	hedgeAbout  // 約
	hedgeOver   // 逾
	hedgeNearly // 近
	hedgeClose  // 接近
	hedgeUnder  // 不足
	hedgeLeast  // 至少
	hedgeMost   // 至多
)

// A vocabulary is words of one sense, apart by spaces or, where words hold spaces,
// by bars.
type vocabulary struct {
	is    sense
	n, m  int
	words string
}

// chineseWords are the words of Chinese texts, in Traditional characters and in
// Simplified ones where those differ. A word of one character that is part of
// many others counts only where tight says so.
var chineseWords = []vocabulary{
	{aBasis, onPrevious, 0, "環比 环比"},
	{aBasis, onPrevious + inMonths, 0, "按月 月環比 月环比 MoM"},
	{aBasis, onPrevious + inQuarters, 0, "按季 季環比 季环比 QoQ"},
	{aBasis, onPrevious + inWeeks, 0, "週環比 周环比 周環比 WoW"},
	{aBasis, onYear, 0, "同比 按年 年同比 YoY"},
	{aBasis, onPrevious + inMonths, +1, "月增 月增率 月增幅"},
	{aBasis, onPrevious + inQuarters, +1, "季增 季增率"},
	{aBasis, onPrevious + inWeeks, +1, "週增 周增"},
	{aBasis, onPrevious + inMonths, -1, "月減 月减 月減率 月减率"},
	{aBasis, onPrevious + inQuarters, -1, "季減 季减 季減率"},
	{aBasis, onPrevious + inWeeks, -1, "週減 周减"},
	{aBasis, onYear, +1, "年增 年增率 年增幅 年成長 年增長 年增长"},
	{aBasis, onYear, -1, "年減 年减 年減率 年减率"},
	{aAgainst, 0, 0, "較 较 比 對比 对比 相較於 相较于 相較 相较 相比於 相對於 相对于 比起 較之 同"},
	{aAgainst, 1, 0, "与 與 和 跟"},
	{aWay, +1, 0, "增長 增长 增加 上升 提升 提高 上漲 上涨 成長 成长 攀升 上揚 走高 回升 反彈 反弹 增 升 漲 涨 增多 新增 淨增 净增"},
	{aWay, +1, 1, "多 高 多出 高出 多了 高了"},
	{aWay, +2, 0, "改善"},
	{aWay, +2, 1, "好"},
	{aWay, -2, 0, "惡化 恶化"},
	{aWay, -2, 1, "差"},
	{aWay, -1, 0, "下降 下滑 減少 减少 降低 下跌 回落 縮減 缩减 衰退 滑落 走低 萎縮 萎缩 下挫 跌 降 減 减"},
	{aWay, -1, 1, "少 低 少了 低了"},
	{aTo, 0, 0, "至 到 回到 變成 变成 變為 变为 轉為 转为 轉成 来到 來到"},
	{aFrom, 0, 0, "由 從 从 自"},
	{aBe, 0, 0, "為 为 是 達 达 達到 达到 約為 约为 穩定在 稳定在 維持在 维持在 保持在 穩定於 維持 维持 保持 錄得 录得 計 计 共計 共计 總計 总计 高達 高达 實現 实现 有 共 報 报 停在 落在 只有 僅有 仅有 仅为 僅為 則為 则为 等於"},
	{aDone, 0, 0, "完成 達成 达成"},
	{aOf, 0, 0, "的"},
	{aFill, 0, 0, "以來 以来 也 亦 均 都 已 已經 已经 仍 又 再 還 还 更 就 便 僅 仅 只 則 则 卻 却 了 呈現 呈现 出現 出现 進一步 进一步 繼續 继续 持續 持续 本身 相比 相較之下 首次 再次 同期 幾乎 几乎 水平 水準 水准"},
	{aWhole, 0, 0, "公司 全公司 本公司 整個公司 集團 集团 全集團 全集团"},
	{aIn, 0, 0, "在 於 于"},
	{aTopic, 0, 0, "方面 期間 期间 當中 当中 之中 對 对 針對 针对 對於 对于 就 而言 來說 来说 來看 来看 渠道 通路 業務 业务 門市 门店 地區 地区 市場 市场 部分 系列 產品線 产品线 類 类 客群 行業 行业 展會 展会 活動 活动"},
	{aDay, 0, 0, "上旬 中旬 下旬 月初 月中 上半月 下半月 首週 首周 第一週 第一周 單日 单日 當天 当天 當日 当日 上半年 下半年 週末 周末 節前 节前 節後 节后 假期 首日"},
	{aLead, 0, 0, "截至 截止 整體而言 整体而言 總體而言 总体而言 總的來說 总的来说 總體來看 总体来看 整體上 整体上 從數字看 从数字看 期末 月底 月末 季末 年末"},
	{aLead, 0, 0, "整體 整体 總 总 總體 总体 團隊 团队 我們 我们 本單位 本单位 本部門 本部门 本團隊 本团队 另外 此外 同時 同时 因此 所以 然而 不過 不过 雖然 虽然 儘管 尽管 其中 單月 单月 單季 单季 數據顯示 数据显示 資料顯示 资料显示 統計顯示 统计显示 可見 可见 全隊 全队 月度 季度 年度 具體來看 具体来看 整體來看 整体来看 至於 至于 其"},
	{aAnd, 0, 0, "及 以及 、"},
	{aBut, 0, 0, "但 但是 而 而且 並 并 並且 并且 且"},
	{aHedge, hedgeAbout, 0, "約 约 大約 大约 大概 大致"},
	{aHedge, hedgeOver, 0, "逾 超 突破 超出"},
	{aHedge, hedgeNearly, 0, "近 將近 将近"},
	{aHedge, hedgeClose, 0, "接近"},
	{aHedge, hedgeUnder, 0, "不足 不到 未滿 未满"},
	{aHedge, hedgeLeast, 0, "至少 不少於 不少于 不低於 不低于"},
	{aHedge, hedgeMost, 0, "至多 最多 不超過 不超过 不高於 不高于"},
	{aAfter, hedgeAbout, 0, "左右 上下"},
	{aAfter, hedgeLeast, 0, "以上"},
	{aAfter, hedgeMost, 0, "以下 以內 以内"},
	{aDegree, 1, 0, "小幅 小幅度"},
	{aDegree, 3, 0, "顯著 显著"},
	{aDegree, 4, 0, "大幅 大幅度"},
	{aFlat, 0, 0, "持平 基本持平 大致持平 基本不變 基本不变"},
	{aGrowth, +1, 0, "增幅 漲幅 涨幅 升幅 增速 增長率 增长率 成長率 成长率 增長幅度 增长幅度"},
	{aGrowth, -1, 0, "降幅 跌幅 減幅 减幅 下降幅度 下滑幅度 衰退幅度 減少幅度"},
	{aPace, +1, 0, "擴大 扩大 加快 加速 加深"},
	{aPace, -1, 0, "收窄 縮小 缩小 放緩 放缓 趨緩 趋缓 減緩 减缓 縮窄"},
	{aAttain, 0, 0, "達成率 达成率 完成率 目標達成率 目标达成率 目標完成率 目标完成率 達標率 达标率 目標達成度"},
	{aOver, +1, 0, "超額完成 超额完成 超額 超额 超標 超出目標 超出目标 超過目標 超过目标 超額達成 超额达成"},
	{aGoal, 0, 0, "目標 目标 銷售目標 销售目标 業績目標 业绩目标"},
	{aAverage, 1, 0, "團隊平均 团队平均 團隊平均水平 团队平均水平 團隊平均值 团队平均值 團隊均值 团队均值 小組平均 小组平均 全隊平均 全队平均 組內平均 组内平均"},
	{aAverage, 2, 0, "公司平均 公司平均水平 全公司平均"},
	{aAverage, 3, 0, "部門平均 部门平均 部門平均水平 部门平均水平"},
	{aPeers, 0, 0, "行業平均 行业平均 行業平均水平 行业平均水平 行業平均值 行业平均值 行業均值 行业均值 行業水平 行业水平 業界平均 业界平均 業界水準 業界平均水準 同業平均 同业平均 產業平均 产业平均 行業平均水準 市場平均 市场平均"},
	{aBeyond, +1, hedgeOver, "高於 高于 超過 超过 多於 多于"},
	{aBeyond, -1, hedgeUnder, "低於 低于 少於 少于"},
	{aBeyond, +2, 0, "優於 优于 好於 好于"},
	{aBeyond, -2, 0, "落後於 落后于 不及 遜於 逊于"},
	{aDigits, 2, 0, "雙位數 双位数 兩位數 两位数"},
	{aDigits, 3, 0, "三位數 三位数"},
	{aMany, 2, 0, "翻倍 翻番 翻一番 翻了一番 翻了一倍 倍增"},
	{aMany, -2, 0, "減半 减半 腰斬 腰斩"},
	{aMany, 4, 0, "翻兩番 翻两番 翻了兩番 翻了两番"},
	{aPart, 25, 0, "四分之一"},
	{aPart, 33, 0, "三分之一"},
	{aPart, 50, 0, "一半"},
	{aPart, 66, 0, "三分之二"},
	{aPart, 75, 0, "四分之三"},
	{aWon, 0, 0, "成交 簽約 签约 簽下 签下 簽單 签单 拿下 成單 成单 贏得 赢得"},
	{aPlan, 0, 0, "預計 预计 預期 预期 預測 预测 預估 预估 計劃 计划 計畫 規劃 规划 擬 拟 若 如果 倘若 假如 假設 假设 一旦 次月 次季 來年 来年 將 将 力爭 力争 爭取 争取 有望 可望 希望 期望 務必 务必 確保 确保 打算 準備 准备 應 应 須 须 需要 要求 可能 下一步 下月 下個月 下个月 下季 下季度 下一季 下一季度 明年 下週 下周 下年度 下半年"},
	{aActual, 0, 0, "實際 实际 實績 实绩 目前 現已 现已"},
	{aSaid, 0, 0, "據 据 根據 根据 依據 依据 引自 引述 引用 轉引 转引 來源 来源 據悉 据悉 報導 报导 報道 报道 表示 指出 聲稱 声称 聲明 媒體 媒体 客戶說 研究機構 研究机构 分析師 分析师"},
	{aApart, 0, 0, "扣除 剔除 撇除 不含 不計 不计 未計 排除 同口徑 同口径 可比口徑 可比口径 分別 分别 依次 依序 各自"},
	{aSum, 0, 0, "累計 累计 年初至今 今年以來 今年以来"},
	{aFill, 0, 0, "創新高 创新高 創下新高 创下新高 再創新高 再创新高 創歷史新高 创历史新高 達標 达标 未達標 未达标"},
	{aWord, 0, 0, "若干 將領 將軍 數據 数据 證據 证据 佔據 占據 占据 收據 單據 根据地 模擬 模拟 虛擬 虚拟 響應 响应 供應 供应 反應 反应 應收 应收 應用 应用 相應 相应 應對 应对 適應 对应 對應 效應 效应 目標客戶 目标客户 目標市場 目标市场 目標群 占比 佔比 比例 比重 比率 比較 比较 無比 近期 最近 附近 鄰近 從而 从而 因而 反而 然後 因為 因为 成為 成为 認為 认为 作為 作为 行為 行为 為了 为了 為止 直到 得到 收到 遇到 看到 感到 到期 到貨 到位 至今 甚至 自動 自动 自己 自行 由於 由于 理由 自由 有效 有限 有關 有关 有些 所有 沒有 没有 沒 没 未 不 無 无 有所 其他 其它 其余 其餘 總部 总部 總監 總數 高端 高層 高檔 多數 多数 多家 多次 多種 少數 少量 較高 較低 比方 計入 計算 计算 完成度 共同 是否 報告 报告 報價 报价 年初 年底 季初 同行 同業 同事 同類 和解 和諧 與會 與否 參與 給予 共享 公共 平均每 人均 日均 月均 户均 戶均 單均 超市 超級"},
}

// tight are words of one character that count only where a figure follows, or what
// leads to one.
const tight = "增升漲涨多高跌降減减少低好差自超近計计報报有共"

var englishWords = []vocabulary{
	{aBasis, onPrevious + inMonths, 0, "month on month|month-on-month|month over month|month-over-month|mom|m/m|on the month|over the month"},
	{aBasis, onPrevious + inQuarters, 0, "quarter on quarter|quarter-on-quarter|quarter over quarter|quarter-over-quarter|qoq|q/q|on the quarter|over the quarter"},
	{aBasis, onPrevious + inWeeks, 0, "week on week|week-on-week|week over week|week-over-week|wow|w/w|on the week|over the week"},
	{aBasis, onYear, 0, "year on year|year-on-year|year over year|year-over-year|yoy|y/y|on the year|over the year|in a year|annually"},
	{aAgainst, 2, 0, "since"},
	{aAgainst, 0, 0, "on|than|than in|against|instead of|versus|vs|compared with|compared to|in comparison with|relative to|set against"},
	{aFrom, 0, 0, "from"},
	{aWay, +1, 0, "rose|rise|rises|risen|rising|grew|grow|grows|grown|growing|increased|increase|increases|climbed|climb|up|gained|gain|gains|advanced|jumped|jump|surged|expanded|added|went up|were up|was up|is up|are up"},
	{aWay, +1, 1, "more|higher"},
	{aWay, +2, 0, "improved"},
	{aWay, +2, 1, "better"},
	{aWay, -2, 0, "worsened|deteriorated"},
	{aWay, -2, 1, "worse"},
	{aWay, -1, 0, "fell|fall|falls|fallen|falling|declined|decline|declines|decreased|decrease|decreases|dropped|drop|drops|down|slipped|shrank|slid|dipped|dip|contracted|retreated|reduction|lost|shed|went down|was down|were down|is down|are down"},
	{aWay, -1, 1, "lower|fewer|less"},
	{aWay, 0, 0, "moved|changed|went|shifted"},
	{aTo, 0, 0, "to"},
	{aBe, 0, 0, "was|were|is|are|be|stood at|stands at|came to|came in at|comes to|reached|reaching|totalled|totaled|hit|amounted to|amounts to|ended at|closed at|remained at|held at|stayed at|held steady at|stable at|at|made|came out at|finished at|settled at|numbered|equalled|posted|recorded|registered|saw|achieved"},
	{aOf, 0, 0, "of|worth"},
	{aFill, 0, 0, "that of|only|just|again|already|then|still|even|themselves|in total|has|have|had|by|the|a|an|been|now|in fact|together|once more|some|further|another|'s|’s|this time|at the same time|as well|continued to"},
	{aWhole, 0, 0, "company|group|company-wide"},
	{aLead, 0, 0, "we|our|the number of|number of|total|overall|team|net|monthly|quarterly|annual|this|its|however|meanwhile|also|in addition|moreover|in all|both|altogether|as a whole|on the whole|here|even though|we see that|note that|because"},
	{aAnd, 0, 0, "and|or|plus|&"},
	{aBut, 0, 0, "but|while|whereas|yet|although|though|as|even as|with|so|which|that"},
	{aHedge, hedgeAbout, 0, "about|around|roughly|approximately|some|circa|approx."},
	{aHedge, hedgeOver, 0, "upwards of|just over|well over|a little over|just above"},
	{aHedge, hedgeNearly, 0, "nearly|almost|just under|just below"},
	{aHedge, hedgeClose, 0, "close to|near"},
	{aHedge, hedgeLeast, 0, "at least|not less than|no less than|no fewer than"},
	{aHedge, hedgeMost, 0, "at most|no more than|not more than"},
	{aAfter, hedgeLeast, 0, "or more"},
	{aAfter, hedgeAbout, 0, "or so"},
	{aDegree, 1, 0, "edged|slightly|slight"},
	{aDegree, 3, 0, "markedly|marked"},
	{aDegree, 4, 0, "sharply|sharp|steeply"},
	{aFlat, 0, 0, "broadly unchanged|broadly flat|broadly stable|unchanged|flat|little changed|virtually unchanged|essentially unchanged|essentially flat"},
	{aGrowth, +1, 0, "rate of growth|growth rate|pace of growth|rate of increase|rate of rise|the rise|the increase|growth"},
	{aGrowth, -1, 0, "rate of decline|rate of decrease|rate of fall|pace of decline|rate of the decline|the decline|the fall|the drop"},
	{aPace, +1, 0, "widened|widening|accelerated|quickened|sped up|deepened|steepened|picked up"},
	{aPace, -1, 0, "narrowed|narrowing|slowed|slowing|eased|moderated"},
	{aAttain, 0, 0, "attainment|attainment rate|rate of attainment|target attainment|achievement rate|attainment of target"},
	{aGoal, 0, 0, "target|targets|plan|goal|quota|budget"},
	{aAverage, 1, 0, "team average|team's average|team’s average|average of the team|team mean|average for the team"},
	{aAverage, 2, 0, "company average|company-wide average|group average|average of the company"},
	{aAverage, 3, 0, "department average|department's average|departmental average|average of the department"},
	{aPeers, 0, 0, "industry average|industry norm|industry mean|industry benchmark|sector average|market average|industry's average|average of the industry|average for the industry"},
	{aBeyond, +1, hedgeOver, "above|over|ahead of|beyond|higher than|in excess of|exceeding|more than|more than in|higher than in"},
	{aBeyond, +2, 0, "better than|better than in"},
	{aBeyond, -2, 0, "worse than|worse than in"},
	{aBeats, +1, hedgeOver, "exceeded|exceeds|exceed|beat|beats|surpassed|surpasses|passed"},
	{aBeats, -1, 0, "missed|misses|miss"},
	{aBeyond, -1, hedgeUnder, "below|under|short of|behind|lower than|beneath|less than|fewer than|less than in|fewer than in|lower than in"},
	{aDigits, 2, 0, "double-digit|double digit|two-digit"},
	{aDigits, 3, 0, "triple-digit|triple digit|three-digit"},
	{aMany, 2, 0, "doubled|double|doubling|twofold"},
	{aMany, -2, 0, "halved|halving"},
	{aMany, 3, 0, "tripled|trebled|threefold"},
	{aMany, 4, 0, "quadrupled|fourfold"},
	{aPart, 25, 0, "a quarter|one quarter|one-quarter"},
	{aPart, 33, 0, "a third|one third|one-third"},
	{aPart, 50, 0, "a half|half|one half|one-half"},
	{aPart, 66, 0, "two thirds|two-thirds"},
	{aPart, 75, 0, "three quarters|three-quarters"},
	{aWon, 0, 0, "closed|won|signed"},
	{aPlan, 0, 0, "if|will|would|could|may|might|should|must|expect|expects|expected|expecting|forecast|forecasts|plans to|planned|planning|aim|aims|aimed|aiming|hope|hopes|next month|next quarter|next year|next week|intend|intends|projected|likely|unless|provided that|assuming|can|we plan|want|wants|going to|ought"},
	{aActual, 0, 0, "actual|actually|so far"},
	{aSaid, 0, 0, "according to|say|says|said|source|sources|quoted|quotes|claims that|analysts|reported by|reports that|press|survey|believes|believe"},
	{aApart, 0, 0, "excluding|except|net of|without|adjusted for|adjusted|like-for-like|like for like|respectively|stripping out|leaving out|other than|apart from"},
	{aSum, 0, 0, "year to date|year-to-date|cumulative|so far this year|to date"},
	{aIn, 0, 0, "at the end of|by the end of|as of the end of|as at the end of|as of|as at|in|for|within|across|throughout|during"},
	{aTopic, 0, 0, "among|outside|inside|online|offline|through|via|averaged|average"},
	{aDay, 0, 0, "per day|per week|a day|a week|a month|each day|mid-month|the first half|the second half|the first week|the last week|the first day|by mid-month|weekend|week one|weekly|daily"},
	{aEnd, 0, 0, "despite|after|thanks to|owing to|due to|following|amid|because of|on account of|in spite of|once|when|before|even after|given"},
	{aWord, 0, 0, "more or less|of which|up to date|as well as|as long as|in line|set up|set to|follow-up|follow up|over time|in time|on time|on target|on plan|made up|make up|makes up|making up|not|no|never|n't|neither|nor|none|one of|half of|on hand|at hand|at all|for example|such as"},
}
