package main

import (
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
	var strict, drafts bool
	c := &cobra.Command{
		Use:   "build",
		Short: "The whole site into public/",
		Long: `Build publishes the whole archive as a folder of plain files. The folder changes
from the old site to the new one in one step; if a report cannot be read, or the
build is interrupted, the old site stays. What almanac did not write is kept.

Remarks do not stop a build; with --strict an error or a warning does.`,
		Example: `  almanac build                     into public/
  almanac build -d /srv/www/sales   somewhere else
  almanac build --strict            publish only what has neither errors nor warnings`,
		Args: exactly(0, "build takes no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			start := a.now()
			s, err := a.read(c.Context(), site.Options{Drafts: drafts, Memory: site.Recall(a.dir)})
			if errors.Is(err, errFindings) {
				a.say("nothing is published")
			}
			if err != nil {
				return err
			}
			if bad := diag.Count(s.Remarks(), diag.Error) + diag.Count(s.Remarks(), diag.Warning); strict && bad > 0 {
				diag.Text(&a.term.err, atLeast(s.Remarks(), diag.Warning), a.term.err.color)
				a.say("nothing is published: %s", counts(s.Remarks()))
				return errFindings
			}
			w, err := s.Write(c.Context(), a.output(dir), site.Publication{Version: version(), Notice: func(text string) { a.say("%s", text) }})
			a.progress.clear()
			if err != nil {
				return a.broken(err)
			}
			a.built(w, s, dir, a.now().Sub(start))
			return nil
		},
	}
	c.Flags().StringVarP(&dir, "destination", "d", "public", "the `DIR` to publish in, in the archive's unless absolute")
	c.Flags().BoolVar(&strict, "strict", false, "publish nothing if there is an error or a warning")
	c.Flags().BoolVar(&drafts, "drafts", false, "publish drafts as well")
	c.MarkFlagDirname("destination")
	return c
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
	if c := counts(s.Remarks()); c != "" {
		line += "; " + c + ` ("almanac check" lists them)`
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
func counts(ds []diag.Diagnostic) string {
	var words []string
	for _, x := range []struct {
		s    diag.Severity
		what string
	}{{diag.Error, "error"}, {diag.Warning, "warning"}, {diag.Note, "note"}} {
		if n := diag.Count(ds, x.s); n > 0 {
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
