package profile

import (
	"fmt"
	"regexp"
)

// variable is how config.yml names environment variables: ${NAME},
// ${NAME|default} or $NAME. The connector service reads the file through a
// library that replaces them.
const variable = `\$(?:\{([^}|]*)(\|[^}]*)?\}|([A-Za-z_]\w*))`

// expand replaces the variables of one value. One that is not set and has no
// default is an error, as it is for the connector service.
func expand(text string, getenv func(string) string) (string, error) {
	var missing string
	expanded := regexp.MustCompile(variable).ReplaceAllStringFunc(text, func(match string) string {
		part := regexp.MustCompile(variable).FindStringSubmatch(match)
		name := part[1] + part[3]
		if value := getenv(name); value != "" {
			return value
		}
		if part[2] != "" {
			return part[2][1:]
		}
		missing = describe(part[1])
		return ""
	})
	if missing != "" {
		return "", fmt.Errorf("%s is not set", missing)
	}
	return expanded, nil
}

// describe names a variable written in braces. One without them may as well be a
// piece of a password that happens to hold a dollar sign.
func describe(braced string) string {
	if braced == "" {
		return "an environment variable named there"
	}
	return fmt.Sprintf("environment variable %q", braced)
}
