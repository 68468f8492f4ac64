package prose

import (
	"math"
	"slices"
	"unicode"
)

// A Sketch stands for the set of runs of n characters of texts: the least of their
// hashes. It is made and compared many times faster than the set, and tells how
// alike two sets are within some hundredths.
type Sketch struct {
	least []uint64 // sorted
	Runs  int      // how many runs there are, those that come twice counted twice
}

// sketched is how many hashes a sketch keeps.
const sketched = 128

// SketchOf is the sketch of the runs of n characters of texts, as [ShinglesOf] takes
// them.
func SketchOf(n int, texts ...string) Sketch {
	const base = 0x100000001b3
	high := uint64(1) // base to the n-th
	for range n {
		high *= base
	}
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	hashes := make([]uint64, 0, size)
	window := make([]uint64, n)
	for _, text := range texts {
		length, sum := 0, uint64(0)
		for _, r := range text {
			switch {
			case r >= 'a' && r <= 'z', r >= 0x4e00 && r <= 0x9fff:
			case r >= 'A' && r <= 'Z':
				r += 'a' - 'A'
			case r < 0x80 || !unicode.IsLetter(r):
				continue
			default:
				r = unicode.ToLower(r)
			}
			x := uint64(r)
			at := length % n
			sum = sum*base + x
			if length >= n {
				sum -= window[at] * high
			}
			window[at] = x
			if length++; length >= n {
				hashes = append(hashes, mixed(sum))
			}
		}
	}
	return Sketch{least(hashes), len(hashes)}
}

// mixed spreads a hash over all values (the finish of splitmix64).
func mixed(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// least are the least of some hashes, each once, in order. Only those below a limit
// are put in order; it is raised where too many of them are the same.
func least(hashes []uint64) []uint64 {
	few := make([]uint64, 0, 4*sketched)
	for share := 1.5 * sketched / float64(len(hashes)+1); share < 1; share *= 3 {
		limit := uint64(share * math.MaxUint64)
		few = few[:0]
		for _, h := range hashes {
			if h <= limit {
				few = append(few, h)
			}
		}
		slices.Sort(few)
		if few = slices.Compact(few); len(few) >= sketched {
			return slices.Clone(few[:sketched])
		}
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return slices.Clone(hashes[:min(len(hashes), sketched)])
}

// Likeness is about the Jaccard index of the sets that two sketches stand for:
// exactly that if both are small. It is 0 if one is empty.
func (s Sketch) Likeness(t Sketch) float64 {
	if len(s.least) == 0 || len(t.least) == 0 {
		return 0
	}
	size := sketched // of the union that is looked at
	if len(s.least) < sketched && len(t.least) < sketched {
		size = math.MaxInt
	}
	i, j, both, all := 0, 0, 0, 0
	for ; (i < len(s.least) || j < len(t.least)) && all < size; all++ {
		switch {
		case j == len(t.least) || i < len(s.least) && s.least[i] < t.least[j]:
			i++
		case i == len(s.least) || t.least[j] < s.least[i]:
			j++
		default:
			i, j, both = i+1, j+1, both+1
		}
	}
	return float64(both) / float64(all)
}

// Keys are hashes by which texts that are much alike are found together: two that
// share four of five runs have one of these in common, but for one case in a
// hundred thousand.
func (s Sketch) Keys() []uint64 { return s.least[:min(len(s.least), 8)] }
