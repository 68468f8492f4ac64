package content_test

import (
	"os"
	"path/filepath"
	"testing"

	"almanac/site/content"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// reading opens an archive of some files.
func reading(t *testing.T, files map[string]string) *content.Reading {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r, _, err := content.Open(t.Context(), dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Versions are read by the configuration of now, one after the other, whatever
// became of what stands in them.
func TestVersions(t *testing.T) {
	r := reading(t, map[string]string{
		"config.toml":             "title = \"T\"\nlanguages = [\"en\", \"zh-Hant\"]\n[metrics.revenue]\nunit = \"money\"\n",
		"content/east/2026-03.md": "+++\n+++\n",
	})
	v := r.Versions()
	march, _ := period.Calendar{}.Parse("2026-03")
	for path, want := range map[string]string{
		"content/east/2026-03.md": "east", "content/2026-03.md": "root", "content/sales/east/2026/2026-03.md": "east",
		"content/east/2026-03.zh-Hant.md": "", "content/east/notes.md": "", "content/2026-03/table.csv": "", "content/east/2026-13.md": "",
	} {
		unit, p, ok := v.Spot(path)
		if ok != (want != "") || ok && (unit != want || p != march) {
			t.Errorf("%s: %q %v %v", path, unit, p, ok)
		}
	}
	for _, x := range []struct {
		name, text, status, revenue string // status "": it cannot be told
	}{
		{"as it should be", "+++\nstatus = \"review\"\n[metrics.revenue]\nactual = \"120萬元\"\n+++\ntext\n", "review", "1200000"},
		{"without a status", "+++\n[metrics.revenue]\nactual = 12\n+++\n", "final", "12"},
		{"a metric and a key that there are no more", "+++\nold = 1\n[metrics.gone]\nactual = 3\n[metrics.revenue]\nactual = 4\n+++\n", "final", "4"},
		{"a status that there is none of", "+++\nstatus = \"done\"\n+++\n", "", ""},
		{"no front matter", "text\n", "", ""},
		{"never closed", "+++\nstatus = \"final\"\n", "", ""},
		{"no TOML", "+++\nstatus = \n+++\n", "", ""},
		{"no text", "\xff\xfe\x00", "", ""},
		{"Windows", "\xef\xbb\xbf+++\r\nstatus = \"draft\"\r\n+++\r\n", "draft", ""},
	} {
		s, ok := v.Stub("content/east/2026-03.md", []byte(x.text))
		if ok != (x.status != "") || s.Status != x.status {
			t.Errorf("%s: %v %q", x.name, ok, s.Status)
			continue
		}
		if ok && (s.Unit != "east" || s.Period != march || s.Front == (report.Digest{})) {
			t.Errorf("%s: %+v", x.name, s)
		}
		if x.revenue != "" && (len(s.Stated) != 1 || !s.Stated[0].Actual.Equal(num.MustParse(x.revenue))) {
			t.Errorf("%s: %+v", x.name, s.Stated)
		}
	}
}

// The digest of a version's front matter is the one that its report has.
func TestVersionDigest(t *testing.T) {
	text := "+++\r\ntitle = \"March\"\r\n+++\r\nAll is well.\r\n"
	r := reading(t, map[string]string{"config.toml": "title = \"T\"\n", "content/2026-03.md": text})
	s, ok := r.Versions().Stub("content/2026-03.md", []byte(text+"More.\n"))
	if !ok || s.Front != r.Archive.Reports[0].Digests.Front {
		t.Errorf("%v %x, not %x", ok, s.Front, r.Archive.Reports[0].Digests.Front)
	}
}
