package site

import (
	"encoding/binary"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"almanac/site/ledger"
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
	all      report.Digest // what every page depends on
	figures  map[string]report.Digest
	promises map[string]report.Digest
	standing map[uint64]report.Digest // by timeKey
	words    map[uint64]report.Digest // by spotKey
	units    map[string]int           // the numbers of those that have reports
	made     func() map[period.Period]report.Digest
	beside   func() map[trace.Spot]report.Digest
	links    map[string]report.Digest // by what they lead to
	lists    map[string]report.Digest
	filed    func(name string) string // what pages say of an entry
	quality  func() map[string]report.Digest
	ledger   *ledger.Ledger
	book     *page.Book
	courses  map[trace.Spot]report.Digest
	git      report.Digest // of what every answer of git rests on
	content  string        // the folder of content
	began    time.Time     // what is younger may have changed since it was read
	files    sync.Map      // path in content → digest
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

// newAnswers works all answers out.
func (s *Site) newAnswers() (*answers, error) {
	a := &answers{figures: map[string]report.Digest{}, promises: map[string]report.Digest{}, ledger: s.ledger, book: s.book,
		standing: map[uint64]report.Digest{}, words: make(map[uint64]report.Digest, len(s.archive.Reports)), units: map[string]int{},
		lists: map[string]report.Digest{}, filed: s.book.Filed,
		content: filepath.Join(s.options.Dir, "content"), quality: sync.OnceValue(s.qualityDigests)}
	if s.options.Memory != nil {
		a.began = s.options.Memory.Began()
	}
	a.beside = sync.OnceValue(func() map[trace.Spot]report.Digest { return a.besideDigests(s) })
	a.made = sync.OnceValue(func() map[period.Period]report.Digest { return a.madeDigests(s) })
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { a.all, err = s.foundation() })
	wg.Go(func() { a.readFigures(s) })
	wg.Go(func() { a.readStanding(s) })
	wg.Go(func() { a.readPromises(s) })
	wg.Go(func() { a.readLists(s) })
	wg.Go(func() { a.readCourses(s.courses()) })
	wg.Go(func() { a.readLinks(s) })
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
	return fs.WalkDir(own.fs(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		if info, err := fs.Stat(own.fs(), name); err != nil || !info.Mode().IsRegular() {
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
	})
}

// readFigures digests, for each unit, what its figures and those of the units
// below it are made of: the front matter of their reports, with its place.
func (a *answers) readFigures(s *Site) {
	d, w := &digester{}, &digester{}
	own := map[string]report.Digest{}
	for from := 0; from < len(s.archive.Reports); {
		unit, to := s.archive.Reports[from].Unit, from
		number, known := a.units[unit]
		if !known {
			number = len(a.units)
			a.units[unit] = number
		}
		for ; to < len(s.archive.Reports) && s.archive.Reports[to].Unit == unit; to++ {
			r := s.archive.Reports[to]
			d.text(r.File)
			d.digest(r.Digests.Front)
			d.number(boolInt(r.Body != nil), len(r.Others))
			for i := range r.Others {
				d.text(r.Others[i].File)
				d.digest(r.Others[i].Digests.Front)
			}
			a.words[spotKey(number, r.Period)] = wordsOf(w, r)
		}
		own[unit] = d.sum()
		from = to
	}
	below := map[string][]string{}
	for _, u := range s.archive.Units {
		parents := []string{u.Parent}
		for _, b := range u.History {
			parents = append(parents, b.Parent)
		}
		slices.Sort(parents)
		for _, p := range slices.Compact(parents) {
			below[p] = append(below[p], u.ID)
		}
	}
	var visit func(unit string) report.Digest
	visit = func(unit string) report.Digest {
		if x, ok := a.figures[unit]; ok {
			return x
		}
		a.figures[unit] = own[unit] // so that a circle ends
		of := &digester{}
		of.digest(own[unit])
		for _, c := range below[unit] {
			if c != unit {
				of.digest(visit(c))
			}
		}
		a.figures[unit] = of.sum()
		return a.figures[unit]
	}
	for _, u := range s.archive.Units {
		visit(u.ID)
	}
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
	linksInto(d, r.Body)
	for i := range r.Others {
		o := &r.Others[i]
		d.text(o.File)
		d.digest(o.Digests.Front)
		d.digest(o.Digests.Text)
		linksInto(d, o.Body)
	}
	return d.sum()
}

// linksInto takes in what depends on other files than the body's own.
func linksInto(d *digester, b *report.Body) {
	if b == nil {
		return
	}
	for i := range b.Holes {
		h := &b.Holes[i]
		d.number(int(h.Kind), int(h.At))
		d.text(h.Target, h.File)
		if h.Report != nil {
			d.text(h.Report.Unit, h.Report.Period, h.Report.Fragment)
		}
	}
}

// readStanding digests, for each period, which units have a page for it.
func (a *answers) readStanding(s *Site) {
	at := map[period.Period]*digester{}
	for _, u := range s.archive.Units {
		for _, p := range s.cube.Periods(u.ID) {
			if at[p] == nil {
				at[p] = &digester{}
			}
			at[p].text(u.ID)
		}
	}
	for p, d := range at {
		a.standing[timeKey(p)] = d.sum()
	}
}

// readPromises digests, for each unit, what became of its actions.
func (a *answers) readPromises(s *Site) {
	of := map[string]*digester{}
	for _, i := range s.ledger.Items() {
		u := of[i.Unit]
		if u == nil {
			u = &digester{}
			of[i.Unit] = u
		}
		u.text(i.Action.ID)
		u.period(i.Made)
		u.day(i.FirstDue)
		for _, v := range i.Reviews {
			u.text(v.Report.Unit, string(v.After.State))
			u.period(v.Report.Period)
			u.number(v.After.Carried)
			u.day(v.After.Due)
			u.day(v.After.Closed)
		}
	}
	for unit, u := range of {
		a.promises[unit] = u.sum()
	}
}

// readLists digests, for each page of a list, the front matter of the reports
// that it is drawn from. Of a report that lists nothing it says only that there
// is one, and whether somebody wrote it.
func (a *answers) readLists(s *Site) {
	d := &digester{}
	for address, reports := range s.book.Lists() {
		for _, i := range reports {
			r := s.archive.Reports[i]
			d.text(r.Unit, r.Scenario, r.Status)
			d.period(r.Period)
			d.number(boolInt(r.Body != nil))
			if page.ListsAny(r) || r.Head.IssuesNone != "" {
				d.digest(r.Digests.Front)
			}
		}
		a.lists[address] = d.sum()
	}
}

// readLinks digests, for everything that links lead to, where they stand.
func (a *answers) readLinks(s *Site) {
	at := map[string]*digester{}
	for _, r := range s.archive.Reports {
		for _, name := range page.LinkNames(r) {
			if at[name] == nil {
				at[name] = &digester{}
			}
			at[name].text(r.Unit)
			at[name].period(r.Period)
		}
	}
	a.links = make(map[string]report.Digest, len(at))
	for name, d := range at {
		a.links[name] = d.sum()
	}
}

// besideDigests digest, for each unit and period, the reports of the units that
// stood below it, with their texts.
func (a *answers) besideDigests(s *Site) map[trace.Spot]report.Digest {
	below := map[trace.Spot]*digester{}
	of := make(map[string]*report.Unit, len(s.archive.Units))
	for _, u := range s.archive.Units {
		of[u.ID] = u
	}
	for _, r := range s.archive.Reports {
		at := trace.Spot{Period: r.Period}
		if u := of[r.Unit]; u != nil {
			at.Unit = u.ParentOn(s.archive.Calendar.Span(r.Period).First)
		}
		d := below[at]
		if d == nil {
			d = &digester{}
			below[at] = d
		}
		d.digest(a.words[spotKey(a.units[r.Unit], r.Period)])
	}
	digests := make(map[trace.Spot]report.Digest, len(below))
	for at, d := range below {
		digests[at] = d.sum()
	}
	return digests
}

// action tells who made the action of an id, and where the ledger tells of it; the zero Digest if nobody did.
func (a *answers) action(id string) report.Digest {
	i := a.ledger.ByID(id)
	if i == nil || id == "" {
		return report.Digest{}
	}
	d := &digester{}
	d.text(i.Unit)
	d.period(i.Made)
	d.digest(i.Report.Digests.Front)
	address, _ := a.book.ActionAddress(a.book.Langs()[0], id)
	d.text(address)
	return d.sum()
}

// madeDigests are, for each year and for all, those of the actions that were made
// in it with what reports say of them, and which link to them.
func (a *answers) madeDigests(s *Site) map[period.Period]report.Digest {
	made := map[period.Period]report.Digest{}
	d, all := &digester{}, &digester{}
	items := s.ledger.Items()
	for from := 0; from < len(items); {
		year := s.ledger.Year(items[from])
		for ; from < len(items) && s.ledger.Year(items[from]) == year; from++ {
			s.saidInto(d, items[from])
			d.digest(a.links[report.WikiAction+items[from].Action.ID])
		}
		made[year] = d.sum()
		all.period(year)
		all.digest(made[year])
	}
	made[period.Period{}] = all.sum()
	return made
}

// saidInto takes in an action, and what reports say of it.
func (s *Site) saidInto(d *digester, i *ledger.Item) {
	x := i.Action
	d.text(i.Unit, x.ID, x.What, x.Owner, x.Acceptance, x.AcceptMetric, x.AcceptOp, x.AcceptValue.String(), x.Repeat, x.KPI)
	d.period(i.Made)
	d.day(x.Due)
	d.number(len(x.From))
	d.text(x.From...)
	d.text(i.Report.Lang)
	for k := range i.Report.Issues {
		if q := &i.Report.Issues[k]; slices.Contains(x.From, q.ID) {
			d.text(q.ID, q.Phenomenon)
			d.number(boolInt(page.ShowsIssue(i.Report, q.ID)))
		}
	}
	d.number(boolInt(page.ShowsAction(i.Report, x.ID)), len(i.Reviews))
	for _, v := range i.Reviews {
		d.text(v.Report.Unit, v.Report.Lang, v.Status, v.Result, v.Reason, v.Reviewer, string(v.After.State))
		d.period(v.Report.Period)
		d.day(v.Date)
		d.day(v.NewDue)
		d.number(boolInt(page.ShowsReview(v.Report, v.ID)))
	}
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

// key is the digest of a page's questions with their answers; buf is used again.
func (a *answers) key(address string, questions []trace.Question, buf []byte) (report.Digest, []byte) {
	buf = append(append(buf[:0], a.all[:]...), address...)
	for i := range questions {
		x := a.answer(&questions[i])
		buf = append(append(buf, byte(questions[i].Kind)), x[:]...)
	}
	return report.DigestOf(buf), buf
}

func (a *answers) answer(q *trace.Question) report.Digest {
	switch q.Kind {
	case trace.Figures:
		return a.figures[q.Name]
	case trace.Promises:
		return a.promises[q.Name]
	case trace.Action:
		return a.action(q.Name)
	case trace.Standing:
		return a.standing[timeKey(q.Period)]
	case trace.Made:
		return a.made()[q.Period]
	case trace.Words:
		unit, ok := a.units[q.Name]
		if !ok {
			return report.Digest{}
		}
		return a.words[spotKey(unit, q.Period)]
	case trace.Beside:
		return a.beside()[trace.Spot{Unit: q.Name, Period: q.Period}]
	case trace.File:
		return a.file(q.Name)
	case trace.List:
		return a.lists[q.Name]
	case trace.Entry:
		return report.DigestOf(a.filed(q.Name))
	case trace.Course:
		return a.course(trace.Spot{Unit: q.Name, Period: q.Period})
	case trace.Links:
		return a.links[q.Name]
	case trace.Quality:
		return a.quality()[q.Name]
	}
	return report.Digest{}
}
