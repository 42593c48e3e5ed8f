package schema

import (
	"math"
	"math/big"
	"slices"
	"strings"

	"connwiz/schema/internal/python"
)

// enterBool reads a switch. Any other text would count as on for the service,
// "false" included, so it is refused.
func (f *Field) enterBool(in *Input) {
	text := strings.ToLower(python.Strip(in.Value.text()))
	switch text {
	case "":
		in.Value = Text("")
	case "true", "yes", "on", "1":
		in.Value = Bool(true)
	case "false", "no", "off", "0":
		in.Value = Bool(false)
	default:
		in.refuse(f, KindWizardBoolean, "must be true or false")
	}
}

// enterList joins the items with commas, the one form that both the service and
// Elasticsearch read.
func (f *Field) enterList(in *Input) {
	text := in.Value.text()
	in.Value = Text(joinItems(splitItems(text, ",\n")))
	if f.Required && in.Value.isNullOrBlank() && text != "" {
		in.block(f, KindWizardBlank, "must not be blank")
	}
}

// joinItems writes items as one text, separated by commas.
func joinItems(items []Value) string {
	var texts []string
	for _, item := range items {
		if text := python.Strip(pythonStr(item)); text != "" && item.kind != KindNull {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, ",")
}

// FromChoice checks a value chosen on a toggle or dropdown or given as JSON.
func (f *Field) FromChoice(v Value) Input {
	v = v.marked(f.Sensitive)
	switch v.kind {
	case KindNull:
		return f.entered(Text("").marked(v.sensitive))
	case KindText:
		return f.entered(v)
	}
	in := Input{Value: v, Convertible: true}
	switch f.Type {
	case TypeInt:
		f.chooseWhole(&in)
	case TypeFloat:
		f.chooseFraction(&in)
	case TypeBool:
		f.chooseBool(&in)
	case TypeList:
		f.chooseList(&in)
	case TypeStr:
		f.chooseText(&in)
	default:
		f.chooseAny(&in)
	}
	in.Value = in.Value.marked(v.sensitive)
	if in.Convertible {
		f.checkOption(&in)
	}
	return in
}

// chooseWhole takes a fraction only when nothing of it is lost.
func (f *Field) chooseWhole(in *Input) {
	switch {
	case in.Value.kind == KindInt:
		f.checkRange(in)
	case in.Value.kind == KindFloat && in.Value.in().float == math.Trunc(in.Value.in().float) && !math.IsInf(in.Value.in().float, 0):
		n, _ := big.NewFloat(in.Value.in().float).Int(nil)
		in.Value = BigInt(n)
		f.checkRange(in)
	default:
		in.refuse(f, KindWizardNumber, "must be a whole number")
	}
}

// chooseFraction takes any number.
func (f *Field) chooseFraction(in *Input) {
	switch in.Value.kind {
	case KindInt:
		n, err := python.Float(exact(in.Value))
		if err != nil {
			in.refuse(f, KindWizardNumber, "must be a number")
			return
		}
		in.Value = Float(n)
	case KindFloat:
		if math.IsInf(in.Value.in().float, 0) || isNaN(in.Value) {
			in.Value = Text(python.FloatText(in.Value.in().float))
			in.block(f, KindWizardRange, "must be a finite number")
		}
	default:
		in.refuse(f, KindWizardNumber, "must be a number")
	}
}

// chooseBool takes the numbers that Python takes for true and false.
func (f *Field) chooseBool(in *Input) {
	switch {
	case in.Value.kind == KindBool:
	case in.Value.Equal(Int(0)) || in.Value.Equal(Int(1)):
		in.Value = Bool(pythonTruth(in.Value))
	default:
		in.refuse(f, KindWizardBoolean, "must be true or false")
	}
}

// chooseText takes a number or a switch as the text that the service would make
// of it.
func (f *Field) chooseText(in *Input) {
	if !isNumber(in.Value) {
		in.refuse(f, KindWizardText, "must be a text")
		return
	}
	in.Value = Text(pythonStr(in.Value))
	in.warn(f, KindWizardText, "is sent as a text")
}

// chooseAny takes everything that JSON can say: nothing converts the value.
func (f *Field) chooseAny(in *Input) {
	if holdsInfinity(in.Value) {
		in.refuse(f, KindWizardRange, "must be a finite number")
	}
}

// holdsInfinity reports whether an infinity is anywhere in the value.
func holdsInfinity(v Value) bool {
	return v.kind == KindFloat && math.IsInf(v.in().float, 0) || slices.ContainsFunc(v.Items(), holdsInfinity)
}

// chooseList joins the items of an array. An item with a comma would become two.
func (f *Field) chooseList(in *Input) {
	items := []Value{in.Value}
	if in.Value.kind == KindList {
		items = in.Value.Items()
	}
	for _, item := range items {
		switch {
		case item.kind == KindList || item.kind == KindObject:
			in.refuse(f, KindWizardList, "must be a list of texts")
			return
		case strings.Contains(pythonStr(item), ","):
			in.block(f, KindWizardList, "has an item with a comma, which would become two items")
		}
	}
	in.Value = Text(joinItems(items))
}

// EditText returns the text with which an editor of the stored value starts: the
// inverse of FromText. It is "" for secrets.
func (f *Field) EditText() string {
	v := f.Value
	switch {
	case f.Sensitive || v.sensitive || v.kind == KindNull:
		return ""
	case v.kind == KindBool && f.Type == TypeBool:
		return strings.ToLower(pythonStr(v))
	case v.kind == KindList && f.Type == TypeList:
		return joinItems(v.Items())
	case v.kind == KindList || v.kind == KindObject:
		if f.Type != TypeStr {
			return string(v.RevealJSON())
		}
	}
	return pythonStr(v)
}

// Repair returns the sent form of a stored value that harms (an array in a list
// field breaks sync jobs), and whether one is needed.
func (f *Field) Repair() (Value, bool) {
	if f.Type != TypeList || f.Value.kind != KindList {
		return f.Value, false
	}
	return Text(joinItems(f.Value.Items())).marked(f.Value.sensitive), true
}
