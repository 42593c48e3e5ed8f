package audit

import (
	"os"
	"os/user"
	"strings"
)

// Who is the person that saves, and from where.
type Who struct {
	User string // at the operating system
	Key  string // the fingerprint of the SSH key that served to log in, "" for none
	Host string // on which this program runs
	// Client is the address from which the person came over SSH, "" for one that
	// sits at the machine.
	Client string
}

// Local returns who runs this process. What can't be found out stays empty. The
// client's address comes from the environment, which its owner can change: it
// helps to find a person, and proves nothing.
func Local(getenv func(string) string) Who {
	w := Who{Client: sshClient(getenv)}
	if u, err := user.Current(); err == nil {
		w.User = u.Username
	}
	w.Host, _ = os.Hostname()
	return w
}

// sshClient returns the first word of what sshd tells its sessions; see the
// ENVIRONMENT section of ssh(1).
func sshClient(getenv func(string) string) string {
	for _, name := range []string{"SSH_CONNECTION", "SSH_CLIENT"} {
		if words := strings.Fields(getenv(name)); len(words) > 0 {
			return words[0]
		}
	}
	return ""
}
