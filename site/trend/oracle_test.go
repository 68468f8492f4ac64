package trend

import (
	"math"
	"slices"
)

// oracle is domain.md §6.3 and §6.4 a second time, written from the text as
// plainly as can be: textbook formulas, nothing shared, nothing left out early.
type oracle struct {
	m         int
	floored   bool
	choice    string
	empirical bool
}

// plan is what the oracle says of a series.
type plan struct {
	method             string
	values             []float64 // a year
	half50, half80     []float64 // nil: no interval
	half95, land80     []float64
	origins, errors    int
	mae, naiveMAE      float64
	scale              float64
	tested             string
	better, noInterval bool
}

func (o oracle) seasonNaive(y []float64) []float64 {
	var out []float64
	for h := 1; h <= 12; h++ {
		t := len(y) + h - 1 - o.m
		for t >= len(y) {
			t -= o.m
		}
		out = append(out, y[t])
	}
	return out
}

func (o oracle) seasonGrowth(y []float64) []float64 {
	out := o.seasonNaive(y)
	n := len(y)
	k := o.m
	if n-o.m < k {
		k = n - o.m
	}
	var last, earlier float64
	for t := n - k; t < n; t++ {
		last += y[t]
		earlier += y[t-o.m]
	}
	if k < 3 || last <= 0 || earlier <= 0 {
		return out
	}
	g := math.Pow(last/earlier, 0.5)
	if g < 0.67 {
		g = 0.67
	}
	if g > 1.5 {
		g = 1.5
	}
	for i := range out {
		out[i] = out[i] * g
	}
	return out
}

// seasonOf is classical decomposition; nil without two years, or for products
// without values above 0 only.
func (o oracle) seasonOf(y []float64, product bool) []float64 {
	if len(y) < 2*o.m {
		return nil
	}
	if product {
		for _, v := range y {
			if v <= 0 {
				return nil
			}
		}
	}
	byMonth := map[int][]float64{}
	for t := range y {
		if t-o.m/2 < 0 || t+o.m/2 >= len(y) {
			continue
		}
		average := 0.0
		for k := -o.m / 2; k <= o.m/2; k++ {
			weight := 1 / float64(o.m)
			if k == -o.m/2 || k == o.m/2 {
				weight /= 2
			}
			average += weight * y[t+k]
		}
		if product {
			byMonth[t%o.m] = append(byMonth[t%o.m], y[t]/average)
		} else {
			byMonth[t%o.m] = append(byMonth[t%o.m], y[t]-average)
		}
	}
	index := make([]float64, o.m)
	for j := range index {
		index[j] = average(byMonth[j])
	}
	mean := average(index)
	for j := range index {
		if product {
			index[j] = math.Max(index[j]/mean, 0.05)
		} else {
			index[j] -= mean
		}
	}
	return index
}

func average(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// thetaOf gives the forecasts of Theta, the alpha, and the deviation of the
// errors one step ahead of the adjusted series.
func (o oracle) thetaOf(y, index []float64) (out []float64, alpha, sigma float64) {
	if index == nil {
		index = slices.Repeat([]float64{1}, o.m)
	}
	n := float64(len(y))
	adjusted := make([]float64, len(y))
	var st, sy, sty, stt float64
	for i := range y {
		adjusted[i] = y[i] / index[i%o.m]
		t := float64(i + 1)
		st, sy, sty, stt = st+t, sy+adjusted[i], sty+t*adjusted[i], stt+t*t
	}
	b := (n*sty - st*sy) / (n*stt - st*st)
	a := (sy - b*st) / n
	second := make([]float64, len(y)) // the line of theta 2
	for i := range second {
		second[i] = 2*adjusted[i] - (a + b*float64(i+1))
	}
	level := 0.0
	smallest := math.MaxFloat64
	for percent := 2; percent <= 98; percent += 2 {
		al := float64(percent) / 100
		// error t of a first level L is u[t] − w[t]·L, so L = Σuw / Σww
		u, w := make([]float64, len(y)), make([]float64, len(y))
		var uw, ww float64
		part, share := 0.0, 1.0 // level before t = part + share·L
		for t, v := range second {
			u[t], w[t] = v-part, share
			uw, ww = uw+u[t]*w[t], ww+w[t]*w[t]
			part = al*v + (1-al)*part
			share *= 1 - al
		}
		first, squares := uw/ww, 0.0
		for t := range u {
			squares += (u[t] - w[t]*first) * (u[t] - w[t]*first)
		}
		if squares < smallest {
			smallest, level, alpha = squares, part+share*first, al
		}
	}
	for h := 1; h <= 12; h++ {
		t := len(y) + h
		out = append(out, (0.5*level+0.5*(a+b*float64(t)))*index[(t-1)%o.m])
	}
	l := second[0]
	for i := 1; i < len(y); i++ {
		e := adjusted[i] - (0.5*l + 0.5*(a+b*float64(i+1)))
		sigma += e * e
		l = alpha*second[i] + (1-alpha)*l
	}
	return out, alpha, math.Sqrt(sigma / (n - 2))
}

func (o oracle) holtWintersOf(y []float64) []float64 {
	n := len(y)
	if n < 2*o.m {
		return nil
	}
	firstYear, lastYear := average(y[:o.m]), average(y[n-o.m:])
	slope := (lastYear - firstYear) / float64(n-o.m)
	smallest := math.MaxFloat64
	var out []float64
	for _, alpha := range []float64{.05, .1, .2, .3, .5, .7, .9} {
		for _, ratio := range []float64{.02, .1, .3} {
			for _, gamma := range []float64{.01, .05, .1, .2, .4} {
				for _, phi := range []float64{.85, .95} {
					season := o.seasonOf(y, false)
					b := slope
					l := firstYear - slope*float64(o.m+1)/2
					squares := 0.0
					for t, v := range y {
						e := v - (l + phi*b + season[t%o.m])
						squares += e * e
						l, b = l+phi*b+alpha*e, phi*b+alpha*ratio*e
						season[t%o.m] += gamma * (1 - alpha) * e
					}
					if squares < smallest {
						smallest, out = squares, nil
						for h := 1; h <= 12; h++ {
							damped := 0.0
							for i := 1; i <= h; i++ {
								damped += math.Pow(phi, float64(i))
							}
							out = append(out, l+damped*b+season[(n+h-1)%o.m])
						}
					}
				}
			}
		}
	}
	return out
}

// all gives every member by name, and the median.
func (o oracle) all(y []float64) map[string][]float64 {
	index := o.seasonOf(y, true)
	var halfIndex []float64
	for _, s := range index {
		halfIndex = append(halfIndex, 1+0.5*(s-1))
	}
	f := map[string][]float64{"seasonal-naive": o.seasonNaive(y), "seasonal-naive-growth": o.seasonGrowth(y)}
	f["theta"], _, _ = o.thetaOf(y, index)
	f["theta-half-season"], _, _ = o.thetaOf(y, halfIndex)
	if hw := o.holtWintersOf(y); hw != nil {
		f["holt-winters"] = hw
	}
	var median []float64
	for h := range 12 {
		var at []float64
		for _, values := range f {
			if o.floored && values[h] < 0 {
				values[h] = 0
			}
			at = append(at, values[h])
		}
		median = append(median, medianOf(at))
	}
	f["median"] = median
	return f
}

func medianOf(v []float64) float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	if len(v)%2 == 1 {
		return v[len(v)/2]
	}
	return (v[len(v)/2-1] + v[len(v)/2]) / 2
}

// past gives the errors of a method from every origin so many values back, one
// list an origin.
func (o oracle) past(y []float64, back int) map[string][][]float64 {
	list := map[string][][]float64{}
	for origin := max(2*o.m, 12, len(y)-back); origin < len(y); origin++ {
		for name, values := range o.all(y[:origin]) {
			var errors []float64
			for h := 0; h < o.m && origin+h < len(y); h++ {
				errors = append(errors, y[origin+h]-values[h])
			}
			list[name] = append(list[name], errors)
		}
	}
	return list
}

func (o oracle) plan(y []float64) plan {
	p := plan{method: "median", noInterval: len(y) < 24}
	if o.choice == "theta" {
		p.method = "theta"
	}
	if len(y) >= 24 {
		o.test(y, &p)
	}
	p.values = o.all(y)[p.method]
	switch {
	case p.noInterval:
	case o.empirical && len(y) >= 48:
		o.empiricalWidths(y, &p)
	default:
		o.widths(y, &p)
	}
	return p
}

func (o oracle) test(y []float64, p *plan) {
	past := o.past(y, o.m)
	if len(past["median"]) < o.m/2 {
		return
	}
	mae := map[string]float64{}
	for name, origins := range past {
		sum, count := 0.0, 0
		for _, errors := range origins {
			for h, e := range errors {
				if h < o.m/2 {
					sum += math.Abs(e)
					count++
				}
			}
		}
		mae[name] = sum / float64(count)
		p.origins, p.errors = len(origins), count
	}
	p.tested = p.method
	if o.choice == "rolling" {
		best := math.MaxFloat64
		for name, e := range mae {
			if e <= 0.98*mae["median"] && e < best {
				best, p.tested = e, name
			}
		}
	}
	var changes []float64
	for t := o.m; t < len(y)-p.origins; t++ {
		changes = append(changes, math.Abs(y[t]-y[t-o.m]))
	}
	p.mae, p.naiveMAE, p.scale = mae[p.tested], mae["seasonal-naive"], average(changes)
	p.better = p.mae < p.naiveMAE
	if p.method = p.tested; !p.better {
		p.method = "seasonal-naive"
	}
}

func (o oracle) widths(y []float64, p *plan) {
	index := o.seasonOf(y, true)
	_, alpha, sigma := o.thetaOf(y, index)
	if index == nil {
		index = slices.Repeat([]float64{1}, o.m)
	}
	var k80, k95 float64
	for _, row := range [][3]float64{{24, 2, 3.4}, {30, 1.9, 3.3}, {42, 1.8, 3.1}, {54, 1.75, 2.95}} {
		if float64(len(y)) >= row[0] {
			k80, k95 = row[1], row[2]
		}
	}
	yearly := 0.0
	if p.method == "seasonal-naive" {
		var squares []float64
		for t := o.m; t < len(y); t++ {
			squares = append(squares, (y[t]-y[t-o.m])*(y[t]-y[t-o.m]))
		}
		yearly = math.Sqrt(average(squares))
	}
	for h := 1; h <= 12; h++ {
		one := sigma * index[(len(y)+h-1)%o.m] * math.Sqrt(1+float64(h-1)*alpha*alpha)
		p.half50 = append(p.half50, math.Max(0.5*k80*one, 0.67*yearly))
		p.half80 = append(p.half80, math.Max(k80*one, 1.28*yearly))
		p.half95 = append(p.half95, math.Max(k95*one, 1.96*yearly))
	}
}

func (o oracle) empiricalWidths(y []float64, p *plan) {
	past := o.past(y, 36)[p.method]
	rank := func(v []float64, part float64) float64 {
		slices.Sort(v)
		for i, x := range v { // the first that enough do not exceed
			if float64(i+1) >= part*float64(len(v)+1) {
				return x
			}
		}
		return v[len(v)-1]
	}
	for h := range o.m {
		var near, sums []float64
		for _, errors := range past {
			sum := 0.0
			for j, e := range errors {
				if j >= h-2 && j <= h+2 {
					near = append(near, math.Abs(e))
				}
				if sum += e; j == h {
					sums = append(sums, math.Abs(sum))
				}
			}
		}
		p.half50 = append(p.half50, rank(near, 0.5))
		p.half80 = append(p.half80, rank(near, 0.8))
		p.half95 = append(p.half95, rank(near, 0.95))
		p.land80 = append(p.land80, rank(sums, 0.8))
	}
}
