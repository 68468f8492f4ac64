package period

import "fmt"

// A Fault is an error in what somebody wrote, in each language that it may be said
// in. As an error it is English.
type Fault struct{ En, Hant, Hans string }

func (f Fault) Error() string { return f.En }

// In is what is wrong in English, in Traditional and in Simplified Chinese.
func (f Fault) In() (en, hant, hans string) { return f.En, f.Hant, f.Hans }

// words are something in each language, with the verbs of fmt. Arguments that are
// worded themselves are taken in the same language. Remarks do so in diag, which
// stands on the same floor as this package.
func words(en, hant, hans string, args ...any) Fault {
	if len(args) == 0 {
		return Fault{en, hant, hans}
	}
	in := func(format string, of func(Fault) string) string {
		own := make([]any, len(args))
		for i, a := range args {
			if f, ok := a.(Fault); ok {
				a = of(f)
			}
			own[i] = a
		}
		return fmt.Sprintf(format, own...)
	}
	return Fault{in(en, func(f Fault) string { return f.En }), in(hant, func(f Fault) string { return f.Hant }), in(hans, func(f Fault) string { return f.Hans })}
}

// fault words an error.
func fault(en, hant, hans string, args ...any) error { return words(en, hant, hans, args...) }
