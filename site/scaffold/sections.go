package scaffold

import (
	"slices"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// A section is a heading and what stands below it.
type section struct {
	role string // "": its heading names none
	text string
}

// sections are those of the report, in their order.
func (b *builder) sections(view *View) ([]section, error) {
	names := []string{view.Grain, view.Scenario}
	if b.Period.Grain() >= period.Monthly {
		names = slices.Insert(names, 1, view.Level, view.Grain+"."+view.Level)
	}
	var list []section
	for _, name := range names {
		text, err := b.template(name+".md", view)
		if err != nil {
			return nil, err
		}
		for _, s := range b.cut(string(text)) {
			if name == view.Grain {
				list = append(list, s) // in the order of the template
			} else {
				list = put(list, s)
			}
		}
	}
	text, err := b.template("roles.md", view)
	if err != nil {
		return nil, err
	}
	for _, s := range b.cut(string(text)) {
		if slices.Contains(b.duty.Roles, s.role) && !has(list, s.role) {
			list = put(list, s)
		}
	}
	if b.listedRoles() {
		list = slices.DeleteFunc(list, func(s section) bool { return s.role != "" && !slices.Contains(b.duty.Roles, s.role) })
	}
	return list, nil
}

// listedRoles reports whether config.toml says which sections such a report has.
func (b *builder) listedRoles() bool {
	return slices.ContainsFunc(b.Archive.Profiles, func(p report.Profile) bool {
		return p.Grain == b.Period.Grain() && p.Level == b.Level && p.Roles != nil
	})
}

func has(list []section, role string) bool {
	return slices.ContainsFunc(list, func(s section) bool { return s.role == role })
}

// put puts a section in the place of the one of its role; or before the first whose
// role comes later, or else behind the last whose role comes earlier.
func put(list []section, s section) []section {
	place, behind := slices.Index(report.Roles, s.role), len(list)
	for i, o := range list {
		switch at := slices.Index(report.Roles, o.role); {
		case s.role == "":
		case o.role == s.role:
			list[i] = s
			return list
		case at > place:
			return slices.Insert(list, i, s)
		case at >= 0:
			behind = i + 1
		}
	}
	return slices.Insert(list, behind, s)
}

// cut cuts a template into its sections. What stands before the first is a note for
// those who read the template.
func (b *builder) cut(text string) (list []section) {
	for line := range strings.Lines(text) {
		if title, ok := strings.CutPrefix(line, "## "); ok {
			list = append(list, section{role: b.role(title)})
		}
		if len(list) > 0 {
			list[len(list)-1].text += line
		}
	}
	return list
}

// role is the role that a heading names.
func (b *builder) role(title string) string {
	title, attributes, _ := strings.Cut(title, "{")
	for _, word := range strings.Fields(strings.Trim(attributes, "} \n")) {
		if role, ok := strings.CutPrefix(word, ".r-"); ok {
			return role
		}
	}
	return b.Role(strings.TrimSpace(title))
}
