package source

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"almanac/site/report"
	"almanac/site/toml"
)

// errCannotSign says that there are ways to write TOML to which nothing can be
// added.
var errCannotSign = errors.New("a sign-off cannot be added to the way in which this report writes signoff: write a table [[signoff]] for each")

// Sign works out how a sign-off comes into the front matter of a report, by its
// file relative to the archive, and touches nothing: as a table [[signoff]] behind
// the last of them, else at the end of the front matter, or as one more entry of
// a list in brackets. Every other byte stays.
func Sign(root *os.Root, file string, s report.Signoff) (Plan, error) {
	old, err := root.ReadFile(file)
	if err != nil {
		return Plan{}, fmt.Errorf("reading %s: %w", file, err)
	}
	signed, err := sign(string(old), s)
	if err != nil {
		return Plan{}, fmt.Errorf("signing %s: %w", file, err)
	}
	return Plan{Files: []File{{Path: file, State: Changed, Old: old, New: []byte(signed)}}, root: root}, nil
}

// sign is a report's text with a sign-off in it.
func sign(text string, s report.Signoff) (string, error) {
	front, _, trouble := toml.Split(text)
	if trouble != toml.Fine {
		return "", errors.New("the report has no front matter that can be read")
	}
	src, end := front.Of(text), "\n"
	if strings.HasSuffix(text[:front.Start], "\r\n") {
		end = "\r\n"
	}
	root, bad := toml.Parse(src)
	if bad != nil {
		return "", bad
	}
	at, with := signature(src, root, s, end)
	signed := text[:front.Start+at.Start] + with + text[front.Start+at.End:]
	front, _, _ = toml.Split(signed)
	now, bad := toml.Parse(front.Of(signed))
	if bad != nil || signoffs(now) != signoffs(root)+1 {
		return "", errCannotSign
	}
	return signed, nil
}

// signoffs is how many there are.
func signoffs(root *toml.Node) int {
	if n := root.Get("signoff"); n != nil {
		return len(n.Items)
	}
	return 0
}

// signature is the text of a sign-off, and the range of the front matter that it
// takes the place of.
func signature(src string, root *toml.Node, s report.Signoff, end string) (at toml.Span, with string) {
	fields := []string{"step = " + strconv.Quote(s.Step), "by = " + strconv.Quote(s.By), "date = " + s.Date.String(), "digest = " + strconv.Quote(s.Digest)}
	inline := "{ " + strings.Join(fields, ", ") + " }"
	if n := root.Get("signoff"); n != nil && n.Kind == toml.Array && n.Value.End > 0 { // signoff = [ … ]
		if len(n.Items) == 0 {
			return n.Value, "[" + inline + "]"
		}
		behind := n.Items[len(n.Items)-1].Value.End
		return toml.Span{Start: behind, End: behind}, ", " + inline
	}
	table := strings.Join(append([]string{"[[signoff]]"}, fields...), end)
	behind := lastSignoff(src)
	if behind < 0 {
		behind = len(strings.TrimRight(src, " \t\r\n"))
	}
	switch {
	case behind == 0:
		return toml.Span{}, table + end
	case src[behind-1] == '\r':
		behind--
	}
	return toml.Span{Start: behind, End: behind}, end + end + table
}

// lastSignoff is where the last line of the last [[signoff]] ends; −1 if there is
// none.
func lastSignoff(src string) int {
	last, inside := -1, false
	lineEnd := func(at int) int {
		if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
			return at + i
		}
		return len(src)
	}
	for _, k := range toml.Keys(src) {
		if k.IsHeader() {
			if inside = k.Path[0] == "signoff"; inside {
				last = lineEnd(k.Header.Start)
			}
		} else if inside {
			last = max(last, lineEnd(k.Value.End))
		}
	}
	return last
}
