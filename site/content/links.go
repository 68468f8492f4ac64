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
	message  string // why it leads nowhere
	hint     string
}

// schemes are those that a link may have.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

// aim judges the destination of a link in a file.
func aim(dest, file string) target {
	bad := func(r diag.Rule, message, hint string) target {
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
			return bad(ruleOutside, "the link names a disk of one computer", "put the file beside the report, and write its path from there")
		}
		if !schemes[scheme] {
			return bad(ruleDangerous, "a link with the scheme "+clip(scheme)+": does not go into a page", "links may begin with https:, http:, mailto: or tel:, or name a file")
		}
		return target{kind: abroad, url: clean}
	}
	switch {
	case strings.HasPrefix(clean, "//"):
		return bad(ruleOutside, "a link that begins with // depends on where the page is", "write https://"+clip(clean[2:]))
	case strings.Contains(clean, `\`):
		return bad(ruleOutside, `a link to a file has / between folders, not \`, "write "+clip(strings.ReplaceAll(clean, `\`, "/")))
	}
	return inside(clean, file, bad)
}

// inside judges a destination without scheme.
func inside(clean, file string, bad func(diag.Rule, string, string) target) target {
	name, frag, _ := strings.Cut(clean, "#")
	plain, err := url.PathUnescape(name)
	if err != nil {
		return bad(ruleBroken, "the link has a % that begins no escape", "write %25 for a percent sign")
	}
	if f, err := url.PathUnescape(frag); err == nil {
		frag = f
	}
	if clean == "" {
		return bad(ruleBroken, "the link has no target", "write a file or an address between the parentheses")
	}
	if plain == "" {
		return target{kind: here, fragment: frag}
	}
	if strings.ContainsAny(plain, "\x00\\") || strings.Count(plain, "/") != strings.Count(name, "/") || strings.Count(plain, "..") != strings.Count(name, "..") {
		return bad(ruleOutside, "the link hides its folders behind escapes", "write / and .. as they are")
	}
	from := path.Dir(strings.TrimPrefix(file, contentDir+"/"))
	if rest, ok := strings.CutPrefix(plain, "/"); ok {
		from, plain = ".", strings.TrimPrefix(rest, contentDir+"/")
	}
	p := path.Join(from, plain)
	if p == ".." || strings.HasPrefix(p, "../") {
		return bad(ruleOutside, "the link leads out of the archive's content", "put the file into content")
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
