package main

import "strings"

// unknown is the name of what nobody recognised.
const unknown = "unknown"

// welcome lists the licences that ask for nothing but to be named.
func welcome() []string {
	return []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT and Apache-2.0", "Unlicense", "CC0-1.0"}
}

// stated is the licence of a module that has no file with one, with where it is
// said instead. Look there before adding to it.
func stated(path string) (licence, where string) {
	if path == "github.com/mattn/go-localereader" { // only linked in on Windows
		return "MIT", "MIT, says its README.md; Yasuhiro Matsumoto (a.k.a. mattn)"
	}
	return unknown, ""
}

// recognise names a licence by its SPDX identifier, by sentences that only it has.
// Copyleft is looked for first: a text that holds both is refused.
func recognise(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	has := func(sentence string) bool { return strings.Contains(text, sentence) }
	mit := has("permission is hereby granted, free of charge, to any person obtaining a copy")
	apache := has("apache license version 2.0") || has("licensed under the apache license, version 2.0")
	bsd := has("redistribution and use in source and binary forms")
	switch {
	case has("gnu affero general public license"):
		return "AGPL"
	case has("gnu lesser general public license"), has("gnu library general public license"):
		return "LGPL"
	case has("gnu general public license"):
		return "GPL"
	case has("mozilla public license"):
		return "MPL"
	case has("eclipse public license"):
		return "EPL"
	case mit && apache:
		return "MIT and Apache-2.0"
	case apache:
		return "Apache-2.0"
	case mit:
		return "MIT"
	case bsd && (has("neither the name") || has("may not be used to endorse")):
		return "BSD-3-Clause"
	case bsd:
		return "BSD-2-Clause"
	case has("permission to use, copy, modify, and/or distribute this software"), has("permission to use, copy, modify, and distribute this software"):
		return "ISC"
	case has("this is free and unencumbered software released into the public domain"):
		return "Unlicense"
	case has("cc0 1.0 universal"):
		return "CC0-1.0"
	}
	return unknown
}
