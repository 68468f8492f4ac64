package narrative_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

var langs = [...]string{"zh-Hant", "zh-Hans", "en"}

// world is an archive with a narrator, and a voice in each language.
type world struct {
	archive *report.Archive
	cube    *cube.Cube
	tell    *narrative.Narrator
	voices  map[string]*narrative.Voice
}

// text is a name in English and both Chinese scripts.
func text(en, hant, hans string) report.Text {
	return report.Text{"en": en, "zh-Hant": hant, "zh-Hans": hans}
}

func money(id string, name report.Text) *report.Metric {
	return &report.Metric{ID: id, Kind: report.Flow, Unit: report.Money, Currency: "CNY", Direction: report.Up, Decimals: -1, Core: true, Label: name}
}

func sales() *report.Metric { return money("sales", text("Sales", "銷售額", "销售额")) }

func count(id string, name report.Text) *report.Metric {
	return &report.Metric{ID: id, Kind: report.Flow, Unit: report.Count, Direction: report.Up, Decimals: -1, Core: true, Label: name}
}

func share(id string, name report.Text, d report.Direction) *report.Metric {
	return &report.Metric{ID: id, Kind: report.Ratio, Unit: report.Percent, Direction: d, Decimals: -1, Core: true, Label: name}
}

var names = map[string]report.Text{"east": text("East", "華東", "华东"), "north": text("North", "華北", "华北"), "south": text("South", "華南", "华南")}

// build makes a world of metrics and lines "unit period metric key=value …".
func build(t testing.TB, metrics []*report.Metric, asOf period.Day, lines ...string) *world {
	t.Helper()
	a := &report.Archive{Config: report.Config{Metrics: metrics, Declared: true, Languages: []string{"en", "zh-Hant", "zh-Hans"}}}
	a.Units = []*report.Unit{{ID: report.Root, Level: report.Company}}
	reports := map[string]*report.Report{}
	for _, l := range lines {
		f := strings.Fields(l)
		if a.Unit(f[0]) == nil {
			level := report.Individual
			if names[f[0]] != nil {
				level = report.Team
			}
			a.Units = append(a.Units, &report.Unit{ID: f[0], Parent: report.Root, Name: names[f[0]], Level: level})
		}
		p := at(t, f[1])
		key := f[0] + " " + f[1]
		if reports[key] == nil {
			reports[key] = &report.Report{Unit: f[0], Period: p, Status: report.Final, File: key}
			a.Reports = append(a.Reports, reports[key])
		}
		if len(f) > 2 {
			reports[key].Stated = append(reports[key].Stated, stated(t, f[2], f[3:]))
		}
	}
	return see(t, a, asOf)
}

// see works an archive out.
func see(t testing.TB, a *report.Archive, asOf period.Day) *world {
	t.Helper()
	w := &world{archive: a, voices: map[string]*narrative.Voice{}}
	w.cube = cube.New(a, cube.Options{AsOf: asOf})
	w.tell = narrative.New(a, w.cube, ledger.New(a, ledger.Options{AsOf: asOf}))
	for _, tag := range langs {
		w.voices[tag] = w.tell.Voice(language(t, tag), langs[:])
	}
	return w
}

func language(t testing.TB, tag string) *locale.Locale {
	t.Helper()
	all, problems, err := locale.LoadAll(os.DirFS("../../layouts"))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return all[tag]
}

func stated(t testing.TB, metric string, kvs []string) report.Stated {
	t.Helper()
	s := report.Stated{Metric: metric}
	for _, kv := range kvs {
		k, v, _ := strings.Cut(kv, "=")
		w, err := num.ParseText(v)
		if err != nil {
			t.Fatal(err)
		}
		if k == "target" {
			s.Target = w.Value
			continue
		}
		if s.Actual = w.Value; w.Shape == num.Fraction {
			s.Settle(report.Terms{Num: w.Num, Den: w.Den})
		}
	}
	return s
}

func at(t testing.TB, name string) period.Period {
	t.Helper()
	p, err := period.Calendar{}.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// months are the lines of a root's metric from a month on.
func months(t testing.TB, first, metric string, values ...string) (lines []string) {
	p := at(t, first)
	for i, v := range values {
		if v != "" {
			lines = append(lines, fmt.Sprintf("root %s %s actual=%s", period.Calendar{}.Name(p.Add(i)), metric, v))
		}
	}
	return lines
}

var late = period.Date(2030, 1, 1)

// of gives the findings of a kind.
func (w *world) of(t testing.TB, kind narrative.Kind, unit, name string) (list []narrative.Finding) {
	t.Helper()
	for _, f := range w.tell.Findings(unit, at(t, name)) {
		if f.Kind == kind {
			list = append(list, f)
		}
	}
	return list
}

// says holds a finding against its sentence in the three languages.
func (w *world) says(t *testing.T, f narrative.Finding, hant, hans, en string) {
	t.Helper()
	for tag, want := range map[string]string{"zh-Hant": hant, "zh-Hans": hans, "en": en} {
		if got := w.voices[tag].Sentence(f).Text(); got != want {
			t.Errorf("%s\n got %s\nwant %s", tag, got, want)
		}
	}
}

// one is the only finding of a kind.
func (w *world) one(t *testing.T, kind narrative.Kind, unit, name string) narrative.Finding {
	t.Helper()
	list := w.of(t, kind, unit, name)
	if len(list) != 1 {
		t.Fatalf("%d findings of the kind %s: %v", len(list), kind, list)
	}
	return list[0]
}
