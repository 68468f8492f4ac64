package memory

import (
	"reflect"
	"testing"
)

type leaf struct {
	on   bool
	n    int32
	big  int64
	b    uint8
	text string
}

type branch struct {
	leaf
	list  []leaf
	texts []string
	at    *leaf
	sub   []*branch
	sum   [4]uint8
	days  [3]int32
}

// What is packed comes back as it was, whatever is zero in it, and its texts
// are not copied.
func TestPack(t *testing.T) {
	want := branch{leaf: leaf{true, -7, 1 << 62, 255, "名"}, list: []leaf{{}, {n: 1}, {text: "x"}}, texts: []string{"", "a", ""},
		at: &leaf{}, sub: []*branch{nil, {texts: []string{}}, {at: &leaf{on: true}}}, sum: [4]uint8{0, 1, 0, 255}, days: [3]int32{-1, 0, 1 << 30}}
	for _, v := range []branch{want, {}, {leaf: leaf{big: -1 << 63}}} {
		b := Pack([]byte("head"), &v)
		var got branch
		rest, ok := Unpack(string(b[4:])+"tail", &got)
		if !ok || rest != "tail" || !reflect.DeepEqual(got, v) {
			t.Errorf("%+v became %+v, rest %q, %v", v, got, rest, ok)
		}
	}
}

// What is cut off anywhere is not ok, or at least no more than it was.
func TestPackCut(t *testing.T) {
	v := branch{list: []leaf{{n: 5, text: "abc"}}, texts: []string{"d"}, at: &leaf{b: 1}}
	b := Pack(nil, &v)
	for i := range b {
		var got branch
		if _, ok := Unpack(string(b[:i]), &got); ok {
			t.Errorf("the first %d of %d bytes were taken for the whole", i, len(b))
		}
	}
}

func TestPackRefuses(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a map was packed")
		}
	}()
	Pack(nil, &struct{ m map[string]int }{})
}
