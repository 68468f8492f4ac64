package narrative_test

// What must never be said (domain.md §3.9), and how often which form is.

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"almanac/site/narrative"
)

var (
	bannedHan     = strings.Fields("因為 由於 因此 導致 源於 歸因 歸功 得益於 受益於 拉動 帶動 推動 促使 使得 從而 所以")
	bannedEnglish = regexp.MustCompile(`(?i)\b(because|due to|driven by|thanks to|owing to|led to|caused|as a result|result of|attributable|attributes|fuelled|boosted by|helped by|hurt by|significant(ly)?)\b`)
	affected      = regexp.MustCompile(`受.*影[響响]`)
	noughts       = regexp.MustCompile(`−0[^.,0-9]|−0\.0+[^0-9.]|(?:^|[^0-9])-0`)
)

// slips are what no sentence has: marks of templates, what Go prints for what
// is wrong, spaces and stops in a row.
var slips = strings.Split("⟦|⟧|{|}|«|»|\x01|\x02|\x03|\n|\t|NaN|Inf|%!|..|,,|  | ，| 。| ；| ：| 、|（ | ）|，，|。。|；；|：：|，。|。，", "|")

// plainly takes the marks of figures out of a sentence.
func plainly(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "«")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		words, ref, _ := strings.Cut(rest, "|")
		_, s, _ = strings.Cut(ref, "»")
		b.WriteString(words)
	}
}

func slipped(s string) bool {
	return s != strings.TrimSpace(s) || slices.ContainsFunc(slips, func(x string) bool { return strings.Contains(s, x) }) ||
		(strings.Contains(s, "−0") || strings.Contains(s, "-0")) && noughts.MatchString(s)
}

// lint holds one sentence against what must never be said.
func lint(t *testing.T, i tongue, d due) {
	s := plainly(d.says[i])
	if slipped(s) {
		t.Errorf("a slip: %s", s)
	}
	if d.kind == narrative.Attribution {
		return
	}
	for _, w := range bannedHan {
		if i == hant && strings.Contains(s, w) || i == hans && strings.Contains(s, folds.Replace(w)) {
			t.Errorf("says %s: %s", w, s)
		}
	}
	if i == english && bannedEnglish.MatchString(s) || strings.Contains(s, "受") && affected.MatchString(s) {
		t.Errorf("states a cause: %s", s)
	}
}

// forms are those of domain.md §3.11.
var forms = strings.Fields(`M-ATT-MET M-ATT-MISS M-ATT-RATIO M-ATT-LOWER M-CHG M-CHG-HEAD M-CHG-PP M-FLAT M-STREAK M-STREAK-NARROW M-STREAK-WIDEN
	M-TURN M-RECORD M-REVERT M-YTD M-CONTRIB M-CONTRIB-SHARE M-ATTRIB M-PAIR M-MIX M-SIMPSON M-SMALLN M-COUNT M-SEASON M-ZERO M-SIGN
	M-MISSING M-RESTATED M-ACT M-LATE M-FC`)

var formOfKind = map[narrative.Kind]string{narrative.Turned: "M-TURN", narrative.Recorded: "M-RECORD", narrative.Reverted: "M-REVERT", narrative.ToDate: "M-YTD",
	narrative.Contributed: "M-CONTRIB", narrative.Shared: "M-CONTRIB-SHARE", narrative.Attribution: "M-ATTRIB", narrative.Paired: "M-PAIR", narrative.Mixed: "M-MIX",
	narrative.Composed: "M-SIMPSON", narrative.SmallSamples: "M-SMALLN", narrative.Counted: "M-COUNT", narrative.Seasonal: "M-SEASON", narrative.FromZero: "M-ZERO",
	narrative.SignChanged: "M-SIGN", narrative.Incomplete: "M-MISSING", narrative.Restated: "M-RESTATED", narrative.Promised: "M-ACT", narrative.Late: "M-LATE", narrative.Headed: "M-CHG-HEAD",
	narrative.Forecasted: "M-FC", narrative.Landed: "landing"}

// formOf tells the form by the English sentence.
func formOf(d due) string {
	s := plainly(d.says[english])
	has := func(w string) bool { return strings.Contains(s, w) }
	switch {
	case d.kind == narrative.Attained && has("ceiling"):
		return "M-ATT-LOWER"
	case d.kind == narrative.Attained && has("above it"):
		return "M-ATT-MET"
	case d.kind == narrative.Attained && has(" short."):
		return "M-ATT-MISS"
	case d.kind == narrative.Attained && has("percentage point"):
		return "M-ATT-RATIO"
	case d.kind == narrative.Changed && has("unchanged"):
		return "M-FLAT"
	case d.kind == narrative.Changed && has("percentage point"):
		return "M-CHG-PP"
	case d.kind == narrative.Changed:
		return "M-CHG"
	case d.kind == narrative.Streaked && (has("narrowed") || has("slowed") || has("shrank")):
		return "M-STREAK-NARROW"
	case d.kind == narrative.Streaked && (has("widened") || has("quickened") || has("grew")):
		return "M-STREAK-WIDEN"
	case d.kind == narrative.Streaked:
		return "M-STREAK"
	}
	return formOfKind[d.kind]
}
