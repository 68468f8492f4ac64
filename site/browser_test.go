package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// kinds names a page of each kind, in both scripts: with and without words,
// complete and not, of the root and of a unit.
var kinds = []string{
	"index.html", "2020-06.html", "2019-09.html", "2017-07.html", "2020-09.html", "FY2020-Q4.html", "FY2020.html",
	"europe/index.html", "europe/2020-06.html", "pacific/FY2020.html", "france/2020-02.html",
	"history.html", "forecast.html", "zh-Hant/history.html", "zh-Hans/forecast.html",
	"metrics/index.html", "metrics/sales.html", "metrics/churn_rate.html", "404.html",
	"actions/index.html", "actions/FY2020.html", "issues/index.html", "issues/FY2020.html", "practices/index.html", "practices/FY2020.html",
	"tags/index.html", "quality.html", "quality/FY2020.html", "calendar.html", "calendar/FY2020.html",
	"zh-Hant/actions/index.html", "zh-Hans/issues/index.html", "zh-Hant/issues/FY2020.html", "zh-Hans/practices/FY2020.html", "zh-Hant/quality.html", "zh-Hans/calendar.html",
	"restatements.html", "glossary.html", "zh-Hant/restatements.html", "zh-Hans/glossary.html",
	"zh-Hant/index.html", "zh-Hant/2020-06.html", "zh-Hant/FY2020.html", "zh-Hant/europe/index.html", "zh-Hant/metrics/sales.html",
	"compare/index.html", "compare/FY2020.html", "compare/europe/FY2020.html", "zh-Hant/compare/FY2020.html", "zh-Hans/compare/index.html",
}

// need skips a test for want of a program, or fails it where CI demands all.
func need(t *testing.T, what string, ok bool) {
	t.Helper()
	switch {
	case ok:
	case os.Getenv("ALMANAC_REQUIRE") == "all":
		t.Fatalf("%s is required here and not there", what)
	default:
		t.Skipf("%s is not installed; .ci/run installs it", what)
	}
}

// browser starts headless Chromium, and a tab in it.
func browser(t *testing.T) context.Context {
	t.Helper()
	var exe string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			exe = p
			break
		}
	}
	need(t, "Chromium", exe != "")
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(exe), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func scheme(name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
		return err
	})
}

// TestPagesInBrowser opens each kind of page, over http and from the disk: it
// breaks no rule of axe in light or dark, is never wider than its window, and
// has nothing to say on the console.
func TestPagesInBrowser(t *testing.T) {
	axe, err := os.ReadFile("../.ci/node_modules/axe-core/axe.min.js")
	need(t, "axe-core (npm)", err == nil)
	ctx, dir := browser(t), example(t)
	srv := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer srv.Close()
	disk := "file://" + filepath.ToSlash(dir)
	for i, name := range kinds {
		base := []string{srv.URL, disk}[i%2]
		t.Run(name, func(t *testing.T) { look(t, ctx, base+"/"+name, string(axe)) })
	}
}

func look(t *testing.T, ctx context.Context, url, axe string) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	console := chromedp.Console(ctx)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1366, 900), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	quiet(t, ctx, console)
	for _, s := range []string{"light", "dark"} {
		if err := chromedp.Do(ctx, scheme(s)); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](axe+";0")); err != nil {
			t.Fatal(err)
		}
		out, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run({preload:false}).then(r=>JSON.stringify(r.violations.map(v=>v.id+": "+v.help+" "+v.nodes.slice(0,3).map(n=>n.html.slice(0,200)+" "+n.failureSummary).join(" | "))))`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		if err := json.Unmarshal([]byte(out), &found); err != nil || len(found) > 0 {
			t.Errorf("axe, %s: %v %s", s, err, strings.Join(found, "\n"))
		}
	}
	for _, w := range []int64{320, 600, 768, 1920} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(w, 900)); err != nil {
			t.Fatal(err)
		}
		wide, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
		if err != nil || wide > w {
			t.Errorf("%d px wide in a window of %d (%v)", wide, w, err)
		}
		torn, err := chromedp.Run(ctx, chromedp.Evaluate[string](tornWords))
		if err != nil || torn != "" {
			t.Errorf("broken inside in a window of %d: %s (%v)", w, torn, err)
		}
	}
}

// tornWords are the words and numbers of tables that stand on two lines, but for those
// that are longer than a narrow page may have room for.
const tornWords = `(()=>{const torn=[],texts=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT);
	for(let n;n=texts.nextNode();){
		if(!n.parentElement.closest("table")||n.parentElement.closest("svg,.vh,.figures i"))continue;
		for(const word of n.data.matchAll(/(?<![^ (\u4e00-\u9fff])[A-Za-z0-9’'.,%−]{3,20}(?![^ )\u4e00-\u9fff])/g)){
			const r=document.createRange();
			r.setStart(n,word.index);r.setEnd(n,word.index+word[0].length);
			const lines=new Set([...r.getClientRects()].filter(x=>x.width>.5).map(x=>Math.round(x.top)));
			if(lines.size>1)torn.push(word[0]+" in "+n.data);
		}}
	return torn.join("; ")})()`

// quiet holds that a page had nothing to say on the console.
func quiet(t *testing.T, ctx context.Context, console iter.Seq2[chromedp.ConsoleMessage, error]) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](`console.info("the end"),0`)); err != nil {
		t.Fatal(err)
	}
	for m, err := range console {
		if err != nil || m.Text == "the end" {
			break
		}
		if m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleWarning || m.IsException() {
			t.Errorf("console: %s", m)
		}
	}
}

// TestChannelsInBrowser does the same with the page of channels, which the
// example has not.
func TestChannelsInBrowser(t *testing.T) {
	axe, err := os.ReadFile("../.ci/node_modules/axe-core/axe.min.js")
	need(t, "axe-core (npm)", err == nil)
	ctx, dir := browser(t), golden(t)
	for _, name := range []string{"channels/index.html", "zh-Hans/channels/index.html"} {
		look(t, ctx, "file://"+filepath.ToSlash(filepath.Join(dir, name)), string(axe))
	}
}

// TestLongWordsInBrowser does it with entries whose words have no place to break,
// with the sources that the example has not, and with the log of a week.
func TestLongWordsInBrowser(t *testing.T) {
	axe, err := os.ReadFile("../.ci/node_modules/axe-core/axe.min.js")
	need(t, "axe-core (npm)", err == nil)
	ctx, s := browser(t), newScribe(t)
	long := "Ledger_of_the_month_with_a_very_long_name_without_spaces_2026-03.xlsx"
	s.config(`title = "Long"`, `languages = ["en", "zh-Hant"]`)
	s.report("2026-03", `tags = ["`+long+`"]`, "revenue 850 1000", "[[sources]]", `id = "fin"`, `dept = "finance"`, `title = "`+long+`"`, `quote = "`+long+`"`, `ref = "https://example.org/ledgers/`+long+`"`,
		"[[reconcile]]", `metric = "revenue"`, `source = "`+long+`"`, `value = 900`,
		"[[issues]]", `key = "`+long+`"`, `phenomenon = "`+long+`"`, `impact = "`+long+`"`, `tags = ["`+long+`"]`, `severity = "high"`,
		"[[experiences]]", `title = "`+long+`"`, `scenario = "`+long+`"`, `steps = ["`+long+`"]`, `outcome = "success"`,
		"[[actions]]", `id = "A-`+long+`"`, `what = "`+long+`"`, `owner = "`+long+`"`, `due = 2026-04-30`, `acceptance = "`+long+`"`)
	s.report("2026-03-10", "[[followups]]", `customer = "`+long+`"`, `focus = "`+long+`"`, `feedback = "`+long+`"`, "contacts = 3")
	dir := filepath.Join(s.dir, "public")
	if _, err := write(s.dir, dir); err != nil {
		t.Fatal(err)
	}
	pages := []string{"2026-03.html", "2026-W11.html", "sources/index.html", "issues/2026.html", "practices/index.html", "practices/2026.html", "actions/index.html", "actions/2026.html", "tags/index.html",
		"quality.html", "quality/2026.html", "calendar.html", "index.html", "zh-Hant/2026-W11.html", "zh-Hant/sources/index.html"}
	for _, name := range pages {
		t.Run(name, func(t *testing.T) { look(t, ctx, "file://"+filepath.ToSlash(filepath.Join(dir, name)), string(axe)) })
	}
	validate(t, dir, slices.DeleteFunc(pages, func(name string) bool { return name == "2026-03.html" || name == "actions/2026.html" })...) // whose ids authors chose
}

// TestPanoramaHeads holds that on a narrow page, where rows are blocks, the heads of a
// panorama, and of parts, stand above their cells, in a table that ends with a picture and in one that does not.
func TestPanoramaHeads(t *testing.T) {
	ctx, s := browser(t), newScribe(t)
	s.config(`title = "Heads"`, "as_of = 2026-04-10")
	s.report("2026-02", "revenue 91 100", "orders 5")
	s.report("2026-03", "revenue 85 100", "orders 6")
	s.report("2026-04", "revenue 20 100", "orders 1") // is not over: nothing is attained yet
	plain := filepath.Join(s.dir, "public")
	if _, err := write(s.dir, plain); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(plain, "2026-03.html"), filepath.Join(plain, "2026-04.html"), filepath.Join(plain, "2026-Q1.html"), filepath.Join(example(t), "FY2020.html"), filepath.Join(example(t), "canada", "2020-02.html"), filepath.Join(example(t), "zh-Hant", "2019-01.html")} {
		for _, w := range []int64{320, 600, 800} {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(w, 900), chromedp.Navigate("file://"+filepath.ToSlash(name))); err != nil {
				t.Fatal(err)
			}
			off, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(()=>{const off=[],ink=c=>{ // how far to the right there is anything to see
				let to=0;const texts=document.createTreeWalker(c,NodeFilter.SHOW_TEXT);
				for(let n;n=texts.nextNode();){const r=document.createRange();r.setStart(n,0);r.setEnd(n,n.data.replace(/[\s\u2060]+$/,"").length);
					if(!n.parentElement.closest("i")&&!r.collapsed)to=Math.max(to,r.getBoundingClientRect().right)}
				return to};
			for(const t of document.querySelectorAll("table:is(.panorama,.parts)"))for(const r of t.querySelectorAll("tbody tr:not(.group)"))[...t.tHead.rows[0].cells].forEach((h,i)=>{
				const at=r.cells[i].getBoundingClientRect();
				if(!h.classList.contains("pic")&&at.width&&Math.abs(h.getBoundingClientRect().left-at.left)>1)off.push(r.cells[0].textContent+": "+h.textContent);
				if(at.width&&ink(r.cells[i])>at.right+12)off.push(r.cells[i].textContent+" stands in the next cell")});
			return off.join(", ")})()`))
			if err != nil || off != "" {
				t.Errorf("%s, %d: not above their cells: %s (%v)", name, w, off, err)
			}
		}
	}
}

// TestYearOfGrid: where the months of a year are a block, its sum stands on one
// line with its arrow.
func TestYearOfGrid(t *testing.T) {
	ctx, dir := browser(t), example(t)
	for _, name := range []string{"metrics/sales.html", "zh-Hans/metrics/sales.html"} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(320, 900), chromedp.Navigate("file://"+filepath.ToSlash(filepath.Join(dir, name)))); err != nil {
			t.Fatal(err)
		}
		broken, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll(".grid td.year>a")].filter(a=>a.getClientRects().length>1).map(a=>a.textContent).join(", ")`))
		if err != nil || broken != "" {
			t.Errorf("%s: on two lines: %s (%v)", name, broken, err)
		}
	}
}

// TestPagesValidate runs html-validate over a page of each kind.
func TestPagesValidate(t *testing.T) {
	validate(t, example(t), kinds...)
	validate(t, golden(t), "channels/index.html", "zh-Hant/channels/index.html")
}

func validate(t *testing.T, dir string, pages ...string) {
	t.Helper()
	exe, err := filepath.Abs("../.ci/node_modules/.bin/html-validate")
	if err == nil {
		_, err = os.Stat(exe)
	}
	need(t, "html-validate (npm)", err == nil)
	config, err := filepath.Abs("../.ci/htmlvalidate.json")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, append([]string{"--config", config, "--formatter", "text"}, pages...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestPrint prints a report: a PDF of a few pages.
func TestPrint(t *testing.T) {
	ctx, dir := browser(t), example(t)
	for _, name := range []string{"2020-06.html", "zh-Hant/FY2020.html"} {
		pdf, err := printed(ctx, "file://"+filepath.ToSlash(filepath.Join(dir, name)))
		if err != nil {
			t.Fatal(err)
		}
		sheets := strings.Count(string(pdf), "/Type /Page\n") + strings.Count(string(pdf), "/Type /Page ")
		if !strings.HasPrefix(string(pdf), "%PDF") || sheets > 12 {
			t.Errorf("%s: %d bytes, %d sheets", name, len(pdf), sheets)
		}
		if keep := os.Getenv("ALMANAC_KEEP"); keep != "" {
			if err := os.WriteFile(filepath.Join(keep, fmt.Sprintf("%s.pdf", strings.ReplaceAll(name, "/", "-"))), pdf, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func printed(ctx context.Context, url string) ([]byte, error) {
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return nil, err
	}
	return chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
		return r.Data, err
	})
}
