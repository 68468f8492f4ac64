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

// A Sketcher makes sketches; what it needs for one it uses for the next.
type Sketcher struct{ window, hashes, few []uint64 }

// Sketch is the sketch of the runs of n characters of texts, as [ShinglesOf] takes
// them.
func (k *Sketcher) Sketch(n int, texts ...string) Sketch {
	const base = 0x100000001b3
	high := uint64(1) // base to the n-th
	for range n {
		high *= base
	}
	k.hashes, k.window = k.hashes[:0], append(k.window[:0], make([]uint64, n)...)
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
			sum = sum*base + uint64(r)
			if length >= n {
				sum -= k.window[length%n] * high
			}
			k.window[length%n] = uint64(r)
			if length++; length >= n {
				k.hashes = append(k.hashes, mixed(sum))
			}
		}
	}
	runs := len(k.hashes)
	return Sketch{k.least(), runs}
}

// mixed spreads a hash over all values (the finish of splitmix64).
func mixed(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// least are the least of the hashes, each once, in order. Only those below a limit
// are put in order; it is raised where too many of them are the same.
func (k *Sketcher) least() []uint64 {
	for share := 1.5 * sketched / float64(len(k.hashes)+1); share < 1; share *= 3 {
		limit := uint64(share * math.MaxUint64)
		k.few = k.few[:0]
		for _, h := range k.hashes {
			if h <= limit {
				k.few = append(k.few, h)
			}
		}
		slices.Sort(k.few)
		if few := slices.Compact(k.few); len(few) >= sketched {
			return slices.Clone(few[:sketched])
		}
	}
	slices.Sort(k.hashes)
	all := slices.Compact(k.hashes)
	return slices.Clone(all[:min(len(all), sketched)])
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
