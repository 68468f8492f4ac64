package content

import "almanac/site/diag"

// The rules of reading. What breaks one that is Unreadable stops a build.
var (
	ruleFront     = diag.Rule{Name: "read/front-matter", Severity: diag.Error, Unreadable: true}
	ruleTOML      = diag.Rule{Name: "read/toml", Severity: diag.Error, Unreadable: true}
	ruleConflict  = diag.Rule{Name: "read/conflict", Severity: diag.Error, Unreadable: true}
	ruleEncoding  = diag.Rule{Name: "read/encoding", Severity: diag.Error, Unreadable: true}
	ruleKey       = diag.Rule{Name: "read/key", Code: "D100", Severity: diag.Error, Unreadable: true}
	ruleType      = diag.Rule{Name: "read/type", Severity: diag.Error, Unreadable: true}
	ruleNumber    = diag.Rule{Name: "read/number", Code: "D110", Severity: diag.Error, Unreadable: true}
	rulePeriod    = diag.Rule{Name: "read/period", Severity: diag.Error, Unreadable: true}
	rulePath      = diag.Rule{Name: "read/path", Severity: diag.Error, Unreadable: true}
	ruleDuplicate = diag.Rule{Name: "read/duplicate", Severity: diag.Error, Unreadable: true}
	ruleUnit      = diag.Rule{Name: "read/unit", Severity: diag.Error, Unreadable: true}
	ruleLevel     = diag.Rule{Name: "read/level", Code: "D101", Severity: diag.Error, Unreadable: true}
	ruleMetric    = diag.Rule{Name: "read/metric", Severity: diag.Error, Unreadable: true}
	ruleLimit     = diag.Rule{Name: "read/limit", Severity: diag.Error, Unreadable: true}
	ruleLinkOut   = diag.Rule{Name: "read/link-out", Severity: diag.Error, Unreadable: true}
	ruleHidden    = diag.Rule{Name: "read/hidden", Severity: diag.Warning}
	ruleHTML      = diag.Rule{Name: "read/html", Severity: diag.Warning}
	ruleTable     = diag.Rule{Name: "read/table", Severity: diag.Error}
	ruleFence     = diag.Rule{Name: "read/fence", Severity: diag.Warning}
	ruleFootnote  = diag.Rule{Name: "read/footnote", Severity: diag.Warning}
	ruleReference = diag.Rule{Name: "read/reference", Severity: diag.Warning}
	ruleAttribute = diag.Rule{Name: "read/attribute", Severity: diag.Warning}

	ruleBroken    = diag.Rule{Name: "links/broken", Code: "K910", Severity: diag.Error}
	ruleDangerous = diag.Rule{Name: "links/dangerous", Severity: diag.Error}
	ruleOutside   = diag.Rule{Name: "links/outside", Severity: diag.Error}
	ruleImage     = diag.Rule{Name: "links/image", Severity: diag.Error}
	ruleLive      = diag.Rule{Name: "links/live", Severity: diag.Error}
	ruleSource    = diag.Rule{Name: "links/source", Code: "X704", Severity: diag.Error}

	rulePercent  = diag.Rule{Name: "figures/percent", Severity: diag.Warning}
	ruleNoParts  = diag.Rule{Name: "figures/no-parts", Severity: diag.Warning}
	ruleParts    = diag.Rule{Name: "figures/parts", Severity: diag.Error}
	ruleDerived  = diag.Rule{Name: "figures/derived", Severity: diag.Error}
	ruleNA       = diag.Rule{Name: "figures/na", Severity: diag.Error}
	ruleGrowth   = diag.Rule{Name: "figures/growth", Severity: diag.Error}
	rulePlan     = diag.Rule{Name: "figures/plan", Severity: diag.Warning}
	ruleCurrency = diag.Rule{Name: "figures/currency", Severity: diag.Error, Unreadable: true}
)

// Rules lists every rule of this package.
func Rules() []diag.Rule {
	return []diag.Rule{
		ruleFront, ruleTOML, ruleConflict, ruleEncoding, ruleKey, ruleType, ruleNumber, rulePeriod, rulePath, ruleDuplicate,
		ruleUnit, ruleLevel, ruleMetric, ruleLimit, ruleLinkOut, ruleHidden, ruleHTML, ruleTable, ruleFence,
		ruleFootnote, ruleReference, ruleAttribute, ruleBroken, ruleDangerous, ruleOutside, ruleImage, ruleLive, ruleSource, rulePercent,
		ruleNoParts, ruleParts, ruleDerived, ruleNA, ruleGrowth, rulePlan, ruleCurrency,
	}
}

// mild is a rule as a warning that stops nothing.
func mild(r diag.Rule) diag.Rule {
	r.Severity, r.Unreadable = diag.Warning, false
	return r
}
