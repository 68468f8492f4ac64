package site_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"almanac/layouts"
)

// Taiwan reads 資料 and 季, and that something rose by so much on the month and
// the year (domain.md §3.10); without the variant the same pages say 數據, 季度,
// 環比 and 同比. The simplified pages are
// the same with it.
func TestVariantOfTaiwan(t *testing.T) {
	pages := func(config ...string) *public {
		s := newScribe(t)
		s.config(append([]string{`title = "Two"`, `languages = ["zh-Hant", "zh-Hans"]`}, config...)...)
		for _, unit := range []string{"east", "west"} {
			s.report(unit+"/2023-10", "revenue 1000000")
			s.report(unit+"/2024-09", "revenue 1500000")
			s.report(unit+"/2024-10", "revenue 1200000")
			s.report(unit+"/2024-Q4", "revenue 5000000")
		}
		return s.build("2025-01-10")
	}
	plain, tw := pages(), pages("[publish]", `variant = "TW"`)
	plain.says("2024-10.html", "環比下降兩成，同比增長兩成", "數據")
	tw.says("2024-10.html", "月減兩成，年增兩成", "資料")
	tw.silent("2024-10.html", "環比", "同比", "數據")
	plain.says("east/2024-Q4.html", "2024年第四季度")
	tw.says("east/2024-Q4.html", "2024年第四季")
	tw.silent("east/2024-Q4.html", "季度")
	for _, p := range plain.pages() {
		if strings.HasPrefix(p, "zh-Hans/") && plain.words(p) != tw.words(p) {
			t.Errorf("%s differs with the variant", p)
		}
	}
}

// The variant holds only what differs, in keys that there are, and leaves no
// word behind that it replaces; the headings that are recognised (roles) are the
// authors'.
func TestVariantDiffers(t *testing.T) {
	all, own := catalogueKeys(t, layouts.FS), catalogueKeys(t, layouts.Variant("TW"))
	if len(own) < 50 {
		t.Errorf("the variant has only %d keys", len(own))
	}
	for k, v := range own {
		if w, ok := all[k]; !ok || w == v {
			t.Errorf("%s: %q in place of %q", k, v, w)
		}
		all[k] = v
	}
	for k, v := range all {
		for _, word := range []string{"數據", "季度", "渠道", "環比", "同比"} {
			if !strings.HasPrefix(k, ".roles.") && strings.Contains(v, word) {
				t.Errorf("%s says %s", k, v)
			}
		}
	}
}

// catalogueKeys are the texts of the catalogue in Traditional Chinese.
func catalogueKeys(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	var tree map[string]any
	if _, err := toml.DecodeFS(fsys, "i18n/zh-Hant.toml", &tree); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	var walk func(prefix string, v any)
	walk = func(prefix string, v any) {
		if m, ok := v.(map[string]any); ok {
			for k, x := range m {
				walk(prefix+"."+k, x)
			}
			return
		}
		out[prefix] = fmt.Sprint(v)
	}
	walk("", tree)
	return out
}
