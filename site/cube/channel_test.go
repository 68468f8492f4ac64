package cube_test

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"

	"pgregory.net/rapid"
)

// channels makes an archive from lines "unit period name=deals/leads …". In a
// name _ is a space, and a missing number is not there.
func channels(t *testing.T, lines ...string) *report.Archive {
	t.Helper()
	var plain []string
	for _, l := range lines {
		f := strings.Fields(l)
		plain = append(plain, f[0]+" "+f[1]+" x actual=1")
	}
	a := archive(t, metrics("x flow"), plain...)
	for _, l := range lines {
		f := strings.Fields(l)
		unit := f[0][strings.LastIndexByte(f[0], '/')+1:]
		for _, r := range a.Reports {
			if r.Unit != unit || r.Period != per(t, f[1]) {
				continue
			}
			for _, kv := range f[2:] {
				name, v, _ := strings.Cut(kv, "=")
				deals, leads, _ := strings.Cut(v, "/")
				ch := report.Channel{Name: strings.ReplaceAll(name, "_", " ")}
				if deals != "" {
					ch.Deals = num.MustParse(deals)
				}
				if leads != "" {
					ch.Leads = num.MustParse(leads)
				}
				r.Channels = append(r.Channels, ch)
			}
		}
	}
	return a
}

func at2030(a *report.Archive) *cube.Channels {
	return cube.New(a, cube.Options{AsOf: day("2030-01-01")}).Channels()
}

// said is a set as a line: the coverage, then every channel.
func said(s cube.ChannelSet) string {
	out := fmt.Sprintf("%d/%d", s.Coverage.Have, s.Coverage.Need)
	for _, ch := range s.List {
		out += fmt.Sprintf(" %s=%s/%s", ch.Name, ch.Deals, ch.Leads)
	}
	return out
}

func TestTV03Channels(t *testing.T) {
	x := at2030(channels(t, "east 2023-10 展會=8/50 線上=5/30"))
	for _, unit := range []string{"east", report.Root} {
		s, ok := x.At(unit, per(t, "2023-10"))
		if !ok || !s.Complete || said(s) != "1/1 展會=8/50 線上=5/30" {
			t.Fatalf("%s: %v %+v", unit, ok, s)
		}
		same(t, "expo", s.List[0].Rate, "0.16")
		same(t, "web", s.List[1].Rate.Round(3), "0.167")
		same(t, "pooled", s.Rate, "0.1625") // 13/80, and not the mean of the rates
	}
	if got := strings.Join(x.Units(), " "); got != "root east" {
		t.Errorf("units %s", got)
	}
}

// Months make a quarter by sums; what a quarter's own report lists stands
// before them; an incomplete sum says so.
func TestChannelsOverTime(t *testing.T) {
	lines := []string{"root 2023-07 expo=1/10 web=2/10", "root 2023-08 web=3/30", "root 2023-09 expo=1/5 web=1/20", "root 2023-10 web=1/9"}
	x := at2030(channels(t, lines...))
	s, _ := x.At(report.Root, per(t, "2023-Q3"))
	if said(s) != "3/3 expo=2/15 web=6/60" || !s.Complete || s.Source != cube.OverTime {
		t.Errorf("Q3: %s %+v", said(s), s)
	}
	if e, ok := s.Find("expo"); !ok || e.Listed != 2 {
		t.Errorf("expo is listed in %d of 3 months", e.Listed)
	}
	same(t, "Q3 pooled", s.Rate.Mul(num.Int(75)), "8")
	if s, ok := x.At(report.Root, per(t, "2023-Q4")); !ok || said(s) != "1/3 web=1/9" || s.Complete {
		t.Errorf("Q4: %s", said(s))
	}
	// The unit is valid from July on: six months make its year.
	if s, _ := x.At(report.Root, per(t, "2023")); said(s) != "4/6 expo=2/15 web=7/69" || s.Complete {
		t.Errorf("2023: %s", said(s))
	}
	if _, ok := x.At(report.Root, per(t, "2024-Q1")); ok {
		t.Error("2024-Q1 has channels that no report lists")
	}
	x = at2030(channels(t, append(lines, "root 2023-Q4 fair=5/50")...))
	if s, _ := x.At(report.Root, per(t, "2023-Q4")); said(s) != "1/1 fair=5/50" || s.Source != cube.Stated {
		t.Errorf("Q4 stated: %s", said(s))
	}
	s, _ = x.At(report.Root, per(t, "2023"))
	if said(s) != "6/6 expo=2/15 web=6/60 fair=5/50" || !s.Complete {
		t.Errorf("2023 with a stated quarter: %s", said(s))
	}
	if fair, _ := s.Find("fair"); fair.Listed != 3 {
		t.Errorf("a quarter counts as %d months", fair.Listed)
	}
	var names []string
	for _, p := range x.Periods(report.Root) {
		names = append(names, period.Calendar{}.Name(p))
	}
	if got := strings.Join(names, " "); got != "2023 2023-Q3 2023-07 2023-08 2023-09 2023-Q4 2023-10" {
		t.Errorf("periods %s", got)
	}
}

// Children add up; one that has begun to list channels and is missing makes
// the sum partial, and one that never lists any does not.
func TestChannelsOverUnits(t *testing.T) {
	x := at2030(channels(t, "a 2023-07 web=1/10", "a 2023-08 web=2/20 expo=1/4", "b 2023-08 expo=3/6", "a 2023-09 web=1/5", "never 2023-08"))
	for p, want := range map[string]string{
		"2023-07": "1/1 web=1/10", "2023-08": "2/2 web=2/20 expo=4/10", "2023-09": "1/2 web=1/5",
	} {
		if s, _ := x.At(report.Root, per(t, p)); said(s) != want {
			t.Errorf("%s: %s, want %s", p, said(s), want)
		}
	}
	// September is not whole, so that the quarter is not.
	if s, _ := x.At(report.Root, per(t, "2023-Q3")); said(s) != "2/3 web=4/35 expo=4/10" || s.Complete {
		t.Errorf("Q3: %s", said(s))
	}
}

// A team of another department's months goes to each for its own months, and
// to neither for a quarter that is stated as one.
func TestChannelsOfAMove(t *testing.T) {
	move := func(until string, lines ...string) *cube.Channels {
		a := channels(t, lines...)
		a.Units = append(a.Units, &report.Unit{ID: "west", Parent: report.Root}, &report.Unit{ID: "east", Parent: report.Root})
		a.Unit("a").Parent, a.Unit("a").History = "east", []report.Belonging{{Parent: "west", To: day("2023-09-01")}}
		a.Unit("west").To, a.Unit("west").ToSet = day(until), true
		return at2030(a)
	}
	months := []string{"a 2023-07 web=1/10", "a 2023-08 web=2/20", "a 2023-09 web=4/40", "east/b 2023-07 expo=1/1", "east/b 2023-08 expo=1/1", "east/b 2023-09 expo=1/1"}
	x := move("2024-01-01", months...)
	if s, _ := x.At("east", per(t, "2023-Q3")); said(s) != "3/3 expo=3/3 web=4/40" {
		t.Errorf("east: %s", said(s))
	}
	if s, _ := x.At("west", per(t, "2023-Q3")); s.Complete || s.Coverage.Full() {
		t.Errorf("west had a for two of three months: %s", said(s))
	}
	if s, _ := x.At(report.Root, per(t, "2023-Q3")); said(s) != "2/3 web=7/70 expo=3/3" {
		t.Errorf("root, with a department that lists none in September: %s", said(s))
	}
	if s, _ := move("2023-09-01", months...).At(report.Root, per(t, "2023-Q3")); said(s) != "3/3 web=7/70 expo=3/3" {
		t.Errorf("root, with a department that is gone in September: %s", said(s))
	}
	x = move("2024-01-01", "a 2023-Q3 web=7/70", "east/b 2023-Q3 expo=3/3")
	if s, _ := x.At("east", per(t, "2023-Q3")); s.Complete || said(s) != "1/2 expo=3/3" {
		t.Errorf("east: %s", said(s))
	}
}

// Names are the same but for the spaces around them; one listed twice is one;
// what is absent makes the sum absent; drafts and what is not over do not count.
func TestChannelsAsWritten(t *testing.T) {
	x := at2030(channels(t, "root 2023-07 _web_=1/10 web=2/20 Web=1/3 mail=/7", "root 2023-08 mail=1/2", "root 2023-09 web=1/4"))
	s, _ := x.At(report.Root, per(t, "2023-07"))
	if said(s) != "1/1 web=3/30 Web=1/3 mail=/7" || s.List[0].Listed != 1 || s.Deals.Present() || s.Leads.String() != "40" || s.Rate.Present() {
		t.Errorf("July: %s, all %s of %s", said(s), s.Deals, s.Leads)
	}
	if s, _ := x.At(report.Root, per(t, "2023-Q3")); said(s) != "3/3 web=4/34 Web=1/3 mail=/9" {
		t.Errorf("Q3: %s", said(s))
	}
	a := channels(t, "root 2023-07 web=1/10", "root 2023-08 web=1/10")
	a.Reports[1].Status = report.Draft
	c := cube.New(a, cube.Options{AsOf: day("2023-07-30")})
	if s, ok := c.Channels().At(report.Root, per(t, "2023-07")); !ok || s.Complete {
		t.Error("July is complete on the 30th")
	}
	if _, ok := c.Channels().At(report.Root, per(t, "2023-08")); ok {
		t.Error("a draft counts")
	}
}

// Days make weeks and months.
func TestChannelsOfDays(t *testing.T) {
	var lines []string
	for d := 1; d <= 31; d++ {
		if date := fmt.Sprintf("2023-05-%02d", d); (d+6)%7 < 5 { // 1 May 2023 is a Monday
			lines = append(lines, "root "+date+" web=1/2")
		}
	}
	x := at2030(channels(t, lines...))
	for p, want := range map[string]string{"2023-05": "23/23 web=23/46", "2023-W20": "5/5 web=5/10", "2023-W22": "3/5 web=3/6"} {
		if s, _ := x.At(report.Root, per(t, p)); said(s) != want {
			t.Errorf("%s: %s, want %s", p, said(s), want)
		}
	}
}

// TV-17 and TV-18 speak of channels.
func TestChannelSplit(t *testing.T) {
	x := at2030(channels(t, "root 2023-09 expo=8/50 web=5/30", "root 2023-10 expo=6/30 web=9/50"))
	s, ok := x.Split(report.Root, per(t, "2023-10"), per(t, "2023-09"))
	if !ok || points(s.Within) != "2.6667" || points(s.Mix) != "-0.1667" || points(s.Change) != "2.5000" || s.Composition || s.Parts[0].Name != "expo" || points(s.Parts[0].Mix) != "-0.1250" {
		t.Errorf("%v %+v", ok, s)
	}
	lines := []string{"root 2023-09 A=10/100 B=90/300", "root 2023-10 A=9/100 B=290/1000"}
	s, ok = at2030(channels(t, lines...)).Split(report.Root, per(t, "2023-10"), per(t, "2023-09"))
	if !ok || !s.Composition || points(s.Within) != "-1.0000" || points(s.Mix) != "3.1818" {
		t.Errorf("%v %+v", ok, s)
	}
	// A channel that is new is pure mix; one without its deals leaves no split.
	s, ok = at2030(channels(t, lines[0], lines[1]+" C=50/100")).Split(report.Root, per(t, "2023-10"), per(t, "2023-09"))
	if !ok || !s.Parts[2].New || !s.Parts[2].Within.IsZero() || !s.Within.Add(s.Mix).Equal(s.Change) || !s.After.Equal(num.Int(349).Div(num.Int(1200))) {
		t.Errorf("%v %+v", ok, s)
	}
	for name, second := range map[string]string{"no deals": "root 2023-10 A=/100 B=1/1", "partial": "root 2023-Q4 A=1/9 B=1/9"} {
		if _, ok := at2030(channels(t, lines[0], second)).Split(report.Root, per(t, "2023-10"), per(t, "2023-09")); ok {
			t.Errorf("%s: there is a split", name)
		}
	}
}

// Any period of any unit is the sum of the leaf reports in it, be it stacked
// over units first or over months first, and it is complete if all are there.
func TestChannelsAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var lines []string
		type leaf struct{ team, month int }
		type pair struct{ deals, leads int64 }
		sums := map[leaf]map[string]pair{}
		for team := range 4 {
			for month := 1; month <= 6; month++ {
				line := fmt.Sprintf("d%d/t%d 2023-%02d", team/2, team, month)
				if month == 1 || rapid.IntRange(0, 9).Draw(r, "there") > 0 {
					sums[leaf{team, month}] = map[string]pair{}
					for _, name := range []string{"expo", "web", "mail"} {
						if name != "expo" && rapid.Bool().Draw(r, name) {
							continue
						}
						x := pair{rapid.Int64Range(0, 50).Draw(r, "deals"), rapid.Int64Range(0, 99).Draw(r, "leads")}
						sums[leaf{team, month}][name] = x
						line += fmt.Sprintf(" %s=%d/%d", name, x.deals, x.leads)
					}
					lines = append(lines, line)
				}
			}
		}
		a := channels(t, lines...)
		a.Units = append(a.Units, &report.Unit{ID: "d0", Parent: report.Root}, &report.Unit{ID: "d1", Parent: report.Root})
		for _, u := range a.Units { // all are valid in these months alone
			u.From, u.FromSet, u.To, u.ToSet = day("2023-01-01"), true, day("2023-07-01"), true
		}
		x := at2030(a)
		for _, q := range []struct {
			unit, period string
			teams, month []int
		}{
			{report.Root, "2023", []int{0, 1, 2, 3}, []int{1, 2, 3, 4, 5, 6}}, {report.Root, "2023-Q2", []int{0, 1, 2, 3}, []int{4, 5, 6}},
			{"d0", "2023-Q1", []int{0, 1}, []int{1, 2, 3}}, {"d1", "2023-05", []int{2, 3}, []int{5}}, {"t3", "2023", []int{3}, []int{1, 2, 3, 4, 5, 6}},
		} {
			want, whole := map[string]pair{}, true
			for _, team := range q.teams {
				for _, month := range q.month {
					list, ok := sums[leaf{team, month}]
					whole = whole && ok
					for name, p := range list {
						want[name] = pair{want[name].deals + p.deals, want[name].leads + p.leads}
					}
				}
			}
			s, ok := x.At(q.unit, per(t, q.period))
			if ok != (len(want) > 0) || s.Complete != whole {
				r.Fatalf("%s %s: there %v, complete %v, want %v, %v", q.unit, q.period, ok, s.Complete, len(want) > 0, whole)
			}
			for _, ch := range s.List {
				if w := want[ch.Name]; !ch.Deals.Equal(num.Int(w.deals)) || !ch.Leads.Equal(num.Int(w.leads)) {
					r.Fatalf("%s %s: %s is %s of %s, want %v", q.unit, q.period, ch.Name, ch.Deals, ch.Leads, w)
				}
			}
			if len(s.List) != len(want) {
				r.Fatalf("%s %s: %s, want %v", q.unit, q.period, said(s), want)
			}
		}
	})
}
