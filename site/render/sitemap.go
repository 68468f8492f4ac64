package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"slices"

	"almanac/site/period"
)

// A SitemapEntry is a page that search engines may know.
type SitemapEntry struct {
	Address string
	Changed *period.Day // nil: not known
}

// A SitemapFile is one file of a sitemap.
type SitemapFile struct {
	Address string
	Write   func(io.Writer) error
}

// sitemapMax is how many addresses stand in one file; the protocol allows 50,000.
const sitemapMax = 40_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// Sitemap lists the files of a sitemap (sitemaps.org) of n pages: sitemap.xml
// or, beyond 40,000 of them, an index of that name and its parts. A site without
// an address has none, since the protocol knows absolute addresses only.
func Sitemap(base string, n int, entries iter.Seq[SitemapEntry]) []SitemapFile {
	if base == "" {
		return nil
	}
	part := func(from, to int) func(io.Writer) error {
		return func(w io.Writer) error {
			return writeMap(w, "urlset", "url", func(yield func(sitemapURL) bool) {
				i := -1
				for e := range entries {
					if i++; i >= from && (i >= to || !yield(e.url(base))) {
						return
					}
				}
			})
		}
	}
	if n <= sitemapMax {
		return []SitemapFile{{"sitemap.xml", part(0, n)}}
	}
	var files []SitemapFile
	var parts []sitemapURL
	for from := 0; from < n; from += sitemapMax {
		address := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		parts = append(parts, sitemapURL{Loc: base + address})
		files = append(files, SitemapFile{address, part(from, from+sitemapMax)})
	}
	return append(files, SitemapFile{"sitemap.xml", func(w io.Writer) error { return writeMap(w, "sitemapindex", "sitemap", slices.Values(parts)) }})
}

func (e SitemapEntry) url(base string) sitemapURL {
	u := sitemapURL{Loc: base + pathURL(e.Address)}
	if e.Changed != nil {
		u.LastMod = e.Changed.String()
	}
	return u
}

// writeMap writes a list of addresses, one after the other.
func writeMap(w io.Writer, root, item string, list iter.Seq[sitemapURL]) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	start := xml.StartElement{Name: xml.Name{Local: root}, Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: sitemapSpace}}}
	if err := e.EncodeToken(start); err != nil {
		return err
	}
	for u := range list {
		if err := e.EncodeElement(u, xml.StartElement{Name: xml.Name{Local: item}}); err != nil {
			return err
		}
	}
	if err := e.EncodeToken(start.End()); err != nil {
		return err
	}
	if err := e.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
