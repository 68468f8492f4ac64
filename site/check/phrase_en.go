package check

// phrasesEn are the expressions of domain.md §4.4 in English, in small letters.
var phrasesEn = []list{
	{degree, hintUp, "somewhat higher|some improvement|some growth|improved somewhat|rose somewhat|grew somewhat|slightly higher|slightly up|a bit higher|a little higher|slight increase|slight improvement"},
	{degree, hintDown, "slightly down|slightly lower|a bit lower|a little lower|declined somewhat|fell somewhat|somewhat lower|slight decline|slight decrease"},
	{degree, hintBig, "significant|significantly|substantial|substantially|dramatic|dramatically"},
	{quality, hintRate, "good|poor|decent|solid|strong|weak"},
	{amount, hintCount, "many|a lot of|lots of|several|numerous|various"},
	{some, hintSome, "some"},
	{nearly, hintExact, "approximately|roughly|around|about"},
	{someday, hintDate, "recently|soon|as soon as possible|in due course|in the near future|before long"},
	{someone, hintName, "relevant departments|the relevant departments|stakeholders|relevant parties|people concerned"},
	{somehow, hintDrop, "to some extent|to a certain extent|to some degree"},
	{blame, 0, "incompetent|lazy|careless|sloppy|unmotivated|poor attitude|underperformer|underperformers|weak rep|weak reps|dead weight|difficult customer|difficult customers|unreasonable|picky|to blame|at fault|bad luck"},
	{daily, 0, "day on day|day-on-day|day over day|than yesterday"},
	{weekly, 0, "week on week|week-on-week|week over week|than last week|than the week before"},
	{monthly, 0, "month on month|month-on-month|month over month|than last month"},
	{quarterly, 0, "quarter on quarter|quarter-on-quarter|quarter over quarter|than last quarter"},
	{guess, 0, "maybe|perhaps|probably|i think|i feel|presumably"},
}

var (
	// countedEn are what can be counted.
	countedEn = []string{"customer", "client", "order", "lead", "deal", "account", "dealer", "reseller", "prospect", "complaint", "rep", "salespeople", "salesperson", "store", "contract", "product", "region", "buyer", "enquir", "inquir", "quote", "visit"}
	// performanceEn are what goes well or badly.
	performanceEn = []string{"sales", "revenue", "result", "growth", "performance", "quarter", "month", "year", "turnover", "profit", "margin", "conversion", "figure", "number", "attainment", "churn", "retention", "orders", "momentum", "feedback", "satisfaction", "week"}
)
