package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"almanac/site"
)

func (a *app) actionsCommand() *cobra.Command {
	var filter site.ActionFilter
	var format string
	var drafts bool
	c := &cobra.Command{
		Use:   "actions",
		Short: "What was promised, and what became of it",
		Long: `Actions prints the ledger: every action that a report promised, with its owner, the
day on which it is due, what the last report that speaks of it says, by how many days
it is overdue, how often it was carried to another day, and who promised it when.
Overdue ones come first, then what else is open, then what is closed, each by its day.

--format json prints {"as_of", "actions": [{"id", "what", "owner", "due", "first_due",
"acceptance", "state", "days_overdue", "carried", "closed", "on_time", "unit", "period",
"file", "line", "reviews": [{"state", "date", "result", "reason", "new_due", "reviewer",
"unit", "period", "file", "line"}]}]}. State is open, in_progress, done, verified,
carried or dropped; what is not written or not known is null.`,
		Example: `  almanac actions --overdue                     what should have been done by now
  almanac actions --open --owner chen.jie       what one person has left to do
  almanac actions --unit east --format csv      those of a unit and of the units below it`,
		Args: exactly(0, "actions takes no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "table", "json", "csv"); err != nil {
				return err
			}
			s, err := a.read(c.Context(), site.Options{Drafts: drafts})
			if err != nil {
				return err
			}
			list, err := s.Actions(filter)
			if err != nil {
				return err
			}
			switch format {
			case "json":
				return a.json(list)
			case "csv":
				return list.WriteCSV(&a.term.out)
			}
			a.term.showActions(list)
			return nil
		},
	}
	c.Flags().BoolVar(&filter.Open, "open", false, "only what is not done, verified or dropped")
	c.Flags().BoolVar(&filter.Overdue, "overdue", false, "only what is overdue")
	c.Flags().StringVar(&filter.Owner, "owner", "", "only what this person or role `OWNER` promised")
	c.Flags().StringVar(&filter.Unit, "unit", "", "only what the unit `UNIT` and those below it promised")
	c.Flags().StringVar(&format, "format", "table", "table, json or csv")
	c.Flags().BoolVar(&drafts, "drafts", false, "actions of drafts count")
	c.RegisterFlagCompletionFunc("owner", a.completeFrom((*site.Site).Owners))
	c.RegisterFlagCompletionFunc("unit", a.completeFrom((*site.Site).Units))
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "json", "csv"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (t *terminal) showActions(list *site.Actions) {
	t.title("Actions", list.AsOf.String())
	if len(list.List) == 0 {
		io.WriteString(&t.out, "There are no actions.\n")
		return
	}
	tab := table{columns: []column{{head: "Action"}, {head: "", give: true, least: 24}, {head: "Owner", weight: 1}, {head: "Due"}, {head: "State"},
		{head: "Overdue", right: true}, {head: "Carried", right: true, weight: 2}, {head: "Made in", weight: 3}}}
	overdue, open := 0, 0
	for _, x := range list.List {
		tab.rows = append(tab.rows, actionRow(x))
		if x.Overdue > 0 {
			overdue++
		}
		if !closed(x.State) {
			open++
		}
	}
	tab.write(&t.out, t.width())
	sum := plural(len(list.List), "action") + ", none open"
	switch {
	case overdue > 0:
		sum = fmt.Sprintf("%s, %d open, %d of them overdue", plural(len(list.List), "action"), open, overdue)
	case open > 0:
		sum = fmt.Sprintf("%s, %d open", plural(len(list.List), "action"), open)
	}
	fmt.Fprintf(&t.out, "\n%s\n", t.out.paint(faint, sum))
}

// closed reports whether nothing is left to be done in a state.
func closed(state string) bool { return state == "done" || state == "verified" || state == "dropped" }

func actionRow(x site.Action) []cell {
	due, late, carried := plain("–"), plain(""), plain("")
	if x.Due != nil {
		due = plain(x.Due.String())
	}
	state := plain(strings.ReplaceAll(x.State, "_", " "))
	switch {
	case x.Overdue > 0:
		late = styled(red, fmt.Sprintf("%d d", x.Overdue))
	case x.State == "done" || x.State == "verified":
		state[0].style = green
	case x.State == "dropped":
		state[0].style = faint
	}
	if x.Carried > 0 {
		carried = plain(fmt.Sprintf("%d×", x.Carried))
	}
	return []cell{plain(cleanLines(x.ID)), plain(cleanLines(x.What)), plain(cleanLines(x.OwnerName)), due, state, late, carried, styled(faint, x.Made.String())}
}
