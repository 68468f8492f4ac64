package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts in testdata/script are the specification of the commands. Beside
// almanac they may run status: `exec status 2 almanac show nowhere` fails
// unless the exit status is 2. It passes an interrupt on.
func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, helpers)
}

// helpers are the commands that tests run.
var helpers = map[string]func(){"almanac": main, "status": status}

// tidy runs all tests and removes what they built.
type tidy struct{ m *testing.M }

func (t tidy) Run() int {
	defer func() { os.RemoveAll(programs) }()
	return t.m.Run()
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			e.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			return os.Mkdir(e.WorkDir+"/home", 0o777)
		},
	})
}

func status() {
	want, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "status takes a number and a command")
		os.Exit(1)
	}
	c := exec.Command(os.Args[2], os.Args[3:]...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	got := 0
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	err = c.Start()
	go func() {
		for s := range signals {
			c.Process.Signal(s)
		}
	}()
	if err == nil {
		err = c.Wait()
	}
	if err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		got = exit.ExitCode()
	}
	if got != want {
		fmt.Fprintf(os.Stderr, "status is %d, not %d\n", got, want)
		os.Exit(1)
	}
}
