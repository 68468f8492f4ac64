// Package history knows what git knows of an archive. A [Head] is the commit
// that a working tree stands on, as far as it can date the archive.
//
// git itself is run, with fixed arguments, read-only and without hooks,
// pagers, optional locks or file system monitors. That there is no git, no
// repository or no commit is an answer, never an error.
//
// When a report is due, and by how many days it is late, is worked out here
// too ([Due], [Late]).
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
	tracked, err := git(ctx, dir, "ls-files", "-z", "--", folder)
	if err != nil || len(tracked) == 0 {
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
