package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

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

// A baseline is what check found when an archive was taken over and is not to be
// said again: for each remark a line with its rule, a digest of the sentence that
// it speaks of, and its file. A sentence may move within its file; when it is
// changed it is looked at anew. Its name stands in [checks] as baseline.
type baseline struct {
	name  string
	at    report.Pos                // where config.toml names it
	lines map[string]map[string]int // by file: how often each line stands in it
	total int
	err   error // why it cannot be read
}

// readBaseline reads the archive's baseline; nil if it names none.
func (s *Site) readBaseline(root *os.Root) *baseline {
	name := s.archive.Checks.Files["baseline"]
	if name == "" {
		return nil
	}
	b := &baseline{name: name, at: s.archive.Sources["checks.baseline"], lines: map[string]map[string]int{}}
	if root == nil {
		b.err = fs.ErrNotExist
		return b
	}
	data, err := root.ReadFile(name)
	if b.err = err; err != nil {
		return b
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		file := ""
		if parts := strings.SplitN(line, " ", 3); len(parts) == 3 {
			file = parts[2]
		}
		if b.lines[file] == nil {
			b.lines[file] = map[string]int{}
		}
		b.lines[file][line]++
		b.total++
	}
	return b
}

// unlessKnown takes the remarks of the baseline out, each line once. One file is
// to come up in one call only.
func (b *baseline) unlessKnown(ds []diag.Diagnostic) (kept, known []diag.Diagnostic) {
	if b == nil {
		return ds, nil
	}
	used := map[string]int{}
	kept = ds[:0]
	for _, d := range ds {
		if line := baselineLine(&d); !d.Unreadable && used[line] < b.lines[d.File][line] {
			used[line]++
			known = append(known, d)
			continue
		}
		kept = append(kept, d)
	}
	return kept, known
}

// about says what is wrong with the baseline itself, given how many of its lines
// came up, if all of them may have, in a language.
func (b *baseline) about(used int, whole bool, tag string) []diag.Diagnostic {
	if b == nil {
		return nil
	}
	say := func(severity diag.Severity, message, hint diag.Words) []diag.Diagnostic {
		d := ruleBaseline.Said("config.toml", int(b.at.Line), int(b.at.Column), message, hint)
		d.Severity = severity
		return []diag.Diagnostic{d.In(tag)}
	}
	switch gone := b.total - used; {
	case b.err != nil:
		return say(diag.Warning, diag.Spoken("the baseline %s cannot be read", "基準檔 %s 無法讀取", "基准文件 %s 无法读取", b.name),
			diag.Spoken("almanac check --write-baseline writes it", "請用 almanac check --write-baseline 寫入", "请用 almanac check --write-baseline 写入"))
	case gone > 0 && whole:
		return say(diag.Note, diag.Spoken("the baseline %[2]s has remarks that are mended: %[1]d", "基準檔 %[2]s 中有 %[1]d 則提示已改正", "基准文件 %[2]s 中有 %[1]d 则提示已改正", gone, b.name),
			diag.Spoken("almanac check --write-baseline takes them out", "請用 almanac check --write-baseline 移除", "请用 almanac check --write-baseline 移除"))
	}
	return nil
}

// digest digests what the baseline knows of some files.
func (b *baseline) digest(d *digester, files ...string) {
	if b == nil {
		return
	}
	for _, f := range files {
		for _, line := range slices.Sorted(maps.Keys(b.lines[f])) {
			d.text(line)
			d.number(b.lines[f][line])
		}
	}
}
