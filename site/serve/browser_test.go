package serve

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser opens an address in a real browser, and returns what waits until the
// page says something, and what evaluates an expression on it.
func browser(t *testing.T, address string) (says func(want string), eval func(js string) string) {
	t.Helper()
	exe, err := exec.LookPath("chromium")
	switch {
	case err == nil:
	case os.Getenv("ALMANAC_REQUIRE") == "all":
		t.Fatal("Chromium is required here and not there")
	default:
		t.Skip("Chromium is not installed; .ci/run installs it")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(exe), chromedp.NoSandbox,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	eval = func(js string) string {
		t.Helper()
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](js))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	return func(want string) {
		t.Helper()
		var body string
		for range 300 {
			// While the page reloads there is nothing to read.
			if got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`)); err == nil {
				if body = got; strings.Contains(body, want) {
					return
				}
			}
			time.Sleep(30 * time.Millisecond)
		}
		t.Fatalf("the page does not come to say %q:\n%s", want, body)
	}, eval
}

// In a real browser, under the page's own policy, a saved edit appears without
// a hand on the browser; a broken one is told over the page.
func TestBrowserReloads(t *testing.T) {
	dir := archive(t)
	address, _ := running(t, dir, false)
	text, _ := browser(t, address+"/2026-03.html")
	text("4,711")
	time.Sleep(300 * time.Millisecond) // the stream is open
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 815\n+++\n")
	text("815")
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactaul = 815\n+++\n")
	text(`unknown key "actaul"`)
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 42\n+++\n")
	text("42")
}

// Where somebody reads on, an edit leaves the page unfolded as it was: the figures below
// a chart, say.
func TestBrowserKeepsFolds(t *testing.T) {
	dir := archive(t)
	for m := range 4 {
		put(t, dir, fmt.Sprintf("content/2025-%02d.md", m+9), "+++\n[metrics.revenue]\nactual = 4000\n+++\n")
	}
	address, _ := running(t, dir, false)
	text, eval := browser(t, address+"/2026-03.html")
	text("4,711")
	const state = `[...document.querySelectorAll("details")].map(d=>d.open?"open":"shut").join(" ")`
	eval(`document.querySelectorAll("details").forEach((d,i)=>d.open=i%2==0);""`)
	want := eval(state)
	if !strings.Contains(want, "open") || !strings.Contains(want, "shut") {
		t.Fatalf("there is nothing to keep: %s", want)
	}
	time.Sleep(300 * time.Millisecond) // the stream is open
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 815\n+++\n")
	text("815")
	got := ""
	for range 100 { // the script comes behind the page
		if got = eval(state); got == want {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	t.Errorf("after an edit: %s, want %s", got, want)
}

// The remarks on a large site come after the page, under the page's own policy.
func TestBrowserFetchesRemarks(t *testing.T) {
	dir := archive(t)
	for m := range 400 {
		put(t, dir, fmt.Sprintf("content/east/%d-%02d.md", 1990+m/12, m%12+1), "+++\n[metrics.orders]\nactual = 7\n+++\n")
	}
	address, _ := running(t, dir, false)
	text, _ := browser(t, address+"/2026-03.html")
	text("4,711")
	time.Sleep(300 * time.Millisecond) // the stream is open
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 815\n+++\nA <b>bold</b> word.\n")
	text("2 remarks on this page")
	text("815")
}
