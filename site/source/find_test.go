package source_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"almanac/site/content"
	"almanac/site/source"
)

// find writes what is found, as "revenue 118000/120000 finance/2026-10.csv:2".
func find(t *testing.T, files map[string]string, unit, name string) (list []string, said string) {
	t.Helper()
	dir := t.TempDir()
	files["config.toml"] = "title = \"T\"\n[metrics.revenue]\nunit = \"money\"\nowner_dept = \"finance\"\n[metrics.margin]\nkind = \"ratio\"\nunit = \"percent\"\nnum = \"revenue\"\nden = \"orders\"\n"
	files["content/east/2026-09.md"] = "+++\n[metrics.orders]\nactual = 3\n+++\n"
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	a, _, err := content.Read(context.Background(), dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p, err := a.Calendar.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	found, remarks, err := source.Find(context.Background(), source.Search{Archive: a, Known: content.Builtins(), Root: root, Unit: unit, Period: p})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		s := f.Metric + " "
		if f.Actual.Present() {
			s += f.Actual.String()
		}
		if f.Target.Present() {
			s += "/" + f.Target.String()
		}
		list = append(list, fmt.Sprintf("%s %s:%d", s, strings.TrimPrefix(f.File, "content/_data/"), f.Line))
	}
	for _, r := range remarks {
		said += fmt.Sprintln(r.File, r.Line, r.Message)
	}
	return list, said
}

func TestFind(t *testing.T) {
	for _, x := range []struct {
		name, unit string
		files      map[string]string
		want       string
		says       string
	}{
		{"nothing there", "root", map[string]string{}, "", ""},
		{"a table named after the period needs no column for it", "east",
			map[string]string{"content/_data/finance/2026-10.csv": "unit,metric,actual,target\neast,revenue,118000,120000\nroot,revenue,5,6\n"},
			"revenue 118000/120000 finance/2026-10.csv:2", ""},
		{"of a longer table the rows of the period", "root",
			map[string]string{"content/_data/finance/all.csv": "period,metric,actual\n2026-09,revenue,1\n2026-10,revenue,2\n2026-10,orders,7\n"},
			"revenue 2 finance/all.csv:3; orders 7 finance/all.csv:4", ""},
		{"another department does not speak for a metric that is owned", "root",
			map[string]string{"content/_data/sales/2026-10.csv": "metric,actual\nrevenue,1\norders,7\n"},
			"orders 7 sales/2026-10.csv:3", ""},
		{"what follows from others is not taken", "root",
			map[string]string{"content/_data/finance/2026-10.csv": "metric,actual,target\nmargin,0.5,0.4\nmargin,0.5,\n"},
			"margin /0.4 finance/2026-10.csv:2", ""},
		{"the map of the folder", "east",
			map[string]string{"content/_data/erp/x.csv": "Monat,Gebiet,Was,Wert\n2026-10,Ost,Umsatz,9\n", "content/_data/erp/import.toml": "[columns]\nperiod = \"Monat\"\nunit = \"Gebiet\"\nmetric = \"Was\"\nactual = \"Wert\"\n[units]\nOst = \"east\"\n[metrics]\nUmsatz = \"orders\"\n"},
			"orders 9 erp/x.csv:2", ""},
		{"a table of something else is not meant", "root", map[string]string{"content/_data/crm/contacts.csv": "name,phone\nx,1\n"}, "", ""},
		{"but one with the period's name is", "root", map[string]string{"content/_data/finance/2026-10.csv": "metric,actual\nrevenu,1\norders,2\n"},
			"orders 2 finance/2026-10.csv:3", "content/_data/finance/2026-10.csv 2 unknown metric \"revenu\"\n"},
	} {
		t.Run(x.name, func(t *testing.T) {
			list, said := find(t, x.files, x.unit, "2026-10")
			if got := strings.Join(list, "; "); got != x.want || said != x.says {
				t.Errorf("found %q, want %q; said %q, want %q", got, x.want, said, x.says)
			}
		})
	}
}
