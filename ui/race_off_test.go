//go:build !race

package ui

// raced tells that the race detector is on.
const raced = false
