package content

import "almanac/site/report"

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
	{"name", func(b *binder, n *node, c *report.Channel) { c.Name = b.text(n) }},
	{"leads", func(b *binder, n *node, c *report.Channel) { c.Leads = b.plain(n, false) }},
	{"deals", func(b *binder, n *node, c *report.Channel) { c.Deals = b.plain(n, false) }},
	{"cost", func(b *binder, n *node, c *report.Channel) { c.Cost = b.plain(n, false) }},
	{"sales", func(b *binder, n *node, c *report.Channel) { c.Sales = b.plain(n, false) }},
}

var churnTable = table[report.Churn]{
	{"lost", func(b *binder, n *node, c *report.Churn) { c.Lost = b.plain(n, false) }},
	{"base", func(b *binder, n *node, c *report.Churn) { c.Base = b.plain(n, false) }},
	{"won_back", func(b *binder, n *node, c *report.Churn) { c.WonBack = b.plain(n, false) }},
	{"measures", func(b *binder, n *node, c *report.Churn) { c.Measures = b.texts(n) }},
	{"reasons", func(b *binder, n *node, c *report.Churn) { c.Reasons = reasonTable.list(b, n, reasonPos) }},
}

var reasonTable = table[report.Reason]{
	{"text", func(b *binder, n *node, r *report.Reason) { r.Text = b.text(n) }},
	{"count", func(b *binder, n *node, r *report.Reason) { r.Count = b.plain(n, false) }},
}

var deviationTable = table[report.Deviation]{
	{"metric", func(b *binder, n *node, d *report.Deviation) { d.Metric = b.metricID(n) }},
	{"direction", func(b *binder, n *node, d *report.Deviation) { d.Direction = b.text(n) }},
	{"improve", func(b *binder, n *node, d *report.Deviation) { d.Improve = b.text(n) }},
	{"causes", func(b *binder, n *node, d *report.Deviation) { d.Causes = causeTable.list(b, n, causePos) }},
	{"solution", func(b *binder, n *node, d *report.Deviation) { d.Solution = b.text(n) }},
	{"stage", func(b *binder, n *node, d *report.Deviation) { d.Stage = b.choice(n, stages...) }},
	{"one_sided_reason", func(b *binder, n *node, d *report.Deviation) { d.OneSidedReason = b.text(n) }},
	{"no_action_reason", func(b *binder, n *node, d *report.Deviation) { d.NoActionReason = b.text(n) }},
}

var causeTable = table[report.Cause]{
	{"side", func(b *binder, n *node, c *report.Cause) { c.Side = b.choice(n, sides...) }},
	{"factor", func(b *binder, n *node, c *report.Cause) { c.Factor = b.choice(n, factors...) }},
	{"depth", func(b *binder, n *node, c *report.Cause) { c.Depth = b.choice(n, depths...) }},
	{"text", func(b *binder, n *node, c *report.Cause) { c.Text = b.text(n) }},
	{"source", func(b *binder, n *node, c *report.Cause) { c.Source = b.text(n) }},
	{"evidence", func(b *binder, n *node, c *report.Cause) { c.Evidence = b.text(n) }},
	{"primary", func(b *binder, n *node, c *report.Cause) { c.Primary = b.flag(n) }},
}

var issueTable = table[report.Issue]{
	{"id", func(b *binder, n *node, i *report.Issue) { i.ID = b.text(n) }},
	{"key", func(b *binder, n *node, i *report.Issue) { i.Key = b.text(n) }},
	{"tags", func(b *binder, n *node, i *report.Issue) { i.Tags = b.texts(n) }},
	{"stage", func(b *binder, n *node, i *report.Issue) { i.Stage = b.choice(n, stages...) }},
	{"phenomenon", func(b *binder, n *node, i *report.Issue) { i.Phenomenon = b.text(n) }},
	{"impact", func(b *binder, n *node, i *report.Issue) { i.Impact = b.text(n) }},
	{"severity", func(b *binder, n *node, i *report.Issue) { i.Severity = b.choice(n, severities...) }},
	{"when", func(b *binder, n *node, i *report.Issue) { i.When = b.text(n) }},
	{"where", func(b *binder, n *node, i *report.Issue) { i.Where = b.text(n) }},
	{"who", func(b *binder, n *node, i *report.Issue) { i.Who = b.text(n) }},
	{"how", func(b *binder, n *node, i *report.Issue) { i.How = b.text(n) }},
	{"evidence", func(b *binder, n *node, i *report.Issue) { i.Evidence = b.texts(n) }},
	{"actions", func(b *binder, n *node, i *report.Issue) { i.Actions = b.texts(n) }},
	{"solution", func(b *binder, n *node, i *report.Issue) { i.Solution = b.text(n) }},
	{"improve", func(b *binder, n *node, i *report.Issue) { i.Improve = b.text(n) }},
	{"one_sided_reason", func(b *binder, n *node, i *report.Issue) { i.OneSidedReason = b.text(n) }},
	{"no_action_reason", func(b *binder, n *node, i *report.Issue) { i.NoActionReason = b.text(n) }},
	{"causes", func(b *binder, n *node, i *report.Issue) { i.Causes = causeTable.list(b, n, causePos) }},
}

var experienceTable = table[report.Experience]{
	{"title", func(b *binder, n *node, e *report.Experience) { e.Title = b.text(n) }},
	{"scenario", func(b *binder, n *node, e *report.Experience) { e.Scenario = b.text(n) }},
	{"steps", func(b *binder, n *node, e *report.Experience) { e.Steps = b.texts(n) }},
	{"outcome", func(b *binder, n *node, e *report.Experience) { e.Outcome = b.choice(n, outcomes...) }},
	{"effect", func(b *binder, n *node, e *report.Experience) { b.effect(n, &e.Effect) }},
	{"reuses", func(b *binder, n *node, e *report.Experience) { e.Reuses = b.text(n) }},
	{"tags", func(b *binder, n *node, e *report.Experience) { e.Tags = b.texts(n) }},
}

var actionTable = table[report.Action]{
	{"id", func(b *binder, n *node, a *report.Action) { a.ID = b.text(n) }},
	{"what", func(b *binder, n *node, a *report.Action) { a.What = b.text(n) }},
	{"owner", func(b *binder, n *node, a *report.Action) { a.Owner = b.text(n) }},
	{"due", func(b *binder, n *node, a *report.Action) { a.Due, a.DuePos = b.day(n), b.pos(n.Value) }},
	{"acceptance", func(b *binder, n *node, a *report.Action) { a.Acceptance = b.text(n) }},
	{"accept_metric", func(b *binder, n *node, a *report.Action) { a.AcceptMetric = b.text(n) }},
	{"accept_op", func(b *binder, n *node, a *report.Action) { a.AcceptOp = b.choice(n, operators...) }},
	{"accept_value", func(b *binder, n *node, a *report.Action) { a.AcceptValue = b.plain(n, true) }},
	{"from", func(b *binder, n *node, a *report.Action) { a.From = b.texts(n) }},
	{"repeat", func(b *binder, n *node, a *report.Action) { a.Repeat = b.choice(n, repeats...) }},
	{"kpi", func(b *binder, n *node, a *report.Action) { a.KPI = b.text(n) }},
}

var reviewTable = table[report.ActionReview]{
	{"id", func(b *binder, n *node, r *report.ActionReview) { r.ID = b.text(n) }},
	{"status", func(b *binder, n *node, r *report.ActionReview) { r.Status = b.choice(n, states...) }},
	{"date", func(b *binder, n *node, r *report.ActionReview) { r.Date = b.day(n) }},
	{"result", func(b *binder, n *node, r *report.ActionReview) { r.Result = b.text(n) }},
	{"new_due", func(b *binder, n *node, r *report.ActionReview) { r.NewDue = b.day(n) }},
	{"reason", func(b *binder, n *node, r *report.ActionReview) { r.Reason = b.text(n) }},
	{"reviewer", func(b *binder, n *node, r *report.ActionReview) { r.Reviewer = b.text(n) }},
}

var attributionTable = table[report.Attribution]{
	{"metric", func(b *binder, n *node, a *report.Attribution) { a.Metric = b.metricID(n) }},
	{"factor", func(b *binder, n *node, a *report.Attribution) { a.Factor = b.text(n) }},
	{"share", func(b *binder, n *node, a *report.Attribution) { a.Share = b.plain(n, true) }},
	{"source", func(b *binder, n *node, a *report.Attribution) { a.Source = b.text(n) }},
}

var sourceTable = table[report.Source]{
	{"id", func(b *binder, n *node, s *report.Source) { s.ID = b.text(n) }},
	{"dept", func(b *binder, n *node, s *report.Source) { s.Dept = b.text(n) }},
	{"title", func(b *binder, n *node, s *report.Source) { s.Title = b.text(n) }},
	{"date", func(b *binder, n *node, s *report.Source) { s.Date = b.day(n) }},
	{"quote", func(b *binder, n *node, s *report.Source) { s.Quote = b.text(n) }},
	{"ref", func(b *binder, n *node, s *report.Source) { s.Ref = b.text(n) }},
}

var consensusTable = table[report.Consensus]{
	{"topic", func(b *binder, n *node, c *report.Consensus) { c.Topic = b.text(n) }},
	{"conclusion", func(b *binder, n *node, c *report.Consensus) { c.Conclusion = b.text(n) }},
	{"participants", func(b *binder, n *node, c *report.Consensus) { c.Participants = b.texts(n) }},
	{"dissent", func(b *binder, n *node, c *report.Consensus) { c.Dissent = b.text(n) }},
}

var contributionTable = table[report.TeamContribution]{
	{"what", func(b *binder, n *node, c *report.TeamContribution) { c.What = b.text(n) }},
	{"count", func(b *binder, n *node, c *report.TeamContribution) { c.Count = b.plain(n, false) }},
	{"goal", func(b *binder, n *node, c *report.TeamContribution) { c.Goal = b.text(n) }},
}

var signoffTable = table[report.Signoff]{
	{"step", func(b *binder, n *node, s *report.Signoff) { s.Step = b.choice(n, report.Steps...) }},
	{"by", func(b *binder, n *node, s *report.Signoff) { s.By = b.text(n) }},
	{"date", func(b *binder, n *node, s *report.Signoff) { s.Date = b.day(n) }},
	{"digest", func(b *binder, n *node, s *report.Signoff) { s.Digest = b.text(n) }},
}

var erratumTable = table[report.Erratum]{
	{"text", func(b *binder, n *node, e *report.Erratum) { e.Text = b.text(n) }},
	{"date", func(b *binder, n *node, e *report.Erratum) { e.Date = b.day(n) }},
}

var strategyTable = table[report.StrategyResult]{
	{"id", func(b *binder, n *node, s *report.StrategyResult) { s.ID = b.text(n) }},
	{"name", func(b *binder, n *node, s *report.StrategyResult) { s.Name = b.text(n) }},
	{"start", func(b *binder, n *node, s *report.StrategyResult) { s.Start = b.day(n) }},
	{"end", func(b *binder, n *node, s *report.StrategyResult) { s.End = b.day(n) }},
	{"metrics", func(b *binder, n *node, s *report.StrategyResult) { s.Metrics = b.effects(n) }},
	{"participants", func(b *binder, n *node, s *report.StrategyResult) { s.Participants = b.plain(n, false) }},
	{"aov_before", func(b *binder, n *node, s *report.StrategyResult) { s.AOVBefore = b.plain(n, false) }},
	{"aov_after", func(b *binder, n *node, s *report.StrategyResult) { s.AOVAfter = b.plain(n, false) }},
	{"csat_before", func(b *binder, n *node, s *report.StrategyResult) { s.CSATBefore = b.plain(n, true) }},
	{"csat_after", func(b *binder, n *node, s *report.StrategyResult) { s.CSATAfter = b.plain(n, true) }},
	{"shortfalls", func(b *binder, n *node, s *report.StrategyResult) { s.Shortfalls = b.texts(n) }},
	{"short_term", func(b *binder, n *node, s *report.StrategyResult) { s.ShortTerm = b.text(n) }},
	{"long_term", func(b *binder, n *node, s *report.StrategyResult) { s.LongTerm = b.text(n) }},
}

var tierTable = table[report.Tier]{
	{"tier", func(b *binder, n *node, t *report.Tier) { t.Tier = b.text(n) }},
	{"plan", func(b *binder, n *node, t *report.Tier) { t.Plan = b.text(n) }},
	{"customers", func(b *binder, n *node, t *report.Tier) { t.Customers = b.plain(n, false) }},
	{"actions", func(b *binder, n *node, t *report.Tier) { t.Actions = b.texts(n) }},
	{"metrics", func(b *binder, n *node, t *report.Tier) { t.Metrics = b.effects(n) }},
}

var followupTable = table[report.Followup]{
	{"customer", func(b *binder, n *node, f *report.Followup) { f.Customer = b.text(n) }},
	{"contacts", func(b *binder, n *node, f *report.Followup) { f.Contacts = b.plain(n, false) }},
	{"focus", func(b *binder, n *node, f *report.Followup) { f.Focus = b.text(n) }},
	{"feedback", func(b *binder, n *node, f *report.Followup) { f.Feedback = b.text(n) }},
	{"result", func(b *binder, n *node, f *report.Followup) { f.Result = b.text(n) }},
}

var feedbackTable = table[report.Feedback]{
	{"text", func(b *binder, n *node, f *report.Feedback) { f.Text = b.text(n) }},
	{"source", func(b *binder, n *node, f *report.Feedback) { f.Source = b.text(n) }},
	{"tags", func(b *binder, n *node, f *report.Feedback) { f.Tags = b.texts(n) }},
	{"count", func(b *binder, n *node, f *report.Feedback) { f.Count = b.plain(n, false) }},
}

var eventTable = table[report.Event]{
	{"name", func(b *binder, n *node, e *report.Event) { e.Name = b.text(n) }},
	{"kind", func(b *binder, n *node, e *report.Event) { e.Kind = b.text(n) }},
	{"date", func(b *binder, n *node, e *report.Event) { e.Date = b.day(n) }},
	{"end", func(b *binder, n *node, e *report.Event) { e.End = b.day(n) }},
}

var ignoreTable = table[report.Ignore]{
	{"rule", func(b *binder, n *node, i *report.Ignore) { i.Rule = b.text(n) }},
	{"reason", func(b *binder, n *node, i *report.Ignore) { i.Reason = b.text(n) }},
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
