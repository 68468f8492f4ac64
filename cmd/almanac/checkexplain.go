package main

import (
	"fmt"
	"strings"

	"almanac/site"
	"almanac/site/diag"
)

// ruleNames are the names of all rules.
func ruleNames() (names []string) {
	for _, r := range site.Rules("en") {
		names = append(names, r.Name)
	}
	return names
}

// explain says what a rule asks for, or lists all rules.
func (k *checking) explain(args []string) error {
	if len(args) > 0 {
		return &usageError{"--explain takes no paths", "almanac check --explain " + diag.Clean(k.rule)}
	}
	if k.rule == "all" {
		return k.listRules()
	}
	r, hint, ok := site.Rule(k.lang, k.rule)
	if !ok {
		if hint == "" {
			hint = "almanac check --explain all lists them"
		}
		return &usageError{fmt.Sprintf("there is no rule %s", diag.Clean(k.rule)), hint}
	}
	out := &k.term.out
	fmt.Fprintf(out, "%s", r.Name)
	if r.Code != "" {
		fmt.Fprintf(out, " (%s)", r.Code)
	}
	fmt.Fprintf(out, ", %s", r.Severity)
	if r.Unreadable {
		fmt.Fprint(out, ", stops a build")
	}
	fmt.Fprintln(out)
	if r.Title != "" {
		fmt.Fprintf(out, "%s\n\n%s\n", r.Title, strings.Join(wrap(r.Doc, 78), "\n"))
	}
	for _, x := range []struct{ name, text string }{{"bad", r.Bad}, {"good", r.Good}} {
		if x.text == "" {
			continue
		}
		fmt.Fprintf(out, "\n%s:\n", x.name)
		for line := range strings.Lines(x.text) {
			fmt.Fprintf(out, "    %s", line)
		}
	}
	var about []string
	if len(r.Meets) > 0 {
		about = append(about, "requirements: "+strings.Join(r.Meets, ", "))
	}
	if len(r.Langs) > 0 {
		about = append(about, "texts in: "+strings.Join(r.Langs, ", "))
	}
	if r.Since != "" {
		about = append(about, "since: "+r.Since)
	}
	if len(about) > 0 {
		fmt.Fprintf(out, "\n%s\n", strings.Join(about, "\n"))
	}
	return nil
}

// listRules lists all rules with what they are in a few words.
func (k *checking) listRules() error {
	rules := site.Rules(k.lang)
	long := 0
	for _, r := range rules {
		long = max(long, len(r.Name))
	}
	for _, r := range rules {
		line := fmt.Sprintf("%-*s  %-7s  %-7s  %s", long, r.Name, r.Code, r.Severity, r.Title)
		fmt.Fprintln(&k.term.out, strings.TrimRight(line, " "))
	}
	return nil
}
