package content

import (
	"strings"

	"almanac/site/report"
)

// isControl reports whether HTML is nothing but comments that speak to check:
// <!-- check:off … -->, check:on and check:next.
func isControl(html string) bool { return len(controls(html)) > 0 }

// control notes the comments that HTML at an offset of the body consists of, if
// they all speak to check, and reports whether they do.
func (d *drawer) control(html string, at int) bool {
	found := controls(html)
	for _, c := range found {
		c.Control.Pos = d.place(at + c.at)
		d.controls = append(d.controls, c.Control)
	}
	return len(found) > 0
}

// A controlAt is a comment that speaks to check, and where in HTML it stands.
type controlAt struct {
	report.Control
	at int
}

// controls are the comments that HTML consists of; nil if there is anything else
// in it.
func controls(html string) (found []controlAt) {
	for at := 0; ; {
		at += len(html[at:]) - len(strings.TrimLeft(html[at:], " \t\n"))
		if at == len(html) {
			return found
		}
		inner, ok := strings.CutPrefix(html[at:], "<!--")
		end := strings.Index(inner, "-->")
		if !ok || end < 0 {
			return nil
		}
		c, ok := parseControl(inner[:end])
		if !ok {
			return nil
		}
		found = append(found, controlAt{c, at})
		at += len("<!--") + end + len("-->")
	}
}

// parseControl reads check:off RULE reason="…".
func parseControl(comment string) (c report.Control, ok bool) {
	words, ok := strings.CutPrefix(strings.TrimSpace(comment), "check:")
	if !ok {
		return c, false
	}
	words, reason, _ := strings.Cut(words, "reason=")
	c.Reason = strings.Trim(strings.TrimSpace(reason), "\"'“”「」")
	fields := append(strings.Fields(words), "", "")
	c.Word, c.Rule = fields[0], fields[1]
	return c, c.Word == "off" || c.Word == "on" || c.Word == "next"
}
