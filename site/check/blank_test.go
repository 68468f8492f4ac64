package check_test

import (
	"fmt"
	"slices"
	"testing"

	"almanac/site/diag"
)

// What is still to be filled in is named with its place; a draft is warned, and
// whatever else is wrong of a value that is not there yet is not said.
func TestBlank(t *testing.T) {
	const text = `+++
status = "%s"
title = "TODO list" # a title like any other
author = "TODO"
strengths = ["TODO: what went well", "fairs"]

[metrics.revenue]
actual = "TODO"
target = 100

[metrics.repurchase_rate]
num = "TODO"
den = "TODO"

[[actions]]
id = "A-1"
what = "待填：做什麼"
due = "待填"
repeat = "TODO"
accept_op = "TODO"
from = ["I1"]

[plan.targets]
revenue = "TODO"
+++
<!-- TODO: an introduction -->

## Goals

<!--待填-->

Words, <!-- TODO: which? --> and others. TODO: is a word like any other.
`
	want := []string{
		"4:10 author is still to be filled in",
		"5:14 strengths is still to be filled in: what went well",
		"8:10 revenue.actual is still to be filled in",
		"12:7 repurchase_rate.num is still to be filled in",
		"13:7 repurchase_rate.den is still to be filled in",
		"17:8 actions.what is still to be filled in: 做什麼",
		"18:7 actions.due is still to be filled in",
		"19:10 actions.repeat is still to be filled in",
		"20:13 actions.accept_op is still to be filled in",
		"24:11 targets.revenue is still to be filled in",
		"26:1 the text is still to be written: an introduction",
		`30:1 "Goals" is still to be written`,
		`32:8 "Goals" is still to be written: which?`,
	}
	for status, severity := range map[string]diag.Severity{"draft": diag.Warning, "final": diag.Error} {
		var got []string
		for _, d := range remarksOf(t, fmt.Sprintf(text, status)) {
			if d.Rule == "structure/blank" {
				got = append(got, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Message))
				if d.Severity != severity {
					t.Errorf("%s: %s is %v", status, d.Message, d.Severity)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q\nwant %q", status, got, want)
		}
	}
}
