package page

import (
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// channel is a channel of so many deals on so many leads; −1 is not there.
func channel(name string, deals, leads int64) report.Channel {
	ch := report.Channel{Name: name}
	if deals >= 0 {
		ch.Deals = num.Int(deals)
	}
	if leads >= 0 {
		ch.Leads = num.Int(leads)
	}
	return ch
}

func viewAt[V any](t testing.TB, b *Book, address string) V {
	t.Helper()
	r, ok := b.Find(address)
	if !ok {
		t.Fatalf("there is no page %s", address)
	}
	return b.Page(r).View.(V)
}

func TestPagesOnlyWhereThereIsSomething(t *testing.T) {
	b := open(t, archive(t, state{"east", "2026-01", "sales", "100", ""}), period.Date(2026, 3, 1))
	for _, address := range []string{"channels/index.html", "restatements.html"} {
		if _, ok := b.Find(address); ok {
			t.Errorf("there is %s with nothing on it", address)
		}
	}
}

// TV-03, in a team and in the whole that has no other channels: 16 % of 50,
// 16.7 % of 30, and 13 of 80, whose interval was worked out apart.
func TestChannelsPage(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""}, state{"west", "2026-01", "sales", "100", ""})
	find(a, "east", name(t, "2026-01")).Channels = []report.Channel{channel("展會", 8, 50), channel("線上", 5, 30)}
	v := viewAt[*ChannelsView](t, open(t, a, period.Date(2026, 3, 1)), "zh-Hant/channels/index.html")
	if len(v.Units) != 2 || v.Units[0].ID != "unit-root" || v.Units[1].Name.Href != "../east/index.html" {
		t.Fatalf("units %+v", v.Units)
	}
	for _, u := range v.Units {
		for head, want := range map[string]string{"展會": "8|50|16.0%|8.3%至28.5%|", "線上": "5|30|16.7%|7.3%至33.6%|", "全部渠道": "13|80|16.3%|9.7%至25.8%|"} {
			if got := cells(u.Latest, head); got != want {
				t.Errorf("%s, %s: %s, want %s", u.ID, head, got, want)
			}
		}
		for _, r := range u.Latest.Groups[0].Rows {
			if x := r.Cells[4].Picture.Interval; x == nil || x.Pale || r.Class == "rest" || x.Scale.Lo != 0 || x.Scale.Hi < 0.335 || x.Scale.Hi > 0.337 {
				t.Errorf("%s: %+v", r.Head.Text, x)
			}
		}
		if got := plain(u.Message); got != "展會轉化率16%（8/50），線上16.7%（5/30）；樣本較小，差異不足以判斷高低。" { // M-SMALLN
			t.Errorf("%s says %s", u.ID, got)
		}
		if got := cells(u.Rates[0], "展會"); got != "16.0%" || u.Rates[0].Groups[0].Rows[0].Cells[0].Small != "8/50" || len(u.Rates) != 1 {
			t.Errorf("rates %s %+v", got, u.Rates)
		}
	}
	if v.Units[1].When.Href != "../east/2026-01.html#channels" || v.Units[0].When.Href != "../2026-01.html" {
		t.Errorf("leads to %s and %s", v.Units[0].When.Href, v.Units[1].When.Href)
	}
	if notes := strings.Join(v.Units[0].Latest.Notes, " "); !strings.Contains(notes, "由東部加總。") || strings.Contains(notes, "30") {
		t.Errorf("notes %s", notes)
	}
}

// TV-17 through two months: what changed within the channels and what their mix
// accounts for (M-MIX).
func TestChannelsPageTellsTheMix(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "1", ""}, state{report.Root, "2026-02", "sales", "1", ""})
	find(a, report.Root, name(t, "2026-01")).Channels = []report.Channel{channel("展會", 8, 50), channel("線上", 5, 30)}
	find(a, report.Root, name(t, "2026-02")).Channels = []report.Channel{channel("展會", 6, 30), channel("線上", 9, 50)}
	u := viewAt[*ChannelsView](t, open(t, a, period.Date(2026, 3, 1)), "zh-Hant/channels/index.html").Units[0]
	if got := plain(u.Message); !strings.Contains(got, "由16.3%升至18.8%，上升2.5個百分點：渠道內變化2.7個百分點，渠道結構變化−0.2個百分點。") {
		t.Errorf("it says %s", got)
	}
}

// Too few leads are marked in words and by a pale bar; where there is no share
// there is no interval; what is absent has its reason.
func TestChannelsThatSayLittle(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "100", ""})
	find(a, report.Root, name(t, "2026-01")).Channels = []report.Channel{channel("Enough", 3, 30), channel("Few", 3, 29), channel("More", 5, 3),
		channel("None", 0, 0), channel("Unknown", -1, 40)}
	u := viewAt[*ChannelsView](t, open(t, a, period.Date(2026, 3, 1)), "channels/index.html").Units[0]
	rows := map[string]Row{}
	for _, r := range u.Latest.Groups[0].Rows {
		rows[r.Head.Text] = r
	}
	if r := rows["Enough"]; r.Class != "" || r.Head.Small != "" || r.Cells[4].Picture.Interval.Pale {
		t.Errorf("30 leads: %+v", r)
	}
	if r := rows["Few"]; r.Class != "rest" || r.Head.Small != "sample too small" || !r.Cells[4].Picture.Interval.Pale || r.Cells[2].Class != "flat" {
		t.Errorf("29 leads: %+v", r)
	}
	if r := rows["More"]; r.Cells[2].Text+r.Cells[2].Unit != "166.7%" || r.Cells[3].Class != "na" || !strings.Contains(r.Cells[3].Note, "more deals than leads") || r.Cells[4].Picture != (Picture{}) {
		t.Errorf("5 deals on 3 leads: %+v", r)
	}
	if r := rows["None"]; r.Cells[0].Text != "0" || !strings.Contains(r.Cells[2].Note, "denominator") || r.Class == "rest" {
		t.Errorf("0 of 0: %+v", r)
	}
	if r := rows["Unknown"]; r.Cells[0].Note != "missing" || r.Cells[2].Note != "missing" || r.Cells[1].Text != "40" {
		t.Errorf("deals unknown: %+v", r)
	}
	if got := cells(u.Latest, "All channels"); got != "–|102|–|–|" {
		t.Errorf("all: %s", got)
	}
	if notes := strings.Join(u.Latest.Notes, " "); !strings.Contains(notes, "fewer than 30 leads") {
		t.Errorf("notes %s", notes)
	}
}

// Rates stand period by period with gaps as gaps; what is not whole says so;
// the table opens on the last whole period; a year is there once it is whole.
func TestChannelRates(t *testing.T) {
	var states []state
	for _, p := range []string{"2025-11", "2025-12", "2026-01", "2026-02"} {
		states = append(states, state{"east", p, "sales", "1", ""}, state{"west", p, "sales", "1", ""})
	}
	a := archive(t, states...)
	for unit, list := range map[string][]string{"east": {"2025-11", "2026-01", "2026-02"}, "west": {"2025-11", "2026-01"}} {
		for i, p := range list {
			find(a, unit, name(t, p)).Channels = []report.Channel{channel("Web", 10+int64(i), 100), channel("Fair", 1, 2)}[:2-i%2]
		}
	}
	b := open(t, a, period.Date(2026, 3, 10))
	u := viewAt[*ChannelsView](t, b, "channels/index.html").Units[0]
	if u.When.Text != "Latest: January 2026" || len(u.Rates) != 1 {
		t.Errorf("%s, %d tables", u.When.Text, len(u.Rates))
	}
	var heads []string
	for _, c := range u.Rates[0].Columns {
		heads = append(heads, strings.TrimSpace(c.Text+" "+c.Small))
	}
	if got := strings.Join(heads, "|"); got != "Channel|Nov|Dec|Jan|Feb 1 of 2 units" {
		t.Errorf("heads %s", got)
	}
	if got := cells(u.Rates[0], "Web") + " " + cells(u.Rates[0], "Fair"); got != "10.0%|–|11.0%|12.0% 50.0%|–|–|50.0%" {
		t.Errorf("rates %s", got)
	}
	if w := u.Rates[0].Columns[4]; w.Label != "Feb 1 of 2 units" {
		t.Errorf("on a narrow screen February is %q", w.Label)
	}
	east := viewAt[*ChannelsView](t, open(t, a, period.Date(2026, 2, 20)), "channels/index.html").Units[1]
	if east.When.Text != "Latest: January 2026" || east.Rates[0].Columns[4].Small != "not over yet" {
		t.Errorf("on 20 February: %s, %+v", east.When.Text, east.Rates[0].Columns[4])
	}
}
