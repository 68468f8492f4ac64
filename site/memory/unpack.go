package memory

import (
	"math/bits"
	"reflect"
	"unsafe"
)

// number reads a number; most take one byte.
func (u *Unpacker) number() uint64 {
	if u.at < len(u.data) && u.data[u.at] < 0x80 {
		u.at++
		return uint64(u.data[u.at-1])
	}
	return u.longNumber()
}

func (u *Unpacker) longNumber() uint64 {
	var x uint64
	for s := uint(0); u.at < len(u.data) && s < 64; s += 7 {
		c := u.data[u.at]
		u.at++
		x |= uint64(c&0x7f) << s
		if c < 0x80 {
			return x
		}
	}
	u.fail()
	return 0
}

func (u *Unpacker) signed() int64 {
	x := u.number()
	return int64(x>>1) ^ -int64(x&1)
}

func (u *Unpacker) cut(n uint64) string {
	if n > uint64(len(u.data)-u.at) {
		u.fail()
		return ""
	}
	u.at += int(n)
	return u.data[u.at-int(n) : u.at]
}

func (u *Unpacker) fail() { u.bad, u.at = true, len(u.data) }

// get reads a value that put wrote into memory that is zero.
func (p *plan) get(u *Unpacker, at unsafe.Pointer) {
	switch p.shape {
	case aBool:
		*(*bool)(at) = u.cut(1) == "\x01"
	case anInt8:
		if s := u.cut(1); s != "" {
			*(*uint8)(at) = s[0]
		}
	case anInt32:
		*(*int32)(at) = int32(u.signed())
	case anInt64:
		*(*int64)(at) = u.signed()
	case aText:
		*(*string)(at) = u.cut(u.number())
	case someBytes:
		copy(p.bytes(at), u.cut(uint64(p.size)))
	case anArray:
		p.getAll(u, at, p.count)
	case aList:
		p.getList(u, at)
	case aPointer:
		if s := u.cut(1); s == "\x01" {
			made := u.make(p.of, 1)
			*(*unsafe.Pointer)(at) = made
			p.of.get(u, made)
		}
	case aStruct:
		p.getStruct(u, at)
	}
}

func (p *plan) getAll(u *Unpacker, at unsafe.Pointer, n int) {
	for i := range n {
		p.of.get(u, unsafe.Add(at, uintptr(i)*p.of.size))
	}
}

func (p *plan) getList(u *Unpacker, at unsafe.Pointer) {
	n := u.number()
	switch {
	case n == 0: // as it is
	case n-1 > uint64(len(u.data)-u.at): // each takes a byte at least
		u.fail()
	default:
		made := u.make(p.of, int(n-1))
		*(*list)(at) = list{made, int(n - 1), int(n - 1)}
		if p.of.plain {
			data := unsafe.Slice((*byte)(made), int(n-1)*int(p.of.size))
			copy(data, u.cut(uint64(len(data))))
			return
		}
		p.getAll(u, made, int(n-1))
	}
}

// getStruct reads the parts that are set; those of the two shapes that most have
// take no call.
func (p *plan) getStruct(u *Unpacker, at unsafe.Pointer) {
	set := u.cut(uint64(p.marks()))
	for k := range len(set) {
		for x := set[k]; x != 0; x &= x - 1 {
			i := 8*k + bits.TrailingZeros8(x)
			if i >= len(p.parts) {
				u.fail()
				return
			}
			f := &p.parts[i]
			switch to := unsafe.Add(at, f.at); {
			case f.shape == aText:
				*(*string)(to) = u.cut(u.number())
			case f.shape == someBytes && f.size == 16: // an exact number, but for the pointer in it
				if s := u.cut(16); s != "" {
					*(*[16]byte)(to) = [16]byte([]byte(s))
				}
			default:
				f.get(u, to)
			}
		}
	}
}

// A room is memory for values of one type that is not used yet.
type room struct {
	next unsafe.Pointer
	left int
	many int // of them were there at first
}

// roomy is how many bytes are asked for at once, where many are needed: as many as
// the largest of what Go calls small objects takes.
const roomy = 32<<10 - 8

// nothing is where lists lie that have no elements.
var nothing [0]int64

// make is memory for n values, all zero.
func (u *Unpacker) make(p *plan, n int) unsafe.Pointer {
	if n == 0 {
		return unsafe.Pointer(&nothing)
	}
	if p.number >= len(u.rooms) {
		u.rooms = append(u.rooms, make([]room, p.number+1-len(u.rooms))...)
	}
	r := &u.rooms[p.number]
	if n > r.left {
		most := roomy / int(max(1, p.size))
		if n > most/4 {
			return reflect.MakeSlice(p.list, n, n).UnsafePointer()
		}
		r.many = min(max(4*n, 2*r.many), most)
		r.next, r.left = reflect.MakeSlice(p.list, r.many, r.many).UnsafePointer(), r.many
	}
	made := r.next
	if r.left -= n; r.left > 0 {
		r.next = unsafe.Add(made, uintptr(n)*p.size)
	}
	return made
}
