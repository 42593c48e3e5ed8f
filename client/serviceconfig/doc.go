// Package serviceconfig writes a connector into the config.yml of a connector
// service, and tells how to start that service.
//
// The file belongs to somebody else: lines that don't change stay as they are,
// byte for byte, with their comments; what is there and differs is never replaced
// unless asked for; a backup is made; and the result is read again and compared
// before it takes the old file's place.
package serviceconfig
