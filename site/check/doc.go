// Package check looks for what is wrong or missing in an archive that was
// read: a [Rule] finds it, and [Run] gathers what all rules find.
//
// A rule is a value: its name and code, the severity that it has unless
// config.toml says otherwise, a paragraph that explains it in three languages, an
// example that breaks it and one that does not (both are tests), the requirements
// that it stands for, and a function that looks: at one report (a [Case]) or at
// the archive and its cube. Rules look and never change; they do not depend on
// each other's findings or on the order in which they run.
//
// Remarks are said in the language of [Input.Locale]; what reading finds is said
// in English. A remark on prose stands at the characters that it speaks of.
//
// # The rules
//
//	figures/stated-stacked    D131  error    a stated actual differs from the complete stack of its parts
//	figures/stretch-target    D124  note     a stated target differs from the sum of its parts' targets
//	figures/distinct-bounds   D142  error    a distinct count below its largest part or above their sum
//	figures/parts-differ            error    a ratio's own numerator or denominator is not the metric of that name
//	figures/restatement             error    a restatement of a value that the report never stated
//	figures/outside-validity        warning  figures of a unit for a time in which it does not exist
//	figures/missing-core      D136  warning  a report without one of its unit's core metrics
//	figures/partial                 note     a period of which a part is missing
//	figures/no-parts                warning  a ratio of metrics without those metrics
//	figures/future                  warning  a period or a submission after the day of the archive
//	actions/id                A400  error    an action without an id, or with one that another has
//	actions/thin-plan         A401  warning  a plan without target, way or action
//	actions/unlisted-plan     A402  warning  an item of the plan that is no action
//	actions/incomplete        A403  error    a promise without what, owner, due or acceptance
//	actions/slogan            A404  warning  a wish in the plan or an action, with nothing that one can watch
//	actions/vague-acceptance  A405  note     an acceptance without number, metric or deliverable
//	actions/due-day           A406  warning  due before the period is over, or after more than a year
//	actions/unknown-owner     A407  warning  an owner who is not one of [people]
//	actions/one-to-one        A410  warning  a problem without an action, or an action without a reason
//	actions/unreviewed        A420  error    an open action that the next report of its unit and grain leaves out
//	actions/review-state      A421  error    a review that lacks what its state wants, or is not borne out
//	actions/chronic           A422  warning  an action that is carried for the third time
//	actions/unknown-action          error    a review of an action that there is not
//	actions/early-review            error    a review in a report before the one that promises the action
//	actions/reviewed-twice          warning  two reviews of one action in a report
//	structure/blank           S160  error    a value or a text that is still to be filled in
//	figures/undeclared        D150  error    a final figure that was another at first, and no restatement says why
//	figures/plan-kept         D120  warning  a target that is not the one of the plan before
//	figures/unexplained       D121  warning  a metric off its target without a cause
//	figures/unexplained-change D122  warning  a marked change without a cause
//	figures/individual        D130  warning  one person's report without leads, orders or collections
//	figures/customers         D132  warning  a section on customers without figures
//	figures/no-target         D133  warning  a core metric without its target
//	figures/team-missed       D137  note     a person who met a target that the team missed, and does not say so
//	figures/mixed-units       D140  warning  amounts in several magnitudes or currencies in one text
//	figures/mixed-basis       D141  error    units that recognise a metric in different ways
//	structure/missing-section S101  warning  no section on goals, process, customers or market; no text at all
//	structure/figures-cases-reflection S102  warning  no figures, no case or no reflection
//	structure/success-and-failure S103  note     cases of success or of failure only
//	structure/closure         S104  error    nothing on the past, the present or the future
//	structure/strengths       S105  note     no strengths or no improvements
//	structure/strategy-refs   S106  error    a strategy that there is not, or none where there are some
//	structure/own-view        S107  warning  a department's text that names none of its units, and nothing of its own
//	structure/team-contribution S108  warning  one person's report without what was done for the team
//	structure/order           S110  error    introduction, body and conclusion in another order
//	structure/intro-frame     S111  warning  an introduction without period or target
//	structure/wrong-period    S112  error    an introduction that begins with another period
//	structure/empty-section   S113  warning  a heading with nothing below it
//	structure/one-block       S114  warning  a body of one section
//	structure/changed         S115  note     other sections, or another order, than last time
//	structure/missing-component S116  warning  no introduction, results, issues or plan; from a quarter on no market or lessons
//	structure/no-factor       S117  note     results without a reason
//	structure/intro-length    S120  warning  an introduction of more than 200 字, an error above 300
//	structure/body-share      S121  warning  a body of less than 55 or more than 85 percent of the text
//	structure/text-first      S130  warning  a table or picture in the text
//	structure/no-number       S131  warning  a paragraph on goals or results without a number
//	structure/other-grain     S132  note     a comparison with a period of another length
//	structure/heading-number  S140  warning  a number or symbol before a heading
//	structure/transition      S150  note     issues or a plan that follow from nothing
//	structure/length                note     a text that is longer than its kind should be
//	structure/team-work             note     a team's text that says nothing of efficiency or cooperation
//	language/vague            L301  warning  vague words where a figure belongs
//	language/points           L302-pp warning  a change of a percentage in percent
//	language/times-less       L305  error    less by a multiple
//	language/grown-to         L306  warning  grown to where it is grown by
//	language/short-period     L307  note     terms for months in a report of a day or week
//	language/blame            L310  warning  a judgement on people
//	language/conjecture       L311  note     a guess without a source
//	language/passive          L330  note     the passive voice; a warning where it says who acts
//	language/long-sentence    L340  warning  a sentence of more than 100 字 or 40 words
//	language/long-paragraph   L341  warning  a paragraph of more than 250 字 or 150 words, an error above 500 or 300
//	language/many-topics      L342  warning  a paragraph on four subjects or more
//	language/topic-sentence   L343  off      a paragraph that does not begin with its subject
//	language/said-twice       L350  note     a sentence that stands twice in a text
//	language/copied           L360  warning  the text of last time or of a unit beside, with other figures
//	language/other                  note     a text in another language than it says
//	language/undefined-metric       note     a change of what is no metric
//	structure/skipped-level         warning  a heading more than one level below the one before it
//	structure/second-title          note     a second # in a text whose first is its title
//	workflow/late             W612  note     a report that came after its deadline
//	workflow/missing          W611  note     a report whose deadline has passed, and there is none
//	workflow/unknown          W610  note     a report of which nobody knows when it was submitted
//	workflow/signoff          W601  error    a final report that lacks a sign-off
//	workflow/responsible      W602  warning  a step that nobody is named for, or somebody unknown
//	workflow/signed-figures   W603  error    figures that are not those that were signed
//	workflow/skipped-step     W604  warning  from draft to final without review, or back from final
//	workflow/inputs           W605  warning  a member without a report where the team's is made of them
//	issues/one-sided          I501  warning  causes that all lie inside, or all outside
//	issues/incomplete         I502  warning  a problem without phenomenon, root cause or impact; of high severity an error
//	issues/unquantified       I503  warning  a problem in which nothing is counted
//	issues/no-improvement     I504  warning  a deviation without a way to improve
//	issues/chain              I505  warning  a problem's action, or an action's origin, that is not there
//	issues/no-evidence        I506  warning  a cause that rests on no number, case or source
//	issues/strategy           I507  note     results of a strategy without shortfalls and the long run
//	issues/no-connective      I508  note     factors in prose that no word connects
//	issues/unchanged          I509  warning  a problem named for three periods in a row with nothing changed
//	issues/practice           I510  warning  a case without situation, steps, outcome or effect
//	issues/step               I511  warning  a step that is a wish
//	issues/own-effort         I512  warning  internal causes alone while something outside is on record
//	issues/five-w             I520  note     a problem without when, where, who, how; of high severity a warning
//	issues/names                    warning  a problem that names a person
//	issues/reuse                    warning  a case that takes up one that nobody told
//	issues/tiers              D134  warning  classes of customers that are unknown, or without a plan of their own
//	issues/churn              D135  warning  lost customers without reasons or measures
//	sources/uncited           X701  warning  another department's number without its source
//	sources/second-hand       X702  note     a document without its words or where it is
//	sources/later             X703  warning  a document from after the report
//	sources/unknown                 error    an entry's source that the report does not list
//	sources/gap               X710  error    a figure that another system has otherwise; up to 5 % a warning
//	sources/one-source        X711  warning  an amount that another department keeps, held against nothing
//	sources/stale             X720  warning  a document or a department's file that is too old
//	sources/not-owner         X721  error    a department's figure of a metric that it does not keep
//	sources/shares            X730  error    shares of growth that make more than all of it
//	sources/market-share      D123  note     a market share without a source
//
// The tolerance of stated-stacked is the larger of 0.5 % and one display unit,
// counts exactly (domain.md §2.9). A report of scenario "figures" owes nothing
// but true figures, one of status "plan" or "draft" no figures yet; none of
// them lacks a core metric. Where a profile in config.toml lists a grain and
// level's metrics and requires them, missing-core is an error.
//
// # First things first
//
// While something in a report's front matter is still to be filled in (TODO), it is
// told that, and not what else it owes.
//
// A report is told what it lacks in the order in which it would be written. One
// without a text, or with a text that has no section of a known role, gets one
// remark on that from the rules of structure; only with sections are their parts,
// order and lengths looked at, and only when all are there is a case asked for.
// What is missing is said once, by the rule that weighs most: a time that nothing
// speaks of by closure, else a subject by missing-section, else missing-component.
// Strengths are asked of those who write entries, targets of metrics that a unit
// gives targets to (and of the headline), causes only of the metrics that a profile
// lists under explain, without one of the headline (settled.md 1).
//
// A unit that is known by its folder alone, and a company without declared units,
// is no department: nobody said what it is. Of days and weeks figures and entries
// count as sections.
//
// # Words
//
// Lists of words ([phrasesZh], [phrasesEn]) hold whole expressions, and each has a
// condition on what stands around it: 部分 is vague before what can be counted, if
// the clause has no figure and it is no 大部分 or 第二部分. A clause that is followed
// by one that begins with a figure has that figure. A text in a language that no
// list knows is left alone. A change of a metric that is a percentage is ambiguous
// unless it is in points or from what to what; where the figures show that the
// relative change is meant it is noted. English passives are counted, since they
// are common: a note is made of a text, a warning of a sentence that says who acts.
//
// A copy is found by sketches of the texts (prose.Sketch): each is held against
// that of the period before and against at most eight of units beside it that share
// one of the eight least hashes of its runs.
// # Problems
//
// What a problem, a cause or a case owes (domain.md §7.6) is owed from months on;
// in a week's report it is a note, in a day's it is not asked for. A report that
// tells its problems in prose alone is held to the same as far as its words allow:
// labels or words in brackets mark the three parts of a problem, in Chinese and
// English. A second source is asked for where config.toml says that another
// department keeps the amount; an archive whose figures nobody else keeps has none.
//
// # Promises
//
// A plan speaks of an action if it names its id, or its owner and its day, or one
// of these and a fifth of its words, or half of its words; in another language
// than the action's the owner or the day is enough. The owner is known by id, name
// and role. What of a promise prose says is read as in TV-38: 由銷售經理牽頭，在10月15日前完成CRM系統簡化方案
// names owner, day and what is done; a day without a year is of the year in which
// the period ends, or, where that would be before the period, of the next. A plan
// owes actions from a month on; where a report lists none, the sentences of a plan
// without a list are taken for its items. A daily log reviews what it likes.
// What is owed and when it came is worked out by [history.Register]; what git does
// not know is not found by any rule. Sign-offs are owed where a person of
// config.toml has a role, but not of the daily reports of individuals.
//
// # Levels
//
// [Relevel] applies the table [checks] of config.toml, and before it that of a
// report's profile: a rule by its name or code is off, note, warning or error.
// What keeps a report from being read cannot be turned down. An error about the
// form of a draft (structure, language, actions, issues) is a warning.
//
// It also takes out what a file silences with a reason: by [[checks.ignore]] in
// the whole of it, by <!-- check:off L301 reason="…" --> up to check:on L301, by
// check:next in the block behind it. figures, workflow and reading cannot be
// silenced; what silences nothing is noted.
package check
