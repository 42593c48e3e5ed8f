package cells

import "slices"

// band is a run of rows that a frame shows elsewhere than the one before: row y
// shows what row y+by showed, for y from top to bottom.
type band struct {
	top, bottom, by int
	gain            int // roughly the bytes that moving it saves
}

const (
	// moving is what moving a band costs: two movements, two sequences.
	moving = 18
	// starting is what it costs to draw on a row at all.
	starting = 4
	// erasing is what it costs to erase the rest of a row.
	erasing = 3
	// fewest is how many rows must change before it is worth to look for a band.
	fewest = 3
)

// scroll moves rows that are there already, as when a list scrolls. It inserts and
// deletes rows instead of setting a scroll region, which some terminals get wrong.
func (s *Screen) scroll(lines []line) {
	if s.o.Inline || len(s.shown) == 0 {
		return
	}
	for len(s.shown) < s.height {
		s.shown = append(s.shown, line{})
	}
	found := s.find(lines)
	switch n := found.by; {
	case found.gain <= 0:
	case n > 0:
		s.delete(found.top, n)
		s.insert(found.bottom+1, n)
	default:
		s.delete(found.bottom+n+1, -n)
		s.insert(found.top+n, -n)
	}
}

// find returns the band whose move saves most.
func (s *Screen) find(lines []line) (best band) {
	costs := make([]int, s.height)
	changed := 0
	for y := range costs {
		if costs[y] = cost(&s.shown[y], lineAt(lines, y)); costs[y] > 0 {
			changed++
		}
	}
	if changed < fewest {
		return band{}
	}
	for by := 1 - s.height; by < s.height; by++ {
		if by != 0 {
			best = s.bands(lines, costs, by, best)
		}
	}
	return best
}

// bands returns the best band that moves by some rows, if it is better than the
// best so far.
func (s *Screen) bands(lines []line, costs []int, by int, best band) band {
	first, last := max(0, -by), min(s.height, s.height-by)
	for y := first; y < last; {
		b := band{top: y, by: by, gain: -moving}
		for ; y < last && s.shown[y+by].equal(lineAt(lines, y)); y++ {
			b.gain += costs[y]
		}
		if b.bottom = y - 1; b.bottom < b.top {
			y++
			continue
		}
		// The rows that the band leaves behind become empty.
		from, to := b.bottom+1, b.bottom+by
		if by < 0 {
			from, to = b.top+by, b.top-1
		}
		for e := from; e <= to; e++ {
			b.gain += costs[e] - cost(&line{}, lineAt(lines, e))
		}
		if b.gain > best.gain {
			best = b
		}
	}
	return best
}

// cost is roughly how many bytes turn a row into another.
func cost(old, now *line) int {
	if old.equal(now) {
		return 0
	}
	over, anew := costs(old, now)
	return starting + min(over, anew)
}

// costs is what it costs to draw a row over another, and to erase that first.
func costs(old, now *line) (over, anew int) {
	anew = erasing
	for x, c := range now.cells {
		if c != old.at(x) {
			over++
		}
		if c != blank {
			anew++
		}
	}
	if len(old.cells) > len(now.cells) {
		over += erasing
	}
	return over, anew
}

// delete takes rows out; those below move up.
func (s *Screen) delete(y, n int) {
	s.rows(y, n, 'M')
	s.shown = slices.Delete(s.shown, y, y+n)
	s.shown = append(s.shown, make([]line, n)...)
}

// insert puts empty rows in; those below move down, and the last ones are lost.
func (s *Screen) insert(y, n int) {
	if y < s.height {
		s.rows(y, n, 'L')
		s.shown = slices.Insert(s.shown, y, make([]line, n)...)[:s.height]
	}
}

// rows sends a sequence that shifts rows. It comes before anything is drawn, so the
// style is plain, which some terminals fill new rows with.
func (s *Screen) rows(y, n int, final byte) {
	s.brush.move(0, y)
	s.brush.buf = control(s.brush.buf, n, final)
}
