package render

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"

	"almanac/site/page"
	"almanac/site/period"
)

// A Feed is the newest reports in one language.
type Feed struct {
	Lang, Title string
	Base        string // the site's absolute address; "" if it has none
	Address     string // of the feed itself
	Home        string // address of the home page
	Updated     period.Day
	Entries     []FeedEntry
}

// A FeedEntry is one report.
type FeedEntry struct {
	Title, Summary, Address, Author string
	Updated                         period.Day
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  *atomAuthor `xml:"author"`
	Link    atomLink    `xml:"link"`
	Summary string      `xml:"summary,omitempty"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

// Atom writes a feed (RFC 4287). Links are absolute if the site has an
// address, else relative to the feed.
func Atom(w io.Writer, f Feed) error {
	out := atomFeed{Lang: f.Lang, ID: f.id(f.Address), Title: f.Title, Author: atomAuthor{f.Title},
		Links: []atomLink{{"self", "application/atom+xml", f.link(f.Address)}, {"alternate", "text/html", f.link(f.Home)}}}
	updated := f.Updated
	if len(f.Entries) > 0 {
		updated = f.Entries[0].Updated
	}
	for _, e := range f.Entries {
		updated = max(updated, e.Updated)
		x := atomEntry{ID: f.id(e.Address), Title: e.Title, Updated: stamp(e.Updated), Link: atomLink{"alternate", "text/html", f.link(e.Address)}, Summary: e.Summary}
		if e.Author != "" {
			x.Author = &atomAuthor{e.Author}
		}
		out.Entries = append(out.Entries, x)
	}
	out.Updated = stamp(updated)
	return writeXML(w, out)
}

func (f Feed) link(address string) string {
	if f.Base != "" {
		return f.Base + pathURL(address)
	}
	return pathURL(page.Relative(f.Address, address))
}

// id names an entry for ever: by its address, or, where the site has none, by
// a UUID worked out from the archive's title and the address within it.
func (f Feed) id(address string) string {
	if f.Base != "" {
		return f.Base + pathURL(address)
	}
	h := sha256.Sum256([]byte(f.Title + "\x00" + address))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80 // RFC 9562, version 8
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

func stamp(d period.Day) string { return d.String() + "T00:00:00Z" }

// pathURL is an address as URLs have it.
func pathURL(address string) string { return (&url.URL{Path: address}).EscapedPath() }

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
