// Almanac turns a folder of sales summaries into a site that people browse.
//
// The command's voice: results go to standard output, all else to standard
// error. Errors are "almanac: error: …" with the hint on a line of its own, in
// lower case and without a full stop. Colour only on a terminal and never with
// NO_COLOR. Tables are as wide as the terminal or COLUMNS; a file or another program
// gets all of them. Long work shows one rewritten line on a terminal and nothing on a
// pipe.
//
// Exit status:
//
//	0    done
//	1    check found an error, or a report cannot be read; with --strict a warning
//	2    wrong usage
//	3    could not run: the world is not as it must be
//	130  interrupted by Ctrl-C; 143 by SIGTERM, 129 by SIGHUP, as shells count
//
// Whoever closes the pipe that a result goes to, as head does, has read enough:
// that is no error, and nothing is said about it. The system puts /dev/null in
// the place of a stream that was closed from the beginning.
//
// One file per command holds its flags, its help and its work; testdata/script
// is the specification that runs.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // so that a time zone means the same on every machine

	_ "almanac/cmd/almanac/heap" // before the others begin, which takes memory, too
	"almanac/site"
)

// The exit statuses.
const (
	exitDone     = 0
	exitFindings = 1
	exitUsage    = 2
	exitFault    = 3
)

func main() {
	ctx, stop := interrupts(context.Background())
	t := newTerminal(os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	code := run(ctx, t, time.Now, os.Args[1:])
	stop()
	os.Exit(code)
}

// interrupts returns a context that ends with the first signal to stop, which
// is its cause. A second one ends the program at once.
func interrupts(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	// A pipe that nobody reads is an error of its write, not the end.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	go func() {
		for {
			s, ok := <-signals
			if !ok {
				return
			}
			if ctx.Err() != nil {
				os.Exit(interrupted{s}.status())
			}
			cancel(interrupted{s})
		}
	}()
	return ctx, func() { signal.Stop(signals); close(signals); cancel(nil) }
}

// interrupted is why a context ended: somebody sent a signal.
type interrupted struct{ signal os.Signal }

func (i interrupted) Error() string { return i.signal.String() }

// status is the exit status of a program that a signal ended.
func (i interrupted) status() int {
	if s, ok := i.signal.(syscall.Signal); ok {
		return 128 + int(s)
	}
	return 128 + int(syscall.SIGINT)
}

// interruption is the exit status of a run whose context ended.
func interruption(ctx context.Context) int {
	why := interrupted{syscall.SIGINT}
	errors.As(context.Cause(ctx), &why)
	return why.status()
}

// run does what the arguments say and returns the exit status.
func run(ctx context.Context, t *terminal, now func() time.Time, args []string) int {
	a := &app{term: t, now: now}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(t.in)
	root.SetOut(&t.out)
	root.SetErr(&t.err)
	err := guarded(func() error { return root.ExecuteContext(ctx) })
	a.progress.clear()
	if werr := t.out.flush(); err == nil && werr != nil {
		err = faultf("could not write the result: %w", werr)
	}
	switch {
	case ctx.Err() == nil || errors.Is(err, errFindings):
		return t.report(err)
	case err == nil:
		return exitDone
	}
	io.WriteString(&t.err, "almanac: interrupted\n")
	return interruption(ctx)
}

// guarded calls f and turns a panic into an error: whoever meets a defect of
// almanac's should read a sentence, and where it happened for a report of it.
func guarded(f func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = &faultError{fmt.Errorf("a defect of almanac's: %v", x), "please report it, with this:\n" + string(debug.Stack())}
		}
	}()
	return f()
}

// errFindings ends a command whose remarks were printed already.
var errFindings = errors.New("findings")

// A usageError is a mistake in the arguments.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

// A faultError is something that the world does wrong.
type faultError struct {
	err  error
	hint string
}

func (e *faultError) Error() string { return e.err.Error() }
func (e *faultError) Unwrap() error { return e.err }

// report prints an error with its hint and returns the exit status.
func (t *terminal) report(err error) int {
	var usage *usageError
	var asked *site.UsageError
	var fault *faultError
	var refused *site.Fault
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &usage):
		t.complain(usage.message, usage.hint)
		return exitUsage
	case errors.As(err, &asked):
		t.complain(asked.Message, asked.Hint)
		return exitUsage
	case errors.As(err, &fault):
		t.complain(fault.Error(), fault.hint)
		return exitFault
	case errors.As(err, &refused):
		t.complain(refused.Error(), refused.Hint)
		return exitFault
	}
	t.complain(err.Error(), "")
	return exitFault
}
