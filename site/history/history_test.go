package history_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"almanac/site/history"
)

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GIT_COMMITTER_DATE=2026-03-31T23:30:00Z", "GIT_AUTHOR_DATE=2020-01-01T00:00:00Z", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func put(t *testing.T, dir, name string) {
	t.Helper()
	at := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(name), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestRead(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("ALMANAC_REQUIRE") == "all" {
			t.Fatal("git is required here and not there")
		}
		t.Skip("git is not installed; only the default as-of day needs it")
	}
	dir := t.TempDir()
	know := func(what string, want, clean bool) {
		t.Helper()
		h, ok := history.Read(t.Context(), dir, "content")
		if ok != want || h.Clean != clean || ok && h.Committed.Unix() != 1774999800 {
			t.Errorf("%s: %v %v", what, h, ok)
		}
	}
	put(t, dir, "content/報告.md")
	know("no repository", false, false)
	git(t, dir, "init", "-q")
	know("no commit", false, false)
	put(t, dir, "other")
	git(t, dir, "add", "other")
	git(t, dir, "commit", "-q", "-m", "other")
	know("nothing of content in it", false, false)
	git(t, dir, "add", "content")
	git(t, dir, "commit", "-q", "-m", "content")
	know("all committed", true, true)
	put(t, dir, "other2")
	know("something else is new", true, true)
	put(t, dir, "content/new.md")
	know("a new report", true, false)
	os.Remove(filepath.Join(dir, "content/new.md"))
	os.WriteFile(filepath.Join(dir, "content/報告.md"), []byte("changed"), 0o666)
	know("a changed report", true, false)

	put(t, dir, "content/new [1].md")
	for _, x := range []struct {
		files []string
		want  bool
	}{
		{[]string{"content/報告.md"}, true}, {[]string{"content/new [1].md"}, true}, {[]string{"other", "content/報告.md"}, true},
		{[]string{"other"}, false}, {[]string{"content/new [23].md"}, false}, {[]string{"content/gone.md"}, false},
	} {
		if got := history.Changed(t.Context(), dir, x.files); got != x.want {
			t.Errorf("%q changed: %v", x.files, got)
		}
	}
	if history.Changed(t.Context(), t.TempDir(), []string{"other"}) {
		t.Error("something changed where there is no repository")
	}
}
