package site

import (
	"io"

	"almanac/site/page"
	"almanac/site/render"
	"almanac/site/report"
)

// compareFiles lists what the script of the compare page loads when somebody
// chooses: an index, and a file for each unit. None if nothing can be chosen.
func (s *Site) compareFiles() (list []dataFile) {
	units := s.book.ScriptUnits()
	if len(units) == 0 {
		return nil
	}
	list = []dataFile{{page.CompareData + "index.js", written(report.Root, func(w io.Writer) error { return render.Script(w, s.book.ScriptIndex()) })}}
	for _, id := range units {
		list = append(list, dataFile{page.CompareData + id + ".js", written(id, func(w io.Writer) error { return render.Script(w, s.book.ScriptUnit(id)) })})
	}
	return list
}
