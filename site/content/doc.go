// Package content reads an archive: config.toml and the reports in content/
// become a [report.Archive], and whatever people wrote wrong becomes remarks
// ([diag.Diagnostic]), each with its place and what to write instead.
//
// # What is read
//
// config.toml is read strictly: an unknown key is an error that names the
// nearest one. One bad key does not stop the reading of the rest. Without
// [units] the folders of content are the tree of units; with [units] the
// configuration is, and folders are only for order. Metrics that are known
// without configuration (revenue, orders, leads, …) follow those of the
// configuration where the archive uses them.
//
// A file is a report if its name is that of a period with .md behind it,
// wherever it lies. Its unit is the nearest folder that is not named like a
// period. With a language between the two, as in 2026-03.en.md, it is the
// report's words in that language: title, summary and body, nothing else.
// Every other file in or below a folder named like a day, week, month or
// quarter is an attachment of that report. Names that begin with . or _, and
// files elsewhere that are not Markdown, are ignored; any other .md is an error.
//
// content/_data/<department>/<period>.csv or .toml is what another department
// filed for a period (domain.md §7.5): in CSV a figure a line under the headings
// metric, actual, as_of and, if it is not the root's, unit, each figure once (a
// period may stand with it, the file's; where semicolons separate, neither 1,234
// nor 1.234 is a number, since both mean two things there); in TOML as_of,
// [metrics.<id>] actual and [units.<id>.metrics.<id>] actual. A figure of a
// metric whose owner_dept is that department, and that says as of when it is, goes
// into the report of its unit and period: as its actual if it states none, else
// beside it under [[reconcile]], where it decides unless the report says
// otherwise. Where there is no report it makes one that has figures only. All are
// in [report.Archive.Data]; other files there belong to nobody.
//
// A report is TOML between two lines +++, then Markdown. The keys of the TOML
// are those of domain.md §7.3 and settled.md 20, strictly; what the path says
// too (period, unit, level) must agree with it. Numbers are exact: they are
// read from what is written and never pass through a binary float.
//
//   - "TODO", "待填", and either with a colon and what is wanted, in the place of any
//     value: the key is as if it was not there, and the blank is noted
//   - 120, "1,234.5", "１２３", "120萬元", "1.2M", "NT$5": any scale; a currency
//     only behind money, and only the metric's
//   - "16%" only for metrics in percent, where a bare number is a fraction: 16
//     means 1,600 % and gets a warning
//   - "8/50" only for ratios; 1:3.5 only for metrics with format = "1:x"
//   - num and den are the parts of a ratio and come together; value is another
//     name of actual; na = "why" stands alone; a derived metric has no actual
//   - a ratio whose parts nobody states is accepted with a warning
//   - a metric of money without a currency has the one that its reports name;
//     two currencies are an error that names both places
//
// # Bodies
//
// Markdown is GitHub's (tables, tasks, strike-through, addresses) with
// footnotes, headings with { #id .r-role }, line breaks between Chinese lines
// that are no spaces, and emphasis beside Chinese (**12%**增長). It becomes a
// [report.Prose] once: HTML with a hole for everything that depends on another
// file or on the page, and the places of its headings and blocks for those who
// check the words. Bodies of the usual simple kind are drawn without a syntax
// tree; all others by way of goldmark, and a test holds the two against each
// other.
//
//   - The highest heading that a body uses becomes h3, the others follow.
//     Their ids are their letters and digits of any script in lower case, with
//   - for spaces and -2 behind a second of the kind.
//   - A section has the role that its heading names, else that of the section
//     around it ([DefaultRoles]).
//   - HTML is shown as the text it is, with a warning. Only comments that speak
//     to check (check:off, check:on, check:next) are not shown, and those that say
//     what is still to be written: <!-- TODO: … -->, <!-- 待填：… -->.
//   - A link may have the schemes http, https, mailto and tel, or name a report,
//     a unit's folder or an attachment, relative to its file or, from /, to
//     content. One that leads nowhere keeps its words and loses its address.
//   - [^id] without a footnote cites the source of this id: the hole's target is
//     source:id, which the page gives to the source's card. Footnotes have the
//     targets fn:1, and what refers to them fnref:1, fnref:1:2.
//   - Pictures are attachments. None is fetched from elsewhere.
//   - Cells beyond a table's headings stay visible at the end of their row.
//   - {{ [unit/]metric [measure] [of period] }} is a live figure, [[name]] or
//     [[name|words]] a wiki link (settled.md 26): holes that the page fills. In
//     code and behind \ they are text. What they name is looked for here; a name
//     of nothing, or of two things, is an error, and stays as it is written.
//
// # How
//
// [ReadFS] is the whole way: configuration, list of files, tree of units, then
// every file parsed by itself and on all processors, then put together in
// order, then links. Parsing a file never looks at another: its answer depends
// on its path, its bytes and the configuration alone. The same archive gives
// the same remarks and the same answer on any machine. A [Reading] keeps what
// they were put together from; where a few reports change and no more, the same
// answer is had from it ([Reading.Again]) by parsing these alone.
//
// A remark is worded in every language that remarks are said in ([diag.Words]): it is
// remembered, and who asks for it next may want another one.
//
// Limits on the size and nesting of what is read (read/limit) keep every file
// below two seconds. Files are read through the file system that is given, for
// [Read] an os.Root: links may lead to files inside the archive and nowhere
// else; pipes and devices are never opened.
package content
