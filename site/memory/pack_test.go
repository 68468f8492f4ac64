package memory

import (
	"reflect"
	"strconv"
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
	marks []struct {
		pos  [2]int32
		kind uint8
	}
}

// What is packed comes back as it was, whatever is zero in it, and its texts
// are not copied.
func TestPack(t *testing.T) {
	want := branch{leaf: leaf{true, -7, 1 << 62, 255, "名"}, list: []leaf{{}, {n: 1}, {text: "x"}}, texts: []string{"", "a", ""},
		at: &leaf{}, sub: []*branch{nil, {texts: []string{}}, {at: &leaf{on: true}}}, sum: [4]uint8{0, 1, 0, 255}, days: [3]int32{-1, 0, 1 << 30},
		marks: []struct {
			pos  [2]int32
			kind uint8
		}{{[2]int32{1, -2}, 3}, {}, {kind: 255}}}
	var u Unpacker
	for _, v := range []branch{want, {}, {leaf: leaf{big: -1 << 63}}} {
		b := Pack([]byte("head"), &v)
		var got branch
		rest, ok := Unpack(&u, string(b[4:])+"tail", &got)
		if !ok || rest != "tail" || !reflect.DeepEqual(got, v) {
			t.Errorf("%+v became %+v, rest %q, %v", v, got, rest, ok)
		}
	}
}

// What is cut off anywhere is not ok, or at least no more than it was.
func TestPackCut(t *testing.T) {
	v := branch{list: []leaf{{n: 5, text: "abc"}}, texts: []string{"d"}, at: &leaf{b: 1}}
	b := Pack(nil, &v)
	var u Unpacker
	for i := range b {
		var got branch
		if _, ok := Unpack(&u, string(b[:i]), &got); ok {
			t.Errorf("the first %d of %d bytes were taken for the whole", i, len(b))
		}
	}
}

// What one unpacker made stays as it is while it makes more.
func TestUnpackerKeeps(t *testing.T) {
	const many = 2000
	var u Unpacker
	var got [many]branch
	want := func(i int) branch {
		v := branch{leaf: leaf{n: int32(i)}, list: make([]leaf, i%7*i%50), at: &leaf{big: int64(i)}, texts: []string{strconv.Itoa(i)}}
		for k := range v.list {
			v.list[k] = leaf{n: int32(i + k), text: strconv.Itoa(k)}
		}
		return v
	}
	for i := range many {
		v := want(i)
		if _, ok := Unpack(&u, string(Pack(nil, &v)), &got[i]); !ok {
			t.Fatalf("value %d is not whole", i)
		}
		got[i].list = append(got[i].list, leaf{n: -1}) // which must not reach into others
	}
	for i := range many {
		v := want(i)
		v.list = append(v.list, leaf{n: -1})
		if !reflect.DeepEqual(got[i], v) {
			t.Fatalf("value %d became %+v", i, got[i])
		}
	}
}

// A field that is left out is not packed, whatever it is, and what else it stands
// beside comes back.
func TestPackLeavesOut(t *testing.T) {
	type pair struct {
		n    int32
		kept any `pack:"-"`
	}
	want := []pair{{n: 1}, {n: 2}, {}}
	b := Pack(nil, &[]pair{{1, "a"}, {2, t}, {0, func() {}}})
	var u Unpacker
	var got []pair
	if rest, ok := Unpack(&u, string(b), &got); !ok || rest != "" || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, rest %q, %v", got, rest, ok)
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
