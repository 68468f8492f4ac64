package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// headFile is the name by which it is told that another commit is checked out,
// wherever the repository lies: the day as on which an archive is looked at, and
// what is owed, may be other ones, though no file of it changed.
const headFile = ".git/HEAD"

// commit tells of the commit that is checked out if that is another one. It is
// looked for in a few small files, twice a second: git writes many on every
// command, and to be told of each would be no use. The index is not among them,
// since git refreshes it when it is only asked for the status.
func (w *watcher) commit() {
	now, settled := checkedOut(w.dir)
	if !settled || now == w.head {
		return
	}
	w.head = now
	w.changes.add(headFile)
}

// checkedOut is what tells the commit that is checked out in a folder from any
// other; "" if none is. It is not settled while git is at work, which moves the
// head before the index is that of the new commit.
func checkedOut(dir string) (head string, settled bool) {
	git, common := gitFolders(dir)
	if git == "" {
		return "", true
	}
	if _, err := os.Lstat(filepath.Join(git, "index.lock")); err == nil {
		return "", false
	}
	head = firstLine(filepath.Join(git, "HEAD"))
	if ref, ok := strings.CutPrefix(head, "ref: "); ok {
		head += " " + firstLine(filepath.Join(common, filepath.FromSlash(ref)))
	}
	for _, table := range []string{"packed-refs", "reftable/tables.list"} {
		if info, err := os.Stat(filepath.Join(common, table)); err == nil {
			head += fmt.Sprint(" ", info.Size(), info.ModTime().UnixNano())
		}
	}
	return head, true
}

// gitFolders are the folder in which git keeps the head and the index of a working
// tree that a folder lies in, and that in which it keeps all branches: another one
// if the tree was added to a repository. They are "" if it lies in none.
func gitFolders(dir string) (git, common string) {
	at, err := filepath.EvalSymlinks(dir)
	for below := ""; err == nil && at != below; below, at = at, filepath.Dir(at) {
		git = filepath.Join(at, ".git")
		if to, ok := strings.CutPrefix(firstLine(git), "gitdir: "); ok {
			git = from(at, to)
		}
		if exists(git) {
			if to := firstLine(filepath.Join(git, "commondir")); to != "" {
				return git, from(git, to)
			}
			return git, git
		}
	}
	return "", ""
}

// from is where a path leads that is written in a file of a folder.
func from(folder, to string) string {
	if to = filepath.FromSlash(to); filepath.IsAbs(to) {
		return to
	}
	return filepath.Join(folder, to)
}

// firstLine is that of a small file; "" if there is none.
func firstLine(name string) string {
	data, _ := os.ReadFile(name)
	line, _, _ := strings.Cut(string(data), "\n")
	return strings.TrimSpace(line)
}
