package site_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"almanac/site"
)

// built holds the outputs that several tests look at: each archive is built
// once.
var built struct {
	dir     string
	example func() (string, error)
	golden  func() (string, error)
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "almanac-site-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	built.dir = dir
	built.example = sync.OnceValues(func() (string, error) { return write("..", filepath.Join(dir, "example")) })
	built.golden = sync.OnceValues(func() (string, error) {
		// Away from the repository, whose history is not the archive's.
		if err := os.CopyFS(filepath.Join(dir, "golden-archive"), os.DirFS("testdata/golden/archive")); err != nil {
			return "", err
		}
		return write(filepath.Join(dir, "golden-archive"), filepath.Join(dir, "golden"))
	})
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func write(archive, to string) (string, error) {
	s, err := site.Open(context.Background(), site.Options{Dir: archive})
	if err != nil {
		return "", err
	}
	_, err = s.Write(context.Background(), to, site.Publication{})
	return to, err
}

// example is the folder with the built example archive.
func example(t *testing.T) string { return once(t, built.example) }

// golden is the folder with the built golden archive.
func golden(t *testing.T) string { return once(t, built.golden) }

func once(t *testing.T, f func() (string, error)) string {
	t.Helper()
	dir, err := f()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
