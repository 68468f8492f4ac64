package content

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// benchReport is a month's report of a team with everything that an ordinary
// one has, in Chinese or English; its numbers differ from month to month.
func benchReport(team, year, month int) string {
	n := 1000 + 37*team + 13*month + year%100
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = \"第%03d組 %d年%d月業績月報\"\nlang = \"zh-Hant\"\nauthor = \"李建宏\"\nstatus = \"final\"\ntags = [\"hiring\", \"pricing\"]\n\n", team, year, month)
	for i, m := range strings.Fields("revenue orders new_customers leads deals") {
		fmt.Fprintf(&b, "[metrics.%s]\ntarget = %d\nactual = %d\n\n", m, n*(9-i), n*(9-i)-n/7)
	}
	fmt.Fprintf(&b, "[[issues]]\nphenomenon = \"產品說明會出席率偏低\"\nimpact = \"營收比計畫低%d.1%%\"\n[[issues.causes]]\nside = \"internal\"\ntext = \"沒有指定請假時的代理人\"\n[[issues.causes]]\nside = \"external\"\ntext = \"稅制調整後市場需求下滑\"\n\n", n%20)
	for i := range 2 {
		fmt.Fprintf(&b, "[[actions]]\nid = \"A-%03d-%d-%02d-%d\"\nwhat = \"每週與工廠召開庫存會議\"\nowner = \"張怡君\"\ndue = %d-%02d-15\nacceptance = \"重複紀錄少於%d筆\"\n\n", team, year, month, i+1, year, month, n%50)
	}
	return b.String() + "+++\n" + benchBody(team, year, month)
}

// benchBody is the text of such a report.
func benchBody(team, year, month int) string {
	n := 1000 + 37*team + 13*month + year%100
	var b strings.Builder
	for i, h := range []string{"前言", "業績結果", "客戶狀況", "問題與檢討", "下期計畫"} {
		fmt.Fprintf(&b, "## %s\n\n本月共有%d個工作天，業績為**%d**元，目標為%d元。相關背景請參考[上一份報告](2016-01.md)，當時已經提出同樣的問題。新業務大多來自網路商店，而經銷商維持去年的水準。\n\n", h, 20+i, n*9, n*8)
		fmt.Fprintf(&b, "The team closed %d orders against a plan of %d. Most of them came from the *trade fair*; `E-%d` sold best, and the others were followed up by dealers.\n\n", n, n+9, n%9999)
	}
	fmt.Fprintf(&b, "| 產品 | 訂單數 | 占比 |\n| --- | ---: | ---: |\n| 保養組合 | %d | 21%% |\n| 輕巧系列 | 6 | 8%% |\n\n> 「報價很合理，只是比別家晚了一個星期。」\n\n- 向鄭怡君索取實地拜訪的數字\n- 檢查壁掛機型的毛利\n", n)
	return b.String()
}

// BenchmarkRead reads archives of teams of ten years from the disk.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			files := map[string]string{}
			for i := range n {
				team, year, month := i/120, 2016+i%120/12, i%12+1
				files[fmt.Sprintf("content/team-%03d/%d-%02d.md", team, year, month)] = benchReport(team, year, month)
			}
			dir := disk(b, files)
			b.ReportAllocs()
			for b.Loop() {
				a, remarks, err := Read(context.Background(), dir, Options{})
				if err != nil || len(remarks) > 0 || len(a.Reports) != n {
					b.Fatal(len(remarks), err)
				}
			}
		})
	}
}

// BenchmarkReport reads one report, without the file system.
func BenchmarkReport(b *testing.B) {
	rd := newReader(testConfig(b, "title = 'x'\nlanguages = ['zh-Hant']\n"))
	data := []byte(benchReport(7, 2024, 3))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if p := rd.report(source{path: "content/team-007/2024-03.md", address: address{"team-007", "2024-03", ""}}, data); len(p.remarks) > 0 {
			b.Fatal(p.remarks)
		}
	}
}
