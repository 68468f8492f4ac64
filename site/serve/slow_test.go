package serve_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"almanac/site/serve"
)

// impatient serves with a tenth of the patience that people need.
func impatient(o *serve.Options) { o.Patience = 500 * time.Millisecond }

func (s *shown) dial() net.Conn {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.address, "http://"))
	s.must(err)
	s.t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(time.Minute))
	return conn
}

// Case 83: who asks byte by byte, sends a body byte by byte, asks nothing or
// does not read what it asked for is left; others are answered meanwhile.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	s := show(t, impatient)
	s.put("content/2026-03/large.csv", strings.Repeat("1,2,3\n", 8<<20)) // more than lies in buffers
	s.put("content/2026-03.md", "+++\n[metrics.revenue]\nactual = 815\n+++\n[Data](2026-03/large.csv)\n")
	s.until("/2026-03.html", "815")
	host := strings.TrimPrefix(s.address, "http://")
	var wg sync.WaitGroup
	for name, request := range map[string]string{
		"head": "", "body": "GET / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 1000000\r\n\r\n", "silence": "-",
	} {
		for range 20 {
			conn := s.dial()
			wg.Go(func() {
				io.WriteString(conn, strings.TrimPrefix(request, "-"))
				left := make(chan error, 1)
				go func() {
					_, err := io.Copy(io.Discard, conn)
					left <- err
				}()
				slow := "GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Slow: " + strings.Repeat("a", 1<<20)
				for i := 0; ; i++ {
					select {
					case err := <-left:
						if errors.Is(err, os.ErrDeadlineExceeded) {
							t.Errorf("%s: still connected after a minute", name)
						}
						return
					case <-time.After(10 * time.Millisecond):
						if name != "silence" {
							io.WriteString(conn, slow[i:i+1])
						}
					}
				}
			})
		}
	}
	for range 20 {
		if status, _ := s.get("/2026-03.html"); status != 200 {
			t.Errorf("a client beside them: %d", status)
		}
	}
	wg.Wait()

	lazy := s.dial()
	fmt.Fprintf(lazy, "GET /2026-03/large.csv HTTP/1.1\r\nHost: %s\r\n\r\n", host)
	time.Sleep(14 * 500 * time.Millisecond) // its twelve, and some more
	if n, err := io.Copy(io.Discard, lazy); n >= 48<<20 {
		t.Errorf("it could read all of %d bytes after so long: %v", n, err)
	}
}

// A browser that waits for events waits longer than any request may take.
func TestStreamLasts(t *testing.T) {
	t.Parallel()
	s := show(t, impatient)
	conn := s.dial()
	_, page := s.get("/2026-03.html")
	_, rest, _ := strings.Cut(page, `data-version="`)
	number, _, _ := strings.Cut(rest, `"`)
	fmt.Fprintf(conn, "GET /_almanac/events?v=%s HTTP/1.1\r\nHost: %s\r\n\r\n", number, strings.TrimPrefix(s.address, "http://"))
	lines := bufio.NewReader(conn)
	next := func(want string) {
		t.Helper()
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatalf("the stream ends before %q: %v", want, err)
			}
			if strings.HasPrefix(line, want) {
				return
			}
		}
	}
	next(": ")
	time.Sleep(14 * 500 * time.Millisecond) // longer than any of the server's limits
	s.put("content/2026-03.md", revenue(815))
	next("event: changed")
}
