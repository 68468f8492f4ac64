package content

import (
	"net/url"
	"path"
	"strings"

	"almanac/site/diag"
)

// A targetKind says where a link leads.
type targetKind uint8

const (
	nowhere  targetKind = iota // it loses its address
	abroad                     // to another site: an address as it is
	here                       // to a place in the same body
	archived                   // to a file, a folder or a report of the archive
)

// A target is the destination of a link, judged by its form alone.
type target struct {
	kind     targetKind
	url      string // abroad
	path     string // archived: relative to content; "" is content itself
	fragment string // here, archived
	rule     diag.Rule
	message  diag.Words // why it leads nowhere
	hint     diag.Words
}

// schemes are those that a link may have.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

// aim judges the destination of a link in a file.
func aim(dest, file string) target {
	if isName(dest) { // as most do
		folder, _ := path.Split(strings.TrimPrefix(file, contentDir+"/"))
		return target{kind: archived, path: folder + dest}
	}
	bad := func(r diag.Rule, message, hint diag.Words) target {
		return target{rule: r, message: message, hint: hint}
	}
	clean := strings.Map(func(r rune) rune { // as browsers do
		if r <= ' ' && r != ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.TrimSpace(dest))
	if scheme, ok := schemeOf(clean); ok {
		if len(scheme) == 1 {
			return bad(ruleOutside, spoken("the link names a disk of one computer", "連結指向某台電腦的磁碟", "链接指向某台电脑的磁盘"), spoken("put the file beside the report, and write its path from there", "請把檔案放在報告旁，並寫相對路徑", "请把文件放在报告旁，并写相对路径"))
		}
		if !schemes[scheme] {
			return bad(ruleDangerous, spoken("a link with the scheme %s: does not go into a page", "%s: 開頭的連結不會放進頁面", "%s: 开头的链接不会放进页面", clip(scheme)), spoken("links may begin with https:, http:, mailto: or tel:, or name a file", "連結可用 https:、http:、mailto:、tel: 開頭，或寫檔名", "链接可用 https:、http:、mailto:、tel: 开头，或写文件名"))
		}
		return target{kind: abroad, url: clean}
	}
	switch {
	case strings.HasPrefix(clean, "//"):
		return bad(ruleOutside, spoken("a link that begins with // depends on where the page is", "以 // 開頭的連結會隨頁面位置而變", "以 // 开头的链接会随页面位置而变"), spoken("write https://%s", "請寫 https://%s", "请写 https://%s", clip(clean[2:])))
	case strings.Contains(clean, `\`):
		return bad(ruleOutside, spoken(`a link to a file has / between folders, not \`, `檔案連結的資料夾之間用 /，不用 \`, `文件链接的文件夹之间用 /，不用 \`), spoken("write %s", "請寫 %s", "请写 %s", clip(strings.ReplaceAll(clean, `\`, "/"))))
	}
	return inside(clean, file, bad)
}

// isName reports whether a destination can be nothing but the name of a file beside
// the one that the link stands in.
func isName(dest string) bool {
	for i := range len(dest) {
		switch c := dest[i]; {
		case '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c == '-' || c == '_' || c == '.' && i > 0:
		default:
			return false
		}
	}
	return dest != ""
}

// inside judges a destination without scheme.
func inside(clean, file string, bad func(diag.Rule, diag.Words, diag.Words) target) target {
	name, frag, _ := strings.Cut(clean, "#")
	plain, err := url.PathUnescape(name)
	if err != nil {
		return bad(ruleBroken, spoken("the link has a % that begins no escape", "連結中的 % 後面不是轉義碼", "链接中的 % 后面不是转义码"), spoken("write %25 for a percent sign", "百分號請寫 %25", "百分号请写 %25"))
	}
	if f, err := url.PathUnescape(frag); err == nil {
		frag = f
	}
	if clean == "" {
		return bad(ruleBroken, spoken("the link has no target", "連結沒有目標", "链接没有目标"), spoken("write a file or an address between the parentheses", "請在括號內寫檔名或網址", "请在括号内写文件名或地址"))
	}
	if plain == "" {
		return target{kind: here, fragment: frag}
	}
	if strings.ContainsAny(plain, "\x00\\") || strings.Count(plain, "/") != strings.Count(name, "/") || strings.Count(plain, "..") != strings.Count(name, "..") {
		return bad(ruleOutside, spoken("the link hides its folders behind escapes", "連結用轉義碼掩蓋了資料夾", "链接用转义码掩盖了文件夹"), spoken("write / and .. as they are", "/ 與 .. 請照原樣寫", "/ 与 .. 请照原样写"))
	}
	from := path.Dir(strings.TrimPrefix(file, contentDir+"/"))
	if rest, ok := strings.CutPrefix(plain, "/"); ok {
		from, plain = ".", strings.TrimPrefix(rest, contentDir+"/")
	}
	p := path.Join(from, plain)
	if p == ".." || strings.HasPrefix(p, "../") {
		return bad(ruleOutside, spoken("the link leads out of the archive's content", "連結指向 content 之外", "链接指向 content 之外"), spoken("put the file into content", "請把檔案放進 content", "请把文件放进 content"))
	}
	if p == "." {
		p = ""
	}
	return target{kind: archived, path: p, fragment: frag}
}

// schemeOf returns the scheme of an address in lower case, if it has one. What
// stands before a colon counts even where no scheme may look so: what a browser
// makes of it is not for us to try.
func schemeOf(s string) (string, bool) {
	i := strings.IndexAny(s, ":/?#")
	if i <= 0 || s[i] != ':' {
		return "", false
	}
	return strings.ToLower(s[:i]), true
}
