package content

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/yuin/goldmark/parser"
	"golang.org/x/text/language"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

const configName = "config.toml"

// A config is the configuration, and what is worked out from it for reading.
// It is not changed once the first report is read.
type config struct {
	report.Config
	metrics    map[string]*report.Metric // configured and built in
	metricIDs  []string                  // in the order in which hints name them
	declared   []*report.Unit            // in the order of the configuration
	levels     map[string]string         // of units, by id
	roles      map[string]string         // heading, folded → role
	topicWords []topic
	catalogues []string // languages that can be chosen
	markdown   parser.Parser
	zone       string // from [calendar]
	zonePos    toml.Span
}

// configure reads config.toml. ok is false if nothing can be read by it.
func configure(f *file, catalogues []string, roles map[string]string) (c *config, ok bool) {
	c = &config{catalogues: catalogues, roles: roles, levels: map[string]string{}, markdown: newMarkdown()}
	c.defaults()
	root := f.parseTOML(toml.Span{Start: 0, End: len(f.text)}, new(toml.Reader))
	if root == nil {
		return c, false
	}
	b := &binder{file: f, cfg: c, kept: new(kept)}
	for _, early := range []string{"calendar", "languages"} { // what the rest is read by
		if n := root.Get(early); n != nil {
			configTable.find(early)(b, n, c)
		}
	}
	c.Languages = cmpList(c.Languages, []string{"en"})
	b.lang = c.Languages[0]
	for _, n := range root.Items {
		switch bind := configTable.find(n.Name); {
		case n.Name == "calendar" || n.Name == "languages":
		case bind != nil:
			bind(b, n, c)
		default:
			b.unknownKey(root, n, configTable.names())
		}
	}
	if blank(c.Title) {
		f.sayWhole(ruleKey, spoken("config.toml has no title", "config.toml 沒有 title", "config.toml 没有 title"), spoken(`write title = "the name of the archive"`, `請寫 title = "檔案庫的名稱"`, `请写 title = "档案库的名称"`))
	}
	b.timezone()
	c.finish(b)
	return c, true
}

// blank reports whether a text says nothing in any language.
func blank(t report.Text) bool {
	for _, s := range t {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}

func cmpList(a, b []string) []string {
	if len(a) > 0 {
		return a
	}
	return b
}

// defaults fills in what holds where the configuration says nothing.
func (c *config) defaults() {
	for d := time.Monday; d <= time.Friday; d++ {
		c.Workdays[d] = true
	}
	c.Bands = defaultBands()
	c.Deadlines = map[string]string{"daily": "1", "weekly": "mon", "monthly": "3", "quarterly": "10", "annual": "20", "applies_to": report.Final, "adjust": "none"}
	c.Scenarios = builtinScenarios()
	c.Checks = report.Checks{Levels: map[string]string{}, Limits: map[string]num.Num{}, Files: map[string]string{}}
	c.Tiers, c.Strategy = map[string]report.Text{}, map[string]report.Text{}
	c.Benchmark, c.Sources = map[string]report.Benchmark{}, map[string]report.Pos{}
}

var configTable = table[config]{
	keyOwn("title", someNames, "the name of the archive, on every page", func(b *binder, n *node, c *config) { c.Title = b.names(n) }),
	keyOwn("languages", listOf(aText), "of the site; the first is that of reports which do not say theirs", func(b *binder, n *node, c *config) { c.Languages = b.languages(n) }),
	keyOwn("base_url", aText, "where the site will lie, as in https://example.org/sales/", func(b *binder, n *node, c *config) { c.BaseURL = b.baseURL(n) }),
	keyDate("as_of", "the day on which the archive is looked at; without: that of the last commit, or today", func(c *config) **period.Day { return &c.AsOf }),
	keyOwn("timezone", aText, "in which a day begins, as in Asia/Taipei; without: UTC", func(b *binder, n *node, c *config) { c.Timezone, c.zonePos = b.text(n), n.Value }),
	keyOwn("calendar", calendarTable.shape, "when years begin, and on which days work is done", func(b *binder, n *node, c *config) { b.calendar(n) }),
	keyOwn("units", byID(unitTable.shape), "the organisation, by id; root is the whole of it", func(b *binder, n *node, c *config) { b.units(n) }),
	keyOwn("people", byID(personTable.shape), "whom reports name, by id", func(b *binder, n *node, c *config) {
		b.each("people", n, func(id string, n *node) {
			p := report.Person{ID: id}
			personTable.bind(b, n, &p)
			c.People = append(c.People, p)
		})
	}),
	keyOwn("metrics", byID(metricTable.shape), "what is measured, by id", func(b *binder, n *node, c *config) {
		b.each("metrics", n, func(id string, n *node) { b.configuredMetric(id, n) })
	}),
	keyOwn("bands", bandsTable.shape, "the limits between flat, slight, moderate, marked and surge", func(b *binder, n *node, c *config) { bandsTable.bind(b, n, &c.Bands) }),
	keyOwn("deadlines", deadlineTable.shape, "how many days after its end a report is due", func(b *binder, n *node, c *config) { deadlineTable.bind(b, n, &c.Deadlines) }),
	keyOwn("profiles", profilesShape, "what a report of a length and level owes", func(b *binder, n *node, c *config) { b.profiles(n) }),
	keyOwn("scenarios", byID(scenarioTable.shape), "occasions that ask for more, or less, by id", func(b *binder, n *node, c *config) {
		b.each("scenarios", n, func(id string, n *node) {
			s := c.Scenarios[id]
			scenarioTable.bind(b, n, &s)
			c.Scenarios[id] = s
		})
	}),
	keyOwn("checks", checksShape, "how much rules weigh, by name or code, and their limits", func(b *binder, n *node, c *config) { b.checks(n) }),
	keyOwn("tiers", byID(nameTable.shape), "classes of customers, by id", func(b *binder, n *node, c *config) { b.named("tiers", n, c.Tiers) }),
	keyOwn("strategies", byID(nameTable.shape), "that reports refer to, by id", func(b *binder, n *node, c *config) { b.named("strategies", n, c.Strategy) }),
	keyOwn("topics", byID(listOf(aText)), "what customers speak of: a tag, and the words by which a statement is of it", func(b *binder, n *node, c *config) { b.topics(n) }),
	keyOwn("benchmarks", byID(benchmarkTable.shape), "published values, by the id of their metric", func(b *binder, n *node, c *config) {
		b.each("benchmarks", n, func(id string, n *node) {
			v := benchmarkOf{}
			benchmarkTable.bind(b, n, &v)
			c.Benchmark[id] = v.Benchmark
		})
	}),
	keyOwn("fx", byID(byID(rateTable.shape)), "exchange rates by year and currency", func(b *binder, n *node, c *config) { b.rates(n) }),
	keyOwn("publish", publishTable.shape, "how the site is drawn", func(b *binder, n *node, c *config) { publishTable.bind(b, n, &c.Publish) }),
}

// each calls one for every table in the table n, and keeps where it stands.
func (b *binder) each(kind string, n *node, one func(id string, n *node)) {
	if !b.isTable(n) {
		return
	}
	for _, c := range n.Items {
		b.cfg.Sources[kind+"."+c.Name] = b.pos(c.Key)
		if b.isTable(c) {
			one(c.Name, c)
		}
	}
}

// names reads a text in one language or in several.
func (b *binder) names(n *node) report.Text {
	if n.Kind == toml.String {
		return report.Text{"": b.text(n)}
	}
	if n.Kind != toml.Table {
		b.wrong(n, spoken("a text, or one for each language", "文字，或各語言的文字", "文字，或各语言的文字"), spoken(`write "text", or { en = "text", zh-Hant = "文字" }`, `請寫 "文字"，或 { en = "text", zh-Hant = "文字" }`, `请写 "文字"，或 { en = "text", zh-Hant = "文字" }`))
		return nil
	}
	t := report.Text{}
	for _, c := range n.Items {
		if _, err := language.Parse(c.Name); err != nil || !slices.Contains(b.cfg.catalogues, c.Name) {
			b.say(ruleType, c.Key, spoken("%q is no language that almanac speaks", "almanac 沒有「%s」這種語言", "almanac 没有“%s”这种语言", c.Name), languageHint(c.Name, b.cfg.catalogues))
			continue
		}
		t[c.Name] = b.text(c)
	}
	return t
}

func (b *binder) languages(n *node) (tags []string) {
	for i, s := range b.texts(n) {
		switch {
		case !slices.Contains(b.cfg.catalogues, s):
			b.bad(ruleType, n.Items[i], spoken("%q is no language that almanac speaks", "almanac 沒有「%s」這種語言", "almanac 没有“%s”这种语言", clip(s)), languageHint(s, b.cfg.catalogues))
		case slices.Contains(tags, s):
			b.bad(ruleDuplicate, n.Items[i], spoken("the language %s is listed twice", "語言 %s 列了兩次", "语言 %s 列了两次", s), spoken("keep one", "請保留一個", "请保留一个"))
		default:
			tags = append(tags, s)
		}
	}
	return tags
}

// languageHint says which tag was probably meant: zh-TW is zh-Hant.
func languageHint(s string, known []string) diag.Words {
	tag, err := language.Parse(s)
	if err == nil {
		tags := make([]language.Tag, len(known))
		for i, k := range known {
			tags[i] = language.Make(k)
		}
		if _, i, sure := language.NewMatcher(append([]language.Tag{language.Und}, tags...)).Match(tag); sure >= language.Low && i > 0 {
			return spoken("did you mean %q?", "是否為「%s」？", "是否为“%s”？", known[i-1])
		}
	}
	return spoken("write one of: %s; a further language needs layouts/i18n/<tag>.toml", "請寫下列之一：%s；其他語言需要 layouts/i18n/<tag>.toml", "请写下列之一：%s；其他语言需要 layouts/i18n/<tag>.toml", diag.Listed(known))
}

func (b *binder) baseURL(n *node) string {
	s := b.text(n)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		b.bad(ruleType, n, spoken("%q is no address of a site", "「%s」不是網站的網址", "“%s”不是网站的地址", clip(s)), spoken("write it as in https://example.org/sales/", "請寫成 https://example.org/sales/ 的樣子", "请写成 https://example.org/sales/ 的样子"))
		return ""
	}
	return strings.TrimSuffix(s, "/") + "/"
}

// timezone settles the zone: the top-level key wins over that of [calendar].
func (b *binder) timezone() {
	c := b.cfg
	if c.Timezone == "" {
		c.Timezone = c.zone
	}
	if _, err := time.LoadLocation(c.Timezone); err != nil || c.Timezone == "Local" {
		b.say(ruleType, c.zonePos, spoken("there is no time zone %q", "沒有時區「%s」", "没有时区“%s”", clip(c.Timezone)), spoken("write a name as in Asia/Taipei", "請寫如 Asia/Taipei 的名稱", "请写如 Asia/Taipei 的名称"))
		c.Timezone = ""
	}
}

var personTable = table[report.Person]{
	keyText("name", "as it is printed", func(p *report.Person) *string { return &p.Name }),
	keyText("role", "by which the person signs reports", func(p *report.Person) *string { return &p.Role }),
	keyOwn("unit", aText, "to which the person belongs", func(b *binder, n *node, p *report.Person) { p.Units = append(p.Units, b.text(n)) }),
	keyOwn("units", listOf(aText), "to which the person belongs", func(b *binder, n *node, p *report.Person) { p.Units = append(p.Units, b.texts(n)...) }),
}

var scenarioTable = table[report.Scenario]{
	keyNames("name", "as it is printed", func(s *report.Scenario) *report.Text { return &s.Name }),
	keyFlag("figures", "such reports owe nothing but figures", func(s *report.Scenario) *bool { return &s.Figures }),
	keyRoles("roles", "sections that it adds", func(s *report.Scenario) *[]string { return &s.Roles }),
}

var profileTable = table[report.Profile]{
	keyRoles("roles", "the sections that such a report owes", func(p *report.Profile) *[]string { return &p.Roles }),
	keyTexts("metrics", "its core metrics", func(p *report.Profile) *[]string { return &p.Metrics }),
	keyTexts("explain", "metrics whose large changes owe a cause", func(p *report.Profile) *[]string { return &p.Explain }),
	keyFlag("required", "a missing core metric is an error, not a warning", func(p *report.Profile) *bool { return &p.Required }),
	keyOwn("checks", levelsShape, "levels of rules, before those of [checks]", func(b *binder, n *node, p *report.Profile) { p.Levels = b.levels(n) }),
}

var publishTable = table[report.Publish]{
	keyFlag("members", "figures of people stand beside each other by name, else people are only counted", func(p *report.Publish) *bool { return &p.Members }),
	keyChoice("palette", []string{"cvd", "ibcs"}, "colours that the colour-blind tell apart, or those of IBCS", func(p *report.Publish) *string { return &p.Palette }),
	keyChoice("variant", []string{"TW"}, "a wording of its own", func(p *report.Publish) *string { return &p.Variant }),
	keyOwn("currency", aCurrency, "into which amounts are converted", func(b *binder, n *node, p *report.Publish) { p.Currency = b.currency(n) }),
}

type benchmarkOf struct{ report.Benchmark }

var benchmarkTable = table[benchmarkOf]{
	keyOwn("value", aNumber, "as it was published", func(b *binder, n *node, v *benchmarkOf) {
		if w, ok := b.number(n); ok {
			v.Value = w.Value
		}
	}),
	keyNames("source", "where", func(v *benchmarkOf) *report.Text { return &v.Source }),
}

var nameTable = table[report.Text]{
	keyNames("name", "as it is printed", func(t *report.Text) *report.Text { return t }),
}

// named reads tables of which each has nothing but a name.
func (b *binder) named(kind string, n *node, into map[string]report.Text) {
	b.each(kind, n, func(id string, n *node) {
		t := report.Text{}
		nameTable.bind(b, n, &t)
		into[id] = t
	})
}

func (b *binder) roleList(n *node) []string {
	list := b.texts(n)
	for i, r := range list {
		if !slices.Contains(report.Roles, r) {
			b.bad(ruleType, n.Items[min(i, len(n.Items)-1)], spoken("there is no role %q", "沒有「%s」這種角色", "没有“%s”这种角色", clip(r)), oneOf(r, report.Roles))
		}
	}
	return list
}

// profilesShape is that of [profiles.<grain>.<level>].
func profilesShape() shape {
	all := shape{Type: "object", Properties: map[string]shape{}, Additional: false}
	for _, grain := range grainNames {
		of := shape{Type: "object", Properties: map[string]shape{}, Additional: false, Description: grain + " reports"}
		for _, level := range report.Levels {
			x := profileTable.shape()
			x.Description = "of units of this level"
			of.Properties[level] = x
		}
		all.Properties[grain] = of
	}
	return all
}

// profiles reads [profiles.<grain>.<level>].
func (b *binder) profiles(n *node) {
	b.each("profiles", n, func(grain string, n *node) {
		g, ok := grainOf(grain)
		if !ok {
			b.say(ruleKey, n.Key, spoken("there is no grain %q", "沒有「%s」這種期間長度", "没有“%s”这种期间长度", clip(grain)), oneOf(grain, grainNames))
			return
		}
		for _, c := range n.Items {
			if !slices.Contains(report.Levels, c.Name) {
				b.say(ruleKey, c.Key, spoken("there is no level %q", "沒有「%s」這種層級", "没有“%s”这种层级", clip(c.Name)), oneOf(c.Name, report.Levels))
				continue
			}
			p := report.Profile{Grain: g, Level: c.Name}
			profileTable.bind(b, c, &p)
			b.cfg.Sources["profiles."+grain+"."+c.Name] = b.pos(c.Key)
			b.cfg.Profiles = append(b.cfg.Profiles, p)
		}
	})
}

var grainNames = []string{"daily", "weekly", "monthly", "quarterly", "annual"}

func grainOf(name string) (period.Grain, bool) {
	for _, g := range period.Grains {
		if g.String() == name {
			return g, true
		}
	}
	return 0, false
}

func (c *config) hasScenario(id string) bool {
	_, ok := c.Scenarios[id]
	return ok
}

func (c *config) scenarioIDs() []string { return slices.Sorted(maps.Keys(c.Scenarios)) }

// finish works out what depends on several tables, and checks what one table
// says of another.
func (c *config) finish(b *binder) {
	b.resolveMetrics()
	b.oneNameSpace()
	for i := range c.Profiles {
		p := &c.Profiles[i]
		at := c.Sources["profiles."+p.Grain.String()+"."+p.Level]
		b.knownMetrics(at, slices.Concat(p.Metrics, p.Explain))
	}
	for _, id := range slices.Sorted(maps.Keys(c.Benchmark)) {
		b.knownMetrics(c.Sources["benchmarks."+id], []string{id})
	}
	if !c.Declared {
		return
	}
	for _, p := range c.People {
		for _, u := range p.Units {
			if c.unit(u) == nil {
				b.remarks = append(b.remarks, b.at(ruleUnit, c.Sources["people."+p.ID], spoken("%s belongs to an unknown unit %q", "%s 所屬的單位「%s」不存在", "%s 所属的单位“%s”不存在", p.ID, clip(u)), meantOne(u, c.unitIDs())))
			}
		}
	}
}

// knownMetrics makes a remark about each id that no metric has.
func (b *binder) knownMetrics(at report.Pos, ids []string) {
	for _, id := range ids {
		if b.cfg.metrics[id] == nil {
			b.remarks = append(b.remarks, b.at(ruleMetric, at, spoken("unknown metric %q", "不認得指標「%s」", "不认得指标“%s”", clip(id)), metricHint(id, b.cfg.metricIDs)))
		}
	}
}

func (c *config) unit(id string) *report.Unit {
	for _, u := range c.declared {
		if u.ID == id {
			return u
		}
	}
	return nil
}

func (c *config) unitIDs() []string {
	ids := make([]string, len(c.declared))
	for i, u := range c.declared {
		ids[i] = u.ID
	}
	return ids
}
