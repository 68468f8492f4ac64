package check

import "almanac/site/diag"

// ofReading are the rules that are kept while files are read; package content finds
// what breaks them, and here they are explained.
func ofReading() []Rule {
	var list []Rule
	add := func(rules ...Rule) {
		for _, r := range rules {
			r.Since = since
			list = append(list, r)
		}
	}
	add(unreadable()...)
	add(shown()...)
	add(linked()...)
	add(stated()...)
	return list
}

// stops is a rule whose breach keeps a report from being read.
func stops(name, code string) diag.Rule {
	return diag.Rule{Name: name, Code: code, Severity: diag.Error, Unreadable: true}
}

// unreadable are the rules that a report must keep to be read at all.
func unreadable() []Rule {
	return []Rule{
		{Rule: stops("read/front-matter", ""), Title: w("No front matter", "缺少檔頭", "缺少文件头"),
			Doc: w("A report begins with TOML between two lines +++; the text stands below.", "報告以兩行 +++ 之間的 TOML 開頭，正文在其下。", "报告以两行 +++ 之间的 TOML 开头，正文在其下。"),
			Bad: "+++\ntitle = \"March\"\n", Good: "+++\ntitle = \"March\"\n+++\n"},
		{Rule: stops("read/toml", ""), Title: w("Not TOML", "TOML 寫法有誤", "TOML 写法有误"),
			Doc: w("The front matter and config.toml are TOML 1.0: texts stand in quotes, dates do not, a key stands once.", "檔頭與 config.toml 採用 TOML 1.0：文字加引號，日期不加，同一個鍵只寫一次。", "文件头与 config.toml 采用 TOML 1.0：文字加引号，日期不加，同一个键只写一次。"),
			Bad: "+++\ntitle = March\n+++\n", Good: "+++\ntitle = \"March\"\n+++\n"},
		{Rule: stops("read/conflict", ""), Title: w("Not merged", "合併衝突未解決", "合并冲突未解决"),
			Doc: w("Where git cannot merge two versions it writes both, between <<<<<<< and >>>>>>>, for somebody to choose.", "Git 無法合併兩個版本時，會把兩者都寫在 <<<<<<< 與 >>>>>>> 之間，待人取捨。", "Git 无法合并两个版本时，会把两者都写在 <<<<<<< 与 >>>>>>> 之间，待人取舍。"),
			Bad: "+++\n+++\n<<<<<<< HEAD\nSales rose.\n=======\nSales fell.\n>>>>>>> east\n", Good: "+++\n+++\nSales rose.\n"},
		{Rule: stops("read/encoding", ""), Title: w("Not UTF-8", "不是 UTF-8", "不是 UTF-8"),
			Doc: w("Files are UTF-8 without NUL characters; editors save so by default.", "檔案須為 UTF-8，且不含 NUL 字元；編輯器預設即如此儲存。", "文件须为 UTF-8，且不含 NUL 字符；编辑器默认即如此保存。"),
			Bad: "+++\n+++\nSales\x00\n", Good: "+++\n+++\nSales\n"},
		{Rule: stops("read/key", "D100"), Title: w("An unknown key", "未知的鍵", "未知的键"), Meets: "R-1.1-1",
			Doc: w("Only keys that almanac knows stand in the front matter and in config.toml, so that a slip of the pen is seen and no entry is lost.", "檔頭與 config.toml 只接受已知的鍵，寫錯了會立刻發現，不會有內容悄悄遺失。", "文件头与 config.toml 只接受已知的键，写错了会立刻发现，不会有内容悄悄丢失。"),
			Bad: "+++\ntitel = \"March\"\n+++\n", Good: "+++\ntitle = \"March\"\n+++\n"},
		{Rule: stops("read/type", ""), Title: w("A value of another type", "值的類型不對", "值的类型不对"),
			Doc: w("A key takes a text, a number, a day, a list or a table; and where there are only a few words to choose from, one of them.", "每個鍵的值是文字、數字、日期、清單或表；只有幾個選項時，必須是其中之一。", "每个键的值是文字、数字、日期、列表或表；只有几个选项时，必须是其中之一。"),
			Bad: "+++\ntags = \"promotion\"\n+++\n", Good: "+++\ntags = [\"promotion\"]\n+++\n"},
		{Rule: stops("read/number", "D110"), Title: w("Not a number", "不是數字", "不是数字"),
			Doc: w("A figure is a number, or a text such as \"120萬元\", \"1.2M\", \"16%\", \"8/50\": exact, without spaces inside, brackets or exponents.", "數字可直接寫，或寫成 \"120萬元\"、\"1.2M\"、\"16%\"、\"8/50\" 這樣的文字：精確，中間沒有空格、括號或指數。", "数字可直接写，或写成 \"120万元\"、\"1.2M\"、\"16%\"、\"8/50\" 这样的文字：精确，中间没有空格、括号或指数。"),
			Bad: "+++\n[metrics.revenue]\nactual = \"about 12\"\n+++\n", Good: "+++\n[metrics.revenue]\nactual = 12\n+++\n"},
		{Rule: stops("read/period", ""), Title: w("Not a period, or another", "期間有誤", "期间有误"), Meets: "R-1.1-1 R-1.4-5",
			Doc: w("A report's file is named like its period: 2026-03-31, 2026-W14, 2026-03, 2026-Q1 or 2026; with fiscal years FY2026-Q1 and FY2026. period in the front matter may be left out; where it stands it says the same.", "報告的檔名就是期間：2026-03-31、2026-W14、2026-03、2026-Q1 或 2026；財年則為 FY2026-Q1 與 FY2026。檔頭可以不寫 period；若寫了，就要一致。", "报告的文件名就是期间：2026-03-31、2026-W14、2026-03、2026-Q1 或 2026；财年则为 FY2026-Q1 与 FY2026。文件头可以不写 period；若写了，就要一致。"),
			Bad: "-- content/2026-13.md --\n+++\n+++\n-- content/2026-03.md --\n+++\n+++\n", Good: "-- content/2026-12.md --\n+++\nstatus = \"plan\"\n+++\n"},
		{Rule: stops("read/path", ""), Title: w("A file that is no report", "檔案不是報告", "文件不是报告"), Meets: "R-1.1-1",
			Doc: w("A Markdown file in content is a report, named like its period, or the words of one in a language of the archive, as in 2026-03.zh-Hant.md.", "content 中的 Markdown 檔案須是以期間命名的報告，或其另一語言的版本，如 2026-03.zh-Hant.md。", "content 中的 Markdown 文件须是以期间命名的报告，或其另一语言的版本，如 2026-03.zh-Hant.md。"),
			Bad: "-- content/2026-03.md --\n+++\n+++\n-- content/2026-03.zh-Hant.md --\n+++\n+++\n", Good: "-- config.toml --\ntitle = \"T\"\nlanguages = [\"en\", \"zh-Hant\"]\n-- content/2026-03.md --\n+++\n+++\n-- content/2026-03.zh-Hant.md --\n+++\n+++\n"},
		{Rule: stops("read/duplicate", ""), Title: w("Two files for one report", "同一份報告有兩個檔案", "同一份报告有两个文件"),
			Doc: w("A unit has one report for a period, wherever its file lies.", "一個單位在一個期間只有一份報告，無論檔案放在哪裡。", "一个单位在一个期间只有一份报告，无论文件放在哪里。"),
			Bad: "-- content/2026-03.md --\n+++\n+++\n-- content/2026/2026-03.md --\n+++\n+++\n", Good: "-- content/2026-03.md --\n+++\n+++\n-- content/2026/2026-02.md --\n+++\n+++\n"},
		{Rule: stops("read/unit", ""), Title: w("An unknown unit", "未知的單位", "未知的单位"), Meets: "R-1.4-1",
			Doc: w("Where config.toml declares units it declares all; a report lies in the folder of one of them.", "config.toml 一旦宣告單位，就要全部宣告；報告放在其中一個單位的資料夾。", "config.toml 一旦声明单位，就要全部声明；报告放在其中一个单位的文件夹。"),
			Bad: "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\n-- content/west/2026-03.md --\n+++\n+++\n", Good: "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\n-- content/east/2026-03.md --\n+++\n+++\n"},
		{Rule: stops("read/level", "D101"), Title: w("Another level than the unit's", "層級與單位不符", "层级与单位不符"), Meets: "R-1.4-1",
			Doc: w("level may be left out: it is the unit's. Where it stands in a report it is the same.", "level 可以不寫，以單位為準；若寫了，就要相同。", "level 可以不写，以单位为准；若写了，就要相同。"),
			Bad: "+++\nlevel = \"team\"\n+++\n", Good: "+++\nlevel = \"company\"\n+++\n"},
		{Rule: stops("read/metric", ""), Title: w("An unknown metric", "未知的指標", "未知的指标"),
			Doc: w("A metric is declared in config.toml, or one of those that are known without: revenue, orders, new_customers and so on.", "指標須在 config.toml 宣告，或是內建的 revenue、orders、new_customers 等。", "指标须在 config.toml 声明，或是内建的 revenue、orders、new_customers 等。"),
			Bad: "+++\n[metrics.revnue]\nactual = 1\n+++\n", Good: "+++\n[metrics.revenue]\nactual = 1\n+++\n"},
		{Rule: stops("read/limit", ""), Title: w("Too much", "超出上限", "超出上限"),
			Doc: w("Sizes and nesting have limits that nobody reaches by hand: they keep one file from holding up the whole archive.", "大小與巢狀層數有上限，手寫不會達到；這樣一個檔案不會拖住整個檔案館。", "大小与嵌套层数有上限，手写不会达到；这样一个文件不会拖住整个档案馆。")},
		{Rule: stops("read/link-out", ""), Title: w("A file outside of the archive", "檔案在檔案館之外", "文件在档案馆之外"),
			Doc: w("Links of the file system may lead to other files of the archive and nowhere else.", "檔案系統的連結只能指向檔案館內的檔案。", "文件系统的链接只能指向档案馆内的文件。")},
		{Rule: stops("figures/currency", ""), Title: w("Two currencies", "兩種貨幣", "两种货币"), Meets: "R-2.2.1-5",
			Doc:  w("A metric of money has one currency: what is in another is converted with [fx], or is a metric of its own.", "金額指標只有一種貨幣；其他貨幣以 [fx] 換算，或另立指標。", "金额指标只有一种货币；其他货币以 [fx] 换算，或另立指标。"),
			Bad:  "-- content/2026-02.md --\n+++\n[metrics.revenue]\nactual = \"US$5\"\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = \"NT$5\"\n+++\n",
			Good: "-- content/2026-02.md --\n+++\n[metrics.revenue]\nactual = \"NT$5\"\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = \"NT$5\"\n+++\n"},
	}
}

// shown are the rules about text that is shown otherwise than its author may
// think.
func shown() []Rule {
	warns := func(name string) diag.Rule { return diag.Rule{Name: name, Severity: diag.Warning} }
	return []Rule{
		{Rule: warns("read/hidden"), Title: w("A hidden character", "看不見的字元", "看不见的字符"),
			Doc: w("Characters that are not to be seen, or turn the direction of what follows, are taken out of what is read; pasted text brings them along.", "看不見或會改變書寫方向的字元，讀取時會去掉；多半是貼上文字時帶來的。", "看不见或会改变书写方向的字符，读取时会去掉；多半是粘贴文字时带来的。"),
			Bad: "+++\n+++\nSales\u202e rose.\n", Good: "+++\n+++\nSales rose.\n"},
		{Rule: warns("read/html"), Title: w("HTML in the text", "文中有 HTML", "文中有 HTML"), Meets: "R-2.2.1-1",
			Doc: w("HTML is shown as the text it is. Markdown says what a report needs.", "HTML 會照原樣顯示為文字；報告所需的格式用 Markdown 即可。", "HTML 会照原样显示为文字；报告所需的格式用 Markdown 即可。"),
			Bad: "+++\n+++\n<b>Sales</b> rose.\n", Good: "+++\n+++\n**Sales** rose.\n"},
		{Rule: diag.Rule{Name: "read/table", Severity: diag.Error}, Title: w("A table with surplus cells", "表格多出儲存格", "表格多出单元格"),
			Doc: w("A row has more cells than the table has columns. They stay visible at the end of their row.", "某一列的儲存格多於欄數；多出的仍顯示在該列末尾。", "某一行的单元格多于列数；多出的仍显示在该行末尾。"),
			Bad: "+++\n+++\n| a | b |\n| - | - |\n| 1 | 2 | 3 |\n", Good: "+++\n+++\n| a | b |\n| - | - |\n| 1 | 2 |\n"},
		{Rule: warns("read/fence"), Title: w("A code block that does not end", "程式碼區塊沒有結尾", "代码块没有结尾"),
			Doc: w("A block of code begins and nothing ends it, so that the rest of the text is code.", "程式碼區塊有開頭而無結尾，其後全文都成了程式碼。", "代码块有开头而无结尾，其后全文都成了代码。"),
			Bad: "+++\n+++\n```\na\n", Good: "+++\n+++\n```\na\n```\n"},
		{Rule: warns("read/footnote"), Title: w("A footnote that nobody finds", "註腳無人引用", "脚注无人引用"),
			Doc: w("A footnote is defined twice, or nothing refers to it.", "註腳重複定義，或無處引用。", "脚注重复定义，或无处引用。"),
			Bad: "+++\n+++\nSales.\n\n[^a]: by the books\n", Good: "+++\n+++\nSales.[^a]\n\n[^a]: by the books\n"},
		{Rule: warns("read/reference"), Title: w("A link target defined twice", "連結目標重複定義", "链接目标重复定义"),
			Doc: w("Of two targets with one name the first counts, and the other for nothing.", "同名的連結目標以第一個為準，其餘無效。", "同名的链接目标以第一个为准，其余无效。"),
			Bad: "+++\n+++\n[a]\n\n[a]: https://a.example/\n[a]: https://b.example/\n", Good: "+++\n+++\n[a] [b]\n\n[a]: https://a.example/\n[b]: https://b.example/\n"},
		{Rule: warns("read/attribute"), Title: w("An unknown attribute of a heading", "標題的屬性未知", "标题的属性未知"),
			Doc: w("Behind a heading may stand { #id .r-role }, with a role of those that sections have.", "標題後可寫 { #id .r-role }，角色須是章節已有的角色。", "标题后可写 { #id .r-role }，角色须是章节已有的角色。"),
			Bad: "+++\n+++\n## Numbers {.r-resluts}\n", Good: "+++\n+++\n## Numbers {.r-results}\n"},
	}
}

// linked are the rules about links and pictures.
func linked() []Rule {
	fails := func(name, code string) diag.Rule { return diag.Rule{Name: name, Code: code, Severity: diag.Error} }
	return []Rule{
		{Rule: fails("links/broken", "K910"), Title: w("A link to nothing", "連結失效", "链接失效"),
			Doc: w("A link to a report, a heading, a file, or a wiki link names something that is there; else it keeps its words and loses its address.", "指向報告、標題、檔案的連結與 wiki 連結，必須有其目標；否則只保留文字。", "指向报告、标题、文件的链接与 wiki 链接，必须有其目标；否则只保留文字。"),
			Bad: "+++\n+++\nSee [February](2026-02.md).\n", Good: "+++\n+++\nSee [the figures](#results).\n\n## Results\n"},
		{Rule: fails("links/dangerous", ""), Title: w("A dangerous address", "危險的網址", "危险的网址"),
			Doc: w("Addresses begin with https:, http:, mailto: or tel:. Others could run something, and do not go into a page.", "網址以 https:、http:、mailto: 或 tel: 開頭；其他可能執行程式，不會放進頁面。", "网址以 https:、http:、mailto: 或 tel: 开头；其他可能执行程序，不会放进页面。"),
			Bad: "+++\n+++\n[a](javascript:alert)\n", Good: "+++\n+++\n[a](https://example.org/)\n"},
		{Rule: fails("links/outside", ""), Title: w("A link out of the archive", "連結指向檔案館之外", "链接指向档案馆之外"),
			Doc: w("A link to a file stays inside of content, with / between folders.", "檔案連結須在 content 之內，資料夾之間用 /。", "文件链接须在 content 之内，文件夹之间用 /。"),
			Bad: "+++\n+++\n[a](../../plan.pdf)\n", Good: "-- content/2026-03/plan.pdf --\nx\n-- content/2026-03.md --\n+++\n+++\n[a](2026-03/plan.pdf)\n"},
		{Rule: fails("links/image", ""), Title: w("A picture that cannot be shown", "圖片無法顯示", "图片无法显示"),
			Doc: w("A picture is a file beside the report, of a kind that browsers show, not too large, and runs nothing.", "圖片是報告旁的檔案，格式須為瀏覽器所支援，大小適中，且不含程式。", "图片是报告旁的文件，格式须为浏览器所支持，大小适中，且不含程序。"),
			Bad: "-- content/2026-03/plan.bmp --\nx\n-- content/2026-03.md --\n+++\n+++\n![a](2026-03/plan.bmp)\n", Good: "-- content/2026-03/plan.png --\nx\n-- content/2026-03.md --\n+++\n+++\n![a](2026-03/plan.png)\n"},
		{Rule: fails("links/live", ""), Title: w("A live figure of nothing", "即時數字無此指標", "实时数字无此指标"), Meets: "R-2.2.1-9",
			Doc: w("A live figure is {{ [unit/]metric [measure] [of period] }}: of a unit, a metric and a measure that there are.", "即時數字寫作 {{ [單位/]指標 [量度] [of 期間] }}，單位、指標、量度都必須存在。", "实时数字写作 {{ [单位/]指标 [量度] [of 期间] }}，单位、指标、量度都必须存在。"),
			Bad: "+++\n[metrics.revenue]\nactual = 1\n+++\nSales were {{ revnue }}.\n", Good: "+++\n[metrics.revenue]\nactual = 1\n+++\nSales were {{ revenue }}.\n"},
		{Rule: fails("links/source", "X704"), Title: w("An unknown source", "未知的來源", "未知的来源"), Meets: "R-4.5.1-1",
			Doc: w("[^id] cites a footnote of the text, or a document of [[sources]] in the front matter.", "[^id] 引用文中的註腳，或檔頭 [[sources]] 中的文件。", "[^id] 引用文中的脚注，或文件头 [[sources]] 中的文件。"),
			Bad: "+++\n+++\nA rival cut prices.[^mkt-1]\n", Good: "+++\n[[sources]]\nid = \"mkt-1\"\ntitle = \"Market watch\"\nref = \"files/watch.pdf\"\n+++\nA rival cut prices.[^mkt-1]\n"},
	}
}

// stated are the rules about how a figure is written.
func stated() []Rule {
	fails := func(name string) diag.Rule { return diag.Rule{Name: name, Severity: diag.Error} }
	return []Rule{
		{Rule: diag.Rule{Name: "figures/percent", Severity: diag.Warning}, Title: w("A share above 150 %", "比率超過 150 %", "比率超过 150 %"),
			Doc: w("A bare number for a metric in percent is a fraction: 0.16 is 16 %, and 16 is 1,600 %.", "百分比指標直接寫的數是小數：0.16 為 16 %，16 則為 1,600 %。", "百分比指标直接写的数是小数：0.16 为 16 %，16 则为 1,600 %。"),
			Bad: "+++\n[metrics.market_share]\nactual = 16\n+++\n", Good: "+++\n[metrics.market_share]\nactual = \"16%\"\n+++\n"},
		{Rule: fails("figures/parts"), Title: w("Half of a ratio's parts", "比率的部分不全", "比率的部分不全"), Meets: "R-3.2.1-1",
			Doc: w("num and den are the parts of a ratio: they come together, and with the actual that they make, or without one.", "num 與 den 是比率的分子與分母：要一起寫，actual 若也寫了須與之相符。", "num 与 den 是比率的分子与分母：要一起写，actual 若也写了须与之相符。"),
			Bad: "+++\n[metrics.market_share]\nnum = 8\n+++\n", Good: "+++\n[metrics.market_share]\nnum = 8\nden = 50\n+++\n"},
		{Rule: fails("figures/derived"), Title: w("A derived metric with a value", "衍生指標不必填值", "衍生指标不必填值"),
			Doc:  w("A derived metric is worked out from others and is not stated.", "衍生指標由其他指標算出，不必填報。", "衍生指标由其他指标算出，不必填报。"),
			Bad:  "-- config.toml --\ntitle = \"T\"\n[metrics.cost]\nunit = \"money\"\n[metrics.profit]\nkind = \"derived\"\nunit = \"money\"\nexpr = \"revenue - cost\"\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 2\n[metrics.cost]\nactual = 1\n[metrics.profit]\nactual = 1\n+++\n",
			Good: "-- config.toml --\ntitle = \"T\"\n[metrics.cost]\nunit = \"money\"\n[metrics.profit]\nkind = \"derived\"\nunit = \"money\"\nexpr = \"revenue - cost\"\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 2\n[metrics.cost]\nactual = 1\n+++\n"},
		{Rule: fails("figures/na"), Title: w("A figure and the reason why there is none", "既有數字又說沒有", "既有数字又说没有"), Meets: "R-5.1.2-1",
			Doc: w("na is the reason why a metric has no figure: it is not empty, and no figure stands beside it.", "na 是沒有數字的理由：不能為空，也不能同時有數字。", "na 是没有数字的理由：不能为空，也不能同时有数字。"),
			Bad: "+++\n[metrics.revenue]\nna = \"closed\"\nactual = 1\n+++\n", Good: "+++\n[metrics.revenue]\nna = \"closed\"\n+++\n"},
		{Rule: fails("figures/growth"), Title: w("Two targets", "兩個目標", "两个目标"), Meets: "R-2.3.1-1",
			Doc: w("A target is a level or a growth, not both.", "目標可以是水準或增幅，不能兩者都寫。", "目标可以是水平或增幅，不能两者都写。"),
			Bad: "+++\n[metrics.revenue]\nactual = 1\ntarget = 2\ntarget_growth = \"10%\"\n+++\n", Good: "+++\n[metrics.revenue]\nactual = 1\ntarget_growth = \"10%\"\n+++\n"},
		{Rule: diag.Rule{Name: "figures/plan", Severity: diag.Warning}, Title: w("A plan with figures", "計劃中有實績", "计划中有实绩"),
			Doc: w("A report with status = \"plan\" holds targets only.", "status = \"plan\" 的報告只含目標。", "status = \"plan\" 的报告只含目标。"),
			Bad: "+++\nstatus = \"plan\"\n[metrics.revenue]\nactual = 1\n+++\n", Good: "+++\nstatus = \"plan\"\n[metrics.revenue]\ntarget = 1\n+++\n"},
	}
}
