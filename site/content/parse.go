package content

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
	"almanac/site/toml"
)

// The limits on the size of what is read.
const (
	maxFile  = 4 << 20 // bytes
	maxFront = 1 << 20
	maxBody  = 2 << 20
)

// A parsed is what one file says. It depends on the file's path, its bytes and
// the configuration alone, and is not changed once it is made.
type parsed struct {
	source
	report     *report.Report      // of a report's own file
	words      *report.Translation // of a translation
	body       *prose              // of either; nil if there is none
	currencies []spent
	remarks    []diag.Diagnostic
}

// A reader reads one file after another and uses its memory again. Nothing that
// it makes keeps the text of a file.
type reader struct {
	cfg      *config
	file     file
	toml     toml.Reader
	last     drawer
	kept     kept
	headings map[string]headed
}

func newReader(cfg *config) *reader {
	return &reader{cfg: cfg, headings: map[string]headed{}}
}

// report reads one file. It never looks at another.
func (rd *reader) report(s source, data []byte) *parsed {
	p := &parsed{source: s}
	f := &rd.file
	*f = file{path: s.path, starts: f.starts[:0]}
	ok := f.decode(data)
	if ok && len(data) > maxFile {
		f.sayWhole(ruleLimit, spoken("the file is larger than the limit of %d MiB", "檔案超過 %d MiB 的上限", "文件超过 %d MiB 的上限", maxFile>>20), spoken("split it, or move data into attachments", "請拆成數份，或把資料移到附件", "请拆成数份，或把数据移到附件"))
		ok = false
	}
	if ok {
		p.parse(rd)
	}
	p.remarks = f.remarks
	return p
}

func (p *parsed) parse(rd *reader) {
	f := &rd.file
	front, body, ok := f.split()
	if !ok {
		return
	}
	if front.End-front.Start > maxFront {
		f.say(ruleLimit, toml.Span{}, spoken("the front matter has %.1f MiB, more than the limit of %d MiB", "檔頭有 %.1f MiB，超過 %d MiB 的上限", "文件头有 %.1f MiB，超过 %d MiB 的上限", float64(front.End-front.Start)/(1<<20), maxFront>>20),
			spoken("move figures into a table of content/_data, and actions into the reports of the units that keep them", "請把數字移到 content/_data 的表格，行動移到負責單位的報告", "请把数字移到 content/_data 的表格，行动移到负责单位的报告"))
		return
	}
	root := f.parseTOML(front, &rd.toml)
	if root == nil {
		return
	}
	b := &binder{file: f, base: front.Start, cfg: rd.cfg, kept: &rd.kept}
	if p.address.lang == "" {
		p.bind(b, root)
		p.report.Digests = f.digests(body)
	} else if p.translate(b, root); p.words == nil {
		return
	} else {
		p.words.Digests = f.digests(body)
	}
	if b := rd.body(body); b != nil {
		p.write(b)
	}
}

// write puts prose into what a file says.
func (p *parsed) write(b *prose) {
	p.body = b
	if p.words != nil {
		p.words.Prose = b.Prose
	} else if p.report != nil {
		p.report.Prose = b.Prose
	}
}

// split finds the front matter, and says what there is instead.
func (f *file) split() (front, body toml.Span, ok bool) {
	front, body, trouble := toml.Split(f.text)
	switch trouble {
	case toml.Unclosed:
		f.say(ruleFront, toml.Span{Start: 0, End: len(toml.Fence)}, spoken("the front matter is never closed", "檔頭沒有結束", "文件头没有结束"), spoken("write a line +++ below it", "請在其下方另起一行寫 +++", "请在其下方另起一行写 +++"))
		return front, body, false
	case toml.None:
		message, hint := spoken("there is no front matter", "沒有檔頭", "没有文件头"), spoken("begin the file with a line +++, then TOML, then a line +++", "檔案開頭先寫一行 +++，接著寫 TOML，再寫一行 +++", "文件开头先写一行 +++，接着写 TOML，再写一行 +++")
		switch {
		case strings.HasPrefix(f.text, "---"):
			message, hint = spoken("the front matter is YAML, not TOML", "檔頭是 YAML，不是 TOML", "文件头是 YAML，不是 TOML"), spoken("write it as\n%s", "請寫成\n%s", "请写成\n%s", convertYAML(f.text))
		case strings.HasPrefix(f.text, "{"):
			message, hint = spoken("the front matter is JSON, not TOML", "檔頭是 JSON，不是 TOML", "文件头是 JSON，不是 TOML"), spoken("write it as\n%s", "請寫成\n%s", "请写成\n%s", convertJSON(f.text))
		}
		f.say(ruleFront, toml.Span{}, message, hint)
		return front, body, false
	}
	return front, body, true
}

// sample is how many lines a converted sample has.
const sample = 6

// convertYAML turns the simple pairs at the top of YAML front matter into TOML.
func convertYAML(text string) string {
	lines := []string{toml.Fence}
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		if strings.HasPrefix(line, "---") && len(lines) > 1 || len(lines) > sample {
			break
		}
		if !ok || value == "" || strings.ContainsAny(key, " -\"'#") || strings.HasPrefix(line, " ") {
			continue
		}
		if _, err := toml.Parse("a = " + value); err != nil || strings.HasPrefix(value, "'") {
			value = fmt.Sprintf("%q", strings.Trim(value, `"'`))
		}
		lines = append(lines, key+" = "+value)
	}
	return strings.Join(append(lines, toml.Fence), "\n")
}

// convertJSON turns the simple pairs at the top of JSON front matter into TOML.
func convertJSON(text string) string {
	var v map[string]any
	lines := []string{toml.Fence}
	if json.NewDecoder(strings.NewReader(text[:min(len(text), maxFront)])).Decode(&v) != nil {
		lines = append(lines, `title = "…"`)
	}
	for _, key := range slices.Sorted(maps.Keys(v)) {
		if _, nested := v[key].(map[string]any); nested || len(lines) > sample || strings.ContainsAny(key, " .\"'#") {
			continue
		}
		if value, err := json.Marshal(v[key]); err == nil && string(value) != "null" {
			lines = append(lines, key+" = "+string(value))
		}
	}
	return strings.Join(append(lines, toml.Fence), "\n")
}

// bind reads a report's own file. Its period is zero if the file's name is none.
func (p *parsed) bind(b *binder, root *node) {
	r := &report.Report{Unit: p.address.unit, File: p.path, Front: report.Pos{Line: 1, Column: 1}}
	var err error
	if r.Period, err = b.cfg.Calendar.Parse(p.address.name); err != nil {
		b.sayWhole(rulePeriod, faulty(err), spoken("rename the file: a report is called as in %s", "請重新命名檔案：報告的名稱如 %s", "请重命名文件：报告的名称如 %s", either(b.cfg.Calendar.Forms())))
	}
	of := &front{Report: r}
	b.lang = b.cfg.Languages[0]
	if n := root.Get("lang"); n != nil && n.Kind == toml.String {
		b.lang = n.Text // how numbers are written depends on it
	}
	b.blanks = &r.Blanks
	frontTable.bind(b, root, of)
	b.agree(of, p.address)
	r.Lang = orElse(r.Lang, b.cfg.Languages[0])
	r.Status = orElse(r.Status, report.Final)
	r.Level = orElse(r.Level, b.cfg.levels[r.Unit])
	b.dated(of)
	b.cfg.heard(r.Feedback)
	p.report, p.currencies = r, of.currencies
}

// translate reads the words of a report in a further language.
func (p *parsed) translate(b *binder, root *node) {
	tag := p.address.lang
	if !slices.Contains(b.cfg.Languages, tag) {
		b.sayWhole(rulePath, spoken("%q in the file's name is none of the languages of this archive", "檔名中的「%s」不是本檔案庫使用的語言", "文件名中的“%s”不是本档案库使用的语言", clip(tag)), languageHint(tag, b.cfg.Languages))
		return
	}
	t := &wording{Translation: report.Translation{Lang: tag, File: p.path}}
	b.blanks = &t.Blanks
	for _, n := range root.Items {
		switch bind := wordsTable.find(n.Name); {
		case bind != nil && b.blank(root, n):
		case bind != nil:
			bind(b, n, t)
		case frontTable.find(n.Name) != nil:
			b.say(ruleKey, n.Key, spoken("a translation has no %q", "譯文不含「%s」", "译文不含“%s”", n.Name), spoken("it holds title, summary and lang; all else stands in the report itself", "譯文只寫 title、summary 與 lang，其餘都寫在報告本身", "译文只写 title、summary 与 lang，其余都写在报告本身"))
		default:
			b.unknownKey(root, n, wordsTable.names())
		}
	}
	if n := t.lang; n != nil && b.word(n) != tag {
		b.bad(ruleType, n, spoken("the file's name says %s, but lang says %q", "檔名寫的是 %s，lang 寫的卻是「%s」", "文件名写的是 %s，lang 写的却是“%s”", tag, clip(n.Text)), spoken("leave lang out, or rename the file", "請刪去 lang，或重新命名檔案", "请删去 lang，或重命名文件"))
	}
	p.words = &t.Translation
}
