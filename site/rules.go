package site

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"almanac/site/check"
	"almanac/site/content"
	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/render"
)

// A RuleDoc is what is to be said about a rule of check.
type RuleDoc struct {
	diag.About
	Bad, Good string   // examples; "" if it has none
	Meets     []string // the requirements that it stands for
	Langs     []string // the languages of the texts that it reads; none: any, or no texts
	Since     string   // the version that had it first
}

// Rules lists every rule that remarks may come from, by name, in a language.
func Rules(lang string) []RuleDoc {
	known := map[string]bool{}
	var list []RuleDoc
	for _, r := range check.Rules() {
		known[r.Name] = true
		list = append(list, RuleDoc{diag.About{Rule: r.Rule, Title: r.Title.In(lang), Doc: r.Doc.In(lang)}, r.Bad, r.Good, strings.Fields(r.Meets), strings.Fields(r.Langs), r.Since})
	}
	for _, r := range slices.Concat(content.Rules(), render.Rules(), []diag.Rule{ruleCatalogue, ruleNoRule, ruleBaseline}) {
		if !known[r.Name] {
			known[r.Name] = true
			list = append(list, RuleDoc{About: diag.About{Rule: r}})
		}
	}
	slices.SortStableFunc(list, func(a, b RuleDoc) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Rule is a rule by its name or code. It is not ok if there is none; the hint
// then names the nearest.
func Rule(lang, name string) (r RuleDoc, hint string, ok bool) {
	var names []string
	for _, r := range Rules(lang) {
		if r.Name == name || r.Code != "" && strings.EqualFold(r.Code, name) {
			return r, "", true
		}
		names = append(names, r.Name)
		if r.Code != "" {
			names = append(names, r.Code)
		}
	}
	return RuleDoc{}, diag.DidYouMean(name, names), false
}

// Changed lists the files of the archive that changed since a revision of git,
// and whether all of it is to be looked at again, since its configuration did.
func Changed(ctx context.Context, dir, revision string) (files []string, all bool, err error) {
	files, err = history.Since(ctx, dir, revision)
	if err != nil {
		hint := "--since takes what git does: HEAD, HEAD~1, origin/main, a commit; a shallow clone knows few"
		switch {
		case errors.Is(err, history.ErrNoGit):
			hint = "install git, or leave --since out"
		case errors.Is(err, history.ErrDistrusted):
			hint = "git config --global --add safe.directory, with the folder of the repository, allows it"
		}
		return nil, false, &Fault{fmt.Errorf("finding what changed: %w", err), hint}
	}
	for _, f := range files {
		if f == "config.toml" || strings.HasPrefix(f, layoutDir+"/") {
			return files, true, nil
		}
	}
	return files, false, nil
}
