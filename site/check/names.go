package check

import (
	"slices"
	"strings"

	"almanac/site/report"
)

// A name is what a metric is called in texts.
type name struct {
	words  string // in small letters
	metric *report.Metric
}

// names are the labels and aliases of all metrics, longer ones first, in Chinese
// of any script and in English.
type names struct {
	zh, en  []name
	metrics *finder // labels and aliases in any language
	people  *finder // names, ids and roles
}

func namesOf(a *report.Archive) (n names) {
	var all []string
	for _, m := range a.Metrics {
		add := func(lang, words string) {
			if words = strings.ToLower(strings.TrimSpace(words)); words == "" {
				return
			}
			if lang == "" || strings.HasPrefix(lang, "zh") {
				n.zh = append(n.zh, name{words, m})
			}
			if lang == "" || strings.HasPrefix(lang, "en") {
				n.en = append(n.en, name{words, m})
			}
		}
		for lang, words := range m.Label {
			add(lang, words)
			all = append(all, words)
		}
		for lang, list := range m.Aliases {
			all = append(all, list...)
			for _, words := range list {
				add(lang, words)
			}
		}
	}
	n.metrics = finderOf(whole, all)
	n.people = finderOf(whole, (&Input{Archive: a}).names())
	for _, list := range [][]name{n.zh, n.en} {
		slices.SortFunc(list, func(a, b name) int {
			if len(a.words) != len(b.words) {
				return len(b.words) - len(a.words)
			}
			return strings.Compare(a.words+" "+a.metric.ID, b.words+" "+b.metric.ID)
		})
	}
	return n
}

// namesIn are the names of metrics in the language of a text.
func (c *Case) namesIn(t *Text) []name {
	switch {
	case t.Chinese():
		return c.called.zh
	case t.English():
		return c.called.en
	}
	return nil
}

// metricIn is the metric that words, in small letters, name with the longest name;
// nil if none.
func (c *Case) metricIn(t *Text, words string) *report.Metric {
	for _, n := range c.namesIn(t) {
		if at := strings.Index(words, n.words); at >= 0 && apart(words, at, at+len(n.words)) {
			return n.metric
		}
	}
	return nil
}

// metricBefore is the metric with whose name words, in small letters, end; nil if
// with none.
func (c *Case) metricBefore(t *Text, words string) (m *report.Metric, at int) {
	for _, n := range c.namesIn(t) {
		if from := len(words) - len(n.words); strings.HasSuffix(words, n.words) && apart(words, from, len(words)) {
			return n.metric, from
		}
	}
	return nil, 0
}
