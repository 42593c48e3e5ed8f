package profile

import (
	"reflect"
	"slices"

	"go.yaml.in/yaml/v3"
)

// faithful reports whether the new text says what it shall say, and all else as
// before.
func (d *document) faithful(out []byte, c change) bool {
	now, err := parse(out)
	if err != nil || now.current != c.current {
		return false
	}
	for _, e := range now.entries {
		if e.Name == c.name && !c.keep && (c.put == nil || e.Profile != *c.put) {
			return false
		}
	}
	found := slices.Contains(names(now.entries), c.name)
	if !c.keep && found != (c.put != nil) {
		return false
	}
	before, after := d.others(c), now.others(c)
	return before != nil && reflect.DeepEqual(before, after)
}

// others is everything that a change must leave alone.
func (d *document) others(c change) map[string]any {
	all := map[string]any{}
	if err := yaml.Unmarshal(d.raw, &all); err != nil {
		return nil
	}
	delete(all, "current")
	profiles, _ := all["profiles"].(map[string]any)
	if own, ok := profiles[c.name].(map[string]any); ok && !c.keep && c.put != nil {
		for _, key := range keys() {
			delete(own, key)
		}
		if len(own) > 0 {
			all["own keys"] = own
		}
	}
	if !c.keep {
		delete(profiles, c.name)
	}
	if len(profiles) == 0 {
		delete(all, "profiles")
	}
	return all
}
