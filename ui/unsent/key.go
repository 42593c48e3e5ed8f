package unsent

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// kind is what a file holds; it ends the file's name.
type kind string

const (
	draftFile   kind = ".draft.json"
	sendingFile kind = ".sending.json"
)

// key says whose a file is.
type key struct {
	Cluster   string `json:"cluster"`
	Connector string `json:"connector"`
}

// newKey cuts off credentials, should somebody give a whole URL as the cluster.
func newKey(cluster, connector string) key {
	cluster = cluster[strings.LastIndexByte(cluster, '@')+1:]
	return key{Cluster: strings.ToLower(cluster), Connector: connector}
}

// file returns the name of the key's file. It is a hash, because ids come from
// the cluster and hold what they like: slashes, dots, another one's id.
func (k key) file(what kind) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %s", len(k.Cluster), k.Cluster, k.Connector))
	return hex.EncodeToString(sum[:]) + string(what)
}

// isOurs reports whether this package gives files such a name. One that is being
// written has more behind it.
func isOurs(name string) bool {
	sum, rest, _ := strings.Cut(name, ".")
	if _, err := hex.DecodeString(sum); err != nil || len(sum) != 2*sha256.Size {
		return false
	}
	return strings.HasPrefix("."+rest, string(draftFile)) || strings.HasPrefix("."+rest, string(sendingFile))
}
