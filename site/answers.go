package site

import (
	"encoding/binary"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"almanac/site/memory"
	"almanac/site/page"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// answers are digests of what an archive answers to the questions that a page
// asks of it ([trace.Question]). A page whose questions have the answers that
// they had is the page that it was.
type answers struct {
	all report.Digest // what every page depends on
	outlined
	digests
	beside     func() map[string]map[uint64]report.Digest // by unit, and by timeKey
	quality    func() map[string]report.Digest
	courses    map[trace.Spot]report.Digest
	git        report.Digest // of what every answer of git rests on
	courseless report.Digest // the answer where git knows of no report
	content    string        // the folder of content
	began      time.Time     // what is younger may have changed since it was read
	files      sync.Map      // path in content → digest
}

// A digester takes in values and gives their digest.
type digester struct{ buf []byte }

func (d *digester) text(list ...string) {
	for _, s := range list {
		d.buf = appendText(d.buf, s)
	}
}

func (d *digester) number(list ...int) {
	for _, n := range list {
		d.buf = binary.AppendVarint(d.buf, int64(n))
	}
}

func (d *digester) digest(x report.Digest) { d.buf = append(d.buf, x[:]...) }

func (d *digester) period(p period.Period) { d.number(int(p.Grain()), p.Number()) }

func (d *digester) day(p *period.Day) {
	if p == nil {
		d.number(0)
		return
	}
	d.number(1, int(*p))
}

// sum is the digest of what was taken in, and begins anew.
func (d *digester) sum() report.Digest {
	x := report.DigestOf(d.buf)
	d.buf = d.buf[:0]
	return x
}

// newAnswers works out what every answer needs.
func (s *Site) newAnswers() (*answers, error) {
	a := &answers{content: filepath.Join(s.options.Dir, "content"), quality: sync.OnceValue(s.qualityDigests)}
	if s.options.Memory != nil {
		a.began = s.options.Memory.Began()
	}
	a.beside = sync.OnceValue(func() map[string]map[uint64]report.Digest { return a.besideDigests(s) })
	a.outlined = s.newOutlined()
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { a.all, err = s.foundation() })
	wg.Go(func() { a.digests = s.digests() })
	wg.Go(func() { a.readCourses(s.courses()) })
	wg.Wait()
	return a, err
}

// foundation is what every page depends on: the configuration, the layouts and
// catalogues, the day, the tree of units, the metrics in use, and which pages
// there are of which there is one.
func (s *Site) foundation() (report.Digest, error) {
	d := &digester{}
	d.digest(s.archive.Digest)
	d.number(int(s.asOf), boolInt(s.options.Drafts), len(s.archive.Units))
	for _, u := range s.archive.Units {
		valid := s.cube.Validity(u.ID)
		d.text(u.ID, u.Parent, u.Level, u.Folder)
		d.number(int(valid.First), int(valid.End))
	}
	for _, m := range s.archive.Metrics {
		d.text(m.ID, m.Currency)
	}
	for _, m := range s.tell.Metrics() {
		d.text(m.ID)
	}
	d.text(s.tell.Headline())
	for _, r := range s.book.Pages() {
		if r.Kind != page.Period && r.Kind != page.CompareYear {
			d.text(r.Address)
		}
	}
	if err := s.layoutsInto(d); err != nil {
		return report.Digest{}, err
	}
	return d.sum(), nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// layoutsInto takes in the archive's own layouts and catalogues.
func (s *Site) layoutsInto(d *digester) error {
	own, err := s.ownLayouts()
	if err != nil || own.Root == nil {
		return err
	}
	defer own.Close()
	var take fs.WalkDirFunc
	take = func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		info, err := fs.Stat(own.fs(), name)
		if err == nil && info.IsDir() && !strings.Contains(name, "/") {
			return fs.WalkDir(own.fs(), name, take) // a link to a folder of catalogues, say; those within are not read
		}
		if err != nil || !info.Mode().IsRegular() {
			d.text(name)
			return nil
		}
		data, err := fs.ReadFile(own.fs(), name)
		if err != nil {
			return err
		}
		d.text(name)
		d.digest(report.DigestOf(data))
		return nil
	}
	return fs.WalkDir(own.fs(), ".", take)
}

// timeKey tells a period apart from all others: it is found sooner in a map than
// the period itself.
func timeKey(p period.Period) uint64 { return uint64(p.Grain())<<32 | uint64(uint32(p.Number())) }

// spotKey tells a period of a unit, which has a number, apart from all others.
func spotKey(unit int, p period.Period) uint64 { return uint64(unit)<<40 | timeKey(p) }

// wordsOf digests a report with its texts, and what their links lead to.
func wordsOf(d *digester, r *report.Report) report.Digest {
	d.digest(r.Digests.Front)
	d.digest(r.Digests.Text)
	d.text(r.Attachments...)
	linksInto(d, r.Prose)
	for i := range r.Others {
		o := &r.Others[i]
		d.text(o.File)
		d.digest(o.Digests.Front)
		d.digest(o.Digests.Text)
		linksInto(d, o.Prose)
	}
	return d.sum()
}

// linksInto takes in what depends on other files than the body's own.
func linksInto(d *digester, b *report.Prose) {
	if b == nil {
		return
	}
	for i := range b.Holes {
		h := &b.Holes[i]
		if h.Kind == report.Fragment {
			continue
		}
		d.number(int(h.Kind), int(h.At))
		d.text(h.Target, h.File)
		if h.Report != nil {
			d.text(h.Report.Unit, h.Report.Period, h.Report.Fragment)
		}
	}
}

// besideDigests digest, for each unit and period, by timeKey, the reports of the units
// that stood below it, with their texts.
func (a *answers) besideDigests(s *Site) map[string]map[uint64]report.Digest {
	below := map[string]map[uint64]*digester{}
	var unit *report.Unit
	of, above := 0, ""
	var in map[uint64]*digester // of the unit above
	for _, r := range s.archive.Reports {
		if unit == nil || unit.ID != r.Unit {
			unit, of = s.archive.Unit(r.Unit), a.units[r.Unit]
		}
		parent := ""
		if unit != nil {
			parent = unit.ParentOn(s.archive.Calendar.Span(r.Period).First)
		}
		if in == nil || parent != above {
			if in = below[parent]; in == nil {
				in = map[uint64]*digester{}
				below[parent] = in
			}
			above = parent
		}
		at := timeKey(r.Period)
		d := in[at]
		if d == nil {
			d = &digester{}
			in[at] = d
		}
		d.digest(a.words[spotKey(of, r.Period)])
	}
	digests := make(map[string]map[uint64]report.Digest, len(below))
	for above, in := range below {
		of := make(map[uint64]report.Digest, len(in))
		for at, d := range in {
			of[at] = d.sum()
		}
		digests[above] = of
	}
	return digests
}

// file tells a file apart from what it was before by its size, its time and its
// number. One that is too young for its time to tell it is never the same twice.
func (a *answers) file(name string) report.Digest {
	if x, ok := a.files.Load(name); ok {
		return x.(report.Digest)
	}
	d := &digester{}
	info, err := os.Stat(filepath.Join(a.content, filepath.FromSlash(name)))
	if err == nil {
		x := memory.StampOf(info)
		d.number(int(x.Size), int(x.Modified), int(x.Changed), int(x.Number))
	}
	if err != nil || !memory.StampOf(info).Settled(a.began) {
		d.number(1)
		d.text(a.began.String())
	}
	x := d.sum()
	a.files.Store(name, x)
	return x
}

// key is the digest of what a subject depends on: some ground, and its questions
// with their answers.
func (a *answers) key(ground report.Digest, subject string, questions []trace.Question) report.Digest {
	buf := append(ground[:len(ground):len(ground)], subject...)
	for i := range questions {
		x := a.answer(&questions[i])
		buf = append(append(buf, byte(questions[i].Kind)), x[:]...)
	}
	return report.DigestOf(buf)
}

func (a *answers) answer(q *trace.Question) report.Digest {
	switch q.Kind {
	case trace.Words:
		unit, ok := a.units[q.Name]
		if !ok {
			return report.Digest{}
		}
		return a.words[spotKey(unit, q.Period)]
	case trace.Beside:
		return a.beside()[q.Name][timeKey(q.Period)]
	case trace.File:
		return a.file(q.Name)
	case trace.Course:
		if x, known := a.courses[trace.Spot{Unit: q.Name, Period: q.Period}]; known {
			return x
		}
		return a.courseless
	case trace.Quality:
		return a.quality()[q.Name]
	}
	return a.outlined.answer(q)
}
