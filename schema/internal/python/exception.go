package python

import "fmt"

// Exception is what Python raises: the class, and what str() says of it.
type Exception struct{ Class, Text string }

// ValueError makes an exception of that class.
func ValueError(format string, args ...any) *Exception {
	return &Exception{"ValueError", fmt.Sprintf(format, args...)}
}

// TypeError makes an exception of that class.
func TypeError(format string, args ...any) *Exception {
	return &Exception{"TypeError", fmt.Sprintf(format, args...)}
}

// OverflowError makes an exception of that class.
func OverflowError(text string) *Exception { return &Exception{"OverflowError", text} }

// KeyError is raised for a missing key of a dict; str() of it quotes the key.
func KeyError(key string) *Exception { return &Exception{"KeyError", Quote(key)} }

// NoAttribute is raised when an object of that type lacks an attribute.
func NoAttribute(typeName, attribute string) *Exception {
	return &Exception{"AttributeError", fmt.Sprintf("'%s' object has no attribute '%s'", typeName, attribute)}
}
