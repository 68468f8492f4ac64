package diag

import (
	"fmt"
	"strings"
)

// Words are a sentence in each language that remarks are said in.
type Words struct{ En, Hant, Hans string }

// In is the words in a language; in English if there are none.
func (x Words) In(tag string) string {
	switch {
	case tag == "zh-Hant" && x.Hant != "":
		return x.Hant
	case tag == "zh-Hans" && x.Hans != "":
		return x.Hans
	}
	return x.En
}

// Spoken words a sentence in each language, with the verbs of fmt. Arguments that are
// worded themselves are taken in the same language.
func Spoken(en, hant, hans string, args ...any) Words {
	if len(args) == 0 {
		return Words{en, hant, hans}
	}
	in := func(format string, of func(Words) string) string {
		own := make([]any, len(args))
		for i, a := range args {
			if x, ok := a.(Words); ok {
				a = of(x)
			}
			own[i] = a
		}
		return fmt.Sprintf(format, own...)
	}
	return Words{
		in(en, func(x Words) string { return x.En }),
		in(hant, func(x Words) string { return x.Hant }),
		in(hans, func(x Words) string { return x.Hans }),
	}
}

// Listed are words that hold for every language, one behind the other.
func Listed(list []string) Words {
	chinese := strings.Join(list, "、")
	return Words{strings.Join(list, ", "), chinese, chinese}
}

// Meant is [DidYouMean] in each language.
func Meant(word string, candidates []string) Words {
	if c := Nearest(word, candidates); c != "" {
		return Spoken("did you mean %q?", "是否為「%s」？", "是否为“%s”？", c)
	}
	if DidYouMean(word, candidates) == "" {
		return Words{}
	}
	return Spoken("known are: %s", "可用的有：%s", "可用的有：%s", Listed(candidates))
}

// A Said is a message and its hint in one language.
type Said struct{ Message, Hint string }

// Said makes a remark of rule r that can be said in every language: its Message and
// Hint are English until [Diagnostic.In] says it in another.
func (r Rule) Said(file string, line, column int, message, hint Words) Diagnostic {
	d := r.At(file, line, column, message.En, hint.En)
	d.Hant, d.Hans = Said{message.Hant, hint.Hant}, Said{message.Hans, hint.Hans}
	return d
}

// Add puts words behind the message of a remark in every language.
func (d *Diagnostic) Add(x Words) {
	d.Message, d.Hant.Message, d.Hans.Message = d.Message+x.En, d.Hant.Message+x.Hant, d.Hans.Message+x.Hans
}

// In is the remark in one language, and no other any more.
func (d Diagnostic) In(tag string) Diagnostic {
	switch {
	case tag == "zh-Hant" && d.Hant.Message != "":
		d.Message, d.Hint = d.Hant.Message, d.Hant.Hint
	case tag == "zh-Hans" && d.Hans.Message != "":
		d.Message, d.Hint = d.Hans.Message, d.Hans.Hint
	}
	d.Hant, d.Hans = Said{}, Said{}
	return d
}
