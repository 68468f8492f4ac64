package content

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// contentDir is the folder of the reports, relative to the archive.
const contentDir = "content"

// An address is what the path of a report says.
type address struct {
	unit string // its id; the root's is report.Root
	name string // of the period
	lang string // of a translation; ""
}

// Address reads the path of a report, with slashes, relative to the archive or
// to its content: the unit is the nearest folder that is not named like a
// period, the period is the file's name, and lang is that of a translation
// ("" for the report itself). It goes by form alone: ok says that the file is
// named like a report, in any calendar.
func Address(file string) (unit, period, lang string, ok bool) {
	a, ok := addressOf(file)
	return a.unit, a.name, a.lang, ok
}

func addressOf(file string) (address, bool) {
	return addressIn(strings.TrimPrefix(file, contentDir+"/"))
}

// addressIn is addressOf for a file relative to content.
func addressIn(file string) (a address, ok bool) {
	dir, base := path.Split(file)
	name, lang, ok := summaryName(base)
	if !ok {
		return address{}, false
	}
	return address{unitIn(strings.TrimSuffix(dir, "/")), name, lang}, true
}

// summaryName reads the name of a report's file.
func summaryName(base string) (name, lang string, ok bool) {
	stem, isMD := strings.CutSuffix(base, ".md")
	name, lang, _ = strings.Cut(stem, ".")
	_, ok = isPeriodName(name)
	return name, lang, ok && isMD && !strings.HasSuffix(stem, ".")
}

// unitIn is the unit whose reports lie in a folder, relative to content.
func unitIn(dir string) string {
	for ; dir != "" && dir != "."; dir = path.Dir(dir) {
		if base := path.Base(dir); !isOrder(base) {
			return norm.NFC.String(base)
		}
	}
	return report.Root
}

// isOrder reports whether a folder is named like a period and so is no unit.
func isOrder(folder string) bool {
	_, ok := isPeriodName(folder)
	return ok
}

// attachmentsOf returns the folder of the files that lie in or below a folder
// named like a day, week, month or quarter: the attachments of that report.
// The outermost such folder counts.
func attachmentsOf(file string) (folder string, ok bool) {
	parts := strings.Split(file, "/")
	for i, p := range parts[:len(parts)-1] {
		if g, ok := isPeriodName(p); ok && g < period.Annual {
			return strings.Join(parts[:i+1], "/"), true
		}
	}
	return "", false
}

// owner is the report that a folder of attachments belongs to.
func owner(folder string) address {
	a, _ := addressOf(folder + ".md")
	return a
}

// checkName says why a file or folder cannot be published everywhere; nothing
// if it can.
func checkName(name string) (why, hint diag.Words) {
	if !utf8.ValidString(name) {
		return spoken("the name is not UTF-8", "名稱不是 UTF-8", "名称不是 UTF-8"), spoken("rename it", "請重新命名", "请重命名")
	}
	for _, r := range name {
		if r < ' ' || r == 0x7f {
			return spoken("the name holds a control character, U+%04X", "名稱含有控制字元 U+%04X", "名称含有控制字符 U+%04X", r), spoken("rename it", "請重新命名", "请重命名")
		}
		if r > '~' && hiddenNames[r] != "" {
			return spoken("the name holds an invisible character: %s", "名稱含有看不見的字元：%s", "名称含有看不见的字符：%s", hiddenNames[r]), spoken("rename it", "請重新命名", "请重命名")
		}
	}
	if strings.ContainsRune(name, '\\') {
		return spoken(`the name holds a \`, `名稱含有 \`, `名称含有 \`), spoken("rename it", "請重新命名", "请重命名")
	}
	if last := name[len(name)-1]; last == '.' || last == ' ' {
		return spoken("the name ends with a point or a space, which Windows drops", "名稱以句點或空格結尾，Windows 會將其去掉", "名称以句点或空格结尾，Windows 会将其去掉"), spoken("rename it", "請重新命名", "请重命名")
	}
	if '0' <= name[0] && name[0] <= '9' { // as no device does
		return none, none
	}
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	if slices.Contains(deviceNames, strings.TrimRight(stem, " ")) {
		return spoken("%s is a device on Windows", "%s 在 Windows 是裝置名稱", "%s 在 Windows 是设备名称", stem), spoken("rename it", "請重新命名", "请重命名")
	}
	return none, none
}

var deviceNames = strings.Fields("CON PRN AUX NUL COM1 COM2 COM3 COM4 COM5 COM6 COM7 COM8 COM9 LPT1 LPT2 LPT3 LPT4 LPT5 LPT6 LPT7 LPT8 LPT9 CONIN$ CONOUT$")

// folded is a path as file systems compare it that know neither case nor
// forms of letters.
func folded(name string) string { return foldText(name) }
