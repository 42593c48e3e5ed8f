package schema

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
)

// maxIntDigits is Python's limit for the digits of a whole number read from text
// (sys.int_info.default_max_str_digits).
const maxIntDigits = 4300

// exception is what Python raises, by class and text.
type exception struct{ class, text string }

func valueError(format string, args ...any) *exception {
	return &exception{"ValueError", fmt.Sprintf(format, args...)}
}

func typeError(format string, args ...any) *exception {
	return &exception{"TypeError", fmt.Sprintf(format, args...)}
}

func overflowError(text string) *exception { return &exception{"OverflowError", text} }

// keyError is what a missing key of a dict raises; str() of it quotes the key.
func keyError(key string) *exception { return &exception{"KeyError", "'" + key + "'"} }

// quoted returns repr(v) for a message of Python's own, cut to limit characters
// as it does (0: not at all), and without a secret.
func quoted(v Value, limit int) string {
	if v.concealed() {
		return "'" + Redacted + "'"
	}
	text := []rune(pythonRepr(v))
	if limit > 0 && len(text) > limit {
		text = text[:limit]
	}
	return string(text)
}

// parseInt returns int(text) for a text value.
func parseInt(v Value) (*big.Int, *exception) {
	digits, ok := numberChars(v.text())
	digits, ok2 := dropUnderscores(digits)
	if !ok || !ok2 || !isWhole(digits) {
		return nil, valueError("invalid literal for int() with base 10: %s", quoted(v, 200))
	}
	if n := len(strings.TrimLeft(digits, "+-")); n > maxIntDigits {
		return nil, valueError("Exceeds the limit (%d digits) for integer string conversion: "+
			"value has %d digits; use sys.set_int_max_str_digits() to increase the limit", maxIntDigits, n)
	}
	n, _ := new(big.Int).SetString(digits, 10)
	return n, nil
}

// isWhole reports whether text is a sign, if any, and at least one digit.
func isWhole(text string) bool {
	if text != "" && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// parseFloat returns float(text) for a text value.
func parseFloat(v Value) (float64, *exception) {
	text, ok := numberChars(v.text())
	text, ok2 := dropUnderscores(text)
	if ok && ok2 && isFloatLiteral(text) {
		// Out of range is infinity or zero, as in Python.
		f, _ := strconv.ParseFloat(text, 64)
		return f, nil
	}
	return 0, valueError("could not convert string to float: %s", quoted(v, 0))
}

// isFloatLiteral reports whether Python reads the text as a float. Go's reader
// takes hexadecimal forms too, so those are sorted out first.
func isFloatLiteral(text string) bool {
	switch strings.ToLower(strings.TrimLeft(text, "+-")) {
	case "nan", "inf", "infinity":
		return len(text)-len(strings.TrimLeft(text, "+-")) <= 1
	}
	if strings.ContainsAny(text, "xXpP_iInN") {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err == nil || isRangeError(err)
}

// isRangeError reports whether a number was read but doesn't fit.
func isRangeError(err error) bool {
	numError, ok := err.(*strconv.NumError) //nolint:errorlint // strconv returns it unwrapped
	return ok && numError.Err == strconv.ErrRange
}

// numberChars trims white space and turns the decimal digits of every script
// into ASCII; false when another character is not ASCII.
func numberChars(text string) (string, bool) {
	text = strings.TrimFunc(text, isPythonSpace)
	var b strings.Builder
	for _, r := range text {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case unicode.Is(unicode.Nd, r):
			b.WriteByte('0' + digitValue(r))
		default:
			return "", false
		}
	}
	return b.String(), true
}

// digitValue returns the value of a decimal digit. Unicode keeps the ten digits
// of a script together, and starts a range of them at a zero.
func digitValue(r rune) byte {
	for _, rg := range unicode.Nd.R16 {
		if rune(rg.Lo) <= r && r <= rune(rg.Hi) {
			return byte((r - rune(rg.Lo)) % 10)
		}
	}
	for _, rg := range unicode.Nd.R32 {
		if rune(rg.Lo) <= r && r <= rune(rg.Hi) {
			return byte((r - rune(rg.Lo)) % 10)
		}
	}
	return 0
}

// dropUnderscores removes single underscores between digits; false when there is
// another one.
func dropUnderscores(text string) (string, bool) {
	if !strings.Contains(text, "_") {
		return text, true
	}
	isDigit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i := range len(text) {
		if text[i] == '_' && !(isDigit(i-1) && isDigit(i+1)) {
			return "", false
		}
	}
	return strings.ReplaceAll(text, "_", ""), true
}

// truncated returns int(f).
func truncated(f float64) (*big.Int, *exception) {
	switch {
	case math.IsNaN(f):
		return nil, valueError("cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return nil, overflowError("cannot convert float infinity to integer")
	}
	n, _ := big.NewFloat(f).Int(nil)
	return n, nil
}

// floatOf returns float(n).
func floatOf(n *big.Float) (float64, *exception) {
	f, _ := n.Float64()
	if math.IsInf(f, 0) {
		return 0, overflowError("int too large to convert to float")
	}
	return f, nil
}
