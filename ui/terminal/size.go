package terminal

// The size of a window that does not know its own, and the largest one drawn.
const (
	fallbackWidth, fallbackHeight = 80, 24
	maxWidth, maxHeight           = 1000, 500
)

// ClampSize returns a size that can be drawn: 80x24 stands in for a size that
// isn't known (0, or negative), as serial lines and some containers report it,
// and a claim of 65535x65535 is cut to what a screen can be.
func ClampSize(width, height int) (int, int) {
	if width <= 0 {
		width = fallbackWidth
	}
	if height <= 0 {
		height = fallbackHeight
	}
	return min(width, maxWidth), min(height, maxHeight)
}
