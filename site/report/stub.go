package report

import "almanac/site/period"

// A Stub is what one version of a report's file says of the report's way: who
// and when it is of, how far it is, its figures, and who signed them.
type Stub struct {
	Unit     string
	Period   period.Period
	Status   string
	Stated   []Stated
	Signoffs []Signoff
	Front    Digest // of its front matter, as in [Digests]
}
