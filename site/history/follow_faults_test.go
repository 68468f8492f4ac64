package history_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"almanac/site/history"
)

// TV-35: in a shallow clone nothing is known; without git, a repository or a
// commit, and of a repository that git does not trust, neither (case 96).
func TestFollowNothing(t *testing.T) {
	r := newRepo(t)
	if head, gap := history.At(t.Context(), r.dir); gap != history.NoHistory || head != "" {
		t.Errorf("without a commit: %q %v", head, gap)
	}
	r.write("2023-11-01T10:00:00+08:00", "2023-09.md", "final 1")
	r.write("2023-11-03T10:00:00+08:00", "2023-10.md", "final 1")
	head, gap := history.At(t.Context(), r.dir)
	if gap != history.NoGap || head != r.git("", "rev-parse", "HEAD") {
		t.Errorf("%q %v", head, gap)
	}
	tree, link := filepath.Join(t.TempDir(), "tree"), filepath.Join(t.TempDir(), "link")
	r.git("", "worktree", "add", "-q", "--detach", tree) // whose .git is a file
	if err := os.Symlink(filepath.Join(r.dir, "content"), link); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(r.dir, "content"), tree, link} {
		if at, gap := history.At(t.Context(), dir); gap != history.NoGap || at != head {
			t.Errorf("%s: %q %v", dir, at, gap)
		}
	}
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("", "clone", "-q", "--depth", "1", "file://"+r.dir, clone)
	if at, gap := history.At(t.Context(), clone); gap != history.Shallow || at != head {
		t.Errorf("a shallow clone: %q %v", at, gap)
	}
	if _, gap := history.At(t.Context(), t.TempDir()); gap != history.NoHistory {
		t.Errorf("no repository: %v", gap)
	}
	if rec, err := history.Follow(t.Context(), t.TempDir(), head, nil, options()); err != nil || rec.Gap != history.Damaged {
		t.Errorf("a commit that there is not: %+v %v", rec, err)
	}
	t.Run("distrusted", func(t *testing.T) {
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1") // git then takes every repository for somebody else's
		if head, gap := history.At(t.Context(), r.dir); gap != history.Distrusted || head != "" {
			t.Errorf("%q %v", head, gap)
		}
		if _, err := history.Since(t.Context(), r.dir, "HEAD"); !errors.Is(err, history.ErrDistrusted) {
			t.Error(err)
		}
	})
	t.Setenv("PATH", t.TempDir())
	if _, gap := history.At(t.Context(), r.dir); gap != history.NoHistory {
		t.Errorf("git is not in PATH: %v", gap)
	}
	if rec, err := history.Follow(t.Context(), r.dir, head, nil, options()); err != nil || rec.Gap != history.Damaged {
		t.Errorf("git is no longer in PATH: %+v %v", rec, err)
	}
}

// Case 96: a commit whose author and message are no UTF-8, or nobody, is one like
// all others.
func TestFollowOddAuthors(t *testing.T) {
	r := newRepo(t)
	text := "final 7"
	var b bytes.Buffer
	for i, who := range []string{"J\xf6rg \xff <j\xf6rg@example.org>", "<>"} {
		fmt.Fprintf(&b, "commit refs/heads/main\nmark :%d\nauthor %s 0 +0000\ncommitter %s %d +0000\ndata 3\n\xe9t\xe9\n", i+1, who, who, 1_700_000_000+i*86400) // 14 November 2023, 22:13 UTC
		if i > 0 {
			b.WriteString("from :1\n")
		}
		fmt.Fprintf(&b, "M 100644 inline content/2023-%02d.md\ndata %d\n%s\n", 9+i, len(text), text)
	}
	c := exec.Command("git", "fast-import", "--quiet")
	c.Dir, c.Stdin = r.dir, &b
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rec := r.follow()
	r.want(rec, "root", "2023-09", "final 2023-11-15, submitted 2023-11-15, first 7")
	r.want(rec, "root", "2023-10", "final 2023-11-16, submitted 2023-11-16, first 7")
}

// Where git has lost a version, that report is not known; where it has lost
// what lists them, nothing is.
func TestFollowDamaged(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("objects of git cannot be removed there while it runs")
	}
	r := newRepo(t)
	r.write("2023-11-01T10:00:00+08:00", "a/2023-09.md", "final 1")
	r.write("2023-11-02T10:00:00+08:00", "b/2023-09.md", "draft 2")
	r.write("2023-11-03T10:00:00+08:00", "b/2023-09.md", "final 3")
	lose := func(of string) {
		hash := r.git("", "rev-parse", of)
		if err := os.Remove(filepath.Join(r.dir, ".git/objects", hash[:2], hash[2:])); err != nil {
			t.Fatal(err)
		}
	}
	lose("HEAD~1:content/b/2023-09.md")
	rec := r.follow()
	r.want(rec, "a", "2023-09", "final 2023-11-01, submitted 2023-11-01, first 1")
	r.want(rec, "b", "2023-09", "final 2023-11-03, submitted 2023-11-03, first 3, torn")
	lose("HEAD~1^{tree}")
	if rec := r.follow(); rec.Gap != history.Damaged || rec.List != nil {
		t.Errorf("%+v", rec)
	}
}
