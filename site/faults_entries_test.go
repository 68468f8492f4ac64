package site_test

import "testing"

// What authors list beside figures, with holes in it.
func TestHardEntries(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Entries"`, `languages = ["en", "zh-Hant", "zh-Hans"]`, "[people.li]", `name = ""`)
	s.report("2024-01", "revenue 100 90")
	s.report("2024-02", "revenue 150 140",
		"[[restatements]]", `metric = "revenue"`, "old = 140", "new = 150",
		"[[attributions]]", `metric = "revenue"`, `factor = "<b>fair</b>"`, `share = "60%"`,
		"[[attributions]]", `metric = "orders"`, `factor = "price"`, `share = "60%"`,
		"[[attributions]]", `metric = "revenue"`, `factor = ""`, `share = "10%"`,
		"[[channels]]", `name = "Fair"`, "leads = 0", "deals = 0",
		"[[channels]]", `name = "Web"`, "leads = 5", "deals = 8",
		"[[channels]]", `name = "Phone"`, "leads = 6", "deals = 2",
		"[[channels]]", `name = "Phone"`, "leads = 4", "deals = 3",
		"[[channels]]", `name = ""`, "leads = 6", "deals = 2",
		"[[actions]]", `id = "A-1"`, `what = "Call them"`,
		"[[actions]]", `what = ""`,
		"[[issues]]", `phenomenon = ""`, "[[experiences]]", `title = ""`)
	s.report("2024-03", "revenue 150 140", "[[action_reviews]]", `id = "A-1"`, `status = "done"`, "[[action_reviews]]", `id = "A-9"`, `status = "done"`)
	b := s.build("2024-04-10")
	b.says("2024-02.html", "February sales were restated from 140 to 150.", "The author attributes 60% of the 50% sales growth")
	b.says("zh-Hans/2024-02.html", "2月销售额由140更正为150。")
	b.silent("2024-02.html", `orders growth|attributes 10%`)
	// Phone is listed twice and counted as one; the channel without a name is
	// said to have none, and no sentence compares what cannot be named.
	b.says("channels/index.html", "Phone", "without a name", "There are more deals than leads, so there is no interval.", "50.0%")
	b.says("zh-Hant/channels/index.html", "未命名")
	b.silent("channels/index.html", `too small to rank`)
	b.says("restatements.html", "February 2024")
}
