package period

import (
	"strings"
	"unicode"
)

// guess replaces err by one that says what to write, where the misspelt name
// leaves no doubt.
func (c Calendar) guess(name string, err error) error {
	m := meant(name)
	if m == "" || m == name {
		return err
	}
	p, fiscal, merr := parse(m)
	if merr != nil {
		return err
	}
	if p.grain >= Quarterly && fiscal != c.Fiscal() {
		q, ok := c.same(p)
		if fiscal || !ok {
			return err
		}
		m = c.Name(q)
	}
	return fault("%q is no period: write %s", "「%s」不是期間的名稱：請寫 %s", "“%s”不是期间的名称：请写 %s", clip(name), m)
}

// meant returns the name that a misspelt one seems to mean, as in 2026-Q1 for
// 2026q1, 2026-03 for 2026/3 or 2026年3月; "" where there is none. It need not
// be the name of a period.
func meant(name string) string {
	if len(name) > 40 {
		return ""
	}
	nums, mark, ok := pieces(name)
	if !ok {
		return ""
	}
	prefix, fy := "", strings.HasPrefix(mark, "FY")
	if fy {
		prefix, mark = "FY", mark[2:]
	}
	switch {
	case mark == "" && len(nums) == 1 && (len(nums[0]) == 6 || len(nums[0]) == 8) && !fy:
		return strings.TrimSuffix(nums[0][:4]+"-"+nums[0][4:6]+"-"+nums[0][6:], "-")
	case len(nums) == 0 || len(nums[0]) != 4:
		return ""
	case mark == "" && len(nums) == 1:
		return prefix + nums[0]
	case mark == "Q" && len(nums) == 2:
		return prefix + nums[0] + "-Q" + nums[1]
	case fy: // a fiscal year has no months, weeks or days of its own
		return ""
	case mark == "W" && len(nums) == 2:
		return nums[0] + "-W" + two(nums[1])
	case mark == "" && len(nums) == 2:
		return nums[0] + "-" + two(nums[1])
	case mark == "" && len(nums) == 3:
		return nums[0] + "-" + two(nums[1]) + "-" + two(nums[2])
	}
	return ""
}

// pieces splits a name into its runs of digits and the letters that tell the
// grain; ok is false if it holds anything that has no place in a period.
func pieces(name string) (nums []string, mark string, ok bool) {
	inRun := false
	for _, r := range name {
		if r >= 0xff01 && r <= 0xff5e { // full-width
			r -= 0xfee0
		}
		switch digit := r >= '0' && r <= '9'; {
		case digit && inRun:
			nums[len(nums)-1] += string(r)
		case digit:
			nums = append(nums, string(r))
		case strings.ContainsRune("QqFfYyWw", r):
			mark += string(unicode.ToUpper(r))
		case r == '季':
			mark += "Q"
		case r == '週' || r == '周':
			mark += "W"
		case !strings.ContainsRune("-_/. 年月日號号第度", r):
			return nil, "", false
		}
		inRun = r >= '0' && r <= '9'
	}
	return nums, mark, true
}

func two(digits string) string {
	if len(digits) == 1 {
		return "0" + digits
	}
	return digits
}
