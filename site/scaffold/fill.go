package scaffold

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/report"
	"almanac/site/toml"
)

// A Blank is a place of a report's text that is still to be filled in.
type Blank struct {
	// Name is the key in the front matter, as in metrics.revenue.actual or
	// issues.0.causes.1.text; of a comment in the text # and the heading above it.
	Name string
	Span toml.Span // of the value with its quotes, or of the comment
}

// Blanks lists the blanks of a report's text, in their order.
func Blanks(text []byte) (list []Blank) {
	src := string(text)
	front, body, trouble := toml.Split(src)
	if trouble != toml.Fine {
		return nil
	}
	root, err := toml.Parse(front.Of(src))
	if err != nil {
		return nil
	}
	gather(root, "", front.Start, &list)
	slices.SortFunc(list, func(a, b Blank) int { return a.Span.Start - b.Span.Start })
	title, at := "", body.Start
	for line := range strings.Lines(body.Of(src)) {
		if words := strings.TrimLeft(line, "#"); words != line {
			title = strings.TrimSpace(words)
		}
		for from := at; ; {
			s, ok := comment(src, from, at+len(line))
			if !ok {
				break
			}
			if _, ok := report.IsBlank(strings.TrimSpace(src[s.Start+len(open) : s.End-len(shut)])); ok {
				list = append(list, Blank{"#" + title, s})
			}
			from = s.End
		}
		at += len(line)
	}
	return list
}

const open, shut = "<!--", "-->"

// comment finds the next comment that begins between two places.
func comment(src string, from, to int) (s toml.Span, ok bool) {
	if from >= to {
		return s, false
	}
	start := strings.Index(src[from:to], open)
	if start < 0 {
		return s, false
	}
	start += from
	stop := strings.Index(src[start:], shut)
	return toml.Span{Start: start, End: start + stop + len(shut)}, stop >= 0
}

// gather lists the values below a node that are blank.
func gather(n *toml.Node, name string, base int, list *[]Blank) {
	if _, ok := report.IsBlank(n.Text); n.Kind == toml.String && ok {
		*list = append(*list, Blank{name, toml.Span{Start: base + n.Value.Start, End: base + n.Value.End}})
	}
	for i, c := range n.Items {
		part := c.Name
		if n.Kind == toml.Array {
			part = fmt.Sprint(i)
		}
		gather(c, strings.TrimPrefix(name+"."+part, "."), base, list)
	}
}

// Fill puts answers, by the names of blanks, in their places: in the front matter a
// literal of TOML, in the text words. An answer "-" takes the line of a key out.
// Blanks that have no answer stay.
func Fill(text []byte, answers map[string]string) []byte {
	if len(answers) == 0 {
		return text
	}
	var out []byte
	at := 0
	for _, b := range Blanks(text) {
		answer, ok := answers[b.Name]
		if !ok {
			continue
		}
		start, end := b.Span.Start, b.Span.End
		if answer == "-" {
			start = strings.LastIndexByte(string(text[:start]), '\n') + 1
			end += strings.IndexByte(string(text[end:])+"\n", '\n') + 1
			answer = ""
		}
		out = append(append(out, text[at:start]...), answer...)
		at = min(end, len(text))
	}
	return append(out, text[at:]...)
}
