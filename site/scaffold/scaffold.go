// Package scaffold begins reports: from a [Request], a report's unit and period in
// an archive, it makes the [File] that its author fills in.
//
// # What it holds
//
// Front matter with the metrics that the report owes ([report.Config.Duty]; else
// the core metrics that its unit has reported before or the guide asks for, of
// those that the archive uses) and all others of the unit's last report of that
// length. A figure that another department filed in content/_data is filled in and its
// place named; one that goes in from there by itself, since the department keeps the
// metric, or adds up from smaller periods or from units, is not asked for. A
// target is the one that the last report planned, else grows as it did, else is
// asked for.
//
// Every action that is open at the end of the period before waits as a review: the
// reviews of weeks are those of what weeks promised. Actions with repeat are made
// anew: those as often as the reports, or more often, each time, others when their
// own next period begins. Days of the unit and of those below it that logged
// follow-ups within a week are counted in the week's report.
//
// The sections are those of the templates; roles that are owed and that no template
// has are added. If the profile in config.toml lists the roles, no others are there.
//
// What is still to be filled in is TODO, or 待填, as [report.IsBlank] reads it. The
// file can be read at once; it is a draft.
//
// # Templates
//
// They lie in new/<language> of the layouts (in English for a language that has none);
// of each name the archive's own file
// wins, and a name that is not built in is read if the archive has it. front.toml is
// the front matter. The others are Markdown: sections with headings ##, in the order
// that they will have.
//
//	daily.md weekly.md monthly.md quarterly.md annual.md   of the period
//	company.md department.md team.md individual.md         of the level, for months and longer
//	monthly.team.md …                                      of both
//	new-market.md …                                        of the scenario
//	roles.md                                               one of each role, for those that are owed and not there
//
// In this order, a section takes the place of the one of its role, or is put where
// its role stands in [report.Roles]; one whose heading names no role is added at the
// end.
//
// Templates are text/template between << and >>, over a [View]. quote makes a text of
// TOML of its arguments.
package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/period"
	"almanac/site/report"
)

// A Request says which report is to be begun.
type Request struct {
	Archive *report.Archive
	Cube    *cube.Cube
	Ledger  *ledger.Ledger
	Locale  *locale.Locale // of the report
	// Layouts are folders of layouts, the archive's own behind the one built in.
	Layouts []fs.FS
	// Role is the role that a heading gives its section; "" if it names none.
	Role     func(heading string) string
	Unit     string
	Period   period.Period
	Level    string // whose profile and templates it has
	Scenario string
	Status   string           // "": a draft
	Known    []*report.Metric // known without configuration
}

// A File is a report that is begun.
type File struct {
	Path    string // relative to the archive
	Text    []byte
	Found   int // figures that others filed or logged
	Reviews int // actions that wait for their review
	Open    int // of how many that are open, where these are too many
}

// maxText is how large a report that templates make may be.
const maxText = 1 << 20

// New begins a report. Its error is one of a template.
func New(r Request) (File, error) {
	b := &builder{Request: r, cal: r.Archive.Calendar, duty: r.Archive.Duty(r.Period.Grain(), r.Level, r.Scenario)}
	b.last = b.lastReport()
	f := File{Path: b.path()}
	view := b.view(f.Path)
	front, err := b.template("front.toml", view)
	if err != nil {
		return f, err
	}
	if front == nil {
		return f, fmt.Errorf("there is no template new/%s/front.toml", r.Locale.Tag)
	}
	sections, err := b.sections(view)
	if err != nil {
		return f, err
	}
	f.Reviews = len(view.Reviews)
	if view.Unlisted > 0 {
		f.Open = f.Reviews + view.Unlisted
	}
	for _, x := range view.Metrics {
		if x.Actual != "" {
			f.Found++
		}
	}
	f.Text = append(f.Text, "+++\n"...)
	f.Text = append(append(f.Text, bytes.TrimSpace(front)...), "\n+++\n"...)
	for _, s := range sections {
		f.Text = append(append(append(f.Text, '\n'), strings.TrimSpace(s.text)...), '\n')
	}
	return f, nil
}

// A builder begins one report.
type builder struct {
	Request
	cal  period.Calendar
	duty report.Duty
	last *report.Report // the unit's last one of the same grain before; nil: none
}

// template is what a template says; nil if there is none of that name.
func (b *builder) template(name string, view *View) ([]byte, error) {
	tag := b.Locale.Tag
	if !b.speaks(tag) {
		tag = locale.Fallback
	}
	name = path.Join("new", tag, name)
	for i := len(b.Layouts) - 1; i >= 0; i-- {
		text, err := fs.ReadFile(b.Layouts[i], name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading a template: %w", err)
		}
		t, err := template.New(name).Delims("<<", ">>").Funcs(template.FuncMap{"quote": quote}).Option("missingkey=error").Parse(string(text))
		if err != nil {
			return nil, err
		}
		var out limited
		if err := t.Execute(&out, view); err != nil {
			return nil, err
		}
		return append([]byte{}, out.Bytes()...), nil
	}
	return nil, nil
}

// speaks reports whether there are templates in a language.
func (b *builder) speaks(tag string) bool {
	return slices.ContainsFunc(b.Layouts, func(f fs.FS) bool {
		_, err := fs.Stat(f, path.Join("new", tag, "front.toml"))
		return err == nil
	})
}

// limited is a buffer that does not grow without end.
type limited struct{ bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > maxText {
		return 0, fmt.Errorf("it makes a report of more than %d MiB", maxText>>20)
	}
	return l.Buffer.Write(p)
}

// quote makes one text of TOML of several.
func quote(parts ...string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.Join(parts, "") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// oneLine is a text as a comment may hold it.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' || r == '\u0085' }), " ")
}

// key is a key of TOML: in quotes where it has other letters than a bare one may.
func key(id string) string {
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return quote(id)
		}
	}
	return id
}

// path is where the report will lie: in the folder of its unit, or in one named like
// its year, if that is where the unit's reports lie.
func (b *builder) path() string {
	folder := "content"
	if u := b.Archive.Unit(b.Unit); u != nil && u.Folder != "" {
		folder += "/" + u.Folder
	} else if b.Unit != report.Root {
		folder += "/" + b.Unit
	}
	name := b.cal.Name(b.Period)
	if l := b.newest(); l != nil {
		year := b.years(l.Period)
		for i, y := range year {
			if path.Base(path.Dir(l.File)) == y {
				folder = path.Join(path.Dir(path.Dir(l.File)), b.years(b.Period)[i])
				break
			}
		}
	}
	return folder + "/" + name + ".md"
}

// years are the names of the years that a period belongs to: the civil one in which
// it begins, and the calendar's.
func (b *builder) years(p period.Period) [2]string {
	y, _, _ := b.cal.Span(p).First.Date()
	if p.Grain() == period.Weekly {
		y, _ = b.cal.Year(p)
	}
	return [2]string{strconv.Itoa(y), b.cal.Name(b.cal.Of(period.Annual, b.cal.Span(p).First))}
}

// newest is the unit's last report of the same grain before the period; if it has none,
// its last of those shorter than a year.
func (b *builder) newest() *report.Report {
	if b.last != nil {
		return b.last
	}
	var found *report.Report
	for _, r := range b.Archive.Reports {
		if r.Unit == b.Unit && r.Period.Grain() < period.Annual && Written(r) {
			found = r
		}
	}
	return found
}

// Written reports whether somebody wrote a report: one that there is only since
// another department filed figures lies with these.
func Written(r *report.Report) bool { return strings.HasSuffix(r.File, ".md") }

// lastReport is the unit's last report of the same grain before the period; plans do
// not count.
func (b *builder) lastReport() (found *report.Report) {
	for _, r := range b.Archive.Reports {
		if r.Unit != b.Unit || r.Period.Grain() != b.Period.Grain() || r.Period.Sub(b.Period) >= 0 || r.Status == report.Plan || !Written(r) {
			continue
		}
		if found == nil || r.Period.Sub(found.Period) > 0 {
			found = r
		}
	}
	return found
}
