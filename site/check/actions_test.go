package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"almanac/site/check"
	"almanac/site/diag"
)

// action is a whole one, with some keys written anew.
func action(id string, more ...string) string {
	keys := map[string]string{"what": `"Call 40 customers"`, "owner": `"sales manager"`, "due": "2026-04-30", "acceptance": `"40 calls"`, "from": `["I1"]`}
	for _, m := range more {
		k, v, _ := strings.Cut(m, "=")
		if keys[k] = v; v == "" {
			delete(keys, k)
		}
	}
	text := "[[actions]]\nid = \"" + id + "\"\n"
	for _, k := range []string{"what", "owner", "due", "acceptance", "from", "accept_metric", "accept_op", "accept_value"} {
		if v := keys[k]; v != "" {
			text += k + " = " + v + "\n"
		}
	}
	return text
}

func reviewed(id, status string, more ...string) string {
	return "[[action_reviews]]\nid = \"" + id + "\"\nstatus = \"" + status + "\"\n" + strings.Join(more, "\n") + "\n"
}

// in is reports by name, as an archive.
func in(files ...string) string {
	var b strings.Builder
	for i := 0; i < len(files); i += 2 {
		name := files[i]
		if !strings.HasSuffix(name, ".toml") {
			name = "content/" + name + ".md"
		}
		text := files[i+1]
		if strings.HasSuffix(name, ".md") && !strings.HasPrefix(text, "+++") {
			text = "+++\n" + text
			if !strings.Contains(text[4:], "+++") {
				text += "+++\n"
			}
		}
		b.WriteString("-- " + name + " --\n" + text)
	}
	return b.String()
}

// Promises and reviews, broken each in one way. What is listed is every remark of
// the family, as the file, its severity and what is said.
func TestPromises(t *testing.T) {
	config := "title = \"T\"\n[people.chen]\nname = \"Chen Jie\"\nrole = \"sales_manager\"\n[people.li]\nname = \"Li Ming\"\n"
	plan := func(lines string) string { return action("A-1") + "+++\n## Plan\n\nThe target is 120.\n\n" + lines }
	for _, c := range []struct{ text, want string }{
		// R-5.4.2-1: each of the four.
		{in("2026-03", action("A-1")), ""},
		{in("2026-03", action("A-1", "what=")), "2026-03 error the action A-1 has no what: what is to be done"},
		{in("2026-03", action("A-1", "owner=")), "2026-03 error the action A-1 has no owner: an owner"},
		{in("2026-03", action("A-1", "due=")), "2026-03 error the action A-1 has no due: a due date"},
		{in("2026-03", action("A-1", "acceptance=")), "2026-03 error the action A-1 has no acceptance: an acceptance"},
		{in("2026-03", "status = \"draft\"\n"+action("A-1", "due=")), "2026-03 warning the action A-1 has no due: a due date"},
		{in("2026-03", "scenario = \"figures\"\n"+action("A-1", "due=")), ""},
		{in("2026-03", "status = \"plan\"\n"+action("A-1", "due=")), ""},
		// R-3.5.2-2: a promise that only prose makes.
		{in("2023-09", "lang = \"zh-Hant\"\n+++\n## 計劃\n\n目標為120萬元。\n\n- 由銷售經理牽頭，在10月15日前完成CRM系統簡化方案\n"), "2023-09 warning the plan has no action|" +
			"2023-09 warning the plan sets this out, but no action of the report is it"},
		{in("2023-09", "lang = \"zh-Hant\"\n+++\n## 計劃\n\n目標為120萬元。\n\n- 優化客戶跟進系統\n"), "2023-09 warning the plan has no action|2023-09 error the plan does not name a due date|" +
			"2023-09 error the plan does not name an acceptance|2023-09 error the plan does not name an owner|2023-09 warning \"優化\" names a wish, not a measure|2023-09 warning the plan sets this out, but no action of the report is it"},
		// A400.
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", action("A-1")+reviewed("A-1", "open")), "2026-03 error the id A-1 is that of another action, in content/2026-02.md:2"},
		{in("2026-03", strings.Replace(action("A-1"), "id = \"A-1\"\n", "", 1)), "2026-03 error the action has no id, so that no report can say what became of it"},
		// A404: R-4.3.2-1, a wish in the action itself, a verb beside it.
		{in("2026-03", action("A-1", `what="Improve the follow-up of customers"`)), `2026-03 warning "improve" names a wish, not a measure`},
		{in("2026-03", action("A-1", `what="Improve the follow-up: call each customer"`)), ""},
		{in("2026-03", action("A-1", `what="Improve the follow-up by 12%"`)), ""},
		{in("2026-03", "lang = \"zh-Hant\"\n"+action("A-1", `what="進一步提升服務"`)), `2026-03 warning "進一步" names a wish, not a measure`},
		{in("2026-03", "lang = \"zh-Hans\"\n"+action("A-1", `what="优化客户跟进频率"`)), ""},
		// R-4.3.2-2: a verb that the configuration adds.
		{in("config.toml", "title = \"T\"\n[checks]\nverbs = [\"walk the aisle\", \"\"]\n", "2026-03", action("A-1", `what="Improve sales: Walk the aisle"`)), ""},
		{in("config.toml", "title = \"T\"\n[checks]\nverbs = [\"走访\"]\n", "2026-03", "lang = \"zh-Hans\"\n"+action("A-1", `what="进一步走访老客户"`)), ""},
		{in("2026-03", "lang = \"zh-Hans\"\n"+action("A-1", `what="进一步走访老客户"`)), `2026-03 warning "进一步" names a wish, not a measure`},
		// A405.
		{in("2026-03", action("A-1", `acceptance="Everyone is content"`)), "2026-03 note nobody can tell whether this is reached: Everyone is content"},
		{in("2026-03", "[metrics.revenue]\nactual = 1\n"+action("A-1", `acceptance="Sales are up"`)), ""},
		{in("2026-03", "lang = \"zh-Hant\"\n"+action("A-1", `acceptance="大家都滿意"`)), "2026-03 note nobody can tell whether this is reached: 大家都滿意"},
		{in("2026-03", "lang = \"zh-Hant\"\n"+action("A-1", `acceptance="日均跟進恢復至二十次以上"`)), ""},
		// A406: a day in the past, the last day of the period, the first after it, a year and more.
		{in("2026-03", action("A-1", "due=2025-04-30")), "2026-03 warning the action is due on 2025-04-30, before the period of its report is over"},
		{in("2026-03", action("A-1", "due=2026-03-31")), "2026-03 warning the action is due on 2026-03-31, before the period of its report is over"},
		{in("2026-03", action("A-1", "due=2026-04-01")), ""},
		{in("2026-03", action("A-1", "due=2027-03-31")), ""},
		{in("2026-03", action("A-1", "due=2027-04-01")), "2026-03 warning the action is due on 2027-04-01, more than twelve months after its report"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "carried", "new_due = 2026-03-31", `reason = "ill"`)), "2026-03 warning the action is carried to 2026-03-31, before the period of this report is over"},
		// A407: id, name and role, whatever their case.
		{in("config.toml", config, "2026-03", action("A-1", `owner="chen"`)+action("A-2", `owner="chen jie"`)+action("A-3", `owner="Sales Manager"`)), ""},
		{in("config.toml", config, "2026-03", action("A-1", `owner="Wang"`)), `2026-03 warning config.toml knows nobody called "Wang"`},
		// A410.
		{in("2026-03", action("A-1", "from=")), "2026-03 warning the action A-1 does not say what it is for"},
		{in("2026-03", "[[issues]]\nid = \"I1\"\nphenomenon = \"Late\"\n"), "2026-03 warning nothing is promised on the problem: Late"},
		{in("2026-03", "[[issues]]\nid = \"I1\"\nno_action_reason = \"It is over\"\n"), ""},
		{in("2026-03", "[[issues]]\nid = \"I1\"\nactions = [\"A-9\"]\n"), ""}, // issues/chain says it
		{in("2026-03", "[[issues]]\nid = \"I1\"\n"+action("A-1")), ""},
		{in("2026-W14", "[[issues]]\nid = \"I1\"\n"), ""},
		// A401 and A402: R-1.3-4, R-2.1.1-7.
		{in("2026-03", plan("- The sales manager calls 40 customers by 30 April.\n")), ""},
		{in("2026-03", plan("- We call customers: see A-1.\n")), ""},
		{in("2026-03", plan("- We do what [[A-1|we promised]], and no more.\n")), ""},
		{in("2026-03", plan("- The target for orders is 50.\n")), "2026-03 warning the plan has nothing on how it is reached"},
		{in("2026-03", plan("- We rest for a while.\n")), "2026-03 warning the plan sets this out, but no action of the report is it|2026-03 error the plan does not name a due date|2026-03 error the plan does not name an acceptance|2026-03 error the plan does not name an owner"},
		{in("2026-W14", "+++\n+++\n## Plan\n\n- Rest.\n"), ""},
		{in("2026-04-01", "+++\n+++\n## Plan\n\n- Rest.\n"), ""},
		// A420: the next of the same unit and length; not days, not another unit, not what is closed.
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", ""), "2026-03 error the action A-1 of 2026-02 is open and is not reviewed: Call 40 customers"},
		{in("2026-01", action("A-1", "due=2026-03-30"), "2026-03", ""), "2026-03 error the action A-1 of 2026-01 is open and is not reviewed: Call 40 customers"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-Q1", "", "east/2026-03", "", "2026-W14", ""), ""},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", "scenario = \"figures\"\n"), ""},
		{in("2026-W13", action("A-1"), "2026-W14", ""), "2026-W14 error the action A-1 of 2026-W13 is open and is not reviewed: Call 40 customers"},
		{in("2026-03-30", action("A-1"), "2026-03-31", ""), ""},
		{in("2026-01", action("A-1", "due=2026-03-30"), "2026-02", reviewed("A-1", "done", "date = 2026-02-10", `result = "40"`), "2026-03", ""), ""},
		{in("2026-01", action("A-1", "due=2026-03-30"), "2026-02", reviewed("A-1", "done", "date = 2026-02-10", `result = "40"`), "2026-03", reviewed("A-1", "open"), "2026-04", ""), "2026-04 error the action A-1 of 2026-01 is open and is not reviewed: Call 40 customers"},
		{in("2026-01", action("A-1", "due=2026-03-30"), "2026-02", "", "2026-03", reviewed("A-1", "open")), "2026-02 error the action A-1 of 2026-01 is open and is not reviewed: Call 40 customers"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", "status = \"draft\"\n"), "2026-03 warning the action A-1 of 2026-02 is open and is not reviewed: Call 40 customers"},
		// A421: what each state wants.
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "done", "date = 2026-01-31", `result = "40"`)), "2026-03 error A-1 is done on 2026-01-31, before the period in which it was promised, 2026-02"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "dropped", "date = 2026-01-31", `reason = "no need"`)), "2026-03 error A-1 is dropped on 2026-01-31, before the period in which it was promised, 2026-02"},
		// Seen from 10 April 2026: a day to come, and the day itself.
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "done", "date = 2026-04-11", `result = "40"`)), "2026-03 warning A-1 is done on 2026-04-11, after the day of the archive, 2026-04-10"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "done", "date = 2026-04-10", `result = "40"`)), ""},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "verified", "date = 2062-03-31", `reviewer = "Li Ming"`)), "2026-03 warning A-1 is done on 2062-03-31, after the day of the archive, 2026-04-10"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "dropped", "date = 2062-03-31", `reason = "no need"`)), "2026-03 warning A-1 is dropped on 2062-03-31, after the day of the archive, 2026-04-10"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "in_progress", "date = 2062-03-31")), ""},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "done", "date = 2026-02-01", `result = "40"`)), ""},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "done")), "2026-03 error A-1 is done, but it is not said when|2026-03 error A-1 is done, but it is not said what came of it"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "verified")), "2026-03 error A-1 is verified, but it is not said by whom"},
		{in("config.toml", config, "2026-02", action("A-1", `owner="chen"`, "due=2026-03-30"), "2026-03", reviewed("A-1", "verified", `reviewer = "Chen Jie"`)), "2026-03 error A-1 is verified by its own owner, and counts as done"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "verified", `reviewer = "board"`)), ""},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "carried")), "2026-03 error A-1 is carried, but not to a day|2026-03 error A-1 is carried, but it is not said why"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "dropped")), "2026-03 error A-1 is dropped, but it is not said why"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", "[[action_reviews]]\nid = \"A-1\"\n"), "2026-03 error the review of A-1 does not say how it stands"},
		{in("2026-02", action("A-1", "due=2026-03-30", "accept_metric=\"orders\"", "accept_op=\">=\"", "accept_value=\"40\""),
			"2026-03", "[metrics.orders]\nactual = 39\n"+reviewed("A-1", "verified", `reviewer = "board"`)), "2026-03 error A-1 is verified, but the figures do not bear it out: orders is 39, not >= 40"},
		{in("2026-02", action("A-1", "due=2026-03-30", "accept_metric=\"orders\"", "accept_value=\"40\""),
			"2026-03", "[metrics.orders]\nactual = 40\n"+reviewed("A-1", "verified", `reviewer = "board"`)), ""},
		// What does not count.
		{in("2026-03", reviewed("A-1", "open")), `2026-03 error no report promises an action "A-1"`},
		{in("2026-02", reviewed("A-1", "open"), "2026-03", action("A-1")), "2026-02 error A-1 is reviewed before it is promised, in content/2026-03.md"},
		{in("2026-02", action("A-1", "due=2026-03-30"), "2026-03", reviewed("A-1", "open")+reviewed("A-1", "in_progress")), "2026-03 warning A-1 is reviewed twice, first in line 2"},
	} {
		var got []string
		for _, d := range remarksOf(t, c.text) {
			if strings.HasPrefix(d.Rule, "actions/") {
				got = append(got, strings.TrimSuffix(strings.TrimPrefix(d.File, "content/"), ".md")+" "+d.Severity.String()+" "+d.Message)
			}
		}
		var want []string
		if c.want != "" {
			want = strings.Split(c.want, "|")
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("in\n%s\n%s\nwant\n%s", c.text, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// A day that a hint names is one of the report's own time: the end of the period
// behind it for what is still to be done, that of its own for what is.
func TestHintedDays(t *testing.T) {
	for _, c := range []struct{ text, message, hint string }{
		{in("2023-10", action("A-1", "due=")), "the action A-1 has no due: a due date", "write due = 2023-11-30, the day until which it is done"},
		{in("2024-W09", action("A-1", "due=")), "the action A-1 has no due: a due date", "write due = 2024-03-10, the day until which it is done"},
		{in("2023-Q3", "lang = \"zh-Hant\"\n"+action("A-1", "due=")), "the action A-1 has no due: a due date", "write due = 2023-12-31, the day until which it is done"},
		{in("2024-01", action("A-1", "due=2024-03-01"), "2024-02", reviewed("A-1", "carried", `reason = "ill"`)), "A-1 is carried, but not to a day", "write new_due = 2024-03-31"},
		{in("2024-01", action("A-1", "due=2024-03-01"), "2024-02", reviewed("A-1", "done", `result = "40"`)), "A-1 is done, but it is not said when", "write date = 2024-02-29"},
	} {
		found := false
		for _, d := range remarksOf(t, c.text) {
			if d.Message == c.message {
				found = true
				if d.Hint != c.hint {
					t.Errorf("%s: %q, want %q", d.Message, d.Hint, c.hint)
				}
			}
		}
		if !found {
			t.Errorf("%q is not said", c.message)
		}
	}
}

// TV-38 in a remark: what the text says is written out as an action.
func TestPlanHint(t *testing.T) {
	for _, d := range remarksOf(t, in("2023-09", "lang = \"zh-Hant\"\n+++\n## 計劃\n\n- 由銷售經理牽頭，在10月15日前完成CRM系統簡化方案\n")) {
		if d.Rule == "actions/unlisted-plan" {
			if want := `add [[actions]] id = "A-2023-09-1", what = "完成CRM系統簡化方案", owner = "銷售經理", due = 2023-10-15`; d.Hint != want || d.Line != 6 || d.Column != 3 {
				t.Errorf("%s: %s, want %s", d.Where(), d.Hint, want)
			}
			return
		}
	}
	t.Error("no remark")
}

// Front matter with 10,000 actions that nobody reviews, and a second with as many
// reviews of what there is not: all rules together take a second on a quiet machine,
// and a report is not buried under remarks on the same.
func TestManyActions(t *testing.T) {
	var made, said strings.Builder
	for i := range 10_000 {
		made.WriteString(action(fmt.Sprint("A-", i), "what=", "acceptance="))
		said.WriteString(reviewed(fmt.Sprint("B-", i), "open"))
	}
	_, input := example(t, in("2026-02", made.String(), "2026-03", said.String(), "2026-04", ""))
	began := time.Now()
	found := check.Run(input)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	open := 0
	for _, d := range found {
		if d.Rule == "actions/unreviewed" {
			open++
		}
	}
	if open != 2*21 || !slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Message == "9980 more actions are open and are not reviewed" }) {
		t.Errorf("%d remarks on open actions", open)
	}
}
