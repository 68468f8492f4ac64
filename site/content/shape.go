package content

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A shape is what the value of a key may be, in the words of JSON Schema (draft-07:
// the newest that the language servers for TOML all read; they know no $ref beside
// other words, so that every shape is written out).
type shape struct {
	Schema      string           `json:"$schema,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Type        any              `json:"type,omitempty"` // a word or several
	Enum        []string         `json:"enum,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	Minimum     *int             `json:"minimum,omitempty"`
	Maximum     *int             `json:"maximum,omitempty"`
	MinItems    int              `json:"minItems,omitempty"`
	MaxItems    int              `json:"maxItems,omitempty"`
	Items       *shape           `json:"items,omitempty"`
	Properties  map[string]shape `json:"properties,omitempty"`
	Patterns    map[string]shape `json:"patternProperties,omitempty"`
	Additional  any              `json:"additionalProperties,omitempty"` // false, or a shape
	Required    []string         `json:"required,omitempty"`
	AnyOf       []shape          `json:"anyOf,omitempty"`
}

// shape is that of a table with these keys and no others.
func (t table[T]) shape() shape {
	s := shape{Type: "object", Properties: make(map[string]shape, len(t)), Additional: false}
	for _, f := range t {
		of := f.shape()
		of.Description = f.doc
		s.Properties[f.name] = of
	}
	return s
}

// Shapes of single values. A date of TOML is a text to those who read schemas.
func aText() shape   { return shape{Type: "string"} }
func aFlag() shape   { return shape{Type: "boolean"} }
func aNumber() shape { return shape{Type: []string{"number", "string"}} }
func aDate() shape   { return shape{Type: "string", Pattern: `^\d{4}-\d{2}-\d{2}$`} }
func aPeriod() shape { return shape{Type: "string", Pattern: `^(FY)?\d{4}(-|$)`} }

func aCurrency() shape { return shape{Type: "string", Pattern: "^[A-Z]{3}$"} }

func oneWord(words ...string) func() shape {
	return func() shape { return shape{Type: "string", Enum: words} }
}

func aWhole(low, high int) func() shape {
	return func() shape { return shape{Type: "integer", Minimum: &low, Maximum: &high} }
}

func listOf(of func() shape) func() shape {
	return func() shape {
		x := of()
		return shape{Type: "array", Items: &x}
	}
}

// byID is a table whose keys are ids.
func byID(of func() shape) func() shape {
	return func() shape { return shape{Type: "object", Additional: of()} }
}

// eitherOf is one of several shapes.
func eitherOf(shapes ...func() shape) func() shape {
	return func() shape {
		var s shape
		for _, of := range shapes {
			s.AnyOf = append(s.AnyOf, of())
		}
		return s
	}
}

// someNames are a text for all languages, or one for each.
func someNames() shape { return eitherOf(aText, byID(aText))() }

// keyOwn is a key whose value is bound in a way of its own.
func keyOwn[T any](name string, of func() shape, doc string, bind func(b *binder, n *node, v *T)) field[T] {
	return field[T]{name, doc, of, bind}
}

// Keys whose values go to one place.

func keyText[T any](name, doc string, at func(*T) *string) field[T] {
	return keyOwn(name, aText, doc, func(b *binder, n *node, v *T) { *at(v) = b.text(n) })
}

func keyTexts[T any](name, doc string, at func(*T) *[]string) field[T] {
	return keyOwn(name, listOf(aText), doc, func(b *binder, n *node, v *T) { *at(v) = b.texts(n) })
}

func keyChoice[T any](name string, words []string, doc string, at func(*T) *string) field[T] {
	return keyOwn(name, oneWord(words...), doc, func(b *binder, n *node, v *T) { *at(v) = b.choice(n, words...) })
}

func keyFlag[T any](name, doc string, at func(*T) *bool) field[T] {
	return keyOwn(name, aFlag, doc, func(b *binder, n *node, v *T) { *at(v) = b.flag(n) })
}

func keyDate[T any](name, doc string, at func(*T) **period.Day) field[T] {
	return keyOwn(name, aDate, doc, func(b *binder, n *node, v *T) { *at(v) = b.day(n) })
}

// keyCount is a number that is no metric's, keyShare one that may be a percentage.
func keyCount[T any](name, doc string, at func(*T) *num.Num) field[T] {
	return keyOwn(name, aNumber, doc, func(b *binder, n *node, v *T) { *at(v) = b.plain(n, false) })
}

func keyShare[T any](name, doc string, at func(*T) *num.Num) field[T] {
	return keyOwn(name, aNumber, doc, func(b *binder, n *node, v *T) { *at(v) = b.plain(n, true) })
}

func keyMetric[T any](name, doc string, at func(*T) *string) field[T] {
	return keyOwn(name, aText, doc, func(b *binder, n *node, v *T) { *at(v) = b.metricID(n) })
}

func keyNames[T any](name, doc string, at func(*T) *report.Text) field[T] {
	return keyOwn(name, someNames, doc, func(b *binder, n *node, v *T) { *at(v) = b.names(n) })
}

func keyRoles[T any](name, doc string, at func(*T) *[]string) field[T] {
	return keyOwn(name, listOf(oneWord(report.Roles...)), doc, func(b *binder, n *node, v *T) { *at(v) = b.roleList(n) })
}

// keyList is a list of tables.
func keyList[T, E any](name string, of table[E], place func(*E) *report.Pos, doc string, at func(*T) *[]E) field[T] {
	return keyOwn(name, listOf(of.shape), doc, func(b *binder, n *node, v *T) { *at(v) = of.list(b, n, place) })
}

// A Kind of document is one that has a schema.
type Kind uint8

const (
	Configuration Kind = iota // config.toml
	FrontMatter               // of a report
)

// Schema is the JSON Schema of a kind of document: every key that is read, with what
// it means and what its value may be. Rules are what [checks] may give levels to, by
// their names and codes, with their titles.
func Schema(k Kind, rules map[string]string) any {
	var s shape
	switch k {
	case Configuration:
		s = configTable.shape()
		s.Title, s.Required = "config.toml of an almanac archive", []string{"title"}
		for id, title := range rules {
			s.Properties["checks"].Properties[id] = shape{Type: "string", Enum: levelWords, Description: title}
		}
	default:
		s = frontTable.shape()
		s.Title = "front matter of an almanac report"
	}
	s.Schema = "http://json-schema.org/draft-07/schema#"
	return s
}
