package profile

import (
	"fmt"
	"regexp"
)

// variable is how config.yml names environment variables: ${NAME}, ${NAME|default},
// $NAME or $NAME|default up to the end of the line. Two dollar signs are one, and
// one before digits is dropped. The connector service reads the file through a
// library that replaces them (connectors/config.py, EnvYAML), in quotes, too; a name
// without braces goes on through dots and dashes.
const variable = `\$(?:(\$|\d+)|\{([^}|\n]*)(\|[^}\n]*)?\}|([\pL\pN_.-]+)(\|.*)?)`

// expand replaces the variables of one value. One that is not set and has no
// default is an error, as it is for the connector service.
func expand(text string, getenv func(string) string) (string, error) {
	var missing string
	pattern := regexp.MustCompile(variable)
	expanded := pattern.ReplaceAllStringFunc(text, func(match string) string {
		part := pattern.FindStringSubmatch(match)
		escaped, braced, bare, otherwise := part[1], part[2], part[4], part[3]+part[5]
		if escaped != "" {
			return escaped
		}
		if value := getenv(braced + bare); value != "" {
			return value
		}
		if otherwise != "" {
			return otherwise[1:]
		}
		missing = describe(braced)
		return ""
	})
	if missing != "" {
		return "", fmt.Errorf("%s is not set", missing)
	}
	return expanded, nil
}

// describe names a variable written in braces. One without them may as well be a
// piece of a password that happens to hold a dollar sign, which must be doubled.
func describe(braced string) string {
	if braced == "" {
		return "an environment variable named there (a dollar sign that is one is written $$)"
	}
	return fmt.Sprintf("environment variable %q", braced)
}
