package site

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"almanac/site/history"
	"almanac/site/memory"
	"almanac/site/period"
	"almanac/site/report"
)

func needGit(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("ALMANAC_REQUIRE") == "all" {
			t.Fatal("git is required here and not there")
		}
		t.Skip("git is not installed; only what it knows of reports needs it")
	}
}

// gitAt runs git in a folder, as of a day.
func gitAt(t testing.TB, dir, day string, args ...string) {
	t.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0"}, args...)...)
	c.Dir = dir
	if day == "" { // it makes no commit
		day = "2024-01-01"
	}
	c.Env = append(os.Environ(), "GIT_COMMITTER_DATE="+day+"T12:00:00Z", "GIT_AUTHOR_DATE=2020-01-01T12:00:00Z", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// commit commits all that there is, as of a day.
func commit(t testing.TB, dir, day string) {
	t.Helper()
	gitAt(t, dir, day, "add", "-A")
	gitAt(t, dir, day, "commit", "-q", "-m", day)
}

func course(status string, revenue int, more string) string {
	return fmt.Sprintf("+++\nauthor = \"seller\"\nstatus = %q\n[metrics.revenue]\nactual = %d\ntarget = 100\n%s+++\n## Results\n\nFine.\n", status, revenue, more)
}

// committed is an archive with a history: reports on time, late, pending, and one
// that was changed after it was final.
func committed(t testing.TB) string {
	t.Helper()
	needGit(t)
	dir := t.TempDir()
	gitAt(t, dir, "2024-01-01", "init", "-q", "-b", "main")
	put(t, dir, ".gitignore", "/public/\n/.almanac/\n")
	put(t, dir, "config.toml", "title = \"Ways\"\nlanguages = [\"en\", \"zh-Hant\"]\nas_of = 2024-06-20\n[units.root]\n[units.east]\nlevel = \"team\"\n[units.west]\nlevel = \"team\"\n[people.lead]\nrole = \"sales_manager\"\n")
	put(t, dir, "content/2023-12.md", "+++\nsubmitted = 2024-01-02\n+++\nOld.\n")
	commit(t, dir, "2024-01-31")
	for m := 1; m <= 5; m++ {
		put(t, dir, fmt.Sprintf("content/east/2024-0%d.md", m), course("final", 80+m, ""))
		commit(t, dir, fmt.Sprintf("2024-0%d-02", m+1))
		if m < 4 {
			put(t, dir, fmt.Sprintf("content/west/2024-0%d.md", m), course("draft", 90+m, ""))
			commit(t, dir, fmt.Sprintf("2024-0%d-03", m+1))
			put(t, dir, fmt.Sprintf("content/west/2024-0%d.md", m), course("final", 90+m, ""))
			commit(t, dir, fmt.Sprintf("2024-0%d-%02d", m+1, 3+m))
		}
	}
	put(t, dir, "content/east/2024-02.md", course("final", 75, ""))
	commit(t, dir, "2024-06-10")
	put(t, dir, "content/west/2024-04.md", course("final", 99, ""))
	return dir
}

// The pages say what git knows: late by so many days, pending, missing, what was
// reported first.
func TestCourses(t *testing.T) {
	dir := committed(t)
	s := open(t, dir)
	for address, want := range map[string][]string{
		"west/2024-02.html":         {"This summary was finalised on 5 March, 2 days late.", "draft on 3 March 2024", "final on 5 March 2024"},
		"west/2024-04.html":         {"not committed yet"},
		"east/2024-01.html":         {"2 February 2024"},
		"east/2024-02.html":         {"on 10 June 2024, after the report was final", "restatements.html#undeclared"},
		"2023-12.html":              {"2 January 2024 (declared)"},
		"restatements.html":         {"Changed without a restatement", ">82<", ">75<", "content/east/2024-02.md:5"},
		"calendar.html":             {"1 report is missing; it was due on 3 June 2024.", "1 report is not committed yet.", ">1–3 days late<"},
		"index.html":                {"1 report is missing", `href="calendar.html"`},
		"calendar/2024.html":        {"1 d late", "2 d late", "3 d late", "missing", "pending"},
		"feed.xml":                  {"2024-03-05T"},
		"calendar/2023.html":        {"on time"},
		"zh-Hant/west/2024-02.html": {"本總結於3月5日定稿，逾期2天。"},
	} {
		text := drawnOf(t, s, address)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q", address, w)
			}
		}
	}
	if text := drawnOf(t, s, "east/2024-01.html"); strings.Contains(text, " late.") || strings.Contains(text, " late)") {
		t.Error("east/2024-01.html says that a report on time was late")
	}
}

// Two clones of one commit give the same bytes, whatever is checked out by what
// name; a shallow one knows nothing, and says so; so does a folder without git.
func TestCoursesElsewhere(t *testing.T) {
	dir := committed(t)
	commit(t, dir, "2024-06-11")
	built := func(dir string) map[string]string {
		to := filepath.Join(t.TempDir(), "site")
		write(t, open(t, dir), to)
		return tree(t, to)
	}
	want := built(dir)
	clone := filepath.Join(t.TempDir(), "clone")
	gitAt(t, dir, "", "clone", "-q", "file://"+dir, clone)
	gitAt(t, clone, "", "checkout", "-q", "--detach")
	same(t, built(clone), want)

	shallow := filepath.Join(t.TempDir(), "shallow")
	gitAt(t, dir, "", "clone", "-q", "--depth", "2", "file://"+dir, shallow)
	if text := built(shallow)["calendar.html"]; !strings.Contains(text, "shallow clone") || strings.Contains(text, "days late</td>") || strings.Contains(text, "d late") {
		t.Error("in a shallow clone a report is late")
	}
	t.Run("distrusted", func(t *testing.T) {
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
		if text := built(dir)["calendar.html"]; !strings.Contains(text, "which belongs to another user") || strings.Contains(text, "d late") {
			t.Error("where git does not trust the repository a report is late")
		}
	})
	bare := filepath.Join(t.TempDir(), "bare")
	if err := os.CopyFS(bare, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(filepath.Join(bare, ".git"))
	plain := built(bare)
	if text := plain["calendar.html"]; !strings.Contains(text, "Git knows nothing") || strings.Contains(text, "d late") {
		t.Error("without git a report is late that does not say when it was submitted")
	}
	t.Setenv("PATH", t.TempDir())
	same(t, built(dir), plain)
}

// Builds that remember what git told are those that asked anew, wherever HEAD
// moves to and whatever is not committed.
func TestCoursesIncremental(t *testing.T) {
	dir := committed(t)
	out := filepath.Join(dir, "public")
	for _, e := range []struct {
		name string
		do   func()
	}{
		{"nothing", func() {}},
		{"it is committed", func() { commit(t, dir, "2024-06-12") }},
		{"an empty commit", func() { gitAt(t, dir, "2024-06-13", "commit", "-q", "--allow-empty", "-m", "x") }},
		{"a change of the text", func() { change(t, dir, "content/east/2024-03.md", "Fine", "Very fine") }},
		{"it is committed, too", func() { commit(t, dir, "2024-06-14") }},
		{"a change of a figure", func() { change(t, dir, "content/east/2024-03.md", "actual = 83", "actual = 81") }},
		{"that is committed", func() { commit(t, dir, "2024-06-15") }},
		{"and declared", func() {
			change(t, dir, "content/east/2024-03.md", "+++\n## R", "[[restatements]]\nmetric = \"revenue\"\nold = 83\nnew = 81\nreason = \"returns\"\n+++\n## R")
		}},
		{"an amended commit", func() { gitAt(t, dir, "2024-06-16", "commit", "-q", "-a", "--amend", "-m", "y") }},
		{"back to the beginning", func() { gitAt(t, dir, "", "checkout", "-q", "--detach", "HEAD~3") }},
		{"to the branch again", func() { gitAt(t, dir, "", "checkout", "-q", "main") }},
		{"a report moves", func() {
			os.MkdirAll(filepath.Join(dir, "content/east/2024"), 0o777)
			gitAt(t, dir, "", "mv", "content/east/2024-01.md", "content/east/2024/2024-01.md")
		}},
		{"that is committed, too", func() { commit(t, dir, "2024-06-17") }},
		{"a sign-off", func() {
			if _, _, err := open(t, dir).Sign(t.Context(), SignRequest{"content/east/2024-04.md", "review", "lead", period.Date(2024, 6, 17)}); err != nil {
				t.Fatal(err)
			}
		}},
		{"a figure that was signed", func() { change(t, dir, "content/east/2024-04.md", "actual = 84", "actual = 85") }},
		{"deadlines", func() { change(t, dir, "config.toml", "[units.root]", "[deadlines]\nmonthly = 5\n[units.root]") }},
		{"what is submitted", func() { change(t, dir, "config.toml", "[deadlines]\n", "[deadlines]\napplies_to = \"review\"\n") }},
		{"the zone", func() { change(t, dir, "config.toml", "title", "timezone = \"Pacific/Kiritimati\"\ntitle") }},
		{"no history", func() { os.Rename(filepath.Join(dir, ".git"), filepath.Join(dir, ".away")) }},
		{"one again", func() { os.Rename(filepath.Join(dir, ".away"), filepath.Join(dir, ".git")) }},
		{"the memory is damaged", func() {
			name := filepath.Join(dir, memoryDir, "memory-"+coursesPart)
			if data, err := os.ReadFile(name); err != nil || os.WriteFile(name, data[:len(data)/2], 0o666) != nil {
				t.Fatal(err)
			}
		}},
		{"nothing is owed", func() {
			for _, name := range anyReports(t, dir) {
				change(t, dir, name, "+++\n", "+++\nscenario = \"figures\"\n")
			}
		}},
	} {
		e.do()
		write(t, remembering(t, dir), out)
		clean := filepath.Join(t.TempDir(), "clean")
		write(t, open(t, dir), clean)
		if same(t, tree(t, out), tree(t, clean)); t.Failed() {
			t.Fatalf("after %s", e.name)
		}
	}
}

// anyReports are all reports of an archive.
func anyReports(t *testing.T, dir string) (list []string) {
	t.Helper()
	for name := range tree(t, filepath.Join(dir, "content")) {
		list = append(list, "content/"+name)
	}
	slices.Sort(list)
	return list
}

// loggedGit puts a git into PATH that notes what it is asked.
func loggedGit(t *testing.T) (asked func() []string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the script that stands for git is for a shell")
	}
	needGit(t)
	real, _ := exec.LookPath("git")
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	script := fmt.Sprintf("#!/bin/sh\necho \"$@\" >>%q\nexec %q \"$@\"\n", log, real)
	if err := os.WriteFile(filepath.Join(dir, "git"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return func() []string {
		data, _ := os.ReadFile(log)
		os.Remove(log)
		return strings.Split(strings.TrimSpace(string(data)), "\n")
	}
}

// git is asked once for a commit: for the commit alone if what it told is
// remembered, for nothing if nothing is owed, nor if only figures are wanted.
func TestCoursesAskedOnce(t *testing.T) {
	dir := committed(t)
	asked := loggedGit(t)
	count := func(word string) (n int) {
		for _, line := range asked() {
			if strings.Contains(line, word) {
				n++
			}
		}
		return n
	}
	write(t, remembering(t, dir), filepath.Join(dir, "public"))
	if n := count("--raw"); n != 1 {
		t.Errorf("the first build asked %d times", n)
	}
	commit(t, dir, "2024-06-12")
	asked()
	write(t, remembering(t, dir), filepath.Join(dir, "public"))
	if n := count(".."); n != 2 { // what lies between the commits, and their files
		t.Errorf("after a commit it was asked %d times for what came since", n)
	}
	write(t, remembering(t, dir), filepath.Join(dir, "public"))
	if lines := asked(); len(lines) != 1 || !strings.Contains(lines[0], "rev-parse") {
		t.Errorf("the second build asked %q", lines)
	}
	if _, err := Open(t.Context(), Options{Dir: dir, Figures: true}); err != nil {
		t.Fatal(err)
	}
	if lines := asked(); lines[0] != "" {
		t.Errorf("for figures it was asked %q", lines)
	}
	live := openWith(t, Options{Dir: dir, Live: true})
	asked()
	again, err := live.Reopen(t.Context(), Options{Dir: dir, Live: true}, []string{"config.toml"})
	if err != nil {
		t.Fatal(err)
	}
	if n := count("--raw"); n != 0 || again.courses() != live.courses() {
		t.Errorf("a site that was opened again asked %d times", n)
	}
	for _, name := range anyReports(t, dir) {
		change(t, dir, name, "+++\n", "+++\nscenario = \"figures\"\n")
	}
	open(t, dir)
	if lines := asked(); lines[0] != "" {
		t.Errorf("of an archive that owes nothing it was asked %q", lines)
	}
}

// openWith opens an archive.
func openWith(t *testing.T, o Options) *Site {
	t.Helper()
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A site that is renewed is the one that is opened; where HEAD has moved, or
// something is owed that was not, it is opened.
func TestCoursesRenewed(t *testing.T) {
	dir := committed(t)
	o := Options{Dir: dir, Live: true, Drafts: true}
	s := openWith(t, o)
	renew := func(name, from, to string, renewed bool) {
		t.Helper()
		change(t, dir, name, from, to)
		next := s.Renew(t.Context(), o, []string{name})
		if next != nil && !next.Holds(t.Context(), []string{name}) {
			next = nil
		}
		if (next != nil) != renewed {
			t.Fatalf("%s: renewed %v", to, next != nil)
		}
		want := openWith(t, Options{Dir: dir, Drafts: true})
		if next == nil {
			var err error
			if next, err = s.Reopen(t.Context(), o, []string{name}); err != nil {
				t.Fatal(err)
			}
		}
		alike(t, next, want)
		s = next
	}
	renew("content/east/2024-03.md", "Fine", "Very fine", true)
	renew("content/east/2024-03.md", "actual = 83", "actual = 82", true) // a restatement comes, and a page of it changes
	renew("content/east/2024-03.md", "actual = 82", "actual = 83", true)
	renew("content/west/2024-04.md", "\"final\"", "\"draft\"", true)
	renew("content/west/2024-04.md", "author = \"seller\"", "author = \"lead\"", true)
	commit(t, dir, "2024-06-12")
	renew("content/east/2024-03.md", "Very fine", "Fine", false)
	renew("content/east/2024-03.md", "Fine", "Very fine", true)
}

// What is remembered of a commit is true for one configuration.
func TestCoursesKey(t *testing.T) {
	dir := committed(t)
	s := openWith(t, Options{Dir: dir, Memory: Recall(dir)})
	first := s.courses()
	if first.record.Gap != history.NoGap || len(first.record.List) != 9 {
		t.Fatalf("%+v", first.record)
	}
	m := memory.Open(filepath.Join(dir, memoryDir))
	c := recallCourses(m, first.config)
	if c == nil || len(c.record.List) != 9 || c.record.Head != first.record.Head || c.record.Of("west", month(t, "2024-02")).Submitted.Day != period.Date(2024, 3, 5) {
		t.Error("what git told is not remembered")
	}
	if recallCourses(m, report.Digest{}) != nil || recallCourses(nil, first.config) != nil {
		t.Error("what git told is remembered of another configuration")
	}
}

// What git told of an archive is not true of it at another place of the repository:
// there its files have no history.
func TestCoursesMoved(t *testing.T) {
	needGit(t)
	repo := t.TempDir()
	gitAt(t, repo, "", "init", "-q", "-b", "main")
	put(t, repo, ".gitignore", ".almanac/\n")
	put(t, repo, "a/config.toml", "title = \"Moved\"\nas_of = 2024-06-20\n[deadlines]\nmonthly = \"3d\"\n")
	put(t, repo, "a/content/2024-01.md", course("final", 80, ""))
	commit(t, repo, "2024-02-02")
	at := func(dir string) *history.Course {
		return openWith(t, Options{Dir: filepath.Join(repo, dir), Memory: Recall(filepath.Join(repo, dir))}).courses().record.Of(report.Root, month(t, "2024-01"))
	}
	if c := at("a"); c == nil || c.Submitted.Day != period.Date(2024, 2, 2) {
		t.Fatalf("%+v", c)
	}
	if err := os.Rename(filepath.Join(repo, "a"), filepath.Join(repo, "b")); err != nil {
		t.Fatal(err)
	}
	if c := at("b"); c != nil {
		t.Errorf("where nothing was committed: %+v", c)
	}
}

// What git could not tell of one version, since it had it not, it tells once it has it.
func TestCoursesTorn(t *testing.T) {
	dir := committed(t)
	object := func() string {
		c := exec.Command("git", "rev-parse", "HEAD:content/east/2024-03.md")
		c.Dir = dir
		out, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Join(dir, ".git", "objects", string(out[:2]), strings.TrimSpace(string(out[2:])))
	}()
	torn := func() bool {
		return openWith(t, Options{Dir: dir, Memory: Recall(dir)}).courses().record.Of("east", month(t, "2024-03")).Torn
	}
	if err := os.Rename(object, object+"-away"); err != nil {
		t.Fatal(err)
	}
	if !torn() {
		t.Fatal("a version that git does not have is told of")
	}
	if err := os.Rename(object+"-away", object); err != nil {
		t.Fatal(err)
	}
	if torn() {
		t.Error("what git did not have is remembered as lacking")
	}
}

func month(t testing.TB, name string) period.Period {
	t.Helper()
	p, err := period.Calendar{}.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
