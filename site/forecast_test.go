package site_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// Every forecast stands in a file, with the month that it was made from: of the
// example, whose figures end in June 2020, the twelve months after. Its value lies in its interval, and none is
// below zero.
func TestForecastFile(t *testing.T) {
	f, err := os.Open(filepath.Join(example(t), "data", "forecast.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	last, n := map[string]string{}, map[string]int{}
	for _, r := range rows[1:] {
		value, err := strconv.ParseFloat(r[4], 64)
		if err != nil || value < 0 {
			t.Errorf("%v: no forecast, or one below zero", r)
		}
		low, err1 := strconv.ParseFloat(r[5], 64)
		high, err2 := strconv.ParseFloat(r[6], 64)
		if r[5] != "" && (err1 != nil || err2 != nil || low > value || value > high || low < 0) {
			t.Errorf("%v: the value is not in its interval", r)
		}
		if r[2] != "2020-06" || r[3] <= r[2] || r[7] == "" {
			t.Errorf("%v: made from June 2020 by a named method", r)
		}
		last[r[0]+" "+r[1]] = r[3]
		n[r[0]+" "+r[1]]++
	}
	if last["root sales"] != "2021-06" || last["root gross_margin"] != "" || last["north-america sales"] != "2021-06" {
		t.Errorf("it ends with %v", last)
	}
	if n["root sales"] != 12 || n["north-america sales"] < 1 {
		t.Errorf("it has %v", n)
	}
}
