package render

import (
	"encoding/json"
	"fmt"
	"io"
)

// Script writes data as a script that hands it to almanac.data: pages opened
// from a folder can load no other. What HTML would take for markup is escaped.
func Script(w io.Writer, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("writing data for scripts: %w", err)
	}
	_, err = fmt.Fprintf(w, "almanac.data(%s);\n", text)
	return err
}
