package memory

import (
	"encoding/binary"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Pack appends a value to b: of structs the fields that are not zero, after a
// bit for each; numbers as varints, or as they lie where several lie side by
// side; texts and lists with their length. It goes by the type, so that both
// sides must be the same build of the program, which a [Memory] sees to. Maps,
// functions and interfaces cannot be packed; a field with the tag pack:"-" is not.
func Pack[T any](b []byte, v *T) []byte {
	return planOf(reflect.TypeFor[T]()).put(b, unsafe.Pointer(v))
}

// An Unpacker unpacks values. Lists and what pointers lead to it takes from
// larger pieces of memory, which live as long as one of the values does.
// It is for one goroutine at a time; the zero Unpacker is ready.
type Unpacker struct {
	rooms []room // by the number of a plan
	data  string
	at    int // so much of data is read
	bad   bool
}

// Unpack fills v with the value that data begins with, and returns the rest.
// The texts of v are parts of data. It is not ok if data is not whole.
func Unpack[T any](u *Unpacker, data string, v *T) (rest string, ok bool) {
	u.data, u.at, u.bad = data, 0, false
	planOf(reflect.TypeFor[T]()).get(u, unsafe.Pointer(v))
	return data[u.at:], !u.bad
}

// Text is b as a text that is not copied: b must not be changed any more.
func Text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// A plan says how values of a type are packed.
type plan struct {
	shape
	list   reflect.Type // of its values
	number int          // that no other plan has
	size   uintptr
	of     *plan  // of a list's or array's elements, or what a pointer leads to
	count  int    // of an array's elements
	parts  []part // a struct's, those of structs in it among them
	plain  bool   // it holds no pointers: lists of it are copied as they lie
	whole  bool   // it is made
}

// A part is a field of a struct, by its distance from the beginning.
type part struct {
	*plan
	at uintptr
}

// A shape is what matters of a kind of type.
type shape uint8

const (
	aBool shape = iota
	anInt8
	anInt32
	anInt64
	aText
	someBytes // an array of bytes
	anArray
	aList
	aPointer
	aStruct
)

// plans are those that are whole: reflect.Type → *plan. One is made at a time.
var (
	plans   sync.Map
	making  sync.Mutex
	planned atomic.Int64
)

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	making.Lock()
	defer making.Unlock()
	begun := planner{}
	p := begun.of(t)
	for t, p := range begun {
		plans.LoadOrStore(t, p)
	}
	return p
}

// A planner is the plans that are being made: types may hold themselves.
type planner map[reflect.Type]*plan

func (begun planner) of(t reflect.Type) *plan {
	if p, ok := begun[t]; ok {
		return p
	}
	p := &plan{list: reflect.SliceOf(t), size: t.Size(), number: int(planned.Add(1))}
	begun[t] = p
	switch t.Kind() {
	case reflect.Bool:
		p.shape = aBool
	case reflect.Uint8, reflect.Int8:
		p.shape = anInt8
	case reflect.Int32, reflect.Uint32:
		p.shape = anInt32
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Uint64, reflect.Uintptr:
		p.shape = anInt64
	case reflect.String:
		p.shape = aText
	case reflect.Slice:
		p.shape, p.of = aList, begun.of(t.Elem())
	case reflect.Pointer:
		p.shape, p.of = aPointer, begun.of(t.Elem())
	case reflect.Array:
		p.shape, p.of, p.count = anArray, begun.of(t.Elem()), t.Len()
		if p.of.shape == anInt8 {
			p.shape = someBytes
		}
	case reflect.Struct:
		p.shape, p.parts = aStruct, begun.partsOf(t)
	default:
		panic("memory: a value of type " + t.String() + " cannot be packed")
	}
	p.plain, p.whole = plain(t), true
	return p
}

// plain reports whether values of a type hold no pointers.
func plain(t reflect.Type) bool {
	switch k := t.Kind(); {
	case reflect.Bool <= k && k <= reflect.Complex128:
		return true
	case k == reflect.Array:
		return plain(t.Elem())
	case k != reflect.Struct:
		return false
	}
	for i := range t.NumField() {
		if !plain(t.Field(i).Type) {
			return false
		}
	}
	return true
}

func (begun planner) partsOf(t reflect.Type) (parts []part) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("pack") == "-" {
			continue
		}
		p := begun.of(f.Type)
		if p.shape != aStruct || !p.whole {
			parts = append(parts, part{p, f.Offset})
			continue
		}
		for _, x := range p.parts {
			parts = append(parts, part{x.plan, f.Offset + x.at})
		}
	}
	return runs(parts)
}

// runs makes one part of several that hold no pointers and lie side by side: a
// copy takes less time than numbers do, if a little more room.
func runs(parts []part) (list []part) {
	for _, f := range parts {
		if n := len(list) - 1; n >= 0 && f.plain && list[n].plain && list[n].at+list[n].size == f.at {
			list[n].plan = &plan{shape: someBytes, size: list[n].size + f.size, plain: true, whole: true}
			continue
		}
		list = append(list, f)
	}
	return list
}

// marks is how many bytes the bits of a struct's parts take: one at least, so
// that every element of a list does.
func (p *plan) marks() int { return max(1, (len(p.parts)+7)/8) }

// A list is how a slice of any type lies in memory.
type list struct {
	data     unsafe.Pointer
	len, cap int
}

func (p *plan) bytes(at unsafe.Pointer) []byte { return unsafe.Slice((*byte)(at), p.size) }

// zero reports whether a value is that of a field which is not packed.
func (p *plan) zero(at unsafe.Pointer) bool {
	switch p.shape {
	case aBool, anInt8:
		return *(*uint8)(at) == 0
	case anInt32:
		return *(*int32)(at) == 0
	case anInt64:
		return *(*int64)(at) == 0
	case aText:
		return len(*(*string)(at)) == 0
	case aList:
		return (*list)(at).data == nil
	case aPointer:
		return *(*unsafe.Pointer)(at) == nil
	case someBytes:
		for _, b := range p.bytes(at) {
			if b != 0 {
				return false
			}
		}
	case anArray:
		for i := range p.count {
			if !p.of.zero(unsafe.Add(at, uintptr(i)*p.of.size)) {
				return false
			}
		}
	case aStruct:
		for _, f := range p.parts {
			if !f.zero(unsafe.Add(at, f.at)) {
				return false
			}
		}
	}
	return true
}

// put appends a value so that get knows where it ends.
func (p *plan) put(b []byte, at unsafe.Pointer) []byte {
	switch p.shape {
	case aBool, anInt8:
		return append(b, *(*uint8)(at))
	case anInt32:
		return binary.AppendVarint(b, int64(*(*int32)(at)))
	case anInt64:
		return binary.AppendVarint(b, *(*int64)(at))
	case aText:
		s := *(*string)(at)
		return append(binary.AppendUvarint(b, uint64(len(s))), s...)
	case someBytes:
		return append(b, p.bytes(at)...)
	case anArray:
		return p.putAll(b, at, p.count)
	case aList:
		s := (*list)(at)
		if s.data == nil {
			return append(b, 0)
		}
		b = binary.AppendUvarint(b, uint64(s.len)+1)
		if p.of.plain {
			return append(b, unsafe.Slice((*byte)(s.data), s.len*int(p.of.size))...)
		}
		return p.putAll(b, s.data, s.len)
	case aPointer:
		to := *(*unsafe.Pointer)(at)
		if to == nil {
			return append(b, 0)
		}
		return p.of.put(append(b, 1), to)
	}
	head := len(b)
	for range p.marks() {
		b = append(b, 0)
	}
	for i, f := range p.parts {
		if x := unsafe.Add(at, f.at); !f.zero(x) {
			b[head+i/8] |= 1 << (i % 8)
			b = f.put(b, x)
		}
	}
	return b
}

func (p *plan) putAll(b []byte, at unsafe.Pointer, n int) []byte {
	for i := range n {
		b = p.of.put(b, unsafe.Add(at, uintptr(i)*p.of.size))
	}
	return b
}
