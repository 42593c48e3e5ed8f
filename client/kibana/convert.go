package kibana

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"connwiz/schema"
)

// convert makes the value for the request of what was entered. The error is what
// follows the field's label in a problem; it quotes nothing.
func (f *Field) convert(v schema.Value) (schema.Value, error) {
	if v.Kind() != schema.KindText {
		return v, nil
	}
	switch f.Kind {
	case KindMap:
		return parsed(parseMap(v.Reveal()))
	case KindJSON:
		return parseObject(v.Reveal())
	case KindChannels:
		return parsed(parseChannels(v.Reveal()))
	case KindFile:
		return schema.Text(encodeFile([]byte(v.Reveal()))), nil
	default:
		return v, nil
	}
}

// parsed makes a value of an ordered form of JSON.
func parsed(v json.Marshaler, err error) (schema.Value, error) {
	if err != nil {
		return schema.Value{}, err
	}
	raw, err := v.MarshalJSON()
	if err != nil {
		return schema.Value{}, err
	}
	return schema.ParseValue(raw)
}

func parseObject(text string) (schema.Value, error) {
	v, err := schema.ParseValue([]byte(text))
	if err != nil || v.Kind() != schema.KindObject {
		return schema.Value{}, errors.New("must be a JSON object")
	}
	return v, nil
}

// parseMap reads lines of "name: value", or a JSON object of texts, which names
// and values that don't fit on a line need.
func parseMap(text string) (Object, error) {
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		return parseTextObject(text)
	}
	var all Object
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		name, value, found := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !found || name == "" || value == "" {
			return nil, fmt.Errorf("must have \"name: value\" on each line: line %d has not", i+1)
		}
		if _, twice := all.Get(name); twice {
			return nil, fmt.Errorf("must name each only once: line %d repeats one", i+1)
		}
		all = append(all, Member{name, schema.Text(value)})
	}
	return all, nil
}

func parseTextObject(text string) (Object, error) {
	v, err := parseObject(text)
	if err != nil {
		return nil, err
	}
	all := members(v)
	for _, m := range all {
		if m.Value.Kind() != schema.KindText || blank(m.Value) {
			return nil, errors.New("must have a text for each name")
		}
	}
	return all, nil
}

// channels are Slack channels, of which older Kibanas want the id too.
type channels []schema.Value

// MarshalJSON writes the channels as a list.
func (c channels) MarshalJSON() ([]byte, error) { return schema.List(c...).MarshalJSON() }

func parseChannels(text string) (channels, error) {
	var all channels
	for i, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		var one Object
		switch {
		case len(words) == 0:
			continue
		case len(words) == 1:
			one = Object{{"name", schema.Text(words[0])}}
		case len(words) == 2:
			one = Object{{"id", schema.Text(words[0])}, {"name", schema.Text(words[1])}}
		}
		if one == nil || len(words) == 1 && !strings.HasPrefix(words[0], "#") { // older Kibanas store names without it
			return nil, fmt.Errorf("must have \"#channel\" or \"ID #channel\" on each line: line %d has not", i+1)
		}
		v, err := parsed(one, nil)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// encodeFile returns the content of a file in base64, in which it may be entered
// already.
func encodeFile(content []byte) string {
	packed := bytes.Join(bytes.Fields(content), nil)
	if _, err := base64.StdEncoding.Strict().DecodeString(string(packed)); err == nil {
		return string(packed)
	}
	return base64.StdEncoding.EncodeToString(content)
}

// editable is the text with which an editor of a stored value starts; what is
// entered as it is sent stays.
func (f *Field) editable(v schema.Value) schema.Value {
	switch {
	case v.Kind() == schema.KindObject && f.Kind == KindMap:
		return schema.Text(mapText(v))
	case v.Kind() == schema.KindObject && f.Kind == KindJSON:
		var out bytes.Buffer
		_ = json.Indent(&out, v.RevealJSON(), "", "  ") // its own JSON
		return schema.Text(out.String())
	case v.Kind() == schema.KindList && f.Kind == KindChannels:
		return schema.Text(channelText(v))
	default:
		return v
	}
}

// mapText is the inverse of parseMap.
func mapText(v schema.Value) string {
	var lines []string
	for _, m := range members(v) {
		line := m.Name + ": " + m.Value.Reveal()
		if back, err := parseMap(line); err != nil || len(back) != 1 || back[0].Name != m.Name ||
			!back[0].Value.Identical(m.Value) {
			return string(v.RevealJSON())
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// channelText is the inverse of parseChannels.
func channelText(v schema.Value) string {
	var lines []string
	for _, one := range v.Items() {
		if one.Kind() == schema.KindText {
			lines = append(lines, one.Reveal())
			continue
		}
		channel := members(one)
		id, _ := channel.Get("id")
		name, _ := channel.Get("name")
		line := name.Reveal()
		if !blank(id) {
			line = id.Reveal() + " " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
