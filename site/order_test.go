package site

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// digest is one hash of everything below a folder.
func digest(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	files := tree(t, dir)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n%s", name, len(files[name]), files[name])
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// Case 71: a hundred builds, each of an archive whose files were made in an
// order of its own and on a number of processors of its own, have one hash.
func TestHundredBuilds(t *testing.T) {
	builds := 100
	if testing.Short() {
		builds = 20
	}
	files := tree(t, small(t))
	names := slices.Sorted(maps.Keys(files))
	rnd := rand.New(rand.NewPCG(71, 0))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	want, above := "", t.TempDir()
	for i := range builds {
		rnd.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		runtime.GOMAXPROCS(1 + rnd.IntN(8))
		dir, out := filepath.Join(above, "archive"), filepath.Join(above, "site")
		for _, name := range names {
			put(t, dir, name, files[name])
		}
		write(t, open(t, dir), out)
		got := digest(t, out)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("build %d differs", i)
		}
		for _, d := range []string{dir, out} {
			if err := os.RemoveAll(d); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Case 71: pages are the same in whatever order they are drawn, one after the
// other or many at once, of one site or of another.
func TestDrawOrder(t *testing.T) {
	for _, archive := range []string{small(t), "testdata/golden/archive"} {
		s := open(t, archive)
		want := map[string][sha256.Size]byte{}
		for _, address := range s.Files() {
			want[address] = drawn(t, s, address)
		}
		rounds := []int{0, 1, 2, 3, 4, 5}
		if testing.Short() || len(want) > 1000 {
			rounds = []int{1}
		}
		rnd := rand.New(rand.NewPCG(71, 1))
		for _, round := range rounds {
			order := slices.Clone(s.Files())
			rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			if round%2 == 1 {
				s = open(t, archive) // nothing was drawn from it before
			}
			var wg sync.WaitGroup
			for part := range slices.Chunk(order, len(order)/(1+round*2)+1) {
				wg.Go(func() {
					for _, address := range part {
						if drawn(t, s, address) != want[address] {
							t.Errorf("%s is another in round %d", address, round)
						}
					}
				})
			}
			wg.Wait()
		}
	}
}

func drawn(t *testing.T, s *Site, address string) [sha256.Size]byte {
	data, err := s.Draw(address)
	if err != nil {
		t.Error(err)
	}
	return sha256.Sum256(data)
}
