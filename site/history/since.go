package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// ErrNoGit: there is no program git.
var ErrNoGit = errors.New("git is not to be found, which knows what changed")

// ErrDistrusted: the repository is somebody else's.
var ErrDistrusted = errors.New("git does not read this repository, which belongs to someone else")

// Since lists the files below dir that are not as they were in a revision, those
// among them that are gone or new, relative to dir with slashes, sorted. A
// revision is what git takes for one. Files that git ignores are left out.
//
// An error says in one sentence what is wrong: that there is no git, no
// repository or one that git does not read, or no such revision.
func Since(ctx context.Context, dir, revision string) ([]string, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	if _, err := git(ctx, dir, "rev-parse", "--is-inside-work-tree"); distrusts(err) {
		return nil, ErrDistrusted
	} else if err != nil {
		return nil, errors.New("the archive is in no git repository, which knows what changed")
	}
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil && revision == "HEAD" && unborn(ctx, dir) {
		return listed(ctx, dir, nil, "--cached", "--others")
	}
	if err != nil {
		return nil, fmt.Errorf("git knows no revision %q", revision)
	}
	changed, err := git(ctx, dir, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", strings.TrimSpace(string(commit)), "--", ".")
	if err != nil {
		return nil, fmt.Errorf("asking git what changed: %w", err)
	}
	return listed(ctx, dir, changed, "--others")
}

// unborn reports whether nothing was ever committed, so that all is new since HEAD.
func unborn(ctx context.Context, dir string) bool {
	first, err := git(ctx, dir, "rev-list", "--all", "-n", "1")
	return err == nil && len(bytes.TrimSpace(first)) == 0
}

// listed adds to files that changed those of some kinds that git can list.
func listed(ctx context.Context, dir string, changed []byte, kinds ...string) ([]string, error) {
	fresh, err := git(ctx, dir, slices.Concat([]string{"ls-files", "--exclude-standard", "-z"}, kinds, []string{"--", "."})...)
	if err != nil {
		return nil, fmt.Errorf("asking git what is new: %w", err)
	}
	var files []string
	for _, name := range bytes.Split(slices.Concat(changed, fresh), []byte{0}) {
		if len(name) > 0 {
			files = append(files, string(name))
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}
