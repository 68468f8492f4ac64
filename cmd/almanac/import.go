package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/diag"
)

func (a *app) importCommand() *cobra.Command {
	var from, mapping, encoding string
	var force, dry bool
	c := &cobra.Command{
		Use:   "import",
		Short: "Figures from CSV into reports",
		Long: `Import puts the figures of a CSV table into reports: one row for one figure, with
the columns period, unit, metric, actual and target. Reports that do not exist are
made, with scenario = "figures"; in those that exist only the figures are edited.

A map (TOML) says what the table's words mean: [columns], [where], [periods],
[units], [metrics]. A figure that was changed by hand is refused; with --force it is
replaced, and the file as it was is kept as NAME~.`,
		Example: `  almanac import --from figures.csv
  almanac import --from export.csv --map erp.toml --dry-run
  psql --csv -c "select …" | almanac import --from -
  almanac import --from 三月.csv --encoding big5`,
		Args:              exactly(0, "import takes its table with --from"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error {
			if from == "" {
				return &usageError{"import needs a table", "write --from FILE, or --from - for standard input"}
			}
			if encoding != "" {
				if err := oneOf("--encoding", encoding, site.Encodings()...); err != nil {
					return err
				}
			}
			r := site.ImportRequest{Name: from, MapName: mapping, Force: force, Encoding: encoding, DryRun: dry}
			return a.imports(c.Context(), r)
		},
	}
	c.Flags().StringVar(&from, "from", "", "the table, a `FILE` or - for standard input")
	c.Flags().StringVar(&mapping, "map", "", "what its words mean, a TOML `FILE`")
	c.Flags().StringVar(&encoding, "encoding", "", "of the table, if it is not UTF-8")
	c.Flags().BoolVar(&force, "force", false, "replace figures that were changed by hand")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would change, and change nothing")
	c.RegisterFlagCompletionFunc("encoding", cobra.FixedCompletions(site.Encodings(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

// imports opens the files and imports.
func (a *app) imports(ctx context.Context, r site.ImportRequest) error {
	if r.Name == "-" {
		r.Data, r.Name = a.term.in, "standard input"
	} else {
		f, err := os.Open(r.Name)
		if err != nil {
			return faultf("opening the table: %w", err)
		}
		defer f.Close()
		r.Data, r.Name = f, filepath.ToSlash(r.Name)
	}
	if r.MapName != "" {
		data, err := readMap(r.MapName)
		if err != nil {
			return err
		}
		r.Map, r.MapName = data, filepath.ToSlash(r.MapName)
	}
	s, err := a.importable(ctx)
	if err != nil {
		return err
	}
	done, remarks, err := s.Import(ctx, r)
	diag.Text(&a.term.err, remarks, a.term.err.color)
	if err != nil {
		return err
	}
	if diag.Count(remarks, diag.Error) > 0 {
		a.say("nothing is imported: %s", counts(diag.Counts(remarks)))
		return errFindings
	}
	a.imported(done, r.DryRun)
	return nil
}

// importable reads the archive; that it has no reports yet is no fault here.
func (a *app) importable(ctx context.Context) (*site.Site, error) {
	s, err := a.read(ctx, site.Options{Drafts: true, Empty: true, Figures: true})
	return s, err
}

// readMap reads a map of at most 4 MiB and a byte more, so that what is too
// long is seen to be.
func readMap(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, faultf("opening the map: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 4<<20+1))
	if err != nil {
		return nil, faultf("reading the map: %w", err)
	}
	return data, nil
}

// imported lists the files that changed, and sums up.
func (a *app) imported(done site.Imported, dry bool) {
	made, changed := 0, 0
	for _, f := range done.Files {
		switch f.State {
		case "created":
			made++
		case "changed":
			changed++
		default:
			continue
		}
		kept := ""
		if f.Kept {
			kept = ", the old one kept as " + f.Path + "~"
		}
		fmt.Fprintf(&a.term.out, "%s %s%s\n", f.State, cleanLines(f.Path), kept)
	}
	n, would := done.Counts, ""
	if dry {
		would = "would be "
	}
	a.say("%s read: %s %snew, %d replaced, %d as they were; %s %screated, %d changed",
		plural(n.Rows, "row"), plural(n.Added, "figure"), would, n.Replaced, n.Same, plural(made, "report"), would, changed)
	a.notTaken(done)
}

// notTaken says which rows and figures of a table are in no report, and why.
func (a *app) notTaken(done site.Imported) {
	var list []string
	n := done.Counts
	for _, x := range []struct {
		n         int
		what, why string
	}{
		{n.LeftOut, "row", "that the map leaves out"},
		{n.Outside, "row", "outside of its periods"},
		{n.Empty, "row", "without a number"},
		{n.Checked, "figure", "that others make, and agree with"},
	} {
		if x.n > 0 {
			list = append(list, plural(x.n, x.what)+" "+x.why)
		}
	}
	if len(list) > 0 {
		a.say("not taken: %s", strings.Join(list, "; "))
	}
}
