package content

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// dataDir holds what other departments file: <dept>/<period>.csv or .toml.
const dataDir = contentDir + "/_data"

// A dataFile is one of these files. Other files there belong to nobody.
type dataFile struct{ path, dept, name string }

// dataFiles lists them. There is no such folder in most archives.
func (w *walker) dataFiles() {
	depts, err := fs.ReadDir(w.from.fsys, dataDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.errs = append(w.errs, fmt.Errorf("reading the folder %s: %w", dataDir, err))
	}
	for _, d := range depts {
		if !d.IsDir() || d.Name()[0] == '.' || d.Name()[0] == '_' {
			continue
		}
		dir := dataDir + "/" + d.Name()
		entries, err := fs.ReadDir(w.from.fsys, dir)
		if err != nil {
			w.errs = append(w.errs, fmt.Errorf("reading the folder %s: %w", dir, err))
		}
		for _, e := range entries {
			name, ok := strings.CutSuffix(e.Name(), ".csv")
			if !ok {
				name, ok = strings.CutSuffix(e.Name(), ".toml")
			}
			if _, isPeriod := isPeriodName(name); ok && isPeriod && w.mode(dir+"/"+e.Name(), e.Type()).IsRegular() {
				w.data = append(w.data, dataFile{dir + "/" + e.Name(), d.Name(), name})
			}
		}
	}
}

// A filed is what one of these files says.
type filed struct {
	dataFile
	list       []*report.Datum
	currencies []spent
	digest     report.Digest
}

// readData reads the files of other departments, in their order. They are few,
// and are read anew every time.
func (c *config) readData(from files, list []dataFile, units []*report.Unit) (all []*filed, remarks []diag.Diagnostic) {
	for _, d := range list {
		data, err := from.read(d.path)
		if err != nil {
			remarks = append(remarks, rulePath.Said(d.path, 0, 0, faulty(err), none))
			continue
		}
		x := &filed{dataFile: d, digest: report.DigestOf(data)}
		f, ok := decode(d.path, data)
		if ok && len(data) > maxFile {
			f.sayWhole(ruleLimit, spoken("the file is larger than the limit of %d MiB", "檔案超過 %d MiB 的上限", "文件超过 %d MiB 的上限", maxFile>>20), spoken("import it instead: almanac import", "請改用匯入：almanac import", "请改用汇入：almanac import"))
			ok = false
		}
		p, err := c.Calendar.Parse(d.name)
		if err != nil {
			f.sayWhole(rulePeriod, faulty(err), spoken("name the file after a period, as in %s", "請以期間命名檔案，例如 %s", "请以期间命名文件，例如 %s", either(c.Calendar.Forms())))
			ok = false
		}
		if ok {
			b := dataBinder{binder: &binder{file: f, cfg: c, kept: &kept{}}, filed: x, units: units, period: p}
			if path.Ext(d.path) == ".csv" {
				b.rows()
			} else if root := f.parseTOML(toml.Span{End: len(f.text)}, &toml.Reader{}); root != nil {
				b.tables(root)
			}
		}
		all, remarks = append(all, x), append(remarks, f.remarks...)
	}
	return all, remarks
}

// A dataBinder reads one file of another department.
type dataBinder struct {
	*binder
	*filed
	units  []*report.Unit
	period period.Period
	asOf   *period.Day         // of the file
	unit   string              // of the figures that are read
	comma  bool                // commas may stand before decimals: cells are separated by semicolons
	seen   map[[2]string]int32 // by unit and metric: the line that states it
}

// dataTable is the keys of a file in TOML: the day, the figures of the whole, and
// those of units.
var dataTable = table[dataBinder]{
	keyDate("as_of", "the day on which the figures were taken", func(d *dataBinder) **period.Day { return &d.asOf }),
	keyOwn("metrics", byID(statedTable.shape), "figures of the whole organisation, by the id of their metric", func(b *binder, n *node, d *dataBinder) { d.figures(report.Root, n) }),
	keyOwn("units", byID(dataUnitTable.shape), "those of units, by id", func(b *binder, n *node, d *dataBinder) {
		b.each("units", n, func(id string, n *node) {
			if d.known(id, n.Key) {
				d.unit = id
				dataUnitTable.bind(b, n, d)
			}
		})
	}),
}

var dataUnitTable = table[dataBinder]{
	keyOwn("metrics", byID(statedTable.shape), "figures, by the id of their metric", func(b *binder, n *node, d *dataBinder) { d.figures(d.unit, n) }),
}

// tables reads a file in TOML.
func (b *dataBinder) tables(root *node) {
	dataTable.bind(b.binder, root, b)
	for _, x := range b.list {
		x.AsOf = b.asOf
	}
}

// known reports whether there is a unit, and says so if not.
func (b *dataBinder) known(id string, at toml.Span) bool {
	if slices.ContainsFunc(b.units, func(u *report.Unit) bool { return u.ID == id }) {
		return true
	}
	var ids []string
	for _, u := range b.units {
		ids = append(ids, u.ID)
	}
	b.say(ruleUnit, at, spoken("there is no unit %q", "沒有單位「%s」", "没有单位“%s”", clip(id)), meantOne(id, ids))
	return false
}

// figures reads the table [metrics] of a unit.
func (b *dataBinder) figures(unit string, n *node) {
	r := front{Report: &report.Report{}}
	b.binder.figures(n, &r)
	b.currencies = append(b.currencies, r.currencies...)
	for i := range r.Stated {
		b.add(unit, &r.Stated[i])
	}
}

// add takes a figure; nil if there is none.
func (b *dataBinder) add(unit string, s *report.Stated) *report.Datum {
	if !s.Actual.Present() {
		return nil
	}
	at := s.ActualPos
	if at == (report.Pos{}) {
		at = s.Pos
	}
	d := &report.Datum{Dept: b.dept, File: b.dataFile.path, Unit: unit, Metric: s.Metric, Period: b.period,
		Actual: s.Actual, Num: s.Terms().Num, Den: s.Terms().Den, Pos: at}
	b.list = append(b.list, d)
	return d
}

// rows reads a file in CSV: a line of headings, then a figure a line. unit may
// be left out, as may what stands in other columns.
func (b *dataBinder) rows() {
	r := csv.NewReader(strings.NewReader(b.file.text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	if head, _, _ := strings.Cut(b.file.text, "\n"); strings.Contains(head, ";") {
		r.Comma, b.comma = ';', true
	} else if strings.Contains(head, "\t") {
		r.Comma = '\t'
	}
	columns := map[string]int{}
	for line := 0; ; line++ {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			b.sayCSV(err)
			return
		}
		if line > 0 {
			b.row(r, row, columns)
			continue
		}
		for i, name := range row {
			columns[strings.ToLower(strings.TrimSpace(name))] = i
		}
		for _, name := range []string{"metric", "actual"} {
			if _, ok := columns[name]; !ok {
				b.say(ruleKey, toml.Span{}, spoken("there is no column %q", "沒有「%s」這一欄", "没有“%s”这一列", name), spoken("the first line is unit,metric,actual,as_of", "第一行是 unit,metric,actual,as_of", "第一行是 unit,metric,actual,as_of"))
				return
			}
		}
	}
	if len(columns) == 0 {
		b.sayWhole(ruleKey, spoken("the file is empty", "檔案是空的", "文件是空的"), spoken("the first line is unit,metric,actual,as_of", "第一行是 unit,metric,actual,as_of", "第一行是 unit,metric,actual,as_of"))
	}
}

// sayCSV says where a file is no CSV.
func (b *dataBinder) sayCSV(err error) {
	at := 0
	var where *csv.ParseError
	if errors.As(err, &where) {
		if starts := b.lines(); where.Line >= 1 && where.Line <= len(starts) {
			at = starts[where.Line-1]
		}
		err = where.Err
	}
	b.say(ruleTOML, toml.Span{Start: at, End: at}, spoken("this is no CSV: %s", "這不是 CSV：%s", "这不是 CSV：%s", err.Error()), spoken("put a text that holds commas or quotes between quotes", "含逗號或引號的文字請加上引號", "含逗号或引号的文字请加上引号"))
}

// row reads one figure.
func (b *dataBinder) row(r *csv.Reader, row []string, columns map[string]int) {
	cell := func(name string) *node {
		i, ok := columns[name]
		if !ok || i >= len(row) || strings.TrimSpace(row[i]) == "" {
			return nil
		}
		line, column := r.FieldPos(i)
		at := b.lines()[line-1] + column - 1
		span := toml.Span{Start: at, End: at + len(row[i])}
		return &node{Name: name, Kind: toml.String, Text: strings.TrimSpace(row[i]), Key: span, Value: span}
	}
	metric, actual, unit, asOf := cell("metric"), cell("actual"), cell("unit"), cell("as_of")
	if metric == nil || actual == nil {
		return // a row without a number says nothing
	}
	id := report.Root
	if unit != nil {
		if id = unit.Text; !b.known(id, unit.Value) {
			return
		}
	} else if _, ok := columns["unit"]; !ok && !b.ofRoot(row, columns, cell) {
		return
	}
	m := b.metric(metric.Text, metric.Value)
	if m == nil || !b.ofPeriod(cell("period")) || !b.sure(actual) || !b.once(id, m.ID, actual) {
		return
	}
	s := statedOf{m: m, Stated: report.Stated{Metric: m.ID, Pos: b.pos(metric.Key)}}
	before := len(b.remarks)
	b.actual(actual, &s)
	if len(b.remarks) == before {
		b.weigh(&s)
	}
	b.currencies = append(b.currencies, b.spent(&node{Kind: toml.Table, Items: []*node{actual}}, m)...)
	s.Settle(s.Terms)
	if d := b.add(id, &s.Stated); d != nil && asOf != nil {
		d.AsOf = b.day(asOf)
	}
}

// ofRoot reports whether a row without a column of units names none, and says so
// if it does: its figure would be taken for the whole organisation's.
func (b *dataBinder) ofRoot(row []string, columns map[string]int, cell func(string) *node) bool {
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		i := columns[name]
		if i >= len(row) || !slices.ContainsFunc(b.units, func(u *report.Unit) bool { return u.ID == strings.TrimSpace(row[i]) }) {
			continue
		}
		b.bad(ruleUnit, cell(name), spoken("%q is a unit, but its column is called %q", "「%s」是單位，但這一欄名為「%s」", "“%s”是单位，但这一列名为“%s”", clip(strings.TrimSpace(row[i])), clip(name)), spoken("call the column unit", "請把這一欄命名為 unit", "请把这一列命名为 unit"))
		return false
	}
	return true
}

// ofPeriod reports whether a row is of the file's period, and says so if not.
func (b *dataBinder) ofPeriod(n *node) bool {
	if n == nil {
		return true
	}
	p, err := b.cfg.Calendar.Parse(n.Text)
	if err == nil && p == b.period {
		return true
	}
	b.bad(rulePeriod, n, spoken("the file is for %s, but its row is for %q", "檔案是 %s 的，這一列寫的卻是「%s」", "文件是 %s 的，这一行写的却是“%s”", b.cfg.Calendar.Name(b.period), clip(n.Text)), spoken("move the row to the file of its period, or use almanac import", "請把這一列移到該期間的檔案，或改用 almanac import", "请把这一行移到该期间的文件，或改用 almanac import"))
	return false
}

// sure reports whether a number means one thing, and says so if not: where
// semicolons separate, a comma may stand before decimals, and then a point
// between thousands.
func (b *dataBinder) sure(n *node) bool {
	if !b.comma || !strings.Contains(n.Text, ",") && num.Thousands(n.Text) == "" {
		return true
	}
	b.bad(ruleNumber, n, spoken("%q can mean two things where semicolons separate", "以分號分隔時，「%s」有兩種讀法", "以分号分隔时，“%s”有两种读法", clip(n.Text)), spoken("write decimals behind a point, and thousands without separator: 1234.5, 1000 or 1.0000", "請用點寫小數，千位不加分隔：1234.5、1000 或 1.0000", "请用点写小数，千位不加分隔：1234.5、1000 或 1.0000"))
	return false
}

// once reports whether a figure stands in the file for the first time, and says
// so if not.
func (b *dataBinder) once(unit, metric string, n *node) bool {
	if b.seen == nil {
		b.seen = map[[2]string]int32{}
	}
	line, seen := b.seen[[2]string{unit, metric}]
	if !seen {
		b.seen[[2]string{unit, metric}] = b.pos(n.Value).Line
		return true
	}
	b.bad(ruleDuplicate, n, spoken("%s stands in line %d already", "%s 在第 %d 行已經寫過", "%s 在第 %d 行已经写过", metric, line), spoken("keep one of the two rows", "請保留其中一列", "请保留其中一行"))
	return false
}

// merge puts the figures of other departments into the reports of their units
// and periods; where there is none it makes one, which has figures only.
func (c *config) merge(a *report.Archive, units []*report.Unit, data []*filed) {
	if len(data) == 0 {
		return
	}
	type spot struct {
		unit string
		p    period.Period
	}
	at := make(map[spot]*report.Report, len(a.Reports))
	for _, r := range a.Reports {
		at[spot{r.Unit, r.Period}] = r
	}
	of := map[spot][]*report.Datum{}
	for _, f := range data {
		for _, d := range f.list {
			a.Data = append(a.Data, d)
			of[spot{d.Unit, d.Period}] = append(of[spot{d.Unit, d.Period}], d)
			if c.keeps(d) && at[spot{d.Unit, d.Period}] == nil {
				r := &report.Report{Unit: d.Unit, Period: d.Period, File: d.File, Lang: c.Languages[0], Status: report.Final, Scenario: report.Figures,
					Front: d.Pos, Digests: report.Digests{Front: f.digest}}
				for _, u := range units {
					if u.ID == d.Unit {
						r.Level = u.Level
					}
				}
				a.Reports, at[spot{d.Unit, d.Period}] = append(a.Reports, r), r
			}
		}
	}
	for _, r := range a.Reports {
		c.amend(r, of[spot{r.Unit, r.Period}])
	}
}

// keeps reports whether a figure is of the department that keeps its metric, and
// says as of when it is.
func (c *config) keeps(d *report.Datum) bool {
	m := c.metrics[d.Metric]
	return m != nil && m.OwnerDept == d.Dept && d.AsOf != nil
}

// amend puts the figures of other departments that are a report's into it. What
// was parsed is not changed.
func (c *config) amend(r *report.Report, data []*report.Datum) {
	amended := false
	for _, d := range data {
		if d.Unit != r.Unit || d.Period != r.Period || !c.keeps(d) {
			continue
		}
		if !amended {
			amended = true
			r.Stated, r.Reconcile = slices.Clone(r.Stated), slices.Clone(r.Reconcile)
		}
		c.enter(r, d)
		r.Digests.Front = report.DigestOfText(fmt.Sprintf("%x %s %s %s %v %v %v %v", r.Digests.Front, d.File, d.Metric, d.Actual, d.Num, d.Den, *d.AsOf, d.Pos))
	}
}

// enter puts one figure into a report: as its own where it states none, else
// beside it.
func (c *config) enter(r *report.Report, d *report.Datum) {
	i := slices.IndexFunc(r.Stated, func(s report.Stated) bool { return s.Metric == d.Metric })
	if i < 0 {
		i, r.Stated = len(r.Stated), append(r.Stated, report.Stated{Metric: d.Metric, Pos: r.Front})
	}
	s := &r.Stated[i]
	if t := *s.Terms(); !s.Actual.Present() && !t.Num.Present() && t.NA == "" {
		t.Num, t.Den, t.Data = d.Num, d.Den, d
		s.Actual, s.ActualPos = d.Actual, r.Front
		s.Settle(t)
		return
	}
	marked := slices.ContainsFunc(r.Reconcile, func(x report.Reconcile) bool { return x.Metric == d.Metric && x.Authoritative })
	r.Reconcile = append(r.Reconcile, report.Reconcile{Metric: d.Metric, Source: d.Dept, Value: d.Actual, Authoritative: !marked, Data: d, Pos: r.Front})
}
