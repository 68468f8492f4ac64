package site

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"almanac/site/diag"
	"almanac/site/period"
)

// What is remembered of reports has no language: whoever asks next may want another
// one, and is told in it what reading found.
func TestRemarksInLanguages(t *testing.T) {
	dir := lively(t)
	put(t, dir, "content/2024-05.md", "+++\n+++\nSo <b>much</b>.\n")
	time.Sleep(100 * time.Millisecond) // until the files' times tell
	out := filepath.Join(dir, "public")
	in := func(lang string, remembers bool) []diag.Diagnostic {
		o := Options{Dir: dir, Today: period.Date(2026, 6, 1), Lang: lang}
		if remembers {
			o.Memory = Recall(dir)
		}
		s := opened(t, o)
		if remembers {
			write(t, s, out)
		}
		return s.Remarks()
	}
	for lang, want := range map[string]string{"en": "HTML is shown as the text it is", "zh-Hant": "HTML 會照原樣顯示為文字", "zh-Hans": "HTML 会照原样显示为文字", "": "HTML is shown as the text it is"} {
		got := in(lang, true)
		if !slices.ContainsFunc(got, func(d diag.Diagnostic) bool { return d.File == "content/2024-05.md" && d.Message == want }) {
			t.Errorf("in %q: nothing says %s", lang, want)
		}
		if fresh := in(lang, false); !slices.Equal(got, fresh) {
			t.Errorf("in %q it is said otherwise with a memory", lang)
		}
		for _, d := range got {
			if strings.HasPrefix(d.Rule, "read/") && (d.Hant != diag.Said{} || d.Hans != diag.Said{}) {
				t.Errorf("%q is not in one language", d.Message)
			}
		}
	}
}
