package content

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/report"
)

// A topic is a tag and the words, folded, that a statement of customers is of it by.
type topic struct {
	name  string
	words []string
}

// topics reads the table [topics]: tag = ["word", "another"]. The tag is one of its
// words itself.
func (b *binder) topics(n *node) {
	if !b.isTable(n) {
		return
	}
	for _, c := range n.Items {
		b.cfg.Sources["topics."+c.Name] = b.pos(c.Key)
		t := topic{c.Name, []string{foldText(c.Name)}}
		for i, word := range b.texts(c) {
			if strings.TrimSpace(word) == "" {
				b.bad(ruleType, c.Items[min(i, len(c.Items)-1)], spoken("a word of the topic %q is empty", "主題「%s」有空白的詞語", "主题“%s”有空白的词语", clip(c.Name)), spoken("take it out, or write a word that customers say", "請刪去，或寫客戶會用的詞語", "请删去，或写客户会用的词语"))
				continue
			}
			t.words = append(t.words, foldText(strings.TrimSpace(word)))
		}
		b.cfg.topicWords = append(b.cfg.topicWords, t)
		b.cfg.Topics = append(b.cfg.Topics, c.Name)
	}
}

// heard gives what customers said the topics whose words stand in it, beside those
// that its author gave it.
func (c *config) heard(list []report.Feedback) {
	if len(c.topicWords) == 0 {
		return
	}
	for i := range list {
		f := &list[i]
		text := foldText(f.Text)
		for _, t := range c.topicWords {
			if !slices.Contains(f.Tags, t.name) && slices.ContainsFunc(t.words, func(w string) bool { return stands(text, w) }) {
				f.Heard = append(f.Heard, t.name)
			}
		}
	}
}

// stands reports whether a word stands in a text and is not merely a part of a longer
// one, as far as the script tells words apart.
func stands(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(word):])
		first, size := utf8.DecodeRuneInString(word)
		last, _ := utf8.DecodeLastRuneInString(word)
		if !joined(before, first) && !joined(last, after) {
			return true
		}
		at += size
	}
}

// joined reports whether two characters beside each other are of one word.
func joined(a, b rune) bool { return spelt(a) && spelt(b) }

// spelt reports whether a character is one that words are spelt with, apart from
// others by spaces.
func spelt(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
