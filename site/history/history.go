// Package history knows what git knows of an archive, and what of it is owed: a
// [Head] is the commit that a working tree stands on, a [Record] the way of every
// report up to it, a [Register] which reports are due, on time, late or missing.
//
// # What git is asked
//
// git itself is run, with fixed arguments, read-only and without hooks, pagers,
// optional locks, file system monitors or the network. That there is no git, no
// repository or no commit is an answer, never an error. The whole archive is read
// in one pass ([Follow]): one listing of the changes of all commits, one process
// that hands out their files.
//
// A report was submitted when the first commit came, on the first-parent history
// of what is checked out, that holds it with the status that the deadlines ask
// for. That is when it arrived: of a branch, the day on which it was merged. The
// day is that of the committer date, which an author does not choose by the way,
// in the archive's time zone. It is no proof: who rewrites a history rewrites it,
// and then the answer is that of the new one.
//
// A report is its unit and period (domain.md §7.2), so that it may be moved
// between folders.
//
// # What is unknown
//
// A shallow clone seems to have added every file in its first commit, so that
// nothing that is asked of it is answered. The same holds where an object is
// missing, and of a repository that git refuses to read since it is somebody else's.
// Nothing is guessed.
package history

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Head is the commit that an archive's folder stands on.
type Head struct {
	Committed time.Time // committer date
	Clean     bool      // nothing under the folder that was asked for is changed or new
}

// Read returns the head of the working tree that holds dir, and whether a
// folder of it, as in "content", has no uncommitted change. It is not ok if
// there is nothing to know: no git, no repository, no commit, or no file of
// the folder in it.
func Read(ctx context.Context, dir, folder string) (h Head, ok bool) {
	if !tracked(dir) {
		return h, false
	}
	files, err := git(ctx, dir, "ls-files", "-z", "--", folder)
	if err != nil || len(files) == 0 {
		return h, false
	}
	stamp, err := git(ctx, dir, "log", "-1", "--format=%ct")
	if err != nil {
		return h, false
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(stamp)), 10, 64)
	if err != nil {
		return h, false
	}
	changed, err := git(ctx, dir, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", folder)
	if err != nil {
		return h, false
	}
	return Head{time.Unix(seconds, 0), len(bytes.Trim(changed, "\x00")) == 0}, true
}

// Changed reports whether git knows that some of these files, by their names
// relative to dir, are not as they were committed, so that the folder that they
// lie in is not clean.
func Changed(ctx context.Context, dir string, files []string) bool {
	args := []string{"status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--"}
	for _, f := range files {
		args = append(args, ":(literal)"+f)
	}
	out, err := git(ctx, dir, args...)
	return err == nil && len(bytes.Trim(out, "\x00")) > 0
}

// git runs one command in dir and returns what it prints.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	return command(ctx, dir, args...).Output()
}

// command is git with arguments that never change, before those that are given.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "git", slices.Concat([]string{"--no-optional-locks", "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false",
		"-c", "core.quotepath=false", "-c", "log.showSignature=false"}, args)...)
	c.Dir = dir
	c.Env = environment(os.Environ())
	return c
}

// environment leaves out what would make git look at another repository or
// index than that of the folder, as a hook's environment does, and keeps it from
// asking anyone for what it does not have.
func environment(env []string) (out []string) {
	for _, e := range env {
		name, _, _ := strings.Cut(e, "=")
		switch name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE":
		default:
			out = append(out, e)
		}
	}
	return append(out, "LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
}
