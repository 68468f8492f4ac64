//go:build ignore

// Generate writes the golden archive of domain.md §8 and what almanac must
// find in it, from nothing but a fixed seed:
//
//	go run site/testdata/golden/generate/*.go
//
// It writes archive/ (config.toml and content/), expected.csv and
// comparisons.csv. Running it twice gives the same bytes, on any version of
// Go: the random numbers are its own (draw in model.go). It imports no
// package of almanac, and works the expected figures out of its own model,
// in big rationals and by plain recursion; it never reads what it wrote.
//
//	model.go    units, metrics, periods, reports: the vocabulary
//	facts.go    the leaf values of every report
//	special.go  the cases that the archive is there for
//	texts.go    the words of the authored reports
//	write.go    the model as TOML and Markdown
//	expect.go   actuals, targets and coverage
//	compare.go  comparisons and their refusals
//
// # How expected.csv reads the rules
//
// Where design.md §4 and settled.md leave a choice, this is what was chosen.
//
//   - have and need count parts: the smaller periods of a stack over time
//     (months of a quarter and of a year, days of a week), the child units of
//     a stack over units; 1/1 for a stated figure. All needed parts count, of
//     whatever kind: the 12 months of a stock's year too (settled 9 demands
//     equal coverage of churn's flow and stock).
//   - A part that is itself partial adds its value, but does not count as had.
//   - "The fuller" of two incomplete stacks has the greater have/need; of two
//     equal ones the stack over time.
//   - A stock's last (first) value over time is that of the last (first)
//     needed period; if that is missing there is no stack over time, whatever
//     its coverage. A mean has no value if any needed period has none.
//   - A part with na is not needed. (No unit here has only such parts.)
//   - A ratio of metrics and a derived metric are worked out from the unit's
//     resolved parts, and have a value only if all have one and equal
//     coverage; theirs is that coverage (settled 9, taken for both kinds).
//   - A core metric's child is needed by months, quarters and years whenever
//     it is valid; for other metrics, and for any metric by days and weeks, it
//     is needed from its first figure of that metric in that grain, stacked
//     figures included, or in the smaller grain that stacks into it: whoever
//     has months is needed for the quarter and the year (settled 7).
//   - A week needs Monday to Friday, and any other day on which the unit has
//     a figure, its own or stacked from below (settled 27).
//   - Distinct counts never stack over time; over units only with org = "sum".
//   - Targets: stated (restated, or grown from the complete figure a year
//     before), else stacked over time from the smaller periods' targets, else
//     over units; from the parts that the actual needs, all with a target. So
//     a year adds its months' targets and passes over a quarter's stretch
//     target. Ratios and means share one value or have none; distinct, max
//     and min are stated only; a derived target is worked out from targets.
//   - actual is printed wherever there is one, complete or not; target only if
//     there is one; have and need belong to the actual, and are empty without.
//   - The latest restatement is the value.
//
// # How comparisons.csv reads the rules
//
//   - base is previous, year_ago, ytd or r12; base_value is the base's value;
//     of ytd the same months a year before, of r12 the twelve months before.
//   - Windows add months for a month, a quarter and a year alike, each month
//     resolved as above, by the metric's kind; parts of a ratio first. A month
//     without a value is a gap: missing. A partial month: partial.
//   - not-stackable: a distinct count's ytd and r12. It has no base.
//   - scope-changed: a department that team-3 left or joined, if the two
//     sides (windows included) do not all lie on one side of 2023-01; and a
//     unit that began or ended inside either period (settled 41).
//   - zero-base, sign-change, tiny-base ask whether a rate can be formed, so a
//     percent metric, which has none, is never refused for them; small-sample
//     refuses its comparison for a denominator below 30 on either side.
//   - tiny-base: counts (stocks and derived counts too) with a base below 5;
//     money with a base below 1 % of the mean absolute value of the twelve
//     periods of that grain that end with it. Doubtful cells are not listed
//     (doubtful in compare.go).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("o", filepath.Join("site", "testdata", "golden"), "the folder to write to")
	flag.Parse()
	if err := generate(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(dir string) error {
	m := newModel()
	o := newOracle(m)
	files := archiveFiles(m)
	files["expected.csv"] = expectedCSV(o)
	files["comparisons.csv"] = comparisonsCSV(o)
	// A report that is no longer generated must not stay behind.
	if err := os.RemoveAll(filepath.Join(dir, "archive", "content")); err != nil {
		return err
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d files in %s\n", len(files), dir)
	return nil
}
