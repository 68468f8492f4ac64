package content

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// reserved are names of generated pages and folders, and the words of live
// figures: no unit and no metric can be called so.
var (
	reservedPages = strings.Fields(`metrics history compare actions issues practices channels sources tags assets data
		index restatements forecast calendar quality glossary search feed sitemap 404`)
	reservedWords = strings.Fields("actual target attainment gap previous yoy ytd rolling12 of")
)

// idTrouble says why a name cannot be an id; nothing if it can. Under allows '_'.
func idTrouble(id string, under bool) diag.Words {
	switch {
	case id == "":
		return spoken("it is empty", "不可為空", "不可为空")
	case len(id) > 100:
		return spoken("it is longer than 100 bytes", "超過 100 個位元組", "超过 100 个字节")
	case !norm.NFC.IsNormalString(id):
		return spoken("its letters are written in pieces (NFD)", "字母以拆開的形式（NFD）書寫", "字母以拆开的形式（NFD）书写")
	case slices.Contains(deviceNames, strings.ToUpper(id)):
		return spoken("it is a device on Windows", "這在 Windows 是裝置名稱", "这在 Windows 是设备名称")
	case strings.Trim(id, "-") != id:
		return spoken("it begins or ends with -", "開頭或結尾是 -", "开头或结尾是 -")
	}
	for _, r := range id {
		if !plainName(r, under) {
			if under {
				return spoken("ids are lower-case letters, digits, - and _", "代號只能用小寫字母、數字、- 與 _", "标识只能用小写字母、数字、- 与 _")
			}
			return spoken("ids are lower-case letters, digits and -", "代號只能用小寫字母、數字與 -", "标识只能用小写字母、数字与 -")
		}
	}
	return none
}

// slug makes an id out of a name, for hints.
func slug(name string, under bool) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(name)) {
		switch {
		case plainName(r, under):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	id := orElse(strings.Trim(b.String(), "-"), "east")
	if slices.Contains(deviceNames, strings.ToUpper(id)) {
		id += "-1"
	}
	return id
}

// isPeriodName reports whether a name has the form of a period's in any
// calendar, and its grain.
func isPeriodName(name string) (period.Grain, bool) {
	if len(name) < 4 || name[0] != 'F' && (name[0] < '0' || name[0] > '9') {
		return 0, false
	}
	p, err := calendarFor(name).Parse(name)
	return p.Grain(), err == nil
}

// calendarFor is a calendar in which a name of this form may be a period's.
func calendarFor(name string) period.Calendar {
	if strings.HasPrefix(name, "FY") {
		return period.Calendar{YearStart: 7}
	}
	return period.Calendar{}
}

// unitTrouble says why an id cannot be a unit's; nothing if it can.
func (c *config) unitTrouble(id string) diag.Words {
	if why := idTrouble(id, false); why != none {
		return why
	}
	_, isPeriod := isPeriodName(id)
	switch {
	case isPeriod:
		return spoken("it is the name of a period", "這是期間的名稱", "这是期间的名称")
	case slices.Contains(reservedPages, id):
		return spoken("it is the name of a generated page", "這是自動產生之頁面的名稱", "这是自动产生之页面的名称")
	case slices.Contains(reservedWords, id):
		return spoken("it is a word of live figures", "這是即時數字的用語", "这是实时数字的用语")
	}
	for _, tag := range c.catalogues {
		if strings.EqualFold(tag, id) {
			return spoken("it is the tag of a language", "這是語言的代碼", "这是语言的代码")
		}
	}
	return none
}

// oneNameSpace checks that no metric is called like a unit or like a word of
// live figures (settled.md 26).
func (b *binder) oneNameSpace() {
	for _, m := range b.cfg.Metrics {
		what := none
		switch {
		case slices.Contains(reservedWords, m.ID):
			what = spoken("a word of live figures", "即時數字用語", "实时数字用语")
		case m.ID == report.Root || b.cfg.unit(m.ID) != nil:
			what = spoken("a unit", "單位", "单位")
		case m.ID == "index":
			what = spoken("a generated page", "自動產生的頁面", "自动产生的页面")
		}
		if what != none {
			b.remarks = append(b.remarks, b.at(ruleDuplicate, m.Pos, spoken("%q is the id of a metric and of %s", "「%s」同時是指標與%s的代號", "“%s”同时是指标与%s的标识", m.ID, what), spoken("give one of them another id", "請給其中一個另取代號", "请给其中一个另取标识")))
		}
	}
}

// UnitTrouble says in English why an id cannot be that of a unit; "" if it can.
func UnitTrouble(id string) string {
	if id == report.Root {
		return "it is the whole organisation"
	}
	return (&config{catalogues: []string{"en", "zh-Hant", "zh-Hans"}}).unitTrouble(id).En
}
