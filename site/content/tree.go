package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"almanac/site/diag"
	"almanac/site/report"
)

// organise makes the tree of units: that of the configuration, else that of
// the folders. It drops the reports that have no unit, and says so.
func (c *config) organise(t *tree) []*report.Unit {
	if c.Declared {
		c.place(t)
	} else {
		c.declared = folderUnits(c, t)
		c.setLevels()
	}
	t.sources = slices.DeleteFunc(t.sources, func(s source) bool { return c.unit(s.address.unit) == nil })
	return c.declared
}

// place finds the folders of declared units, and the reports of others.
func (c *config) place(t *tree) {
	units := map[string]*report.Unit{}
	for _, u := range c.declared {
		units[u.ID] = u
	}
	said := map[string]bool{}
	for _, s := range t.sources {
		folder := unitFolder(s.path)
		u := units[s.address.unit]
		switch {
		case u != nil && u.Folder == "":
			u.Folder = folder
		case u == nil && !said[s.address.unit]:
			said[s.address.unit] = true
			t.say(ruleUnit, s.path, fmt.Sprintf("the folder %s is no unit of config.toml", folder),
				cmp.Or(diag.DidYouMean(s.address.unit, c.unitIDs()), fmt.Sprintf("add [units.%s]", s.address.unit)))
		}
	}
}

// unitFolder returns the folder, relative to content, that makes a path's unit;
// "" for the root's.
func unitFolder(file string) string {
	for dir := path.Dir(strings.TrimPrefix(file, contentDir+"/")); dir != "."; dir = path.Dir(dir) {
		if !isOrder(path.Base(dir)) {
			return dir
		}
	}
	return ""
}

// folderUnits makes a unit of every folder that holds a report and is not
// named like a period.
func folderUnits(c *config, t *tree) []*report.Unit {
	units := []*report.Unit{{ID: report.Root}}
	slices.Sort(t.folders)
	at := map[string]string{}
	for _, folder := range t.folders {
		name := path.Base(folder)
		if isOrder(name) {
			continue
		}
		id := norm.NFC.String(name)
		if why := c.unitTrouble(id); id == report.Root || why != "" {
			t.say(ruleUnit, contentDir+"/"+folder, fmt.Sprintf("the folder %s cannot be a unit: %s", folder, cmp.Or(why, "root is the whole organisation")), fmt.Sprintf("rename it, as in %q", c.unitSlug(id)))
			continue
		}
		if other, twice := at[folded(id)]; twice {
			t.say(ruleDuplicate, contentDir+"/"+folder, fmt.Sprintf("the folders %s and %s are one unit, %q", other, folder, id), "rename one of them, or declare [units] in config.toml")
			continue
		}
		at[folded(id)] = folder
		units = append(units, &report.Unit{ID: id, Folder: folder, Parent: parentFolder(folder)})
	}
	for _, u := range units[1:] { // a folder that could be no unit passes its own on
		for !slices.ContainsFunc(units, func(v *report.Unit) bool { return v.ID == u.Parent }) {
			u.Parent = report.Root
		}
	}
	return units
}

// parentFolder returns the unit of the folder above.
func parentFolder(folder string) string {
	a, _ := addressOf(path.Dir(folder) + "/2026.md")
	return a.unit
}
