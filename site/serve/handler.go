package serve

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	_ "embed"
)

//go:embed live.js
var liveJS []byte

//go:embed live.css
var liveCSS []byte

// The addresses that are served beside the site's.
const (
	scriptAddress = "_almanac/live.js"
	styleAddress  = "_almanac/live.css"
	eventsAddress = "_almanac/events"

	remarksAddress = "_almanac/remarks"
)

// eventStream is the media type of events.
const eventStream = "text/event-stream"

// maxStreams is how many browsers may wait for events at once.
const maxStreams = 64

// maxPath is how long an address may be.
const maxPath = 4 << 10

// Handler answers requests as a server that is bound to an address.
func (s *Server) Handler(bound net.Addr) http.Handler {
	var streams atomic.Int32
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		name, ok := address(r.URL.Path)
		switch {
		case !mayAsk(r.Host, bound):
			http.Error(w, "this is not "+strconv.QuoteToASCII(r.Host), http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
		case !ok, len(r.URL.Path) > maxPath:
			http.Error(w, "there is nothing here", http.StatusNotFound)
		case name == scriptAddress:
			send(w, name, http.StatusOK, liveJS)
		case name == styleAddress:
			send(w, name, http.StatusOK, liveCSS)
		case name == eventsAddress && r.Method == http.MethodHead: // it has no end to wait for
			h.Set("Content-Type", eventStream)
		case name == eventsAddress:
			if streams.Add(1) > maxStreams {
				streams.Add(-1)
				http.Error(w, "too many are waiting", http.StatusServiceUnavailable)
				return
			}
			defer streams.Add(-1)
			s.events(w, r)
		case name == remarksAddress:
			s.remarks(w, r)
		default:
			s.page(w, r, name)
		}
	})
}

// mayAsk reports whether a Host header names this machine.
func mayAsk(host string, bound net.Addr) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	switch name {
	case "":
		return false
	case "localhost", "127.0.0.1", "::1":
		return true
	}
	tcp, ok := bound.(*net.TCPAddr)
	if !ok || tcp.IP.IsLoopback() {
		return false
	}
	// Bound to a network, it is asked for by an address or by its own name;
	// neither can be given to it by a foreign site.
	own, err := os.Hostname()
	return net.ParseIP(name) != nil || err == nil && name == strings.ToLower(own)
}

// address is the site's address for a path; a folder's is that of its index.
// It is not ok for what no site can have: dot names, folders above, back
// slashes, control characters.
func address(p string) (name string, ok bool) {
	name = strings.TrimPrefix(p, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '\\' || r == 0x7f }) {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return name, true
}

// page draws and sends a file of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request, name string) {
	v, _ := s.look()
	if v.site == nil {
		send(w, "index.html", http.StatusServiceUnavailable, v.alone(name))
		return
	}
	data, err := s.draw(&v, name)
	status := http.StatusOK
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := v.site.Draw(name + "/index.html"); !errors.Is(err, fs.ErrNotExist) {
			http.Redirect(w, r, "/"+(&url.URL{Path: name}).EscapedPath()+"/", http.StatusFound)
			return
		}
		status = http.StatusNotFound
		data, err = s.draw(&v, "404.html")
	}
	if err != nil {
		send(w, "index.html", http.StatusInternalServerError, v.alone(name))
		return
	}
	if path.Ext(name) == ".html" || status == http.StatusNotFound {
		data, name = v.live(data, name), "page.html"
	}
	send(w, name, status, data)
}

// remarks sends what stands over a page, as soon as that is known; nothing if
// the page was drawn from an older site: it will be loaded again.
func (s *Server) remarks(w http.ResponseWriter, r *http.Request) {
	name, ok := address(r.URL.Query().Get("page"))
	shown := func(v view) bool { return r.URL.Query().Get("v") == strconv.Itoa(v.number) }
	v, _ := s.look()
	if ok = ok && shown(v); ok {
		v = s.remark() // it may be a newer one by the time that its turn comes
	}
	if !ok || !shown(v) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	send(w, "remarks.html", http.StatusOK, []byte(v.overlay(name)))
}

// types are the media types of a site's files. The system's own table is not
// asked, which differs from one machine to the next.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".csv": "text/csv; charset=utf-8", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
	".md": "text/plain; charset=utf-8", ".toml": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
	".ico": "image/x-icon", ".pdf": "application/pdf", ".woff2": "font/woff2",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// send sends bytes with the type that belongs to a name.
func send(w http.ResponseWriter, name string, status int, data []byte) {
	kind := types[strings.ToLower(path.Ext(name))]
	switch {
	case kind == "":
		kind = "application/octet-stream"
	case kind == types[".svg"]: // a picture that somebody added must not run scripts when opened alone
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	w.Write(data)
}

// heartbeat is how often a silent stream says that it lives.
const heartbeat = 20 * time.Second

// events tells a browser when there is something newer than what it shows
// (server-sent events).
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if o := r.Header.Get("Origin"); o != "" {
		if u, err := url.Parse(o); err != nil || u.Host != r.Host {
			http.Error(w, "not from there", http.StatusForbidden)
			return
		}
	}
	shown, _ := strconv.Atoi(r.URL.Query().Get("v"))
	stream := http.NewResponseController(w)
	stream.SetWriteDeadline(time.Time{})
	w.Header().Set("Content-Type", eventStream)
	io.WriteString(w, "retry: 500\n\n")
	for {
		v, changed := s.look()
		if v.number != shown {
			fmt.Fprintf(w, "event: changed\ndata: %d\n\n", v.number)
			shown = v.number
		} else {
			io.WriteString(w, ": \n\n")
		}
		if stream.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		case <-time.After(heartbeat):
		}
	}
}
