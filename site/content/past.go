package content

import (
	"encoding/binary"
	"io"
	"maps"
	"slices"
	"sync"

	"almanac/site/diag"
	"almanac/site/memory"
	"almanac/site/report"
)

// A Past is what earlier readings of an archive knew of its files: what each of
// them says, under the stamp that it had. A file that has it still is not read
// again. It is for one reading at a time.
//
// What is known holds for one configuration, one set of headings and one tree of
// units; another one begins anew. With a memory it is kept there between readings,
// and what files say belongs to the reading; without one it is kept here, and must
// not be changed.
type Past struct {
	store  *memory.Memory // nil: none
	salt   report.Digest
	files  map[string]*past // by path
	loaded bool
	base   int // how many files the larger part on disk holds
}

// past is what is known of one file.
type past struct {
	stamp  memory.Stamp
	parsed *parsed // nil: it is packed
	packed string
	recent bool // it is not in the larger part on disk
	used   bool // by the present reading
}

// NewPast is the past that a memory tells of; it may be nil.
func NewPast(store *memory.Memory) *Past { return &Past{store: store, files: map[string]*past{}} }

// The parts of the memory: all files, and those that were read since that was
// written, so that an edit does not write everything.
const (
	allPart    = "reports"
	recentPart = "recent"
)

// wake loads what the memory holds, unless it was. It takes its time and needs
// nothing of the archive.
func (p *Past) wake() {
	if p.store != nil && !p.loaded {
		p.loaded = true
		p.load()
	}
}

// begin makes the past, which is awake, ready for a reading with a configuration.
func (p *Past) begin(cfg *config, units []*report.Unit) {
	salt := saltOf(cfg, units)
	if p.salt != salt {
		p.salt, p.files, p.base = salt, map[string]*past{}, 0
	}
	for _, f := range p.files {
		f.used = false
	}
}

// Forget makes the next reading read some files again, by their names relative to
// the archive, whatever their stamps are.
func (p *Past) Forget(names []string) {
	for _, name := range names {
		delete(p.files, name)
	}
}

// saltOf is what the parsing of every file depends on.
func saltOf(cfg *config, units []*report.Unit) report.Digest {
	b := append([]byte(nil), cfg.Digest[:]...)
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	for _, word := range slices.Sorted(maps.Keys(cfg.roles)) {
		text(word)
		text(cfg.roles[word])
	}
	for _, tag := range cfg.catalogues {
		text(tag)
	}
	for _, u := range units {
		text(u.ID)
		text(u.Level)
	}
	return report.DigestOf(b)
}

func (p *Past) load() {
	var parts [2][]byte
	var wg sync.WaitGroup
	for i, name := range []string{allPart, recentPart} {
		wg.Go(func() { parts[i] = p.store.Part(name) })
	}
	wg.Wait()
	for i, data := range parts {
		if len(data) < len(p.salt) || i == 1 && report.Digest(data[:len(p.salt)]) != p.salt {
			return
		}
		p.salt = report.Digest(data[:len(p.salt)])
		rest, unpacker := memory.Text(data[len(p.salt):]), memory.Unpacker{}
		for rest != "" {
			var r record
			var ok bool
			if rest, ok = memory.Unpack(&unpacker, rest, &r); !ok {
				break
			}
			p.files[r.Path] = &past{stamp: r.Stamp, packed: r.Packed, recent: i == 1}
		}
		if i == 0 {
			p.base = len(p.files)
		}
	}
}

// A record is what is kept of one file.
type record struct {
	Path   string
	Stamp  memory.Stamp
	Packed string
}

// known is what a parsed file says, as it is packed.
type known struct {
	Report     *report.Report
	Words      *report.Translation
	Body       *report.Body
	Open       []gap
	Currencies []spent
	Remarks    []diag.Diagnostic
}

func packed(p *parsed) string {
	k := known{Words: p.words, Currencies: p.currencies, Remarks: p.remarks}
	if p.report != nil { // its body is packed by itself
		own := *p.report
		own.Body = nil
		k.Report = &own
	}
	if p.words != nil {
		own := *p.words
		own.Body = nil
		k.Words = &own
	}
	if p.body != nil {
		k.Body, k.Open = p.body.Body, p.body.open
	}
	return memory.Text(memory.Pack(nil, &k))
}

// An unpacker unpacks what files say, one after the other. The names of units and
// metrics are mostly those of the file before, and then the very same texts, so
// that whoever compares them later finds them at hand.
type unpacker struct {
	memory.Unpacker
	unit    string
	metrics []string // by place in a report
}

// intern puts the texts of the report before in the place of those that are the same.
func (u *unpacker) intern(r *report.Report) {
	if u.unit != r.Unit {
		u.unit = r.Unit
	}
	r.Unit = u.unit
	for i := range r.Stated {
		id := &r.Stated[i].Metric
		switch {
		case i == len(u.metrics):
			u.metrics = append(u.metrics, *id)
		case u.metrics[i] == *id:
			*id = u.metrics[i]
		default:
			u.metrics[i] = *id
		}
	}
}

// unpack is nil if the text is not whole.
func (u *unpacker) unpack(s source, text string) *parsed {
	var k known
	if rest, ok := memory.Unpack(&u.Unpacker, text, &k); !ok || rest != "" {
		return nil
	}
	if k.Report != nil {
		u.intern(k.Report)
	}
	p := &parsed{source: s, report: k.Report, words: k.Words, currencies: k.Currencies, remarks: k.Remarks}
	if k.Body != nil {
		p.body = &prose{Body: k.Body, open: k.Open}
		if p.words != nil {
			p.words.Body = k.Body
		} else if p.report != nil {
			p.report.Body = k.Body
		}
	}
	return p
}

// recall is what a file says, if it has the stamp that it had; nil if not. It may
// be asked for several files at once, but for each by one, with an unpacker of
// its own.
func (p *Past) recall(s source, u *unpacker) *parsed {
	f := p.files[s.path]
	if f == nil || f.stamp != s.stamp {
		return nil
	}
	if p.store == nil {
		f.used = true
		return f.parsed
	}
	x := u.unpack(s, f.packed)
	f.used = x != nil
	return x
}

// learn keeps what was read. What was too young for its stamp to tell a later
// change is left out.
func (p *Past) learn(all []*parsed) {
	young := 0
	for _, x := range all {
		if x == nil || x.stamp == (memory.Stamp{}) {
			continue
		}
		if f := p.files[x.path]; f != nil && f.used {
			continue
		}
		if p.store != nil && !x.stamp.Settled(p.store.Began()) {
			delete(p.files, x.path)
			young++
			continue
		}
		p.files[x.path] = &past{stamp: x.stamp, parsed: x, recent: true, used: true}
	}
	if p.store != nil {
		p.save()
		p.files, p.base, p.loaded = map[string]*past{}, 0, false
	}
}

// save writes what changed: few files by themselves, many with all others.
func (p *Past) save() {
	recent, gone, fresh := 0, 0, 0
	for path, f := range p.files {
		switch {
		case !f.used:
			gone++
			delete(p.files, path)
		case f.recent:
			recent++
			if f.packed == "" {
				fresh++
			}
		}
	}
	switch stale := p.base - (len(p.files) - recent); {
	case recent+stale > 64+len(p.files)/8:
		for _, f := range p.files {
			f.recent = false
		}
		p.base = len(p.files)
		p.store.Forget(recentPart)
		p.store.Replace(allPart, p.records(false))
		p.store.Replace(recentPart, p.records(true))
	case fresh+gone > 0:
		p.store.Replace(recentPart, p.records(true))
	}
}

// records packs the files that are recent, or are not, in the order of their paths.
func (p *Past) records(recent bool) func(io.Writer) error {
	return func(w io.Writer) error {
		b := append([]byte(nil), p.salt[:]...)
		for _, path := range slices.Sorted(maps.Keys(p.files)) {
			f := p.files[path]
			if f.recent != recent {
				continue
			}
			text := f.packed
			if text == "" {
				text = packed(f.parsed)
			}
			b = memory.Pack(b, &record{path, f.stamp, text})
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
		_, err := w.Write(b)
		return err
	}
}
