package site_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"almanac/site"
	"almanac/site/diag"
)

var updateGuide = flag.Bool("update-guide", false, "write testdata/guide/remarks.txt anew")

// guideRemarks are all remarks on one of the two archives of the guide's example,
// as check prints them.
func guideRemarks(t *testing.T, name string) (string, []diag.Diagnostic) {
	t.Helper()
	s, err := site.Open(context.Background(), site.Options{Dir: filepath.Join("testdata/guide", name), Drafts: true})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := diag.Text(&b, s.Remarks(), false); err != nil {
		t.Fatal(err)
	}
	return b.String(), s.Remarks()
}

// The guide's own example of October 2023 gives at least the remarks that
// settled.md 4 lists; its whole output is kept, so that a change is seen.
func TestGuideExample(t *testing.T) {
	const golden = "testdata/guide/remarks.txt"
	text, remarks := guideRemarks(t, "bad")
	if *updateGuide {
		if err := os.WriteFile(golden, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []struct{ rule, code, says string }{
		{"structure/missing-section", "S101", "市場動態"},
		{"language/points", "L302-pp", "5%"},
		{"language/undefined-metric", "", "流失風險"},
		{"issues/one-sided", "I501", "外部"},
		{"issues/unquantified", "I503", ""},
		{"actions/incomplete", "A403", "owner"},
		{"actions/incomplete", "A403", "due"},
		{"actions/incomplete", "A403", "acceptance"},
		{"actions/slogan", "A404", "優化"},
	} {
		found := false
		for _, d := range remarks {
			found = found || d.Rule == want.rule && d.Code == want.code && strings.Contains(d.Message, want.says)
		}
		if !found {
			t.Errorf("there is no %s (%s) that says %q", want.rule, want.code, want.says)
		}
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != text {
		t.Errorf("the remarks are other ones than in %s; go test ./site -run GuideExample -update-guide, and read the difference:\n%s", golden, text)
	}
}

// Its corrected twin gives none.
func TestGuideTwin(t *testing.T) {
	if text, remarks := guideRemarks(t, "good"); len(remarks) > 0 {
		t.Errorf("%s", text)
	}
}
