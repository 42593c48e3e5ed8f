package theme

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/muesli/termenv"
)

// FromEnvironment reads the options from the environment and the --theme flag
// (auto, dark or light; empty is auto). It asks the terminal nothing: COLORFGBG
// says what the background is, where the terminal sets it. Otherwise it is not known,
// but for Linux' console, which is dark. --no-color and --ascii are for the caller to set on the result.
func FromEnvironment(getenv func(string) string, flag string) (Options, error) {
	term := getenv("TERM")
	console := term == "linux"
	o := Options{
		Color:   getenv("NO_COLOR") == "" && colourful(term),
		ASCII:   console || !utf8Locale(getenv),
		Console: console,
	}
	switch flag {
	case "", "auto":
		var told bool
		o.Dark, told = dark(getenv("COLORFGBG"))
		o.Guessed = !told && !console
	case "dark", "light":
		o.Dark = flag == "dark"
	default:
		return Options{}, fmt.Errorf("unknown theme %q: choose auto, dark or light", flag)
	}
	o.Many = many(term, getenv("COLORTERM"))
	profile := termenv.ANSI
	switch {
	case Dumb(term):
		profile = termenv.Ascii // not even attributes
	case o.Many:
		profile = termenv.ANSI256
	}
	o.Renderer = NewRenderer(profile, o.Dark)
	return o, nil
}

// Dumb reports whether a terminal of this name understands no control sequences.
func Dumb(term string) bool { return term == "" || term == "dumb" || term == "unknown" }

// colourful reports whether a terminal of this name has colours. The others are
// paper, glass teletypes and the monochrome entries of terminfo.
func colourful(term string) bool {
	return !Dumb(term) && !strings.HasPrefix(term, "vt") && !strings.HasSuffix(term, "-m") && !strings.HasSuffix(term, "-mono")
}

// many reports whether a terminal has the 256 colours of xterm. SSH hands on TERM and
// seldom COLORTERM.
func many(term, colorterm string) bool {
	return strings.HasSuffix(term, "-256color") || strings.HasSuffix(term, "-direct") || colorterm != "" && !Dumb(term)
}

// utf8Locale reads the locale as setlocale does: the first that is set decides.
func utf8Locale(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(getenv(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return false
}

// dark reads COLORFGBG ("foreground;background", at times with a field between), and
// whether it says anything. 7 and the bright colours but grey are light.
func dark(fgbg string) (dark, told bool) {
	background, err := strconv.Atoi(fgbg[strings.LastIndexByte(fgbg, ';')+1:])
	if err != nil || !strings.Contains(fgbg, ";") {
		return true, false
	}
	return background < 7 || background == 8, true
}
