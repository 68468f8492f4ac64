package render

import (
	"encoding/xml"
	"fmt"
	"io"
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

// sitemapMax is how many addresses the protocol allows in one file.
const sitemapMax = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type urlSet struct {
	XMLName xml.Name
	Space   string       `xml:"xmlns,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name
	Space   string       `xml:"xmlns,attr"`
	Maps    []sitemapURL `xml:"sitemap"`
}

// Sitemap lists the files of a sitemap (sitemaps.org): sitemap.xml or, beyond
// 50,000 pages, an index of that name and its parts. A site without an address
// has none, since the protocol knows absolute addresses only.
func Sitemap(base string, entries []SitemapEntry) []SitemapFile {
	if base == "" {
		return nil
	}
	parts := slices.Collect(slices.Chunk(entries, sitemapMax))
	if len(parts) == 1 {
		return []SitemapFile{{"sitemap.xml", func(w io.Writer) error { return writeURLs(w, base, parts[0]) }}}
	}
	index := sitemapIndex{XMLName: xml.Name{Local: "sitemapindex"}, Space: sitemapSpace}
	var files []SitemapFile
	for i, part := range parts {
		address := fmt.Sprintf("sitemap-%d.xml", i+1)
		index.Maps = append(index.Maps, sitemapURL{Loc: base + address})
		files = append(files, SitemapFile{address, func(w io.Writer) error { return writeURLs(w, base, part) }})
	}
	return append(files, SitemapFile{"sitemap.xml", func(w io.Writer) error { return writeXML(w, index) }})
}

func writeURLs(w io.Writer, base string, entries []SitemapEntry) error {
	set := urlSet{XMLName: xml.Name{Local: "urlset"}, Space: sitemapSpace}
	for _, e := range entries {
		u := sitemapURL{Loc: base + pathURL(e.Address)}
		if e.Changed != nil {
			u.LastMod = e.Changed.String()
		}
		set.URLs = append(set.URLs, u)
	}
	return writeXML(w, set)
}
