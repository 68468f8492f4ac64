package content

import (
	"encoding/binary"
	"io"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/report"
)

// A passage is a body in which something is to be resolved, and the report that
// it is of.
type passage struct {
	*prose
	report *report.Report
	file   string
}

// resolve finds what the links, pictures and citations of bodies lead to, on all
// processors. What leads nowhere loses its address and keeps its words.
func (r *Reading) resolve(fsys fs.FS, bodies []passage) (remarks []diag.Diagnostic) {
	shared := r.surroundings(fsys)
	some := make([]*resolver, min(runtime.GOMAXPROCS(0), len(bodies)))
	var wg sync.WaitGroup
	for i := range some {
		some[i] = &resolver{surroundings: shared}
		wg.Go(func() {
			for _, x := range bodies[i*len(bodies)/len(some) : (i+1)*len(bodies)/len(some)] {
				some[i].body(x)
			}
		})
	}
	wg.Wait()
	for _, rs := range some {
		remarks = append(remarks, rs.remarks...)
		for _, x := range rs.later {
			x.settle()
		}
	}
	return remarks
}

// placesOf tells where in an archive each report is.
func placesOf(a *report.Archive) map[address]int {
	places := make(map[address]int, len(a.Reports))
	for i, rep := range a.Reports {
		places[address{unit: rep.Unit, name: a.Calendar.Name(rep.Period)}] = i
	}
	return places
}

// surroundings are what links may lead to. What few archives need is made when it
// is asked for.
type surroundings struct {
	*report.Archive
	*tree
	fsys    fs.FS
	kept    bool                       // what was parsed is not changed
	folders map[string]string          // folder → unit
	reports func() map[address]int     // the place of each
	folds   func() map[string]string   // folded path → path
	near    func() map[string][]string // folder → what lies in it
	names   func() *names
}

func (r *Reading) surroundings(fsys fs.FS) *surroundings {
	s := &surroundings{Archive: r.Archive, tree: r.tree, fsys: fsys, kept: r.kept, folders: map[string]string{}}
	for _, u := range r.Archive.Units {
		s.folders[u.Folder] = u.ID // the root's folder is ""
	}
	s.reports = sync.OnceValue(func() map[address]int {
		if r.kept {
			return r.reports
		}
		return placesOf(s.Archive)
	})
	s.folds = sync.OnceValue(func() map[string]string {
		folds := map[string]string{}
		for f := range s.files {
			if was, ok := folds[folded(f)]; !ok || f < was {
				folds[folded(f)] = f
			}
		}
		return folds
	})
	s.near = sync.OnceValue(func() map[string][]string {
		near := map[string][]string{}
		for _, f := range slices.Sorted(maps.Keys(s.files)) {
			near[path.Dir(f)] = append(near[path.Dir(f)], path.Base(f))
		}
		return near
	})
	s.names = sync.OnceValue(func() *names { return namesOf(s.Archive) })
	return s
}

// A resolver resolves bodies one after another. It changes nothing that others
// look at: that is done later.
type resolver struct {
	*surroundings
	remarks []diag.Diagnostic
	later   []outcome
	*prose  // that is being read
	file    string
	edits   []edit
}

// An edit puts something else in the place of a part of a body's HTML.
type edit struct {
	start, stop int32
	html        string
}

// An outcome is a body that takes the place of what was parsed, or is to be edited.
type outcome struct {
	passage
	own   *report.Prose
	edits []edit
}

func (x *outcome) settle() {
	if len(x.edits) > 0 {
		x.own = rewritten(x.own.Body(), x.edits)
	}
	if x.report.Prose == x.Prose {
		x.report.Prose = x.own
		return
	}
	for i := range x.report.Others {
		if o := &x.report.Others[i]; o.Prose == x.Prose {
			o.Prose = x.own
		}
	}
}

// body resolves the holes of one body.
func (r *resolver) body(x passage) {
	own := x.Prose
	if r.kept {
		own = own.Clone()
	}
	r.prose, r.file, r.edits = x.prose, x.file, nil
	for _, g := range x.open {
		if h := &own.Holes[g.hole]; !r.hole(h, x.report, g.pos) {
			h.Kind = report.NoHole
		}
	}
	if own != x.Prose || len(r.edits) > 0 {
		r.later = append(r.later, outcome{x, own, r.edits})
	}
}

// hole resolves one hole; in vain: it is to be closed.
func (r *resolver) hole(h *report.Hole, rep *report.Report, at report.Pos) bool {
	switch {
	case h.Kind == report.Wiki || h.Kind == report.Link && strings.HasPrefix(h.Target, wikiMark):
		return r.wiki(h, rep, at)
	case h.Kind == report.Live:
		return r.live(h, rep, at)
	case h.Kind == report.Link:
		if r.link(h, at) {
			return true
		}
		r.unlink(h, ` href="`)
	case h.Kind == report.Image:
		if r.picture(h, at) {
			return true
		}
		r.unpicture(h)
	case strings.HasSuffix(r.Body().HTML[:h.At], openCite):
		if cited(rep, h.Target) {
			return true
		}
		r.uncite(h, at)
	default:
		if strings.HasPrefix(h.Target, "fn") || r.heading(r.Prose, h.Target, at) {
			return true
		}
		r.unlink(h, ` href="#`)
	}
	return false
}

// rewritten is a body with the edits, which are in order, and everything behind
// them moved.
func rewritten(b *report.Body, edits []edit) *report.Prose {
	var html strings.Builder
	from := int32(0)
	for _, e := range edits {
		html.WriteString(b.HTML[from:e.start])
		html.WriteString(e.html)
		from = e.stop
	}
	html.WriteString(b.HTML[from:])
	moved := func(at int32, begins bool) int32 {
		by := int32(0)
		for _, e := range edits {
			if e.stop > at || begins && e.start == at { // what is put in there belongs to what begins there
				break
			}
			by += int32(len(e.html)) - (e.stop - e.start)
		}
		return at + by
	}
	holes := slices.DeleteFunc(b.Holes, func(h report.Hole) bool { return h.Kind == report.NoHole })
	for i := range holes {
		holes[i].At = moved(holes[i].At, false)
	}
	m := &report.Markup{HTML: html.String(), Headings: slices.Clone(b.Headings), Blocks: slices.Clone(b.Blocks), Blanks: b.Blanks}
	for i := range m.Headings {
		h := &m.Headings[i]
		h.Start, h.Stop = moved(h.Start, true), moved(h.Stop, false)
	}
	for i := range m.Blocks {
		x := &m.Blocks[i]
		x.Start, x.Stop = moved(x.Start, true), moved(x.Stop, false)
	}
	return report.NewProse(m, holes, b.Controls)
}

// say makes a remark about a place of the file. Its excerpt is for others to
// find: the file is not at hand any more.
func (r *resolver) say(rule diag.Rule, at report.Pos, message, hint diag.Words) {
	r.remarks = append(r.remarks, rule.Said(r.file, int(at.Line), int(at.Column), message, hint))
}

// link finds what a link to the archive names.
func (r *resolver) link(p *report.Hole, at report.Pos) bool {
	t := aim(p.Target, r.file)
	if a, ok := addressIn(t.path); ok && r.files[t.path] {
		a.lang = ""
		p.Report = &report.Ref{Unit: a.unit, Period: a.name, Fragment: t.fragment}
		if t.fragment == "" {
			return true
		}
		i, ok := r.reports()[a]
		return !ok || r.heading(proseOf(r.Reports[i], contentDir+"/"+t.path), t.fragment, at)
	}
	if r.files[t.path] {
		return r.attachment(p, t.path, at)
	}
	if unit, ok := r.unitAt(t.path); ok {
		p.Report = &report.Ref{Unit: unit, Fragment: t.fragment}
		return true
	}
	r.say(ruleBroken, at, spoken("the link leads to nothing: there is no %s", "連結沒有對象：沒有 %s", "链接没有对象：没有 %s", clip(t.path)), r.meant(t.path))
	return false
}

// proseOf is the prose of a report that a file holds.
func proseOf(rep *report.Report, file string) *report.Prose {
	for _, o := range rep.Others {
		if o.File == file {
			return o.Prose
		}
	}
	return rep.Prose
}

// unitAt returns the unit whose folder this is.
func (r *resolver) unitAt(folder string) (string, bool) {
	if folder == "" {
		return report.Root, true
	}
	if id, ok := r.folders[folder]; ok {
		return id, true
	}
	if !slices.Contains(r.tree.folders, folder) {
		return "", false
	}
	id := path.Base(folder)
	return id, r.Unit(id) != nil
}

// heading reports whether prose has a heading with this fragment, and says so
// if not.
func (r *resolver) heading(p *report.Prose, frag string, at report.Pos) bool {
	var known []string
	if b := p.Body(); b != nil {
		if b.Heading(frag) != nil {
			return true
		}
		for _, h := range b.Headings {
			known = append(known, h.ID)
		}
	}
	r.say(ruleBroken, at, spoken("the link leads to nothing: there is no heading #%s", "連結沒有對象：沒有標題 #%s", "链接没有对象：没有标题 #%s", clip(frag)), meantOne(frag, known))
	return false
}

// attachment takes a file as the target if it is one that is published.
func (r *resolver) attachment(p *report.Hole, file string, at report.Pos) bool {
	if _, ok := attachmentsOf(file); !ok {
		r.say(ruleBroken, at, spoken("%s is not published: it lies in no folder of a period", "%s 不會發布：它不在期間的資料夾內", "%s 不会发布：它不在期间的文件夹内", clip(file)), spoken("move it into a folder named like its report, as in 2026-03/", "請移到與報告同名的資料夾，例如 2026-03/", "请移到与报告同名的文件夹，例如 2026-03/"))
		return false
	}
	if strings.EqualFold(path.Ext(file), ".svg") {
		if why := r.pictureTrouble(file); why != none {
			r.say(ruleImage, at, why, spoken("save the picture anew, or use another", "請重新存檔，或換一張圖片", "请重新保存，或换一张图片"))
			return false
		}
	}
	p.File = file
	return true
}

// meant says what a link to nothing was probably meant to lead to.
func (r *resolver) meant(file string) diag.Words {
	if r.files[file+".md"] {
		return spoken("did you mean %q? links name the file", "是否為「%s」？連結要寫檔名", "是否为“%s”？链接要写文件名", path.Base(file)+".md")
	}
	if f, ok := r.folds()[folded(file)]; ok {
		return spoken("did you mean %q?", "是否為「%s」？", "是否为“%s”？", f)
	}
	if n := diag.Nearest(path.Base(file), r.near()[path.Dir(file)]); n != "" {
		return spoken("did you mean %q?", "是否為「%s」？", "是否为“%s”？", n)
	}
	return spoken("links name a file, relative to the one they stand in", "連結要寫檔名，路徑相對於所在的檔案", "链接要写文件名，路径相对于所在的文件")
}

// picture finds the file of a picture.
func (r *resolver) picture(p *report.Hole, at report.Pos) bool {
	t := aim(p.Target, r.file)
	if !r.files[t.path] {
		r.say(ruleBroken, at, spoken("there is no picture %s", "沒有圖片 %s", "没有图片 %s", clip(t.path)), r.meant(t.path))
		return false
	}
	if !slices.Contains(pictureTypes, strings.ToLower(path.Ext(t.path))) {
		r.say(ruleImage, at, spoken("%s is no picture that browsers show", "瀏覽器無法顯示圖片 %s", "浏览器无法显示图片 %s", clip(t.path)), spoken("use %s", "請用 %s", "请用 %s", diag.Listed(pictureTypes)))
		return false
	}
	if why := r.pictureTrouble(t.path); why != none {
		r.say(ruleImage, at, why, spoken("save the picture anew, or use another", "請重新存檔，或換一張圖片", "请重新保存，或换一张图片"))
		return false
	}
	return r.attachment(p, t.path, at)
}

// The limits on pictures.
const (
	maxPicture = 20 << 20 // bytes
	maxSide    = 20_000   // pixels
	maxSVG     = 2 << 20  // bytes
)

var pictureTypes = strings.Fields(".png .jpg .jpeg .gif .webp .avif .svg")

// pictureTrouble says why a picture cannot be published; nothing if it can.
func (r *resolver) pictureTrouble(file string) diag.Words {
	f, err := r.fsys.Open(contentDir + "/" + file)
	if err != nil {
		return spoken("%s cannot be opened", "%s 無法開啟", "%s 无法开启", clip(file))
	}
	defer f.Close()
	info, err := f.Stat()
	switch svg := strings.EqualFold(path.Ext(file), ".svg"); {
	case err != nil:
		return spoken("%s cannot be opened", "%s 無法開啟", "%s 无法开启", clip(file))
	case info.Size() == 0:
		return spoken("%s is empty", "%s 是空的", "%s 是空的", clip(file))
	case info.Size() > maxPicture || svg && info.Size() > maxSVG:
		return spoken("%s has %.1f MiB, which is too much for a picture", "%s 有 %.1f MiB，圖片過大", "%s 有 %.1f MiB，图片过大", clip(file), float64(info.Size())/(1<<20))
	case svg:
		return svgTrouble(f, file)
	}
	head := make([]byte, 24)
	if n, _ := io.ReadFull(f, head); n == len(head) && string(head[1:4]) == "PNG" {
		if w, h := binary.BigEndian.Uint32(head[16:]), binary.BigEndian.Uint32(head[20:]); w > maxSide || h > maxSide {
			return spoken("%s has %d × %d pixels, which is too much for a picture", "%s 有 %d × %d 像素，圖片過大", "%s 有 %d × %d 像素，图片过大", clip(file), w, h)
		}
	}
	return none
}

// svgTrouble refuses drawings that could run something when opened alone.
func svgTrouble(f io.Reader, file string) diag.Words {
	data, err := io.ReadAll(io.LimitReader(f, maxSVG))
	text := strings.ToLower(string(data))
	if err == nil && (!utf8.ValidString(text) || strings.Contains(text, "\x00")) {
		return spoken("%s is not UTF-8, so that what it holds cannot be seen", "%s 不是 UTF-8，無法查看內容", "%s 不是 UTF-8，无法查看内容", clip(file))
	}
	for _, bad := range []string{"<script", "javascript:", "<foreignobject", "<!entity", "onload", "onclick", "onerror", "onmouse", "onbegin"} {
		if err == nil && strings.Contains(text, bad) {
			return spoken("%s holds %q, which a picture must not", "%s 含有「%s」，圖片不得如此", "%s 含有“%s”，图片不得如此", clip(file), bad)
		}
	}
	return none
}

func cited(rep *report.Report, target string) bool {
	return slices.ContainsFunc(rep.References, func(s report.Source) bool { return s.Card == target })
}

// uncite puts what the author wrote in the place of a citation.
func (r *resolver) uncite(h *report.Hole, at report.Pos) {
	id, _, _ := strings.Cut(strings.TrimPrefix(r.Body().HTML[h.At:], `">`), closeCite)
	r.say(ruleSource, at, spoken("there is no footnote and no source %q", "沒有註腳或來源「%s」", "没有脚注或来源“%s”", clip(id)), spoken("write [^%s]: … below, or [[sources]] with this id in the front matter", "請在下方寫 [^%s]: …，或在檔頭加上這個編號的 [[sources]]", "请在下方写 [^%s]: …，或在文件头加上这个编号的 [[sources]]", clip(id)))
	r.edit(h, openCite, `">`+id+closeCite, "[^"+id+"]")
}

// unlink takes the address off a link.
func (r *resolver) unlink(h *report.Hole, attribute string) {
	r.edit(h, attribute, `"`, ` class="broken"`)
}

// unpicture leaves the words of a picture.
func (r *resolver) unpicture(h *report.Hole) {
	tag, _, _ := strings.Cut(r.Body().HTML[h.At:], ">")
	alt, _, _ := strings.Cut(strings.TrimPrefix(tag, `" alt="`), `"`)
	r.edit(h, `<img src="`, tag+">", `<span class="broken">`+alt+"</span>")
}

// edit puts HTML in the place of a hole and of what stands before and behind it.
func (r *resolver) edit(h *report.Hole, before, behind, html string) {
	r.edits = append(r.edits, edit{h.At - int32(len(before)), h.At + int32(len(behind)), html})
}
