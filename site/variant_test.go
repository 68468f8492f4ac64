package site_test

import (
	"io/fs"
	"strings"
	"testing"

	"almanac/layouts"
	"almanac/site/locale"
)

// Taiwan reads 資料 and 季, and that something rose by so much on the month and
// the year (domain.md §3.10); without the variant the same pages say 數據, 季度,
// 環比 and 同比. The simplified text is the same with it.
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
	tw.says("zh-Hans/2024-10.html", "环比下降两成，同比增长两成")
}

// The variant holds only what differs, in keys that there are, and leaves no
// word behind that it replaces.
func TestVariantDiffers(t *testing.T) {
	base, problems, err := locale.LoadAll(layouts.FS)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	over, problems, err := locale.LoadAll(layouts.FS, layouts.Variant("TW"))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	data, err := fs.ReadFile(layouts.Variant("TW"), "i18n/zh-Hant.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"數據", "季度", "渠道", "環比", "同比"} {
		if strings.Contains(string(data), word) {
			t.Errorf("the variant says %s", word)
		}
	}
	for _, key := range []string{"chart.figures", "quarter.4", "channels_page.channel", "head_flat_previous.monthly", "head_flat_year_ago.annual"} {
		if a, b := base["zh-Hant"].T(key), over["zh-Hant"].T(key); a == b {
			t.Errorf("%s is %s with the variant, too", key, a)
		}
		if a, b := base["en"].T(key), over["en"].T(key); a != b {
			t.Errorf("%s: the English is %s and %s", key, a, b)
		}
	}
}
