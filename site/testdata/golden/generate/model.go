//go:build ignore

package main

import (
	"fmt"
	"hash/fnv"
	"math/big"
	"time"
)

const seed uint64 = 20240115

// draw returns a number from lo to hi that depends on the seed and the key
// alone: a further metric or unit changes no other number. The mixing is
// splitmix64's.
func draw(lo, hi int64, key ...string) int64 {
	h := fnv.New64a()
	for _, k := range key {
		h.Write([]byte(k))
		h.Write([]byte{0})
	}
	z := h.Sum64() ^ seed
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return lo + int64(z%uint64(hi-lo+1))
}

func whole(n int64) *big.Rat { return big.NewRat(n, 1) }

// rat reads a decimal constant.
func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

// text is a label in English, Traditional and Simplified Chinese.
type text struct{ en, hant, hans string }

type unit struct {
	id, parent, level string
	name              text
	folder            string // below content; only for order
	from, to          string // "" is open
	movedFrom         string // the parent until the end of movedUntil
	movedUntil        string
}

var units = []*unit{
	{id: "root", level: "company", name: text{"Harbour Tools", "港灣工具", "港湾工具"}},
	{id: "east", parent: "root", level: "department", name: text{"East", "華東", "华东"}, folder: "east"},
	{id: "west", parent: "root", level: "department", name: text{"West", "華西", "华西"}, folder: "west"},
	{id: "team-1", parent: "east", level: "team", name: text{"Team 1", "第一團隊", "第一团队"}, folder: "east/team-1"},
	{id: "team-2", parent: "west", level: "team", name: text{"Team 2", "第二團隊", "第二团队"}, folder: "west/team-2"},
	{id: "team-3", parent: "west", level: "team", name: text{"Team 3", "第三團隊", "第三团队"}, folder: "west/team-3",
		movedFrom: "east", movedUntil: "2022-12"},
	{id: "rep-e1", parent: "team-1", level: "individual", name: text{"Representative E1", "業務代表E1", "业务代表E1"}, folder: "east/team-1/rep-e1"},
	{id: "rep-e2", parent: "team-1", level: "individual", name: text{"Representative E2", "業務代表E2", "业务代表E2"}, folder: "east/team-1/rep-e2", from: "2021-07"},
	{id: "rep-w1", parent: "team-2", level: "individual", name: text{"Representative W1", "業務代表W1", "业务代表W1"}, folder: "west/team-2/rep-w1"},
	{id: "rep-w2", parent: "team-2", level: "individual", name: text{"Representative W2", "業務代表W2", "业务代表W2"}, folder: "west/team-2/rep-w2", to: "2023-06"},
	{id: "rep-m1", parent: "team-3", level: "individual", name: text{"Representative M1", "業務代表M1", "业务代表M1"}, folder: "west/team-3/rep-m1"},
	{id: "rep-m2", parent: "team-3", level: "individual", name: text{"Representative M2", "業務代表M2", "业务代表M2"}, folder: "west/team-3/rep-m2"},
}

func unitByID(id string) *unit {
	for _, u := range units {
		if u.id == id {
			return u
		}
	}
	panic("no unit " + id)
}

// valid reports whether u exists on any day of p.
func (u *unit) valid(p period) bool {
	return (u.from == "" || !p.last.Before(parse(u.from).first)) && (u.to == "" || !p.first.After(parse(u.to).last))
}

// whole reports whether u exists on every day of p.
func (u *unit) whole(p period) bool {
	return (u.from == "" || !p.first.Before(parse(u.from).first)) && (u.to == "" || !p.last.After(parse(u.to).last))
}

// parentIn is the parent of u in p; no move here falls inside a period.
func (u *unit) parentIn(p period) string {
	if u.movedFrom != "" && !p.last.After(parse(u.movedUntil).last) {
		return u.movedFrom
	}
	return u.parent
}

type metric struct {
	id, kind  string
	label     text
	unit      string
	direction string
	group     string
	decimals  int
	core      bool
	num, den  string // of a ratio whose parts are metrics
	time, org string
	op        string // of a derived metric: left op right
	l, r      string
}

var metrics = []*metric{
	{id: "revenue", kind: "flow", label: text{"Sales", "銷售額", "销售额"}, unit: "money", direction: "up", group: "sales", decimals: 1, core: true},
	{id: "orders", kind: "flow", label: text{"Orders", "訂單", "订单"}, unit: "count", direction: "up", group: "sales", core: true},
	{id: "leads", kind: "flow", label: text{"Leads", "線索", "线索"}, unit: "count", direction: "up", group: "process", core: true},
	{id: "deals", kind: "flow", label: text{"Deals", "成交", "成交"}, unit: "count", direction: "up", group: "process", core: true},
	{id: "new_customers", kind: "flow", label: text{"New customers", "新客戶", "新客户"}, unit: "count", direction: "up", group: "customers", core: true},
	{id: "lost_customers", kind: "flow", label: text{"Lost customers", "流失客戶", "流失客户"}, unit: "count", direction: "down", group: "customers", core: true},
	{id: "followups", kind: "flow", label: text{"Follow-ups", "跟進次數", "跟进次数"}, unit: "count", direction: "up", group: "process", core: true},
	{id: "profit", kind: "flow", label: text{"Profit", "利潤", "利润"}, unit: "money", direction: "up", group: "sales", decimals: 1},
	{id: "customers", kind: "stock", label: text{"Customers", "客戶數", "客户数"}, unit: "count", direction: "up", group: "customers", core: true, time: "last"},
	{id: "customers_start", kind: "stock", label: text{"Customers at the start", "期初客戶數", "期初客户数"}, unit: "count", direction: "neutral", group: "customers", time: "first"},
	{id: "headcount", kind: "stock", label: text{"Headcount", "人力", "人力"}, unit: "count", direction: "neutral", group: "process", decimals: 2, time: "mean"},
	{id: "conversion", kind: "ratio", label: text{"Conversion", "轉化率", "转化率"}, unit: "percent", direction: "up", group: "process", decimals: 1, core: true, num: "deals", den: "leads"},
	{id: "churn_rate", kind: "ratio", label: text{"Churn", "流失率", "流失率"}, unit: "percent", direction: "down", group: "customers", decimals: 1, core: true, num: "lost_customers", den: "customers_start"},
	{id: "satisfaction", kind: "ratio", label: text{"Satisfaction", "滿意度", "满意度"}, unit: "percent", direction: "up", group: "customers", decimals: 1},
	{id: "approval_days", kind: "wmean", label: text{"Days to approval", "審批天數", "审批天数"}, unit: "duration", direction: "down", group: "process", decimals: 1},
	{id: "buyers", kind: "distinct", label: text{"Buyers", "下單客戶", "下单客户"}, unit: "count", direction: "up", group: "customers", org: "sum"},
	{id: "visitors", kind: "distinct", label: text{"Visitors", "訪客", "访客"}, unit: "count", direction: "up", group: "market", org: "none"},
	{id: "largest_order", kind: "max", label: text{"Largest order", "最大訂單", "最大订单"}, unit: "money", direction: "up", group: "sales", decimals: 1},
	{id: "smallest_order", kind: "min", label: text{"Smallest order", "最小訂單", "最小订单"}, unit: "money", direction: "neutral", group: "sales", decimals: 1},
	{id: "net_new", kind: "derived", label: text{"Net new customers", "淨增客戶", "净增客户"}, unit: "count", direction: "up", group: "customers", op: "-", l: "new_customers", r: "lost_customers"},
	{id: "avg_order", kind: "derived", label: text{"Average order", "平均訂單", "平均订单"}, unit: "money", direction: "up", group: "sales", decimals: 2, op: "/", l: "revenue", r: "orders"},
}

func metricByID(id string) *metric {
	for _, m := range metrics {
		if m.id == id {
			return m
		}
	}
	panic("no metric " + id)
}

// parts returns the metrics that m is worked out from; "" if it stacks itself.
func (m *metric) parts() (left, right string) {
	if m.kind == "derived" {
		return m.l, m.r
	}
	return m.num, m.den
}

// A period is a day, week, month, quarter or year, with its first and last day.
type period struct {
	name, grain string
	first, last time.Time
}

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func monthly(y, m int) period {
	return period{fmt.Sprintf("%04d-%02d", y, m), "month", date(y, m, 1), date(y, m+1, 0)}
}

func quarterly(y, q int) period {
	return period{fmt.Sprintf("%04d-Q%d", y, q), "quarter", date(y, 3*q-2, 1), date(y, 3*q+1, 0)}
}

func annual(y int) period {
	return period{fmt.Sprintf("%04d", y), "year", date(y, 1, 1), date(y, 12, 31)}
}

func daily(d time.Time) period { return period{d.Format("2006-01-02"), "day", d, d} }

// weekly is an ISO week: the one of Monday, 4 January or before, is the first.
func weekly(y, w int) period {
	jan4 := date(y, 1, 4)
	monday := jan4.AddDate(0, 0, 7*(w-1)-(int(jan4.Weekday())+6)%7)
	return period{fmt.Sprintf("%04d-W%02d", y, w), "week", monday, monday.AddDate(0, 0, 6)}
}

// parse reads the names that the functions above give.
func parse(name string) period {
	var y, a, b int
	switch {
	case len(name) == 4:
		fmt.Sscanf(name, "%d", &y)
		return annual(y)
	case len(name) == 10:
		fmt.Sscanf(name, "%d-%d-%d", &y, &a, &b)
		return daily(date(y, a, b))
	case name[5] == 'Q':
		fmt.Sscanf(name, "%d-Q%d", &y, &a)
		return quarterly(y, a)
	case name[5] == 'W':
		fmt.Sscanf(name, "%d-W%d", &y, &a)
		return weekly(y, a)
	}
	fmt.Sscanf(name, "%d-%d", &y, &a)
	return monthly(y, a)
}

// back returns the period of the same grain n steps earlier.
func (p period) back(n int) period {
	y, m := p.first.Year(), int(p.first.Month())
	switch p.grain {
	case "month":
		d := date(y, m-n, 1)
		return monthly(d.Year(), int(d.Month()))
	case "quarter":
		d := date(y, m-3*n, 1)
		return quarterly(d.Year(), (int(d.Month())+2)/3)
	case "year":
		return annual(y - n)
	case "week":
		d := p.first.AddDate(0, 0, -7*n)
		iy, w := d.ISOWeek()
		return weekly(iy, w)
	}
	return daily(p.first.AddDate(0, 0, -n))
}

// yearAgo is the same period of the year before (not for days).
func (p period) yearAgo() period {
	switch p.grain {
	case "month":
		return p.back(12)
	case "quarter":
		return p.back(4)
	case "week":
		y, w := p.first.ISOWeek()
		return weekly(y-1, w)
	}
	return p.back(1)
}

// months lists the months of p.
func (p period) months() (ms []period) {
	for d := p.first; !d.After(p.last); d = d.AddDate(0, 1, 0) {
		ms = append(ms, monthly(d.Year(), int(d.Month())))
	}
	return ms
}

// days lists the days of p.
func (p period) days() (ds []period) {
	for d := p.first; !d.After(p.last); d = d.AddDate(0, 0, 1) {
		ds = append(ds, daily(d))
	}
	return ds
}

func (p period) weekend() bool {
	return p.first.Weekday() == time.Saturday || p.first.Weekday() == time.Sunday
}

// entry is what a report says about a metric. Its value is the latest one;
// was and targetWas are what was written before a restatement.
type entry struct {
	value            *big.Rat // nil for a ratio with parts
	num, den         *big.Rat
	weight           *big.Rat // of a weighted mean
	target           *big.Rat
	growth           *big.Rat // on the year before, instead of target
	na               string
	was, targetWas   *big.Rat
	as, targetAs     string // the spelling in the file; "" lets write.go choose
	reason, approver string
	restated         string // date of the restatement
}

type report struct {
	unit      *unit
	period    period
	figures   map[string]*entry
	authored  bool
	title     text
	summary   text
	body      text // hant and hans empty: no translations
	submitted string
	channels  []channel
}

type channel struct {
	name         string
	leads, deals int64
}

// entry returns the report's entry of a metric, made if need be.
func (r *report) entry(id string) *entry {
	if r.figures[id] == nil {
		r.figures[id] = &entry{}
	}
	return r.figures[id]
}

type model struct {
	reports []*report // in the order of their making
	byName  map[string]*report
}

// report returns the report of a unit and period, made if need be.
func (m *model) report(unitID, periodName string) *report {
	key := unitID + "/" + periodName
	if m.byName[key] == nil {
		r := &report{unit: unitByID(unitID), period: parse(periodName), figures: map[string]*entry{}}
		m.byName[key] = r
		m.reports = append(m.reports, r)
	}
	return m.byName[key]
}

// stated returns what the report of a unit and period says about a metric.
func (m *model) stated(u *unit, p period, id string) *entry {
	if r := m.byName[u.id+"/"+p.name]; r != nil {
		return r.figures[id]
	}
	return nil
}
