package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/memory"
)

// The limits on paths: what the common file systems and web servers take.
const (
	maxPath  = 300
	maxDepth = 100
)

// A source is a report's file, or that of one of its translations.
type source struct {
	path    string // relative to the archive
	address address
	stamp   memory.Stamp // when it was listed; zero: it is not known, or lies behind a link
}

// A tree is what lies in content.
type tree struct {
	sources     []source
	files       map[string]bool      // every file, relative to content
	attachments map[address][]string // relative to content, in order
	folders     []string             // that hold a report, below or in them, relative to content
	links       bool                 // some report is a link to another file
	data        []dataFile           // of other departments
	remarks     []diag.Diagnostic
	errs        []error
}

// list walks content in the order of its names.
func list(ctx context.Context, from files) (*tree, error) {
	fsys := from.fsys
	t := &tree{attachments: map[address][]string{}}
	info, err := fs.Stat(fsys, contentDir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return t, fmt.Errorf("%w: there is no folder %s", ErrNoReports, contentDir)
	case err != nil:
		if d, ok := strayLink(fsys, contentDir); ok {
			t.remarks = append(t.remarks, d)
			return t, nil
		}
		return t, fmt.Errorf("reading %s: %w", contentDir, err)
	case !info.IsDir():
		return t, fmt.Errorf("%w: %s is a file, not a folder", ErrNoReports, contentDir)
	}
	w := walker{ctx, from, t, readFolders(ctx, from)}
	many := 0
	for _, f := range w.folders {
		many += len(f.entries)
	}
	t.files, t.sources = make(map[string]bool, many), make([]source, 0, many)
	w.folder(contentDir, 1)
	w.dataFiles()
	return t, ctx.Err()
}

type walker struct {
	ctx  context.Context
	from files
	*tree
	folders map[string]listed // by path
}

func (t *tree) say(r diag.Rule, file string, message, hint diag.Words) {
	t.remarks = append(t.remarks, r.Said(file, 0, 0, message, hint))
}

// folder lists a folder, and tells whether a report lies in or below it.
func (w *walker) folder(dir string, depth int) (reports bool) {
	here := w.folders[dir]
	if here.err != nil && w.ctx.Err() == nil {
		w.errs = append(w.errs, fmt.Errorf("reading the folder %s: %w", dir, here.err))
		return false
	}
	unit := unitIn(strings.TrimPrefix(dir[len(contentDir):], "/"))
	var seen map[string]string // where one name may be another: folded name → name
	if slices.ContainsFunc(here.entries, func(e entry) bool { return !isFolded(e.name) }) {
		seen = make(map[string]string, len(here.entries))
	}
	for _, e := range here.entries {
		name := e.name
		if w.ctx.Err() != nil {
			return reports
		}
		full := dir + "/" + name
		if name[0] == '.' || name[0] == '_' || !w.usable(full, name, depth) {
			continue
		}
		if other, ok := seen[folded(name)]; ok {
			w.say(ruleDuplicate, full, spoken("%s and %s are one name to many file systems", "在許多檔案系統中，%s 與 %s 是同一個名稱", "在许多文件系统中，%s 与 %s 是同一个名称", name, other), spoken("rename one of them", "請重新命名其中一個", "请重命名其中一个"))
			continue
		}
		if seen != nil {
			seen[folded(name)] = name
		}
		switch mode := w.mode(full, e.mode); {
		case mode.IsDir():
			below := w.folder(full, depth+1)
			reports = reports || below
		case mode.IsRegular():
			isReport := w.file(full, unit, e)
			reports = reports || isReport
		}
	}
	if reports && dir != contentDir {
		w.tree.folders = append(w.tree.folders, strings.TrimPrefix(dir, contentDir+"/"))
	}
	return reports
}

// usable checks the name of an entry, and how long and deep its path is.
func (w *walker) usable(full, name string, depth int) bool {
	why, hint := checkName(name)
	switch {
	case len(full) > maxPath:
		w.say(ruleLimit, full, spoken("the path has %d bytes, more than %d", "路徑有 %d 個位元組，超過 %d", "路径有 %d 个字节，超过 %d", len(full), maxPath), spoken("use shorter names or fewer folders", "請縮短名稱或減少資料夾層數", "请缩短名称或减少文件夹层数"))
		return false
	case depth > maxDepth:
		w.say(ruleLimit, full, spoken("the path lies deeper than %d folders", "路徑超過 %d 層資料夾", "路径超过 %d 层文件夹", maxDepth), spoken("use fewer folders", "請減少資料夾層數", "请减少文件夹层数"))
		return false
	case why != none:
		w.say(rulePath, full, why, hint)
		return false
	}
	return true
}

// mode returns the type of an entry, that of its target for a link to a file
// inside the archive. What must not be opened is said and has no type.
func (w *walker) mode(full string, t fs.FileMode) fs.FileMode {
	const irregular = fs.ModeIrregular
	if t&fs.ModeSymlink == 0 {
		if !t.IsDir() && !t.IsRegular() {
			w.say(rulePath, full, spoken("it is neither a file nor a folder but a %s", "它不是檔案也不是資料夾，而是%s", "它不是文件也不是文件夹，而是%s", kindOf(t)), spoken("remove it", "請移除", "请移除"))
			return irregular
		}
		return t
	}
	target, err := fs.ReadLink(w.from.fsys, full)
	if err != nil {
		target = "?"
	}
	info, err := fs.Stat(w.from.fsys, full)
	switch {
	case err != nil && (path.IsAbs(target) || escapes(path.Dir(full), target)):
		w.say(ruleLinkOut, full, spoken("the link leads out of the archive, to %s", "連結指向檔案庫之外的 %s", "链接指向档案库之外的 %s", target), spoken("put a copy of the file in its place", "請改放檔案的副本", "请改放文件的副本"))
	case err != nil:
		w.say(ruleLinkOut, full, spoken("the link to %s leads nowhere", "指向 %s 的連結沒有對象", "指向 %s 的链接没有对象", target), spoken("remove it", "請移除", "请移除"))
	case info.IsDir():
		w.say(ruleLinkOut, full, spoken("the link leads to a folder, %s", "連結指向資料夾 %s", "链接指向文件夹 %s", target), spoken("links may lead to files only", "連結只能指向檔案", "链接只能指向文件"))
	case !info.Mode().IsRegular():
		w.say(rulePath, full, spoken("the link to %s leads to a %s", "指向 %s 的連結對象是%s", "指向 %s 的链接对象是%s", target, kindOf(info.Mode())), spoken("remove it", "請移除", "请移除"))
	default:
		_, report := addressOf(full)
		w.links = w.links || report
		return info.Mode().Type()
	}
	return irregular
}

// strayLink says where a symbolic link leads that cannot be followed, if name is one.
func strayLink(fsys fs.FS, name string) (diag.Diagnostic, bool) {
	target, err := fs.ReadLink(fsys, name)
	return ruleLinkOut.Said(name, 0, 0, spoken("the link leads out of the archive, to %s", "連結指向檔案庫之外的 %s", "链接指向档案库之外的 %s", target), spoken("put what it leads to in its place", "請改放它所指的檔案", "请改放它所指的文件")), err == nil
}

// escapes reports whether a link's target, seen from dir, lies outside.
func escapes(dir, target string) bool {
	p := path.Join(dir, target)
	return p == ".." || strings.HasPrefix(p, "../")
}

func kindOf(m fs.FileMode) diag.Words {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return spoken("named pipe", "具名管道", "命名管道")
	case m&fs.ModeSocket != 0:
		return spoken("socket", "通訊端", "套接字")
	case m&fs.ModeDevice != 0:
		return spoken("device", "裝置", "设备")
	}
	return spoken("special file", "特殊檔案", "特殊文件")
}

// file notes a file in a unit's folder, and tells whether it is a report.
func (w *walker) file(full, unit string, e entry) bool {
	rel := strings.TrimPrefix(full, contentDir+"/")
	w.files[rel] = true
	if name, lang, ok := summaryName(path.Base(rel)); ok {
		w.sources = append(w.sources, source{full, address{unit, name, lang}, e.stamp})
		return true
	}
	if folder, ok := attachmentsOf(rel); ok {
		a := owner(folder)
		w.attachments[a] = append(w.attachments[a], rel)
		return false
	}
	switch ext := strings.ToLower(path.Ext(full)); ext {
	case ".md", ".markdown":
		w.say(rulePeriod, full, noPeriod(path.Base(full)), periodHint(path.Base(full)))
	case ".txt", ".doc", ".docx", ".odt", ".rtf":
		stem, _, _ := strings.Cut(path.Base(full), ".")
		if _, err := calendarFor(stem).Parse(stem); err == nil { // somebody takes it for a report
			w.say(mild(rulePath), full, spoken("a file that ends in %s is not read, though it is called like a report", "名稱像報告，但 %s 檔不會被讀取", "名称像报告，但 %s 文件不会被读取", ext), spoken("save its text as %s.md, or begin its name with _", "請把內容存為 %s.md，或讓檔名以 _ 開頭", "请把内容存为 %s.md，或让文件名以 _ 开头", stem))
		}
	}
	return false
}

// noPeriod says why a file's name is no period.
func noPeriod(name string) diag.Words {
	if stem, isMD := strings.CutSuffix(name, ".md"); isMD && strings.ContainsAny(stem, "0123456789") {
		if _, err := calendarFor(stem).Parse(stem); err != nil {
			return faulty(err)
		}
	}
	return spoken("%q names no period", "「%s」不是期間的名稱", "“%s”不是期间的名称", name)
}

// periodHint says what a report's file may be called.
func periodHint(name string) diag.Words {
	for _, tail := range []string{".MD", ".Md", ".mD", ".markdown"} {
		if stem, ok := strings.CutSuffix(name, tail); ok && isOrder(stem) {
			return spoken("did you mean %q?", "是否為「%s」？", "是否为“%s”？", stem+".md")
		}
	}
	return spoken("a report is called 2026-03-31.md, 2026-W14.md, 2026-03.md, 2026-Q1.md or 2026.md; begin the name of any other file with _", "報告的檔名如 2026-03-31.md、2026-W14.md、2026-03.md、2026-Q1.md 或 2026.md；其他檔案的名稱請以 _ 開頭", "报告的文件名如 2026-03-31.md、2026-W14.md、2026-03.md、2026-Q1.md 或 2026.md；其他文件的名称请以 _ 开头")
}

// collide finds reports that two files hold, and translations without report.
func (t *tree) collide() {
	slices.SortFunc(t.sources, func(a, b source) int { return strings.Compare(a.path, b.path) })
	if t.distinct() {
		return
	}
	first := make(map[address]string, len(t.sources))
	t.sources = slices.DeleteFunc(t.sources, func(s source) bool {
		other, twice := first[s.address]
		if twice {
			t.say(ruleDuplicate, s.path, spoken("the report of %s for %s stands in two files, %s and %s", "%s 在 %s 的報告有兩個檔案：%s 與 %s", "%s 在 %s 的报告有两个文件：%s 与 %s", s.address.unit, s.address.name, other, s.path), spoken("keep one of them", "請保留其中一個", "请保留其中一个"))
		} else {
			first[s.address] = s.path
		}
		return twice
	})
	t.sources = slices.DeleteFunc(t.sources, func(s source) bool {
		main := s.address
		main.lang = ""
		lone := s.address.lang != "" && first[main] == ""
		if lone {
			t.say(rulePath, s.path, spoken("a translation needs its report, %s.md", "譯文缺少對應的報告 %s.md", "译文缺少对应的报告 %s.md", s.address.name), spoken("write the report first", "請先寫報告", "请先写报告"))
		}
		return lone
	})
}

// distinct reports whether the files, in the order of their paths, are plainly the
// reports of as many periods and units: each unit has one folder, and nothing is
// translated.
func (t *tree) distinct() bool {
	folders := map[string]string{} // of units
	unit, folder := "", ""         // of the file before
	for i := range t.sources {
		s := &t.sources[i]
		dir := s.path[:strings.LastIndexByte(s.path, '/')]
		switch {
		case s.address.lang != "":
			return false
		case s.address.unit == unit && dir == folder:
			continue
		case folders[s.address.unit] != "" && folders[s.address.unit] != dir:
			return false
		}
		unit, folder = s.address.unit, dir
		folders[unit] = dir
	}
	return true
}
