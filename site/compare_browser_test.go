package site_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// rowsOf reads a table: the classes, labels, words and links of its cells.
const rowsOf = `(t => t && [...t.querySelectorAll("tr")].map(r => [...r.cells].map(c => [c.className, c.dataset.l, c.textContent,
	[...c.querySelectorAll("a")].map(a => a.href.replace(/^.*public|^.*example|^.*\/\/[^/]*/, ""))].join("~")).join("|")).join("\n"))`

// TestAnyPair chooses two periods on the compare page, over http and from the
// disk, and finds the table that stands on the static page of that pair; the
// address that it comes to have leads to the same table.
func TestAnyPair(t *testing.T) {
	ctx, dir := browser(t), example(t)
	files := http.FileServer(http.Dir(dir))
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/favicon.ico" { // browsers ask for it by themselves
			files.ServeHTTP(w, r)
		}
	}))
	defer srv.Close()
	for _, base := range []string{srv.URL, "file://" + filepath.ToSlash(dir)} {
		for _, lang := range []string{"", "zh-Hant/"} {
			t.Run(strings.SplitN(base, ":", 2)[0]+" "+lang, func(t *testing.T) { choosePair(t, ctx, base+"/"+lang) })
		}
	}
}

func choosePair(t *testing.T, ctx context.Context, base string) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	console := chromedp.Console(ctx)
	want := evaluate[string](t, ctx, base+"compare/europe/FY2020.html", rowsOf+`(document.getElementById("p2020-06").querySelector("table"))`)
	if strings.Count(want, "\n") < 10 {
		t.Fatalf("the static table: %s", want)
	}
	loaded := `performance.getEntriesByType("resource").map(r => r.name).filter(n => n.includes("data/compare")).length`
	if n := evaluate[int](t, ctx, base+"compare/index.html", loaded); n != 0 {
		t.Errorf("%d files of data are loaded before anybody chooses", n)
	}
	choose := func(id, value string) {
		t.Helper()
		wait(t, ctx, fmt.Sprintf(`!document.getElementById(%q).disabled && [...document.getElementById(%[1]q).options].some(o => o.value == %q)`, id, value))
		evaluate[int](t, ctx, "", fmt.Sprintf(`(e => { e.value = %q; e.dispatchEvent(new Event("change", {bubbles: true})); return 0 })(document.getElementById(%q))`, value, id))
	}
	choose("at-unit", "europe")
	choose("at-period", "2020-06") // the base follows: the same unit, a year earlier
	wait(t, ctx, `document.querySelector("#any-table table")`)
	got := evaluate[string](t, ctx, "", rowsOf+`(document.querySelector("#any-table table"))`)
	if got != want {
		t.Errorf("the script's table differs from the static one:\n%s\nwant\n%s", got, want)
	}
	address := evaluate[string](t, ctx, "", `location.href`)
	if !strings.HasSuffix(address, "#europe/2020-06:europe/2019-06") {
		t.Errorf("the address is %s", address)
	}
	evaluate[int](t, ctx, base+"404.html", "0")
	evaluate[int](t, ctx, address, "0")
	wait(t, ctx, `document.querySelector("#any-table table")`)
	if again := evaluate[string](t, ctx, "", rowsOf+`(document.querySelector("#any-table table"))`); again != want {
		t.Errorf("by its address the pair has the table\n%s", again)
	}
	choose("base-period", "FY2020")
	wait(t, ctx, `!document.querySelector("#any-table table") && document.getElementById("any-state").textContent != ""`)
	quiet(t, ctx, console)
}

// TestPairOfMany chooses among more units and years than one file of data has:
// units below a unit appear when it is chosen, more units and earlier years when
// they are asked for, and all of it by an address.
func TestPairOfMany(t *testing.T) {
	ctx, dir := browser(t), filepath.Join(t.TempDir(), "public")
	if _, err := write(shape{100, 0, 24}.write(t), dir); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	console := chromedp.Console(ctx)
	page := "file://" + filepath.ToSlash(dir) + "/compare/index.html"
	units := `[...document.getElementById("at-unit").options].map(o => o.value)`
	if n := evaluate[int](t, ctx, page, units+`.length`); n != 103 { // the root and 100 units, to choose, and more
		t.Errorf("%d options", n)
	}
	choose := func(id, value string) {
		t.Helper()
		wait(t, ctx, fmt.Sprintf(`[...document.getElementById(%q).options].some(o => o.value == %q)`, id, value))
		evaluate[int](t, ctx, "", fmt.Sprintf(`(e => { e.value = %q; e.dispatchEvent(new Event("change", {bubbles: true})); return 0 })(document.getElementById(%q))`, value, id))
	}
	choose("at-unit", "region-1003")
	wait(t, ctx, units+`.indexOf("unit-1005") == `+units+`.indexOf("region-1003") + 1`)
	choose("at-unit", "unit-1005")
	wait(t, ctx, `!document.getElementById("at-period").disabled`)
	choose("at-period", "2025-11")
	wait(t, ctx, `document.querySelector("#any-table table")`)
	choose("at-unit", "+root+2")
	wait(t, ctx, units+`.includes("east") && document.getElementById("at-unit").value == "unit-1005" && !`+units+`.includes("+root+2")`)
	choose("at-unit", "east")
	choose("at-period", "+") // eleven years more, and then those before
	wait(t, ctx, `[...document.getElementById("at-period").options].some(o => o.value == "2013-01")`)
	choose("at-period", "+")
	choose("at-period", "2004-05")
	choose("base-unit", "+root+2")
	choose("base-unit", "east")
	choose("base-period", "2003-05")
	wait(t, ctx, `document.querySelector("#any-table table") && location.hash == "#east/2004-05:east/2003-05"`)
	for _, pair := range []string{"#unit-1150/2025-11:unit-1149/2024-11", "#east/2003-02:root/2025-12"} {
		evaluate[int](t, ctx, "about:blank", "0")
		evaluate[int](t, ctx, page+pair, "0")
		wait(t, ctx, `document.querySelector("#any-table table")`)
	}
	quiet(t, ctx, console)
}

// TestPairAxe has axe look at a table that the script has made.
func TestPairAxe(t *testing.T) {
	axe, err := os.ReadFile("../.ci/node_modules/axe-core/axe.min.js")
	need(t, "axe-core (npm)", err == nil)
	ctx := browser(t)
	look(t, ctx, "file://"+filepath.ToSlash(example(t))+"/compare/index.html#europe/2020-06:root/2019-06", string(axe))
	if !strings.Contains(evaluate[string](t, ctx, "", `document.getElementById("any-state").textContent`), "Europe, June 2020") {
		t.Error("there was no table to look at")
	}
}

// TestCompareWithoutScript: the page still leads to every year, and shows
// nothing that does not work.
func TestCompareWithoutScript(t *testing.T) {
	ctx, dir := browser(t), example(t)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	_, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	})
	if err != nil {
		t.Fatal(err)
	}
	shown := evaluate[string](t, ctx, "file://"+filepath.ToSlash(dir)+"/compare/index.html", `document.querySelector("main").innerText`)
	links := evaluate[int](t, ctx, "", `document.querySelectorAll(".years dd a").length`)
	years, err := filepath.Glob(filepath.Join(dir, "compare", "*", "FY*.html"))
	top, err2 := filepath.Glob(filepath.Join(dir, "compare", "FY*.html"))
	if err != nil || err2 != nil || links != len(years)+len(top) || links < 15 {
		t.Errorf("%d links to %d years", links, len(years)+len(top))
	}
	if strings.Contains(shown, "Any two periods") || !strings.Contains(shown, "Europe") {
		t.Errorf("without a script it says %s", shown)
	}
}

// evaluate asks a page, if an address is given the one there.
func evaluate[T any](t *testing.T, ctx context.Context, url, expression string) T {
	t.Helper()
	if url != "" {
		if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
			t.Fatal(err)
		}
	}
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return out
}

// wait waits until an expression holds.
func wait(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	for range 300 {
		if evaluate[bool](t, ctx, "", "!!("+expression+")") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("it never came to be that %s", expression)
}
