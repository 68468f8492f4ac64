package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"
)

// GitHub writes remarks as the workflow commands that GitHub Actions turns into
// annotations beside the lines of a change
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
func GitHub(w io.Writer, ds []Diagnostic) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, d := range ds {
		command := [...]string{"notice", "warning", "error"}[min(d.Severity, Error)]
		var at []string
		add := func(name, value string) { at = append(at, name+"="+property.Replace(Clean(value))) }
		if d.File != "" {
			add("file", d.File)
		}
		if d.File != "" && d.Line > 0 {
			add("line", fmt.Sprint(d.Line))
			add("col", fmt.Sprint(max(d.Column, 1)))
			if d.Width > 1 {
				add("endColumn", fmt.Sprint(d.Column+d.Width-1))
			}
		}
		if d.Rule != "" {
			add("title", d.Rule)
		}
		text := Clean(d.Message)
		if d.Hint != "" {
			text += "\n" + d.Hint
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", command, strings.Join(at, ","), data.Replace(text)); err != nil {
			return err
		}
	}
	return nil
}

// About is a rule as a list of rules describes it.
type About struct {
	Rule
	Title string // in a few words
	Doc   string // a paragraph
}

// SARIF writes remarks in the Static Analysis Results Interchange Format 2.1.0
// (OASIS Standard, March 2020), with the rules that they speak of; version is the
// program's. Columns count characters.
func SARIF(w io.Writer, ds []Diagnostic, rules []About, version string) error {
	index := map[string]int{}
	var used []sarifRule
	about := map[string]About{}
	for _, r := range rules {
		about[r.Name] = r
	}
	results := []sarifResult{}
	for _, d := range ds {
		if _, known := index[d.Rule]; !known {
			index[d.Rule] = len(used)
			used = append(used, sarifRuleOf(d, about[d.Rule]))
		}
		results = append(results, sarifResultOf(d, index[d.Rule]))
	}
	log := sarifLog{Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0"}
	run := sarifRun{Results: results, ColumnKind: "unicodeCodePoints", Bases: map[string]any{"ARCHIVE": struct{}{}}}
	run.Tool.Driver = sarifDriver{Name: "almanac", Version: version, Rules: append([]sarifRule{}, used...)}
	log.Runs = []sarifRun{run}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(log); err != nil {
		return err
	}
	_, err := io.WriteString(w, escape(b.String()))
	return err
}

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		Results    []sarifResult  `json:"results"`
		ColumnKind string         `json:"columnKind"`
		Bases      map[string]any `json:"originalUriBaseIds"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifRule struct {
		ID      string     `json:"id"`
		Short   *sarifText `json:"shortDescription,omitempty"`
		Full    *sarifText `json:"fullDescription,omitempty"`
		Default struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
		Properties map[string]any `json:"properties,omitempty"`
	}
	sarifResult struct {
		Rule      string          `json:"ruleId"`
		Index     int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact struct {
				URI  string `json:"uri"`
				Base string `json:"uriBaseId"`
			} `json:"artifactLocation"`
			Region *sarifRegion `json:"region,omitempty"`
		} `json:"physicalLocation"`
	}
	sarifRegion struct {
		Line    int        `json:"startLine"`
		Column  int        `json:"startColumn"`
		End     int        `json:"endColumn"`
		Snippet *sarifText `json:"snippet,omitempty"`
	}
)

func sarifRuleOf(d Diagnostic, a About) sarifRule {
	r := sarifRule{ID: d.Rule}
	r.Default.Level = d.Severity.String()
	if a.Name != "" {
		r.Default.Level = a.Severity.String()
	}
	if a.Title != "" {
		r.Short, r.Full = &sarifText{a.Title}, &sarifText{a.Doc}
	}
	if d.Code != "" {
		r.Properties = map[string]any{"code": d.Code}
	}
	return r
}

func sarifResultOf(d Diagnostic, rule int) sarifResult {
	text := d.Message
	if d.Hint != "" {
		text += "\n" + d.Hint
	}
	r := sarifResult{Rule: d.Rule, Index: rule, Level: d.Severity.String(), Message: sarifText{valid(text)}}
	if d.File == "" {
		return r
	}
	var l sarifLocation
	l.Physical.Artifact.URI, l.Physical.Artifact.Base = (&url.URL{Path: d.File}).EscapedPath(), "ARCHIVE"
	if d.Line > 0 {
		column := max(d.Column, 1)
		l.Physical.Region = &sarifRegion{Line: d.Line, Column: column, End: column + max(d.Width, 1)}
		if d.Excerpt != "" {
			l.Physical.Region.Snippet = &sarifText{valid(d.Excerpt)}
		}
	}
	r.Locations = []sarifLocation{l}
	return r
}

// valid is a text that is UTF-8, as JSON must be.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}
