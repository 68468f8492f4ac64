package content

import (
	"reflect"
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/report"
)

// everyKey is a report that has every key.
const everyKey = `+++
schema   = 1
period   = "2023-10"
level    = "department"
unit     = "east"
lang     = "zh-Hant"
title    = "華東團隊2023年10月銷售總結"
summary  = "一句話"
scenario = "standard"
status   = "final"
author   = "li.ming"
compiled_by = "wang.fang"
reviewed_by = "chen.jie"
approved_by = "boss"
submitted = 2023-11-02
data_through = 2023-10-31
template = "board"
strategy_refs = ["share-east"]
strengths = ["展會渠道"]
improvements = ["售後響應"]
tags = ["promotion"]
inputs = ["li-ming/2023-10.md"]
issues_none = "無"

[metrics.revenue]
actual = "120萬元"
target = "100萬元"
like_for_like = "110萬元"
target_change_reason = "新店"
basis = "booked"

[metrics.orders]
value = 12
target_growth = "10%"
growth_on = "year-ago"

[metrics.conversion]
num    = 13
den    = 80
target = "15%"

[metrics.days]
value = 3.5
weight = 20

[metrics.repurchase_rate]
na = "季度指標"

[[channels]]
name  = "展會"
leads = 50
deals = 8
cost = "1萬"
sales = "5萬"

[churn]
lost = 5
base = 100
won_back = 2
measures = ["專屬折扣"]
[[churn.reasons]]
text  = "競品付款條件更靈活"
count = 3

[[deviations]]
metric = "revenue"
direction = "up"
improve = "x"
solution = "y"
stage = "lead"
one_sided_reason = "z"
no_action_reason = "w"
[[deviations.causes]]
side     = "external"
factor   = "competitor"
depth    = "root"
text     = "競品缺貨，客戶轉單"
source   = "mkt-1"
evidence = "e"
primary  = true

[[issues]]
id         = "I1"
key        = "delivery-delay"
tags       = ["交付"]
phenomenon = "交付延遲"
impact     = "3個客戶取消訂單"
severity   = "high"
when = "10月中旬"
where = "華東倉"
who   = "生產計劃組"
how   = "排期衝突後未通知銷售"
actions = ["A-2023-10-1"]
evidence = ["revenue"]
stage = "delivery"
solution = "s"
improve = "i"
one_sided_reason = "o"
no_action_reason = "n"
[[issues.causes]]
side = "internal"
text = "生產排期衝突"

[[experiences]]
title    = "痛點＋解決方案話術"
scenario = "製造業客戶首次拜訪"
steps    = ["先問停機損失"]
outcome  = "success"
tags = ["t"]
reuses = "east/2023-09#1"
[experiences.effect]
metric = "conversion"
before = "10%"
after  = "18%"

[[actions]]
id         = "A-2023-10-1"
what       = "完成CRM系統簡化方案"
owner      = "chen.jie"
due        = 2023-11-15
acceptance = "日均客戶跟進量恢復至20次以上"
accept_metric = "followups_per_day"
accept_op  = ">="
accept_value = "20"
from       = ["I1"]
repeat = "weekly"
kpi = "k"

[[action_reviews]]
id     = "A-2023-09-2"
status = "carried"
date   = 2023-10-20
result = "r"
new_due = 2023-11-30
reason  = "q"
reviewer = "v"

[[attributions]]
metric = "revenue"
factor = "促銷活動"
share  = "60%"
source = "mkt-1"

[[sources]]
id    = "mkt-1"
dept  = "marketing"
title = "10月活動效果報告"
date  = 2023-11-01
quote = "線上推廣點擊率提升25%"
ref   = "data/marketing/2023-10.toml"

[[reconcile]]
metric = "revenue"
source = "finance"
value  = "119.5萬元"
authoritative = true

[[consensus]]
topic = "客戶流失"
conclusion = "售後響應時效未達標"
participants = ["li.ming", "chen.jie"]
dissent = "d"

[[team_contributions]]
what  = "協助新客戶開發"
count = 3
goal  = "east"

[plan.targets]
revenue = "108萬元"

[[restatements]]
metric = "revenue"
of = "target"
old = "90萬元"
new = "100萬元"
reason = "r"
date = 2023-12-01
approved_by = "boss"

[[signoff]]
step = "review"
by = "chen.jie"
date = 2023-11-02
digest = "sha256:00"

[[errata]]
text = "t"
date = 2023-11-03

[[strategies]]
id = "b1g1"
name = "買一贈一"
start = 2023-10-01
end = 2023-10-31
metrics = [{ metric = "revenue", before = "1萬", after = "2萬" }]
participants = 30
aov_before = 10
aov_after = 12
csat_before = "90%"
csat_after = "95%"
shortfalls = ["毛利"]
short_term = "s"
long_term = "l"

[[tiers]]
tier = "A"
plan = "p"
customers = 5
actions = ["a"]
metrics = [{ metric = "conversion", before = "10%", after = "12%" }]

[[followups]]
customer = "c"
contacts = 3
focus = "f"
feedback = "g"
result = "h"

[[feedback]]
text = "t"
source = "s"
tags = ["x"]
count = 2

[[events]]
name = "展會"
kind = "fair"
date = 2023-10-10
end = 2023-10-12

[[checks.ignore]]
rule = "S131"
reason = "節日致辭段落"
+++
據市場部監測[^mkt-1]。
`

func TestEveryKey(t *testing.T) {
	c := inputCase{files: map[string]string{
		configName:                "title = 'x'\nlanguages = ['zh-Hant', 'en']\n[metrics.days]\nkind = 'wmean'\nunit = 'duration'\n[topics]\nother = ['t']\n",
		"content/east/2023-10.md": everyKey}}
	a := c.check(t)
	r := a.Reports[0]
	empty(t, "report", reflect.ValueOf(r.Head), "StrategyPos")
	empty(t, "entries", reflect.ValueOf(r.Entries), "Data") // which no report says itself
	for _, f := range frontTable {                          // a key that is not in the example is not tested
		if !strings.Contains(everyKey, f.name) {
			t.Errorf("the example has no %s", f.name)
		}
	}
	s := r.Stated
	if len(s) != 5 || !s[0].Actual.Equal(num.Int(1_200_000)) || s[2].Actual.String() != "0.1625" || s[4].Terms().NA == "" || s[1].Terms().GrowthOn != "year-ago" || !s[3].Terms().Weight.Equal(num.Int(20)) {
		t.Errorf("figures %+v", s)
	}
	if p := s[0].ActualPos; p != (report.Pos{Line: 26, Column: 10}) {
		t.Errorf("revenue's actual stands at %v", p)
	}
}

// empty complains of fields that are zero: a key that is read into nothing.
func empty(t *testing.T, path string, v reflect.Value, but string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeOf(num.Num{}) {
			if !v.Interface().(num.Num).Present() {
				t.Errorf("%s is empty", path)
			}
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != but {
				empty(t, path+"."+f.Name, v.Field(i), but)
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			t.Errorf("%s is empty", path)
		} else if !strings.HasSuffix(path, "Issues.Causes") {
			empty(t, path, v.Index(0), but)
		}
	case reflect.Pointer:
		if v.IsNil() {
			t.Errorf("%s is empty", path)
		} else {
			empty(t, path, v.Elem(), but)
		}
	default:
		if v.IsZero() {
			t.Errorf("%s is empty", path)
		}
	}
}
