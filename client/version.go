package client

import (
	"strconv"
	"strings"
)

// Serverless reports whether the cluster is serverless, whose version number says
// nothing.
func (i Info) Serverless() bool { return i.BuildFlavor == "serverless" }

// release reads major and minor of a version; ok is false for what is none.
func release(version string) (major, minor int, ok bool) {
	parts := strings.SplitN(version, ".", 3)
	if len(parts) < 2 {
		return 0, 0, false
	}
	major, err := strconv.Atoi(parts[0])
	if err != nil {
		return 0, 0, false
	}
	minor, err = strconv.Atoi(parts[1])
	return major, minor, err == nil
}

// olderThan reports whether a version is known to be older than a release.
func olderThan(version string, major, minor int) bool {
	a, b, ok := release(version)
	return ok && (a < major || a == major && b < minor)
}

// Before reports whether the server is known to be older than a release, as
// 8.15 is written 8, 15. A serverless one never is.
func (i Info) Before(major, minor int) bool {
	return !i.Serverless() && olderThan(i.Version, major, minor)
}
