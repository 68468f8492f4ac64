package history

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"almanac/site/period"
)

// latestDue is the most days after its end that a report may be due.
const latestDue = 366

// Due returns the last day on which the report of a period is on time: the
// whole of that day counts, in the archive's time zone, so that it is for the
// caller to turn a moment into a day. It is not ok for the zero period, and
// where the deadlines have none for the grain, or one that cannot be read.
//
// deadlines are those of report.Config, as written: by the name of a grain how
// many days after the last day of the period its report is due (domain.md
// §7.2: daily 1, monthly 3, quarterly 10, annual 20), for weeks also the first
// such day of the week after it ("mon" or "monday"). With adjust =
// "next-workday" a day that is no working day, by its day of the week or as a
// holiday, gives way to the next that is one; if no day of the week is, the day
// holds as it is.
func Due(cal period.Calendar, deadlines map[string]string, workdays [7]bool, holidays []period.Day, p period.Period) (period.Day, bool) {
	if p.IsZero() {
		return 0, false
	}
	due, ok := after(cal.Span(p).End-1, p.Grain(), deadlines[p.Grain().String()])
	if !ok {
		return 0, false
	}
	if deadlines["adjust"] == "next-workday" && slices.Contains(workdays[:], true) {
		for !workdays[due.Weekday()] || slices.Contains(holidays, due) {
			due++
		}
	}
	return due, true
}

// DaysLate is by how many calendar days a report that was submitted on a day is
// late: 0 if it is on time.
func DaysLate(due, submitted period.Day) int { return max(0, int(submitted-due)) }

// after returns the day that a deadline, as written, means for a period of
// grain g that ends with the day last.
func after(last period.Day, g period.Grain, written string) (period.Day, bool) {
	if days, err := strconv.Atoi(written); err == nil {
		return last + period.Day(days), 0 <= days && days <= latestDue
	}
	if g != period.Weekly {
		return 0, false
	}
	for d := last + 1; d <= last+7; d++ {
		if names(written, d.Weekday()) {
			return d, true
		}
	}
	return 0, false
}

// names reports whether s is a day of the week or its first three letters, in
// lower case.
func names(s string, d time.Weekday) bool {
	name := strings.ToLower(d.String())
	return s == name || s == name[:3]
}
