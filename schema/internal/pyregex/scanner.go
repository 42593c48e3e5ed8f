package pyregex

// scanner hands out a pattern in tokens: one character, or a backslash and the
// one after it. Like Python's it looks one token ahead, so that a backslash at
// the very end is an error as soon as it comes into sight.
type scanner struct {
	pattern []rune
	index   int    // behind next
	next    string // "" at the end
	length  int    // of next in characters
}

// failure carries an error out of the recursive parser.
type failure struct{ err *Error }

// advance reads the next token.
func (s *scanner) advance() {
	if s.index >= len(s.pattern) {
		s.next, s.length = "", 0
		return
	}
	if s.pattern[s.index] != '\\' {
		s.next, s.length = string(s.pattern[s.index]), 1
		s.index++
		return
	}
	if s.index+1 >= len(s.pattern) {
		panic(failure{syntaxError(s.pattern, len(s.pattern)-1, "bad escape (end of pattern)")})
	}
	s.next, s.length = string(s.pattern[s.index:s.index+2]), 2
	s.index += 2
}

// get returns the next token and moves on.
func (s *scanner) get() string {
	token := s.next
	s.advance()
	return token
}

// accept moves on if the next token is this one.
func (s *scanner) accept(token string) bool {
	if s.next != token {
		return false
	}
	s.advance()
	return true
}

// tell returns the position of the next token.
func (s *scanner) tell() int { return s.index - s.length }

// seek goes back to a position.
func (s *scanner) seek(pos int) {
	s.index = pos
	s.advance()
}

// while returns up to n characters that the test likes.
func (s *scanner) while(n int, like func(rune) bool) string {
	var taken []rune
	for len(taken) < n && s.length == 1 && like(s.pattern[s.tell()]) {
		taken = append(taken, s.pattern[s.tell()])
		s.advance()
	}
	return string(taken)
}

// until returns the text up to the end token; what names it in an error.
func (s *scanner) until(end, what string) string {
	text, length := "", 0
	for {
		token, tokenLength := s.next, s.length
		s.advance()
		if token == "" {
			if text == "" {
				s.fail(0, "missing %s", what)
			}
			s.fail(length, "missing %s, unterminated name", end)
		}
		if token == end {
			if text == "" {
				s.fail(1, "missing %s", what)
			}
			return text
		}
		text += token
		length += tokenLength
	}
}

// fail ends parsing with an error so many characters before the next token.
func (s *scanner) fail(back int, format string, args ...any) {
	panic(failure{syntaxError(s.pattern, s.tell()-back, format, args...)})
}

func isHex(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'f' || 'A' <= r && r <= 'F'
}

func isOctal(r rune) bool { return '0' <= r && r <= '7' }

func isDecimal(r rune) bool { return '0' <= r && r <= '9' }

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' && r < 0x80 }
