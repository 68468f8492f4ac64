package content

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

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
	var unit string // of the file before
	var known bool
	t.sources = slices.DeleteFunc(t.sources, func(s source) bool {
		if s.address.unit != unit {
			unit, known = s.address.unit, c.unit(s.address.unit) != nil
		}
		return !known
	})
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
			t.say(ruleUnit, s.path, spoken("the folder %s is no unit of config.toml", "資料夾 %s 不是 config.toml 中的單位", "文件夹 %s 不是 config.toml 中的单位", folder),
				cmp.Or(meantOne(s.address.unit, c.unitIDs()), spoken("add [units.%s]", "請加上 [units.%s]", "请加上 [units.%s]", s.address.unit)))
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
		if why := c.unitTrouble(id); id == report.Root || why != none {
			t.say(ruleUnit, contentDir+"/"+folder, spoken("the folder %s cannot be a unit: %s", "資料夾 %s 不能作為單位：%s", "文件夹 %s 不能作为单位：%s", folder, cmp.Or(why, spoken("root is the whole organisation", "root 是整個組織", "root 是整个组织"))), spoken("rename it, as in %q", "請重新命名，例如「%s」", "请重命名，例如“%s”", c.unitSlug(id)))
			continue
		}
		if other, twice := at[folded(id)]; twice {
			t.say(ruleDuplicate, contentDir+"/"+folder, spoken("the folders %s and %s are one unit, %q", "資料夾 %s 與 %s 是同一個單位「%s」", "文件夹 %s 与 %s 是同一个单位“%s”", other, folder, id), spoken("rename one of them, or declare [units] in config.toml", "請重新命名其中一個，或在 config.toml 寫明 [units]", "请重命名其中一个，或在 config.toml 写明 [units]"))
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
