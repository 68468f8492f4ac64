package content

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	Roles map[string]string
}

// Read reads the archive in the folder dir. See [ReadFS].
func Read(ctx context.Context, dir string, o Options) (*report.Archive, []diag.Diagnostic, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the archive: %w", err)
	}
	defer root.Close()
	return ReadFS(ctx, root.FS(), o)
}

// ReadFS reads an archive: its configuration and all reports. What people
// wrote wrong is in the remarks, sorted; the archive holds everything else. An
// error says what could not be read at all (a folder without permission, a
// missing content); the archive is then what could be read, or nil.
//
// The answer does not depend on the number of processors.
func ReadFS(ctx context.Context, fsys fs.FS, o Options) (*report.Archive, []diag.Diagnostic, error) {
	cfg, remarks, err := readConfig(fsys, o)
	if cfg == nil {
		return nil, remarks, err
	}
	t, err := list(ctx, fsys)
	if err != nil {
		return &report.Archive{Config: cfg.Config}, diag.Sort(remarks), err
	}
	t.collide()
	org := cfg.organise(t)
	all, errs := parseAll(ctx, fsys, t.sources, cfg)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	a, more := assemble(cfg, org, t, all)
	more = append(more, resolve(a, t, fsys, all)...)
	for _, p := range all {
		more = append(more, p.remarks...)
	}
	if errs = append(t.errs, errs...); len(errs) == 0 && len(t.sources) == 0 && len(t.remarks) == 0 {
		errs = append(errs, ErrNoReports)
	}
	return a, diag.Sort(slices.Concat(remarks, t.remarks, more)), errors.Join(errs...)
}

// readConfig reads config.toml. The config is nil if nothing can be read by it.
func readConfig(fsys fs.FS, o Options) (*config, []diag.Diagnostic, error) {
	none := func(message string) (*config, []diag.Diagnostic, error) {
		return nil, []diag.Diagnostic{ruleFront.At(configName, 0, 0, message, `run almanac init, or write a file config.toml with title = "the name of the archive"`)}, nil
	}
	info, err := fs.Stat(fsys, configName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return none("there is no config.toml")
	case err != nil:
		if d, ok := strayLink(fsys, configName); ok {
			return nil, []diag.Diagnostic{d}, nil
		}
		return nil, nil, fmt.Errorf("reading %s: %w", configName, err)
	case !info.Mode().IsRegular():
		return none("config.toml is no file")
	}
	data, err := readFile(fsys, configName)
	if err != nil {
		return nil, nil, err
	}
	f, ok := decode(configName, data)
	if len(data) > maxFront {
		f.sayWhole(ruleLimit, fmt.Sprintf("the file is larger than the limit of %d MiB", maxFront>>20), "leave out what is no configuration")
		ok = false
	}
	if !ok {
		return nil, f.remarks, nil
	}
	roles := o.Roles
	if roles == nil {
		roles = DefaultRoles()
	}
	cfg, ok := configure(f, catalogues(fsys), roles)
	if !ok {
		return nil, f.remarks, nil
	}
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

// readFile reads a file, but no more of it than shows that it is too long. One
// that has vanished since it was listed is looked for once more: editors
// replace files when they save.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	data, err := readOnce(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = readOnce(fsys, name)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return data, nil
}

func readOnce(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no longer a file")
	}
	size := min(info.Size(), maxFile) + 1
	data := make([]byte, 0, size+512)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF || len(data) > maxFile {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
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

// parseAll reads and parses files on all processors. Its answers are in the
// order of the files.
func parseAll(ctx context.Context, fsys fs.FS, sources []source, cfg *config) ([]*parsed, []error) {
	all, errs := make([]*parsed, len(sources)), make([]error, len(sources))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(sources)) {
		wg.Go(func() {
			rd := newReader(cfg)
			for i := int(next.Add(1)) - 1; i < len(sources) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				data, err := readFile(fsys, sources[i].path)
				if err != nil {
					errs[i] = err
					continue
				}
				all[i], errs[i] = rd.guarded(sources[i], data)
			}
		})
	}
	wg.Wait()
	none := func(p *parsed) bool { return p == nil }
	return slices.DeleteFunc(all, none), slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}
