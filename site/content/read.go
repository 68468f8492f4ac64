package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"almanac/site/diag"
	"almanac/site/report"
)

// ErrNoReports is what [Read] returns, wrapped, beside an archive that has a
// configuration but no reports.
var ErrNoReports = errors.New("there are no reports yet")

// Options says how an archive is read.
type Options struct {
	// Roles maps the words of headings, folded as by NFKC and in lower case, to
	// the roles of the sections below them; nil: [DefaultRoles].
	// It is asked for once.
	Roles func() map[string]string
	// Past, if not nil, is what earlier readings knew; what is read is added.
	Past *Past
}

// Read reads the archive in the folder dir. See [ReadFS].
func Read(ctx context.Context, dir string, o Options) (*report.Archive, []diag.Diagnostic, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the archive: %w", err)
	}
	defer root.Close()
	return read(ctx, root.FS(), root, o)
}

// ReadFS reads an archive: its configuration and all reports. What people
// wrote wrong is in the remarks, sorted; the archive holds everything else. An
// error says what could not be read at all (a folder without permission, a
// missing content); the archive is then what could be read, or nil.
//
// The answer does not depend on the number of processors.
func ReadFS(ctx context.Context, fsys fs.FS, o Options) (*report.Archive, []diag.Diagnostic, error) {
	return read(ctx, fsys, nil, o)
}

// read reads an archive; root is the folder that fsys is the files of, if it is.
func read(ctx context.Context, fsys fs.FS, root *os.Root, o Options) (*report.Archive, []diag.Diagnostic, error) {
	r, remarks, err := open(ctx, fsys, root, o)
	if r == nil {
		return nil, remarks, err
	}
	return r.Archive, diag.Sort(remarks), err
}

// open reads an archive, and keeps what it was put together from. The remarks
// are in no order.
func open(ctx context.Context, fsys fs.FS, root *os.Root, o Options) (*Reading, []diag.Diagnostic, error) {
	var t *tree
	var unlisted error
	var wg sync.WaitGroup
	wg.Go(func() { t, unlisted = list(ctx, files{fsys: fsys, root: root}) })
	if o.Past != nil {
		wg.Go(o.Past.wake)
	}
	cfg, remarks, err := readConfig(fsys, o)
	wg.Wait()
	if cfg == nil {
		return nil, remarks, err
	}
	if err := unlisted; err != nil {
		return &Reading{Archive: &report.Archive{Config: cfg.Config, Units: cfg.organise(new(tree))}}, remarks, err
	}
	t.collide()
	org := cfg.organise(t)
	if o.Past != nil {
		o.Past.begin(cfg, org)
	}
	found, errs := parseAll(ctx, files{fsys: fsys, root: root}, t.sources, cfg, o.Past)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	r := &Reading{cfg: cfg, tree: t, all: found}
	if o.Past != nil && o.Past.store == nil {
		r.keep(cfg)
	}
	data, filed := cfg.readData(files{fsys: fsys, root: root}, t.data, org)
	a, bodies, more := assemble(cfg, org, t, r.all, data, r.kept)
	more = append(more, filed...)
	r.Archive, r.fixed = a, slices.Concat(remarks, t.remarks, more)
	if r.kept {
		r.reports = placesOf(a)
	}
	r.links = r.resolve(fsys, bodies)
	if errs = append(t.errs, errs...); len(errs) == 0 && len(t.sources) == 0 && len(t.remarks) == 0 {
		errs = append(errs, ErrNoReports)
	}
	all := r.Remarks()
	r.whole = len(errs) == 0 && !t.links && !diag.Unreadable(all)
	return r, all, errors.Join(errs...)
}

// readConfig reads config.toml. The config is nil if nothing can be read by it.
func readConfig(fsys fs.FS, o Options) (*config, []diag.Diagnostic, error) {
	missing := func(message diag.Words) (*config, []diag.Diagnostic, error) {
		return nil, []diag.Diagnostic{ruleFront.Said(configName, 0, 0, message, spoken(`run almanac init, or write a file config.toml with title = "the name of the archive"`, `請執行 almanac init，或建立 config.toml 並寫 title = "檔案庫的名稱"`, `请执行 almanac init，或建立 config.toml 并写 title = "档案库的名称"`))}, nil
	}
	info, err := fs.Stat(fsys, configName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return missing(spoken("there is no config.toml", "沒有 config.toml", "没有 config.toml"))
	case err != nil:
		if d, ok := strayLink(fsys, configName); ok {
			return nil, []diag.Diagnostic{d}, nil
		}
		return nil, nil, fmt.Errorf("reading %s: %w", configName, err)
	case !info.Mode().IsRegular():
		return missing(spoken("config.toml is no file", "config.toml 不是檔案", "config.toml 不是文件"))
	}
	data, err := (&files{fsys: fsys}).read(configName)
	if err != nil {
		return nil, nil, err
	}
	f, ok := decode(configName, data)
	if len(data) > maxFront {
		f.sayWhole(ruleLimit, spoken("the file is larger than the limit of %d MiB", "檔案超過 %d MiB 的上限", "文件超过 %d MiB 的上限", maxFront>>20), spoken("leave out what is no configuration", "請刪去不屬於設定的內容", "请删去不属于配置的内容"))
		ok = false
	}
	if !ok {
		return nil, f.remarks, nil
	}
	roles := DefaultRoles
	if o.Roles != nil {
		roles = o.Roles
	}
	cfg, ok := configure(f, catalogues(fsys), roles())
	if !ok {
		return nil, f.remarks, nil
	}
	cfg.Digest = report.DigestOf(data)
	return cfg, f.remarks, nil
}

// catalogues lists the languages that pages can be written in: those that are
// built in and those for which the archive has a catalogue.
func catalogues(fsys fs.FS) []string {
	tags := []string{"en", "zh-Hant", "zh-Hans"}
	entries, _ := fs.ReadDir(fsys, "layouts/i18n") // most archives have none
	for _, e := range entries {
		tag, ok := strings.CutSuffix(e.Name(), ".toml")
		if ok && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// guarded is report, with a panic in it turned into an error that names the
// file.
func (rd *reader) guarded(s source, data []byte) (p *parsed, err error) {
	defer func() {
		if x := recover(); x != nil {
			p, err = nil, fmt.Errorf("reading %s: %v (a defect of almanac's)", s.path, x)
		}
	}()
	return rd.report(s, data), nil
}

// batch is how many files are taken at once: they mostly lie in one folder.
const batch = 16

// parseAll reads and parses files on all processors. Its answers are in the
// order of the files.
func parseAll(ctx context.Context, from files, sources []source, cfg *config, known *Past) ([]*parsed, []error) {
	all, errs := make([]*parsed, len(sources)), make([]error, len(sources))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(sources)) {
		wg.Go(func() {
			rd, own, past := newReader(cfg), from, &unpacker{}
			defer own.close()
			for i := int(next.Add(batch)) - batch; i < len(sources); i = int(next.Add(batch)) - batch {
				for k := i; k < min(i+batch, len(sources)) && ctx.Err() == nil; k++ {
					if known != nil {
						if all[k] = known.recall(sources[k], past); all[k] != nil {
							continue
						}
					}
					data, err := own.read(sources[k].path)
					if err != nil {
						errs[k] = err
						continue
					}
					all[k], errs[k] = rd.guarded(sources[k], data)
				}
			}
		})
	}
	wg.Wait()
	if known != nil && ctx.Err() == nil {
		known.learn(all)
	}
	none := func(p *parsed) bool { return p == nil }
	return slices.DeleteFunc(all, none), slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}
