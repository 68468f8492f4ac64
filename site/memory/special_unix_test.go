//go:build unix

package memory

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// What is no ordinary file is not remembered, and is not written through: a pipe
// would keep the program waiting, and a link leads to somebody's file.
func TestPartIsAFile(t *testing.T) {
	dir := t.TempDir()
	theirs := filepath.Join(dir, "theirs")
	if err := os.WriteFile(theirs, []byte("by hand"), 0o666); err != nil {
		t.Fatal(err)
	}
	m := Open(dir)
	old := time.Now().Add(-time.Minute)
	m.began = time.Now().Add(time.Minute) // so that a file of just now is old enough to be noted
	stamp := Stamp{Size: large, Modified: old.UnixNano(), Number: 1}
	for what, put := range map[string]func(name string) error{
		"a pipe": func(name string) error { return unix.Mkfifo(name, 0o666) },
		"a link": func(name string) error { return os.Symlink(theirs, name) },
	} {
		for _, name := range []string{m.file("x"), m.file("x") + ".part", m.noteFile("x"), filepath.Join(dir, "clock")} {
			os.Remove(name)
			if err := put(name); err != nil {
				t.Fatal(err)
			}
		}
		done := make(chan []byte, 1)
		go func() {
			known := Open(dir).Part("x") == nil && !m.known("x", stamp)
			m.note("x", stamp)
			err := m.Replace("x", func(w io.Writer) error { _, err := w.Write([]byte("it")); return err })
			if known && err == nil && (m.known("x", stamp) || boot() == "") {
				done <- m.Part("x")
			}
			close(done)
		}()
		select {
		case got := <-done:
			if string(got) != "it" {
				t.Errorf("%s: what is remembered in its place is %q", what, got)
			}
		case <-time.After(time.Minute):
			t.Fatalf("%s is waited at", what)
		}
	}
	if got, _ := os.ReadFile(theirs); string(got) != "by hand" {
		t.Errorf("the file that links led to holds %q", got)
	}
}
