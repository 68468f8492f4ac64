package site

import (
	"context"
	"html"
	"testing"

	"almanac/site/check"
	"almanac/site/report"
)

// What almanac says itself of the figures of the example and of the golden archive,
// in every language, is never wrong where it is held against them as an author's
// words would be. With other figures most of it is, and none is right but where the
// digit that was changed is none of the claim's own.
func TestSentencesAsClaims(t *testing.T) {
	for _, dir := range []string{"..", "testdata/golden/archive"} {
		s, err := Open(context.Background(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		source := ""
		reader := check.NewClaimReader(check.Input{Archive: s.archive, Cube: s.cube, Locale: s.Locale(), Locales: s.locales, Source: func(string) string { return source }})
		count, altered := map[check.Verdict]int{}, map[check.Verdict]int{}
		for _, tag := range s.archive.Languages {
			v := s.tell.Voice(s.locales[tag], s.archive.Languages)
			for _, u := range s.archive.Units {
				for _, p := range s.cube.Periods(u.ID) {
					for _, f := range s.tell.Findings(u.ID, p) {
						source = v.Sentence(f).Text()
						text := html.EscapeString(source)
						r := report.Report{Unit: u.ID, Period: p, Lang: tag, Level: u.Level,
							Prose: report.NewProse(&report.Markup{HTML: text, Blocks: []report.Block{{Kind: report.Paragraph, Under: -1, Stop: int32(len(text)), Pos: report.Pos{Line: 1, Column: 1}}}}, nil, nil)}
						for _, c := range reader.Of(&r) {
							count[c.Verdict]++
							if c.Verdict == check.Wrong {
								t.Errorf("%s %s: %s %q in %s", u.ID, s.archive.Calendar.Name(p), c.Code, c.Words, text)
							}
							if c.Verdict == check.Right && c.Code != "C206" { // inside of which a target may stand
								said := source
								altered[alter(reader, r, &source, c)]++
								source = said
							}
						}
					}
				}
			}
		}
		if all := altered[check.Wrong] + altered[check.Unresolved] + altered[check.Right]; count[check.Right] < 1000 || altered[check.Wrong] < all*7/10 || altered[check.Right] > all/200 {
			t.Errorf("%s: %d claims are right; with other figures %d are wrong of %d", dir, count[check.Right], altered[check.Wrong], all)
		}
		t.Logf("with other figures %d are wrong, %d not resolved, %d right", altered[check.Wrong], altered[check.Unresolved], altered[check.Right])
		t.Logf("%s: %d claims are right, %d not resolved", dir, count[check.Right], count[check.Unresolved])
	}
}

// The texts of the example say nothing of its figures that is not so.
func TestClaimsOfExample(t *testing.T) {
	s, err := Open(context.Background(), Options{Dir: ".."})
	if err != nil {
		t.Fatal(err)
	}
	h := s.hearing()
	defer h.close()
	reader := check.NewClaimReader(s.input(h.source))
	count := map[check.Verdict]int{}
	for _, r := range s.archive.Reports {
		for _, c := range reader.Of(r) {
			if count[c.Verdict]++; c.Verdict == check.Wrong {
				t.Errorf("%s:%d:%d: %s %s", c.File, c.Pos.Line, c.Pos.Column, c.Code, c.Words)
			}
		}
	}
	if count[check.Right] < 400 {
		t.Error("the texts are hardly read")
	}
	t.Logf("%d claims are right, %d wrong, %d not resolved", count[check.Right], count[check.Wrong], count[check.Unresolved])
}

// alter is the verdict on a claim whose last digit was changed by five.
func alter(reader *check.ClaimReader, r report.Report, source *string, c check.Claim) check.Verdict {
	words := []rune(*source)
	from, digit := int(c.Pos.Column)-1, -1
	for i := from; i < from+c.Width; i++ {
		if words[i] >= '0' && words[i] <= '9' {
			digit = i
		}
	}
	if digit < 0 {
		return check.Unresolved
	}
	words[digit] = '0' + (words[digit]-'0'+5)%10
	*source = string(words)
	text := html.EscapeString(*source)
	r.Prose = report.NewProse(&report.Markup{HTML: text, Blocks: []report.Block{{Kind: report.Paragraph, Under: -1, Stop: int32(len(text)), Pos: report.Pos{Line: 1, Column: 1}}}}, nil, nil)
	for _, x := range reader.Of(&r) {
		if x.Code == c.Code && x.Pos == c.Pos {
			return x.Verdict
		}
	}
	return check.Unresolved
}
