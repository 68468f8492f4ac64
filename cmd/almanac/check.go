package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/diag"
)

// checkFormats are the forms in which remarks are printed.
var checkFormats = []string{"text", "json", "sarif", "github"}

// A checking is one run of check.
type checking struct {
	*app
	strict, write             bool
	format, since, lang, rule string
}

func (a *app) checkCommand() *cobra.Command {
	k := checking{app: a}
	c := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "What is missing or wrong",
		Long: `Check prints every remark on the archive, sorted by file and position, each with
what to write instead. With paths it prints those on these files and folders; with
--since those on files that git sees changed since a revision.

Its exit status is 1 if there is an error, or with --strict a warning. [checks] in
config.toml sets the level of a rule: off, note, warning or error; the table checks
of a profile comes before it. A report silences a rule by [[checks.ignore]], a part
of a text by <!-- check:off RULE reason="…" -->, always with a reason.

Formats: text; json, {"remarks": […], "errors": n, "warnings": n}; sarif, SARIF 2.1.0
for code scanning; github, annotations of GitHub Actions.

An archive that is taken over may have remarks that nobody will mend: with
baseline = "FILE" in [checks] those in that file are not said again, and
--write-baseline writes it.`,
		Example: `  almanac check                             everything
  almanac check content/east                one unit's folder
  almanac check --since HEAD                before a commit: what is not committed
  almanac check --explain L301              what a rule asks for, with examples
  almanac check --strict --format json      for other programs`,
		RunE: func(c *cobra.Command, args []string) error { return k.run(c.Context(), args) },
	}
	f := c.Flags()
	f.BoolVar(&k.strict, "strict", false, "exit with 1 on a warning, too")
	f.StringVar(&k.format, "format", "text", strings.Join(checkFormats[:3], ", ")+" or "+checkFormats[3])
	f.StringVar(&k.since, "since", "", "only files that changed since this revision of git")
	f.StringVar(&k.lang, "lang", "", "the language of remarks: en, zh-Hant or zh-Hans (default: the archive's first)")
	f.StringVar(&k.rule, "explain", "", "say what a rule asks for, by its name or code; all: list them")
	f.BoolVar(&k.write, "write-baseline", false, "write what is found into the baseline")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(checkFormats, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(initLanguages, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("explain", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return ruleNames(), cobra.ShellCompDirectiveNoFileComp
	})
	c.RegisterFlagCompletionFunc("since", cobra.NoFileCompletions)
	return c
}

func (k *checking) run(ctx context.Context, args []string) error {
	if err := oneOf("--format", k.format, checkFormats...); err != nil {
		return err
	}
	if k.lang != "" {
		if err := oneOf("--lang", k.lang, initLanguages...); err != nil {
			return err
		}
	}
	if k.rule != "" {
		return k.explain(args)
	}
	if k.write && (k.since != "" || len(args) > 0) {
		return &usageError{"a baseline holds what is found in the whole archive", "leave the paths and --since out"}
	}
	o := site.Options{Drafts: true, Lang: k.lang, Memory: site.Recall(k.dir)}
	if k.since != "" {
		files, all, err := site.Changed(ctx, k.dir, k.since)
		if err != nil {
			return err
		}
		if o.Only = files; all {
			o.Only = nil
		} else if o.Only == nil {
			o.Only = []string{}
		}
	}
	s, fault := k.open(ctx, o)
	if s == nil {
		return fault
	}
	if k.write {
		return k.writeBaseline(s)
	}
	remarks, err := k.on(s.Remarks(), args)
	if err != nil {
		return err
	}
	if fault != nil && len(remarks) == 0 && k.format == "text" {
		return fault // that there are no remarks says nothing then
	}
	if err := k.print(remarks); err != nil {
		return err
	}
	if s.Unreadable() && !slices.ContainsFunc(remarks, func(d diag.Diagnostic) bool { return d.Unreadable }) {
		k.say("another file cannot be read, so that not all is found here: almanac check names it")
	}
	if fault != nil {
		return fault
	}
	if diag.Count(remarks, diag.Error) > 0 || k.strict && diag.Count(remarks, diag.Warning) > 0 {
		return errFindings
	}
	return nil
}

// print prints remarks on standard output and, in the form of text, a line that
// sums them up on standard error.
func (k *checking) print(ds []diag.Diagnostic) error {
	var err error
	switch k.format {
	case "json":
		err = diag.JSON(&k.term.out, ds)
	case "github":
		err = diag.GitHub(&k.term.out, ds)
	case "sarif":
		var about []diag.About
		for _, r := range site.Rules(k.lang) {
			about = append(about, r.About)
		}
		err = diag.SARIF(&k.term.out, ds, about, version())
	default:
		if err = diag.Text(&k.term.out, ds, k.term.out.color); err == nil {
			err = k.term.out.flush()
		}
	}
	if err != nil {
		return faultf("could not write the remarks: %w", err)
	}
	if k.format != "text" {
		return nil
	}
	if sum := counts(diag.Counts(ds)); sum != "" {
		k.say("%s", sum)
	} else {
		k.say("no remarks")
	}
	return nil
}

// writeBaseline writes what is found into the archive's baseline.
func (k *checking) writeBaseline(s *site.Site) error {
	if s.Unreadable() { // much of what is there to be found is not found then
		if err := k.print(s.Remarks()); err != nil {
			return err
		}
		k.say("the baseline is not written: first mend what cannot be read")
		return errFindings
	}
	name, data := s.Baseline()
	if name == "" {
		return &faultError{errors.New("config.toml names no baseline"), "write under [checks]: baseline = \"baseline.txt\""}
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return faultf("the baseline %s does not lie in the archive", diag.Clean(name))
	}
	if err := os.WriteFile(filepath.Join(k.dir, filepath.FromSlash(name)), data, 0o666); err != nil {
		return faultf("writing the baseline: %w", err)
	}
	k.say("%s in %s", plural(bytes.Count(data, []byte("\n"))-2, "remark"), diag.Clean(name))
	return nil
}

// on are the remarks on some files and folders, given from where the user
// stands; all of them if none is given.
func (a *app) on(ds []diag.Diagnostic, paths []string) ([]diag.Diagnostic, error) {
	if len(paths) == 0 {
		return ds, nil
	}
	var wanted []string
	for _, p := range paths {
		rel, err := a.within(p)
		if err != nil {
			return nil, err
		}
		wanted = append(wanted, rel)
	}
	var list []diag.Diagnostic
	for _, d := range ds {
		for _, w := range wanted {
			if w == "." || d.File == w || strings.HasPrefix(d.File, w+"/") {
				list = append(list, d)
				break
			}
		}
	}
	return list, nil
}

// within is a path relative to the archive, with slashes. It may be given from
// where the user stands or from the archive.
func (a *app) within(p string) (string, error) {
	if p == "" { // as of a variable that is not set
		return "", &usageError{"the name of a file is empty", "give it a value, or leave it out"}
	}
	root, err := filepath.Abs(a.dir)
	if err != nil {
		return "", faultf("finding the archive: %w", err)
	}
	for _, candidate := range []string{p, filepath.Join(a.dir, p)} {
		if _, err := os.Stat(candidate); err != nil {
			continue
		}
		abs, err := filepath.Abs(candidate)
		if err != nil {
			continue
		}
		if rel, err := filepath.Rel(root, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel), nil
		}
		if candidate == p && !filepath.IsAbs(p) {
			continue
		}
		return "", &usageError{fmt.Sprintf("%s does not lie in the archive", diag.Clean(p)), ""}
	}
	return "", &usageError{fmt.Sprintf("there is no file or folder %s in the archive", diag.Clean(p)), ""}
}
