package client

import (
	"encoding/base64"
	"errors"
	"strings"
)

// CloudURLs returns the URLs that a cloud id stands for; kibana is "" when the id
// names none. The id is LABEL:BASE64, the coded part HOST[:PORT]$ES[:PORT]$KIBANA[:PORT].
func CloudURLs(id string) (elasticsearch, kibana string, err error) {
	_, coded, ok := cutLast(strings.TrimSpace(id), ":")
	if !ok {
		return "", "", errors.New("the cloud id has no colon: copy it whole, LABEL:CODE")
	}
	plain, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(coded, "="))
	if err != nil {
		return "", "", errors.New("the cloud id can't be decoded: copy it whole, LABEL:CODE")
	}
	parts := strings.Split(string(plain), "$")
	if len(parts) < 2 || parts[0] == "" || parts[1] == "" {
		return "", "", errors.New("the cloud id names no Elasticsearch: copy it whole, LABEL:CODE")
	}
	elasticsearch = cloudURL(parts[0], parts[1])
	if len(parts) > 2 && parts[2] != "" {
		kibana = cloudURL(parts[0], parts[2])
	}
	return elasticsearch, kibana, nil
}

// cloudURL puts a component's name before the domain. A port of its own beats the
// domain's.
func cloudURL(domain, component string) string {
	host, port, _ := strings.Cut(domain, ":")
	name, own, _ := strings.Cut(component, ":")
	if own != "" {
		port = own
	}
	if port == "" {
		port = "443"
	}
	return "https://" + name + "." + host + ":" + port
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
