package content

import (
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/report"
)

// resolve finds what the links, pictures and citations of all bodies lead to.
// What leads nowhere loses its address and keeps its words.
func resolve(a *report.Archive, t *tree, fsys fs.FS) []diag.Diagnostic {
	r := &resolver{Archive: a, tree: t, fsys: fsys, reports: map[address]*report.Report{}, folders: map[string]string{}}
	for _, rep := range a.Reports {
		name := a.Calendar.Name(rep.Period)
		r.reports[address{unit: rep.Unit, name: name}] = rep
	}
	for _, u := range a.Units {
		r.folders[u.Folder] = u.ID // the root's folder is ""
	}
	for _, rep := range a.Reports {
		if rep.Body != nil {
			rep.Body = r.body(rep.Body, rep, rep.File)
		}
		for i := range rep.Others {
			if o := &rep.Others[i]; o.Body != nil {
				o.Body = r.body(o.Body, rep, o.File)
			}
		}
	}
	return r.remarks
}

type resolver struct {
	*report.Archive
	*tree
	fsys    fs.FS
	reports map[address]*report.Report
	folders map[string]string // folder → unit
	folds   map[string]string // folded path → path; nil: not yet made
	remarks []diag.Diagnostic
	body0   *report.Body // that is being read
	file    string
}

// body resolves the pieces of one body. What was parsed is not changed.
func (r *resolver) body(b *report.Body, rep *report.Report, file string) *report.Body {
	if !slices.ContainsFunc(b.Pieces, func(p report.Piece) bool { return p.Hole != report.NoHole }) {
		return b
	}
	own := *b
	own.Pieces = slices.Clone(b.Pieces)
	r.body0, r.file = b, file
	for i := range own.Pieces {
		if i+1 == len(own.Pieces) {
			break
		}
		p, next := &own.Pieces[i], &own.Pieces[i+1]
		switch {
		case p.Hole == report.Link && !r.link(p):
			unlink(p, next, ` href="`)
		case p.Hole == report.Image && !r.picture(p):
			unpicture(p, next)
		case p.Hole == report.Fragment && strings.HasSuffix(p.HTML, openCite):
			if !cited(rep, p.Target) {
				r.uncite(p, next)
			}
		case p.Hole == report.Fragment && strings.HasSuffix(p.HTML, ` href="#`) && !strings.HasPrefix(p.Target, "fn"):
			if !r.place(p, b, p.Target) {
				unlink(p, next, ` href="#`)
			}
		}
	}
	return &own
}

func (r *resolver) say(rule diag.Rule, at report.Pos, message, hint string) {
	d := rule.At(r.file, at.Line, at.Column, message, hint)
	lines := r.body0.Source
	for n := at.Line - r.body0.Line; n > 0; n-- {
		_, lines, _ = strings.Cut(lines, "\n")
	}
	d.Excerpt = firstLine(lines)
	r.remarks = append(r.remarks, d)
}

// link finds what a link to the archive names.
func (r *resolver) link(p *report.Piece) bool {
	t := aim(p.Target, r.file)
	if a, ok := addressOf(contentDir + "/" + t.path); ok && r.files[t.path] {
		a.lang = ""
		p.Report = &report.Ref{Unit: a.unit, Period: a.name, Fragment: t.fragment}
		rep := r.reports[a]
		return t.fragment == "" || rep == nil || r.place(p, bodyOf(rep, contentDir+"/"+t.path), t.fragment)
	}
	if r.files[t.path] {
		return r.attachment(p, t.path)
	}
	if unit, ok := r.unitAt(t.path); ok {
		p.Report = &report.Ref{Unit: unit, Fragment: t.fragment}
		return true
	}
	r.say(ruleBroken, p.Pos, fmt.Sprintf("the link leads to nothing: there is no %s", clip(t.path)), r.meant(t.path))
	return false
}

// bodyOf is the body of a report that a file holds.
func bodyOf(rep *report.Report, file string) *report.Body {
	for _, o := range rep.Others {
		if o.File == file {
			return o.Body
		}
	}
	return rep.Body
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

// place reports whether a body has a heading with this fragment, and says so
// if not.
func (r *resolver) place(p *report.Piece, b *report.Body, frag string) bool {
	var known []string
	if b != nil {
		for _, block := range b.Blocks {
			if block.ID == frag && block.Kind == report.Heading {
				return true
			}
			if block.ID != "" {
				known = append(known, block.ID)
			}
		}
	}
	r.say(ruleBroken, p.Pos, fmt.Sprintf("the link leads to nothing: there is no heading #%s", clip(frag)), diag.DidYouMean(frag, known))
	return false
}

// attachment takes a file as the target if it is one that is published.
func (r *resolver) attachment(p *report.Piece, file string) bool {
	if _, ok := attachmentsOf(file); !ok {
		r.say(ruleBroken, p.Pos, fmt.Sprintf("%s is not published: it lies in no folder of a period", clip(file)), "move it into a folder named like its report, as in 2026-03/")
		return false
	}
	if strings.EqualFold(path.Ext(file), ".svg") {
		if why := r.pictureTrouble(file); why != "" {
			r.say(ruleImage, p.Pos, why, "save the picture anew, or use another")
			return false
		}
	}
	p.File = file
	return true
}

// meant says what a link to nothing was probably meant to lead to.
func (r *resolver) meant(file string) string {
	if r.files[file+".md"] {
		return fmt.Sprintf("did you mean %q? links name the file", path.Base(file)+".md")
	}
	if r.folds == nil {
		r.folds = map[string]string{}
		for f := range r.files {
			if was, ok := r.folds[folded(f)]; !ok || f < was {
				r.folds[folded(f)] = f
			}
		}
	}
	if f, ok := r.folds[folded(file)]; ok {
		return fmt.Sprintf("did you mean %q?", f)
	}
	var near []string
	for f := range r.files {
		if path.Dir(f) == path.Dir(file) {
			near = append(near, path.Base(f))
		}
	}
	slices.Sort(near)
	if n := diag.Nearest(path.Base(file), near); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return "links name a file, relative to the one they stand in"
}

// picture finds the file of a picture.
func (r *resolver) picture(p *report.Piece) bool {
	t := aim(p.Target, r.file)
	if !r.files[t.path] {
		r.say(ruleBroken, p.Pos, fmt.Sprintf("there is no picture %s", clip(t.path)), r.meant(t.path))
		return false
	}
	if !slices.Contains(pictureTypes, strings.ToLower(path.Ext(t.path))) {
		r.say(ruleImage, p.Pos, fmt.Sprintf("%s is no picture that browsers show", clip(t.path)), "use "+strings.Join(pictureTypes, ", "))
		return false
	}
	if why := r.pictureTrouble(t.path); why != "" {
		r.say(ruleImage, p.Pos, why, "save the picture anew, or use another")
		return false
	}
	return r.attachment(p, t.path)
}

// The limits on pictures.
const (
	maxPicture = 20 << 20 // bytes
	maxSide    = 20_000   // pixels
	maxSVG     = 2 << 20  // bytes
)

var pictureTypes = strings.Fields(".png .jpg .jpeg .gif .webp .avif .svg")

// pictureTrouble says why a picture cannot be published; "" if it can.
func (r *resolver) pictureTrouble(file string) string {
	f, err := r.fsys.Open(contentDir + "/" + file)
	if err != nil {
		return fmt.Sprintf("%s cannot be opened", clip(file))
	}
	defer f.Close()
	info, err := f.Stat()
	switch svg := strings.EqualFold(path.Ext(file), ".svg"); {
	case err != nil:
		return fmt.Sprintf("%s cannot be opened", clip(file))
	case info.Size() == 0:
		return fmt.Sprintf("%s is empty", clip(file))
	case info.Size() > maxPicture || svg && info.Size() > maxSVG:
		return fmt.Sprintf("%s has %.1f MiB, which is too much for a picture", clip(file), float64(info.Size())/(1<<20))
	case svg:
		return svgTrouble(f, file)
	}
	head := make([]byte, 24)
	if n, _ := io.ReadFull(f, head); n == len(head) && string(head[1:4]) == "PNG" {
		if w, h := binary.BigEndian.Uint32(head[16:]), binary.BigEndian.Uint32(head[20:]); w > maxSide || h > maxSide {
			return fmt.Sprintf("%s has %d × %d pixels, which is too much for a picture", clip(file), w, h)
		}
	}
	return ""
}

// svgTrouble refuses drawings that could run something when opened alone.
func svgTrouble(f io.Reader, file string) string {
	data, err := io.ReadAll(io.LimitReader(f, maxSVG))
	text := strings.ToLower(string(data))
	if err == nil && (!utf8.ValidString(text) || strings.Contains(text, "\x00")) {
		return fmt.Sprintf("%s is not UTF-8, so that what it holds cannot be seen", clip(file))
	}
	for _, bad := range []string{"<script", "javascript:", "<foreignobject", "<!entity", "onload", "onclick", "onerror", "onmouse", "onbegin"} {
		if err == nil && strings.Contains(text, bad) {
			return fmt.Sprintf("%s holds %q, which a picture must not", clip(file), bad)
		}
	}
	return ""
}

func cited(rep *report.Report, target string) bool {
	return slices.ContainsFunc(rep.References, func(s report.Source) bool { return sourceID(s.ID) == target })
}

// uncite puts what the author wrote in the place of a citation.
func (r *resolver) uncite(p, next *report.Piece) {
	id, rest, _ := strings.Cut(strings.TrimPrefix(next.HTML, `">`), closeCite)
	r.say(ruleSource, p.Pos, fmt.Sprintf("there is no footnote and no source %q", clip(id)), "write [^"+clip(id)+"]: … below, or [[sources]] with this id in the front matter")
	p.HTML, p.Hole, p.Target = strings.TrimSuffix(p.HTML, openCite)+"[^"+id+"]", report.NoHole, ""
	next.HTML = rest
}

// unlink takes the address off a link.
func unlink(p, next *report.Piece, attribute string) {
	p.HTML, p.Hole, p.Report, p.File = strings.TrimSuffix(p.HTML, attribute)+` class="broken"`, report.NoHole, nil, ""
	next.HTML = strings.TrimPrefix(next.HTML, `"`)
}

// unpicture leaves the words of a picture.
func unpicture(p, next *report.Piece) {
	alt, rest, _ := strings.Cut(strings.TrimPrefix(next.HTML, `" alt="`), `"`)
	_, rest, _ = strings.Cut(rest, ">")
	p.HTML, p.Hole, p.File = strings.TrimSuffix(p.HTML, `<img src="`)+`<span class="broken">`+alt+"</span>", report.NoHole, ""
	next.HTML = rest
}
