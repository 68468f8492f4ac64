package content

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// The words that some keys of a report take.
var (
	sides      = []string{"internal", "external"}
	factors    = []string{"people", "process", "product", "price", "channel", "competitor", "market", "policy", "season", "customer", "other"}
	depths     = []string{"surface", "root"}
	severities = []string{"low", "medium", "high"}
	stages     = []string{"lead", "followup", "quote", "contract", "delivery", "collection", "retention"}
	outcomes   = []string{"success", "failure"}
	operators  = []string{">=", ">", "<=", "<", "="}
	states     = []string{"open", "in_progress", "done", "verified", "carried", "dropped"}
	repeats    = []string{"daily", "weekly", "monthly", "quarterly", "annual"}
	statuses   = []string{report.Plan, report.Draft, report.Review, report.Final}
)

var channelTable = table[report.Channel]{
	keyText("name", "of the way to customers, as in trade fair", func(c *report.Channel) *string { return &c.Name }),
	keyCount("leads", "prospects that came this way", func(c *report.Channel) *num.Num { return &c.Leads }),
	keyCount("deals", "leads that became orders; conversion is worked out", func(c *report.Channel) *num.Num { return &c.Deals }),
	keyCount("cost", "what the channel cost", func(c *report.Channel) *num.Num { return &c.Cost }),
	keyCount("sales", "what it sold", func(c *report.Channel) *num.Num { return &c.Sales }),
}

var churnTable = table[report.Churn]{
	keyCount("lost", "customers who left", func(c *report.Churn) *num.Num { return &c.Lost }),
	keyCount("base", "customers at the start", func(c *report.Churn) *num.Num { return &c.Base }),
	keyCount("won_back", "of those lost, how many came back", func(c *report.Churn) *num.Num { return &c.WonBack }),
	keyTexts("measures", "what was done to keep them", func(c *report.Churn) *[]string { return &c.Measures }),
	keyList("reasons", reasonTable, reasonPos, "why they left", func(c *report.Churn) *[]report.Reason { return &c.Reasons }),
}

var reasonTable = table[report.Reason]{
	keyText("text", "the reason", func(r *report.Reason) *string { return &r.Text }),
	keyCount("count", "how many left for it", func(r *report.Reason) *num.Num { return &r.Count }),
}

var deviationTable = table[report.Deviation]{
	keyMetric("metric", "whose figure is off its target", func(d *report.Deviation) *string { return &d.Metric }),
	keyText("direction", "up or down", func(d *report.Deviation) *string { return &d.Direction }),
	keyText("improve", "how it is to get better, or to be kept up", func(d *report.Deviation) *string { return &d.Improve }),
	keyList("causes", causeTable, causePos, "why; inside and outside", func(d *report.Deviation) *[]report.Cause { return &d.Causes }),
	keyText("solution", "what solved it", func(d *report.Deviation) *string { return &d.Solution }),
	keyChoice("stage", stages, "of the sale at which it arose", func(d *report.Deviation) *string { return &d.Stage }),
	keyText("one_sided_reason", "why there are causes of one side only", func(d *report.Deviation) *string { return &d.OneSidedReason }),
	keyText("no_action_reason", "why nothing is done about it", func(d *report.Deviation) *string { return &d.NoActionReason }),
}

var causeTable = table[report.Cause]{
	keyChoice("side", sides, "inside the organisation or outside", func(c *report.Cause) *string { return &c.Side }),
	keyChoice("factor", factors, "what kind of cause it is", func(c *report.Cause) *string { return &c.Factor }),
	keyChoice("depth", depths, "what one sees, or what lies behind it", func(c *report.Cause) *string { return &c.Depth }),
	keyText("text", "what happened", func(c *report.Cause) *string { return &c.Text }),
	keyText("source", "id of the source that says so", func(c *report.Cause) *string { return &c.Source }),
	keyText("evidence", "a figure or a case that shows it", func(c *report.Cause) *string { return &c.Evidence }),
	keyFlag("primary", "it is the main cause", func(c *report.Cause) *bool { return &c.Primary }),
}

var issueTable = table[report.Issue]{
	keyText("id", "by which actions of this report refer to it, as in I1", func(i *report.Issue) *string { return &i.ID }),
	keyText("key", "a name that stays the same from report to report, as in late-deliveries", func(i *report.Issue) *string { return &i.Key }),
	keyTexts("tags", "topics", func(i *report.Issue) *[]string { return &i.Tags }),
	keyChoice("stage", stages, "of the sale at which it arises", func(i *report.Issue) *string { return &i.Stage }),
	keyText("phenomenon", "what was seen, with a figure", func(i *report.Issue) *string { return &i.Phenomenon }),
	keyText("impact", "what it led to", func(i *report.Issue) *string { return &i.Impact }),
	keyChoice("severity", severities, "how heavy it is", func(i *report.Issue) *string { return &i.Severity }),
	keyText("when", "when it happened", func(i *report.Issue) *string { return &i.When }),
	keyText("where", "where it happened", func(i *report.Issue) *string { return &i.Where }),
	keyText("who", "which roles or units had to do with it, no names", func(i *report.Issue) *string { return &i.Who }),
	keyText("how", "how it came about", func(i *report.Issue) *string { return &i.How }),
	keyTexts("evidence", "ids of metrics, or figures", func(i *report.Issue) *[]string { return &i.Evidence }),
	keyTexts("actions", "ids of the actions that answer it", func(i *report.Issue) *[]string { return &i.Actions }),
	keyText("solution", "what solved it", func(i *report.Issue) *string { return &i.Solution }),
	keyText("improve", "how it is to get better", func(i *report.Issue) *string { return &i.Improve }),
	keyText("one_sided_reason", "why there are causes of one side only", func(i *report.Issue) *string { return &i.OneSidedReason }),
	keyText("no_action_reason", "why no action answers it", func(i *report.Issue) *string { return &i.NoActionReason }),
	keyList("causes", causeTable, causePos, "why; inside and outside", func(i *report.Issue) *[]report.Cause { return &i.Causes }),
}

var experienceTable = table[report.Experience]{
	keyText("title", "its name", func(e *report.Experience) *string { return &e.Title }),
	keyText("scenario", "when it applies", func(e *report.Experience) *string { return &e.Scenario }),
	keyTexts("steps", "what to do, with whom, how often", func(e *report.Experience) *[]string { return &e.Steps }),
	keyChoice("outcome", outcomes, "whether it is to be repeated or avoided", func(e *report.Experience) *string { return &e.Outcome }),
	keyOwn("effect", effectTable.shape, "a metric before and after", func(b *binder, n *node, e *report.Experience) { b.effect(n, &e.Effect) }),
	keyText("reuses", "the case that was taken up here, as in east/2026-03#1", func(e *report.Experience) *string { return &e.Reuses }),
	keyTexts("tags", "topics", func(e *report.Experience) *[]string { return &e.Tags }),
}

var actionTable = table[report.Action]{
	keyText("id", "once in the archive, as in A-2026-03-1; later reports review it by this", func(a *report.Action) *string { return &a.ID }),
	keyText("what", "the measure, a verb first", func(a *report.Action) *string { return &a.What }),
	keyText("owner", "who answers for it: an id of [people], or a role", func(a *report.Action) *string { return &a.Owner }),
	keyOwn("due", aDate, "the last day", func(b *binder, n *node, a *report.Action) { a.Due, a.DuePos = b.day(n), b.pos(n.Value) }),
	keyText("acceptance", "how one will know that it is done: a number, or a document", func(a *report.Action) *string { return &a.Acceptance }),
	keyText("accept_metric", "the metric that must reach accept_value", func(a *report.Action) *string { return &a.AcceptMetric }),
	keyChoice("accept_op", operators, "how it must compare", func(a *report.Action) *string { return &a.AcceptOp }),
	keyShare("accept_value", "with what", func(a *report.Action) *num.Num { return &a.AcceptValue }),
	keyTexts("from", "the issues, cases or customers that it answers", func(a *report.Action) *[]string { return &a.From }),
	keyChoice("repeat", repeats, "it is made anew each time", func(a *report.Action) *string { return &a.Repeat }),
	keyText("kpi", "how a recurring action is measured", func(a *report.Action) *string { return &a.KPI }),
}

var reviewTable = table[report.ActionReview]{
	keyText("id", "of the action", func(r *report.ActionReview) *string { return &r.ID }),
	keyChoice("status", states, "what became of it", func(r *report.ActionReview) *string { return &r.Status }),
	keyDate("date", "when it was done or dropped", func(r *report.ActionReview) **period.Day { return &r.Date }),
	keyText("result", "what came of it; of what is done", func(r *report.ActionReview) *string { return &r.Result }),
	keyDate("new_due", "the new last day; of what is carried", func(r *report.ActionReview) **period.Day { return &r.NewDue }),
	keyText("reason", "why; of what is carried or dropped", func(r *report.ActionReview) *string { return &r.Reason }),
	keyText("reviewer", "who says so; of what is verified somebody else than its owner", func(r *report.ActionReview) *string { return &r.Reviewer }),
}

var attributionTable = table[report.Attribution]{
	keyMetric("metric", "whose change it explains", func(a *report.Attribution) *string { return &a.Metric }),
	keyText("factor", "to what a part of it is due", func(a *report.Attribution) *string { return &a.Factor }),
	keyShare("share", "how large the part is, as in 60%", func(a *report.Attribution) *num.Num { return &a.Share }),
	keyText("source", "id of the source that says so", func(a *report.Attribution) *string { return &a.Source }),
}

var sourceTable = table[report.Source]{
	keyOwn("id", aText, "by which texts cite it, as in [^mkt-1]", func(b *binder, n *node, s *report.Source) {
		if s.ID = b.text(n); s.ID != "" {
			s.Card = sourceID(s.ID)
		}
	}),
	keyText("dept", "the department that it is from", func(s *report.Source) *string { return &s.Dept }),
	keyText("title", "its title", func(s *report.Source) *string { return &s.Title }),
	keyDate("date", "of the document", func(s *report.Source) **period.Day { return &s.Date }),
	keyText("quote", "its own words", func(s *report.Source) *string { return &s.Quote }),
	keyText("ref", "where it lies", func(s *report.Source) *string { return &s.Ref }),
}

var consensusTable = table[report.Consensus]{
	keyText("topic", "what was discussed", func(c *report.Consensus) *string { return &c.Topic }),
	keyText("conclusion", "what was agreed", func(c *report.Consensus) *string { return &c.Conclusion }),
	keyTexts("participants", "who took part", func(c *report.Consensus) *[]string { return &c.Participants }),
	keyText("dissent", "who disagreed, and why", func(c *report.Consensus) *string { return &c.Dissent }),
}

var contributionTable = table[report.TeamContribution]{
	keyText("what", "what was done for the team", func(c *report.TeamContribution) *string { return &c.What }),
	keyCount("count", "how often", func(c *report.TeamContribution) *num.Num { return &c.Count }),
	keyText("goal", "the goal of the team that it served", func(c *report.TeamContribution) *string { return &c.Goal }),
}

var signoffTable = table[report.Signoff]{
	keyChoice("step", report.Steps, "what is signed", func(s *report.Signoff) *string { return &s.Step }),
	keyText("by", "id of the person", func(s *report.Signoff) *string { return &s.By }),
	keyDate("date", "when", func(s *report.Signoff) **period.Day { return &s.Date }),
	keyText("digest", "of the figures that were signed; almanac sign writes it", func(s *report.Signoff) *string { return &s.Digest }),
}

var erratumTable = table[report.Erratum]{
	keyText("text", "what was mended", func(e *report.Erratum) *string { return &e.Text }),
	keyDate("date", "when", func(e *report.Erratum) **period.Day { return &e.Date }),
}

var strategyTable = table[report.StrategyResult]{
	keyText("id", "of [strategies] in config.toml", func(s *report.StrategyResult) *string { return &s.ID }),
	keyText("name", "its name", func(s *report.StrategyResult) *string { return &s.Name }),
	keyDate("start", "first day", func(s *report.StrategyResult) **period.Day { return &s.Start }),
	keyDate("end", "last day", func(s *report.StrategyResult) **period.Day { return &s.End }),
	keyOwn("metrics", listOf(effectTable.shape), "metrics before and after", func(b *binder, n *node, s *report.StrategyResult) { s.Metrics = b.effects(n) }),
	keyCount("participants", "how many customers took part", func(s *report.StrategyResult) *num.Num { return &s.Participants }),
	keyCount("aov_before", "order value before", func(s *report.StrategyResult) *num.Num { return &s.AOVBefore }),
	keyCount("aov_after", "order value after", func(s *report.StrategyResult) *num.Num { return &s.AOVAfter }),
	keyShare("csat_before", "satisfaction before", func(s *report.StrategyResult) *num.Num { return &s.CSATBefore }),
	keyShare("csat_after", "satisfaction after", func(s *report.StrategyResult) *num.Num { return &s.CSATAfter }),
	keyTexts("shortfalls", "what did not work", func(s *report.StrategyResult) *[]string { return &s.Shortfalls }),
	keyText("short_term", "its effect at once", func(s *report.StrategyResult) *string { return &s.ShortTerm }),
	keyText("long_term", "what is to be expected afterwards", func(s *report.StrategyResult) *string { return &s.LongTerm }),
}

var tierTable = table[report.Tier]{
	keyText("tier", "id of [tiers] in config.toml", func(t *report.Tier) *string { return &t.Tier }),
	keyText("plan", "how this class of customers is looked after", func(t *report.Tier) *string { return &t.Plan }),
	keyCount("customers", "how many there are", func(t *report.Tier) *num.Num { return &t.Customers }),
	keyTexts("actions", "ids of actions for them", func(t *report.Tier) *[]string { return &t.Actions }),
	keyOwn("metrics", listOf(effectTable.shape), "metrics before and after", func(b *binder, n *node, t *report.Tier) { t.Metrics = b.effects(n) }),
}

var followupTable = table[report.Followup]{
	keyText("customer", "who was spoken with", func(f *report.Followup) *string { return &f.Customer }),
	keyCount("contacts", "how often", func(f *report.Followup) *num.Num { return &f.Contacts }),
	keyText("focus", "what it was about", func(f *report.Followup) *string { return &f.Focus }),
	keyText("feedback", "what the customer said", func(f *report.Followup) *string { return &f.Feedback }),
	keyText("result", "what comes next", func(f *report.Followup) *string { return &f.Result }),
}

var feedbackTable = table[report.Feedback]{
	keyText("text", "what customers said", func(f *report.Feedback) *string { return &f.Text }),
	keyText("source", "who said it", func(f *report.Feedback) *string { return &f.Source }),
	keyTexts("tags", "topics", func(f *report.Feedback) *[]string { return &f.Tags }),
	keyCount("count", "how many said it", func(f *report.Feedback) *num.Num { return &f.Count }),
}

var eventTable = table[report.Event]{
	keyText("name", "what happened", func(e *report.Event) *string { return &e.Name }),
	keyText("kind", "what kind of event it is", func(e *report.Event) *string { return &e.Kind }),
	keyDate("date", "first day", func(e *report.Event) **period.Day { return &e.Date }),
	keyDate("end", "last day", func(e *report.Event) **period.Day { return &e.End }),
}

var ignoreTable = table[report.Ignore]{
	keyText("rule", "name or code of the rule", func(i *report.Ignore) *string { return &i.Rule }),
	keyText("reason", "why it does not apply here", func(i *report.Ignore) *string { return &i.Reason }),
}

// Where the position of an entry goes.
func channelPos(c *report.Channel) *report.Pos               { return &c.Pos }
func reasonPos(r *report.Reason) *report.Pos                 { return &r.Pos }
func deviationPos(d *report.Deviation) *report.Pos           { return &d.Pos }
func causePos(c *report.Cause) *report.Pos                   { return &c.Pos }
func issuePos(i *report.Issue) *report.Pos                   { return &i.Pos }
func experiencePos(e *report.Experience) *report.Pos         { return &e.Pos }
func actionPos(a *report.Action) *report.Pos                 { return &a.Pos }
func reviewPos(r *report.ActionReview) *report.Pos           { return &r.Pos }
func attributionPos(a *report.Attribution) *report.Pos       { return &a.Pos }
func sourcePos(s *report.Source) *report.Pos                 { return &s.Pos }
func reconcilePos(r *reconcileOf) *report.Pos                { return &r.Pos }
func consensusPos(c *report.Consensus) *report.Pos           { return &c.Pos }
func contributionPos(c *report.TeamContribution) *report.Pos { return &c.Pos }
func restatementPos(r *restatementOf) *report.Pos            { return &r.Pos }
func signoffPos(s *report.Signoff) *report.Pos               { return &s.Pos }
func erratumPos(e *report.Erratum) *report.Pos               { return &e.Pos }
func strategyPos(s *report.StrategyResult) *report.Pos       { return &s.Pos }
func tierPos(t *report.Tier) *report.Pos                     { return &t.Pos }
func followupPos(f *report.Followup) *report.Pos             { return &f.Pos }
func feedbackPos(f *report.Feedback) *report.Pos             { return &f.Pos }
func eventPos(e *report.Event) *report.Pos                   { return &e.Pos }
func ignorePos(i *report.Ignore) *report.Pos                 { return &i.Pos }
