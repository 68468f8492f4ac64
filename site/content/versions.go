package content

import (
	"slices"

	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// Versions reads what reports' files said at other times, by the configuration
// as it is now. It is for one goroutine.
type Versions struct{ rd *reader }

// Versions is a reader of other versions of the files of a reading.
func (r *Reading) Versions() *Versions { return &Versions{newReader(r.cfg)} }

// Spot is the unit and period that a file is the report of, by its path relative
// to the archive. It is not ok for translations, and for all that is no report.
func (v *Versions) Spot(path string) (unit string, p period.Period, ok bool) {
	a, ok := addressOf(path)
	if !ok || a.lang != "" {
		return "", p, false
	}
	p, err := v.rd.cfg.Calendar.Parse(a.name)
	return a.unit, p, err == nil
}

// Stub is what a version of a report's file says. It is not ok where the version
// does not say how far it is: what cannot be read was never published. Figures
// of metrics that there are no more are left out.
func (v *Versions) Stub(path string, data []byte) (s report.Stub, ok bool) {
	f := &v.rd.file
	*f = file{path: path, starts: f.starts[:0]}
	if len(data) > maxFile || !f.decode(data) {
		return s, false
	}
	front, body, trouble := toml.Split(f.text)
	if trouble != toml.Fine || front.End-front.Start > maxFront {
		return s, false
	}
	root := f.parseTOML(front, &v.rd.toml)
	if root == nil {
		return s, false
	}
	if n := root.Get("status"); n != nil && (n.Kind != toml.String || !slices.Contains(statuses, n.Text)) {
		return s, false
	}
	p := &parsed{source: source{path: path}}
	p.address, _ = addressOf(path)
	p.bind(&binder{file: f, base: front.Start, cfg: v.rd.cfg, kept: &v.rd.kept}, root)
	r := p.report
	return report.Stub{Unit: r.Unit, Period: r.Period, Status: r.Status, Stated: r.Stated, Signoffs: r.Signoffs, Front: f.digests(body).Front}, true
}
