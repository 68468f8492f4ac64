package content

import (
	"errors"
	"strconv"
	"strings"

	"almanac/site/diag"
	"almanac/site/toml"
)

// Remarks of reading are kept from one run to the next and may then be wanted in
// another language: each is worded in every one.

// none is nothing said.
var none diag.Words

// spoken is [diag.Spoken].
var spoken = diag.Spoken

// plainly is what is the same in every language.
func plainly(s string) diag.Words { return diag.Words{En: s, Hant: s, Hans: s} }

// quoted is a name between the quotes of each language.
func quoted(s string) diag.Words {
	return diag.Words{En: strconv.Quote(s), Hant: "「" + s + "」", Hans: "“" + s + "”"}
}

// join puts words behind each other.
func join(list ...diag.Words) (all diag.Words) {
	for _, w := range list {
		all.En, all.Hant, all.Hans = all.En+w.En, all.Hant+w.Hant, all.Hans+w.Hans
	}
	return all
}

// meantOne is [diag.Meant].
var meantOne = diag.Meant

// either are examples of which any will do, as in "a, b or c".
func either(s string) diag.Words {
	chinese := strings.NewReplacer(", ", "、", " or ", " 或 ").Replace(s)
	return diag.Words{En: s, Hant: chinese, Hans: chinese}
}

// A misreading is an error in words that say what is wrong.
type misreading struct{ diag.Words }

func (m misreading) Error() string { return m.En }

func misread(en, hant, hans string, args ...any) error {
	return misreading{spoken(en, hant, hans, args...)}
}

// faulty are the words of an error: in every language of those that have them.
func faulty(err error) diag.Words {
	var own misreading
	var other interface {
		In() (en, hant, hans string)
	}
	switch {
	case errors.As(err, &own):
		return own.Words
	case errors.As(err, &other):
		en, hant, hans := other.In()
		return diag.Words{En: en, Hant: hant, Hans: hans}
	}
	return plainly(err.Error())
}

// kindWords are the kinds of TOML.
var kindWords = [...]diag.Words{
	toml.Table: {En: "a table", Hant: "表格", Hans: "表格"}, toml.Array: {En: "a list", Hant: "清單", Hans: "列表"},
	toml.String: {En: "a text", Hant: "文字", Hans: "文字"}, toml.Integer: {En: "a whole number", Hant: "整數", Hans: "整数"},
	toml.Float: {En: "a number", Hant: "數字", Hans: "数字"}, toml.Bool: {En: "true or false", Hant: "true 或 false", Hans: "true 或 false"},
	toml.Date: {En: "a date", Hant: "日期", Hans: "日期"}, toml.Time: {En: "a time", Hant: "時刻", Hans: "时刻"},
}

// grammar words what TOML's grammar says of a slip that is none of those people
// mostly make.
func grammar(message string) diag.Words {
	return diag.Words{En: message, Hant: "無法讀作 TOML：" + message, Hans: "无法读作 TOML：" + message}
}
