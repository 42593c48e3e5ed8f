package text

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"
)

// encodings are the ways in which a server may write a secret it quotes. They
// work on bytes, not strings, so that the results can be wiped.
var encodings = []func([]byte) []byte{
	slices.Clone[[]byte],
	func(b []byte) []byte { return appendJSON(nil, b, false) },
	func(b []byte) []byte { return appendJSON(nil, b, true) },
	func(b []byte) []byte { return appendURL(nil, b, "%%%02X", "%20") },
	func(b []byte) []byte { return appendURL(nil, b, "%%%02x", "%20") },
	func(b []byte) []byte { return appendURL(nil, b, "%%%02X", "+") },
	cleaned,
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
func cleaned(b []byte) []byte { return []byte(Clean(string(b))) }
