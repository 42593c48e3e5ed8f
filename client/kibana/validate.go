package kibana

import (
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// rule judges a text by the constraint of its validation. It returns what follows
// the field's label in a problem, "" when all is well. It never quotes the text.
type rule func(text string, constraint []string) string

// rules are the validations that a data file may name.
func rules() map[string]rule {
	return map[string]rule{
		"url":             isURL,
		"range":           inRange,
		"address":         isAddress,
		"json_object":     isFilledObject,
		"template":        isTemplate,
		"contains":        containsAll,
		"contains_one":    containsOne,
		"host":            onHost,
		"filled_in":       isFilledIn,
		"pem":             isPEM,
		"no_other_pem":    isNoOtherPEM,
		"service_account": isServiceAccount,
		"lines":           atMostLines,
		"mappings":        isMappings,
	}
}

// isURL asks for an absolute URL of the web, as every connector that calls one
// does (validateUrl and the allowed hosts of actions_config.ts).
func isURL(text string, _ []string) string {
	u, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "":
		return "must be a whole URL, such as https://host/path"
	case u.Scheme != "http" && u.Scheme != "https":
		return "must begin with https:// or http://"
	}
	return ""
}

func inRange(text string, limits []string) string {
	n, err := strconv.ParseFloat(text, 64)
	low, _ := strconv.ParseFloat(limits[0], 64)
	high, _ := strconv.ParseFloat(limits[1], 64)
	if err != nil || n < low || n > high {
		return "must be between " + limits[0] + " and " + limits[1]
	}
	return ""
}

func isAddress(text string, _ []string) string {
	if _, err := mail.ParseAddress(text); err != nil {
		return "must be an e-mail address"
	}
	return ""
}

func isFilledObject(text string, _ []string) string {
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil || len(members) == 0 {
		return "must be a JSON object with something in it"
	}
	return ""
}

// isTemplate asks for JSON in which variables in double or triple braces stand,
// within texts or instead of values.
func isTemplate(text string, _ []string) string {
	if !json.Valid([]byte(withoutVariables(text))) {
		return "must be JSON once its variables are filled in"
	}
	return ""
}

// withoutVariables puts a value in the place of each variable.
func withoutVariables(text string) string {
	variable := regexp.MustCompile(`\{\{\{[^{}]*\}\}\}|\{\{[^{}]*\}\}`)
	return variable.ReplaceAllString(text, "0")
}

// variables writes the names of variables as a person has to.
func variables(names []string) string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = "{{{" + name + "}}}"
	}
	return strings.Join(all, " or ")
}

// contains reports whether the text has the variable, whose braces may be two or
// three and hold blanks.
func contains(text, name string) bool {
	return regexp.MustCompile(`\{\{\s*` + regexp.QuoteMeta(name) + `\s*\}\}`).MatchString(text)
}

func containsAll(text string, names []string) string {
	for _, name := range names {
		if !contains(text, name) {
			return "must contain the variable " + variables([]string{name})
		}
	}
	return ""
}

func containsOne(text string, names []string) string {
	if !slices.ContainsFunc(names, func(name string) bool { return contains(text, name) }) {
		return "must contain the variable " + variables(names)
	}
	return ""
}

// onHost asks for a URL on one of some hosts; a host of one's own machine passes,
// as it does in Kibana (torq/index.ts).
func onHost(text string, hosts []string) string {
	u, err := url.Parse(strings.TrimSpace(text))
	if err == nil && (u.Hostname() == "localhost" || slices.Contains(hosts, u.Hostname())) {
		return ""
	}
	return "must begin with https://" + strings.Join(hosts, " or https://")
}

// isFilledIn asks that the placeholders of an example were replaced.
func isFilledIn(text string, _ []string) string {
	if strings.ContainsAny(text, "{}") {
		return "still has a placeholder in braces: replace it"
	}
	return ""
}

// isPEM asks for a PEM block of one of some types, as it is or in base64.
func isPEM(text string, types []string) string {
	if found := pemTypes(text); len(found) == 0 || !slices.Contains(types, found[0]) {
		return "must be a PEM file that begins with -----BEGIN " + types[0] + "-----"
	}
	return ""
}

// isNoOtherPEM refuses a PEM file in which there is only something else: certificate
// and key are easily mixed up. What is no PEM at all is Kibana's to judge.
func isNoOtherPEM(text string, endings []string) string {
	found := pemTypes(text)
	fits := func(kind string) bool {
		return slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(kind, ending) })
	}
	if len(found) > 0 && !slices.ContainsFunc(found, fits) {
		return "must hold a " + strings.ToLower(endings[0]) + ", and has none"
	}
	return ""
}

// pemTypes are the types of the PEM blocks of a file, as it is or in base64.
func pemTypes(text string) []string {
	rest := []byte(text)
	if plain, err := base64.StdEncoding.DecodeString(encodeFile(rest)); err == nil {
		rest = plain
	}
	var found []string
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return found
		}
		found = append(found, block.Type)
	}
}

// showsPassword reports whether a URL has a password in it.
func showsPassword(text string) bool {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.User == nil {
		return false
	}
	_, has := u.User.Password()
	return has
}

// isServiceAccount asks for the JSON key of a Google service account
// (gemini/index.ts).
func isServiceAccount(text string, _ []string) string {
	var key struct {
		Type string `json:"type"`
	}
	switch {
	case json.Unmarshal([]byte(text), &key) != nil:
		return "must be JSON: the whole key file of a service account"
	case key.Type != "service_account":
		return `must be the key of a service account: its "type" is another`
	}
	return ""
}

// isMappings asks for the fields of another system by use: each null, or an object of
// four texts (kbn-connector-schemas, swimlane).
func isMappings(text string, uses []string) string {
	var all map[string]map[string]any
	if json.Unmarshal([]byte(text), &all) != nil {
		return "must have an object, or null, for each use"
	}
	for _, use := range slices.Sorted(maps.Keys(all)) {
		if !slices.Contains(uses, use) {
			return "may only have " + strings.Join(uses, ", ")
		}
		for _, key := range []string{"id", "key", "name", "fieldType"} {
			if said, isText := all[use][key].(string); all[use] != nil && (!isText || said == "" || len(all[use]) != 4) {
				return "must have id, key, name and fieldType, all of them texts, and nothing else in " + use
			}
		}
	}
	return ""
}

func atMostLines(text string, limit []string) string {
	most, _ := strconv.Atoi(limit[0])
	lines := 0
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) != "" {
			lines++
		}
	}
	if lines > most {
		return "must have at most " + limit[0] + " lines"
	}
	return ""
}
