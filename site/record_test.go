package site

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"almanac/site/memory"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

var ground = report.Digest{1}

// answering answers every question with what a test says, else with the zero Digest.
func answering(of map[string]report.Digest) *answers {
	none := func() map[string]report.Digest { return nil }
	return &answers{digests: digests{outline: report.Digest{of["west"][0]}}, outlined: outlined{
		figures: func() map[string]report.Digest { return of }, promises: none, links: none, lists: none,
		standing: func() map[uint64]report.Digest { return nil }, fronts: func() map[trace.Spot]report.Digest { return nil }}}
}

// jotted are questions in a notebook.
func jotted(list []trace.Question) jotting {
	reads := &trace.Reads{}
	for _, q := range list {
		switch q.Kind {
		case trace.Figures:
			reads.Figures(q.Name)
		case trace.Standing:
			reads.Standing(q.Name, q.Period)
		case trace.Words:
			reads.Words(q.Name, q.Period)
		}
	}
	return new(notebooks).jot(reads)
}

// What is recorded of a subject is read back, and holds while its questions have
// the answers that they had; in the record after, too, into which it was kept.
func TestRecord(t *testing.T) {
	m := memory.Open(t.TempDir())
	of := map[string]report.Digest{"east": {3}, "west": {4}}
	east := []trace.Question{{Kind: trace.Figures, Name: "east"}, {Kind: trace.Standing, Period: period.Numbered(period.Monthly, 24315)}}
	west := []trace.Question{{Kind: trace.Figures, Name: "west"}}
	w := newRecorder(answering(of), ground, &record{})
	of1, of2 := jotted(east), jotted(west) // by two hands
	w.take([]*notebook{of1.book, of2.book})
	w.settle(nil, answering(of).answer)
	w.note("east.html", (&known{sum: sum{7, 31: 9}, size: 1 << 40}).told(), of1)
	w.note("west.html", nil, of2)
	w.save(m, "test")

	x := recallRecord(m, "test")
	if len(x.memos) != 2 || len(x.questions) != 3 {
		t.Fatalf("read back as %q, %v", x.questions, x.memos)
	}
	for i, want := range []trace.Question{east[0], east[1], west[0]} {
		if q, ok := unpackQuestion(x.questions[i].packed()); !ok || q != want {
			t.Errorf("question %d: %v, want %v", i, q, want)
		}
	}
	if k := knownOf(&x.memos[0]); k.sum != (sum{7, 31: 9}) || k.size != 1<<40 {
		t.Errorf("told as %v", k)
	}
	of["west"] = report.Digest{5}
	same := x.same(answering(of), ground)
	if x.memos[1].subject != "west.html" || !x.memos[0].holds(same) || x.memos[1].holds(same) {
		t.Errorf("another answer for west: %v", same)
	}

	w = newRecorder(answering(of), ground, x)
	w.take([]*notebook{of2.book})
	w.settle(same, answering(of).answer)
	w.keep(&x.memos[0])
	w.note("west.html", nil, of2)
	w.note("404.html", nil, jotting{})
	w.save(m, "test")
	x = recallRecord(m, "test")
	same = x.same(answering(of), ground)
	if len(x.questions) != 3 || len(x.memos) != 3 || !x.memos[0].holds(same) || !x.memos[1].holds(same) || !x.memos[2].holds(same) {
		t.Errorf("kept as %q, %v", x.questions, x.memos)
	}
	if same := x.same(answering(of), report.Digest{2}); x.memos[0].holds(same) || x.memos[1].holds(same) || x.memos[2].holds(same) {
		t.Error("holds on other ground")
	}
}

// Where nothing new is asked, the questions keep their numbers; where something is,
// those that nobody asks any more go.
func TestRecordKeeps(t *testing.T) {
	m := memory.Open(t.TempDir())
	of := map[string]report.Digest{"east": {3}, "west": {4}, "north": {5}}
	asks := func(names ...string) (list []trace.Question) {
		for _, n := range names {
			list = append(list, trace.Question{Kind: trace.Figures, Name: n})
		}
		return list
	}
	// write records two subjects, the first of which is kept from the record before.
	write := func(before *record, same []bool, next []trace.Question) *record {
		w := newRecorder(answering(of), ground, before)
		first, second := jotted(asks("east")), jotted(next)
		if books := []*notebook{second.book, first.book}; len(before.memos) == 0 {
			w.take(books)
		} else {
			w.take(books[:1])
		}
		w.settle(same, answering(of).answer)
		if len(before.memos) == 0 {
			w.note("1", []byte("told"), first)
		} else {
			w.keep(&before.memos[0])
		}
		w.note("2", nil, second)
		w.save(m, "test")
		return recallRecord(m, "test")
	}
	x := write(&record{}, nil, asks("north", "west"))
	for _, step := range []struct {
		second    []trace.Question
		questions int
	}{{asks("west"), 3}, {asks("south", "west"), 3}, {asks("north", "west", "east"), 3}} {
		same := x.same(answering(of), ground)
		if x = write(x, same, step.second); len(x.questions) != step.questions {
			t.Errorf("after %v: %d questions, want %d", step.second, len(x.questions), step.questions)
		}
		same = x.same(answering(of), ground)
		for i, told := range []string{"told", ""} {
			if x.memos[i].told != told || !x.memos[i].holds(same) {
				t.Errorf("after %v: %q does not hold", step.second, x.memos[i].subject)
			}
		}
		of["west"] = report.Digest{of["west"][0] + 1}
		same = x.same(answering(of), ground)
		if !x.memos[0].holds(same) || x.memos[1].holds(same) {
			t.Errorf("after %v, with another answer for west: %v", step.second, same)
		}
		of["west"] = report.Digest{of["west"][0] - 1}
	}

	of["west"] = report.Digest{6} // so that the second is worked out anew
	before := len(x.questions)
	x = write(x, x.same(answering(of), ground), asks("west"))
	if same := x.same(answering(of), ground); len(x.questions) != before || !x.memos[0].holds(same) || !x.memos[1].holds(same) {
		t.Errorf("with another answer: %d questions, not %d; %v", len(x.questions), before, same)
	}
}

// What an edit changes is written beside the large part, which stays, and is read with
// it; beside another one it is nothing. What is much is written with all the rest.
func TestRecordSince(t *testing.T) {
	const subjects = 100
	m := memory.Open(t.TempDir())
	of := map[string]report.Digest{}
	name := func(i int) string { return fmt.Sprintf("unit-%03d", i) }
	for i := range subjects {
		of[name(i)] = report.Digest{1}
	}
	// write records all subjects: what holds as it was, the others as told now.
	write := func(told string) *record {
		before := recallRecord(m, "test")
		same := before.same(answering(of), ground)
		w, asked, books := newRecorder(answering(of), ground, before), make([]jotting, subjects), &notebooks{}
		for i := range subjects {
			if i >= len(before.memos) || !before.memos[i].holds(same) {
				reads := &trace.Reads{}
				reads.Figures(name(i))
				asked[i] = books.jot(reads)
			}
		}
		w.take(books.all)
		w.settle(same, answering(of).answer)
		for i := range subjects {
			if asked[i].book == nil {
				w.keep(&before.memos[i])
			} else {
				w.note(name(i), []byte(told), asked[i])
			}
		}
		w.save(m, "test")
		return recallRecord(m, "test")
	}
	write("first")
	base, want := string(m.Part("test")), slices.Repeat([]string{"first"}, subjects)
	for round, changed := range [][]int{{3}, {3, 70}, {0, 99}, {8}, {70}} {
		told := fmt.Sprint("round ", round)
		of["west"] = report.Digest{byte(round + 1)} // another outline
		for _, i := range changed {
			of[name(i)], want[i] = report.Digest{2, byte(round)}, told
		}
		x := write(told)
		if string(m.Part("test")) != base || len(m.Part(sincePart("test"))) == 0 {
			t.Fatalf("round %d: not written beside the large part", round)
		}
		same := x.same(answering(of), ground)
		for i := range x.memos {
			if e := &x.memos[i]; e.subject != name(i) || e.told != want[i] || !e.holds(same) {
				t.Errorf("round %d: %s is told as %q, not %q, and holds: %t", round, e.subject, e.told, want[i], e.holds(same))
			}
		}
	}
	since := m.Part(sincePart("test"))
	for i := range since { // cut short it tells nothing, and the part what it told
		if x := readRecord([]byte(base), since[:i]); x.memos[3].told != "first" || x.memos[99].told != "first" || x.questions[3].answer() != (report.Digest{1}) {
			t.Fatalf("%d of %d bytes are taken in", i, len(since))
		}
	}
	for _, numbers := range [][]uint64{{1, subjects}, {1, 1 << 63}, {0, 1, subjects}, {0, 1, 1 << 63}} { // there is no such question, or subject
		b := slices.Clone(since[:2*digestSize])
		for _, n := range numbers {
			b = binary.AppendUvarint(b, n)
		}
		if x := readRecord([]byte(base), append(b, make([]byte, 100)...)); x.memos[0].told != "first" || x.others != nil {
			t.Errorf("%v is taken in", numbers)
		}
	}
	for i := range subjects {
		of[name(i)], want[i] = report.Digest{3}, "all"
	}
	of["west"] = report.Digest{9}
	x := write("all")
	if string(m.Part("test")) == base || m.Part(sincePart("test")) != nil || len(x.memos) != subjects || x.memos[99].told != "all" {
		t.Error("what is much is not written with the rest")
	}
	if x := readRecord(m.Part("test"), since); x.memos[3].told != "all" {
		t.Errorf("what was written beside another part is taken in: %q", x.memos[3].told)
	}
}

// A record that is cut short tells nothing that was not recorded whole.
func TestRecordCut(t *testing.T) {
	m := memory.Open(t.TempDir())
	w := newRecorder(answering(nil), ground, &record{})
	asked := []trace.Question{{Kind: trace.Figures, Name: "east"}, {Kind: trace.Words, Name: "east", Period: period.Numbered(period.Monthly, 24315)}}
	of := jotted(asked)
	w.take([]*notebook{of.book})
	w.settle(nil, answering(nil).answer)
	w.note("east.html", []byte{1, 2}, of)
	w.save(m, "test")
	data := m.Part("test")
	if x := readRecord(data, nil); len(x.memos) != 1 {
		t.Fatalf("%d memos", len(x.memos))
	}
	for i := range data {
		if x := readRecord(data[:i], nil); len(x.memos) > 0 {
			t.Errorf("%d of %d bytes make a memo", i, len(data))
		}
	}
}
