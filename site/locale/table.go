package locale

// A table finds messages by key. It never changes, and keys differ in their
// length, their beginnings or their ends, so that it looks at no more of them
// before it compares.
type table struct {
	slots []slot
	mask  uint64
}

type slot struct {
	key string
	m   *message // nil: free
}

func newTable(messages map[string]*message) table {
	size := 16
	for size < 2*len(messages) {
		size *= 2
	}
	t := table{make([]slot, size), uint64(size - 1)}
	for key, m := range messages {
		at := hash(key) & t.mask
		for t.slots[at].m != nil {
			at = (at + 1) & t.mask
		}
		t.slots[at] = slot{key, m}
	}
	return t
}

// find is the message of a key, or nil.
func (t *table) find(key string) *message {
	for at := hash(key) & t.mask; ; at = (at + 1) & t.mask {
		if s := &t.slots[at]; s.m == nil || s.key == key {
			return s.m
		}
	}
}

func hash(s string) uint64 {
	h := uint64(len(s))
	if n := len(s); n >= 8 {
		h = (h ^ word64(s)) * 0x9e3779b97f4a7c15
		h ^= h>>32 ^ word64(s[n-8:])
	} else {
		for i := range n {
			h = h*31 + uint64(s[i])
		}
	}
	h *= 0x9e3779b97f4a7c15
	return h >> 32
}

// word64 is the first eight bytes of s.
func word64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
