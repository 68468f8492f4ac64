package num

import "fmt"

// A Fault is an error in what somebody wrote, in each language that it may be said
// in. As an error it is English.
type Fault struct{ En, Hant, Hans string }

func (f Fault) Error() string { return f.En }

// In is what is wrong in English, in Traditional and in Simplified Chinese.
func (f Fault) In() (en, hant, hans string) { return f.En, f.Hant, f.Hans }

// fault words an error in each language, with the verbs of fmt.
func fault(en, hant, hans string, args ...any) error {
	if len(args) == 0 {
		return Fault{en, hant, hans}
	}
	return Fault{fmt.Sprintf(en, args...), fmt.Sprintf(hant, args...), fmt.Sprintf(hans, args...)}
}
