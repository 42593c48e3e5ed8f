package serviceconfig

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Start is how to start a connector service.
type Start struct {
	// Version is the service's, which is the cluster's: the service refuses another
	// major version and an older server (connectors/preflight_check.py).
	Version string
	// ConfigFile is the path of config.yml.
	ConfigFile string
}

// VersionError says that a version can't be used for the service.
type VersionError struct{ Version string }

// Error returns the text.
func (e *VersionError) Error() string {
	return fmt.Sprintf("version %q of the connector service: it looks like 9.1.5", e.Version)
}

// Docker returns the command that runs the service in a container.
func (s Start) Docker() (string, error) {
	image, err := Image(s.Version)
	if err != nil {
		return "", err
	}
	folder, err := filepath.Abs(filepath.Dir(s.ConfigFile))
	if err != nil {
		return "", fmt.Errorf("find the folder of %q: %w", s.ConfigFile, err)
	}
	return strings.Join([]string{
		"docker run --rm --tty --interactive",
		"--volume " + ShellArg(folder+":/config"),
		"--network host",
		image,
		"/app/bin/elastic-ingest -c " + ShellArg("/config/"+filepath.Base(s.ConfigFile)),
	}, " \\\n  "), nil
}

// Image returns the image of a version of the service: since 8.17 it is among the
// integrations, and in 8.x its tags have a fourth number.
func Image(version string) (string, error) {
	major, minor, plain, ok := release(version)
	switch {
	case !ok || major < 8:
		return "", &VersionError{version}
	case major > 8:
		return "docker.elastic.co/integrations/elastic-connectors:" + plain, nil
	case minor >= 17:
		return "docker.elastic.co/integrations/elastic-connectors:" + plain + ".0", nil
	}
	return "docker.elastic.co/enterprise-search/elastic-connectors:" + plain + ".0", nil
}

// Source returns the commands that run the service from its source.
func (s Start) Source() (string, error) {
	_, _, plain, ok := release(s.Version)
	if !ok {
		return "", &VersionError{s.Version}
	}
	path, err := filepath.Abs(s.ConfigFile)
	if err != nil {
		return "", fmt.Errorf("find %q: %w", s.ConfigFile, err)
	}
	return strings.Join([]string{
		"git clone --branch v" + plain + " --depth 1 https://github.com/elastic/connectors.git",
		"cd connectors",
		"make install",
		"bin/elastic-ingest -c " + ShellArg(path),
	}, "\n"), nil
}

// release reads a version and drops what follows its three numbers: a snapshot has
// the image of its release.
func release(version string) (major, minor int, plain string, ok bool) {
	plain, _, _ = strings.Cut(version, "-")
	plain, _, _ = strings.Cut(plain, "+")
	parts := strings.Split(plain, ".")
	if len(parts) != 3 {
		return 0, 0, "", false
	}
	var numbers [3]int
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return 0, 0, "", false
		}
		numbers[i] = int(n)
	}
	return numbers[0], numbers[1], plain, true
}

// ShellArg writes an argument so that a shell takes it as one.
func ShellArg(text string) string {
	const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:@%+,/"
	if text != "" && strings.Trim(text, safe) == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
