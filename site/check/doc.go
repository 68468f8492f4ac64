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
//	structure/three-kinds     S102  warning  no figures, no case or no reflection
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
//	language/undefined-metric       note     a figure of what is no metric
//	claims/change             C201  error    a change in percent that the data do not bear out; without a base a warning
//	claims/change             C202  error    the same in percentage points
//	claims/change             C203  error    the same in an amount or number
//	claims/from-to            C204  error    from and to that are others
//	claims/level              C205  error    a figure that is another
//	claims/attainment         C206  error    an attainment, or what is beyond a target, that is another
//	claims/funnel             C207  error    leads, deals and a rate that they do not make
//	claims/streak             C210  error    more in a row than the data show
//	claims/pace               C211  error    a rise or fall that did not narrow or widen so
//	claims/size               C212  error    a word for the size of a change that is of another size
//	claims/team               C213  error    a ratio beside the team's average that is not so
//	claims/target             C214  error    a target that is another
//	claims/benchmark          C215  error    a comparison with the industry that does not hold; unknown a warning
//	claims/simplified         C220  error    a simplified or hedged number that is not true
//	claims/exact              C221  note     a simplified number of which the exact one is nowhere
//	claims/unknown-unit             note     a figure of a unit that there is not
//	structure/skipped-level         warning  a heading more than one level below the one before it
//	structure/second-title          note     a second # in a text whose first is its title
//	figures/live                    warning  a live figure that shows nothing
//	checks/no-reason          K901  error    a rule that is silenced without a reason, or that cannot be
//	checks/unused             K902  note     what silences a rule that finds nothing
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
//	sources/unknown           X704  error    an entry's source that the report does not list
//	sources/gap               X710  error    a figure that another system has otherwise; up to 5 % a warning
//	sources/one-source        X711  warning  an amount that another department keeps, held against nothing
//	sources/stale             X720  warning  a document or a department's file that is too old
//	sources/not-owner         X721  error    a department's figure of a metric that it does not keep
//	sources/shares            X730  error    shares of growth that make more than all of it
//	sources/market-share      D123  note     a market share without a source
//
// Those that are kept while files are read (read/…, links/… and some of figures/…)
// are listed by package content; they are explained here too, with examples:
//
//	figures/currency                error    two currencies for one metric
//	figures/derived                 error    a value of a metric that is worked out
//	figures/growth                  error    a level and a growth for one target
//	figures/na                      error    a figure and the reason why there is none
//	figures/parts                   error    one part of a ratio without the other
//	figures/percent                 warning  a share above 150 percent
//	figures/plan                    warning  a plan with figures
//
// The tolerance of stated-stacked is the larger of 0.5 % and one display unit,
// counts exactly (domain.md §2.9). A report of scenario "figures" owes nothing
// but true figures, one of status "plan" or "draft" no figures yet; none of
// them lacks a core metric. Where a profile in config.toml lists a grain and
// level's metrics and requires them, missing-core is an error.
//
// # First things first
//
// While something in a report is still to be filled in (TODO), it is told that, and
// not what else it owes.
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
//
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
// # Claims
//
// What a text says of figures (domain.md §4.5) is read by a [ClaimReader], for the
// rules of the family claims and for the page on quality. A claim is right, wrong or
// not resolved, and only what is wrong is remarked: precision over recall.
//
// Words of one language and the names of metrics and units are tokens, found in one
// pass; a sentence is cut into clauses at marks and at words that join; the head of a
// clause says of which metric, unit and period it speaks, the rest what became of it.
// A metric counts only where a clause, a unit, a period or a word that says nothing
// (本月, our) stands before it, and between it and what is said of it only words that
// say nothing; else it is another one: 線索轉化率 is not 轉化率. A clause that begins
// with a comparison goes on about the metric before. Units and months in a clause are
// the ones that are meant. What is planned, attributed or quoted is no claim; what
// may be of a part only (on a day, at a fair, without one customer, below a heading
// of a third level; a revenue of 8,000 that was invoiced twice), of another unit or
// period that the sentence named before, or of a period that is told by its place
// (上月), is right if it agrees and otherwise not resolved. A figure counts at its own
// precision, rounded half up or half to even;
// off by one in the last place is a warning. Without a base the period before and the
// year before may be meant. Where the cube refuses a rate there is none to be right
// or wrong about, and a row of changes is neither where one of them is flat. Of a
// metric in percent a change in percent may mean points or a part; language/points
// says so.
//
// A figure that no claim is made of may be one of a unit or of a well-known metric that
// there is not. It is noted only where the name stands in the place of a subject, as
// what is clearly a unit (the West team's, 深圳團隊, 二組; not what a team does, as the
// marketing team's) or one of a list of metrics with nothing before it.
//
// How well it reads is measured on two corpora of sentences in English, Traditional
// and Simplified Chinese, written by two hands before the code was: true, false, and
// such that nothing may be said of them (testdata/claims). One was looked at while
// the rules were made; of it every verdict is as listed, claim by claim. Of the
// other, which was not, only counts were seen: by code, verdict and reason of silence.
//
//	held half, 242 sentences      precision               recall of right   of wrong
//	when it was counted first     300 of 301 (0.997)      161 of 166        66 of 68
//	now                           301 of 301              161 of 166        66 of 68
//
// Precision is the share of verdicts, right and wrong, that the corpus does not
// contradict: a wrong one whose code it does not list as wrong, a right one on a code
// that it lists as wrong, and any on a sentence of which nothing may be said, save a
// right one where it says that a checker may find it so. Recall is the share of listed
// claims that were met with their code and verdict; what is listed under L302-pp is
// the business of language. A test holds 0.99 and 0.8, and another the sentences that
// almanac makes of the example and of the golden archive, about 95,000 claims, of
// which none may be wrong; of those with one digit altered three of four are found.
// In the example archive 424 claims of its texts are right, none is wrong, and 661
// figures are not resolved.
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
//
// # Requirements
//
// What the guide asks for (domain.md §1), and what of almanac answers: the rules
// that remark on its lack, or the page, sentence, field or command that is it. A
// test holds the table against the rules.
//
//	R-1.1-1    read/key read/path read/period
//	R-1.1-2    structure/missing-section
//	R-1.1-3    structure/three-kinds
//	R-1.1-4    page practices/index.html: every case, by unit, period and scenario
//	R-1.2-1    page of a period: actual, target, gap and the author's causes
//	R-1.2-2    figures/plan-kept
//	R-1.2-3    field issues.stage; page issues/index.html groups by it
//	R-1.2-4    structure/success-and-failure
//	R-1.2-5    page of a unit; [publish] members
//	R-1.3-1    structure/closure
//	R-1.3-2    language/blame language/conjecture language/grown-to language/times-less language/vague
//	R-1.3-3    structure/strengths
//	R-1.3-4    actions/thin-plan
//	R-1.3-5    structure/strategy-refs
//	R-1.4-1    figures/outside-validity read/level read/unit
//	R-1.4-2    figures/individual
//	R-1.4-3    figures/stated-stacked structure/team-work
//	R-1.4-4    structure/missing-section structure/own-view
//	R-1.4-5    read/period
//	R-1.4-6    structure/blank
//	R-2.1.1-1  structure/missing-component structure/order
//	R-2.1.1-2  structure/intro-frame structure/wrong-period
//	R-2.1.1-3  structure/missing-section
//	R-2.1.1-4  structure/empty-section
//	R-2.1.1-5  structure/intro-length
//	R-2.1.1-6  structure/one-block
//	R-2.1.1-7  actions/unlisted-plan
//	R-2.1.1-8  language/said-twice
//	R-2.1.1-9  structure/changed
//	R-2.1.1-10 figures/partial figures/stated-stacked
//	R-2.1.2-1  structure/missing-component
//	R-2.1.2-2  figures/unexplained
//	R-2.1.2-3  structure/no-factor
//	R-2.1.2-4  figures/customers
//	R-2.1.2-5  issues/incomplete
//	R-2.1.2-6  issues/chain
//	R-2.1.2-7  page quality.html: the share of what is owed
//	R-2.2.1-1  read/html structure/text-first
//	R-2.2.1-2  structure/no-number
//	R-2.2.1-3  figures/unexplained-change
//	R-2.2.1-4  claims/benchmark
//	R-2.2.1-5  figures/currency figures/mixed-units
//	R-2.2.1-6  language/short-period structure/other-grain
//	R-2.2.1-7  page of a period: the panorama by group
//	R-2.2.1-8  page glossary.html
//	R-2.2.1-9  claims/attainment claims/change claims/from-to claims/level claims/target claims/unknown-unit figures/live language/points links/live
//	R-2.2.2-1  structure/missing-component structure/order
//	R-2.2.2-2  structure/heading-number
//	R-2.2.2-3  structure/intro-length
//	R-2.2.2-4  structure/body-share
//	R-2.2.2-5  structure/transition
//	R-2.2.2-6  structure/length
//	R-2.3.1-1  figures/growth
//	R-2.3.1-2  language/points language/undefined-metric
//	R-2.3.2-1  structure/changed
//	R-2.3.2-2  language/long-sentence
//	R-2.3.2-3  language/passive
//	R-2.3.2-4  language/vague structure/no-number
//	R-2.3.2-5  workflow/late workflow/unknown
//	R-2.3.2-6  workflow/signoff
//	R-3.1.1-1  claims/attainment
//	R-3.1.1-2  figures/missing-core figures/no-target
//	R-3.1.1-3  figures/unexplained
//	R-3.1.2-1  field deviations.metric, causes, direction
//	R-3.1.2-2  issues/no-improvement
//	R-3.1.2-3  issues/no-evidence language/conjecture
//	R-3.2.1-1  claims/funnel figures/parts
//	R-3.2.1-2  sentence M-SMALLN
//	R-3.2.1-3  field followups
//	R-3.2.1-4  page channels/index.html
//	R-3.2.2-1  issues/strategy
//	R-3.2.2-2  sentence M-PAIR
//	R-3.2.2-3  issues/strategy
//	R-3.3.1-1  issues/tiers
//	R-3.3.1-2  issues/tiers
//	R-3.3.2-1  issues/churn
//	R-3.3.2-2  issues/churn
//	R-3.4.1-1  issues/unquantified
//	R-3.4.2-1  issues/unquantified
//	R-3.4.2-2  sources/market-share
//	R-3.5.1-1  issues/practice issues/reuse
//	R-3.5.2-1  actions/one-to-one
//	R-3.5.2-2  actions/incomplete
//	R-3.5.2-3  field actions.repeat, actions.kpi; command new
//	R-4.1.1-1  sentence of a headline: 兩成, 逾三成, double-digit
//	R-4.1.1-2  claims/simplified
//	R-4.1.1-3  claims/exact
//	R-4.1.1-4  page compare: from and to, in points; sentence of points
//	R-4.1.2-1  sentence M-STREAK
//	R-4.1.2-2  claims/pace claims/streak
//	R-4.1.2-3  language/vague
//	R-4.1.2-4  claims/size
//	R-4.1.2-5  sentence M-REVERT
//	R-4.2.1-1  issues/incomplete
//	R-4.2.2-1  issues/one-sided
//	R-4.2.2-2  issues/no-connective
//	R-4.3.1-1  claims/team language/blame
//	R-4.3.1-2  sentence M-COUNT
//	R-4.3.2-1  actions/slogan
//	R-4.3.2-2  actions/slogan
//	R-4.4.1-1  command new: a template for each length of period
//	R-4.4.1-2  field metrics.format = "1:x"
//	R-4.4.1-3  sentence of points: 12% to 18% is 6 points
//	R-4.4.2-1  workflow/late
//	R-4.4.2-2  command new: daily logs that the week is drawn from
//	R-4.4.2-3  workflow/responsible
//	R-4.5.1-1  links/source sources/later sources/uncited sources/unknown
//	R-4.5.1-2  sources/second-hand
//	R-4.5.2-1  workflow/inputs workflow/signoff workflow/skipped-step
//	R-5.1.1-1  sources/gap sources/one-source
//	R-5.1.1-2  figures/mixed-basis
//	R-5.1.2-1  figures/missing-core figures/na
//	R-5.1.2-2  page of a period: the panorama, with what is to be read together
//	R-5.1.2-3  sentence of the message: the worst beside the best
//	R-5.2.1-1  issues/incomplete
//	R-5.2.1-2  issues/unchanged
//	R-5.2.2-1  issues/step
//	R-5.3.1-1  language/copied
//	R-5.3.1-2  structure/own-view
//	R-5.3.1-3  structure/blank
//	R-5.3.2-1  language/long-paragraph
//	R-5.3.2-2  language/many-topics
//	R-5.3.2-3  language/topic-sentence
//	R-5.4.1-1  workflow/late workflow/missing
//	R-5.4.2-1  actions/due-day actions/incomplete actions/unknown-owner actions/vague-acceptance
//	R-5.4.2-2  actions/unreviewed
//	R-5.4.2-3  actions/chronic actions/id actions/review-state
//	R-5.5.1-1  structure/team-contribution
//	R-5.5.1-2  figures/team-missed
//	R-5.5.2-1  sources/shares
//	R-5.5.2-2  issues/own-effort
//	R-6.1.1-1  sources/gap
//	R-6.1.1-2  workflow/signed-figures workflow/signoff
//	R-6.1.2-1  issues/one-sided
//	R-6.1.2-2  issues/five-w issues/names
//	R-6.1.3-1  command new: a monthly board, yearly trends of the market
//	R-6.1.3-2  command new --scenario
//	R-6.2.1-1  page issues/index.html: topics by period, of authors and by the words of [topics]
//	R-6.2.1-2  page of a week: who was spoken with, from daily logs
//	R-6.2.1-3  page forecast.html: always with its interval
//	R-6.2.2-1  sources/not-owner sources/stale
package check
