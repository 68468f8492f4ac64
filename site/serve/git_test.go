package serve

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Commits returns a function that runs git in a folder as somebody who commits on
// a day of April 2026.
func Commits(t *testing.T) func(day int, dir string, args ...string) {
	t.Helper()
	git, err := exec.LookPath("git")
	switch {
	case err != nil && os.Getenv("ALMANAC_REQUIRE") == "all":
		t.Fatal("git is required here and not there")
	case err != nil:
		t.Skip("git is not installed")
	}
	return func(day int, dir string, args ...string) {
		t.Helper()
		c := exec.Command(git, append([]string{"-C", dir}, args...)...)
		c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
			fmt.Sprintf("GIT_COMMITTER_DATE=2026-04-%02dT12:00:00Z", day))
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}

// A commit changes no file of the archive, but the day as on which it is looked at.
func TestCommit(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll=", poll), func(t *testing.T) {
			t.Parallel()
			git, dir := Commits(t), archive(t)
			config, err := os.ReadFile(filepath.Join(dir, "config.toml"))
			if err != nil {
				t.Fatal(err)
			}
			put(t, dir, "config.toml", strings.Replace(string(config), "as_of", "# as_of", 1))
			git(1, dir, "init", "-q")
			git(1, dir, "add", ".")
			address, _ := running(t, dir, poll)
			until := func(want string) {
				t.Helper()
				page := ""
				for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
					if _, page = get(t, address+"/2026-03.html"); strings.Contains(page, want) {
						return
					}
				}
				t.Fatalf("it does not come to say %q:\n%s", want, page)
			}
			until("As of 1 June 2026") // nothing is committed: today
			git(2, dir, "commit", "-q", "-m", "first")
			until("As of 2 April 2026")
			put(t, dir, march, revenueOf(815))
			until("As of 1 June 2026")
			git(0, dir, "checkout", "-q", march) // the last edit is taken back
			until("As of 2 April 2026")
			put(t, dir, march, revenueOf(815))
			until("As of 1 June 2026")
			git(3, dir, "commit", "-q", "-a", "-m", "second")
			until("As of 3 April 2026")
			git(4, dir, "commit", "-q", "--amend", "-m", "amended")
			until("As of 4 April 2026")
			git(5, dir, "reset", "-q", "--hard", "HEAD~1")
			until("As of 2 April 2026")
		})
	}
}

// Whatever moves the head is seen, wherever the repository lies and however it
// keeps its branches; that somebody asks for the status is not.
func TestCheckedOut(t *testing.T) {
	git, above := Commits(t), t.TempDir()
	if head, settled := checkedOut(above); head != "" || !settled {
		t.Skipf("the folder for temporary files lies in a repository: %q", head)
	}
	put(t, above, "archive/config.toml", "")
	git(1, above, "init", "-q", "-b", "main")
	git(1, above, "add", ".")
	git(1, above, "commit", "-q", "-m", "first")
	added := filepath.Join(t.TempDir(), "added")
	git(1, above, "worktree", "add", "-q", "-b", "branch/of/it", added)
	for _, tree := range []string{above, added} {
		dir := filepath.Join(tree, "archive")
		was, settled := checkedOut(dir)
		if was == "" || !settled {
			t.Fatalf("%s: %q, settled: %v", tree, was, settled)
		}
		for i, moves := range []bool{true, true, false, false, true} {
			put(t, dir, "config.toml", fmt.Sprint("# ", i))
			git(2+i, dir, [][]string{{"commit", "-q", "-a", "-m", "next"}, {"pack-refs", "--all"}, {"status"}, {"add", "."}, {"checkout", "-q", "-f", "--detach", "HEAD~1"}}[i]...)
			now, settled := checkedOut(dir)
			if (now != was) != moves || !settled {
				t.Errorf("%s, step %d: %q after %q, settled: %v", tree, i, now, was, settled)
			}
			was = now
		}
	}
	put(t, above, ".git/index.lock", "")
	if _, settled := checkedOut(above); settled {
		t.Error("it is settled while git is at work")
	}
}
