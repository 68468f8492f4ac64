package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/period"
)

// templates are the files of a new archive, those with words by language.
//
//go:embed init
var templates embed.FS

// initLanguages are the languages that a new archive may be in.
var initLanguages = []string{"en", "zh-Hant", "zh-Hans"}

func (a *app) initCommand() *cobra.Command {
	var lang string
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "A new archive",
		Long: `Init makes a new archive: config.toml with comments, a first report for last month
as almanac new makes it, filled in as an example to write over, .gitignore, files that let a CI
service and pre-commit call almanac check, and for editors a schema of config.toml
with the file that tells taplo of it. It overwrites nothing.`,
		Example: `  almanac init sales                a new archive in the folder sales
  almanac init --lang zh-Hant       one in Chinese, here`,
		Args: atMost(1, "init takes one folder"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("--lang", lang, initLanguages...); err != nil {
				return err
			}
			dir := a.dir
			if len(args) == 1 {
				if args[0] == "" { // as of a variable that is not set
					return &usageError{"the name of the folder is empty", "give it a value, or leave it out"}
				}
				dir = a.output(args[0])
			}
			return a.init(c.Context(), dir, lang)
		},
	}
	c.Flags().StringVar(&lang, "lang", "en", "the language of its words: en, zh-Hant or zh-Hans")
	c.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(initLanguages, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// A newFile is one file of a new archive.
type newFile struct{ name, template string }

// init writes the files of a new archive.
func (a *app) init(ctx context.Context, dir, lang string) error {
	month := a.now().AddDate(0, 0, -a.now().Day()) // the last day of last month
	files := []newFile{
		{"config.toml", path.Join(lang, "config.toml")},
		{".gitignore", "gitignore"},
		{".github/workflows/almanac.yml", "workflow.yml"},
		{".pre-commit-config.yaml", "pre-commit-config.yaml"},
		{".taplo.toml", "taplo.toml"},
		{".schema/config.json", ""},
	}
	if err := vacant(dir, files); err != nil {
		return err
	}
	for _, f := range files {
		data := site.Schema(site.ConfigSchema)
		if f.template != "" {
			var err error
			if data, err = fill(f.template, month); err != nil {
				return faultf("making %s: %w", f.name, err)
			}
		}
		if err := create(filepath.Join(dir, filepath.FromSlash(f.name)), data); err != nil {
			return faultf("making %s: %w", f.name, err)
		}
		a.created(filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(f.name))))
	}
	if err := a.example(ctx, dir, lang, month); err != nil {
		return err
	}
	next := "almanac serve --open"
	if dir != "." {
		next = "almanac -C " + filepath.ToSlash(dir) + " serve --open"
	}
	a.say("next: %s", next)
	if !inGit(dir) {
		a.say("keep it in git (git init): its history tells when reports came")
	}
	return nil
}

// inGit reports whether a folder, or one above it, is a git repository.
func inGit(dir string) bool {
	at, err := filepath.Abs(dir)
	for ; err == nil && filepath.Dir(at) != at; at = filepath.Dir(at) {
		if exists(filepath.Join(at, ".git")) {
			return true
		}
	}
	return false
}

// example begins the first report and fills it in. It is not final: whoever commits it
// and then writes over it would have changed figures that were reported.
func (a *app) example(ctx context.Context, dir, lang string, month time.Time) error {
	answers, err := fill(path.Join(lang, "example.toml"), month)
	if err != nil {
		return faultf("making the first report: %w", err)
	}
	s, err := site.Open(ctx, site.Options{Dir: dir, Today: period.DayOf(a.now()), Empty: true, Live: true})
	if err != nil {
		return err
	}
	done, err := s.New(site.NewRequest{Period: month.Format("2006-01"), Status: "review", Answers: answers})
	if err != nil {
		return err
	}
	a.created(path.Join(filepath.ToSlash(dir), done.Path))
	return nil
}

// created says that a file is there now.
func (a *app) created(name string) { fmt.Fprintf(&a.term.out, "created %s\n", cleanLines(name)) }

// vacant refuses a folder that holds an archive, or one of the files.
func vacant(dir string, files []newFile) error {
	for _, name := range append([]newFile{{name: "content"}}, files...) {
		at := filepath.Join(dir, filepath.FromSlash(name.name))
		if _, err := os.Lstat(at); err == nil {
			return &faultError{fmt.Errorf("%s is there already, and nothing is overwritten", filepath.ToSlash(at)), "choose another folder: almanac init DIR"}
		} else if !errors.Is(err, fs.ErrNotExist) {
			return faultf("looking at %s: %w", filepath.ToSlash(at), err)
		}
	}
	return nil
}

// create makes a file that there is not, and the folders above it.
func create(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// fill puts a month into a template.
func fill(name string, month time.Time) ([]byte, error) {
	text, err := templates.ReadFile(path.Join("init", name))
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Delims("<<", ">>").Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Period": month.Format("2006-01"), "Year": month.Year(), "Month": month.Month().String(), "Number": int(month.Month()),
		"Due": month.AddDate(0, 0, 28).Format(time.DateOnly), "Event": month.AddDate(0, 0, -3).Format(time.DateOnly),
	})
	return b.Bytes(), err
}
