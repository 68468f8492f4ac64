package content

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"almanac/site/period"
	"almanac/site/report"
)

// reserved are names of generated pages and folders, and the words of live
// figures: no unit and no metric can be called so.
var (
	reservedPages = strings.Fields(`metrics history compare actions issues practices channels sources tags assets data
		index restatements forecast calendar quality glossary search feed sitemap 404`)
	reservedWords = strings.Fields("actual target attainment gap previous yoy ytd rolling12 of")
)

// idTrouble says why a name cannot be an id; "" if it can. Under allows '_'.
func idTrouble(id string, under bool) string {
	switch {
	case id == "":
		return "it is empty"
	case len(id) > 100:
		return "it is longer than 100 bytes"
	case !norm.NFC.IsNormalString(id):
		return "its letters are written in pieces (NFD)"
	case strings.Trim(id, "-") != id:
		return "it begins or ends with -"
	}
	for _, r := range id {
		if !plainName(r, under) {
			if under {
				return "ids are lower-case letters, digits, - and _"
			}
			return "ids are lower-case letters, digits and -"
		}
	}
	return ""
}

// slug makes an id out of a name, for hints.
func slug(name string, under bool) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(name)) {
		switch {
		case plainName(r, under):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return orElse(strings.Trim(b.String(), "-"), "east")
}

// isPeriodName reports whether a name has the form of a period's in any
// calendar, and its grain.
func isPeriodName(name string) (period.Grain, bool) {
	if len(name) < 4 || name[0] != 'F' && (name[0] < '0' || name[0] > '9') {
		return 0, false
	}
	p, err := calendarFor(name).Parse(name)
	return p.Grain(), err == nil
}

// calendarFor is a calendar in which a name of this form may be a period's.
func calendarFor(name string) period.Calendar {
	if strings.HasPrefix(name, "FY") {
		return period.Calendar{YearStart: 7}
	}
	return period.Calendar{}
}

// unitTrouble says why an id cannot be a unit's; "" if it can.
func (c *config) unitTrouble(id string) string {
	if why := idTrouble(id, false); why != "" {
		return why
	}
	_, isPeriod := isPeriodName(id)
	switch {
	case isPeriod:
		return "it is the name of a period"
	case slices.Contains(reservedPages, id):
		return "it is the name of a generated page"
	case slices.Contains(reservedWords, id):
		return "it is a word of live figures"
	}
	for _, tag := range c.catalogues {
		if strings.EqualFold(tag, id) {
			return "it is the tag of a language"
		}
	}
	return ""
}

// oneNameSpace checks that no metric is called like a unit or like a word of
// live figures (settled.md 26).
func (b *binder) oneNameSpace() {
	for _, m := range b.cfg.Metrics {
		what := ""
		switch {
		case slices.Contains(reservedWords, m.ID):
			what = "a word of live figures"
		case m.ID == report.Root || b.cfg.unit(m.ID) != nil:
			what = "a unit"
		case m.ID == "index":
			what = "a generated page"
		}
		if what != "" {
			b.remarks = append(b.remarks, b.at(ruleDuplicate, m.Pos, fmt.Sprintf("%q is the id of a metric and of %s", m.ID, what), "give one of them another id"))
		}
	}
}

// UnitTrouble says why an id cannot be that of a unit; "" if it can.
func UnitTrouble(id string) string {
	if id == report.Root {
		return "it is the whole organisation"
	}
	return (&config{catalogues: []string{"en", "zh-Hant", "zh-Hans"}}).unitTrouble(id)
}
