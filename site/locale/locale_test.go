package locale

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"almanac/layouts"
	"almanac/site/num"
)

// built are the built-in languages.
func built(t testing.TB) map[string]*Locale {
	t.Helper()
	ls, problems, err := LoadAll(layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
	return ls
}

var tags = []string{"en", "zh-Hant", "zh-Hans"}

func n(s string) num.Num { return num.MustParse(s) }

// each holds one expectation for every built-in language.
type each [3]string

func (want each) check(t *testing.T, ls map[string]*Locale, what string, got func(*Locale) string) {
	t.Helper()
	for i, tag := range tags {
		if g := got(ls[tag]); g != want[i] {
			t.Errorf("%s, %s: %q, want %q", what, tag, g, want[i])
		}
	}
}

func TestCataloguesAgree(t *testing.T) {
	ls := built(t)
	en := ls["en"].cat
	for _, tag := range tags {
		c, problems, err := Load(layouts.FS, tag)
		if err != nil || len(problems) > 0 {
			t.Fatal(tag, problems, err)
		}
		if !slices.Equal(c.Keys(), en.Keys()) {
			t.Errorf("%s has other keys than en", tag)
		}
		for _, key := range c.Keys() {
			if !slices.Equal(c.Placeholders(key), en.Placeholders(key)) {
				t.Errorf("%s, %s: placeholders %v, en has %v", tag, key, c.Placeholders(key), en.Placeholders(key))
			}
		}
	}
	if len(ls) != len(tags) {
		t.Errorf("%d languages", len(ls))
	}
}

// Chinese text is set without spaces beside Han and with full-width marks, and
// neither script has characters of the other.
func TestChineseIsClean(t *testing.T) {
	ls := built(t)
	const hansOnly, hantOnly = "个单达标销总结额为区业务门队", "個單達標銷總結額為區業務門隊"
	for tag, foreign := range map[string]string{"zh-Hant": hansOnly, "zh-Hans": hantOnly} {
		for _, key := range ls[tag].Keys() {
			for _, f := range ls[tag].cat.messages[key].forms {
				if f == nil {
					continue
				}
				s := strings.Join(f.lit, "")
				if strings.ContainsAny(s, foreign) {
					t.Errorf("%s, %s: %q is in the other script", tag, key, s)
				}
				if strings.ContainsAny(s, ",;!?()") && !strings.HasPrefix(key, "number.") {
					t.Errorf("%s, %s: %q has half-width marks", tag, key, s)
				}
			}
		}
	}
}

func TestNames(t *testing.T) {
	ls := built(t)
	each{"English", "繁體中文", "简体中文"}.check(t, ls, "name", func(l *Locale) string { return l.Name })
	each{"en", "zh-Hant", "zh-Hans"}.check(t, ls, "tag", func(l *Locale) string { return l.Tag })
	for tag, want := range map[string]string{"zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-CN": "zh-Hans", "zh": "zh-Hans",
		"en-GB": "en", "en": "en", "ja": "en", "": "en"} {
		if got := Match(ls, tag).Tag; got != want {
			t.Errorf("Match(%q) is %s, want %s", tag, got, want)
		}
	}
	if Match(nil, "en") != nil {
		t.Error("Match of no languages")
	}
}

func TestT(t *testing.T) {
	en := built(t)["en"]
	for _, c := range []struct{ got, want string }{
		{en.T("nav.home"), "Home"},
		{en.T("nav.hme"), "⟦nav.hme⟧"},
		{en.T("table.on_period", "period", "May 2020"), "on May 2020"},
		{en.T("table.on_period"), "on {period}"},
		{en.T("table.on_period", "period"), "on {period}"},
		{en.T("n.monthly", "n", 1), "1 month"},
		{en.T("n.monthly", "n", 0), "0 months"},
		{en.T("n.monthly", "n", 1200), "1,200 months"},
		{en.T("n.monthly", "n", n("1.5")), "1.5 months"},
		{en.T("n.monthly", "n", "1.0"), "1.0 months"},
		{en.T("n.monthly"), "{n} months"},
		{en.T("coverage.monthly", "n", 3, "have", 2, "need", 3), "2 of 3 months"},
		{en.T("coverage.monthly", "n", 1, "have", 0, "need", 1), "0 of 1 month"},
		{en.T("state.not_over_long", "period", "June 2020", "date", en.Date(18443)), "June 2020 ends on 30 June 2020; its figures are not final."},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if !en.Has("nav.home") || en.Has("nav") || en.Has("nav.hme") {
		t.Error("Has")
	}
}

func TestPlurals(t *testing.T) {
	ls := built(t)
	for amount, want := range map[string]each{ // domain.md §3.10
		"0.01":  {"1 percentage point", "1個百分點", "1个百分点"},
		"-0.01": {"1 percentage point", "1個百分點", "1个百分点"},
		"0":     {"0 percentage points", "0個百分點", "0个百分点"},
		"0.015": {"1.5 percentage points", "1.5個百分點", "1.5个百分点"},
		"0.2":   {"20 percentage points", "20個百分點", "20个百分点"},
		// 1.04 prints as 1.0, which English counts as many
		"0.0104": {"1.0 percentage points", "1.0個百分點", "1.0个百分点"},
		"10":     {"1,000 percentage points", "1,000個百分點", "1,000个百分点"},
	} {
		want.check(t, ls, amount, func(l *Locale) string { return l.SayPoints(n(amount), 1, false) })
	}
}

func TestWords(t *testing.T) {
	ls := built(t)
	each{"two", "兩", "两"}.check(t, ls, "2", func(l *Locale) string { return l.Count(2) })
	each{"ten", "十", "十"}.check(t, ls, "10", func(l *Locale) string { return l.Count(10) })
	each{"12", "12", "12"}.check(t, ls, "12", func(l *Locale) string { return l.Count(12) })
	each{"-", "-", "-"}.check(t, ls, "", func(l *Locale) string { return strings.ReplaceAll(l.Count(-1), "−1", "-") })
	for _, c := range []struct {
		items []string
		want  each
	}{
		{nil, each{}},
		{[]string{"a"}, each{"a", "a", "a"}},
		{[]string{"a", "b"}, each{"a and b", "a和b", "a和b"}},
		{[]string{"a", "b", "c"}, each{"a, b and c", "a、b和c", "a、b和c"}},
	} {
		c.want.check(t, ls, "list", func(l *Locale) string { return l.List(c.items) })
	}
	for in, want := range map[string]string{"Sales": "sales", "AOV": "AOV", "New customers": "new customers", "Q4": "Q4", "eNPS": "eNPS", "": "", "É": "É", "銷售額": "銷售額"} {
		if got := ls["en"].Label(in); got != want {
			t.Errorf("Label(%q) is %q", in, got)
		}
	}
	if got := ls["zh-Hant"].Label("Sales"); got != "Sales" {
		t.Errorf("Label in Chinese is %q", got)
	}
	if got := ls["en"].Capital("sales were"); got != "Sales were" {
		t.Error(got)
	}
	if got := ls["en"].Capital(""); got != "" {
		t.Error(got)
	}
}

func TestRoles(t *testing.T) {
	ls := built(t)
	for tag, want := range map[string]string{"en": "Introduction", "zh-Hant": "引言", "zh-Hans": "引言"} {
		roles := ls[tag].Roles()
		if len(roles) != 13 || roles["intro"][0] != want {
			t.Errorf("%s: %d roles, intro %q", tag, len(roles), roles["intro"])
		}
		heard := map[string]string{}
		for role, words := range roles {
			for _, w := range words {
				if other := heard[w]; other != "" {
					t.Errorf("%s: %q is %s and %s", tag, w, role, other)
				}
				heard[w] = role
			}
		}
	}
	if g := ls["en"].Group("metric_name"); g["revenue"] != "Sales" || len(g) != 14 {
		t.Errorf("metric_name: %v", g)
	}
}

func TestOverrideAndFallback(t *testing.T) {
	archive := fstest.MapFS{
		"i18n/en.toml": {Data: []byte("[nav]\nhome = \"Start\"\nown = \"Own\"\n")},
		"i18n/de.toml": {Data: []byte("[language]\nname = \"Deutsch\"\n[number]\ngroup = \".\"\npoint = \",\"\nless = 5\n" +
			"[table]\non_period = \"gegen {perid}\"\n[nav]\nfalse = \"x\"\nup = \"{\"\n[n]\nmonthly = { one = \"{n} Monat\", other = \"{n} Monate\" }\n")},
		"i18n/zh-Hant.toml": {Data: []byte("[currency]\nTWD = \"{amount}元\"\n")},
		"i18n/xx-.toml":     {Data: []byte("")},
		"i18n/fr.toml":      {Data: []byte("[nav\n")},
	}
	ls, problems, err := LoadAll(layouts.FS, archive)
	if err != nil {
		t.Fatal(err)
	}
	de := ls["de"]
	for _, c := range []struct{ got, want string }{
		{ls["en"].T("nav.home"), "Start"},
		{ls["en"].T("nav.skip"), "Skip to content"},
		{ls["zh-Hant"].MoneyUnit("TWD", Scale{4}), "萬元"},
		{ls["zh-Hant"].MoneyUnit("USD", Scale{4}), "萬美元"},
		{de.Name, "Deutsch"},
		{de.Number(n("-1234.5"), 2), "−1.234,50"},
		{de.T("n.monthly", "n", "1,0"), "1,0 Monate"},
		{de.T("n.monthly", "n", 1), "1 Monat"},
		{de.T("n.weekly", "n", 1), "1 week"},
		{de.T("nav.home"), "Start"},
		{de.MoneyUnit("EUR", Scale{6}), "EUR m"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	var text strings.Builder
	for _, p := range problems {
		text.WriteString(p.String() + "\n")
	}
	for _, want := range []string{
		"i18n/de.toml: nav.skip: missing; English is shown instead\n",
		"i18n/de.toml: table.on_period: has the placeholders {perid}, English has {period}\n",
		"i18n/de.toml: nav.false: not in English\n",
		"i18n/de.toml: nav.up: \"{\": a placeholder is a name in braces, as in {unit}\n",
		"i18n/de.toml: number.less: is no string\n",
		"i18n/zh-Hant.toml: nav.own: missing; English is shown instead\n",
		"i18n/fr.toml:",
		"i18n/xx-.toml: \"xx-\" is no language tag as in zh-Hant\n",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no problem %q in\n%.2000s", want, text.String())
		}
	}
	if !slices.IsSortedFunc(problems, func(a, b Problem) int { return strings.Compare(a.File, b.File) }) {
		t.Error("problems are not sorted")
	}
}

func TestLoadErrors(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"no English":  {},
		"no TOML":     {"i18n/en.toml": {Data: []byte("a = \n")}},
		"many lines":  {"i18n/en.toml": {Data: []byte("a = \"\"\"x\"\"\"\n")}},
		"deep":        {"i18n/en.toml": {Data: []byte("a = " + strings.Repeat("[", 10_000))}},
		"deep lines":  {"i18n/en.toml": {Data: []byte("a = " + strings.Repeat("[\n", 10_000))}},
		"dotted":      {"i18n/en.toml": {Data: []byte("a" + strings.Repeat(".a", 10_000) + " = 1\n")}},
		"quoted keys": {"i18n/en.toml": {Data: []byte("a" + strings.Repeat(".\"\\\"\"", 10_000) + " = 1\n")}},
		"too big":     {"i18n/en.toml": {Data: []byte("#" + strings.Repeat(" ", maxSize))}},
	} {
		if _, _, err := LoadAll(fsys); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	c, problems, err := Load(fstest.MapFS{"i18n/en.toml": {Data: []byte("x = 3\n[[scales]]\npower = 99\nfrom = \"1\"\n")}}, "en")
	if err != nil || len(problems) != 2 || len(c.Keys()) != 0 {
		t.Error(c, problems, err)
	}
}

func FuzzCatalogue(f *testing.F) {
	f.Add("[nav]\nhome = \"a {b} c\"\n[n]\nx = { one = \"1\", other = \"{n}\" }\n[[scales]]\npower = 3\nfrom = \"1\"\n")
	f.Add("a = '#\"' # \"\n\"{\" = \"}\"")
	f.Fuzz(func(t *testing.T, data string) {
		ls, _, err := LoadAll(fstest.MapFS{"i18n/en.toml": {Data: []byte(data)}})
		if err != nil {
			return
		}
		for _, key := range ls["en"].Keys() {
			ls["en"].T(key, "n", 1)
		}
		ls["en"].Say(num.Int(-1234567), Format{Unit: money, Currency: "USD", Scale: ls["en"].ScaleFor(num.Int(1234567))})
	})
}
