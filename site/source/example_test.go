package source_test

import (
	"os"
	"testing"

	"almanac/site/content"
	"almanac/site/diag"
	"almanac/site/source"
)

// The example archive holds the figures of its data, slips and all: importing
// them once more changes nothing.
func TestExampleArchive(t *testing.T) {
	const dir, data = "../..", "../../content/_data/adventureworks/"
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	archive, remarks, err := content.Read(t.Context(), dir, content.Options{})
	if err != nil || diag.Unreadable(remarks) {
		t.Fatal(err, text(remarks))
	}
	mapped, err := os.ReadFile(data + "import.toml")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]source.Counts{
		"monthly.csv":  {Rows: 6000, Outside: 12, Empty: 14, Checked: 1570, Same: 4512},
		"distinct.csv": {Rows: 330, Same: 330},
	} {
		f, err := os.Open(data + name)
		if err != nil {
			t.Fatal(err)
		}
		plan, remarks, err := source.Import(t.Context(), source.Request{Archive: archive, Root: root, Data: f, Name: name, Map: mapped, MapName: "import.toml"})
		f.Close()
		if err != nil || diag.Count(remarks, diag.Error) > 0 {
			t.Fatal(err, text(remarks))
		}
		if plan.Counts != want {
			t.Errorf("%s: %+v, want %+v", name, plan.Counts, want)
		}
		for _, f := range plan.Files {
			if f.State != source.Unchanged {
				t.Errorf("%s would be %s", f.Path, f.State)
			}
		}
	}
}
