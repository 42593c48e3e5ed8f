package python

import (
	"errors"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
)

// maxIntDigits is Python's limit for the digits of a whole number read from text
// (sys.int_info.default_max_str_digits).
const maxIntDigits = 4300

// quotedDigits is how much of a text int() quotes in its exception.
const quotedDigits = 200

// ParseInt returns int(text).
func ParseInt(text string) (*big.Int, *Exception) {
	digits, ok := numberChars(text)
	digits, ok2 := dropUnderscores(digits)
	if !ok || !ok2 || !isWhole(digits) {
		quoted := []rune(Quote(text))
		return nil, ValueError("invalid literal for int() with base 10: %s",
			string(quoted[:min(len(quoted), quotedDigits)]))
	}
	if n := len(unsigned(digits)); n > maxIntDigits {
		return nil, ValueError("Exceeds the limit (%d digits) for integer string conversion: "+
			"value has %d digits; use sys.set_int_max_str_digits() to increase the limit", maxIntDigits, n)
	}
	n, _ := new(big.Int).SetString(digits, 10)
	return n, nil
}

// isWhole reports whether text is a sign, if any, and at least one digit.
func isWhole(text string) bool {
	text = unsigned(text)
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// ParseFloat returns float(text).
func ParseFloat(text string) (float64, *Exception) {
	chars, ok := numberChars(text)
	chars, ok2 := dropUnderscores(chars)
	switch {
	case ok && ok2 && isNaN(chars):
		return math.NaN(), nil
	case ok && ok2 && isFloatLiteral(chars):
		// Out of range is infinity or zero, as in Python.
		f, _ := strconv.ParseFloat(chars, 64)
		return f, nil
	}
	return 0, ValueError("could not convert string to float: %s", Quote(text))
}

// isNaN reports whether Python reads the text as not a number. Go's reader does so
// only without a sign.
func isNaN(text string) bool { return strings.EqualFold(unsigned(text), "nan") }

// unsigned returns the text without its sign, if it has one.
func unsigned(text string) string {
	if text != "" && (text[0] == '+' || text[0] == '-') {
		return text[1:]
	}
	return text
}

// isFloatLiteral reports whether Python reads the text as a float. Go's reader
// takes hexadecimal forms too, so those are sorted out first.
func isFloatLiteral(text string) bool {
	switch strings.ToLower(unsigned(text)) {
	case "inf", "infinity":
		return true
	}
	if strings.ContainsAny(text, "xXpP_iInN") {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err == nil || errors.Is(err, strconv.ErrRange)
}

// numberChars trims white space and turns the decimal digits of every script
// into ASCII; false when another character is not ASCII.
func numberChars(text string) (string, bool) {
	text = strings.TrimFunc(text, isNumberSpace)
	var b strings.Builder
	for _, r := range text {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case IsDecimal(r):
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

// Truncate returns int(f).
func Truncate(f float64) (*big.Int, *Exception) {
	switch {
	case math.IsNaN(f):
		return nil, ValueError("cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return nil, OverflowError("cannot convert float infinity to integer")
	}
	n, _ := big.NewFloat(f).Int(nil)
	return n, nil
}

// Float returns float(n) for a whole number.
func Float(n *big.Float) (float64, *Exception) {
	f, _ := n.Float64()
	if math.IsInf(f, 0) {
		return 0, OverflowError("int too large to convert to float")
	}
	return f, nil
}
