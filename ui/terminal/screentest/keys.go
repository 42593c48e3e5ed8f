package screentest

// Keys as terminals send them.
const (
	Enter     = "\r"
	Esc       = "\x1b"
	Tab       = "\t"
	BackTab   = "\x1b[Z"
	Backspace = "\x7f"
	Delete    = "\x1b[3~"
	Up        = "\x1b[A"
	Down      = "\x1b[B"
	Right     = "\x1b[C"
	Left      = "\x1b[D"
	Home      = "\x1b[H"
	End       = "\x1b[F"
	CtrlHome  = "\x1b[1;5H"
	CtrlEnd   = "\x1b[1;5F"
	PageUp    = "\x1b[5~"
	PageDown  = "\x1b[6~"
	F1        = "\x1bOP"
	AltEnter  = "\x1b\r"
	Space     = " "
	CtrlC     = "\x03"
	CtrlD     = "\x04"
	CtrlF     = "\x06"
	CtrlG     = "\x07"
	CtrlL     = "\x0c"
	CtrlO     = "\x0f"
	CtrlR     = "\x12"
	CtrlS     = "\x13"
	CtrlU     = "\x15"
	CtrlZ     = "\x1a"
)

// bracketed is a text as terminals send it that bracket pastes.
func bracketed(text string) string { return "\x1b[200~" + text + "\x1b[201~" }
