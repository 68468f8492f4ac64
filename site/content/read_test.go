package content

import (
	"context"
	"os"
	"strings"
	"testing"

	"almanac/site/diag"
)

func TestGolden(t *testing.T) {
	a, remarks, err := Read(context.Background(), "../testdata/golden/archive", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(remarks) > 0 {
		var b strings.Builder
		diag.Text(&b, remarks[:min(len(remarks), 20)], false)
		t.Errorf("%d remarks:\n%s", len(remarks), b.String())
	}
	files := 0
	for _, u := range a.Units {
		t.Log(u.ID, u.Parent, u.Level, u.Folder)
	}
	os.Stdout.Sync()
	t.Log(len(a.Reports), files)
}
