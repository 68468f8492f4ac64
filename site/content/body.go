package content

import (
	"almanac/site/report"
	"almanac/site/toml"
)

func readBody(f *file, s toml.Span, cfg *config) *report.Body { return nil }
