package emulator

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"connwiz/client/emulator/internal/xcontent"
)

// params are the parameters of the query string; those that no one asked for
// are refused in the end.
type params struct {
	values url.Values
	broken bool
	asked  []string
}

// common lists the parameters that every endpoint takes.
func common() []string { return []string{"error_trace", "filter_path", "format", "human", "pretty"} }

// flag reads one of the common switches, whose errors are reported elsewhere.
func (p *params) flag(name string) bool {
	value, refusal := p.peekBool(name)
	return refusal == nil && value
}

// text reads a parameter; an absent one is "".
func (p *params) text(name string) string {
	p.asked = append(p.asked, name)
	values := p.values[name]
	if len(values) == 0 {
		return ""
	}
	return values[len(values)-1] // the server keeps the last one
}

// list reads a comma separated parameter.
func (p *params) list(name string) []string {
	text := p.text(name)
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// boolean reads a switch: present without a value means true.
func (p *params) boolean(name string) (bool, *xcontent.Exception) {
	p.asked = append(p.asked, name)
	return p.peekBool(name)
}

func (p *params) peekBool(name string) (bool, *xcontent.Exception) {
	values, given := p.values[name]
	if !given {
		return false, nil
	}
	switch value := values[len(values)-1]; value {
	case "", "true":
		return true, nil
	case "false":
		return false, nil
	default:
		return false, xcontent.IllegalArgument("Failed to parse value [%s] as only [true] or [false] are allowed.", value)
	}
}

// number reads a whole number.
func (p *params) number(name string, otherwise int) (int, *xcontent.Exception) {
	text := p.text(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		cause := xcontent.IllegalArgument("For input string: %q", text)
		cause.Type = "number_format_exception"
		return 0, xcontent.IllegalArgument("Failed to parse int parameter [%s] with value [%s]", name, text).Because(cause)
	}
	return int(n), nil
}

// unread refuses what is left.
func (p *params) unread(path string) *xcontent.Exception {
	for _, name := range []string{"human", "pretty", "error_trace"} {
		if _, refusal := p.peekBool(name); refusal != nil {
			return refusal
		}
	}
	known := append(common(), p.asked...)
	var unknown []string
	for name := range p.values {
		if !slices.Contains(known, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	word := "parameter"
	if len(unknown) > 1 {
		word = "parameters"
	}
	for i, name := range unknown {
		unknown[i] = fmt.Sprintf("[%s]%s", name, xcontent.DidYouMean(name, known, " -> "))
	}
	return xcontent.IllegalArgument("request [%s] contains unrecognized %s: %s", path, word, strings.Join(unknown, ", "))
}
