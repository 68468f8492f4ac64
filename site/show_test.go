package site

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// shown is what show --format json prints of a metric, as another program reads
// it.
type shown struct {
	Kind                                     string
	Actual                                   *string
	Target                                   *string
	Coverage                                 struct{ Have, Need int }
	Met                                      *bool
	Previous, YearAgo, YearToDate, Rolling12 *struct {
		Period, Actual, Base, Change, Rate, Refused *string
	}
}

// The figures and comparisons of the golden archive, read from JSON, are those
// that its generator worked out apart from almanac.
func TestShowGolden(t *testing.T) {
	s, err := Open(t.Context(), Options{Dir: "testdata/golden/archive"})
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]map[string]shown{} // place → metric
	figures := func(place, metric string) shown {
		if known[place] == nil {
			at, err := s.Place(place)
			if err != nil {
				t.Fatal(err)
			}
			f, err := s.Show(at)
			if err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			var out struct{ Metrics map[string]shown }
			text := strings.NewReplacer(`"year_ago"`, `"YearAgo"`, `"year_to_date"`, `"YearToDate"`, `"rolling_12"`, `"Rolling12"`).Replace(string(data))
			if err := json.Unmarshal([]byte(text), &out); err != nil {
				t.Fatal(err)
			}
			known[place] = out.Metrics
		}
		return known[place][metric]
	}
	for _, row := range table(t, "testdata/golden/expected.csv") {
		if got := figures(row["unit"]+"/"+row["period"], row["metric"]); or(got.Actual) != row["actual"] || or(got.Target) != row["target"] {
			t.Errorf("%s/%s %s: %s of %s, not %s of %s", row["unit"], row["period"], row["metric"], or(got.Actual), or(got.Target), row["actual"], row["target"])
		}
	}
	n := 0
	for _, row := range table(t, "testdata/golden/comparisons.csv") {
		f := figures(row["unit"]+"/"+row["period"], row["metric"])
		c := f.Previous
		switch row["base"] {
		case "year_ago":
			c = f.YearAgo
		case "ytd":
			c = f.YearToDate
		case "r12":
			c = f.Rolling12
		}
		if c == nil {
			t.Errorf("%v: no comparison", row)
			continue
		}
		n++
		if or(c.Refused) != row["refused"] || or(c.Base) != row["base_value"] || or(c.Change) != row["change"] || or(c.Rate) != row["rate"] {
			t.Errorf("%s/%s %s on %s: change %s, rate %s, refused %s; not %s, %s, %s", row["unit"], row["period"], row["metric"], row["base"],
				or(c.Change), or(c.Rate), or(c.Refused), row["change"], row["rate"], row["refused"])
		}
	}
	if n < 500 {
		t.Errorf("only %d comparisons", n)
	}
}

func table(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, head := range all[0] {
			row[head] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}
