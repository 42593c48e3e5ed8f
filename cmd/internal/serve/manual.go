package serve

import _ "embed"

// Manual is what an operator has to know: the rights file, the limits, and what
// the service protects from whom.
//
//go:embed manual.txt
var Manual string

// Unit is a unit for systemd.
//
//go:embed connwiz.service
var Unit string
