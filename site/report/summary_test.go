package report_test

import (
	"encoding/hex"
	"testing"

	"almanac/site/report"
)

// The digests of FIPS 180-2, appendix B.1 and B.2, and of nothing, of texts as of bytes.
func TestDigestOf(t *testing.T) {
	for text, want := range map[string]string{
		"abc": "ba7816bf8f01cfea414140de5dae2223",
		"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq": "248d6a61d20638b8e5c026930c3e6039",
		"": "e3b0c44298fc1c149afbf4c8996fb924",
	} {
		of, ofBytes := report.DigestOfText(text), report.DigestOf([]byte(text))
		if got := hex.EncodeToString(of[:]); got != want || ofBytes != of {
			t.Errorf("%q: %s as a text, %x as bytes, not %s", text, got, ofBytes, want)
		}
	}
}
