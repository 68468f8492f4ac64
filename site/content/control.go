package content

import (
	"strings"

	"almanac/site/report"
)

// isControl reports whether HTML is nothing but comments of almanac's own: those
// that speak to check, <!-- check:off … -->, check:on and check:next, and those that
// say that something is still to be filled in, <!-- TODO: … -->.
func isControl(html string) bool { return len(controls(html)) > 0 }

// control notes the comments that HTML at an offset of the body consists of, if
// they all are of almanac's own, and reports whether they do.
func (d *drawer) control(html string, at int) bool {
	found := controls(html)
	for _, c := range found {
		pos := d.place(at + c.at)
		if c.blank {
			d.blanks = append(d.blanks, report.Blank{Want: strings.Clone(c.want), Pos: pos})
			continue
		}
		c.Control.Pos = pos
		d.controls = append(d.controls, c.Control)
	}
	return len(found) > 0
}

// A controlAt is a comment of almanac's own, and where in HTML it stands.
type controlAt struct {
	report.Control
	blank bool // it says that something is to be filled in, and what is wanted
	want  string
	at    int
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
		c := controlAt{at: at}
		if c.want, c.blank = report.IsBlank(strings.TrimSpace(inner[:end])); !c.blank {
			if c.Control, ok = parseControl(inner[:end]); !ok {
				return nil
			}
		}
		found = append(found, c)
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
