package theme

import "github.com/charmbracelet/lipgloss"

// palette is the colours of one background. Every one has a contrast of at least
// 4.5:1 to it in the palettes of xterm, PuTTY and Windows' console, which leaves few:
// on black the plain red and both blues are too dark, on white everything with
// green in it is too light. In the palette of the VGA, which Linux' console has,
// yellow is a dark brown, so there it is the bright one.
//
// Where nobody tells the background, as over SSH, no colour is as good as that on both,
// and what is good on black can't be seen on white: yellow has 1.7:1 there. Bright blue
// and bright red have at least 3:1 on both, which is what WCAG 2 asks of signs and of
// large letters, and nothing says by colour what it doesn't say in words. A warning has
// no such colour: it is bold.
type palette struct {
	accent, failure, warning, success lipgloss.Color
}

func choose(o Options) palette {
	switch {
	case !o.Color:
		return palette{}
	case o.Guessed:
		return palette{accent: "12", failure: "9", success: "12"}
	case o.Dark && o.Console:
		return palette{accent: "14", failure: "9", warning: "11", success: "10"}
	case o.Dark:
		return palette{accent: "6", failure: "9", warning: "3", success: "2"}
	}
	return palette{accent: "4", failure: "1", warning: "5", success: "4"}
}
