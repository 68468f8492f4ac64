package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"

	"almanac/site/diag"
)

// A baseline is what check found when an archive was taken over and is not to be
// said again: for each remark a line with its rule, a digest of the sentence that
// it speaks of, and its file. A sentence may move within its file; when it is
// changed it is looked at anew. Its name stands in [checks] as baseline.

var ruleBaseline = diag.Rule{Name: "checks/baseline", Severity: diag.Note}

const baselineHead = "# What almanac check found when this archive was taken over, and does not say again.\n" +
	"# A line: rule, digest of the sentence, file. Written by almanac check --write-baseline.\n"

// baselineLine is how a remark stands in a baseline.
func baselineLine(d *diag.Diagnostic) string {
	text := strings.TrimSpace(d.Excerpt)
	if text == "" {
		text = d.Message
	}
	h := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%s %s %s", d.Rule, hex.EncodeToString(h[:8]), d.File)
}

// Baseline is the name of the archive's baseline, relative to it, and what it
// should hold so that nothing is left to be said. The name is "" if [checks]
// gives none.
func (s *Site) Baseline() (name string, data []byte) {
	name = s.archive.Checks.Files["baseline"]
	var lines []string
	all := s.remarks()
	for _, d := range slices.Concat(all.said, all.known) {
		if !d.Unreadable && d.File != "" && d.Rule != ruleBaseline.Name {
			lines = append(lines, baselineLine(&d)+"\n")
		}
	}
	slices.Sort(lines)
	var b bytes.Buffer
	b.WriteString(baselineHead)
	for _, l := range lines {
		b.WriteString(l)
	}
	return name, b.Bytes()
}

// unlessKnown takes out the remarks of the baseline, each line once.
func (s *Site) unlessKnown(ds []diag.Diagnostic) (kept, known []diag.Diagnostic) {
	name := s.archive.Checks.Files["baseline"]
	if name == "" {
		return ds, nil
	}
	at := s.archive.Sources["checks.baseline"]
	left, err := s.readBaseline(name)
	if err != nil {
		d := ruleBaseline.At("config.toml", int(at.Line), int(at.Column), fmt.Sprintf("the baseline %s cannot be read", name), "almanac check --write-baseline writes it")
		d.Severity = diag.Warning
		return append(ds, d), nil
	}
	kept = ds[:0]
	for _, d := range ds {
		if line := baselineLine(&d); !d.Unreadable && left[line] > 0 {
			left[line]--
			known = append(known, d)
			continue
		}
		kept = append(kept, d)
	}
	gone := 0
	for _, n := range left {
		gone += n
	}
	if gone > 0 && s.options.Only == nil {
		kept = append(kept, ruleBaseline.At("config.toml", int(at.Line), int(at.Column), fmt.Sprintf("%d of the remarks in the baseline %s are mended", gone, name), "almanac check --write-baseline takes them out"))
	}
	return kept, known
}

// readBaseline tells how often each line stands in a baseline.
func (s *Site) readBaseline(name string) (map[string]int, error) {
	root, err := os.OpenRoot(s.options.Dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	data, err := root.ReadFile(name)
	if err != nil {
		return nil, err
	}
	left := map[string]int{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			left[line]++
		}
	}
	return left, nil
}
