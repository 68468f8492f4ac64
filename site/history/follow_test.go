package history_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"almanac/site/history"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// needGit skips a test, or fails it where everything is required.
func needGit(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("ALMANAC_REQUIRE") == "all" {
			t.Fatal("git is required here and not there")
		}
		t.Skip("git is not installed; without it nothing is known of the history of an archive")
	}
}

// A repo is a repository that a test writes. Its commits are of the moments that
// the test says.
type repo struct {
	testing.TB
	dir  string          // the archive's
	last *history.Record // what was known when it was followed last
}

func newRepo(t testing.TB) *repo {
	t.Helper()
	needGit(t)
	r := &repo{TB: t, dir: t.TempDir()}
	r.git("", "init", "-q", "-b", "main")
	return r
}

// git runs git, as of a moment.
func (r *repo) git(at string, args ...string) string {
	r.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0"}, args...)...)
	c.Dir = r.dir
	c.Env = append(os.Environ(), "GIT_COMMITTER_DATE="+at, "GIT_AUTHOR_DATE=2020-01-01T00:00:00Z", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := c.CombinedOutput()
	if err != nil {
		r.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// put writes a report of a status and a figure: "final 100".
func (r *repo) put(name, text string) {
	r.Helper()
	at := filepath.Join(r.dir, "content", name)
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
		r.Fatal(err)
	}
}

// commit commits everything that there is, as of a moment.
func (r *repo) commit(at string) {
	r.Helper()
	r.git(at, "add", "-A")
	r.git(at, "commit", "-q", "-m", at)
}

// write puts a report and commits it.
func (r *repo) write(at, name, text string) { r.Helper(); r.put(name, text); r.commit(at) }

var taipei = time.FixedZone("+08", 8*60*60)

func options() history.Options {
	return history.Options{Folder: "content", Applies: report.Final, Zone: taipei,
		Spot: func(name string) (unit string, p period.Period, ok bool) {
			base, isMD := strings.CutSuffix(path.Base(name), ".md")
			unit = report.Root
			for dir := path.Dir(name); dir != "content" && dir != "."; dir = path.Dir(dir) {
				if len(path.Base(dir)) != 4 { // a year
					unit = path.Base(dir)
					break
				}
			}
			p, err := period.Calendar{}.Parse(base)
			return unit, p, isMD && err == nil
		},
		Stub: func(_ string, data []byte) (s report.Stub, ok bool) {
			words := strings.Fields(string(data))
			if len(words) < 2 || words[0] == "damaged" {
				return s, false
			}
			s = report.Stub{Status: words[0], Stated: []report.Stated{{Metric: "revenue", Actual: num.MustParse(words[1]), Pos: report.Pos{Line: 1}}}, Front: report.DigestOf(data)}
			for _, w := range words[2:] {
				if step, by, ok := strings.Cut(w, ":"); ok {
					s.Signoffs = append(s.Signoffs, report.Signoff{Step: step, By: by})
				}
			}
			return s, true
		}}
}

// follow is what git knows. Going on from what was known before tells the same.
func (r *repo) follow() *history.Record {
	r.Helper()
	rec := r.followWith(options())
	if rec.Gap != history.NoGap {
		return rec
	}
	on, err := history.Follow(r.Context(), r.dir, rec.Head, r.last, options())
	torn := func(c history.Course) bool { return c.Torn }
	if err != nil || !slices.ContainsFunc(rec.List, torn) && !reflect.DeepEqual(on, rec) {
		r.Errorf("from %+v on it is\n%+v, not\n%+v", r.last, on, rec)
	}
	r.last = rec
	return rec
}

func (r *repo) followWith(o history.Options) *history.Record {
	r.Helper()
	head, gap := history.At(r.Context(), r.dir)
	if gap != history.NoGap {
		return &history.Record{Gap: gap}
	}
	rec, err := history.Follow(r.Context(), r.dir, head, nil, o)
	if err != nil {
		r.Fatal(err)
	}
	return rec
}

func month(t testing.TB, name string) period.Period {
	t.Helper()
	p, err := period.Calendar{}.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// told is the way of a report in one line: its stages, when it was submitted,
// its first figure and when that became another one.
func told(t testing.TB, rec *history.Record, unit, p string) string {
	t.Helper()
	c := rec.Of(unit, month(t, p))
	if c == nil {
		return "nothing"
	}
	var b strings.Builder
	for _, s := range c.Stages {
		fmt.Fprintf(&b, "%s %v, ", s.Status, s.At.Day)
	}
	if c.Submitted.IsZero() {
		b.WriteString("not submitted")
	} else {
		fmt.Fprintf(&b, "submitted %v", c.Submitted.Day)
	}
	if first, ok := report.ParseBlock(c.First); ok && len(first) > 0 {
		fmt.Fprintf(&b, ", first %s", first[0].Actual)
	}
	for _, x := range c.Changed {
		fmt.Fprintf(&b, ", changed %v", x.Day)
	}
	if c.Torn {
		b.WriteString(", torn")
	}
	return b.String()
}

func (r *repo) want(rec *history.Record, unit, p, want string) {
	r.Helper()
	if got := told(r, rec, unit, p); got != want {
		r.Errorf("%s of %s: %s, want %s", p, unit, got, want)
	}
}

// The days of TV-30: of a moment in the archive's own zone.
func TestFollowDays(t *testing.T) {
	r := newRepo(t)
	r.write("2023-11-03T23:59:59+08:00", "a/2023-10.md", "final 1")
	r.write("2023-11-04T00:00:00+08:00", "b/2023-10.md", "final 2")
	r.write("2023-11-03T16:30:00Z", "c/2023-10.md", "final 3") // 00:30 of the next day
	rec := r.follow()
	for unit, want := range map[string]string{"a": "2023-11-03", "b": "2023-11-04", "c": "2023-11-04"} {
		if c := rec.Of(unit, month(t, "2023-10")); c == nil || c.Submitted.Day.String() != want {
			t.Errorf("%s: %+v", unit, c)
		}
	}
	if rec.Began.Day.String() != "2023-11-03" || rec.Began.Hash != r.git("", "rev-list", "--max-parents=0", "HEAD")[:12] {
		t.Errorf("the archive began with %v", rec.Began)
	}
}

// The stages, what was reported first and what was changed after it, sign-offs
// with the figures that they were given for.
func TestFollowStages(t *testing.T) {
	r := newRepo(t)
	r.write("2023-11-01T10:00:00+08:00", "2023-10.md", "draft 90")
	r.write("2023-11-02T10:00:00+08:00", "2023-10.md", "review 95 review:lead")
	r.write("2023-11-02T11:00:00+08:00", "2023-10.md", "review 96 review:lead")
	r.write("2023-11-03T10:00:00+08:00", "2023-10.md", "final 100 review:lead key_figures:boss")
	r.write("2023-11-05T10:00:00+08:00", "2023-10.md", "final 100 review:lead key_figures:boss\nmore text")
	r.write("2023-12-05T10:00:00+08:00", "2023-10.md", "final 93 review:lead key_figures:boss")
	r.write("2023-12-06T10:00:00+08:00", "2023-10.md", "damaged 0")
	rec := r.follow()
	r.want(rec, "root", "2023-10", "draft 2023-11-01, review 2023-11-02, final 2023-11-03, submitted 2023-11-03, first 100, changed 2023-12-05")
	c := rec.Of("root", month(t, "2023-10"))
	figures := func(n string) string {
		return report.FiguresDigest([]report.Stated{{Metric: "revenue", Actual: num.MustParse(n)}})
	}
	if len(c.Signed) != 2 || c.Signed[0].Figures != figures("95") || c.Signed[0].At.Day.String() != "2023-11-02" || c.Signed[1].Figures != figures("100") || c.Signed[1].By != "boss" {
		t.Errorf("%+v", c.Signed)
	}
	if c.Count != 7 || c.Last.Day.String() != "2023-12-06" || c.Front != report.DigestOfText("final 100 review:lead key_figures:boss") {
		t.Errorf("%+v", c)
	}
	o := options()
	o.Applies = report.Review
	r.want(r.followWith(o), "root", "2023-10", "draft 2023-11-01, review 2023-11-02, final 2023-11-03, submitted 2023-11-02, first 100, changed 2023-12-05")
	r.put("2023-11.md", "final 1") // is not committed
	r.want(r.follow(), "root", "2023-11", "nothing")
	if (*history.Record)(nil).Of("root", month(t, "2023-10")) != nil {
		t.Error("a record that there is not knows something")
	}
}

// A report is followed by its unit and period: into the folder of its year, into
// another department's folder, and when it was gone for a while.
func TestFollowMoved(t *testing.T) {
	r := newRepo(t)
	r.write("2023-11-02T10:00:00+08:00", "東區/2023-10.md", "final 1")
	r.write("2023-11-03T10:00:00+08:00", "lost-one/2023-10.md", "final 2")
	r.git("", "mv", "content/東區", "content/sales")
	r.commit("2024-01-01T10:00:00+08:00") // the unit has another name now
	r.write("2024-01-02T10:00:00+08:00", "sales/2023-11.md", "final 3")
	os.MkdirAll(filepath.Join(r.dir, "content/division/sales/2023"), 0o777)
	r.git("", "mv", "content/sales/2023-10.md", "content/division/sales/2023/2023-10.md")
	r.git("", "rm", "-q", "content/lost-one/2023-10.md")
	r.put("division/sales/2023/2023-10.md", "final 1 with words")
	r.commit("2024-02-01T10:00:00+08:00")
	r.write("2024-03-01T10:00:00+08:00", "lost-one/2023-10.md", "final 4")
	rec := r.follow()
	r.want(rec, "sales", "2023-10", "final 2023-11-02, submitted 2023-11-02, first 1")
	r.want(rec, "sales", "2023-11", "final 2024-01-02, submitted 2024-01-02, first 3")
	r.want(rec, "東區", "2023-10", "nothing")
	r.want(rec, "lost-one", "2023-10", "final 2023-11-03, submitted 2023-11-03, first 2, changed 2024-03-01")
	if len(rec.List) != 3 {
		t.Errorf("%+v", rec.List)
	}
}

// What a branch held counts from the day on which it was merged: that is when
// it came into the archive.
func TestFollowMerge(t *testing.T) {
	for _, config := range []string{"", "off", "combined", "separate"} {
		r := newRepo(t)
		if config != "" {
			r.git("", "config", "log.diffMerges", config)
		}
		r.write("2023-11-01T10:00:00+08:00", "2023-09.md", "final 9")
		r.git("", "checkout", "-q", "-b", "topic")
		r.write("2023-11-02T10:00:00+08:00", "2023-10.md", "draft 1")
		r.write("2023-11-03T10:00:00+08:00", "2023-10.md", "final 2")
		r.git("", "checkout", "-q", "main")
		r.write("2023-11-04T10:00:00+08:00", "2023-09.md", "final 9 words")
		r.git("2023-11-06T10:00:00+08:00", "merge", "-q", "--no-ff", "-m", "merge", "topic")
		r.want(r.follow(), "root", "2023-10", "final 2023-11-06, submitted 2023-11-06, first 2")

		// On the branch itself its own commits are the first parents.
		r.git("", "checkout", "-q", "--detach", "topic")
		r.want(r.follow(), "root", "2023-10", "draft 2023-11-02, final 2023-11-03, submitted 2023-11-03, first 2")
	}
}

// A history that was rewritten says what it says now; a detached HEAD what is
// checked out.
func TestFollowRewritten(t *testing.T) {
	r := newRepo(t)
	r.write("2023-11-03T10:00:00+08:00", "2023-10.md", "final 1")
	first, _ := history.At(t.Context(), r.dir)
	r.write("2023-11-20T10:00:00+08:00", "2023-10.md", "final 2")
	r.want(r.follow(), "root", "2023-10", "final 2023-11-03, submitted 2023-11-03, first 1, changed 2023-11-20")
	r.git("", "checkout", "-q", "--detach", "HEAD~1")
	r.want(r.follow(), "root", "2023-10", "final 2023-11-03, submitted 2023-11-03, first 1")
	r.git("2023-11-09T10:00:00+08:00", "commit", "-q", "--amend", "-m", "again")
	r.want(r.follow(), "root", "2023-10", "final 2023-11-09, submitted 2023-11-09, first 1")
	if again, _ := history.At(t.Context(), r.dir); again == first {
		t.Error("an amended commit has the same hash")
	}
	r.git("", "replace", first, "HEAD") // what git puts in its place on this machine alone
	r.git("", "checkout", "-q", "main")
	r.want(r.follow(), "root", "2023-10", "final 2023-11-03, submitted 2023-11-03, first 1, changed 2023-11-20")
}

// An archive may lie in a folder of its repository, names may be of any script,
// and the reader's own settings of git change nothing.
func TestFollowAnywhere(t *testing.T) {
	r := newRepo(t)
	top := r.dir
	r.dir = filepath.Join(top, "档案 1")
	os.MkdirAll(r.dir, 0o777)
	settings := []string{"log.showRoot=false", "core.quotepath=true", "diff.renames=copies", "diff.relative=true", "log.follow=true", "log.showSignature=true", "log.date=relative", "format.pretty=raw", "core.abbrev=4", "diff.noprefix=true", "log.decorate=full", "diff.orderFile=none"}
	r.write("2023-11-03T10:00:00+08:00", "華東 \"一\"/2023-10.md", "final 1")
	outside := &repo{TB: t, dir: top}
	outside.write("2023-11-04T10:00:00+08:00", "2023-10.md", "final 7") // another archive
	r.write("2023-11-05T10:00:00+08:00", "華東 \"一\"/2023-10.md", "final 2")
	for _, s := range settings {
		key, value, _ := strings.Cut(s, "=")
		r.git("", "config", key, value)
	}
	rec := r.follow()
	r.want(rec, "華東 \"一\"", "2023-10", "final 2023-11-03, submitted 2023-11-03, first 1, changed 2023-11-05")
	if len(rec.List) != 1 {
		t.Errorf("%+v", rec.List)
	}
	outside.want(outside.follow(), "root", "2023-10", "final 2023-11-04, submitted 2023-11-04, first 7")
}

// A link is no report, and neither is what lies elsewhere.
func TestFollowOther(t *testing.T) {
	r := newRepo(t)
	r.put("2023-09.md", "final 1")
	r.put("notes.md", "final 1")
	if err := os.Symlink("2023-09.md", filepath.Join(r.dir, "content/2023-10.md")); err != nil {
		t.Skip("links cannot be made here: " + err.Error())
	}
	os.WriteFile(filepath.Join(r.dir, "2023-11.md"), []byte("final 1"), 0o666)
	r.commit("2023-11-03T10:00:00+08:00")
	rec := r.follow()
	if len(rec.List) != 1 || rec.Of("root", month(t, "2023-09")) == nil {
		t.Errorf("%+v", rec.List)
	}
}

// Whoever calls may give up.
func TestFollowStopped(t *testing.T) {
	r := newRepo(t)
	r.write("2023-11-01T10:00:00+08:00", "2023-09.md", "final 1")
	head, _ := history.At(t.Context(), r.dir)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if rec, err := history.Follow(ctx, r.dir, head, nil, options()); err == nil {
		t.Errorf("%+v", rec)
	}
}

// large makes a repository of 10,000 reports and 3,000 commits: a year of 100
// units by day, as far as they go, each commit with three of them and now and
// then with a change of an earlier one.
func large(t testing.TB, files, commits int) *repo {
	t.Helper()
	r := newRepo(t)
	var b bytes.Buffer
	day := period.Date(2023, 1, 1)
	n, mark := 0, 0
	for c := range commits {
		mark++
		fmt.Fprintf(&b, "commit refs/heads/main\nmark :%d\ncommitter a <a@example.org> %d +0000\ndata 1\nx\n", mark, 1_700_000_000+int64(c)*3600)
		if mark > 1 {
			fmt.Fprintf(&b, "from :%d\n", mark-1)
		}
		file := func(i int, status string) {
			text := fmt.Sprintf("%s %d\n%s", status, i*7+c, strings.Repeat("Words of a summary, as there are many.\n", 40))
			fmt.Fprintf(&b, "M 100644 inline content/area-%d/unit-%03d/%v.md\ndata %d\n%s\n", i%100/10, i%100, day+period.Day(i/100), len(text), text)
		}
		for ; n < (c+1)*files/commits; n++ {
			file(n, "final")
		}
		if n > 2000 {
			file(n-1000, "final") // its figure changes
		}
	}
	c := exec.Command("git", "fast-import", "--quiet")
	c.Dir, c.Stdin = r.dir, &b
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return r
}

// One pass of git for the whole archive, however many commits there are.
func TestFollowLarge(t *testing.T) {
	r := large(t, 1000, 300)
	rec := r.follow()
	if len(rec.List) != 1000 || rec.Gap != history.NoGap {
		t.Errorf("%d reports", len(rec.List))
	}
}

func BenchmarkFollow(b *testing.B) {
	r := large(b, 10_000, 3_000)
	for b.Loop() {
		if rec := r.follow(); len(rec.List) != 10_000 {
			b.Fatal(len(rec.List))
		}
	}
}

// Whatever comes, commit by commit, going on from any earlier one tells what a
// reading of all tells.
func TestFollowOn(t *testing.T) {
	r := newRepo(t)
	rnd := rand.New(rand.NewPCG(5, 6))
	statuses := []string{"draft", "review", "final", "final"}
	var all []*history.Record
	for n := range 40 {
		at := fmt.Sprintf("2023-%02d-%02dT10:00:00+08:00", 1+n/28, 1+n%28)
		name := fmt.Sprintf("unit-%d/2023-0%d.md", rnd.IntN(3), 1+rnd.IntN(3))
		switch rnd.IntN(6) {
		case 0:
			os.Remove(filepath.Join(r.dir, "content", name))
		case 1:
			to := fmt.Sprintf("other-%d/%s", rnd.IntN(3), path.Base(name))
			os.MkdirAll(filepath.Dir(filepath.Join(r.dir, "content", to)), 0o777)
			os.Rename(filepath.Join(r.dir, "content", name), filepath.Join(r.dir, "content", to))
		default:
			r.put(name, fmt.Sprintf("%s %d review:lead\n%d", statuses[rnd.IntN(4)], rnd.IntN(3), n))
		}
		r.git(at, "add", "-A")
		r.git(at, "commit", "-q", "--allow-empty", "-m", at)
		if rnd.IntN(5) == 0 && n > 2 {
			r.git("", "checkout", "-q", "-b", at[:10], "HEAD~2")
			r.write(at, fmt.Sprintf("side-%d/2023-01.md", n), "final 1")
			r.git("", "checkout", "-q", "main")
			r.git(at, "merge", "-q", "--no-ff", "-m", "merge", at[:10])
		}
		rec := r.follow()
		for _, before := range all {
			if on, err := history.Follow(t.Context(), r.dir, rec.Head, before, options()); err != nil || !reflect.DeepEqual(on, rec) {
				t.Fatalf("at commit %d: from %s on it is\n%+v, not\n%+v", n, before.Head, on, rec)
			}
		}
		if n%8 == 0 {
			all = append(all, rec)
		}
	}
}
