package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"almanac/site"
	"almanac/site/diag"
	"almanac/site/period"
)

// An app is one run of the program.
type app struct {
	term     *terminal
	now      func() time.Time
	progress progress
	dir      string
	asOf     string
	color    string
}

// command is the whole tree of commands.
func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "almanac",
		Short: "Turn a folder of sales summaries into a site that people browse",
		Long: `almanac turns a folder of sales summaries into an archive that people browse.
Every report is a page; months add up to quarters and years, people to teams and
departments; every figure stands beside its target and its past.`,
		Example: `  almanac init sales          a new archive in the folder sales
  almanac new 2026-10         a report to fill in
  almanac serve --open        write, and see the pages as you save
  almanac check               what is missing or wrong
  almanac build               the whole site into public/
  almanac show 2026-03        March's figures in the terminal`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		},
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			if err := noneEmpty(c.Flags()); err != nil {
				return err
			}
			a.progress = progress{out: &a.term.err, now: a.now}
			return a.term.setColor(a.color)
		},
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "directory", "C", ".", "the archive's `DIR`")
	flags.StringVar(&a.asOf, "as-of", "", "look at the archive as on this `DATE`")
	flags.StringVar(&a.color, "color", "auto", "auto, always or never")
	root.SetFlagErrorFunc(flagError)
	root.SetUsageTemplate(usage)
	root.SetHelpTemplate(help)
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(a.initCommand(), a.newCommand(), a.buildCommand(), a.serveCommand(), a.checkCommand(), a.showCommand(),
		a.compareCommand(), a.explainCommand(), a.actionsCommand(), a.statusCommand(), a.signCommand(), a.importCommand(), a.schemaCommand(),
		a.completionCommand(), a.versionCommand())
	root.SetHelpCommand(helpCommand(root))
	root.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	return root
}

// help is what --help prints.
const help = `{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}`

// usage is the part of the help that follows the words.
const usage = `Usage:
  {{.UseLine}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{end}}
{{if .HasExample}}
Examples:
{{.Example}}
{{end}}{{if .HasAvailableSubCommands}}
Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
Flags of every command:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`

// helpCommand is `almanac help [COMMAND]`.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:                   "help [COMMAND]",
		Short:                 "Help about a command",
		DisableFlagsInUseLine: true,
		Args:                  atMost(1, "help takes one command"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return commandNames(root), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return root.Help()
			}
			for _, sub := range root.Commands() {
				if sub.Name() == args[0] {
					sub.InitDefaultHelpFlag()
					return sub.Help()
				}
			}
			return unknownCommand(root, args[0])
		},
	}
}

func commandNames(root *cobra.Command) (names []string) {
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	return names
}

func unknownCommand(root *cobra.Command, name string) error {
	hint := diag.DidYouMean(name, commandNames(root))
	if hint == "" {
		hint = "almanac help lists the commands"
	}
	return &usageError{fmt.Sprintf("there is no command %q", diag.Clean(name)), hint}
}

// flagError says what is wrong with a flag, and names the nearest one.
func flagError(c *cobra.Command, err error) error {
	message := err.Error()
	hint := fmt.Sprintf("%s --help lists its flags", c.CommandPath())
	name, unknown := strings.CutPrefix(message, "unknown flag: --")
	if unknown {
		message = fmt.Sprintf("%s has no flag --%s", c.CommandPath(), name)
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if n := diag.Nearest(name, names); n != "" {
			hint = fmt.Sprintf("did you mean --%s?", n)
		}
	}
	if letter, ok := strings.CutPrefix(message, "unknown shorthand flag: "); ok {
		message = fmt.Sprintf("%s has no flag -%s", c.CommandPath(), strings.Trim(strings.SplitN(letter, " ", 2)[0], "'"))
	}
	if arg, ok := strings.CutPrefix(message, "invalid argument "); ok && strings.Contains(arg, "strconv.ParseBool") {
		_, flag, _ := strings.Cut(arg, `" for "`)
		flag, _, _ = strings.Cut(flag, `" flag`)
		message, hint = fmt.Sprintf("%s takes no value", flag), fmt.Sprintf("write %s, or leave it out", flag)
	}
	if arg, ok := strings.CutPrefix(message, "flag needs an argument: "); ok {
		if _, letter, short := strings.Cut(arg, "' in "); short {
			arg = letter
		}
		message = fmt.Sprintf("%s needs a value", strings.TrimSpace(arg))
	}
	return &usageError{message, hint}
}

// noneEmpty reports a flag whose value is empty, as of a variable that is not set: as
// if it were left out, the command would do something else than was asked for.
func noneEmpty(flags *pflag.FlagSet) (err error) {
	flags.Visit(func(f *pflag.Flag) {
		list, many := f.Value.(pflag.SliceValue)
		if many && len(list.GetSlice()) == 0 || f.Value.Type() == "string" && f.Value.String() == "" {
			err = &usageError{fmt.Sprintf("--%s is empty", f.Name), fmt.Sprintf("give --%s a value, or leave it out", f.Name)}
		}
	})
	return err
}

// exactly checks the number of arguments and says in words what is wanted.
func exactly(n int, wanted string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return &usageError{wanted, "usage: " + c.UseLine()}
		}
		return nil
	}
}

// atMost allows up to n arguments.
func atMost(n int, wanted string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return &usageError{wanted, "usage: " + c.UseLine()}
		}
		return nil
	}
}

// open reads the archive.
func (a *app) open(ctx context.Context, o site.Options) (*site.Site, error) {
	o, err := a.options(o)
	if err != nil {
		return nil, err
	}
	s, err := site.Open(ctx, o)
	a.progress.clear()
	return s, err
}

// options are those of a command with what the flags and the day add to them.
func (a *app) options(o site.Options) (site.Options, error) {
	o.Dir, o.Today, o.Progress = a.dir, period.DayOf(a.now()), a.progress.step
	if up := above(a.dir); up != "" {
		return o, &faultError{errors.New("there is no config.toml in this folder"), fmt.Sprintf("the archive is above it: almanac -C %s …", up)}
	}
	if a.asOf != "" {
		day, err := period.ParseDay(a.asOf)
		if err != nil {
			return o, &usageError{"--as-of: " + err.Error(), "write a date as in 2026-03-31"}
		}
		o.AsOf = &day
	}
	return o, nil
}

// above is the way up from the folder where the user stands, which is no archive, to
// one that is; "" if there is none, or another folder was asked for.
func above(dir string) string {
	if dir != "." || exists(configFile) {
		return ""
	}
	up := ".."
	for range 8 { // deeper than people file reports
		if exists(filepath.Join(up, configFile)) && exists(filepath.Join(up, "content")) {
			return filepath.ToSlash(up)
		}
		up = filepath.Join(up, "..")
	}
	return ""
}

const configFile = "config.toml"

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// read is open for commands that need every report to be readable. Remarks
// that say why one is not go to standard error; the site comes with the error.
func (a *app) read(ctx context.Context, o site.Options) (*site.Site, error) {
	s, err := a.open(ctx, o)
	if err != nil {
		return nil, err
	}
	if s.Unreadable() {
		var bad []diag.Diagnostic
		for _, r := range s.Remarks() {
			if r.Unreadable {
				bad = append(bad, r)
			}
		}
		diag.Text(&a.term.err, bad, a.term.err.color)
		return s, errFindings
	}
	return s, nil
}

// faultf is a fault that almanac itself met, as in fmt.Errorf.
func faultf(format string, args ...any) error {
	return &faultError{err: fmt.Errorf(format, args...)}
}

// oneOf checks the value of a flag that takes one of a few words.
func oneOf(flag, value string, words ...string) error {
	for _, w := range words {
		if w == value {
			return nil
		}
	}
	return &usageError{fmt.Sprintf("%s takes %s, not %q", flag, strings.Join(words, ", "), diag.Clean(value)), diag.DidYouMean(value, words)}
}
