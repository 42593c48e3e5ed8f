package emulator

import (
	"fmt"
	"net/url"
	"slices"

	x "connwiz/client/emulator/internal/xcontent"
)

// badURL says what is wrong with the URL of a key: not one at all, or on a host
// that kibana.yml doesn't allow. Kibana's texts quote the URL, secret or not.
func (k *Kibana) badURL(n *x.Node, name string) string {
	if !has(n, name) {
		return ""
	}
	text := n.Get(name).Text()
	u, err := url.Parse(text)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return "unable to parse url: TypeError: Invalid URL"
	}
	if allowed := k.options.AllowedHosts; len(allowed) > 0 && !slices.Contains(allowed, u.Hostname()) {
		return fmt.Sprintf(`target url "%s" is not added to the Kibana config xpack.actions.allowedHosts`, text)
	}
	return ""
}

// urls is a rule that these keys hold URLs; the text begins with what the type
// puts before it.
func urls(prefix string, names ...string) func(*Kibana, *x.Node) string {
	return func(k *Kibana, n *x.Node) string {
		for _, name := range names {
			if problem := k.badURL(n, name); problem != "" {
				return prefix + problem
			}
		}
		return ""
	}
}
