package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"

	"almanac/site"
	"almanac/site/diag"
	"almanac/site/serve"
)

// defaultAddr is where serve listens unless told otherwise.
const defaultAddr = "127.0.0.1:1313"

func (a *app) serveCommand() *cobra.Command {
	var addr string
	var open, poll bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Write, and see the pages as you save",
		Long: `Serve draws the site on request, watches the archive, and reloads the browser when
a file is saved. Drafts are shown. What is wrong stands over the page; if a report
cannot be read, the site as it was stays.

It listens on this machine only, unless --addr says otherwise. Ctrl-C ends it.`,
		Example: `  almanac serve --open
  almanac serve --addr 127.0.0.1:8080
  almanac serve --poll              on a network disk, or in a container`,
		Args:              exactly(0, "serve takes no arguments"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := opens(a.dir); err != nil {
				return err
			}
			l, err := listen(addr, c.Flags().Changed("addr"))
			if err != nil {
				return err
			}
			url := "http://" + l.Addr().String() + "/"
			return a.serves(c, l, url, open, poll)
		},
	}
	c.Flags().StringVar(&addr, "addr", defaultAddr, "the `ADDRESS` to listen on")
	c.Flags().BoolVar(&open, "open", false, "open the browser")
	c.Flags().BoolVar(&poll, "poll", false, "look at the files twice a second instead of being told of changes")
	return c
}

// opens reports why a folder cannot be opened, as build does. What is in it may be
// wrong, which the pages say; a folder that is not there has none.
func opens(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return &faultError{fmt.Errorf("opening the archive: %w", err), ""}
	}
	return root.Close()
}

// listen takes the address; of the default one, the next free port.
func listen(addr string, asked bool) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err == nil {
		return l, nil
	}
	if asked {
		_, port, bad := net.SplitHostPort(addr)
		if bad == nil {
			_, bad = net.LookupPort("tcp", port)
		}
		if bad != nil {
			return nil, &usageError{fmt.Sprintf("%q is no address to listen on", diag.Clean(addr)), "write it as in 127.0.0.1:8080"}
		}
		return nil, &faultError{fmt.Errorf("could not listen: %w", err), "choose another address with --addr, or leave it out"}
	}
	for port := 1314; port < 1414; port++ {
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return l, nil
		}
	}
	return nil, &faultError{fmt.Errorf("could not listen: %w", err), "choose an address with --addr"}
}

func (a *app) serves(c *cobra.Command, l net.Listener, url string, open, poll bool) error {
	s := serve.New(serve.Options{
		Dir: a.dir, Poll: poll,
		Open: func(now serve.Change) (*site.Site, error) { return a.reopen(c.Context(), now) },
		Renew: func(now serve.Change) *site.Site {
			o, err := a.options(site.Options{Drafts: true, Live: true})
			if err != nil {
				return nil
			}
			return now.Site.Renew(c.Context(), o, now.Files)
		},
		Holds: func(now serve.Change) bool { return now.Site.Holds(c.Context(), now.Files) },
		Say:   func(text string) { a.say("%s", text) },
	})
	if !loopback(l) {
		a.say("everyone who reaches this machine can read the archive at %s", url)
	}
	a.say("%s (Ctrl-C ends)", url)
	if open {
		if err := openBrowser(url); err != nil {
			a.say("could not open the browser: %v", err)
		}
	}
	err := s.Run(c.Context(), l)
	if err != nil && !errors.Is(err, net.ErrClosed) && c.Context().Err() == nil {
		return err
	}
	if c.Context().Err() != nil {
		io.WriteString(&a.term.err, "\n")
	}
	return nil
}

// reopen reads the archive, but of a site that was made of it only what changed.
func (a *app) reopen(ctx context.Context, now serve.Change) (*site.Site, error) {
	o, err := a.options(site.Options{Drafts: true, Live: true})
	if err != nil {
		return nil, err
	}
	defer a.progress.clear()
	if now.Site == nil {
		return site.Open(ctx, o)
	}
	return now.Site.Reopen(ctx, o, now.Files)
}

func loopback(l net.Listener) bool {
	a, ok := l.Addr().(*net.TCPAddr)
	return ok && a.IP.IsLoopback()
}

// openBrowser asks the desktop to show an address.
func openBrowser(url string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", url).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", url).Start()
	}
	return exec.Command("xdg-open", url).Start()
}
