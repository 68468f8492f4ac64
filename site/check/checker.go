package check

import (
	"slices"
	"sync"

	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
	"almanac/site/trace"
)

// A Checker holds the reports of one archive against the rules. It never changes,
// and many may use it at once.
type Checker struct {
	in           Input
	one, several []Rule // that look at one report, and at the archive as a whole
}

// New makes a checker of an archive. What rules ask of the archive as a whole is
// worked out when the first of them asks.
func New(in Input) *Checker {
	if in.Register == nil {
		in.Register = history.NewRegister(in.Archive, nil, in.Cube.AsOf(), in.Cube.Validity)
	}
	in.prepare()
	x := &Checker{in: in}
	for _, r := range Rules() {
		switch {
		case r.report != nil:
			x.one = append(x.one, r)
		case r.archive != nil:
			x.several = append(x.several, r)
		}
	}
	return x
}

// A Judgement is how one report stands with the rules.
type Judgement struct {
	Found []diag.Diagnostic // by the rules that look at one report, in their order
	Completeness
	Claims Tally
}

// A Tally counts the claims of a report's texts by what became of them.
type Tally struct{ Right, Wrong, Unresolved int }

// Report holds one report against the rules that look at one. What they find lies in
// room, an empty list, where it has room for it; what they ask of the archive beside
// its configuration is noted in reads. Both may be nil.
func (x *Checker) Report(room []diag.Diagnostic, r *report.Report, reads *trace.Reads) Judgement {
	if room == nil {
		room = make([]diag.Diagnostic, 0, 32)
	}
	in := x.in
	in.Cube = in.Cube.Watched(reads)
	reads.Words(r.Unit, r.Period)
	reads.Figures(r.Unit) // what its unit owes follows from all of its reports
	reads.Promises(r.Unit)
	c := Case{Input: &in, Report: r, Duty: in.duty(r), reads: reads, found: room}
	exempt := Exempt(r) || c.unfinished()
	for i := range x.one {
		if c.rule = &x.one[i]; !(c.rule.Duty && exempt) {
			c.rule.report(&c)
		}
	}
	j := Judgement{Found: c.found, Claims: c.tally()}
	if !Exempt(r) {
		j.Completeness = in.complete(r)
	}
	return j
}

// Archive lists what the rules find that look at the archive as a whole, in their
// order.
func (x *Checker) Archive() []diag.Diagnostic {
	found := make([][]diag.Diagnostic, len(x.several))
	var wg sync.WaitGroup
	for i, r := range x.several {
		wg.Go(func() {
			r.archive(&x.in, func(file string, at report.Pos, message, hint string) {
				found[i] = append(found[i], r.At(file, int(at.Line), int(at.Column), message, hint))
			})
		})
	}
	wg.Wait()
	return slices.Concat(found...)
}

// Common are the metrics in use, and that of which pages speak first: what every
// report's judgement depends on beside the configuration and what it asks for.
func (x *Checker) Common() (metrics []string) {
	u := x.in.usage()
	for _, m := range x.in.Archive.Metrics {
		if u.used[m.ID] {
			metrics = append(metrics, m.ID)
		}
	}
	return append(append(metrics, ""), u.headline...)
}

// prepared is what several rules ask of an archive, worked out once it is asked
// for.
type prepared struct {
	problems    func() []cube.Problem                            // what the cube finds
	ever        keyed[string, map[period.Grain][]string]         // by unit: the core metrics that are owed
	usage       func() usage                                     // of metrics
	placesOf    func() map[string]places                         // of each unit's reports in the archive
	under       func() map[string][]*report.Unit                 // that ever stood under each
	owing       keyed[string, map[*report.Report][]*ledger.Item] // by unit: the reviews that are missing
	sketches    keyed[*report.Report, []*draught]                // of texts
	sketchers   sync.Pool                                        // that make them
	chains      keyed[string, chains]                            // of problems, by unit
	copiesOn    keyed[shelf, map[draughtID]likeness]             // among units beside each other
	openSaid    keyed[*ledger.Item, saidOf]                      // of actions that are not reviewed
	phrasebooks phrasebooks
	ownVerbs    *finder      // of what can be watched
	called      names        // what metrics are called in texts
	claims      *ClaimReader // of the archive
}

func (in *Input) prepare() {
	a := in.Archive
	own := *in
	in.prepared = &prepared{
		problems:  sync.OnceValue(func() []cube.Problem { return own.Cube.Problems() }),
		usage:     sync.OnceValue(func() usage { return usageOf(a) }),
		under:     sync.OnceValue(func() map[string][]*report.Unit { return underOf(a) }),
		placesOf:  sync.OnceValue(func() map[string]places { return placesOf(a) }),
		sketchers: sync.Pool{New: func() any { return new(prose.Sketcher) }},
		ownVerbs:  ownVerbsOf(a), phrasebooks: newPhrasebooks(), called: namesOf(a),
	}
	in.claims = NewClaimReader(*in)
}

// places are those of a unit's reports in the archive, which stand together: from
// first to before end.
type places struct{ first, end int }

func placesOf(a *report.Archive) map[string]places {
	of := map[string]places{}
	for i, r := range a.Reports {
		at, known := of[r.Unit]
		if !known {
			at.first = i
		}
		at.end = i + 1
		of[r.Unit] = at
	}
	return of
}

// reportsOf are the reports of a unit, in the order of the archive.
func (in *Input) reportsOf(unit string) []*report.Report {
	at := in.placesOf()[unit]
	return in.Archive.Reports[at.first:at.end]
}

// keyed is what is worked out once for each of some keys.
type keyed[K comparable, V any] struct{ made sync.Map }

func (k *keyed[K, V]) of(key K, work func() V) V {
	f, ok := k.made.Load(key)
	if !ok {
		f, _ = k.made.LoadOrStore(key, sync.OnceValue(work))
	}
	return f.(func() V)()
}
