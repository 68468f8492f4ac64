package content

import (
	"context"
	"os"
	"testing"
	"testing/fstest"

	"almanac/site/diag"
)

func TestDemo(t *testing.T) {
	body := "# 引言\n\n**12%**增長了很多，\n下一行。比**去年（2025）**增長\n\n- [x] done *thing*\n- [ ] open [r](east/2026-02.md#x) [[2026-02]] {{ revenue }}\n\n| a | b |\n|:--|--:|\n| 1 | 2 | 3 |\n| 1 |\n\n<div>raw</div>\n\n<!-- check:off L301 -->\n\na <b>x</b> [bad](javascript:alert(1)) http://x.org <mailto:a@b.c> [^1] and [^mkt] and [^no]\n\n[^1]: Note *here*.\n[^2]: unused\n\n## Second {.r-goals}\n\ntext\n\n### Third\n\n## Second\n\n[up](#second-2) [no](#nope) ![pic](2026-03/a.png \"t\") ![gone](b.png)\n\n```\nunclosed\n"
	fsys := fstest.MapFS{
		"config.toml":             {Data: []byte("title='x'\n")},
		"content/2026-03.md":      {Data: []byte("+++\ntitle='T'\n[metrics.revenue]\nactual='120萬元'\n[metrics.churn_rat]\nactual=5\n[[sources]]\nid='mkt'\n+++\n" + body)},
		"content/2026-03/a.png":   {Data: []byte("xxxxxxxxxxxx")},
		"content/east/2026-02.md": {Data: []byte("+++\n+++\n# X\n")},
	}
	a, ds, err := ReadFS(context.Background(), fsys, Options{})
	diag.Text(os.Stdout, ds, false)
	t.Log(err)
	for _, p := range a.Reports[0].Body.Pieces {
		os.Stdout.WriteString(p.HTML)
		if p.Hole != 0 {
			os.Stdout.WriteString("⟨" + p.Target + "⟩")
		}
	}
	for _, b := range a.Reports[0].Body.Blocks {
		t.Logf("%+v", b)
	}
}
