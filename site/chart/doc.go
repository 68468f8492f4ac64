// Package chart draws points and values as SVG: series, bridges and cells.
//
// A [Series] is a metric over time; an [Overlay] lays its years over each
// other; [Pairs] set two metrics one above the other; a [Variance] shows a few
// periods with their changes; a [Landing] shows where a year will end; a
// [Bridge] leads from one total over deltas to another; [Stages] count things by
// how far they are; cells ([Bullet],
// [Spark], [Bar], [Interval]) stand in tables. A pair ([SeriesPair] and so on)
// is one chart drawn twice, wide and narrow; what is
// wanted wider than usual is drawn in the usual width too. Columns are drawn
// once, for any width. Every drawing is added to the bytes that are handed in.
//
// # Values
//
// A [Value] comes with its text where it is labelled: language, scale and
// rounding are the caller's. An absent value is a gap: never interpolated,
// never zero. Columns and bars begin at zero and their lengths are to each
// other as the values, within half a pixel; line charts show zero too. A
// sparkline alone has no zero: it shows a shape. Where an axis is drawn it has
// steps of 1, 2, 2.5 or 5 times a power of ten. Charts that are compared share
// a [Scale]: then equal values are equally long in charts of one size that
// all have years or all have none. A scale that does not show a value is
// widened until it does.
//
// # Notation
//
// As in IBCS: the actual is dark; the year before lighter and behind; the
// target a mark across, or steps; favourable and unfavourable have colours,
// but the sign stands in the label, so that colour is never alone. A partial
// period is pale with a dashed edge; a target out of all proportion (see
// [OffScale]) leaves the chart by an arrow, under its note; between columns an
// absent actual is a dash. The least and the greatest of earlier years are a
// pale band behind everything.
//
// A forecast is hatched in columns; in lines it is dashed, and begins at the
// actual right before it if that is of a whole period. Its 50 % and 80 % ranges
// are whiskers in columns, and in lines a fan. Where a period that is not over
// has a forecast, what is there of it stands narrower in front. Labels of
// forecasts are of a class of their own.
//
// An overlay has one line for each year: the current one dark with dots, the
// one before it lighter, older ones thin, and behind these the band of them,
// where there are three or more. Each line is named at its end; names beside
// the last place stand in the order of the values. A name that does not fit is
// left out.
//
// A variance has three tiers over one x axis: columns of the values, bars of
// the changes, pins of the rates. Each has a scale of its own. A change that is
// refused is a dash. Labels that do not fit are left out.
//
// In pairs each line has a scale of its own, and a label at its last value. In
// a landing the forecast of the rest goes on, hatched, from what is done; one
// that would lead back is a mark, so that what is done stays whole.
//
// The stages of a row follow each other without a gap; what is to be done is
// outlined, what is done is filled, and the counts stand in the parts that have
// room for them.
//
// Labels stand over all columns where they fit, otherwise at the last, the
// current, the greatest and the least; they make way for each other and for
// the columns. Names that do not fit are left out at even distances, longer
// texts end in "…"; the table beside the chart has them all. A bridge whose
// names do not fit under columns is drawn in rows, as a narrow one always is.
//
// # Output
//
// The answer depends on the options alone, byte for byte. It is well-formed
// XML, and safe HTML whatever the texts hold. Coordinates are rounded to 0.1,
// those of sparklines to about half a pixel, and nothing lies outside the
// picture, as far as widths of text can be estimated without the reader's
// face. All but cells have role="img", a
// title and a description (ids ID-t, ID-d; narrow ID-n-t, ID-n-d); cells have
// an aria-label, or are hidden from assistive technology where the table says
// the same. Charts have a viewBox, width and height, so that a page does not
// shift; columns a height. Cells have a viewBox; the stylesheet says how large
// they are: bullets 132 × 20 px, sparklines 116 × 26, bars 84 × 14, intervals
// 132 × 14. There are no style attributes and no scripts.
//
// # Classes
//
// Colours, faces and strokes are the stylesheet's: layouts/assets/almanac.css.
//
//	div.charts          a pair; .compact (bridges), .small and .medium (variances)
//	                    turn wide at smaller widths; .three has a picture of the
//	                    usual width between one wider than that and the narrow one
//	svg.chart           and .wide or .narrow; one of
//	  .series           and .columns or .lines; an overlay also .overlay,
//	                    pairs also .pairs
//	    .n .m .w        in .columns: words for widths up to 480 px, from there
//	                    on, from 860 px on; .wm .mn .wn for two of these
//	    .nowband        ground of the current period
//	    .grid .tick     grid lines; their values
//	    .pycol .accol   columns of the year before and of the actual, as strokes
//	                    that are as wide; .accol.part partial ones, as boxes
//	    .pyline .acline .acdot   the same as lines, and dots on it
//	    .band           the range of earlier years
//	    .fc             forecasts: path (lines), g (columns); their labels
//	    .hatch .fcdot   strokes over hatched columns; rings at forecasts
//	    .fan80 .fan50   their ranges: areas, in .columns whiskers
//	    .older .olderdot   lines of older years, and dots for lone values
//	    .part .now      in them and in texts: a partial, the current period
//	    .plground .pl   targets, and the ground of those on a dark column
//	    .py .older      in .val: names of the lines of those years
//	    .val .lead      labels; lines from far labels to their columns
//	    .absent         in .val: the dash of an absent actual
//	    .note .notemark notes; their strokes and arrows
//	    .ax .yr .yrtick names of periods; years; where a year begins
//	    .tier           in .pairs: the titles of the two
//	  .landing          a bar in a row
//	    .accol .fc .hatch   what is done, the rest
//	    .fcmark         a forecast that leads back
//	    .fan80          whisker; .plground under it
//	    .plmark .pymark target, year before
//	    .val .pl .py .fc   labels
//	  .variance         three tiers
//	    .tier           their names
//	    .accol .deltas  columns; bars and pins, which are .goodbar and so on
//	    .nowband .val .absent .ax .part .now   as in .series
//	  .bridge           and .columns or .rows
//	    .pycol .accol   first and last total
//	    .goodbar .badbar .flatbar   deltas
//	    .link           from bar to bar
//	    .val .ax .tot   labels; names; in them those of the totals
//	  .stages           bars in rows, cut into parts
//	    .st             a part; one of .overdue .carried .open .doing .done
//	                    .verified .dropped
//	    .stripes        along a part that is .doing, 18 px wide (.narrow: 20)
//	    .on-overdue …   in .val: the count in a part of that class
//	    .ax .tot        names of rows; totals behind the bars
//	  .base             the zero lines of all these
//	svg.bullet          .b1 (worst) … .b5, or .range, and .ac: strokes 13.6 and
//	                    6.4 wide; .ac.part, .pymark, .plmark, .zero
//	svg.spark           .py .ac (paths), circle, circle.end (extremes), .zero
//	svg.bar             .goodbar .badbar .flatbar .zero
//	svg.interval        .span, .span.pale, .tick, .zero
package chart
