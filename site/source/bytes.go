package source

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"almanac/site/toml"
)

const bom = "\ufeff"

// Encodings lists the names of the encodings that data may be in.
func Encodings() []string {
	return []string{"utf-8", "big5", "gb18030", "gbk", "windows-1252", "utf-16"}
}

const encodingHint = "save it as UTF-8, or name its encoding: --encoding big5, gb18030, gbk, windows-1252 or utf-16"

// decoder returns what turns an encoding into UTF-8; nil for UTF-8 itself.
func decoder(name string) encoding.Encoding {
	switch strings.ToLower(name) {
	case "big5":
		return traditionalchinese.Big5
	case "gb18030", "gbk": // of which that is a part
		return simplifiedchinese.GB18030
	case "windows-1252":
		return charmap.Windows1252
	case "utf-16":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	return nil
}

// load reads the data and judges its characters.
func (im *importer) load() error {
	known := append(Encodings(), "")
	if !slices.Contains(known, strings.ToLower(im.Encoding)) {
		return fmt.Errorf("unknown encoding %q: write one of %s", clip(im.Encoding), strings.Join(Encodings(), ", "))
	}
	raw, err := io.ReadAll(io.LimitReader(&stoppable{im}, MaxBytes+1))
	if err != nil {
		return fmt.Errorf("reading %s: %w", im.Name, err)
	}
	im.data = &text{name: im.Name, said: &im.said}
	if len(raw) > MaxBytes {
		im.said.add(ruleLimit.At(im.Name, 0, 0, fmt.Sprintf("the data is larger than %d MiB", MaxBytes>>20), "import it in parts"))
		return nil
	}
	im.decode(raw)
	return nil
}

// stoppable is the data, until the import is cancelled.
type stoppable struct{ *importer }

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Data.Read(p)
}

// decode turns the bytes into the text that positions refer to.
func (im *importer) decode(raw []byte) {
	if message, hint := noText(raw); message != "" {
		im.said.add(ruleCSV.At(im.Name, 1, 1, message, hint))
		return
	}
	enc := decoder(im.Encoding)
	if enc == nil && utf16(raw) {
		im.said.add(ruleEncoding.At(im.Name, 1, 1, "the data is UTF-16", encodingHint))
		return
	}
	if enc != nil {
		decoded, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			im.said.add(ruleEncoding.At(im.Name, 0, 0, fmt.Sprintf("the data is not %s: %v", im.Encoding, err), "name another encoding"))
			return
		}
		raw = decoded
	}
	im.data.src = strings.TrimPrefix(string(raw), bom)
	if strings.Count(im.data.src, "\n") > MaxRows+1 {
		im.said.add(ruleLimit.At(im.Name, 0, 0, fmt.Sprintf("the data has more than %d lines", MaxRows), "import it in parts"))
		return
	}
	im.data.starts = lineStarts(im.data.src)
	im.judge(enc != nil)
}

// noText says what data is that no decoding makes a table of, or nothing.
func noText(raw []byte) (message, hint string) {
	text := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte(bom)), " \t\r\n")
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")), bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")):
		return "this is a workbook or another packed file, not CSV", "save the sheet as CSV UTF-8, and import that"
	case bytes.HasPrefix(text, []byte("[{")), bytes.HasPrefix(text, []byte(`{"`)):
		return "this is JSON, not CSV", "print it as CSV: psql --csv, duckdb -csv, jq -r @csv"
	}
	return "", ""
}

// utf16 reports whether the data begins with a mark of UTF-16, or without one
// has a NUL in every other byte of its beginning.
func utf16(raw []byte) bool {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return true
	}
	n := min(len(raw), 64) &^ 1
	nul := [2]int{}
	for i := range n {
		if raw[i] == 0 {
			nul[i&1]++
		}
	}
	return n >= 8 && (nul[0] >= n*3/8 && nul[1] == 0 || nul[1] >= n*3/8 && nul[0] == 0)
}

// judge refuses what is no text and lines that are too long.
func (im *importer) judge(decoded bool) {
	t := im.data
	for i, start := range t.starts {
		end := len(t.src)
		if i+1 < len(t.starts) {
			end = t.starts[i+1]
		}
		if end-start > MaxLine {
			t.sayf(ruleLimit, toml.Span{Start: start}, "is a quote in it never closed?", "the line is longer than %d KiB", MaxLine>>10)
		}
	}
	for i := 0; i < len(t.src); {
		c := t.src[i]
		if c >= ' ' && c < utf8.RuneSelf || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(t.src[i:])
		message, hint := "", encodingHint
		switch {
		case r == utf8.RuneError && n == 1:
			message = fmt.Sprintf("the byte 0x%02x is not UTF-8", c)
		case r == utf8.RuneError && decoded:
			message, hint = "there is something here that is not "+im.Encoding, "name another encoding"
		case r == '\r' && !strings.HasPrefix(t.src[i+1:], "\n"):
			message, hint = "a carriage return stands alone", "end lines with LF or CR LF; a spreadsheet calls that CSV UTF-8"
		case r == 0:
			message = "there is a NUL byte in the data"
		}
		if message != "" { // what is so once is so on nearly every line
			t.say(ruleEncoding, toml.Span{Start: i, End: i + n}, message, hint)
			return
		}
		i += n
	}
}
