package schema

import (
	"math"
	"math/big"
	"strings"

	"connwiz/schema/internal/python"
)

// maxSafe is the largest whole number that every JSON reader on the way keeps
// exact: 2^53-1.
const maxSafe = 1<<53 - 1

// enterNumber reads what Python reads and sends it as a plain JSON number. A
// blank text is an empty field, not a value that stops the service.
func (f *Field) enterNumber(in *Input) {
	text := in.Value
	if text.isNullOrBlank() || text.blankText() {
		in.Value = Text("")
		return
	}
	if f.Type == TypeInt {
		f.enterWhole(in, text)
	} else {
		f.enterFraction(in, text)
	}
	if in.Convertible && isNumber(in.Value) && in.Value.Reveal() != text.text() && !plainNumber(text.text()) {
		in.warn(f, KindWizardNumber, "is sent as a plain number")
	}
}

// enterWhole reads a whole number.
func (f *Field) enterWhole(in *Input, text Value) {
	n, err := parseNumber(text, python.ParseInt)
	if err != nil {
		in.refuse(f, KindWizardNumber, "must be a whole number")
		return
	}
	in.Value = BigInt(n)
	f.checkRange(in)
}

// checkRange checks that a whole number is in the safe range.
func (f *Field) checkRange(in *Input) {
	if in.Value.kind == KindInt && in.Value.whole().CmpAbs(big.NewInt(maxSafe)) > 0 {
		in.block(f, KindWizardRange, "must be between -9007199254740991 and 9007199254740991")
	}
}

// enterFraction reads a number. JSON has none for NaN and the infinities, so
// those stay text, which the service converts.
func (f *Field) enterFraction(in *Input, text Value) {
	n, err := parseNumber(text, python.ParseFloat)
	switch {
	case err != nil:
		in.refuse(f, KindWizardNumber, "must be a number")
	case math.IsNaN(n) || math.IsInf(n, 0):
		in.Value = Text(python.FloatText(n))
		in.block(f, KindWizardRange, "must be a finite number")
	default:
		in.Value = Float(n)
	}
}

// plainNumber reports whether a text is a number as people write it everywhere,
// so that sending it as one is not worth a word.
func plainNumber(text string) bool {
	return strings.Trim(text, "0123456789.+-eE") == ""
}
