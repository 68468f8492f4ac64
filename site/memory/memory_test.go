package memory

import (
	"bytes"
	"io"
	"os"
	"testing"
	"time"
)

// A large part that is known to be whole is not summed up again, and one that was
// written into since is not taken for it.
func TestWhole(t *testing.T) {
	dir := t.TempDir()
	want := bytes.Repeat([]byte("0123456789abcdef"), large/16+1)
	part := func() []byte { return Open(dir).Part("test") }
	if err := Open(dir).Replace("test", func(w io.Writer) error { _, err := w.Write(want); return err }); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * fine) // a file that is younger may change and keep its stamp
	if !bytes.Equal(part(), want) {
		t.Fatal("it is not read back")
	}
	m := Open(dir)
	info, err := os.Stat(m.file("test"))
	if err != nil {
		t.Fatal(err)
	}
	stamp := StampOf(info)
	if known := m.known("test", stamp); known != (boot() != "" && stamp.Number != 0) {
		t.Errorf("whether it is known to be whole: %v", known)
	}
	other := stamp
	other.Changed++
	if m.known("test", other) {
		t.Error("a file with another stamp is known to be whole")
	}
	if !bytes.Equal(part(), want) {
		t.Error("what is known to be whole is not read back")
	}
	f, err := os.OpenFile(m.file("test"), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteAt([]byte("x"), large/2)
	f.Close()
	os.Chtimes(m.file("test"), info.ModTime(), info.ModTime()) // as who hides that it was changed
	if part() != nil {
		t.Error("a part that was written into is read back")
	}
	if err := m.Forget("test"); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v is left of it", left)
	}
}

// A file that is so young that it may change and keep its stamp is not noted, nor is
// one whose sum is wrong.
func TestNotWhole(t *testing.T) {
	dir := t.TempDir()
	m := Open(dir)
	if err := m.Replace("test", func(w io.Writer) error { _, err := w.Write(make([]byte, large)); return err }); err != nil {
		t.Fatal(err)
	}
	if m.Part("test") == nil {
		t.Fatal("it is not read back")
	}
	if _, err := os.Stat(m.noteFile("test")); err == nil {
		t.Error("a file as young as this is noted")
	}
	if err := os.WriteFile(m.file("test"), make([]byte, large), 0o600); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * fine)
	if later := Open(dir); later.Part("test") != nil {
		t.Error("a part with a wrong sum is read back")
	}
	if _, err := os.Stat(m.noteFile("test")); err == nil {
		t.Error("a part with a wrong sum is noted")
	}
}
