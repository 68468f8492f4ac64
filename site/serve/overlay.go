package serve

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"almanac/site/diag"
)

// live is a page as serve shows it: with the script that reloads it, a policy
// that lets the script listen, and the remarks over it.
func (v view) live(page []byte, address string) []byte {
	waits, overlay := ` data-remarks="/`+remarksAddress+`"`, ""
	if v.broken || v.undrawn != nil || v.remarks.stand() {
		waits, overlay = "", v.overlay(address)
	}
	head := `<link rel="stylesheet" href="/` + styleAddress + `"><script defer src="/` + scriptAddress + `" data-version="` + strconv.Itoa(v.number) + `"` + waits + `></script>`
	page = listen(page)
	page = insert(page, "</head>", head)
	return insert(page, "</body>", overlay)
}

// listen lets the page's policy allow events from the server.
func listen(page []byte) []byte {
	at := bytes.Index(page, []byte("Content-Security-Policy"))
	if at < 0 {
		return page
	}
	for _, none := range []string{"default-src 'none'", "default-src &#39;none&#39;"} {
		if i := bytes.Index(page[at:], []byte(none)); i >= 0 && i < 200 {
			end := at + i + len(none)
			return bytes.Join([][]byte{page[:end], []byte("; connect-src 'self'"), page[end:]}, nil)
		}
	}
	return page
}

// insert puts text before the last occurrence of a tag; at the end if it does
// not occur.
func insert(page []byte, tag, text string) []byte {
	at := bytes.LastIndex(page, []byte(tag))
	if at < 0 {
		at = len(page)
	}
	return bytes.Join([][]byte{page[:at], []byte(text), page[at:]}, nil)
}

// alone is a page that holds nothing but what is wrong.
func (v view) alone(address string) []byte {
	page := `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>almanac</title></head><body></body></html>`
	return v.live([]byte(page), address)
}

// most is how many remarks of a kind are shown over a page.
const most = 50

// overlay is what stands over a page: if the archive cannot be read, why; else
// the remarks on this page's report and, folded, all others.
func (v view) overlay(address string) string {
	if v.broken || v.undrawn != nil {
		return v.alert()
	}
	var b strings.Builder
	file := v.site.Behind(address)
	here := v.remarks.on(file)
	others, all := v.remarks.elsewhere(file, most)
	if len(here)+all == 0 {
		return ""
	}
	b.WriteString(`<aside class="almanac-live">`)
	if len(here) > 0 {
		fmt.Fprintf(&b, "<details><summary>%s on this page</summary>", count(len(here)))
		list(&b, here, len(here))
		b.WriteString("</details>")
	}
	if all > 0 {
		fmt.Fprintf(&b, "<details><summary>%s elsewhere</summary>", count(all))
		list(&b, others, all)
		b.WriteString("</details>")
	}
	b.WriteString("</aside>")
	return b.String()
}

// alert is what stands over a page that is not as the archive is now: why.
func (v view) alert() string {
	title, was := "This page cannot be drawn.", " It is shown as it was."
	var bad []diag.Diagnostic
	if v.broken {
		title, was = "The archive cannot be read.", " This is the site as it was."
		v.remarks.look()
		bad = slices.DeleteFunc(slices.Clone(v.remarks.list), func(d diag.Diagnostic) bool { return !d.Unreadable })
	}
	if v.site != nil && (v.undrawn == nil || v.old) {
		title += was
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<aside class="almanac-live broken" role="alert"><h2>%s</h2>`, title)
	for _, err := range []error{v.fault, v.undrawn} {
		if err != nil {
			fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(diag.Clean(err.Error())))
		}
	}
	if len(bad) > 0 {
		list(&b, bad, len(bad))
	}
	b.WriteString("</aside>")
	return b.String()
}

func count(n int) string {
	if n == 1 {
		return "1 remark"
	}
	return strconv.Itoa(n) + " remarks"
}

// list writes the first remarks of so many as a list.
func list(b *strings.Builder, ds []diag.Diagnostic, all int) {
	b.WriteString("<ol>")
	for i := range ds[:min(len(ds), most)] {
		d := &ds[i]
		text := func(s string) string { return html.EscapeString(diag.Clean(s)) }
		fmt.Fprintf(b, `<li data-severity="%s"><code>%s</code> <b>%s:</b> %s <small>%s</small>`, d.Severity, html.EscapeString(d.Where()), d.Severity, text(d.Message), text(d.Rule))
		if d.Excerpt != "" {
			fmt.Fprintf(b, "<pre>%s</pre>", text(clip(d.Excerpt)))
		}
		if d.Hint != "" {
			fmt.Fprintf(b, "<p>%s</p>", text(d.Hint))
		}
		b.WriteString("</li>")
	}
	if all > most {
		fmt.Fprintf(b, "<li>and %d more: almanac check</li>", all-most)
	}
	b.WriteString("</ol>")
}

// clip shortens a line to what an overlay can show.
func clip(s string) string {
	if rs := []rune(s); len(rs) > 200 {
		return string(rs[:200]) + "…"
	}
	return s
}
