package cells

import (
	"bytes"
	"strconv"
)

// nowhere is the column of a cursor that may be anywhere: behind the last column
// terminals don't agree where it is.
const nowhere = -1

// brush collects what to send, and knows where it leaves the cursor and in what
// style.
type brush struct {
	buf    []byte
	x, y   int
	style  style
	width  int
	inline bool
	bottom int // inline: the last row that was ever reached
	spare  [2][]byte
}

// move moves the cursor, by the shortest way.
func (b *brush) move(x, y int) {
	if b.x == x && b.y == y {
		return
	}
	if b.inline && y > b.bottom {
		b.open(y)
	}
	b.buf = append(b.buf, b.way(x, y)...)
	b.x, b.y = x, y
}

// open makes room for rows down to y. Only a line feed scrolls.
func (b *brush) open(y int) {
	if b.y != b.bottom {
		b.buf = append(b.buf, b.way(0, b.bottom)...)
	}
	b.set(style{}) // Some terminals fill a new row with the background.
	for range y - b.bottom {
		b.buf = append(b.buf, "\r\n"...)
	}
	b.x, b.y, b.bottom = 0, y, y
}

// way returns the shortest sequence that moves the cursor.
func (b *brush) way(x, y int) []byte {
	if b.x == x && b.y == y {
		return nil
	}
	best, try := b.spare[0][:0], b.spare[1][:0]
	best = b.across(b.down(best, y), b.x, x)
	consider := func() {
		if len(try) < len(best) {
			best, try = try, best
		}
		try = try[:0]
	}
	if !b.inline {
		try = position(try, x, y)
		consider()
	}
	if n := y - b.y; n > 0 && n <= 3 {
		try = append(try, "\r\n\r\n\r\n"[:2*n]...)
		try = b.across(try, 0, x)
		consider()
	}
	b.spare = [2][]byte{best, try}
	return best
}

// down appends the movement to a row in the same column.
func (b *brush) down(seq []byte, y int) []byte {
	switch {
	case y > b.y:
		return control(seq, y-b.y, 'B')
	case y < b.y:
		return control(seq, b.y-y, 'A')
	}
	return seq
}

// across appends the shortest movement from a column to another.
func (b *brush) across(seq []byte, from, to int) []byte {
	switch {
	case from == to:
		return seq
	case to == 0:
		return append(seq, '\r')
	case from == nowhere:
		return control(seq, to+1, 'G')
	case from > to && from-to <= 3:
		return append(seq, "\b\b\b"[:from-to]...)
	}
	relative := control(nil, to-from, 'C')
	if from > to {
		relative = control(nil, from-to, 'D')
	}
	if column := control(nil, to+1, 'G'); len(column) < len(relative) {
		return append(seq, column...)
	}
	return append(seq, relative...)
}

// position appends the absolute movement.
func position(seq []byte, x, y int) []byte {
	seq = append(seq, "\x1b["...)
	if y > 0 {
		seq = strconv.AppendInt(seq, int64(y+1), 10)
	}
	if x > 0 {
		seq = strconv.AppendInt(append(seq, ';'), int64(x+1), 10)
	}
	return append(seq, 'H')
}

// control appends a control sequence with a number, which is left out if it is 1.
func control(seq []byte, n int, final byte) []byte {
	seq = append(seq, "\x1b["...)
	if n != 1 {
		seq = strconv.AppendInt(seq, int64(n), 10)
	}
	return append(seq, final)
}

// set changes the style.
func (b *brush) set(s style) {
	b.buf = b.style.change(b.buf, s)
	b.style = s
}

// put writes a cell where the cursor is.
func (b *brush) put(c cell, columns int) {
	if c != blank || b.style.marks() {
		b.set(c.style)
	}
	b.buf = append(b.buf, c.text...)
	if b.x += columns; b.x >= b.width {
		b.x = nowhere
	}
}

// erase erases the rest of the row, or of the screen.
func (b *brush) erase(final byte) {
	if b.style.marks() {
		b.set(style{})
	}
	b.buf = append(b.buf, "\x1b["...)
	b.buf = append(b.buf, final)
}

// reach moves to a cell of a line whose cells before it are drawn already: drawing
// some of them again may be shorter than moving.
func (b *brush) reach(l *line, x, y int) {
	if b.y == y && b.x != nowhere && b.x < x {
		if over := b.over(l, b.x, x); over != nil && len(over) <= len(b.way(x, y)) {
			b.buf = append(b.buf, over...)
			b.x = x
			return
		}
	}
	if b.inline && y > b.bottom {
		b.open(y)
	}
	if over := b.over(l, 0, x); over != nil && len(b.way(0, y))+len(over) < len(b.way(x, y)) {
		b.move(0, y)
		b.buf = append(b.buf, over...)
		b.x = x
		return
	}
	b.move(x, y)
}

// over returns the text of the cells of a line between two columns, if it can be
// written as it is and is short.
func (b *brush) over(l *line, from, to int) []byte {
	const long = 12 // bytes, more than any movement has
	if to-from > long {
		return nil
	}
	text := bytes.NewBuffer(make([]byte, 0, 2*long))
	for x := from; x < to; x++ {
		c := l.at(x)
		if c != blank && c.style != b.style || c == blank && b.style.marks() || text.Len() > long {
			return nil
		}
		text.WriteString(c.text)
	}
	return text.Bytes()
}
