package diag_test

import (
	"encoding/json"
	"strings"
	"testing"

	"almanac/site/diag"
)

func TestGitHub(t *testing.T) {
	d := key.At("content/a,b:c.md", 7, 3, "50% is\nwrong", "write 60%")
	d.Width = 4
	var b strings.Builder
	if err := diag.GitHub(&b, []diag.Diagnostic{d, {Severity: diag.Note, Message: "m"}, {File: "x.md", Severity: diag.Warning, Rule: "a/b", Message: "m"}}); err != nil {
		t.Fatal(err)
	}
	want := "::error file=content/a%2Cb%3Ac.md,line=7,col=3,endColumn=6,title=read/key::50%25 is␊wrong%0Awrite 60%25\n" +
		"::notice ::m\n::warning file=x.md,title=a/b::m\n"
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
}

// The properties that SARIF 2.1.0 requires (§3.13, §3.14, §3.27), and those that
// code scanning reads.
func TestSARIF(t *testing.T) {
	a := key.At("content/東 x.md", 7, 3, "m", "h")
	a.Width, a.Excerpt = 4, "abc\xff"
	c := diag.Diagnostic{Severity: diag.Warning, Rule: "workflow/late", Message: "late"}
	var b strings.Builder
	if err := diag.SARIF(&b, []diag.Diagnostic{a, c, a}, []diag.About{{Rule: key, Title: "A key", Doc: "Known keys only."}}, "1.2"); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name, Version string
					Rules         []struct {
						ID               string
						ShortDescription struct{ Text string }
						Default          struct{ Level string } `json:"defaultConfiguration"`
					}
				}
			}
			Results []struct {
				RuleID, Level string
				RuleIndex     int
				Message       struct{ Text string }
				Locations     []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           *struct{ StartLine, StartColumn, EndColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	run := got.Runs[0]
	rules, results := run.Tool.Driver.Rules, run.Results
	if got.Version != "2.1.0" || !strings.HasSuffix(got.Schema, "sarif-schema-2.1.0.json") || run.ColumnKind != "unicodeCodePoints" || run.Tool.Driver.Name != "almanac" || run.Tool.Driver.Version != "1.2" {
		t.Errorf("%+v", got)
	}
	if len(rules) != 2 || rules[0].ID != "read/key" || rules[0].ShortDescription.Text != "A key" || rules[0].Default.Level != "error" || rules[1].ID != "workflow/late" || rules[1].Default.Level != "warning" {
		t.Errorf("%+v", rules)
	}
	if len(results) != 3 || results[0].RuleIndex != 0 || results[1].RuleIndex != 1 || results[2].RuleIndex != 0 || results[0].Message.Text != "m\nh" || results[1].Level != "warning" || len(results[1].Locations) != 0 {
		t.Fatalf("%+v", results)
	}
	place := results[0].Locations[0].PhysicalLocation
	if place.ArtifactLocation.URI != "content/%E6%9D%B1%20x.md" || *place.Region != (struct{ StartLine, StartColumn, EndColumn int }{7, 3, 7}) {
		t.Errorf("%+v %+v", place, place.Region)
	}
	b.Reset()
	if err := diag.SARIF(&b, nil, nil, ""); err != nil || !strings.Contains(b.String(), `"results": []`) || !strings.Contains(b.String(), `"rules": []`) {
		t.Error(b.String())
	}
}
