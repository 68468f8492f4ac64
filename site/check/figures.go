package check

import (
	"fmt"

	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
)

// disagreements are the rules about figures that contradict each other. The
// cube finds them; the rules say them.
func disagreements() []Rule {
	of := func(k cube.ProblemKind, name, code string, s diag.Severity, doc string, text func(*Input, cube.Problem) (message, hint string)) Rule {
		return Rule{Rule: diag.Rule{Name: name, Code: code, Severity: s}, Doc: doc, find: func(in *Input, say say) {
			for _, p := range in.problems {
				if p.Kind == k {
					message, hint := text(in, p)
					say(p.Report.File, p.Pos, message, hint)
				}
			}
		}}
	}
	return []Rule{
		of(cube.StatedStacked, "figures/stated-stacked", "D131", diag.Error,
			"A report states a figure, and all parts that it is made of are there, but they do not add up to it.", statedStacked),
		of(cube.StretchTarget, "figures/stretch-target", "D124", diag.Note,
			"A report states a target, and all of its parts have one, but they add up to another. That may be meant, as a stretch target.", stretchTarget),
		of(cube.DistinctBounds, "figures/distinct-bounds", "D142", diag.Error,
			"A count of distinct customers lies between that of the largest part and the sum of all parts.", distinctBounds),
		of(cube.PartsDisagree, "figures/parts-differ", "", diag.Error,
			"A ratio is given with parts that are metrics of their own, and the values of those are others.", partsDiffer),
		of(cube.BadRestatement, "figures/restatement", "", diag.Error,
			"A restatement corrects a value from old to new. The report must state one of the two.", badRestatement),
		of(cube.OutsideValidity, "figures/outside-validity", "", diag.Warning,
			"A unit has figures for a period in which, by config.toml, it does not exist.", outsideValidity),
	}
}

// say prints a figure of a metric, exactly.
func (in *Input) say(metric string, n num.Num) string {
	if m := in.Cube.Metric(metric); m != nil && m.Points() {
		return in.Locale.Percent(n, decimals(n.Mul(num.Int(100))))
	}
	return in.Locale.Number(n, decimals(n))
}

// decimals is how many decimals n needs, but no more than six.
func decimals(n num.Num) int {
	for d := range 6 {
		if n.Round(d).Equal(n) {
			return d
		}
	}
	return 6
}

// where names the place of a problem as commands take it.
func (in *Input) where(p cube.Problem) string {
	name := in.Archive.Calendar.Name(p.Period)
	if p.Unit == report.Root {
		return name
	}
	return p.Unit + "/" + name
}

func statedStacked(in *Input, p cube.Problem) (message, hint string) {
	parts := "its parts add up to"
	switch in.Cube.Figure(p.Unit, p.Metric, p.Period).Source {
	case cube.OverTime:
		parts = "its smaller periods make"
	case cube.OverUnits:
		parts = "its units make"
	case cube.Computed:
		parts = "it works out as"
	}
	return fmt.Sprintf("%s is stated as %s, but %s %s", p.Metric, in.say(p.Metric, p.Stated), parts, in.say(p.Metric, p.Other)),
		fmt.Sprintf("correct one of them; almanac explain %s %s shows the parts", p.Metric, in.where(p))
}

func stretchTarget(in *Input, p cube.Problem) (message, hint string) {
	return fmt.Sprintf("the target of %s is stated as %s, but the targets of its parts make %s", p.Metric, in.say(p.Metric, p.Stated), in.say(p.Metric, p.Other)),
		"the stated one holds; if it is a stretch target, nothing is to be done"
}

func distinctBounds(in *Input, p cube.Problem) (message, hint string) {
	low, high := in.say(p.Metric, p.Other), in.say(p.Metric, p.Upper)
	return fmt.Sprintf("%s counts each once and is stated as %s, which cannot be: its largest part has %s, all together %s", p.Metric, in.say(p.Metric, p.Stated), low, high),
		fmt.Sprintf("write a number from %s to %s", low, high)
}

func partsDiffer(in *Input, p cube.Problem) (message, hint string) {
	name := in.partName(p)
	return fmt.Sprintf("%s is given with %s for %s, but %s is %s", p.Metric, in.Locale.Number(p.Stated, decimals(p.Stated)), name, name, in.say(name, p.Other)),
		fmt.Sprintf("leave the parts of %s out: it is worked out from the metrics", p.Metric)
}

// partName is which of a ratio's parts a problem is about.
func (in *Input) partName(p cube.Problem) string {
	m := in.Cube.Metric(p.Metric)
	if in.Cube.Figure(p.Unit, m.Num, p.Period).Actual.Equal(p.Other) {
		return m.Num
	}
	return m.Den
}

func badRestatement(in *Input, p cube.Problem) (message, hint string) {
	return fmt.Sprintf("a restatement of %s does not fit: the report states %s, which is neither its old nor its new value", p.Metric, in.say(p.Metric, p.Stated)),
		"write as old the value that was reported first, and as new the one that is right"
}

func outsideValidity(in *Input, p cube.Problem) (message, hint string) {
	return fmt.Sprintf("%s has figures for %s, but it does not exist then", p.Unit, in.Archive.Calendar.Name(p.Period)),
		fmt.Sprintf("change from or to in [units.%s], or move the report", p.Unit)
}
