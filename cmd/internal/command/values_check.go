package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// checkText refuses bytes that could only be sent as replacement characters.
func checkText(raw []byte) error {
	if !utf8.Valid(raw) {
		return errors.New("not UTF-8 text")
	}
	return nil
}

// checkEscapes refuses halves of surrogate pairs in valid JSON: they are no
// characters, and would be sent as replacement characters.
func checkEscapes(raw []byte) error {
	for i := bytes.IndexByte(raw, '\\'); i >= 0 && i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++
		if raw[i] != 'u' {
			continue
		}
		first := escaped(raw[i-1:])
		if !utf16.IsSurrogate(first) {
			continue
		}
		if utf16.DecodeRune(first, escaped(raw[i+5:])) == utf8.RuneError {
			return errors.New("half of a surrogate pair is no character")
		}
		i += 6 // the other half
	}
	return nil
}

// escaped reads \uXXXX at the beginning of b, or 0.
func escaped(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	if err != nil {
		return 0
	}
	return rune(n)
}

// checkKeys refuses JSON with a key that is there twice: which of the two is
// meant can't be told.
func checkKeys(raw []byte) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // others may be out of range
	return checkKeysOf(d, true)
}

// checkKeysOf checks the next value. Only the names of fields are shown.
func checkKeysOf(d *json.Decoder, top bool) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	seen := make(map[json.Token]bool)
	for d.More() {
		if delim == '{' {
			key, err := d.Token()
			switch {
			case err != nil:
				return err
			case seen[key] && top:
				return fmt.Errorf("the field %q is there twice", key)
			case seen[key]:
				return errors.New("a key is there twice")
			}
			seen[key] = true
		}
		if err := checkKeysOf(d, false); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}
