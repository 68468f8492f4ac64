package content

import (
	"encoding/binary"
	"io"
	"maps"
	"slices"
	"strings"
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
	files  []past // by path
	used   []bool // of each of them, whether the present reading uses it
	loaded bool
	base   int // how many files the larger part on disk holds
}

// past is what is known of one file.
type past struct {
	record
	markup string  // packed
	parsed *parsed // nil: it is packed
	recent bool    // it is not in the larger part on disk
}

// A record is what is kept of one file. Its markup, of which few readings need
// any, lies apart from it in the part, so that the others leave it where it is.
type record struct {
	Path   string
	Stamp  memory.Stamp
	Packed string
	Markup struct{ At, Size int } // in the part
}

// NewPast is the past that a memory tells of; it may be nil.
func NewPast(store *memory.Memory) *Past { return &Past{store: store} }

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
		p.salt, p.files, p.base = salt, nil, 0
	}
	p.used = make([]bool, len(p.files))
}

// find is where in a list a file is, or would be; at is where it is looked for first.
func find(list []past, path string, at int) (place int, ok bool) {
	if at < len(list) && list[at].Path == path {
		return at, true
	}
	return slices.BinarySearchFunc(list, path, func(f past, path string) int { return strings.Compare(f.Path, path) })
}

// Forget makes the next reading read some files again, by their names relative to
// the archive, whatever their stamps are.
func (p *Past) Forget(names []string) {
	for _, name := range names {
		if i, ok := find(p.files, name, 0); ok {
			p.files = slices.Delete(p.files, i, i+1)
		}
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
	var lists [2][]past
	for i, data := range parts {
		h, list := recordsIn(memory.Text(data))
		if list == nil || i == 1 && h.Salt != p.salt {
			break
		}
		p.salt, lists[i] = h.Salt, list
		for k := range list {
			list[k].recent = i == 1
		}
	}
	p.files, p.base = merged(lists[0], lists[1]), len(lists[0])
}

// A partHead is what the records of a part begin with. The part itself begins with
// the markup of all files, and ends with where that ends.
type partHead struct {
	Salt  report.Digest
	Files int
}

// recordsIn takes a part, whose sum was right, apart; nil if it is none.
func recordsIn(data string) (h partHead, list []past) {
	end := len(data) - 8
	if end < 0 {
		return h, nil
	}
	var unpacker memory.Unpacker
	records := data[binary.BigEndian.Uint64([]byte(data[end:])):end]
	memory.Fetch(records)
	rest, _ := memory.Unpack(&unpacker, records, &h)
	list = make([]past, h.Files)
	for i := range list {
		f := &list[i]
		rest, _ = memory.Unpack(&unpacker, rest, &f.record)
		f.markup = data[f.Markup.At:][:f.Markup.Size]
	}
	return h, list
}

// merged is one list of two, of which the second knows better.
func merged(old, recent []past) (list []past) {
	if len(recent) == 0 {
		return old
	}
	list = make([]past, 0, len(old)+len(recent))
	for _, f := range recent {
		i, known := find(old, f.Path, 0)
		list = append(append(list, old[:i]...), f)
		if known {
			i++
		}
		old = old[i:]
	}
	return append(list, old...)
}

// known is what a parsed file says but for its markup, as it is packed.
type known struct {
	Report     *report.Report
	Words      *report.Translation
	Prose      bool // it has some
	Holes      []report.Hole
	Controls   []report.Control
	Open       []gap
	Currencies []spent
	Remarks    []diag.Diagnostic
}

// packed appends to b what a parsed file says.
func packed(b []byte, p *parsed) []byte {
	k := known{Report: p.report, Words: p.words, Currencies: p.currencies, Remarks: p.remarks}
	if p.body != nil {
		k.Prose, k.Holes, k.Controls, k.Open = true, p.body.Holes, p.body.Controls, p.body.open
	}
	return memory.Pack(b, &k)
}

// packMarkup appends to b the markup of a file that is parsed, or has it as it is packed.
func (f *past) packMarkup(b []byte) []byte {
	switch {
	case f.parsed == nil:
		return append(b, f.markup...)
	case f.parsed.body == nil:
		return b
	}
	return memory.Pack(b, f.parsed.body.Body().Markup)
}

// unpackers are for markup that is asked for.
var unpackers = sync.Pool{New: func() any { return new(memory.Unpacker) }}

// unpackMarkup undoes packMarkup. What it is given cannot be damaged: the part would
// have been refused as a whole.
func unpackMarkup(packed string) *report.Markup {
	u := unpackers.Get().(*memory.Unpacker)
	defer unpackers.Put(u)
	m := new(report.Markup)
	if rest, ok := memory.Unpack(u, packed, m); !ok || rest != "" {
		panic("content: remembered markup is not whole, though the sum of its part was right")
	}
	return m
}

// An unpacker unpacks what files say, one after the other. The names of units and
// metrics are mostly those of the file before, and then the very same texts, so
// that whoever compares them later finds them at hand.
type unpacker struct {
	memory.Unpacker
	unit    string
	metrics []string // by place in a report
	place   int      // of the file before, in the past
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

// unpack is nil if what is packed is not whole.
func (u *unpacker) unpack(s source, f *past) *parsed {
	var k known
	if rest, ok := memory.Unpack(&u.Unpacker, f.Packed, &k); !ok || rest != "" {
		return nil
	}
	if k.Report != nil {
		u.intern(k.Report)
	}
	p := &parsed{source: s, report: k.Report, words: k.Words, currencies: k.Currencies, remarks: k.Remarks}
	if k.Prose {
		p.write(&prose{report.PackedProse(f.markup, unpackMarkup, k.Holes, k.Controls), k.Open})
	}
	return p
}

// recall is what a file says, if it has the stamp that it had; nil if not. It may
// be asked for several files at once, but for each by one, with an unpacker of
// its own.
func (p *Past) recall(s source, u *unpacker) *parsed {
	i, ok := find(p.files, s.path, u.place+1)
	if u.place = i; !ok || p.files[i].Stamp != s.stamp {
		return nil
	}
	f := &p.files[i]
	if p.store == nil {
		p.used[i] = true
		return f.parsed
	}
	x := u.unpack(s, f)
	p.used[i] = x != nil
	return x
}

// learn keeps what was read. What was too young for its stamp to tell a later
// change is left out.
func (p *Past) learn(all []*parsed) {
	next := make([]past, 0, len(all))
	gone, fresh, i := len(p.files), 0, -1
	for _, x := range all {
		if x == nil || x.stamp == (memory.Stamp{}) {
			continue
		}
		var ok bool
		if i, ok = find(p.files, x.path, i+1); ok {
			gone--
			if p.used[i] {
				next = append(next, p.files[i])
				continue
			}
		}
		if p.store == nil || x.stamp.Settled(p.store.Began()) {
			next = append(next, past{record: record{Path: x.path, Stamp: x.stamp}, parsed: x, recent: true})
			fresh++
		}
	}
	p.files = next
	if p.store != nil {
		if fresh+gone > 0 {
			p.save()
		}
		p.files, p.base, p.loaded = nil, 0, false
	}
}

// save writes what changed: few files by themselves, many with all others.
func (p *Past) save() {
	recent := 0
	for i := range p.files {
		if p.files[i].recent {
			recent++
		}
	}
	if stale := p.base - (len(p.files) - recent); recent+stale > 64+len(p.files)/8 {
		for i := range p.files {
			p.files[i].recent = false
		}
		recent = 0
		p.store.Forget(recentPart)
		p.store.Replace(allPart, p.records(false, len(p.files)))
	}
	p.store.Replace(recentPart, p.records(true, recent))
}

// records writes the files that are recent, or are not, of which there are so many.
func (p *Past) records(recent bool, many int) func(io.Writer) error {
	return func(w io.Writer) error {
		at := 0
		var b, within []byte
		for i := range p.files {
			f := &p.files[i]
			if f.recent != recent {
				continue
			}
			b = f.packMarkup(b[:0])
			if _, err := w.Write(b); err != nil {
				return err
			}
			f.Markup.At, f.Markup.Size = at, len(b)
			at += len(b)
		}
		b = memory.Pack(b[:0], &partHead{p.salt, many})
		for i := range p.files {
			f := &p.files[i]
			if f.recent != recent {
				continue
			}
			whole := f.record
			if f.parsed != nil {
				within = packed(within[:0], f.parsed)
				whole.Packed = memory.Text(within)
			}
			b = memory.Pack(b, &whole)
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
		_, err := w.Write(binary.BigEndian.AppendUint64(b, uint64(at)))
		return err
	}
}
