package kibana

import (
	"regexp"
	"strings"
)

// FieldError is one field that an answer of Kibana names.
type FieldError struct {
	// Path is where, such as "config.host"; "" when the answer doesn't say.
	Path string
	// Message is Kibana's text without what is in Path.
	Message string
}

// Field returns the name of the field, "" when the answer doesn't say.
func (e FieldError) Field() string {
	parts := strings.SplitN(e.Path, ".", 3)
	switch {
	case len(parts) == 1 && (e.Path == string(InConfig) || e.Path == string(InSecrets)):
		return ""
	case len(parts) == 1:
		return e.Path
	default:
		return parts[1]
	}
}

// parts of an answer to a request that was refused. Older versions say "action
// type" where newer ones say "connector type".
const (
	requestBody = `^\[request body(?:\.([^\]]*))?\]: `
	ofType      = `^error validating (?:connector|action) type (config|secrets|connector): `
)

// FieldErrors takes the fields out of the reason of a 400. There are three
// wordings: of the schemas that stand in brackets before the text (up to 9.1), and
// the two of zod 3 and zod 4, which list several fields at once.
func FieldErrors(reason string) []FieldError {
	if m := regexp.MustCompile(requestBody).FindStringSubmatch(reason); m != nil {
		return []FieldError{{Path: m[1], Message: reason[len(m[0]):]}}
	}
	m := regexp.MustCompile(ofType).FindStringSubmatch(reason)
	if m == nil {
		return nil
	}
	place := m[1]
	if place == "connector" { // rules between config and secrets
		place = ""
	}
	var all []FieldError
	for _, e := range split(strings.TrimSpace(reason[len(m[0]):])) {
		e.Path = joinPath(place, e.Path)
		all = append(all, e)
	}
	return all
}

// split takes a text of one of the three wordings apart; paths are without the
// place.
func split(text string) []FieldError {
	switch {
	case strings.HasPrefix(text, "✖ "):
		return splitZod4(text)
	case strings.HasPrefix(text, `Field "`), regexp.MustCompile(`^\d+ errors:`).MatchString(text):
		return splitZod3(text)
	default:
		return splitBrackets(text)
	}
}

// splitZod4 reads a line for each issue, followed by one for its path.
func splitZod4(text string) []FieldError {
	var all []FieldError
	for _, issue := range strings.Split(text, "✖ ")[1:] {
		message, path, _ := strings.Cut(issue, "→ at ")
		path, _, _ = strings.Cut(path, "\n")
		all = append(all, FieldError{Path: strings.TrimSpace(path), Message: strings.TrimSpace(message)})
	}
	return all
}

// splitZod3 reads `Field "a.b": text`, or a numbered list of those.
func splitZod3(text string) []FieldError {
	var all []FieldError
	for _, issue := range regexp.MustCompile(`(?m)^\d+ errors:|^ *\[\d+\]: `).Split(text, -1) {
		issue = strings.TrimSuffix(strings.TrimSpace(issue), ";")
		issue, _, _ = strings.Cut(issue, ";\nand ") // "and 3 more"
		if issue == "" {
			continue
		}
		m := regexp.MustCompile(`^Field "([^"]*)": `).FindStringSubmatch(issue)
		if m == nil {
			all = append(all, FieldError{Message: issue})
			continue
		}
		all = append(all, FieldError{Path: m[1], Message: issue[len(m[0]):]})
	}
	return all
}

// splitBrackets reads "[a.b]: text", and "[a]/[b] is required" for each of them.
func splitBrackets(text string) []FieldError {
	m := regexp.MustCompile(`^(?:\[[^\]]+\]/?)+`).FindString(text)
	if m == "" {
		return []FieldError{{Message: text}}
	}
	message := strings.TrimSpace(strings.TrimPrefix(text[len(m):], ":"))
	var all []FieldError
	for _, path := range strings.FieldsFunc(m, func(r rune) bool { return strings.ContainsRune("[]/", r) }) {
		all = append(all, FieldError{Path: path, Message: message})
	}
	return all
}

func joinPath(place, path string) string {
	switch {
	case place == "":
		return path
	case path == "":
		return place
	default:
		return place + "." + path
	}
}
