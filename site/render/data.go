package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"
)

// A FigureRow is one figure in data/figures.csv. Numbers are exact decimals, ""
// if absent; Source is stated, time, units or computed; Restated is true of a
// restated target, too.
type FigureRow struct {
	Unit, Period, Grain, Metric, Kind string
	Actual, Target                    string
	Have, Need                        int
	Source, Stated                    string
	Complete, Restated                bool
}

// FiguresCSV writes figures as RFC 4180 CSV with a line of headings and lines
// that end with LF. A text that a spreadsheet would take for a formula has an
// apostrophe before it.
func FiguresCSV(w io.Writer, rows iter.Seq[FigureRow]) error {
	const full = 32 << 10
	b := make([]byte, 0, full+4<<10)
	b = append(b, "unit,period,grain,metric,kind,actual,target,have,need,source,stated,complete,restated\n"...)
	var err error
	for r := range rows {
		for _, s := range [...]string{r.Unit, r.Period, r.Grain, r.Metric, r.Kind, r.Actual, r.Target} {
			b = append(csvField(b, s), ',')
		}
		b = append(strconv.AppendInt(b, int64(r.Have), 10), ',')
		b = append(strconv.AppendInt(b, int64(r.Need), 10), ',')
		b = append(csvField(b, r.Source), ',')
		b = append(csvField(b, r.Stated), ',')
		b = append(strconv.AppendBool(b, r.Complete), ',')
		b = append(strconv.AppendBool(b, r.Restated), '\n')
		if len(b) >= full {
			if _, err = w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err = w.Write(b)
	return err
}

// csvField appends one field: safe from being a formula, in quotes if need be.
func csvField(b []byte, s string) []byte {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 && !isDecimal(s) {
		s = "'" + s
	}
	for i := range len(s) {
		if c := s[i]; c == ',' || c == '"' || c == '\r' || c == '\n' {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
			break
		}
	}
	return append(b, s...)
}

// isDecimal reports whether s is a plain decimal: an optional minus, digits,
// and a point between digits.
func isDecimal(s string) bool {
	whole, frac, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return isDigits(whole) && (!point || isDigits(frac))
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Facts is what data/archive.json says of an archive. Reports may be nil: none.
type Facts struct {
	Title     string               `json:"title"`
	Languages []string             `json:"languages"`
	AsOf      string               `json:"as_of"`
	Units     []UnitFact           `json:"units"`
	Metrics   []MetricFact         `json:"metrics"`
	Reports   iter.Seq[ReportFact] `json:"-"` // the last key, reports
}

// A UnitFact is a unit; Names are by language.
type UnitFact struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Names   map[string]string `json:"names"`
	Parent  string            `json:"parent"`
	Level   string            `json:"level"`
	Address string            `json:"address"`
}

// A MetricFact is a metric that the archive has used.
type MetricFact struct {
	ID          string            `json:"id"`
	Label       string            `json:"label"`
	Labels      map[string]string `json:"labels"`
	Definitions map[string]string `json:"definitions"`
	Kind        string            `json:"kind"`
	Unit        string            `json:"unit"`
	Currency    string            `json:"currency"`
	Direction   string            `json:"direction"`
	Core        bool              `json:"core"`
	Formula     string            `json:"formula"`
	Address     string            `json:"address"`
}

// A ReportFact is a report that somebody wrote.
type ReportFact struct {
	Unit     string `json:"unit"`
	Period   string `json:"period"`
	Title    string `json:"title"`
	Summary  string `json:"summary"`
	Lang     string `json:"lang"`
	Status   string `json:"status"`
	Scenario string `json:"scenario"`
	Address  string `json:"address"`
}

// ArchiveJSON writes what an archive holds, report by report.
func ArchiveJSON(w io.Writer, f Facts) error {
	for i := range f.Units {
		f.Units[i].Names = full(f.Units[i].Names)
	}
	for i := range f.Metrics {
		f.Metrics[i].Labels, f.Metrics[i].Definitions = full(f.Metrics[i].Labels), full(f.Metrics[i].Definitions)
	}
	if f.Metrics == nil {
		f.Metrics = []MetricFact{}
	}
	var b bytes.Buffer
	encode := func(prefix string, v any) ([]byte, error) {
		b.Reset()
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent(prefix, " ")
		err := e.Encode(v)
		return b.Bytes(), err
	}
	head, err := encode("", f)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	out.Write(bytes.TrimSuffix(head, []byte("\n}\n")))
	out.WriteString(",\n \"reports\": [")
	some := false
	if f.Reports != nil {
		for r := range f.Reports {
			text, err := encode("  ", r)
			if err != nil {
				return err
			}
			out.WriteString(map[bool]string{false: "\n  ", true: ",\n  "}[some])
			out.Write(bytes.TrimSuffix(text, []byte("\n")))
			some = true
		}
	}
	if some {
		out.WriteString("\n ")
	}
	out.WriteString("]\n}\n")
	return out.Flush()
}

// full is a map that is never null.
func full(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}
