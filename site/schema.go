package site

import (
	"bytes"
	"encoding/json"

	"almanac/site/content"
)

// A SchemaKind is a kind of document that has a schema.
type SchemaKind = content.Kind

// The kinds of documents.
const (
	ConfigSchema = content.Configuration
	FrontSchema  = content.FrontMatter
)

// Schema is a JSON Schema (draft-07) of config.toml or of front matter, for the
// editors that complete and check TOML by one: every key that almanac reads, what it
// means and what its value may be.
func Schema(k SchemaKind) []byte {
	rules := map[string]string{}
	for _, r := range Rules("en") {
		rules[r.Name] = r.Title
		if r.Code != "" && rules[r.Code] == "" {
			rules[r.Code] = r.Title
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(content.Schema(k, rules)); err != nil {
		panic(err) // it is made of texts
	}
	return b.Bytes()
}
