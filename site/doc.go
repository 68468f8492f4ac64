// Package site is the front door of almanac: it opens an archive of sales
// summaries ([Open], [Site.Renew]) and publishes it ([Site.Write]), draws one page of it
// ([Site.Draw]), and answers what commands ask of its figures ([Site.Show],
// [Site.Compare], [Site.Explain], [Site.Actions], [Site.Import], [Site.Remarks],
// [Site.Status], [Site.Sign]).
//
// This comment is also the map of the house: which packages there are, the way
// that a report takes through them, and the laws that hold everywhere.
//
// # The way of a report
//
// One direction; every arrow is a value, and whoever comes later changes
// nothing of what came before.
//
//	content/2026-03.md
//	   │ content        reads files, each without looking at another
//	   ▼
//	report.Report       as written, with the position of every entry
//	   │ content        puts them together: units, links, what is there twice
//	   ▼
//	report.Archive      everything that was written; from here on read-only
//	   │ cube, ledger   work out every figure, target and comparison; every promise
//	   ▼
//	narrative.Finding   facts worth saying, before they have a language
//	   │ narrative      says them, each number with the figure that it speaks of
//	   ▼
//	page.Book           every page by address; a view, a plain struct of
//	   │                finished words, is built when its page is drawn
//	   │ render         puts a view into its layout
//	   ▼
//	bytes               Draw hands them out, Write puts them into a folder
//
// Beside the way stands check: it looks at the archive and the cube and makes
// remarks, and changes neither. history is asked twice: for the day as on which
// an archive is looked at, and, where any report is owed, for the way of each. What
// it knows goes into a register of what is owed, which pages and rules read. build,
// check, serve and the commands that print figures all take this one way; none has
// a shorter one of its own. While an archive is written serve goes it again for
// what depends on the reports that were saved, and for no more ([Site.Renew]); a
// test holds each such site against one that went the whole way.
//
// # Packages
//
//	period      days to years, spans, calendars
//	num         exact numbers that can be absent
//	prose       sentences, lengths, likeness
//	diag        remarks: position, rule, message, hint
//	toml        documents with the place of every key
//	chart       points in, SVG out
//	trace       what a page was drawn from
//	memory      what was worked out, from one run to the next
//	report      the words of the trade
//	locale      numbers, dates and words in a language
//	content     config.toml and content/ into an archive
//	source      tables of figures into reports
//	history     what git knows of reports, and which are owed
//	cube        figures stacked over time and units, comparisons, how they came about
//	trend       one series through time: streaks, records, seasons, forecasts
//	ledger      promises followed from report to report
//	narrative   what is worth saying about figures, and the sentences that say it
//	check       the rules
//	scaffold    reports that are to be written
//	page        what there is to read
//	render      layouts and views into bytes; data files, feed, site map
//	site        the front door
//	serve       watch, draw on request, reload
//
// # Floors
//
// Imports point down only. A package may import of ours what stands behind it
// here, and a test reads this table.
//
//	period, num, prose, diag, chart, toml, memory   nothing
//	trend                num
//	trace                period
//	report               period num diag
//	locale               period num toml
//	content              report period num diag prose toml memory
//	source               report period num diag prose toml
//	history              report period
//	cube                 report period num trace
//	ledger               report period
//	narrative            cube ledger trend report period num locale trace
//	check                cube ledger trend report period num prose diag history locale trace
//	scaffold             cube ledger source report period num locale toml
//	page                 narrative cube ledger trend report period num locale history diag chart trace
//	render               page chart prose locale period num diag
//	site                 everything but serve, and layouts
//	serve                site diag
//	cmd/almanac/heap     nothing
//	cmd/almanac          site serve diag locale period num cmd/almanac/heap
//
// # Laws
//
// True: no printed number that the reports do not add up to. What is missing is
// absent, never zero; what was rounded to be shown is never added up again; a
// comparison that would mislead is refused with its reason.
//
// Two kinds of mistakes: what people wrote wrong is a remark (diag), collected
// with all others and said at once, with what to write instead. What the world
// does wrong is an error, wrapped once a layer with what was being done; here
// it is a [Fault]. A report that cannot be read stops a build; one that breaks
// a rule does not.
//
// The same bytes for the same input: on any machine, for any number of
// processors, in any time zone. There is no clock below cmd; the day is handed
// in. What is drawn at once on many processors is drawn from values that no one
// changes.
//
// Whole or not at all: [Site.Write] builds a tree beside the present one and
// exchanges the two. Killed at any moment, the old site or the new one stands,
// and the next build clears up. A file that almanac did not write is never
// overwritten and never deleted; that is why such files are linked into the new
// tree, and not moved, before the exchange.
//
// What is remembered may be forgotten: in the archive's .almanac lie what files
// said when they were read last, under the stamps that they had (content), what git
// told of reports, under the commit that it was asked at (history), what each page
// was drawn from and how each report stands with the rules, with the answers to
// what was asked for them (trace, memory), which folders of the site hold nothing
// else, under their stamps, which large part of all this was found whole since the
// system was started, and the tree that was published before (spare). It is true for
// one build of the program, holds no more than the last
// run used, and may be deleted at any time: that costs time and changes no byte. A
// page that is taken from what is there is the page that would be drawn; site's
// tests hold builds after edits of every kind against builds that remember
// nothing.
//
// Nothing outside of the archive is read (os.Root), nothing that authors wrote
// is run, git is called with fixed arguments, and no page asks anyone's server
// for anything.
package site
