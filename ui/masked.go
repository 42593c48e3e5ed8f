package ui

import "connwiz/schema"

// masked reports whether a field is edited as a secret: because its schema says
// so, or because its name does, since real schemas forget the flag. What only
// looks like a secret can be revealed as it is stored; a secret never.
func masked(f *schema.Field) bool {
	switch {
	case f.Sensitive:
		return true
	case f.Display == schema.DisplayToggle, f.Display == schema.DisplayDropdown && len(f.Options) > 0:
		return false
	default:
		return f.LooksSecret()
	}
}
