package chart

// Series draws a time series.
func Series(o SeriesOptions) string { return "" }

// SeriesPair draws a series wide and narrow, for the stylesheet to choose.
func SeriesPair(o SeriesOptions) string { return "" }

// Bridge draws a waterfall.
func Bridge(o BridgeOptions) string { return "" }

// BridgePair draws a bridge wide and narrow, for the stylesheet to choose.
func BridgePair(o BridgeOptions) string { return "" }

// Bullet draws a bullet graph for a table cell.
func Bullet(o BulletOptions) string { return "" }

// Spark draws a sparkline for a table cell.
func Spark(o SparkOptions) string { return "" }

// Bar draws a bar left or right of zero for a table cell.
func Bar(o BarOptions) string { return "" }

// ScaleOf is the scale that holds all the values of some series.
func ScaleOf(series ...[]Point) Scale { return Scale{} }

// ScaleOfValues is the scale that holds the values.
func ScaleOfValues(vs ...Value) Scale { return Scale{} }

// OffScale gives the points whose target is out of all proportion.
func OffScale(points []Point) []int { return nil }
