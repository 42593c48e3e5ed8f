package setup

import (
	"context"
	"regexp"
	"strings"

	"connwiz/client/serviceconfig"
	"connwiz/schema"
)

// PreviewConfig returns the lines that [Guide.WriteConfig] would add to config.yml,
// with the key redacted; none when it would be refused, or when the file says it all
// already. minted says that a key that isn't there yet will be. It reads and never
// writes.
func (g *Guide) PreviewConfig(ctx context.Context, e ConfigEntry, minted bool) ([]string, error) {
	a := &configuring{g: g, e: e}
	c, err := a.read(ctx)
	if err != nil {
		return nil, err
	}
	if minted || !e.Key.Empty() {
		c.APIKey, c.ReplaceKey = schema.NewSecret([]byte(schema.Redacted)), true
	}
	raw, err := serviceconfig.Read(g.path(e))
	defer clear(raw)
	if err != nil {
		raw = nil // What can't be read is told by the plan.
	}
	edit, err := serviceconfig.Extend(raw, c)
	if err != nil {
		return nil, nil //nolint:nilerr // as above
	}
	text := edit.Reveal()
	defer clear(text)
	lines := added(string(raw), string(text))
	for i, line := range lines {
		lines[i] = keyValue().ReplaceAllString(line, "${1}"+schema.Redacted)
	}
	return lines, nil
}

// keyValue finds the value of a key or password. A file that writes its list on one
// line has the keys of other connectors on the line that changes.
func keyValue() *regexp.Regexp {
	return regexp.MustCompile(`(?i)((?:api_key|password)["']?\s*:\s*)("[^"]*"|'[^']*'|[^,}\]\s][^,}\]]*)`)
}

// added are the lines of a text that another one doesn't have, in their order.
// Those that hold keys of other connectors are in both.
func added(before, after string) []string {
	have := map[string]int{}
	for line := range strings.Lines(before) {
		have[strings.TrimRight(line, "\r\n")]++
	}
	var out []string
	for line := range strings.Lines(after) {
		line = strings.TrimRight(line, "\r\n")
		if have[line] > 0 || line == "" {
			have[line]--
			continue
		}
		out = append(out, line)
	}
	return out
}
