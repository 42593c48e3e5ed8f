package theme

// Glyphs are signs of one cell each, except for Check and Cross, which are a word
// in ASCII, and Ellipsis and Toggles, which are as long as they are.
type Glyphs struct {
	// Marker points at the focused row; Required, Changed and Cross follow what
	// they are about; Check confirms.
	Marker, Required, Changed, Check, Cross, Warn string
	// Folded and Open stand before a section that can be opened and closed, List
	// behind a value that is one of a list.
	Folded, Open, List string
	// Mask stands for a character of a secret, Dot between two facts, Bullet before
	// an item of a list.
	Mask, Dot, Bullet string
	// On and Off draw a toggle, Unset one that is neither.
	On, Off, Unset string
	// Ellipsis says that text was cut, Arrow stands between old and new.
	Ellipsis, Arrow string
}

func glyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{
			Marker: ">", Required: "*", Changed: "~", Check: "ok", Cross: "x", Warn: "!",
			Folded: "+", Open: "-", List: "v", Mask: "*", Dot: "-", Bullet: "*",
			On: "[x]", Off: "[ ]", Unset: "[?]", Ellipsis: "...", Arrow: "->",
		}
	}
	return Glyphs{
		Marker: "▸", Required: "*", Changed: "~", Check: "✓", Cross: "✗", Warn: "!",
		Folded: "+", Open: "-", List: "▾", Mask: "•", Dot: "·", Bullet: "•",
		On: "[x]", Off: "[ ]", Unset: "[?]", Ellipsis: "…", Arrow: "→",
	}
}
