package cells

import (
	"strconv"
	"strings"
)

// style is how a cell is drawn: its attributes and colours. The zero value is
// plain text.
type style struct {
	attrs  uint16 // bit n is attribute n of SGR, 1 (bold) to 9 (struck out)
	fg, bg color
}

// color is a colour, zero where the terminal decides.
type color uint32

// What the top byte of a color says about the rest of it.
const (
	named   color = iota<<24 + 1<<24 // a parameter of its own: 30 to 37, 90 to 97
	indexed                          // one of 256
	direct                           // red, green, blue
)

const value color = 1<<24 - 1

// What an attribute draws where there is no letter: lines, and the reverse.
const onBlanks uint16 = 1<<4 | 1<<7 | 1<<9

// marks reports whether a blank looks different in this style.
func (s style) marks() bool { return s.attrs&onBlanks != 0 || s.bg != 0 }

// apply returns the style after the parameters of an SGR sequence. What it doesn't
// know it leaves out.
func (s style) apply(params string) style {
	args := strings.Split(params, ";")
	for len(args) > 0 {
		head, details, grouped := strings.Cut(args[0], ":")
		n, err := strconv.Atoi(head)
		if err != nil && head != "" {
			return s
		}
		args = args[1:]
		switch {
		case n != 38 && n != 48:
			s.one(n)
		case grouped: // 38:2::1:2:3, with or without a colour space
			c, _ := extended(strings.Split(strings.Replace(details, "::", ":", 1), ":"))
			s.set(n == 48, c)
		default:
			c, taken := extended(args)
			s.set(n == 48, c)
			args = args[taken:]
		}
	}
	return s
}

// one applies a parameter that stands for itself.
func (s *style) one(n int) {
	switch {
	case n == 0:
		*s = style{}
	case n <= 9:
		s.attrs |= 1 << n
	case n == 22:
		s.attrs &^= 1<<1 | 1<<2
	case n >= 23 && n <= 29:
		s.attrs &^= 1 << (n - 20)
	case n == 39 || n == 49:
		s.set(n == 49, 0)
	case n >= 30 && n <= 37 || n >= 90 && n <= 97:
		s.fg = named | color(n)
	case n >= 40 && n <= 47 || n >= 100 && n <= 107:
		s.bg = named | color(n-10)
	}
}

func (s *style) set(background bool, c color) {
	if background {
		s.bg = c
	} else {
		s.fg = c
	}
}

// extended reads the colour behind 38 or 48 and says how many arguments it took.
func extended(args []string) (color, int) {
	number := func(i int) color {
		n, _ := strconv.ParseUint(args[i], 10, 8)
		return color(n)
	}
	switch {
	case len(args) >= 2 && args[0] == "5":
		return indexed | number(1), 2
	case len(args) >= 4 && args[0] == "2":
		return direct | number(1)<<16 | number(2)<<8 | number(3), 4
	}
	return 0, len(args)
}

// change appends the sequence that turns one style into another.
func (s style) change(b []byte, to style) []byte {
	if s == to {
		return b
	}
	afresh := to.params(nil)
	if s != (style{}) && len(afresh) > 0 {
		afresh = append([]byte{';'}, afresh...)
	}
	params := afresh
	if added, ok := s.added(to); ok && len(added) < len(afresh) {
		params = added
	}
	b = append(b, "\x1b["...)
	b = append(b, params...)
	return append(b, 'm')
}

// added returns the parameters that lead from s to a style that has everything s
// has, or other colours.
func (s style) added(to style) ([]byte, bool) {
	if s.attrs&^to.attrs != 0 || s.fg != 0 && to.fg == 0 || s.bg != 0 && to.bg == 0 {
		return nil, false
	}
	more := style{attrs: to.attrs &^ s.attrs}
	if to.fg != s.fg {
		more.fg = to.fg
	}
	if to.bg != s.bg {
		more.bg = to.bg
	}
	return more.params(nil), true
}

// params appends the parameters that make plain text look like s.
func (s style) params(b []byte) []byte {
	for n := 1; n <= 9; n++ {
		if s.attrs&(1<<n) != 0 {
			b = append(strconv.AppendInt(b, int64(n), 10), ';')
		}
	}
	b = s.fg.params(b, 0)
	b = s.bg.params(b, 10)
	if len(b) > 0 {
		b = b[:len(b)-1]
	}
	return b
}

// params appends the parameters of a colour; offset is 10 for the background.
func (c color) params(b []byte, offset int64) []byte {
	number := func(n int64) { b = append(strconv.AppendInt(b, n, 10), ';') }
	v := int64(c & value)
	switch c &^ value {
	case named:
		number(v + offset)
	case indexed:
		number(38 + offset)
		b = append(b, "5;"...)
		number(v)
	case direct:
		number(38 + offset)
		b = append(b, "2;"...)
		number(v >> 16)
		number(v >> 8 & 0xff)
		number(v & 0xff)
	}
	return b
}
