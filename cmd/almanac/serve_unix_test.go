//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// served runs serve in the archive in dir until the test is over, and returns
// the host and port that it listens on.
func served(t testing.TB, c *exec.Cmd) (host string, said *spoken) {
	t.Helper()
	said = started(t, c)
	text := said.until(t, " (Ctrl-C ends)\n")
	_, rest, ok := strings.Cut(text, "http://")
	host, _, _ = strings.Cut(rest, "/")
	if !ok || host == "" {
		t.Fatalf("it says no address:\n%s", text)
	}
	return host, said
}

func serving(t testing.TB, dir string, args ...string) (host string, said *spoken) {
	t.Helper()
	return served(t, almanac(t, dir, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...))
}

// fetch gets a page.
func fetch(t testing.TB, host, path string) (int, string) {
	t.Helper()
	r, err := http.Get("http://" + host + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

// comes waits until a page says something.
func comes(t testing.TB, host, path, want string) {
	t.Helper()
	waitFor(t, path+" says "+want, func() bool { _, page := fetch(t, host, path); return strings.Contains(page, want) })
}

// ask sends bytes as they are and returns the status of the answer; 0 if there
// is none.
func ask(t testing.TB, host, request string) (status int) {
	t.Helper()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patient))
	io.WriteString(conn, request)
	line, _ := bufio.NewReader(conn).ReadString('\n')
	_, rest, _ := strings.Cut(line, " ")
	fmt.Sscan(rest, &status)
	return status
}

// Case 80: the default port gives way to the next free one, which is said; one
// that was asked for is a fault if it is taken.
func TestPortTaken(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 6)
	first, _ := served(t, almanac(t, dir, "serve"))
	second, _ := served(t, almanac(t, dir, "serve"))
	if first == second {
		t.Errorf("two servers at %s", first)
	}
	for _, host := range []string{first, second} {
		comes(t, host, "/u00/2023-03.html", "March 2023")
	}
	r := expect(t, exitFault, almanac(t, dir, "serve", "--addr", first))
	if !strings.Contains(r.err, "error: could not listen: ") || !strings.Contains(r.err, "address already in use") || !strings.Contains(r.err, "hint: ") {
		t.Errorf("it says %q", r.err)
	}
}

// Cases 81, 82 and 83: who asks as somebody else, for what no site has, or with
// what nobody asked for, is refused.
func TestRequests(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 6)
	put(t, dir, ".git/config", "secret")
	host, _ := serving(t, dir)
	own := "Host: " + host + "\r\n"
	get := func(path string) string { return "GET " + path + " HTTP/1.1\r\n" + own + "\r\n" }
	for _, c := range []struct {
		name, request string
		status        int
	}{
		{"a page", get("/u00/2023-03.html"), 200},
		{"localhost", "GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n", 200},
		{"an absolute address", "GET http://" + host + "/ HTTP/1.1\r\n" + own + "\r\n", 200},
		{"81: a foreign host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
		{"81: a foreign host with our name in it", "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421},
		{"81: another machine's address", "GET / HTTP/1.1\r\nHost: 10.0.0.1\r\n\r\n", 421},
		{"81: an absolute address of a foreign host", "GET http://evil.example/ HTTP/1.1\r\n" + own + "\r\n", 421},
		{"81: an empty host", "GET / HTTP/1.1\r\nHost: \r\n\r\n", 421},
		{"81: no host, as of old", "GET / HTTP/1.0\r\n\r\n", 421},
		{"81: no host", "GET / HTTP/1.1\r\n\r\n", 400},
		{"81: two hosts", "GET / HTTP/1.1\r\n" + own + "Host: evil.example\r\n\r\n", 400},
		{"81: a host that is none", "GET / HTTP/1.1\r\nHost: local host\r\n\r\n", 400},
		{"81: events for a foreign page", "GET /_almanac/events HTTP/1.1\r\n" + own + "Origin: http://evil.example\r\n\r\n", 403},
		{"81: events for a page of no origin", "GET /_almanac/events HTTP/1.1\r\n" + own + "Origin: null\r\n\r\n", 403},
		{"81: events for another port's page", "GET /_almanac/events HTTP/1.1\r\n" + own + "Origin: http://127.0.0.1:1\r\n\r\n", 403},
		{"82: folders above", get("/../../etc/passwd"), 404},
		{"82: folders above, escaped", get("/%2e%2e%2f%2e%2e%2fetc/passwd"), 404},
		{"82: folders above, with back slashes", get(`/..\..\etc\passwd`), 404},
		{"82: folders above, with escaped back slashes", get("/..%5c..%5cetc%5cpasswd"), 404},
		{"82: in the middle", get("/u00/../u00/2023-03.html"), 404},
		{"82: a name with a dot", get("/.git/config"), 404},
		{"82: a name with a dot in a folder", get("/u00/.htaccess"), 404},
		{"82: the manifest", get("/.almanac"), 404},
		{"82: NUL", get("/a%00b"), 404},
		{"82: NUL as it is", get("/a\x00b"), 400},
		{"82: a line end", get("/a%0d%0ab"), 404},
		{"82: half an escape", get("/a%2"), 400},
		{"82: 10 KB", get("/" + strings.Repeat("a", 10<<10)), 404},
		{"82: 10 KB of folders", get("/" + strings.Repeat("a/", 5<<10)), 404},
		{"82: the archive's own files", get("/config.toml"), 404},
		{"82: a folder", get("/data/"), 404},
		{"83: POST", "POST / HTTP/1.1\r\n" + own + "Content-Length: 3\r\n\r\nabc", 405},
		{"83: PUT", "PUT /index.html HTTP/1.1\r\n" + own + "Content-Length: 0\r\n\r\n", 405},
		{"83: DELETE", "DELETE /index.html HTTP/1.1\r\n" + own + "\r\n", 405},
		{"83: TRACE", "TRACE / HTTP/1.1\r\n" + own + "\r\n", 405},
		{"83: CONNECT", "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost:1\r\n\r\n", 405},
		{"83: no method", "get / HTTP/1.1\r\n" + own + "\r\n", 405},
		{"83: 1 GB of headers", "GET / HTTP/1.1\r\n" + own + strings.Repeat("X-A: "+strings.Repeat("a", 1000)+"\r\n", 100), 431},
	} {
		if got := ask(t, host, c.request); got != c.status {
			t.Errorf("%s: %d, not %d", c.name, got, c.status)
		}
	}
}

// Case 83: a body of 1 GB is not read.
func TestLargeBody(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 6)
	host, _ := serving(t, dir)
	comes(t, host, "/", "Faults")
	for method, status := range map[string]int{"POST": 405, "GET": 200} {
		for _, head := range []string{"Content-Length: 1073741824\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"} {
			conn, err := net.Dial("tcp", host)
			if err != nil {
				t.Fatal(err)
			}
			conn.SetDeadline(time.Now().Add(patient))
			fmt.Fprintf(conn, "%s / HTTP/1.1\r\nHost: %s\r\n%s", method, host, head)
			var got int
			answer := make(chan struct{})
			go func() {
				defer close(answer)
				r, err := http.ReadResponse(bufio.NewReader(conn), nil)
				if err == nil {
					got = r.StatusCode
					drain(r.Body)
				}
			}()
			chunk := append([]byte("100000\r\n"), append(bytes.Repeat([]byte("a"), 1<<20), "\r\n"...)...)
			sent := 0
			for ; sent < 1024; sent++ {
				if _, err := conn.Write(chunk); err != nil {
					break
				}
			}
			<-answer
			conn.Close()
			if got != status && got != 0 || sent > 64 { // the answer may be lost with the connection
				t.Errorf("%s %q: status %d after %d MiB", method, head, got, sent)
			}
		}
	}
	if status, _ := fetch(t, host, "/"); status != 200 {
		t.Errorf("after that: %d", status)
	}
}

// Case 83: of a thousand browsers that wait for events a few are served, the
// others are told so, and pages are drawn all the same; when they have gone,
// there is room again. So it is with few open files.
func TestThousandStreams(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 6)
	host, said := serving(t, dir)
	comes(t, host, "/", "Faults")
	open := func() (net.Conn, int) {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Error(err)
			return nil, 0
		}
		conn.SetDeadline(time.Now().Add(patient))
		fmt.Fprintf(conn, "GET /_almanac/events HTTP/1.1\r\nHost: %s\r\n\r\n", host)
		line, _ := bufio.NewReader(conn).ReadString('\n')
		status := 0
		fmt.Sscanf(line, "HTTP/1.1 %d", &status)
		return conn, status
	}
	const clients = 1000
	var mu sync.Mutex
	var streams []net.Conn
	counts := map[int]int{}
	var wg sync.WaitGroup
	slots := make(chan struct{}, 100) // so many begin at once
	for range clients {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			conn, status := open()
			mu.Lock()
			defer mu.Unlock()
			counts[status]++
			if status == 200 {
				streams = append(streams, conn)
			} else if conn != nil {
				conn.Close()
			}
		})
	}
	wg.Wait()
	if counts[200] == 0 || counts[200] > 128 || counts[200]+counts[503] != clients {
		t.Errorf("of %d: %v", clients, counts)
	}
	if status, _ := fetch(t, host, "/u00/2023-03.html"); status != 200 {
		t.Errorf("a page beside them: %d", status)
	}
	for _, conn := range streams {
		conn.Close()
	}
	waitFor(t, "there is room again", func() bool {
		conn, status := open()
		conn.Close()
		return status == 200
	})
	if text, _ := said.sofar(); strings.Count(text, "\n") != 1 {
		t.Errorf("it says\n%s", text)
	}
}

// Case 64: a build while the archive is served publishes a whole site, and
// nothing of what serve adds.
func TestBuildWhileServing(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 36)
	expect(t, 0, almanac(t, dir, "build", "-d", "clean"))
	host, _ := serving(t, dir)
	for range 3 {
		expect(t, 0, almanac(t, dir, "build"))
		comes(t, host, "/u00/2023-03.html", "March 2023")
	}
	sameSite(t, "beside serve", filepath.Join(dir, "public"), filepath.Join(dir, "clean"))
	put(t, dir, "content/u00/2023-03.md", "+++\n[metrics.revenue]\nactual = 815\n+++\n")
	comes(t, host, "/u00/2023-03.html", "815")
}

// Case 87: when the archive's folder is renamed or deleted, serve ends with a
// message, whichever way it was named and however it is watched.
func TestFolderRenamed(t *testing.T) {
	for _, deleted := range []bool{false, true} {
		for _, args := range []string{"", "--poll", "-C DIR", "-C DIR --poll"} {
			t.Run(fmt.Sprintf("deleted=%v %s", deleted, args), func(t *testing.T) {
				t.Parallel()
				above := t.TempDir()
				dir := filepath.Join(above, "archive")
				months(t, dir, 6)
				from := dir
				if strings.Contains(args, "DIR") {
					from = above
				}
				c := almanac(t, from, append([]string{"serve", "--addr", "127.0.0.1:0"}, strings.Fields(strings.ReplaceAll(args, "DIR", "archive"))...)...)
				host, said := served(t, c)
				comes(t, host, "/u00/2023-03.html", "March 2023")
				var err error
				if deleted {
					err = os.RemoveAll(dir)
				} else {
					err = os.Rename(dir, filepath.Join(above, "elsewhere"))
				}
				if err != nil {
					t.Fatal(err)
				}
				if text := said.end(t); c.ProcessState.ExitCode() != exitFault || !strings.HasSuffix(text, "\nalmanac: error: the archive's folder was moved or deleted\n") {
					t.Errorf("%v\n%s", c.ProcessState, text)
				}
			})
		}
	}
}

// Case 63: serve ends with Ctrl-C as it should, though browsers wait for events.
func TestServeInterrupted(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 6)
	c := almanac(t, dir, "serve", "--addr", "127.0.0.1:0")
	host, said := served(t, c)
	comes(t, host, "/", "Faults")
	r, err := http.Get("http://" + host + "/_almanac/events")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	c.Process.Signal(os.Interrupt)
	if text := said.end(t); c.ProcessState.ExitCode() != exitDone || strings.Contains(text, "error") {
		t.Errorf("%v\n%s", c.ProcessState, text)
	}
}
