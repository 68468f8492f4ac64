package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/period"
)

func (a *app) statusCommand() *cobra.Command {
	var all bool
	var format string
	c := &cobra.Command{
		Use:   "status",
		Short: "Who owes which report: due, late, missing",
		Long: `Status lists the reports that are owed: what is missing first, then what is due,
what no commit holds yet (pending), what cannot be told (unknown), what came late and
by how many days, and what was on time.

A report was submitted when the first commit on the way to HEAD came that holds it
with the status that [deadlines] in config.toml ask for. In a shallow clone that is
not known; without git, and for periods before the archive's first commit, the
report's own "submitted" counts.`,
		Example: `  almanac status                     what is open, and the last year
  almanac status --all               since the beginning
  almanac status --format json       for other programs`,
		Args:              exactly(0, "status takes no arguments"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "table", "json"); err != nil {
				return err
			}
			s, err := a.read(c.Context(), site.Options{Drafts: true, Memory: site.Recall(a.dir)})
			if err != nil {
				return err
			}
			st := s.Status(all)
			if format == "json" {
				return a.json(st)
			}
			a.showStatus(st, s)
			return nil
		},
	}
	c.Flags().BoolVar(&all, "all", false, "also what was settled more than a year ago")
	c.Flags().StringVar(&format, "format", "table", "table or json")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// noTelling says why git cannot tell, and what would help.
var noTelling = map[string]string{
	"no-history": "there is no history of this archive that git could tell: what reports declare as submitted counts",
	"shallow":    "when reports were submitted is not known in a shallow clone: git fetch --unshallow fetches the rest",
	"damaged":    "git cannot read the history of this archive: git fsck says what is wrong",
	"distrusted": "git does not read this repository, which belongs to someone else: git config --global --add safe.directory, with its folder, allows it",
}

func (a *app) showStatus(st *site.Status, s *site.Site) {
	t := a.term
	t.title(s.Name("root"), st.AsOf.String())
	if len(st.Duties) == 0 {
		fmt.Fprintln(&t.out, "No report is owed.")
		return
	}
	tab := table{columns: []column{{head: ""}, {head: "Report"}, {head: "Unit", weight: 2, give: true}, {head: "Due"},
		{head: "Submitted", weight: 1}, {head: "By", weight: 3}, {head: "File", weight: 4}}}
	for _, d := range st.Duties {
		tab.rows = append(tab.rows, dutyRow(d, st.AsOf, s.Name(d.Unit)))
	}
	tab.write(&t.out, t.width())
	fmt.Fprintf(&t.out, "\n%s\n", t.out.paint(faint, statusSum(st)))
	if why := noTelling[st.Gap]; why != "" {
		a.say("%s", why)
	}
}

// dutyRow is a duty in a table.
func dutyRow(d site.Duty, asOf period.Day, unit string) []cell {
	place, submitted := d.Name, ""
	if d.Unit != "root" {
		place = d.Unit + "/" + d.Name
	}
	if d.Submitted != nil {
		submitted = d.Submitted.String()
		if d.Declared {
			submitted += " declared"
		}
	}
	style, text := stateCell(d, asOf)
	return []cell{styled(style, text), plain(place), plain(cleanLines(unit)), plain(d.Due.String()), plain(submitted), plain(cleanLines(d.Owner)), plain(d.File)}
}

// stateCell says how a duty stands.
func stateCell(d site.Duty, asOf period.Day) (style, text string) {
	switch d.State {
	case "missing":
		return red, "missing " + plural(d.Days, "day")
	case "late":
		return red, "late " + plural(d.Days, "day")
	case "due":
		if n := int(d.Due - asOf); n > 0 {
			return bold, "due in " + plural(n, "day")
		}
		return bold, "due today"
	case "on-time":
		return green, "on time"
	}
	return faint, d.State
}

// statusSum sums a status up.
func statusSum(st *site.Status) string {
	var words []string
	for _, state := range []string{"missing", "due", "pending", "unknown", "late", "on-time"} {
		if n := st.Counts[state]; n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, strings.ReplaceAll(state, "-", " ")))
		}
	}
	sum := strings.Join(words, ", ")
	if st.Judged > 0 {
		sum += fmt.Sprintf("; on time %d of %d", st.OnTime, st.Judged)
	}
	return sum
}
