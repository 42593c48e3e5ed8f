package client

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// nativePrefix starts the index names of Elastic-managed connectors.
const nativePrefix = "content-"

// maxIndexName is the most bytes of an index name.
const maxIndexName = 255

// IndexNameError says which rule a name for an index breaks.
type IndexNameError struct {
	Name string
	Rule string // "must be lower case"
}

// Error returns the text.
func (e *IndexNameError) Error() string { return fmt.Sprintf("index name %q %s", e.Name, e.Rule) }

// CheckIndexName refuses what can't be the name of a connector's index, with an
// *[IndexNameError]: Elasticsearch's rules (MetadataCreateIndexService), of which
// the connector API checks all but lower case, and the prefix that an
// Elastic-managed connector needs.
func CheckIndexName(name string, native bool) error {
	rule := indexNameRule(name)
	if rule == "" && native && !strings.HasPrefix(name, nativePrefix) {
		rule = `must start with "` + nativePrefix + `" for an Elastic-managed connector`
	}
	if rule == "" {
		return nil
	}
	return &IndexNameError{Name: name, Rule: rule}
}

func indexNameRule(name string) string {
	switch at := strings.IndexAny(name, `\/*?"<>| ,#:`); {
	case name == "":
		return "must not be empty"
	case at >= 0 && name[at] == ' ':
		return "must not contain blanks"
	case at >= 0:
		return "must not contain " + name[at:at+1]
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return "must not contain control characters"
	case strings.ToLower(name) != name:
		return "must be lower case"
	case strings.ContainsRune("_-+", rune(name[0])):
		return "must not start with " + name[:1]
	case name == "." || name == "..":
		return "must not be . or .."
	case len(name) > maxIndexName:
		return fmt.Sprintf("must not be longer than %d bytes, it has %d", maxIndexName, len(name))
	}
	return ""
}

// ProposeIndexName makes the name of an index for a connector out of its name or
// its service type: lower case, what can't stay becomes a hyphen.
func ProposeIndexName(name string, native bool) string {
	prefix := "search-"
	if native {
		prefix = nativePrefix
	}
	var clean strings.Builder
	for _, r := range strings.ToLower(name) {
		if r > ' ' && r < 0x7f && !strings.ContainsRune(`\/*?"<>|,#:`, r) || r > 0x9f && strings.ToLower(string(r)) == string(r) {
			clean.WriteRune(r)
			continue
		}
		if text := clean.String(); text != "" && !strings.HasSuffix(text, "-") {
			clean.WriteByte('-')
		}
	}
	rest := strings.Trim(clean.String(), "-_+")
	if rest == "" {
		rest = "index"
	}
	return shortened(prefix+rest, maxIndexName)
}

// shortened cuts a text to at most limit bytes, at a character's end.
func shortened(text string, limit int) string {
	for len(text) > limit {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}
