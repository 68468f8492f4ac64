package page

import (
	"fmt"
	"reflect"
	"testing"

	"almanac/site/period"
)

// decade is a book of ten years of months of two units, whose figures go up and
// down by no rule that is simple.
func decade(tb testing.TB) *Book {
	var states []state
	for i := range 120 {
		for k, unit := range [...]string{"east", "west"} {
			p := fmt.Sprintf("%d-%02d", 2016+i/12, i%12+1)
			sales, costs := 100_000+i*700+(i*i*37+k*911)%20_000, 60_000+i*300+(i*i*53+k*577)%9_000
			states = append(states, state{unit, p, "sales", fmt.Sprint(sales), fmt.Sprint(100_000 + i*800)},
				state{unit, p, "costs", fmt.Sprint(costs), fmt.Sprint(65_000 + i*300)})
		}
	}
	return open(tb, archive(tb, states...), period.Date(2026, 1, 31))
}

func BenchmarkView(b *testing.B) {
	book := decade(b)
	for _, address := range [...]string{"east/2025-11.html", "2025-11.html", "east/2025-Q3.html", "2025.html", "index.html", "metrics/sales.html", "compare/east/2025.html"} {
		b.Run(address, func(b *testing.B) {
			r, ok := book.Find(address)
			if !ok {
				b.Fatalf("there is no page %s", address)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := book.Show(r, nil, func(Page) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What pages share and remember is safe for many at once, and leaves no trace in
// them: a page is the same, built alone or among others.
func TestPagesAtOnce(t *testing.T) {
	alone, among := decade(t), decade(t)
	refs := alone.Pages()
	got := make([]string, len(refs))
	done := make(chan bool)
	const workers = 4
	for k := range workers {
		go func() {
			for i := k; i < len(refs); i += workers {
				err := among.Show(refs[i], nil, func(p Page) error {
					got[i] = print(p)
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			}
			done <- true
		}()
	}
	for range workers {
		<-done
	}
	for i := len(refs) - 1; i >= 0; i-- {
		if want := print(alone.Page(refs[i])); got[i] != want {
			t.Fatalf("%s is not the same alone and among others", refs[i].Address)
		}
	}
}

// print is what a view says in words, tables and links.
func print(p Page) string {
	switch v := p.View.(type) {
	case *PeriodView:
		tables := []Table{v.Panorama}
		for i := range v.Charts {
			tables = append(tables, v.Charts[i].Table)
		}
		for i := range v.Parts {
			tables = append(tables, v.Parts[i].Tables...)
		}
		return printed(tables) + fmt.Sprintf("%+v", []any{v.Title, v.Message, v.Panorama.Columns, cells(v.Panorama, "Sales"), v.Steps, v.Tree, v.Nav, v.Relations, v.How})
	case *UnitView:
		return fmt.Sprintf("%+v", []any{v.Title, v.Message, v.Tree, v.Nav, v.Index, v.Heat})
	case *CompareYearView:
		return fmt.Sprintf("%+v", []any{v.Title, v.Jump, v.Pairs, v.Nav})
	}
	return reflect.ValueOf(p.View).Elem().FieldByName("Title").String()
}

// printed is the words and links of some tables, without their pictures.
func printed(list []Table) (s string) {
	for _, t := range list {
		for _, g := range t.Groups {
			for _, r := range g.Rows {
				for _, c := range append([]Cell{r.Head}, r.Cells...) {
					c.Picture = Picture{}
					s += fmt.Sprintf("%+v", c)
				}
			}
		}
	}
	return s
}
