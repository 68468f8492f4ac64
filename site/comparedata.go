package site

import (
	"io"

	"almanac/site/render"
)

// compareFiles lists what the script of the compare page loads when somebody
// chooses.
func (s *Site) compareFiles() (list []dataFile) {
	for _, f := range s.book.ScriptFiles() {
		list = append(list, dataFile{address: f.Address, draw: written(f.Unit, func(w io.Writer) error { return render.Script(w, f.Data()) })})
	}
	return list
}
