package main

import (
	"slices"
	"testing"
)

func TestALicenceIsKnownByItsSentences(t *testing.T) {
	t.Parallel()
	const mit = "Permission is hereby granted, free of charge,\n  to any person obtaining a copy of this software"
	const bsd = "Redistribution and use in source and\nbinary forms, with or without modification"
	for name, c := range map[string]struct {
		text, licence string
		welcome       bool
	}{
		"MIT":                     {mit, "MIT", true},
		"BSD of two clauses":      {bsd, "BSD-2-Clause", true},
		"BSD of three":            {bsd + " Neither the name of", "BSD-3-Clause", true},
		"Apache":                  {"Apache License\n  Version 2.0, January 2004", "Apache-2.0", true},
		"both of two":             {mit + " Apache License Version 2.0", "MIT and Apache-2.0", true},
		"ISC":                     {"Permission to use, copy, modify, and/or distribute this software", "ISC", true},
		"copyleft":                {"GNU GENERAL PUBLIC LICENSE Version 3", "GPL", false},
		"weak copyleft":           {"GNU Lesser General Public License", "LGPL", false},
		"copyleft by file":        {"Mozilla Public License Version 2.0", "MPL", false},
		"copyleft over a network": {"GNU AFFERO General Public License", "AGPL", false},
		"copyleft hidden in MIT":  {mit + " except for parts under the GNU General Public License", "GPL", false},
		"something else":          {"All rights reserved.", unknown, false},
		"nothing":                 {"", unknown, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := recognise(c.text)
			if got != c.licence || slices.Contains(welcome(), got) != c.welcome {
				t.Errorf("got %s", got)
			}
		})
	}
}
