package site

import (
	"context"
	"time"

	"almanac/site/history"
	"almanac/site/period"
	"almanac/site/report"
)

// pickAsOf finds the day as on which an archive is looked at, the first that
// there is (settled.md 16): the one asked for; the configuration's; if nothing
// under content/ is uncommitted, the committer date of HEAD in the archive's
// time zone; today.
func pickAsOf(ctx context.Context, o Options, a *report.Archive) period.Day {
	switch {
	case o.AsOf != nil:
		return *o.AsOf
	case a.AsOf != nil:
		return *a.AsOf
	}
	if head, ok := history.Read(ctx, o.Dir, "content"); ok && head.Clean {
		return period.DayOf(head.Committed.In(zone(a.Timezone)))
	}
	return o.Today
}

// zone is a time zone by its name; UTC if there is none of that name.
func zone(name string) *time.Location {
	if l, err := time.LoadLocation(name); err == nil {
		return l
	}
	return time.UTC
}
