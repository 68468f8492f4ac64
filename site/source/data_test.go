package source_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"almanac/site/content"
	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/source"
)

// try reads the archive; ok is false if there are errors.
func (a *archive) try() (archive *report.Archive, ok bool) {
	archive, remarks, err := content.Read(a.t.Context(), a.dir, content.Options{})
	return archive, (err == nil || errors.Is(err, content.ErrNoReports)) && !diag.Unreadable(remarks)
}

// Any figures that are imported are read as they are, and importing them again
// changes nothing.
func TestImportIsRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := newArchive(t, nil)
		want := map[string]string{}
		var data strings.Builder
		data.WriteString(head)
		for range rapid.IntRange(1, 30).Draw(rt, "rows") {
			unit := rapid.SampledFrom([]string{"root", "east", "west"}).Draw(rt, "unit")
			period := rapid.SampledFrom([]string{"2019-07", "2019-08-01", "2019-W40", "FY2020-Q2", "FY2021"}).Draw(rt, "period")
			metric := rapid.SampledFrom([]string{"sales", "orders", "lost"}).Draw(rt, "metric")
			key := unit + " " + period + " " + metric
			if want[key] != "" {
				continue
			}
			number := func(name string) (string, num.Num) {
				n := num.Dec(rapid.Int64().Draw(rt, name), rapid.IntRange(0, 8).Draw(rt, name+" places"))
				if rapid.Bool().Draw(rt, "no "+name) {
					return "", num.Num{}
				}
				return n.String(), n
			}
			actual, x := number("actual")
			target, y := number("target")
			if x.Present() || y.Present() {
				want[key] = fmt.Sprintf("%s %s", x, y)
			}
			fmt.Fprintf(&data, "%s,%s,%s,%s,%s\n", period, unit, metric, actual, target)
		}
		if _, said := a.importing(source.Request{}, data.String()); said != "" {
			rt.Fatal(said)
		}
		archive, ok := a.try()
		if !ok {
			rt.Fatal("cannot be read")
		}
		for _, r := range archive.Reports {
			for _, s := range r.Stated {
				key := r.Unit + " " + archive.Calendar.Name(r.Period) + " " + s.Metric
				if got := fmt.Sprintf("%s %s", s.Actual, s.Target); got != want[key] {
					rt.Errorf("%s is read as %q, not %q", key, got, want[key])
				}
				delete(want, key)
			}
		}
		if len(want) > 0 {
			rt.Errorf("not written: %v", want)
		}
		plan, _ := a.importing(source.Request{}, data.String())
		for _, f := range plan.Files {
			if f.State != source.Unchanged {
				rt.Errorf("a second import has %s %s", f.State, f.Path)
			}
		}
	})
}

// FuzzImport imports any bytes by any map: it ends soon, and either something is
// planned or it is said why not.
func FuzzImport(f *testing.F) {
	for _, m := range mistakes {
		if len(m.data) > 1000 { // long inputs are shortened for ever
			continue
		}
		f.Add([]byte(m.data), []byte(m.mapped), m.encoding)
	}
	f.Add([]byte("\xff\xfea\x00"), []byte("[columns]\nx=['period']\n"), "utf-16")
	dir, root := f.TempDir(), (*os.Root)(nil)
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o644), os.Mkdir(filepath.Join(dir, "content"), 0o755)); err != nil {
		f.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { root.Close() })
	f.Fuzz(func(t *testing.T, data, mapped []byte, encoding string) {
		archive, _ := (&archive{t: t, dir: dir}).try()
		start := time.Now()
		plan, remarks, err := source.Import(t.Context(), source.Request{Archive: archive, Root: root, Data: strings.NewReader(string(data)), Name: "d", Map: mapped, MapName: "m", Encoding: encoding})
		if d := time.Since(start); d > 5*time.Second {
			t.Fatalf("%d bytes took %v", len(data), d)
		}
		if err == nil && diag.Count(remarks, diag.Error) > 0 && len(plan.Files) > 0 {
			t.Fatal("a plan in spite of errors")
		}
		for _, r := range remarks {
			if r.Message == "" || r.File == "" || r.Line < 0 || r.Column < 0 {
				t.Fatalf("%+v", r)
			}
		}
	})
}

// large is a data set of so many rows.
func large(rows int) string {
	var b strings.Builder
	b.WriteString("period,unit,metric,actual,target\n")
	for i := range rows {
		day := time.Date(1950, 1, 1+i/9, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		fmt.Fprintf(&b, "%s,%s,%s,%d.5,%d\n", day, []string{"root", "Eastern Sales", "west"}[i/3%3], []string{"sales", "orders", "lost"}[i%3], i, i)
	}
	return b.String()
}

func BenchmarkImport(b *testing.B) {
	for _, rows := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			a := newArchive(b, nil)
			archive, data := a.open(), large(rows)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				plan, remarks, err := source.Import(b.Context(), source.Request{Archive: archive, Root: a.root, Data: strings.NewReader(data), Name: "data.csv"})
				if err != nil || len(remarks) > 0 || len(plan.Files) != (rows+2)/3 {
					b.Fatal(err, len(plan.Files), remarks)
				}
			}
		})
	}
}

// A million rows take a few seconds and no more than their share of memory.
func TestMillionRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(head)
	for i := range 1_000_000 {
		fmt.Fprintf(&b, "%d-%02d,%s,sales,%d,\n", 1900+i/12%300, 1+i%12, []string{"root", "east", "west"}[i/3600%3], i%3600)
	}
	a := newArchive(t, nil)
	start := time.Now()
	plan, remarks, err := source.Import(t.Context(), source.Request{Archive: a.open(), Root: a.root, Data: strings.NewReader(b.String()), Name: "data.csv"})
	if err != nil || len(remarks) > 0 || len(plan.Files) != 10_800 || plan.Counts.Rows != 1_000_000 {
		t.Fatal(err, len(plan.Files), plan.Counts, text(remarks))
	}
	if d := time.Since(start); d > 2*time.Minute {
		t.Error("took", d)
	}
}
