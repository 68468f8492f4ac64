package num

import "strings"

// A word stands for a code, a sign or a power of ten.
type word struct {
	word, code string
	power      int
}

// scales, longest first. 兆 is 10^12 in Traditional Chinese only; whoever
// knows the language of the text looks at Written.Scale.
var scales = []word{
	{word: "thousand", power: 3}, {word: "million", power: 6}, {word: "billion", power: 9},
	{word: "百萬", power: 6}, {word: "百万", power: 6}, {word: "千萬", power: 7}, {word: "千万", power: 7},
	{word: "萬億", power: 12}, {word: "万亿", power: 12},
	{word: "千", power: 3}, {word: "萬", power: 4}, {word: "万", power: 4}, {word: "億", power: 8}, {word: "亿", power: 8},
	{word: "兆", power: 12}, {word: "bn", power: 9}, {word: "k", power: 3}, {word: "K", power: 3},
	{word: "M", power: 6}, {word: "m", power: 6},
}

// codes are the ISO 4217 codes that a number may carry, and RMB and NTD,
// which people write for two of them.
var codes = strings.Fields(`AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW
	KWD MOP MXN MYR NOK NTD NZD PEN PHP PKR PLN RMB RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR`)

var currencyPrefixes = append([]word{
	{word: "NT$", code: "TWD"}, {word: "HK$", code: "HKD"}, {word: "US$", code: "USD"}, {word: "A$", code: "AUD"}, {word: "C$", code: "CAD"},
	{word: "S$", code: "SGD"}, {word: "R$", code: "BRL"}, {word: "人民幣", code: "CNY"}, {word: "人民币", code: "CNY"},
	{word: "新臺幣", code: "TWD"}, {word: "新台幣", code: "TWD"}, {word: "港幣", code: "HKD"}, {word: "港币", code: "HKD"},
	{word: "$", code: "$"}, {word: "¥", code: "¥"}, {word: "€", code: "EUR"}, {word: "£", code: "GBP"}, {word: "₩", code: "KRW"}, {word: "₹", code: "INR"},
}, codeWords()...)

var currencySuffixes = append([]word{
	{word: "人民幣", code: "CNY"}, {word: "人民币", code: "CNY"}, {word: "美元", code: "USD"}, {word: "港元", code: "HKD"},
	{word: "日圓", code: "JPY"}, {word: "日元", code: "JPY"}, {word: "歐元", code: "EUR"}, {word: "欧元", code: "EUR"},
	{word: "英鎊", code: "GBP"}, {word: "英镑", code: "GBP"}, {word: "新臺幣", code: "TWD"}, {word: "新台幣", code: "TWD"},
	{word: "美金", code: "USD"}, {word: "臺幣", code: "TWD"}, {word: "台幣", code: "TWD"},
	{word: "元", code: "元"}, {word: "圓", code: "元"}, {word: "€", code: "EUR"}, {word: "£", code: "GBP"},
}, codeWords()...)

func codeWords() []word {
	ws := make([]word, len(codes))
	for i, c := range codes {
		ws[i] = word{word: c, code: c}
		switch c {
		case "RMB":
			ws[i].code = "CNY"
		case "NTD":
			ws[i].code = "TWD"
		}
	}
	return ws
}

// units are the measure words that may stand behind a count or a duration.
var units = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`個 个 家 單 单 筆 笔 條 条 件 名 人 位 份 次 天 日 小時 小时 台 臺 輛 辆 張 张 組 组 項 项 間 间 間次 戶 户
		day days hour hours h d pcs unit units order orders customer customers deal deals lead leads people reps points`) {
		m[w] = true
	}
	return m
}()

func cutPrefix(s string, ws []word) (code, rest string) {
	for _, w := range ws {
		if after, ok := strings.CutPrefix(s, w.word); ok {
			return w.code, after
		}
	}
	return "", s
}

// dollars and yens are the currencies that share a sign.
var (
	dollars = strings.Fields("USD TWD HKD AUD CAD SGD NZD MXN ARS CLP COP MOP")
	yens    = strings.Fields("CNY JPY")
)

// SignOf reports whether sign, as [Written] carries it, can stand for the
// currency with this ISO code.
func SignOf(sign, code string) bool {
	in := func(list []string) bool {
		for _, c := range list {
			if c == code {
				return true
			}
		}
		return false
	}
	switch sign {
	case "", code:
		return true
	case "$":
		return in(dollars)
	case "¥":
		return in(yens)
	}
	return false
}
