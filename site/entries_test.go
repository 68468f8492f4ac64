package site

import (
	"fmt"
	"testing"

	"almanac/site/report"
	"almanac/site/trace"
)

// Names of what is no longer there do not gather for ever: when there are far
// more than files, what is remembered of pages is forgotten, and begun anew.
func TestNamesAreBounded(t *testing.T) {
	dir := lively(t)
	s := remembering(t, dir)
	p, err := s.recall()
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.list {
		p.list[i] = known{sum: sum{1}, drawn: true}
	}
	s.remember(p)
	if s.options.Memory.Part(pagesPart) == nil {
		t.Fatal("nothing is remembered")
	}
	for i := range 4*len(p.files) + 2000 {
		p.names.number(fmt.Sprint("gone-", i))
	}
	s.remember(p)
	if s.options.Memory.Part(pagesPart) != nil {
		t.Error("names of what is gone are kept")
	}
}

// What is written of a file is read back, whatever is asked.
func TestEntries(t *testing.T) {
	var w entryWriter
	k := &known{sum: sum{7, 31: 9}, size: 1 << 40}
	asked := []trace.Question{{Kind: trace.Figures, Name: "east"}, {Kind: trace.Action, Name: "A-1"}}
	entry := append([]byte(nil), w.entry("east/2026-03.html", report.Digest{3}, k.told(), asked)...)
	data := append(w.names.packed(), byte(len(entry)))
	names, entries := readEntries(append(data, entry...))
	if len(names.list) != 2 || names.list[0] != "east" || names.list[1] != "A-1" || len(entries) != 1 || string(entries[0]) != string(entry) {
		t.Errorf("read back as %q, %q", names.list, entries)
	}
	if x := knownOf(k.told(), entry); x.sum != k.sum || x.size != k.size {
		t.Errorf("told as %v", x)
	}
	for i := range data {
		if _, entries := readEntries(data[:i]); len(entries) > 0 {
			t.Errorf("%d bytes make an entry", i)
		}
	}
}
