package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"almanac/site/diag"
)

// The remarks on an archive's own layouts.
var (
	layoutSyntax  = diag.Rule{Name: "read/layout", Severity: diag.Error, Unreadable: true}
	layoutUnknown = diag.Rule{Name: "structure/layout", Severity: diag.Warning}
)

// Rules lists the rules that layouts can break.
func Rules() []diag.Rule { return []diag.Rule{layoutSyntax, layoutUnknown} }

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// clean takes off a byte order mark and makes line ends those of Unix.
func clean(data []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\uFEFF"), "\r\n", "\n")
}

// parseLayouts makes one set of all layouts.
func parseLayouts(files map[string][]byte) (*template.Template, error) {
	set := template.New("").Funcs(new(press).funcs()).Option("missingkey=error")
	for _, name := range templates(files) {
		if _, err := set.New(name).Parse(clean(files[name])); err != nil {
			return nil, err
		}
	}
	return set, missingPart(set)
}

// missingPart reports the first {{template}} that names what there is not.
func missingPart(set *template.Template) error {
	list := set.Templates()
	sort.Slice(list, func(i, j int) bool { return list[i].Name() < list[j].Name() })
	for _, t := range list {
		if t.Tree == nil {
			continue
		}
		var err error
		walk(t.Tree.Root, func(n *parse.TemplateNode) {
			if err == nil && set.Lookup(n.Name) == nil {
				err = fmt.Errorf("template: %s:%d: there is no part %q", t.Tree.ParseName, n.Line, n.Name)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// walk calls f for each {{template}} below a node.
func walk(n parse.Node, f func(*parse.TemplateNode)) {
	branch := func(b *parse.BranchNode) {
		walk(b.List, f)
		if b.ElseList != nil {
			walk(b.ElseList, f)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, x := range n.Nodes {
				walk(x, f)
			}
		}
	case *parse.TemplateNode:
		f(n)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}

// lay puts an archive's own files over the built-in ones, but for those that
// cannot be used, and says what is wrong with them.
func lay(files, own map[string][]byte) (remarks []diag.Diagnostic) {
	names := make([]string, 0, len(own))
	for name := range own {
		names = append(names, name)
	}
	sort.Strings(names)
	known := templates(files)
	for _, name := range names {
		if path.Ext(name) == ".html" && strings.Contains(name, "/") && !strings.HasPrefix(name, assetFolder+"/") {
			remarks = append(remarks, layoutUnknown.Said("layouts/"+name, 0, 0, unused(name), diag.Spoken("a layout lies in the folder layouts itself", "版面檔須直接放在 layouts 資料夾中", "版面文件须直接放在 layouts 文件夹中")))
			continue
		}
		if path.Ext(name) == ".html" && !strings.Contains(name, "/") {
			if d, ok := notText(name, own[name]); ok {
				remarks = append(remarks, d)
				continue
			}
			if _, ok := files[name]; !ok && !strings.HasPrefix(name, "_") {
				remarks = append(remarks, layoutUnknown.Said("layouts/"+name, 0, 0, unused(name), unknownHint(name, known)))
			}
			before, had := files[name]
			files[name] = own[name]
			if _, err := parseLayouts(files); err != nil {
				remarks = append(remarks, syntaxRemark(name, err))
				if files[name] = before; !had {
					delete(files, name)
				}
			}
			continue
		}
		files[name] = own[name]
	}
	return remarks
}

// notText finds the first byte of a layout that is no text.
func notText(name string, data []byte) (diag.Diagnostic, bool) {
	for at := 0; at < len(data); {
		r, n := utf8.DecodeRune(data[at:])
		if r == 0 || r == utf8.RuneError && n == 1 {
			before := data[:at]
			line := bytes.LastIndexByte(before, '\n') + 1
			return layoutSyntax.Said("layouts/"+name, 1+bytes.Count(before, []byte("\n")), 1+utf8.RuneCount(before[line:]),
				diag.Spoken("the byte 0x%02x is not UTF-8 text", "位元組 0x%02x 不是 UTF-8 文字", "字节 0x%02x 不是 UTF-8 文字", data[at]), diag.Spoken("save the file as UTF-8", "請把檔案存為 UTF-8", "请把文件存为 UTF-8")), true
		}
		at += n
	}
	return diag.Diagnostic{}, false
}

// strayLink says where a link leads that an error kept from being followed, if it
// leads out of the archive or nowhere.
func strayLink(fsys fs.FS, name string, err error) (diag.Diagnostic, bool) {
	target, unread := fs.ReadLink(fsys, name)
	if unread != nil {
		return diag.Diagnostic{}, false
	}
	file := "layouts/" + name
	switch to := path.Join(path.Dir(file), target); {
	case path.IsAbs(target), to == "..", strings.HasPrefix(to, "../"):
		return layoutSyntax.Said(file, 0, 0, diag.Spoken("the link leads out of the archive, to %s", "連結指向檔案庫之外的 %s", "链接指向档案库之外的 %s", target), diag.Spoken("put a copy of the file in its place", "請改放檔案的副本", "请改放文件的副本")), true
	case isMissing(err):
		return layoutSyntax.Said(file, 0, 0, diag.Spoken("the link to %s leads nowhere", "指向 %s 的連結沒有對象", "指向 %s 的链接没有对象", target), diag.Spoken("remove it", "請移除", "请移除")), true
	}
	return diag.Diagnostic{}, false
}

// unused says that a layout is that of no page.
func unused(name string) diag.Words {
	return diag.Spoken("no page is drawn with %s", "沒有頁面使用 %s", "没有页面使用 %s", name)
}

func unknownHint(name string, known []string) diag.Words {
	if diag.Nearest(name, known) != "" {
		return diag.Meant(name, known)
	}
	return diag.Spoken("the layouts are %s", "版面檔有：%s", "版面文件有：%s", diag.Listed(known))
}

// syntaxRemark is an error of html/template as a remark: it reads
// "template: period.html:12:5: …", the column from 0 and often left out.
func syntaxRemark(name string, err error) diag.Diagnostic {
	text := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "html/"), "template: ")
	line, column := 0, 0
	if rest, ok := strings.CutPrefix(text, name+":"); ok {
		head, after, _ := strings.Cut(rest, ":")
		if n, e := strconv.Atoi(head); e == nil {
			line, text = n, strings.TrimSpace(after)
		}
		if head, after, ok := strings.Cut(text, ":"); ok {
			if n, e := strconv.Atoi(head); e == nil {
				column, text = n+1, strings.TrimSpace(after)
			}
		}
	}
	if line > 0 && column == 0 {
		column = 1
	}
	return layoutSyntax.Said("layouts/"+name, line, column, diag.Spoken("%s", "版面無法讀取：%s", "版面无法读取：%s", text),
		diag.Spoken("the built-in layout is used instead; mend this one, or take the file away", "目前改用內建的版面；請修正，或刪去這個檔案", "目前改用内置的版面；请修正，或删去这个文件"))
}
