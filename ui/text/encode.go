package text

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"
)

// longestEscape is how many bytes one byte can become, so that no half-finished copy
// of a secret is left behind by growing.
const longestEscape = 6

// encodings returns what a server may make of a secret it quotes. All of it is
// bytes, not strings, so that it can be wiped.
func encodings(secret []byte) [][]byte {
	room := func() []byte { return make([]byte, 0, longestEscape*len(secret)) }
	return [][]byte{
		slices.Clone(secret),
		appendJSON(room(), secret, false),
		appendJSON(room(), secret, true),
		appendURL(room(), secret, "%%%02X", "%20"),
		appendURL(room(), secret, "%%%02x", "%20"),
		appendURL(room(), secret, "%%%02X", "+"),
		cleaned(secret),
	}
}

// appendJSON writes b as the inside of a JSON string. Python escapes everything
// that is not ASCII; Elasticsearch and Go leave it.
func appendJSON(dst, b []byte, ascii bool) []byte {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < ' ' || ascii && r > '~' && r <= 0xffff:
			dst = fmt.Appendf(dst, `\u%04x`, r)
		case ascii && r > 0xffff:
			r -= 0x10000
			dst = fmt.Appendf(dst, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			dst = append(dst, b[:size]...)
		}
		b = b[size:]
	}
	return dst
}

// appendURL writes b with everything but RFC 3986's unreserved characters escaped.
func appendURL(dst, b []byte, format, space string) []byte {
	const unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
	for _, c := range b {
		switch {
		case c == ' ':
			dst = append(dst, space...)
		case bytes.IndexByte([]byte(unreserved), c) >= 0:
			dst = append(dst, c)
		default:
			dst = fmt.Appendf(dst, format, c)
		}
	}
	return dst
}

// cleaned is the secret as [Clean] leaves it.
func cleaned(b []byte) []byte {
	if bytes.IndexFunc(b, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return slices.Clone(b)
	}
	return []byte(Clean(string(b)))
}
