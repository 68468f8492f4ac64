package content

import (
	"strings"
	"testing"
)

// R-6.2.1-1: what customers said is of the topics whose words stand in it, beside the
// tags that its author gave it.
func TestTopics(t *testing.T) {
	const config = `title = 'Sales'
[topics]
delivery = ["late", "交期", "ship"]
price = ["贵", "貴", "discount"]
"售後" = ["維修"]
`
	for said, want := range map[string]string{
		"It came late again.":     "delivery",
		"Ｌate, and too dear":      "delivery", // as NFKC has it
		"The plate was broken.":   "",         // not a word
		"Shipping was free.":      "",
		"The DISCOUNT came late.": "delivery price",
		"The price is fair.":      "price", // a tag is a word of itself
		"交期一再延後，太貴了":              "delivery price",
		"售後很好":                    "售後",
		"維修要等兩週":                  "售後",
		"All is well.":            "",
	} {
		a := inputCase{files: map[string]string{configName: config, "content/2026-03.md": "+++\n[[feedback]]\ntext = \"" + said + "\"\n+++\n"}}.check(t)
		if got := strings.Join(a.Reports[0].Feedback[0].Topics(), " "); got != want {
			t.Errorf("%s: %q, want %q", said, got, want)
		}
	}
	// What its author says already is not said twice, and stands first.
	a := inputCase{files: map[string]string{configName: config, "content/2026-03.md": "+++\n[[feedback]]\ntext = \"late and dear\"\ntags = [\"mood\", \"delivery\"]\n[[feedback]]\ntext = \"discount\"\ntags = [\"mood\"]\n+++\n"}}.check(t)
	for i, want := range []string{"mood delivery", "mood price"} {
		if got := strings.Join(a.Reports[0].Feedback[i].Topics(), " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
