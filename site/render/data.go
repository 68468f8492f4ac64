package render

import (
	"bufio"
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
	b := bufio.NewWriterSize(w, 64<<10)
	b.WriteString("unit,period,grain,metric,kind,actual,target,have,need,source,stated,complete,restated\n")
	for r := range rows {
		for _, s := range [...]string{r.Unit, r.Period, r.Grain, r.Metric, r.Kind, r.Actual, r.Target} {
			csvField(b, s)
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(r.Have))
		b.WriteByte(',')
		b.WriteString(strconv.Itoa(r.Need))
		b.WriteByte(',')
		csvField(b, r.Source)
		b.WriteByte(',')
		csvField(b, r.Stated)
		b.WriteByte(',')
		b.WriteString(strconv.FormatBool(r.Complete))
		b.WriteByte(',')
		b.WriteString(strconv.FormatBool(r.Restated))
		b.WriteByte('\n')
	}
	return b.Flush()
}

// csvField writes one field: safe from being a formula, in quotes if need be.
func csvField(b *bufio.Writer, s string) {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 && !isDecimal(s) {
		s = "'" + s
	}
	if strings.ContainsAny(s, ",\"\r\n") {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	b.WriteString(s)
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

// Facts is what data/archive.json says of an archive.
type Facts struct {
	Title     string       `json:"title"`
	Languages []string     `json:"languages"`
	AsOf      string       `json:"as_of"`
	Units     []UnitFact   `json:"units"`
	Metrics   []MetricFact `json:"metrics"`
	Reports   []ReportFact `json:"reports"`
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

// ArchiveJSON writes what an archive holds, one fact a line.
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
	if f.Reports == nil {
		f.Reports = []ReportFact{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(f)
}

// full is a map that is never null.
func full(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}
