package command

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"connwiz/schema"
	"connwiz/ui/text"
)

// commandPatience is how long a command may take: a person may have to unlock a
// password manager.
const commandPatience = 2 * time.Minute

// readFor reads the value of an input that stands elsewhere.
func (in *inputs) readFor(ctx context.Context, i *input) error {
	raw, err := in.rawFor(ctx, *i)
	if raw == nil || err != nil {
		return err
	}
	content, dropped := raw, false
	switch {
	case i.whole && !utf8.Valid(raw): // such as PKCS#12
		content = base64.StdEncoding.AppendEncode(nil, raw)
		clear(raw)
	case !i.whole && i.origin != fromEnv:
		content, dropped = withoutNewline(raw)
	}
	i.secret = schema.NewSecret(content)
	in.secrets.AddSecret(i.secret)
	switch {
	case len(content) == 0:
		return usagef(in.typed("--clear "+shellArg(i.field)), "%s: %s is empty, which is not taken for a value", i.field, i.called())
	case !utf8.Valid(content):
		return usagef("encode it first, as base64 does, if the field takes that",
			"%s: %s is not UTF-8 text, and can't be sent", i.field, i.called())
	case bytes.HasPrefix(content, []byte("\ufeff")):
		in.warn(fmt.Sprintf("%s: %s begins with a byte order mark, which is kept", i.field, i.called()))
	}
	if dropped {
		in.note(fmt.Sprintf("%s: the newline at the end of %s was dropped", i.field, i.called()))
	}
	return nil
}

// rawFor reads what stands elsewhere, byte for byte; nil where nothing does.
func (in *inputs) rawFor(ctx context.Context, i input) ([]byte, error) {
	switch i.origin {
	case fromStdin:
		return in.readInput("--stdin", "-")
	case fromFile:
		return in.readInput("--from-file "+shellArg(i.field)+"=", i.place)
	case fromEnv:
		value := in.streams.Getenv(i.place)
		if value == "" {
			return nil, usagef("export it before: read -rs VAR && export VAR",
				"%s: the variable %s is not set, or empty", i.field, i.place)
		}
		return []byte(value), nil
	case fromCommand:
		return in.runFor(ctx, i)
	default:
		return nil, nil
	}
}

// called is what a person calls the place.
func (i input) called() string {
	switch i.origin {
	case fromEnv:
		return "variable " + i.place
	case fromCommand:
		return "the command's output"
	case fromFile:
		if i.place != "-" {
			return text.Clean(i.place)
		}
	}
	return "standard input"
}

// runFor runs a command and returns what it printed. What it says on its error
// stream isn't shown, since it may quote the secret.
func (in *inputs) runFor(parent context.Context, i input) ([]byte, error) {
	if in.streams.guest != nil {
		return nil, usagef("", "%s: programs of the server are not for guests", i.field)
	}
	words, err := splitWords(i.place)
	if err == nil && len(words) == 0 {
		err = errors.New("it is empty")
	}
	if err != nil {
		return nil, usagef("put the pipeline into a script, and name that: --from-command FIELD=./SCRIPT",
			"%s: the command can't be run: %v", i.field, err)
	}
	ctx, cancel := context.WithTimeout(parent, commandPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Env = in.childEnviron()
	out, err := output(ctx, cmd)
	switch {
	case parent.Err() != nil:
		return nil, parent.Err()
	case ctx.Err() != nil:
		err = fmt.Errorf("no end within %s", commandPatience)
	}
	if err != nil {
		clear(out)
		return nil, usagef("run it by itself and see what it says", "%s: command %q failed: %v", i.field, words[0], cause(err))
	}
	return out, nil
}

// output runs a command and returns what it printed.
func output(ctx context.Context, cmd *exec.Cmd) ([]byte, error) {
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	// Somebody else may hold the pipe open after the command was killed.
	stop := context.AfterFunc(ctx, func() { _ = pipe.Close() })
	defer stop()
	out, readErr := readSparing(pipe, maxFile)
	if readErr != nil {
		_ = cmd.Process.Kill() // it may be waiting to write more
	}
	if err := cmd.Wait(); readErr == nil {
		readErr = err
	}
	return out, readErr
}

// childEnviron is the environment for a command: ours without the secrets that
// are for us alone.
func (in *inputs) childEnviron() []string {
	ours := []string{"ELASTICSEARCH_API_KEY", "ELASTICSEARCH_PASSWORD", "KIBANA_API_KEY"}
	ours = append(ours, in.vars...)
	return slices.DeleteFunc(in.streams.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.Contains(ours, name)
	})
}
