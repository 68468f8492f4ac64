package memory

import (
	"encoding/binary"
	"math/bits"
	"reflect"
	"sync"
	"unsafe"
)

// Pack appends a value to b: of structs the fields that are not zero, after a
// bit for each; numbers as varints; texts and lists with their length. It goes by
// the type, so that both sides must be the same build of the program, which a
// [Memory] sees to. Maps, functions and interfaces cannot be packed.
func Pack[T any](b []byte, v *T) []byte {
	return planOf(reflect.TypeFor[T]()).put(b, unsafe.Pointer(v))
}

// Unpack fills v with the value that data begins with, and returns the rest.
// The texts of v are parts of data. It is not ok if data is not whole.
func Unpack[T any](data string, v *T) (rest string, ok bool) {
	r := reader{data: data}
	planOf(reflect.TypeFor[T]()).get(&r, unsafe.Pointer(v))
	return r.data, !r.bad
}

// Text is b as a text that is not copied: b must not be changed any more.
func Text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

type reader struct {
	data string
	bad  bool
}

func (r *reader) number() uint64 {
	var x uint64
	for i, s := 0, uint(0); i < len(r.data) && s < 64; i, s = i+1, s+7 {
		c := r.data[i]
		x |= uint64(c&0x7f) << s
		if c < 0x80 {
			r.data = r.data[i+1:]
			return x
		}
	}
	r.bad, r.data = true, ""
	return 0
}

func (r *reader) cut(n uint64) string {
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, ""
		return ""
	}
	x := r.data[:n]
	r.data = r.data[n:]
	return x
}

// A plan says how values of a type are packed.
type plan struct {
	zero func(unsafe.Pointer) bool
	put  func([]byte, unsafe.Pointer) []byte
	get  func(*reader, unsafe.Pointer)
}

// plans are those that are whole: reflect.Type → *plan. One is made at a time.
var (
	plans  sync.Map
	making sync.Mutex
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
		plans.Store(t, p)
	}
	return p
}

// A planner is the plans that are being made: types may hold themselves.
type planner map[reflect.Type]*plan

func (begun planner) of(t reflect.Type) *plan {
	if p, ok := begun[t]; ok {
		return p
	}
	p := &plan{}
	begun[t] = p
	switch t.Kind() {
	case reflect.Bool:
		*p = boolPlan()
	case reflect.Int, reflect.Int64:
		*p = intPlan[int64]()
	case reflect.Int32:
		*p = intPlan[int32]()
	case reflect.Uint8:
		*p = intPlan[uint8]()
	case reflect.Uint, reflect.Uint64, reflect.Uintptr:
		*p = intPlan[uint64]()
	case reflect.String:
		*p = textPlan()
	case reflect.Slice:
		*p = begun.slicePlan(t)
	case reflect.Array:
		*p = begun.arrayPlan(t)
	case reflect.Pointer:
		*p = begun.pointerPlan(t)
	case reflect.Struct:
		*p = begun.structPlan(t)
	default:
		panic("memory: a value of type " + t.String() + " cannot be packed")
	}
	return p
}

func boolPlan() plan {
	return plan{
		zero: func(p unsafe.Pointer) bool { return !*(*bool)(p) },
		put:  func(b []byte, p unsafe.Pointer) []byte { return b },
		get:  func(_ *reader, p unsafe.Pointer) { *(*bool)(p) = true },
	}
}

func intPlan[T int32 | int64 | uint8 | uint64]() plan {
	return plan{
		zero: func(p unsafe.Pointer) bool { return *(*T)(p) == 0 },
		put: func(b []byte, p unsafe.Pointer) []byte {
			x := int64(*(*T)(p))
			return binary.AppendUvarint(b, uint64(x<<1)^uint64(x>>63))
		},
		get: func(r *reader, p unsafe.Pointer) {
			x := r.number()
			*(*T)(p) = T(int64(x>>1) ^ -int64(x&1))
		},
	}
}

func textPlan() plan {
	return plan{
		zero: func(p unsafe.Pointer) bool { return len(*(*string)(p)) == 0 },
		put: func(b []byte, p unsafe.Pointer) []byte {
			s := *(*string)(p)
			return append(binary.AppendUvarint(b, uint64(len(s))), s...)
		},
		get: func(r *reader, p unsafe.Pointer) { *(*string)(p) = r.cut(r.number()) },
	}
}

// A list is how a slice of any type lies in memory.
type list struct {
	data     unsafe.Pointer
	len, cap int
}

func (begun planner) slicePlan(t reflect.Type) plan {
	elem, size := begun.of(t.Elem()), t.Elem().Size()
	return plan{
		zero: func(p unsafe.Pointer) bool { return (*list)(p).data == nil },
		put: func(b []byte, p unsafe.Pointer) []byte {
			s := (*list)(p)
			b = binary.AppendUvarint(b, uint64(s.len))
			for i := range s.len {
				b = putAny(b, elem, unsafe.Add(s.data, uintptr(i)*size))
			}
			return b
		},
		get: func(r *reader, p unsafe.Pointer) {
			n := r.number()
			if n > uint64(len(r.data)) { // each takes a byte at least
				r.bad, r.data = true, ""
				return
			}
			made := reflect.MakeSlice(t, int(n), int(n)).UnsafePointer()
			*(*list)(p) = list{made, int(n), int(n)}
			for i := range int(n) {
				getAny(r, elem, unsafe.Add(made, uintptr(i)*size))
			}
		},
	}
}

// putAny and getAny pack what may be zero, which the plans themselves do not say.
func putAny(b []byte, x *plan, p unsafe.Pointer) []byte {
	if x.zero(p) {
		return append(b, 0)
	}
	return x.put(append(b, 1), p)
}

func getAny(r *reader, x *plan, p unsafe.Pointer) {
	if r.cut(1) == "\x01" {
		x.get(r, p)
	}
}

func (begun planner) arrayPlan(t reflect.Type) plan {
	elem, size, n := begun.of(t.Elem()), t.Elem().Size(), t.Len()
	each := func(f func(unsafe.Pointer)) func(unsafe.Pointer) {
		return func(p unsafe.Pointer) {
			for i := range n {
				f(unsafe.Add(p, uintptr(i)*size))
			}
		}
	}
	return plan{
		zero: func(p unsafe.Pointer) bool {
			zero := true
			each(func(e unsafe.Pointer) { zero = zero && elem.zero(e) })(p)
			return zero
		},
		put: func(b []byte, p unsafe.Pointer) []byte {
			each(func(e unsafe.Pointer) { b = putAny(b, elem, e) })(p)
			return b
		},
		get: func(r *reader, p unsafe.Pointer) { each(func(e unsafe.Pointer) { getAny(r, elem, e) })(p) },
	}
}

func (begun planner) pointerPlan(t reflect.Type) plan {
	to := t.Elem()
	of := begun.of(to)
	return plan{
		zero: func(p unsafe.Pointer) bool { return *(*unsafe.Pointer)(p) == nil },
		put:  func(b []byte, p unsafe.Pointer) []byte { return putAny(b, of, *(*unsafe.Pointer)(p)) },
		get: func(r *reader, p unsafe.Pointer) {
			made := reflect.New(to).UnsafePointer()
			*(*unsafe.Pointer)(p) = made
			getAny(r, of, made)
		},
	}
}

func (begun planner) structPlan(t reflect.Type) plan {
	type part struct {
		*plan
		at uintptr
	}
	var parts []part
	for i := range t.NumField() {
		parts = append(parts, part{begun.of(t.Field(i).Type), t.Field(i).Offset})
	}
	bytes := (len(parts) + 7) / 8
	return plan{
		zero: func(p unsafe.Pointer) bool {
			for _, f := range parts {
				if !f.zero(unsafe.Add(p, f.at)) {
					return false
				}
			}
			return true
		},
		put: func(b []byte, p unsafe.Pointer) []byte {
			head := len(b)
			for range bytes {
				b = append(b, 0)
			}
			for i, f := range parts {
				if at := unsafe.Add(p, f.at); !f.zero(at) {
					b[head+i/8] |= 1 << (i % 8)
					b = f.put(b, at)
				}
			}
			return b
		},
		get: func(r *reader, p unsafe.Pointer) {
			set := r.cut(uint64(bytes))
			for k := range len(set) {
				for x := set[k]; x != 0; x &= x - 1 {
					if i := 8*k + bits.TrailingZeros8(x); i < len(parts) {
						parts[i].get(r, unsafe.Add(p, parts[i].at))
					}
				}
			}
		},
	}
}
