// Package fields reads the form that connwiz and its peers show in the benchmark.
package fields

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"time"
)

// Field is what the peers can show of a connector's field.
type Field struct {
	Label, Type, Display, Tooltip string
	Sensitive                     bool
	Order                         int
	Value                         any
	Options                       []struct{ Label string }
}

// Read returns the fields of a configuration in their order, over and over until
// there are n; 0 leaves them as they are.
func Read(path string, n int) ([]Field, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the form: %w", err)
	}
	var named map[string]Field
	if err := json.Unmarshal(raw, &named); err != nil {
		return nil, fmt.Errorf("read the form: %w", err)
	}
	var all []Field
	for _, f := range named {
		all = append(all, f)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Order < all[j].Order })
	for of := len(all); len(all) < n; {
		all = append(all, all[len(all)%of])
	}
	return all, nil
}

// Text is a field's value as text, nothing of a secret: neither form starts with one.
func (f Field) Text() string {
	if f.Value == nil || f.Sensitive {
		return ""
	}
	return fmt.Sprint(f.Value)
}

// Labels are the labels of the options.
func (f Field) Labels() []string {
	out := make([]string, len(f.Options))
	for i, o := range f.Options {
		out[i] = o.Label
	}
	return out
}

// Time prints the mean time of a call in nanoseconds, measured for half a second.
func Time(call func(i int)) {
	n := 0
	start := time.Now()
	for time.Since(start) < 500*time.Millisecond {
		call(n)
		n++
	}
	fmt.Println(time.Since(start).Nanoseconds() / int64(n))
}
