package locale_test

import (
	"testing"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"almanac/layouts"
)

// Each Chinese catalogue is in its own script: every Han character of the one in
// Simplified Chinese is in GB 2312, of the one in Traditional Chinese in Big5. A
// character that was not converted is in the other alone.
func TestScripts(t *testing.T) {
	for tag, set := range map[string]encoding.Encoding{"zh-Hans": simplifiedchinese.HZGB2312, "zh-Hant": traditionalchinese.Big5} {
		data, err := layouts.FS.ReadFile("i18n/" + tag + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		seen, e := map[rune]bool{}, set.NewEncoder()
		for _, r := range string(data) {
			if !unicode.Is(unicode.Han, r) || seen[r] {
				continue
			}
			seen[r] = true
			if _, err := e.String(string(r)); err != nil {
				t.Errorf("%s has %c, which is of another script", tag, r)
			}
			e.Reset()
		}
		if len(seen) < 300 {
			t.Errorf("%s has only %d characters", tag, len(seen))
		}
	}
}
