package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A file that was replaced since a build was killed: in a tree that nobody ever saw
// lies what it was, and in one that was published may lie what somebody put there.
func TestKilledThenReplaced(t *testing.T) {
	for _, c := range []struct {
		name  string
		later time.Duration // than that of the present site its manifest was written
		want  string
	}{
		{"before the exchange", time.Second, ""},
		{"after the exchange", -time.Second, "CNAME differ: remove one of them"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := small(t)
			out := filepath.Join(dir, "public")
			s := open(t, dir)
			write(t, s, out)
			want := tree(t, out)
			left := filepath.Join(dir, treeName("public", "tmp", dead))
			if err := os.CopyFS(left, os.DirFS(out)); err != nil {
				t.Fatal(err)
			}
			put(t, left, "CNAME", "a")
			put(t, left, "only.txt", "here")
			put(t, out, "CNAME", "b")
			seal, err := os.Stat(filepath.Join(out, manifestName))
			if err != nil {
				t.Fatal(err)
			}
			at := seal.ModTime().Add(c.later)
			if err := os.Chtimes(filepath.Join(left, manifestName), at, at); err != nil {
				t.Fatal(err)
			}
			_, err = s.Write(t.Context(), out, Publication{Version: "test"})
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) || tree(t, left)["CNAME"] != "a" {
					t.Errorf("%v; both files should stay", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want["CNAME"], want["only.txt"] = "b", "here"
			same(t, tree(t, out), want)
			leftovers(t, dir)
		})
	}
}
