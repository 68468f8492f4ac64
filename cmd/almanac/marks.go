package main

import (
	"strings"

	"almanac/site"
	"almanac/site/locale"
	"almanac/site/num"
)

// amount prints a figure in full, with groups: money without decimals from a
// thousand up, a ratio in percent where its metric is measured in percent.
func amount(l *locale.Locale, m site.Metric, n num.Num) string {
	if !n.Present() {
		return "–"
	}
	switch {
	case m.Unit == "percent":
		return l.Percent(n, places(m, 1))
	case m.Unit == "money" && n.Abs().Cmp(num.Int(1000)) < 0 && !n.Round(0).Equal(n):
		return l.Number(n, places(m, 2))
	case m.Unit == "money", m.Unit == "count":
		return l.Number(n, 0)
	}
	return l.SayNumber(n, places(m, 2))
}

func places(m site.Metric, usual int) int {
	if m.Decimals >= 0 {
		return m.Decimals
	}
	return usual
}

// change prints a change: a rate in percent, of a percentage its points, and
// where only the rate is refused the difference itself.
func change(l *locale.Locale, m site.Metric, c site.Comparison) cell {
	switch {
	case !c.Change.Present():
		return styled(faint, refusal(c.Refused))
	case m.Unit == "percent":
		return marked(l.Points(c.Change, places(m, 1), true), c.Favourable)
	case c.Rate.Present():
		return marked(l.Signed(c.Rate, 1), c.Favourable)
	}
	return marked(l.SignedNumber(c.Change, 0), c.Favourable)
}

// marked puts the mark of a favourable (▲) or unfavourable (▼) change before
// a text. The mark says by its form what the colour says, too.
func marked(text string, favourable int) cell {
	switch {
	case favourable > 0:
		return cell{{"▲ " + text, green}}
	case favourable < 0:
		return cell{{"▼ " + text, red}}
	}
	return plain(text)
}

// refusal says in a word why a comparison is not made.
func refusal(word string) string {
	switch word {
	case "", "missing":
		return "–"
	}
	return word
}

// gauge draws how much of a target was reached, in so many cells.
func gauge(rate num.Num, width int) string {
	eighths := int(min(max(rate.Float(), 0), 1)*float64(width*8) + 0.5)
	bar := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		bar += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return bar + strings.Repeat("·", width-cells(bar))
}

// spark draws a series in one row of blocks between its least and its greatest
// value; what is absent is a dot. It needs two values.
func spark(series []num.Num, last int) string {
	series = series[max(len(series)-last, 0):]
	low, high, n := num.Num{}, num.Num{}, 0
	for _, v := range series {
		if !v.Present() {
			continue
		}
		if n++; !low.Present() || v.Cmp(low) < 0 {
			low = v
		}
		if !high.Present() || v.Cmp(high) > 0 {
			high = v
		}
	}
	if n < 2 {
		return ""
	}
	blocks, span := []rune("▁▂▃▄▅▆▇█"), high.Sub(low).Float()
	var b strings.Builder
	for _, v := range series {
		switch {
		case !v.Present():
			b.WriteRune('·')
		case span == 0:
			b.WriteRune(blocks[3])
		default:
			b.WriteRune(blocks[int(v.Sub(low).Float()/span*7+0.5)])
		}
	}
	return b.String()
}

// signed prints a difference in full with its sign.
func signed(l *locale.Locale, m site.Metric, n num.Num) string {
	text := amount(l, m, n)
	if n.Sign() > 0 {
		return "+" + text
	}
	return text
}
