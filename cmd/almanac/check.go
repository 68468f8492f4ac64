package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/diag"
)

func (a *app) checkCommand() *cobra.Command {
	var strict bool
	var format string
	c := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "What is missing or wrong",
		Long: `Check prints every remark on the archive, sorted by file and position, each with
what to write instead. With paths it prints those on these files and folders.

Its exit status is 1 if there is an error, or with --strict a warning. [checks] in
config.toml sets the level of a rule: off, note, warning or error.`,
		Example: `  almanac check                             everything
  almanac check content/east                one unit's folder
  almanac check --strict --format json      for other programs`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "json"); err != nil {
				return err
			}
			s, fault := a.open(c.Context(), site.Options{Drafts: true})
			if s == nil {
				return fault
			}
			remarks, err := a.on(s.Remarks(), args)
			if err != nil {
				return err
			}
			if fault != nil && len(remarks) == 0 && format == "text" {
				return fault // that there are no remarks says nothing then
			}
			if err := a.remarks(remarks, format); err != nil {
				return err
			}
			if fault != nil {
				return fault
			}
			if diag.Count(remarks, diag.Error) > 0 || strict && diag.Count(remarks, diag.Warning) > 0 {
				return errFindings
			}
			return nil
		},
	}
	c.Flags().BoolVar(&strict, "strict", false, "exit with 1 on a warning, too")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// remarks prints remarks on standard output, and a line that sums them up on
// standard error.
func (a *app) remarks(ds []diag.Diagnostic, format string) error {
	if format == "json" {
		if err := diag.JSON(&a.term.out, ds); err != nil {
			return faultf("could not write the remarks: %w", err)
		}
		return nil
	}
	if err := diag.Text(&a.term.out, ds, a.term.out.color); err != nil {
		return faultf("could not write the remarks: %w", err)
	}
	if err := a.term.out.flush(); err != nil {
		return faultf("could not write the remarks: %w", err)
	}
	if sum := counts(ds); sum != "" {
		a.say("%s", sum)
	} else {
		a.say("no remarks")
	}
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
