package check

import (
	"testing"

	"almanac/site/period"
	"almanac/site/report"
)

func spanOf(t *testing.T, name string) (period.Period, period.Span) {
	t.Helper()
	p, err := period.Calendar{}.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p, period.Calendar{}.Span(p)
}

// ready is what rules look at, with what they have in common.
func ready(in *Input) *Input {
	in.prepare()
	return in
}

// R-3.5.2-2, TV-38: who, until when and what, from a sentence of the plan.
func TestSpoken(t *testing.T) {
	in := ready(&Input{Archive: &report.Archive{Config: report.Config{People: []report.Person{
		{ID: "chen.jie", Name: "陳潔", Role: "sales_manager"}, {ID: "li", Name: "Li Ming"}}}}})
	for _, x := range []struct{ period, words, owner, due, what string }{
		{"2023-09", "由銷售經理牽頭，在10月15日前完成CRM系統簡化方案", "銷售經理", "2023-10-15", "完成CRM系統簡化方案"},
		{"2023-09", "由销售经理牵头，在10月15日前完成CRM系统简化方案。", "销售经理", "2023-10-15", "完成CRM系统简化方案"},
		{"2023-12", "由客服組負責於１月１５日前上線新流程", "客服組", "2024-01-15", "上線新流程"},
		{"2023-09", "陳潔在2023年10月31日前訪談20家老客戶", "陳潔", "2023-10-31", "訪談20家老客戶"},
		{"2023-09", "銷售主管負責整理報價單，十月底前完成", "銷售主管", "2023-10-31", "整理報價單，完成"},
		{"2023-09", "Li Ming trains the two new colleagues by 15 October 2023.", "Li Ming", "2023-10-15", "trains the two new colleagues"},
		{"2023-09", "By October 15, the sales manager publishes the price list.", "sales manager", "2023-10-15", "publishes the price list"},
		{"2023-09", "The regional director calls each dealer until the end of November", "regional director", "2023-11-30", "calls each dealer"},
		{"2023-09", "優化客戶跟進系統", "", "", "優化客戶跟進系統"},
		{"2023-09", "理由充分時簡化流程", "", "", "理由充分時簡化流程"},
		{"2023-09", "Improve follow-up", "", "", "Improve follow-up"},
		{"2023-09", "", "", "", ""},
	} {
		p, _ := spanOf(t, x.period)
		got := in.spoken(x.words, p)
		due := ""
		if got.due != nil {
			due = got.due.String()
		}
		if got.owner != x.owner || due != x.due || got.what != x.what {
			t.Errorf("%s: owner %q due %q what %q, want %q %q %q", x.words, got.owner, due, got.what, x.owner, x.due, x.what)
		}
	}
}

func TestDays(t *testing.T) {
	for _, x := range []struct{ period, text, want string }{
		{"2023-09", "10月15日", "2023-10-15"},
		{"2023-12", "1月5日", "2024-01-05"},
		{"2023-12", "12月5日", "2023-12-05"},
		{"2024-01", "2月底", "2024-02-29"},
		{"2023-Q4", "December 31 and Jan. 7", "2023-12-31 2024-01-07"},
		{"2023-09", "2023-10-05, 2023/11/6", "2023-10-05 2023-11-06"},
		{"2023-09", "十二月三十一日與二十日", "2023-12-31"},
		{"2023-09", "the 3rd of October", "2023-10-03"},
		{"2023-09", "30 February, 31 June, 2月30日, 13月1日", ""},
		{"2023-09", "May sales, march on, 5 markets, 12 may be", ""},
		{"2023-09", "A2023-10-05x", ""},
		{"2023-09", "\xff\xe6\x9c", ""},
	} {
		_, span := spanOf(t, x.period)
		got := ""
		for _, m := range days(x.text, span) {
			if got != "" {
				got += " "
			}
			got += m.day.String()
		}
		if got != x.want {
			t.Errorf("%s in %s: %q, want %q", x.text, x.period, got, x.want)
		}
	}
}

// What a bullet and an action have in common, for R-2.1.1-7.
func TestMatches(t *testing.T) {
	in := ready(&Input{Archive: &report.Archive{Config: report.Config{People: []report.Person{{ID: "chen.jie", Name: "Chen Jie"}}}}})
	due := period.Date(2023, 10, 15)
	a := &report.Action{ID: "A-1", What: "Call each customer who has been silent since spring", Owner: "chen.jie", Due: &due}
	zh := &report.Action{ID: "A-2", What: "完成CRM系統簡化方案", Owner: "銷售經理", Due: &due}
	p, _ := spanOf(t, "2023-09")
	for _, x := range []struct {
		words string
		of    *report.Action
		want  bool
	}{
		{"See A-1.", a, true},
		{"See A-12.", a, false},
		{"Chen Jie rings them by 15 October", a, true},
		{"Chen Jie在10月15日前逐一致電", a, true},
		{"Chen Jie rings them", a, false},
		{"Chen Jie calls customers who are silent", a, true},
		{"We rest until 15 October", a, false},
		{"Call each customer who has been silent since spring", a, true},
		{"Visit the fair", a, false},
		{"由銷售經理牽頭，在10月15日前完成CRM系統簡化方案", zh, true},
		{"完成簡化方案", zh, true},
		{"參加展會", zh, false},
		{"", zh, false},
	} {
		if got := in.matches(x.words, p, listed{x.of, x.of.Due, nil}, false); got != x.want {
			t.Errorf("%q and %q: %v", x.words, x.of.What, got)
		}
	}
}

// A text in another language than the action's has its owner or its day in common.
func TestMatchesForeign(t *testing.T) {
	in := ready(&Input{Archive: &report.Archive{}})
	due := period.Date(2023, 10, 15)
	a := &report.Action{ID: "A-1", What: "Call each customer", Owner: "Chen Jie", Due: &due}
	p, _ := spanOf(t, "2023-09")
	for words, want := range map[string]bool{"10月15日前逐一致電": true, "Chen Jie逐一致電": true, "逐一致電": false} {
		if got := in.matches(words, p, listed{a, nil, &due}, true); got != want {
			t.Errorf("%s: %v", words, got)
		}
	}
}

func FuzzDays(f *testing.F) {
	f.Add("10月15日前, 19 June 2020, end of May, 2023-1-1, 十二月")
	in := ready(&Input{Archive: &report.Archive{}})
	f.Fuzz(func(t *testing.T, s string) {
		in.spoken(s, period.Numbered(period.Monthly, 648))
		last := 0
		for _, m := range days(s, period.Span{First: 19000, End: 19030}) {
			if m.from < last || m.to <= m.from || m.to > len(s) {
				t.Fatalf("%q: %+v behind %d", s, m, last)
			}
			last = m.to
		}
	})
}
