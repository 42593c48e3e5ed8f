package client

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// parseAddress reads the URL of a cluster. None of its errors quotes the URL or
// wraps the parser's error, which does: people paste URLs with passwords in them.
func parseAddress(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	// A password with a slash in it ends up in the path, so an @ anywhere counts.
	if strings.Contains(raw, "@") {
		return nil, errors.New("the URL contains a user name or password: " +
			"leave out everything up to the @ and give the credentials separately")
	}
	if !strings.Contains(raw, "://") {
		return nil, errors.New("the URL has no scheme: write https://HOST:PORT")
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, errors.New("the URL can't be read: write https://HOST:PORT")
	}
	if err := checkAddress(u); err != nil {
		return nil, err
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.EscapedPath(), "/")
	return u, nil
}

func checkAddress(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return errors.New("the URL's scheme is neither https nor http")
	case u.Hostname() == "":
		return errors.New("the URL has no host: write https://HOST:PORT")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return errors.New("the URL has a query or a fragment: leave out everything from the ? or # on")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return errors.New("the URL's port is not between 1 and 65535")
		}
	}
	return nil
}
