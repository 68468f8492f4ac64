package num_test

import (
	"fmt"
	"testing"

	"almanac/site/num"
)

func TestParseText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"120", "120"}, {"1,234.50", "1234.5"}, {"１２３", "123"}, {"-5", "-5"}, {"120萬元", "1200000"}, {"1.2M", "1200000"},
		{"NT$5", "5 TWD"}, {"16%", "0.16 %"}, {"8/50", "0.16 8/50"}, {"1:3.5", "3.5 1:"}, {"-0", "0"}, {"1.5億", "150000000"}, {"3.43百萬美元", "3430000 USD"},
		{"USD 3.43 million", "3430000 USD"}, {"−5.5", "-5.5"}, {"16％", "0.16 %"}, {"3天", "3"}, {"5 days", "5"}, {"1.2 MUSD", "1200000 USD"},
		{"$5", "5 $"}, {"5千", "5000"}, {"2兆元", "2000000000000"},
		{"1 234", "!"}, {"(12)", "!"}, {"1e5", "!"}, {"inf", "!"}, {"nan", "!"}, {"", "!"}, {"1,23", "!"}, {"1.", "!"}, {".5", "!"}, {"12abc", "!"}, {"5 men", "!"}, {"--5", "!"}, {"2:3", "!"}, {"1/2/3", "!"}, {"16%%", "!"},
	} {
		w, err := num.ParseText(c.in)
		got := w.Value.String()
		switch w.Shape {
		case num.Percent:
			got += " %"
		case num.Fraction:
			got += fmt.Sprintf(" %s/%s", w.Num, w.Den)
		case num.OneTo:
			got += " 1:"
		}
		if w.Currency != "" {
			got += " " + w.Currency
		}
		if err != nil {
			got = "!"
		}
		if got != c.want {
			t.Errorf("ParseText(%q) = %s (%v), want %s", c.in, got, err, c.want)
		}
	}
}
