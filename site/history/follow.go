package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"almanac/site/period"
	"almanac/site/report"
)

// Options say how an archive's history is read.
type Options struct {
	Folder  string         // that of the reports, in the archive
	Place   string         // of the archive in its repository, by [Stands]
	Applies string         // the status from which a report counts as submitted
	Zone    *time.Location // in which a commit's moment becomes a day
	// Spot is the unit and period that a file of this name is the report of.
	Spot func(path string) (unit string, p period.Period, ok bool)
	// Stub is what a version of a report's file says; not ok if it says nothing.
	// It is asked for one at a time, and must not keep the data.
	Stub func(path string, data []byte) (s report.Stub, ok bool)
}

// At is the commit that the working tree stands on, by its hash, and whether
// its history can be read. It tells whether a [Record] is that of now.
func At(ctx context.Context, dir string) (head string, gap Gap) {
	head, _, gap = Stands(ctx, dir)
	return head, gap
}

// Stands is At, and where the archive lies in its repository, with a slash behind it;
// "" if it is the whole.
func Stands(ctx context.Context, dir string) (head, place string, gap Gap) {
	if !tracked(dir) {
		return "", "", NoHistory
	}
	out, err := git(ctx, dir, "rev-parse", "--is-shallow-repository", "--show-prefix", "--verify", "HEAD^{commit}")
	shallow, rest, _ := strings.Cut(strings.TrimSuffix(string(out), "\n"), "\n")
	end := strings.LastIndex(rest, "\n") // a folder may have a line feed in its name
	switch {
	case distrusts(err):
		return "", "", Distrusted
	case err != nil || end < 0:
		return "", "", NoHistory
	}
	if place, head = rest[:end], rest[end+1:]; shallow != "false" {
		return head, place, Shallow
	}
	return head, place, NoGap
}

// tracked reports whether git may find a repository around a folder: it or one above
// it has a .git, or looks like a bare repository. That is seen without starting git,
// which then says more.
func tracked(dir string) bool {
	at, err := filepath.Abs(dir)
	if err == nil {
		at, err = filepath.EvalSymlinks(at)
	}
	if err != nil {
		return true
	}
	for {
		for _, name := range []string{".git", "HEAD"} {
			if _, err := os.Lstat(filepath.Join(at, name)); !errors.Is(err, fs.ErrNotExist) {
				return true
			}
		}
		above := filepath.Dir(at)
		if above == at {
			return false
		}
		at = above
	}
}

// distrusts reports whether git refused to read a repository that is somebody
// else's, as it is in a container that runs as another user. What it says of that
// was worded in another way before git 2.36.
func distrusts(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit) && (bytes.Contains(exit.Stderr, []byte("dubious ownership")) || bytes.Contains(exit.Stderr, []byte("unsafe repository")))
}

// Follow reads the first-parent history of a commit: the way of every report of
// the archive in dir. It is one pass: git lists all changes of the folder, and
// hands out each version once. What was known at an earlier commit of the same
// history is gone on from; it may be nil. The error is that of ctx alone.
//
// A report is followed by its unit and period, wherever its file lies. If a
// commit gives a unit another name, the files that it leaves otherwise as they
// are go on with their courses.
func Follow(ctx context.Context, dir, head string, before *Record, o Options) (*Record, error) {
	f := &follower{Options: o, courses: map[spot]*Course{}}
	commits := head
	if before != nil && before.Gap == NoGap && before.Place == o.Place && leads(ctx, dir, before.Head, head) {
		commits = before.Head + ".." + head
		f.goOn(before)
	}
	out, err := git(ctx, dir, "-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "log.diffMerges=first-parent", "-c", "diff.relative=false",
		"log", "--first-parent", "-m", "--reverse", "--no-renames", "--raw", "--no-abbrev", "-O/dev/null", "-z", "--relative", "--format=%H %ct", commits, "--", o.Folder)
	changes, ok := f.changes(out)
	if ok = ok && err == nil; ok {
		ok = f.versions(ctx, dir, changes) == nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !ok {
		return &Record{Head: head, Gap: Damaged}, nil
	}
	r := &Record{Head: head, Place: o.Place, Began: f.began, List: make([]Course, 0, len(f.courses))}
	for _, c := range f.courses {
		r.List = append(r.List, *c)
	}
	slices.SortFunc(r.List, func(a, b Course) int { return compareSpots(spot{a.Unit, a.Period}, spot{b.Unit, b.Period}) })
	return r, nil
}

// leads reports whether a commit is one of the first parents of another.
func leads(ctx context.Context, dir, from, to string) bool {
	out, err := git(ctx, dir, "rev-list", "--first-parent", "--parents", "--reverse", from+".."+to)
	oldest, _, _ := strings.Cut(string(out), "\n")
	parents := strings.Fields(oldest) // of the commit that comes first
	return err == nil && len(parents) > 1 && parents[1] == from
}

// goOn begins with what was known, which is not changed.
func (f *follower) goOn(before *Record) {
	f.began = before.Began
	for _, c := range before.List {
		c.Stages, c.Changed, c.Signed = slices.Clip(c.Stages), slices.Clip(c.Changed), slices.Clip(c.Signed)
		f.courses[spot{c.Unit, c.Period}] = &c
	}
}

// A follower follows reports from commit to commit.
type follower struct {
	Options
	began   Commit
	courses map[spot]*Course
}

// A change is what a commit did to the file of a report.
type change struct {
	at   Commit
	spot spot
	path string
	blob string // of the new version; "" if the file went
	was  string // of the version before
}

// hashed is how many letters of a commit's hash are kept.
const hashed = 12

// changes reads what git log printed: for each commit its hash and time, and
// for each file a field with modes, hashes and a letter, and one with its name.
func (f *follower) changes(out []byte) (list []change, ok bool) {
	var at Commit
	for len(out) > 0 {
		var field []byte
		field, out, _ = bytes.Cut(out, []byte{0})
		field = bytes.TrimLeft(field, "\n")
		if len(field) == 0 {
			continue
		}
		if field[0] != ':' {
			hash, stamp, _ := strings.Cut(string(field), " ")
			seconds, err := strconv.ParseInt(stamp, 10, 64)
			if err != nil || len(hash) < hashed {
				return nil, false
			}
			at = Commit{hash[:hashed], period.DayOf(time.Unix(seconds, 0).In(f.Zone))}
			continue
		}
		var name []byte
		name, out, _ = bytes.Cut(out, []byte{0})
		c := change{at: at, path: string(name)}
		if c.spot.unit, c.spot.period, ok = f.Spot(c.path); !ok {
			continue
		}
		parts := strings.Fields(string(field)) // :100644 100644 before after M
		if len(parts) < 5 {
			return nil, false
		}
		c.was = parts[2]
		if strings.HasPrefix(parts[1], "100") { // a file, not a link
			c.blob = parts[3]
		}
		list = append(list, c)
	}
	return list, true
}

// versions reads every version of every report and takes it into its course.
func (f *follower) versions(ctx context.Context, dir string, changes []change) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := command(ctx, dir, "cat-file", "--batch", "--buffer")
	in, err := c.StdinPipe()
	if err != nil {
		return err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	go func() {
		w := bufio.NewWriter(in)
		for i := range changes {
			if changes[i].blob != "" {
				w.WriteString(changes[i].blob)
				w.WriteByte('\n')
			}
		}
		w.Flush() // what it could not write is missed below
		in.Close()
	}()
	b := &blobs{r: bufio.NewReaderSize(out, 64<<10)}
	for from := 0; from < len(changes) && err == nil; {
		to := from
		for to < len(changes) && changes[to].at == changes[from].at {
			to++
		}
		err = f.commit(b, changes[from:to])
		from = to
	}
	if err != nil {
		cancel()
		c.Wait()
		return err
	}
	return c.Wait()
}

// commit takes in the changes of one commit.
func (f *follower) commit(b *blobs, changes []change) error {
	f.renamed(changes)
	for i := range changes {
		x := &changes[i]
		if x.blob == "" {
			continue
		}
		data, err := b.next()
		if err != nil {
			return err
		}
		if f.began.IsZero() {
			f.began = x.at
		}
		c := f.courses[x.spot]
		if c == nil {
			c = &Course{Unit: x.spot.unit, Period: x.spot.period}
			f.courses[x.spot] = c
		}
		c.Last, c.Count = x.at, c.Count+1
		if data == nil {
			c.Torn = true
		} else if s, ok := f.Stub(x.path, data); ok {
			c.take(s, x.at, f.Applies)
		}
	}
	return nil
}

// renamed lets the reports of a unit that is given another name go on with
// their courses: a file goes, and the same bytes come for a unit that had no
// report for that period.
func (f *follower) renamed(changes []change) {
	type version struct {
		blob   string
		period period.Period
	}
	gone := map[version]spot{}
	for _, x := range changes {
		if x.blob == "" {
			gone[version{x.was, x.spot.period}] = x.spot
		}
	}
	if len(gone) == 0 {
		return
	}
	for _, x := range changes {
		from, ok := gone[version{x.blob, x.spot.period}]
		c := f.courses[from]
		if !ok || c == nil || from == x.spot || f.courses[x.spot] != nil {
			continue
		}
		delete(f.courses, from)
		c.Unit = x.spot.unit
		f.courses[x.spot] = c
	}
}

// blobs reads what git cat-file prints.
type blobs struct {
	r    *bufio.Reader
	data []byte
}

// largest is the most bytes of a version that are looked at: no report that
// could be read is larger.
const largest = 8 << 20

// next is the next version; nil if git does not have it. It holds until the
// next call.
func (b *blobs) next() ([]byte, error) {
	line, err := b.r.ReadString('\n')
	if err != nil {
		return nil, err
	}
	parts := strings.Fields(line) // hash blob size, or hash missing
	if len(parts) == 2 && parts[1] == "missing" {
		return nil, nil
	}
	if len(parts) != 3 {
		return nil, fmt.Errorf("git cat-file says %q", line)
	}
	size, err := strconv.Atoi(parts[2])
	if err != nil {
		return nil, err
	}
	keep := min(size, largest)
	if keep+1 > cap(b.data) {
		b.data = make([]byte, max(keep+1, 64<<10))
	}
	b.data = b.data[:keep]
	if _, err := io.ReadFull(b.r, b.data); err != nil {
		return nil, err
	}
	_, err = b.r.Discard(size - keep + 1) // the line that ends it, too
	return b.data, err
}
