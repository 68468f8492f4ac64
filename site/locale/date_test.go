package locale

import (
	"testing"
	"time"

	"almanac/site/period"
)

var (
	civil period.Calendar
	july  = period.Calendar{YearStart: time.July} // the years of Adventure Works end in June
)

func parse(t *testing.T, cal period.Calendar, name string) period.Period {
	t.Helper()
	p, err := cal.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPeriod(t *testing.T) {
	ls := built(t)
	for _, c := range []struct {
		cal         period.Calendar
		name        string
		full, short each
	}{
		{civil, "2020-06-30", each{"30 June 2020", "2020年6月30日", "2020年6月30日"}, each{"30 Jun", "6月30日", "6月30日"}},
		{civil, "2023-W43", each{"Week 43, 2023", "2023年第43週", "2023年第43周"}, each{"W43", "第43週", "第43周"}},
		{civil, "2020-W53", each{"Week 53, 2020", "2020年第53週", "2020年第53周"}, each{"W53", "第53週", "第53周"}},
		{civil, "2023-10", each{"October 2023", "2023年10月", "2023年10月"}, each{"Oct", "10月", "10月"}},
		{civil, "2023-Q4", each{"Q4 2023", "2023年第四季度", "2023年第四季度"}, each{"Q4", "Q4", "Q4"}},
		{civil, "2023", each{"2023", "2023年", "2023年"}, each{"2023", "2023", "2023"}},
		{july, "2020-06", each{"June 2020", "2020年6月", "2020年6月"}, each{"Jun", "6月", "6月"}},
		{july, "FY2020-Q4", each{"Q4 FY2020", "2020財年第四季度", "2020财年第四季度"}, each{"Q4", "Q4", "Q4"}},
		{july, "FY2020", each{"Fiscal 2020", "2020財年", "2020财年"}, each{"FY2020", "2020財年", "2020财年"}},
	} {
		p := parse(t, c.cal, c.name)
		c.full.check(t, ls, c.name, func(l *Locale) string { return l.Period(c.cal, p) })
		c.short.check(t, ls, c.name, func(l *Locale) string { return l.PeriodShort(c.cal, p) })
	}
	each{}.check(t, ls, "none", func(l *Locale) string {
		return l.Period(civil, period.Period{}) + l.PeriodShort(civil, period.Period{}) + l.PeriodIn(civil, period.Period{}, period.Period{})
	})
}

func TestPeriodIn(t *testing.T) {
	ls := built(t)
	for _, c := range []struct {
		cal          period.Calendar
		name, within string
		want         each
	}{
		{july, "2020-04", "FY2020-Q4", each{"April", "4月", "4月"}},
		{july, "FY2020-Q1", "FY2020", each{"Q1", "第一季度", "第一季度"}},
		{civil, "2020-Q1", "2020", each{"Q1", "第一季度", "第一季度"}},
		{civil, "2020-06-30", "2020-06", each{"30 June", "6月30日", "6月30日"}},
		{civil, "2020-W27", "2020", each{"Week 27", "第27週", "第27周"}},
		{civil, "2020-06-30", "2020-W27", each{"30 June 2020", "2020年6月30日", "2020年6月30日"}},
		{civil, "2020-04", "2021", each{"April 2020", "2020年4月", "2020年4月"}},
		{civil, "2020-04", "2020-04", each{"April 2020", "2020年4月", "2020年4月"}},
	} {
		p, q := parse(t, c.cal, c.name), parse(t, c.cal, c.within)
		c.want.check(t, ls, c.name+" in "+c.within, func(l *Locale) string { return l.PeriodIn(c.cal, p, q) })
	}
}

func TestRange(t *testing.T) {
	ls := built(t)
	for _, c := range []struct {
		cal  period.Calendar
		name string
		want each
	}{
		{july, "FY2020-Q4", each{"Apr–Jun 2020", "2020年4月至6月", "2020年4月至6月"}},
		{july, "FY2020", each{"Jul 2019 – Jun 2020", "2019年7月至2020年6月", "2019年7月至2020年6月"}},
		{civil, "2020-06", each{"June 2020", "2020年6月", "2020年6月"}},
		{civil, "2020-06-30", each{"30 June 2020", "2020年6月30日", "2020年6月30日"}},
		{civil, "2020-W24", each{"8–14 June 2020", "2020年6月8日至14日", "2020年6月8日至14日"}},
		{civil, "2020-W27", each{"29 Jun – 5 Jul 2020", "2020年6月29日至7月5日", "2020年6月29日至7月5日"}},
		{civil, "2020-W01", each{"30 Dec 2019 – 5 Jan 2020", "2019年12月30日至2020年1月5日", "2019年12月30日至2020年1月5日"}},
	} {
		s := c.cal.Span(parse(t, c.cal, c.name))
		c.want.check(t, ls, c.name, func(l *Locale) string { return l.Range(s) })
	}
	each{}.check(t, ls, "empty", func(l *Locale) string { return l.Range(period.Span{}) })
	d := period.Date(2020, time.June, 30)
	each{"30 Jun 2020", "2020年6月30日", "2020年6月30日"}.check(t, ls, "short", func(l *Locale) string { return l.DateShort(d) })
}

// Every period of a century has a name in every language, and no two of one
// grain have the same.
func TestPeriodNamesDiffer(t *testing.T) {
	ls := built(t)
	for _, l := range ls {
		for _, cal := range []period.Calendar{civil, july} {
			for _, g := range period.Grains[1:] {
				seen := map[string]bool{}
				last := cal.Of(g, period.Date(2100, time.January, 1))
				for p := cal.Of(g, period.Date(2000, time.January, 1)); p != last; p = p.Next() {
					name := l.Period(cal, p)
					if seen[name] || name == "" {
						t.Fatalf("%s: %q twice", l.Tag, name)
					}
					seen[name] = true
				}
			}
		}
	}
}
