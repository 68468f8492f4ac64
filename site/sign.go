package site

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/source"
)

// A SignRequest says who signs which report.
type SignRequest struct {
	File     string // of the report, relative to the archive with slashes
	Step, By string
	Date     period.Day
}

// Sign writes a sign-off with the digest of the report's figures into its front
// matter, and returns the digest. A step that is signed by the same person for
// the same figures is not signed again: then it is not new. Who may sign what is
// said at [report.Archive.MaySign]; nobody reviews what they wrote. The error is
// a [UsageError] or a [Fault].
func (s *Site) Sign(ctx context.Context, r SignRequest) (digest string, isNew bool, err error) {
	at := slices.IndexFunc(s.archive.Reports, func(x *report.Report) bool { return x.File == r.File })
	if at < 0 {
		return "", false, s.noReport(r.File)
	}
	rep := s.archive.Reports[at]
	if err := s.maySign(rep, r); err != nil {
		return "", false, err
	}
	digest = report.FiguresDigest(rep.Stated)
	for _, x := range rep.Signoffs {
		if x.Step == r.Step && x.By == r.By && x.Digest == digest {
			return digest, false, nil
		}
	}
	root, err := os.OpenRoot(s.options.Dir)
	if err != nil {
		return "", false, faultf("", "opening the archive: %w", err)
	}
	defer root.Close()
	plan, err := source.Sign(root, r.File, report.Signoff{Step: r.Step, By: r.By, Date: &r.Date, Digest: digest})
	if err == nil {
		err = source.Apply(ctx, plan)
	}
	if err != nil {
		return "", false, &Fault{err, ""}
	}
	return digest, true, nil
}

// noReport says that a file is no report, and names the nearest that is one.
func (s *Site) noReport(file string) error {
	var files []string
	for _, r := range s.archive.Reports {
		for _, o := range r.Others {
			if o.File == file {
				return &UsageError{fmt.Sprintf("%s is a translation", diag.Clean(file)), "figures stand in the report itself: sign " + r.File}
			}
		}
		files = append(files, r.File)
	}
	return &UsageError{fmt.Sprintf("%s is no report of the archive", diag.Clean(file)), diag.DidYouMean(file, files)}
}

// maySign says why a person may not sign a step of a report.
func (s *Site) maySign(rep *report.Report, r SignRequest) error {
	if !slices.Contains(report.Steps, r.Step) {
		return &UsageError{fmt.Sprintf("there is no step %q", diag.Clean(r.Step)), diag.DidYouMean(r.Step, report.Steps)}
	}
	p := s.archive.Person(r.By)
	if p == nil {
		var ids []string
		for _, q := range s.archive.People {
			ids = append(ids, q.ID)
		}
		hint := diag.DidYouMean(r.By, ids)
		if len(ids) == 0 {
			hint = fmt.Sprintf("write [people.%q] with name and role into config.toml", diag.Clean(r.By))
		}
		return &UsageError{fmt.Sprintf("there is no person %q in config.toml", diag.Clean(r.By)), hint}
	}
	if r.Step == report.Reviewed && r.By == rep.Head.Author {
		return &UsageError{fmt.Sprintf("%s wrote the report, and nobody reviews their own", diag.Clean(r.By)), "let somebody else review it"}
	}
	if s.archive.MaySign(p, r.Step, rep.Unit) {
		return nil
	}
	wanted := fmt.Sprintf("%s is signed by who has a role, or leads %s or a unit above it", r.Step, rep.Unit)
	if r.Step == report.KeyFigures {
		wanted = fmt.Sprintf("%s are signed by who has the role %s", r.Step, report.SalesManager)
	}
	var able []string
	for i := range s.archive.People {
		if q := &s.archive.People[i]; s.archive.MaySign(q, r.Step, rep.Unit) && q.ID != rep.Head.Author {
			able = append(able, q.ID)
		}
	}
	hint := fmt.Sprintf("write role = %q under [people.%q] in config.toml, if so it is", report.SalesManager, r.By)
	if len(able) > 0 {
		hint = "that is: " + strings.Join(able, ", ")
	}
	return &UsageError{fmt.Sprintf("%s may not sign %s of %s: %s", diag.Clean(r.By), r.Step, r.File, wanted), hint}
}

// Signers lists the ids of those who may sign something, for completion.
func (s *Site) Signers() (ids []string) {
	for _, p := range s.archive.People {
		ids = append(ids, p.ID)
	}
	return ids
}

// Steps lists the steps of a sign-off.
func Steps() []string { return report.Steps }
