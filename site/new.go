package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"almanac/layouts"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/scaffold"
	"almanac/site/toml"
)

// A NewRequest says which report is to be begun.
type NewRequest struct {
	Period   string // its name, or monthly for the last month that is over, and so on
	Unit     string // its id; "": the root
	Profile  string // a level, or grain.level, whose profile holds; "": the unit's own level
	Scenario string // "": standard
	Lang     string // "": the archive's first
	Status   string // "": a draft
	// Answers, if not nil, is a TOML document of texts: what to fill in, by the names
	// of blanks as [scaffold.Fill] knows them.
	Answers []byte
}

// Begun is a report that was begun.
type Begun struct {
	Path    string // relative to the archive
	Blanks  int    // that are still to be filled in
	Reviews int    // actions that wait for their review
	Open    int    // how many are open, if these are more than it begins with
	Found   int    // figures that others filed or logged
	Early   int    // days until its period begins; 0 if it has
}

// New writes the file of a report that is to be written. It overwrites nothing.
// An error is a [UsageError], or a [Fault].
func (s *Site) New(r NewRequest) (Begun, error) {
	root, err := os.OpenRoot(s.options.Dir)
	if err != nil {
		return Begun{}, faultf("", "opening the archive: %w", err)
	}
	defer root.Close()
	q, err := s.request(r)
	if err != nil {
		return Begun{}, err
	}
	if there := q.Cube.Report(q.Unit, q.Period); there != nil && scaffold.Written(there) {
		return Begun{}, exists(there.File, there.Status, s.following(q))
	}
	f, err := s.scaffold(q)
	if err != nil {
		return Begun{}, faultf("mend the template in layouts/new", "%w", err)
	}
	answers, err := texts(r.Answers)
	if err != nil {
		return Begun{}, faultf("", "reading the answers: %w", err)
	}
	f.Text = scaffold.Fill(f.Text, answers)
	if err := createFile(root, f); err != nil {
		return Begun{}, err
	}
	early := int(s.archive.Calendar.Span(q.Period).First - s.today())
	return Begun{Path: f.Path, Blanks: len(scaffold.Blanks(f.Text)), Found: f.Found, Reviews: f.Reviews, Open: f.Open, Early: max(early, 0)}, nil
}

// texts are the keys and texts of a document.
func texts(document []byte) (map[string]string, error) {
	root, err := toml.Parse(string(document))
	if err != nil {
		return nil, err
	}
	list := map[string]string{}
	for _, n := range root.Items {
		list[n.Name] = n.Text
	}
	return list, nil
}

// following is the place behind the unit's last report of that length.
func (s *Site) following(q scaffold.Request) string {
	next := q.Period
	for r := q.Cube.Report(q.Unit, next); r != nil && scaffold.Written(r); r = q.Cube.Report(q.Unit, next) {
		next = next.Next()
	}
	return s.at(q.Unit, next).String()
}

// exists is the fault that a report is there; next is what could be begun instead.
func exists(file, status, next string) error {
	hint := "open it and write on; nothing is overwritten"
	if next != "" {
		hint += fmt.Sprintf(" (the next one: almanac new %s)", next)
	}
	if status == report.Plan {
		hint = `it holds the targets: open it, write status = "draft" and write on; nothing is overwritten`
	}
	return &Fault{fmt.Errorf("the report is there already: %s", diag.Clean(file)), hint}
}

// createFile writes a file that there is not, and the folders above it.
func createFile(root *os.Root, f scaffold.File) error {
	if err := root.MkdirAll(path.Dir(f.Path), 0o777); err != nil {
		return faultf("", "making the folder of %s: %w", f.Path, cause(err))
	}
	w, err := root.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return exists(f.Path, "", "")
	}
	if err != nil {
		return faultf("", "making %s: %w", f.Path, cause(err))
	}
	_, err = w.Write(f.Text)
	if err := errors.Join(err, w.Close()); err != nil {
		return faultf("", "writing %s: %w", f.Path, err)
	}
	return nil
}

// scaffold makes the text of a report.
func (s *Site) scaffold(q scaffold.Request) (scaffold.File, error) {
	own, err := s.ownLayouts()
	if err != nil {
		return scaffold.File{}, err
	}
	defer own.Close()
	q.Layouts = own.over(layouts.FS)
	return scaffold.New(q)
}

// request is what the arguments ask for.
func (s *Site) request(r NewRequest) (q scaffold.Request, err error) {
	words := roles(s.locales)
	q = scaffold.Request{Archive: s.archive, Cube: s.cube, Ledger: s.ledger, Known: content.Builtins(), Scenario: r.Scenario, Status: r.Status,
		Role: func(heading string) string { return content.RoleOf(heading, words) }}
	if q.Locale = s.Locale(); r.Lang != "" {
		if q.Locale = s.locales[r.Lang]; q.Locale == nil {
			tags := slices.Sorted(maps.Keys(s.locales))
			return q, &UsageError{fmt.Sprintf("almanac does not speak %q", diag.Clean(r.Lang)), "write one of: " + strings.Join(tags, ", ")}
		}
	}
	unit, name, nested := cutLast(r.Period, "/")
	switch {
	case !nested:
		unit = r.Unit
	case r.Unit != "" && r.Unit != unit:
		return q, &UsageError{fmt.Sprintf("%q names one unit, and --unit %q another", diag.Clean(r.Period), diag.Clean(r.Unit)), "name it once"}
	}
	if joined := strings.ReplaceAll(r.Period, "/", "-"); nested { // 2026/10, which is no unit of that name
		if _, err := s.archive.Calendar.Parse(joined); err == nil {
			return q, &UsageError{fmt.Sprintf("%q is no period", diag.Clean(r.Period)), "write " + joined}
		}
	}
	if err := s.setUnit(&q, unit); err != nil {
		return q, err
	}
	if q.Period, err = s.asked(name); err != nil {
		return q, err
	}
	if err := s.setProfile(&q, r.Profile); err != nil {
		return q, err
	}
	if err := s.inTime(&q); err != nil {
		return q, err
	}
	return q, wanted(&q)
}

// wanted refuses a report of a length that is not asked for: whose deadline is none,
// by the unit's own deadlines or else by those of all.
func wanted(q *scaffold.Request) error {
	grain, table := q.Period.Grain().String(), ""
	due, ok := q.Archive.Unit(q.Unit).Deadlines[grain]
	if table = "units." + q.Unit + ".deadlines"; !ok {
		due, table = q.Archive.Deadlines[grain], "deadlines"
	}
	if due != "none" {
		return nil
	}
	return &UsageError{fmt.Sprintf("%s reports are not asked for: config.toml says [%s] %s = \"none\"", grain, table, grain), "change it there, or begin a report of another length"}
}

// unitTrouble says why an id cannot be that of a new unit; "" if it can.
func (s *Site) unitTrouble(id string) string {
	if why := content.UnitTrouble(id); why != "" {
		return why
	}
	if s.archive.MetricIndex(id) >= 0 || slices.ContainsFunc(content.Builtins(), func(m *report.Metric) bool { return m.ID == id }) {
		return "it is the id of a metric"
	}
	return ""
}

// setUnit finds the unit. Where folders alone are the tree, it may be a new one.
func (s *Site) setUnit(q *scaffold.Request, id string) error {
	if q.Unit = id; id == "" {
		q.Unit = report.Root
	}
	folder, last, nested := cutLast(id, "/")
	u := s.archive.Unit(q.Unit)
	if x := s.archive.Unit(last); nested && x != nil && x.Folder == id { // named by its folder
		u = x
	}
	if u != nil {
		q.Unit, q.Level = u.ID, u.Level
		return nil
	}
	above := s.unitIn(folder)
	why, near := "", diag.Nearest(last, s.Units())
	for name := range strings.SplitSeq(id, "/") {
		why = cmp.Or(why, s.unitTrouble(name))
	}
	hint := diag.DidYouMean(last, s.Units())
	switch {
	case nested && s.archive.Unit(last) != nil:
		hint = fmt.Sprintf("a unit is named without those above it: write --unit %s", last)
	case s.archive.Declared && near == "" && why == "":
		hint = fmt.Sprintf("add [units.%s] to config.toml", last)
	case why != "" && near == "":
		hint = why
	case s.archive.Declared || why != "":
	case above == nil:
		hint = fmt.Sprintf("nor is there one above it in content/%s: begin a report of that first", diag.Clean(folder))
	case near == "" || s.hasFolder(id):
		s.withUnit(q, report.Unit{ID: last, Parent: above.ID, Folder: id, Level: below(above.Level)})
		return nil
	default:
		hint = fmt.Sprintf("did you mean %q? For a new unit make the folder content/%s first", near, id)
	}
	return &UsageError{fmt.Sprintf("there is no unit %q", diag.Clean(id)), hint}
}

// unitIn is the unit whose reports lie in a folder of content; nil if there is none.
func (s *Site) unitIn(folder string) *report.Unit {
	for _, u := range s.archive.Units {
		if u.Folder == folder {
			return u
		}
	}
	return nil
}

// below is the level under another; that of individuals under itself.
func below(level string) string {
	return report.Levels[min(slices.Index(report.Levels, level)+1, len(report.Levels)-1)]
}

// hasFolder reports whether there is a folder for a unit that has no reports yet.
func (s *Site) hasFolder(id string) bool {
	root, err := os.OpenRoot(s.options.Dir)
	if err != nil {
		return false
	}
	defer root.Close()
	info, err := root.Stat("content/" + id)
	return err == nil && info.IsDir()
}

// withUnit makes the request one in an archive that has the unit.
func (s *Site) withUnit(q *scaffold.Request, u report.Unit) {
	a := *s.archive
	a.Units = append(slices.Clip(a.Units), &u)
	q.Archive, q.Unit, q.Level = &a, u.ID, u.Level
	q.Cube = cube.New(&a, cube.Options{AsOf: s.asOf, Drafts: true})
	q.Ledger = ledger.New(&a, ledger.Options{AsOf: s.asOf, Drafts: true, Met: func(x *report.Action, r *report.Report) bool { return q.Cube.Meets(x, r) }})
}

// today is the day on which a report is begun.
func (s *Site) today() period.Day {
	switch {
	case s.options.AsOf != nil:
		return *s.options.AsOf
	case s.archive.AsOf != nil:
		return *s.archive.AsOf
	}
	return s.options.Today
}

// asked reads a period: its name, or the word for its length, which is the last one
// that is over when today is.
func (s *Site) asked(name string) (period.Period, error) {
	cal := s.archive.Calendar
	var words []string
	for _, g := range period.Grains {
		if words = append(words, g.String()); g.String() == name {
			return cal.Of(g, s.today()+1).Prev(), nil
		}
	}
	p, err := cal.Parse(name)
	if err == nil {
		return p, nil
	}
	hint := fmt.Sprintf("a period looks like %s; %s is the last of its length that is over", cal.Forms(), strings.Join(words, ", "))
	if w := diag.Nearest(name, words); w != "" {
		hint = fmt.Sprintf("did you mean %q?", w)
	} else if s.archive.Unit(name) != nil {
		hint = fmt.Sprintf("%q is a unit: write almanac new PERIOD --unit %s", name, name)
	}
	return p, &UsageError{err.Error(), hint}
}

// setProfile sets the level whose profile holds, and the scenario.
func (s *Site) setProfile(q *scaffold.Request, profile string) error {
	if grain, level, ok := strings.Cut(profile, "."); ok {
		if grain != q.Period.Grain().String() {
			return &UsageError{fmt.Sprintf("%s is %s, and the profile %q is not", s.archive.Calendar.Name(q.Period), q.Period.Grain(), diag.Clean(profile)), fmt.Sprintf("write --profile %s.%s", q.Period.Grain(), diag.Clean(level))}
		}
		profile = level
	}
	if profile != "" {
		if q.Level = profile; !slices.Contains(report.Levels, profile) {
			return &UsageError{fmt.Sprintf("there is no profile %q", diag.Clean(profile)), choices(profile, report.Levels)}
		}
	}
	if q.Scenario == "" {
		q.Scenario = report.Standard
	}
	x, ok := s.archive.Scenarios[q.Scenario]
	if !ok {
		return &UsageError{fmt.Sprintf("there is no scenario %q", diag.Clean(q.Scenario)), choices(q.Scenario, s.ScenarioIDs())}
	}
	if x.Figures {
		return &UsageError{fmt.Sprintf("a report of scenario %s has nothing to write but figures", q.Scenario), "almanac import makes such reports"}
	}
	return nil
}

// choices is a hint that names the nearest of a few words, or all.
func choices(s string, words []string) string {
	if hint := diag.DidYouMean(s, words); hint != "" {
		return hint
	}
	return "write one of: " + strings.Join(words, ", ")
}

// inTime refuses a period in which the unit does not exist.
func (s *Site) inTime(q *scaffold.Request) error {
	u := q.Archive.Unit(q.Unit)
	span := q.Archive.Calendar.Span(q.Period)
	name := q.Archive.Calendar.Name(q.Period)
	switch {
	case u.FromSet && span.End <= u.From:
		return &UsageError{fmt.Sprintf("%s does not exist in %s: it begins on %s", u.ID, name, u.From), fmt.Sprintf("change from in [units.%s], or choose another period", u.ID)}
	case u.ToSet && span.First >= u.To:
		return &UsageError{fmt.Sprintf("%s does not exist in %s: it ended on %s", u.ID, name, u.To-1), fmt.Sprintf("change to in [units.%s], or choose another period", u.ID)}
	}
	return nil
}

// ScenarioIDs lists the scenarios that a report may have.
func (s *Site) ScenarioIDs() []string { return slices.Sorted(maps.Keys(s.archive.Scenarios)) }

// Unwritten lists, for each length of period in which a unit reports, the one behind
// its last report, for completion; for a unit without reports the words for them.
func (s *Site) Unwritten(unit string) (names []string) {
	if unit == "" {
		unit = report.Root
	}
	last := map[period.Grain]period.Period{}
	for _, r := range s.archive.Reports {
		if p, ok := last[r.Period.Grain()]; r.Unit == unit && r.Status != report.Plan && (!ok || r.Period.Sub(p) > 0) {
			last[r.Period.Grain()] = r.Period
		}
	}
	for _, g := range period.Grains {
		if p, ok := last[g]; ok {
			names = append(names, s.archive.Calendar.Name(p.Next()))
		}
	}
	for _, g := range period.Grains {
		names = append(names, g.String())
	}
	return names
}
