package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"
)

// The rows of the table, in its order.
const (
	rowVersion    = "--version, silent terminal, ms"
	rowFrame      = "exec to first frame, ms"
	rowSilent     = "  on a silent terminal, ms"
	rowFrameBytes = "  its bytes"
	rowForm       = "exec to the form, ms"
	rowFormBytes  = "bytes of the form's first frame"
	rowKey        = "bytes per typed key"
	rowFirstKey   = "  the first one of a field"
	rowMove       = "bytes per focus move, same help"
	rowLatency    = "key to first byte, ms"
	rowIdleBytes  = "bytes per second at rest"
	rowWakeUps    = "wake-ups per second at rest"
	rowRSS        = "resident memory, MB"
	rowSize       = "stripped program, MB"
	rowView       = "View, 18 fields, ms"
	rowView2000   = "View, 2,000 fields, ms"
	rowKey18      = "key and View, 18 fields, ms"
	rowKey2000    = "key and View, 2,000 fields, ms"
	rowPicker     = "View of a list of 10,000, ms"
	rowPaste      = "paste of 4 kB and View, ms"
	rowCheck      = "check of 18 fields from bytes, ms"
)

// times starts a subject n times and returns the median time until a text comes.
func (b *bench) times(s subject, text string, silent bool, n int) (time.Duration, error) {
	var all []time.Duration
	for range n {
		if err := b.ctx.Err(); err != nil {
			return 0, err
		}
		t, err := open(s.command(), silent)
		if err != nil {
			return 0, err
		}
		at, err := t.wait(text)
		t.close()
		if err != nil {
			return 0, err
		}
		all = append(all, at)
	}
	return median(all), nil
}

// measureStart measures the first frame while the cluster answers nobody, and the
// time to the form when it answers at once.
func (b *bench) measureStart(t *table, s subject) error {
	form, err := b.times(s, s.shows, false, b.n)
	if err != nil {
		return err
	}
	t.set(rowForm, s, ms(form))
	s.hold(true)
	defer s.hold(false)
	frame, err := b.times(s, s.marks, false, b.n)
	if err != nil {
		return err
	}
	t.set(rowFrame, s, ms(frame))
	silent, err := b.times(s, s.marks, true, min(b.n, 3))
	if err != nil {
		return err
	}
	t.set(rowSilent, s, ms(silent))
	return nil
}

// measureDrawing measures bytes: of the first frames, of keys and of moves.
func (b *bench) measureDrawing(t *table, s subject) error {
	s.hold(true)
	tty, err := open(s.command(), false)
	if err != nil {
		s.hold(false)
		return err
	}
	defer tty.close()
	_, err = tty.wait(s.marks)
	tty.rest(300 * time.Millisecond)
	mark := tty.mark()
	s.hold(false)
	if err != nil {
		return err
	}
	if s.ours {
		t.set(rowFrameBytes, s, float64(size(tty.since(0))))
		if _, err := tty.wait(s.shows); err != nil {
			return err
		}
		tty.rest(300 * time.Millisecond)
	} else {
		mark = 0 // The form is the first frame.
	}
	t.set(rowFormBytes, s, float64(size(tty.since(mark))))
	return b.measureKeys(t, s, tty)
}

// measureKeys types into the first field and moves over the ones after it, whose
// help is the same.
func (b *bench) measureKeys(t *table, s subject, tty *terminal) error {
	typed, _, err := presses(tty, "a", 1)
	if err != nil {
		return err
	}
	t.set(rowFirstKey, s, float64(typed))
	typed, latency, err := presses(tty, "b", 12)
	if err != nil {
		return err
	}
	t.set(rowKey, s, float64(typed))
	t.set(rowLatency, s, ms(latency))
	if _, _, err := presses(tty, "\t", 2); err != nil {
		return err
	}
	moved, _, err := presses(tty, "\t", 5)
	t.set(rowMove, s, float64(moved))
	return err
}

// presses presses a key n times and returns the medians.
func presses(tty *terminal, key string, n int) (int, time.Duration, error) {
	var counts []int
	var times []time.Duration
	for range n {
		count, first, err := tty.press(key)
		if err != nil {
			return 0, 0, err
		}
		counts, times = append(counts, count), append(times, first)
	}
	return median(counts), median(times), nil
}

// measureRest measures what a program does while nobody does anything.
func (b *bench) measureRest(t *table, s subject) error {
	const seconds = 3
	tty, err := open(s.command(), false)
	if err != nil {
		return err
	}
	defer tty.close()
	if _, err := tty.wait(s.shows); err != nil {
		return err
	}
	time.Sleep(time.Second)
	mark := tty.mark()
	before, err := wakeUps(tty.cmd.Process.Pid)
	time.Sleep(seconds * time.Second)
	after, later := wakeUps(tty.cmd.Process.Pid)
	t.set(rowIdleBytes, s, float64(size(tty.since(mark)))/seconds)
	if err == nil && later == nil {
		t.set(rowWakeUps, s, float64(after-before)/seconds)
	}
	if kB, err := residentKB(tty.cmd.Process.Pid); err == nil {
		t.set(rowRSS, s, float64(kB)/1024)
	}
	return nil
}

// measureProgram measures the program itself.
func (b *bench) measureProgram(t *table, s subject) error {
	info, err := os.Stat(s.program)
	if err != nil {
		return fmt.Errorf("look at the program: %w", err)
	}
	t.set(rowSize, s, float64(info.Size())/1e6)
	if !s.ours {
		return nil
	}
	var all []time.Duration
	for range 3 * b.n {
		cmd := exec.Command(s.program, "--version")
		cmd.Env = s.env
		tty, err := open(cmd, true)
		if err != nil {
			return err
		}
		<-tty.ended
		all = append(all, time.Since(tty.start))
		tty.close()
	}
	t.set(rowVersion, s, ms(median(all)))
	return nil
}

func median[T int | time.Duration | float64](all []T) T {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
