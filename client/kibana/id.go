package kibana

import (
	"errors"
	"regexp"
	"strings"
)

// longestID is how long an id may be.
const longestID = 36

// CheckID refuses an id of one's own that Kibana would refuse: any version one that
// is empty or too long, 9.4 and later one with other characters than lower case
// letters, digits and hyphens, which older ones are spared too (actions plugin,
// validate_connector_id.ts).
func CheckID(id string) error {
	if id == "" {
		return errors.New("the id is empty")
	}
	if text := idProblem(id); text != "" {
		return errors.New("the id " + text)
	}
	return nil
}

// idProblem is what follows "the id" about one that Kibana would refuse.
func idProblem(id string) string {
	switch {
	case len([]rune(id)) > longestID:
		return "has more than 36 characters"
	case !regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(id):
		return "may only have lower case letters, digits and hyphens"
	}
	return ""
}

// ProposeID makes an id of a name, "" when nothing of it can be used.
func ProposeID(name string) string {
	slug := regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(name), "-")
	if slug = strings.Trim(slug, "-"); len(slug) > longestID {
		slug = strings.TrimRight(slug[:longestID], "-")
	}
	return slug
}
