package trend

import (
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// The forecast has the same bits on every processor: no product is fused with a
// sum, not even by a compiler that likes to, as that for arm64 does.
func TestNothingFused(t *testing.T) {
	program, err := exec.LookPath("go")
	if err != nil {
		if os.Getenv("ALMANAC_REQUIRE") == "all" {
			t.Fatal(err)
		}
		t.Skip("the go command is not there to compile for another processor")
	}
	cmd := exec.Command(program, "build", "-gcflags=-S", ".")
	cmd.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0", "GOFLAGS=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !regexp.MustCompile(`holtwinters\.go:\d+\)\s+FMULD`).Match(out) {
		t.Fatal("there is no product in what the compiler says")
	}
	const files = "backtest|decompose|forecast|holtwinters|interval|landing|members"
	for _, line := range regexp.MustCompile(`/((?:`+files+`)\.go:\d+)\)\s+(FN?M(?:ADD|SUB)D)`).FindAllSubmatch(out, -1) {
		t.Errorf("%s: %s; write float64(a*b)", line[1], line[2])
	}
}
