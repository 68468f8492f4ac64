package site

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"almanac/site/narrative"
)

// banned are the words of causes (domain.md §3.9), which only a quotation has.
var banned = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(because|due to|driven by|thanks to|owing to|led to|caused|as a result|result of|attributable|fuelled|boosted by|helped by|hurt by)\b`),
	"zh": regexp.MustCompile(`因為|由於|因此|導致|源於|歸因|歸功|得益於|受益於|受.{0,8}影響|拉動|帶動|推動|促使|使得|從而|所以|因为|由于|导致|源于|归因|归功|得益于|受益于|受.{0,8}影响|拉动|带动|推动|从而`),
}

// Over the whole example and the golden archive, in every language: no sentence
// names a cause, judges, or is left with a hole; and each that tells a figure
// carries it.
func TestSentencesOfArchives(t *testing.T) {
	odd := regexp.MustCompile(`⟦|[{}]|NaN|Inf|−0(\.0+)?%|  | [，。；：、）]|（ |best|worst practice|significant`)
	for _, dir := range []string{"..", "testdata/golden/archive"} {
		s, err := Open(context.Background(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		said, quoted := 0, 0
		for _, tag := range s.archive.Languages {
			v := s.tell.Voice(s.locales[tag], s.archive.Languages)
			ban := banned[strings.Split(tag, "-")[0]]
			for _, u := range s.archive.Units {
				for _, p := range s.cube.Periods(u.ID) {
					for _, f := range s.tell.Findings(u.ID, p) {
						x := v.Sentence(f)
						text := x.Text()
						if said++; f.Kind == narrative.Attribution {
							quoted++
						} else if w := ban.FindString(text); w != "" {
							t.Errorf("%s, %s %s: %q names a cause: %s", dir, tag, u.ID, text, w)
						}
						if w := odd.FindString(text); w != "" {
							t.Errorf("%s, %s %s: %q holds %q", dir, tag, u.ID, text, w)
						}
						if f.Metric != nil && f.Kind != narrative.Incomplete && f.Kind != narrative.Counted && !carries(x) {
							t.Errorf("%s, %s %s: %q carries no figure", dir, tag, u.ID, text)
						}
					}
				}
			}
		}
		if said < 1000 || quoted*20 > said { // else the ban is not asked of what it is for
			t.Errorf("%s: %d sentences, %d of them quotations", dir, said, quoted)
		}
		t.Logf("%s: %d sentences, %d of them quotations", dir, said, quoted)
	}
}

// carries reports whether a sentence has a number that leads to a figure.
func carries(x narrative.Sentence) bool {
	for _, r := range x.Runs {
		if r.Ref != (narrative.Ref{}) {
			return true
		}
	}
	return false
}
