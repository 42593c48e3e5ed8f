package draft

import (
	"slices"

	"connwiz/schema"
)

// sameRules reports whether a value means the same in both fields. What only a
// person sees (label, tooltip, place) may differ.
func sameRules(a, b *schema.Field) bool {
	return a.Type == b.Type && a.Required == b.Required && a.Sensitive == b.Sensitive &&
		a.Default.Identical(b.Default) &&
		slices.EqualFunc(a.Options, b.Options, sameOption) &&
		slices.EqualFunc(a.DependsOn, b.DependsOn, sameDependency) &&
		slices.EqualFunc(a.Validations, b.Validations, sameValidation)
}

func sameOption(a, b schema.Option) bool { return a.Value.Identical(b.Value) }

func sameDependency(a, b schema.Dependency) bool {
	return a.Field == b.Field && a.Value.Identical(b.Value)
}

func sameValidation(a, b schema.Validation) bool {
	return a.Type == b.Type && a.HasType == b.HasType &&
		a.HasConstraint == b.HasConstraint && a.Constraint.Identical(b.Constraint)
}
