package theme

import "github.com/charmbracelet/lipgloss"

// palette is the colours of one background. Every one has a contrast of at least
// 4.5:1 to it in the palettes of xterm, PuTTY and Windows' console, which leaves few:
// on black the plain red and both blues are too dark, on white everything with
// green in it is too light. In the palette of the VGA, which Linux' console has,
// yellow is a dark brown, so there it is the bright one.
//
// Where nobody tells the background, as over SSH, none of the sixteen is as good as
// that on both: yellow has 1.7:1 on white. Of the 256 colours of xterm, which nobody
// redefines, six have that much on both, and three of them are blue, red and green
// enough. A warning is bold there, and a terminal of sixteen colours gets none: nothing
// is said by colour that isn't said in words.
type palette struct {
	accent, failure, warning, success lipgloss.Color
}

func choose(o Options) palette {
	switch {
	case !o.Color:
		return palette{}
	case o.Guessed && o.Many:
		return palette{accent: "63", failure: "131", success: "29"}
	case o.Guessed:
		return palette{}
	case o.Dark && o.Console:
		return palette{accent: "14", failure: "9", warning: "11", success: "10"}
	case o.Dark:
		return palette{accent: "6", failure: "9", warning: "3", success: "2"}
	}
	return palette{accent: "4", failure: "1", warning: "5", success: "4"}
}
