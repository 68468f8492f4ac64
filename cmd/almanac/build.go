package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/diag"
)

func (a *app) buildCommand() *cobra.Command {
	var dir string
	var strict, drafts, asJSON bool
	c := &cobra.Command{
		Use:   "build",
		Short: "The whole site into public/",
		Long: `Build publishes the whole archive as a folder of plain files. The folder changes
from the old site to the new one in one step; if a report cannot be read, or the
build is interrupted, the old site stays. What almanac did not write is kept.

Remarks do not stop a build; with --strict an error or a warning does.

What was drawn from what is remembered in .almanac, so that the next build draws
only what changed. The folder may be deleted at any time.`,
		Example: `  almanac build                     into public/
  almanac build -d /srv/www/sales   somewhere else
  almanac build --strict            publish only what has neither errors nor warnings
  almanac build --json              what was done as one JSON object, for CI`,
		Args: exactly(0, "build takes no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			b := build{app: a, dir: dir, strict: strict, start: a.now()}
			err := b.run(c.Context(), site.Options{Drafts: drafts, Into: a.output(dir)})
			if asJSON {
				b.json(err)
			}
			return err
		},
	}
	c.Flags().StringVarP(&dir, "destination", "d", "public", "the `DIR` to publish in, in the archive's unless absolute")
	c.Flags().BoolVar(&strict, "strict", false, "publish nothing if there is an error or a warning")
	c.Flags().BoolVar(&drafts, "drafts", false, "publish drafts as well")
	c.Flags().BoolVar(&asJSON, "json", false, "print what was done as a JSON object")
	c.MarkFlagDirname("destination")
	return c
}

// A build is one run of the command.
type build struct {
	*app
	dir     string
	strict  bool
	start   time.Time
	site    *site.Site // nil: it could not be read
	written site.Written
}

func (b *build) run(ctx context.Context, o site.Options) error {
	if err := b.open(ctx, o); err != nil {
		return err
	}
	var err error
	b.written, err = b.site.Write(ctx, b.output(b.dir), site.Publication{
		Version: version(),
		Notice:  func(text string) { b.say("%s", text) },
		Again:   func() (*site.Site, error) { err := b.open(ctx, o); return b.site, err },
	})
	b.progress.clear()
	if err != nil {
		return b.broken(err)
	}
	b.built(b.written, b.site, b.dir, b.now().Sub(b.start))
	return nil
}

// open reads the archive, with what is remembered now. It is an error if it is not to be
// published.
func (b *build) open(ctx context.Context, o site.Options) (err error) {
	o.Memory = site.Recall(b.app.dir)
	b.site, err = b.read(ctx, o)
	if errors.Is(err, errFindings) {
		b.say("nothing is published")
	}
	if err != nil {
		return err
	}
	if n := b.site.Counts(); b.strict && n[diag.Warning]+n[diag.Error] > 0 {
		diag.Text(&b.term.err, atLeast(b.site.Remarks(), diag.Warning), b.term.err.color)
		b.say("nothing is published: %s", counts(n))
		return errFindings
	}
	return nil
}

// json prints what a build did, or that it did nothing.
func (b *build) json(err error) {
	w := b.written
	out := struct {
		Published bool     `json:"published"`
		Directory string   `json:"directory"`
		Pages     int      `json:"pages"`
		Files     int      `json:"files"`
		Drawn     int      `json:"drawn"`
		New       int      `json:"new"`
		Changed   int      `json:"changed"`
		Removed   int      `json:"removed"`
		Kept      []string `json:"kept"`
		Errors    int      `json:"errors"`
		Warnings  int      `json:"warnings"`
		Notes     int      `json:"notes"`
		Seconds   float64  `json:"seconds"`
	}{err == nil, b.dir, w.Pages, w.Files, w.Drawn, w.New, w.Changed, w.Removed, append([]string{}, w.Foreign...),
		0, 0, 0, float64(b.now().Sub(b.start).Milliseconds()) / 1000}
	if b.site != nil {
		n := b.site.Counts()
		out.Errors, out.Warnings, out.Notes = n[diag.Error], n[diag.Warning], n[diag.Note]
	}
	data, _ := json.Marshal(out) // of such a struct it cannot fail
	fmt.Fprintf(&b.term.out, "%s\n", data)
}

// output is where an output folder lies: in the archive unless absolute.
func (a *app) output(dir string) string {
	if filepath.IsAbs(dir) {
		return dir
	}
	return filepath.Join(a.dir, dir)
}

// say prints a line of the program's own on standard error.
func (a *app) say(format string, args ...any) {
	a.progress.clear()
	fmt.Fprintf(&a.term.err, "almanac: %s\n", cleanLines(fmt.Sprintf(format, args...)))
}

// broken prints every page that could not be drawn.
func (a *app) broken(err error) error {
	var pages *site.BrokenPages
	if !errors.As(err, &pages) {
		return err
	}
	const most = 20
	for i, e := range pages.Errs {
		if i == most {
			a.say("and %d more", len(pages.Errs)-most)
			break
		}
		a.term.complain(e.Error(), "")
	}
	a.say("nothing is published")
	return errFindings
}

// built prints the one line that sums a build up, and what was found beside
// almanac's own files.
func (a *app) built(w site.Written, s *site.Site, dir string, took time.Duration) {
	if len(w.Foreign) > 0 {
		a.say("kept in %s, not written by almanac: %s", dir, some(w.Foreign, 10))
	}
	var done []string
	for _, x := range []struct {
		n    int
		what string
	}{{w.New, "new"}, {w.Changed, "changed"}, {w.Removed, "removed"}} {
		if x.n > 0 {
			done = append(done, fmt.Sprintf("%d %s", x.n, x.what))
		}
	}
	if done == nil {
		done = []string{"nothing changed"}
	}
	line := fmt.Sprintf("%s in %s: %s; %s", plural(w.Pages, "page"), dir, strings.Join(done, ", "), round(took))
	if c := counts(s.Counts()); c != "" {
		line += "; " + c + ` ("almanac check" lists them)`
	}
	if n := s.LeftOut(); n > 0 {
		line += fmt.Sprintf("; %s left out", plural(n, "draft"))
	}
	a.say("%s", line)
}

func some(list []string, most int) string {
	if len(list) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
	}
	return strings.Join(list, ", ")
}

// round is a duration as people read it.
func round(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// counts is how many errors, warnings and notes there are; "" if none.
func counts(of [3]int) string {
	var words []string
	for _, x := range []struct {
		s    diag.Severity
		what string
	}{{diag.Error, "error"}, {diag.Warning, "warning"}, {diag.Note, "note"}} {
		if n := of[x.s]; n > 0 {
			words = append(words, plural(n, x.what))
		}
	}
	return strings.Join(words, ", ")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// atLeast are the remarks of a severity or a heavier one.
func atLeast(ds []diag.Diagnostic, s diag.Severity) (list []diag.Diagnostic) {
	for _, d := range ds {
		if d.Severity >= s {
			list = append(list, d)
		}
	}
	return list
}
