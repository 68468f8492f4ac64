package chart

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// all draws every kind of chart of the points and parses each.
func all(t *testing.T, ps []Point, tick func(float64) string) {
	t.Helper()
	for _, form := range []Form{Auto, Columns, Lines} {
		for _, steps := range []bool{false, true} {
			both(t, SeriesOptions{ID: "x", Title: "t", Desc: "d", Points: ps, Form: form, Steps: steps, Tick: tick})
		}
	}
	both(t, SeriesOptions{ID: "x", Title: "t", Points: ps, Width: 240, Height: 160, Scale: Scale{-3, math.Inf(1)}})
	o := BridgeOptions{ID: "b", Title: "t", Desc: "d"}
	var vs []Value
	for i := range ps {
		p := &ps[i]
		vs = append(vs, p.Actual)
		o.Deltas = append(o.Deltas, Delta{p.Name, p.Actual, p.Label, Effect(i % 4)})
		o.Start, o.End = Total{p.Name, p.Prior, p.Label}, Total{p.Note, p.Target, p.Label}
		for _, lower := range []bool{false, true} {
			svg := pic(Bullet, BulletOptions{Actual: p.Actual, Target: p.Target, Prior: p.Prior, LowerBetter: lower, Label: p.Label,
				Bands: []float64{0.5, 0.8, 0.95, 1.05, 1.2}, Partial: p.Partial})
			if svg != "" {
				parse(t, svg)
			}
		}
		parse(t, pic(Bar, BarOptions{Value: p.Actual, Scale: Scale{Lo: p.Prior.V}, Label: p.Name}))
	}
	parse(t, pic(Bridge, o))
	o.Narrow = true
	parse(t, pic(Bridge, o))
	parse(t, pic(Spark, SparkOptions{Values: vs, Extremes: true, Label: "x"}))
}

func TestHard(t *testing.T) {
	nan := math.NaN()
	long := points(1, 2, 3)
	for i := range long {
		long[i].Name = strings.Repeat("W", 60)
		long[i].Label, long[i].Year, long[i].Note = "−123,456,789,012.34", strings.Repeat("銷", 60), strings.Repeat("note ", 12)
		long[i].Now, long[i].Partial = true, i == 2
		long[i].Target = Of(1e9)
	}
	markup := points(1, -2, 3)
	for i := range markup {
		markup[i].Name, markup[i].Label = `<script>"&'`, "</text>\x01\xff\u2028\uFFFE"
		markup[i].Note, markup[i].Target = `"><b>`, Of(-1e9)
	}
	sixty := make([]Point, 60)
	for i := range sixty {
		sixty[i] = Point{Name: fmt.Sprint("W", i), Year: fmt.Sprint(2019 + i/26), Actual: Of(float64(i*37%50 - 20)), Label: fmt.Sprint(i*37%50 - 20),
			Prior: Value{float64(i), i%3 > 0}, Target: Value{20, i%5 > 0}, Partial: i == 59}
	}
	many := make([]Point, 300)
	for i := range many {
		many[i] = Point{Name: "x", Actual: Of(math.Sin(float64(i))), Label: "1"}
	}
	ahead := make([]Point, 600)
	for i := range ahead {
		p := &ahead[i]
		p.Name, p.Year, p.Actual, p.Label = fmt.Sprint("W", i), fmt.Sprint(2010+i/52), Value{float64(i%52 - 20), i < 500}, "1,234"
		p.Low, p.High = Of(float64(i%52-30)), Value{float64(i % 52), i%7 > 0}
		p.Forecast, p.ForecastLabel = Value{float64(i%52 - 15), i > 490}, "<2,345>"
		p.Inner, p.Outer = Span{Of(-3), Of(9)}, Span{Of(-12), Value{float64(i), i%3 > 0}}
	}
	for name, ps := range map[string][]Point{
		"none":      nil,
		"one":       points(5),
		"one below": points(-5),
		"zero":      points(0, 0, 0),
		"equal":     points(7, 7, 7),
		"absent":    points(nan, nan),
		"huge":      points(1e99, -1e99, 1e100, math.MaxFloat64),
		"infinite":  {{Name: "i", Actual: Of(math.Inf(1)), Prior: Of(nan), Target: Of(math.Inf(-1)), Label: "∞"}, {Actual: Of(1)}},
		"tiny":      points(5e-324, 1e-300, -1e-99),
		"12 digits": points(123456789012, 987654321098, -111111111111),
		"long":      long,
		"markup":    markup,
		"sixty":     sixty,
		"year":      year(),
		"many":      many,
		"outlook":   outlook(),
		"ahead":     ahead,
	} {
		t.Run(name, func(t *testing.T) {
			all(t, ps, nil)
			all(t, ps, func(v float64) string { return fmt.Sprintf("%.1f", v) })
		})
	}
}

// decode makes points of bytes.
func decode(b []byte) []Point {
	texts := []string{"", "Jul", "3.43", "<&\"'>", "一月", strings.Repeat("ab c", 15), "\xff\x00", "123,456,789,012"}
	text := func(c byte) string { return texts[c%8] }
	value := func(c []byte) Value {
		switch v := int16(binary.LittleEndian.Uint16(c)); {
		case v%7 == 0:
			return Value{float64(v), false}
		case v%11 == 0:
			return Of(math.Pow(10, float64(v)/80) * float64(v%5))
		default:
			return Of(float64(v) / 16)
		}
	}
	var ps []Point
	for len(b) >= 25 && len(ps) < 80 {
		ps = append(ps, Point{Name: text(b[0]), Year: text(b[1]), Label: text(b[2]), Actual: value(b[3:]), Prior: value(b[5:]),
			Target: value(b[7:]), Partial: b[9]&1 > 0, Now: b[9]&6 == 6, Low: value(b[11:]), High: value(b[13:]), Forecast: value(b[15:]),
			Inner: Span{value(b[17:]), value(b[19:])}, Outer: Span{value(b[21:]), value(b[23:])}, ForecastLabel: text(b[10])})
		if b[9]&24 == 24 {
			ps[len(ps)-1].Note = text(b[10])
		}
		b = b[25:]
	}
	return ps
}

func FuzzCharts(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 60 {
		b := make([]byte, 25*(n%25))
		for i := range b {
			b[i] = byte(r.UintN(256))
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		all(t, decode(b), nil)
		all(t, decode(b), func(v float64) string { return fmt.Sprintf("%g", v) })
	})
}

func BenchmarkSeries(b *testing.B) {
	ps, buf := year(), make([]byte, 0, 1<<14)
	for _, width := range []float64{0, 1060} {
		b.Run(fmt.Sprint("columns, width=", width), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buf = Series(buf[:0], SeriesOptions{ID: "s", Title: "Sales by month", Desc: "Columns.", Points: ps, Width: width})
			}
			b.ReportMetric(float64(len(buf)), "bytes")
		})
	}
	b.Run("line60", func(b *testing.B) {
		b.ReportAllocs()
		var ps []Point
		for i := range 5 {
			ps = append(ps, year()...)
			ps[i].Note = ""
		}
		tick := func(v float64) string { return fmt.Sprint(v) }
		for b.Loop() {
			buf = Series(buf[:0], SeriesOptions{ID: "s", Title: "Sales by month", Desc: "Line.", Points: ps, Tick: tick})
		}
	})
}

func BenchmarkBridge(b *testing.B) {
	for _, narrow := range []bool{false, true} {
		b.Run(fmt.Sprint("narrow=", narrow), func(b *testing.B) {
			b.ReportAllocs()
			o := fall("Europe", "Pacific", "North America")
			o.Narrow = narrow
			buf := make([]byte, 0, 1<<14)
			for b.Loop() {
				buf = Bridge(buf[:0], o)
			}
		})
	}
}

func BenchmarkCells(b *testing.B) {
	vs, buf := make([]Value, 24), make([]byte, 0, 1<<10)
	for i := range vs {
		vs[i] = Of(float64(i * 7 % 11))
	}
	b.Run("bullet", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buf = Bullet(buf[:0], BulletOptions{Actual: Of(3.4), Target: Of(3.5), Prior: Of(2), Bands: []float64{0.8, 0.95, 1.05}, Label: "98%"})
		}
	})
	b.Run("spark", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buf = Spark(buf[:0], SparkOptions{Values: vs, Label: "24 months"})
		}
	})
	b.Run("bar", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buf = Bar(buf[:0], BarOptions{Value: Of(3), Scale: Scale{Hi: 10}})
		}
	})
}

// Numbers are rounded half away from zero, as math.Round does.
func TestTenths(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	list := []float64{0, math.Copysign(0, -1), 0.05, -0.05, 0.049999999999999996, -0.049999999999999996, 0.15, 0.25, 0.35, -0.15, 1e9, -1e9, 4000.05}
	for range 100_000 {
		v := (random.Float64() - 0.5) * math.Pow(10, float64(random.IntN(9)-2))
		list = append(list, v, math.Round(v*10)/10, math.Round(v*20)/20)
	}
	for _, v := range list {
		if got, want := tenths(v), int64(math.Round(v*10)); got != want {
			t.Fatalf("%v is %d tenths, want %d", v, got, want)
		}
	}
}
