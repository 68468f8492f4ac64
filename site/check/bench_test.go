package check_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"almanac/layouts"
	"almanac/site/check"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/report"
)

// BenchmarkRun looks at 1,000 monthly reports, each with figures, entries and a
// text of eight sections, half of them in English and half in Chinese.
func BenchmarkRun(b *testing.B) {
	_, in := archive(b, madeReports(1000)...)
	for b.Loop() {
		check.Run(in)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/report")
}

// BenchmarkReport holds the reports of the example archive that people wrote a text
// of, in English and Chinese, against the rules that look at one report.
func BenchmarkReport(b *testing.B) {
	a, _, err := content.ReadFS(b.Context(), os.DirFS("../.."), content.Options{})
	if err != nil {
		b.Fatal(err)
	}
	locales, _, err := locale.LoadAll(layouts.FS)
	if err != nil {
		b.Fatal(err)
	}
	asOf := *a.AsOf
	x := check.New(check.Input{Archive: a, Cube: cube.New(a, cube.Options{AsOf: asOf}), Ledger: ledger.New(a, ledger.Options{AsOf: asOf}), Locale: locales["en"], Locales: locales})
	var written []*report.Report
	size := 0
	for _, r := range a.Reports {
		if r.Prose != nil && len(r.Prose.Body().Blocks) > 0 {
			written = append(written, r)
			size += len(r.Prose.Body().HTML)
			for _, o := range r.Others {
				size += len(o.Prose.Body().HTML)
			}
		}
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, r := range written {
			x.Report(nil, r, nil)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(written)), "µs/report")
}

// madeReports are the files of n monthly reports of units of three years each.
func madeReports(n int) (files []string) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		u, m := i/36, i%36
		front := fmt.Sprintf("+++\nlang = \"%s\"\nstrengths = [\"fairs\"]\nimprovements = [\"delivery\"]\n[metrics.revenue]\nactual = %d\ntarget = 1000\n[metrics.orders]\nactual = %d\n[metrics.lost_customers]\nactual = %d\n"+
			"[[issues]]\nid = \"I1\"\nphenomenon = \"3 deliveries were late\"\n[[experiences]]\ntitle = \"Calls\"\noutcome = \"success\"\n+++\n", []string{"en", "zh-Hant"}[u%2], 900+17*u+m*m%97, 50+m, m%5)
		text := ""
		for _, section := range sectionsOf[u%2] {
			text += "## " + section + "\n\n"
			for range 2 {
				for range 3 {
					text += madeSentence(r, u%2 == 1) + " "
				}
				text += "\n\n"
			}
		}
		files = append(files, fmt.Sprintf("content/u%02d/%d-%02d.md", u, 2023+m/12, m%12+1), front+text)
	}
	return append(files, "config.toml", "title = \"T\"\nlanguages = [\"en\", \"zh-Hant\"]\n")
}

var (
	sectionsOf = [][]string{
		{"Introduction", "Goals", "Results", "Process", "Customers", "Market", "Issues", "Plan"},
		{"引言", "銷售目標回顧", "成果分析", "銷售過程回顧", "客戶資源管理", "市場動態", "問題反思", "未來規劃"},
	}
	madeOf = [][]string{
		strings.Fields("sales orders customers dealers the of because target month rose fell by 12% 3.5 million visits list carrier price margin offered harbour fair quote delivery late some Team met was given team January sixteen rival"),
		strings.Fields("銷售額 訂單 客戶 經銷商 因此 目標 本月 上升 下降 12% 120萬元 拜訪 名單 貨運 價格 毛利率 報價 交付 延遲 部分 團隊 完成 策略 三家 對手 市場 港口 展會 提升 有所"),
	}
)

// madeSentence is a sentence of random words.
func madeSentence(r *rand.Rand, chinese bool) string {
	words, space, stop := madeOf[0], " ", "."
	if chinese {
		words, space, stop = madeOf[1], "", "。"
	}
	var s []string
	for range 12 {
		s = append(s, words[r.IntN(len(words))])
	}
	return strings.Join(s, space) + stop
}
