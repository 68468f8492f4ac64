// Package chart draws points as SVG: series, bridges, bullets, sparklines, bars.
package chart
