package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"connwiz/cmd/internal/serve"

	"golang.org/x/crypto/ssh"
)

// wait reacts to signals until the service has ended: SIGHUP reads the files again,
// the others end it. Its exit code says which one it was.
func (o *serveOptions) wait(log *slog.Logger, server *serve.Server, signals <-chan os.Signal, stop context.CancelFunc, ended <-chan error) error {
	for {
		select {
		case err := <-ended:
			return errors.Join(err, o.unready())
		case s := <-signals:
			if s == syscall.SIGHUP {
				o.reload(log, server)
				continue
			}
			log.Info("stopping", "signal", s.String())
			if err := o.unready(); err != nil {
				log.Warn("the ready file is still there", "error", err.Error())
			}
			stop()
			err := <-ended
			log.Info("stopped")
			number, _ := s.(syscall.Signal)
			return errors.Join(err, exitError{signalError{signal: number}.code()})
		}
	}
}

// signals are those for the service.
func (o *serveOptions) signals() (<-chan os.Signal, func()) {
	if o.streams.Signals != nil {
		return o.streams.Signals, func() {}
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	return c, func() { signal.Stop(c) }
}

// reload reads the files again. What can't be used changes nothing.
func (o *serveOptions) reload(log *slog.Logger, server *serve.Server) {
	access, err := o.load()
	if err != nil {
		log.Error("the files were read again and can't be used: what was read before still counts", "error", err.Error())
		return
	}
	notes(log, access)
	server.Reload(access)
	log.Info("the files were read again", "keys", len(access.Grants()))
}

// notes tells what is odd about the files.
func notes(log *slog.Logger, access *serve.Access) {
	for _, note := range access.Notes {
		log.Warn(note)
	}
}

// ready says that connections are taken, to whoever watches the file.
func (o *serveOptions) ready(address string) error {
	if o.readyFile == "" {
		return nil
	}
	err := replaceFile(o.readyFile, fmt.Appendf(nil, "%d %s\n", os.Getpid(), address))
	if err != nil {
		return usagef("name another file: --ready-file FILE", "write %q: %v", o.readyFile, withoutPath(err))
	}
	return nil
}

// replaceFile puts a file, for its owner only, in the place of another one or of a link.
// Whoever watches never finds half of it. The name that it is written under is nobody's
// to know before: a link there would lead to another file.
func replaceFile(path string, content []byte) error {
	fresh, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*") // 0600
	if err != nil {
		return err
	}
	_, err = fresh.Write(content)
	if err = errors.Join(err, fresh.Close()); err == nil {
		err = os.Rename(fresh.Name(), path)
	}
	if err != nil {
		_ = os.Remove(fresh.Name())
	}
	return err
}

// unready says that no connections are taken.
func (o *serveOptions) unready() error {
	if o.readyFile == "" {
		return nil
	}
	if err := os.Remove(o.readyFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %q: %w", o.readyFile, withoutPath(err))
	}
	return nil
}

// fingerprint is how a client's user is shown the host key.
func fingerprint(key ssh.Signer) string { return ssh.FingerprintSHA256(key.PublicKey()) }
