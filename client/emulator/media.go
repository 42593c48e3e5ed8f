package emulator

import (
	"fmt"
	"mime"
	"net/http"
	"strings"

	"connwiz/client/emulator/internal/xcontent"
)

// compatType is the media type with which a client asks for the wire format of
// another major version.
const compatType = "application/vnd.elasticsearch+json"

// major returns the server's major version.
func (s *Server) major() string {
	major, _, _ := strings.Cut(s.options.Version, ".")
	return major
}

// checkAccept refuses an answer format that the server can't write.
func (c *call) checkAccept() *xcontent.Exception {
	accept := c.request.Header.Get("Accept")
	if accept == "" || accept == "*/*" {
		return nil
	}
	for _, one := range strings.Split(accept, ",") {
		kind, parameters, err := mime.ParseMediaType(one)
		if err != nil {
			return badMediaType("Accept")
		}
		switch kind {
		case "*/*", "application/*", "application/json":
			return nil
		case compatType:
			refusal := c.checkCompat("Accept", accept, parameters["compatible-with"])
			c.compat = refusal == nil
			return refusal
		}
	}
	return badMediaType("Accept")
}

// checkCompat lets in the server's own major version and the one before.
func (c *call) checkCompat(header, given, version string) *xcontent.Exception {
	own := c.server.major()
	previous := string(own[len(own)-1] - 1)
	if len(own) > 1 {
		previous = own
	}
	if version == own || version == previous {
		return nil
	}
	return &xcontent.Exception{
		Status: http.StatusBadRequest,
		Type:   "media_type_header_exception",
		Reason: fmt.Sprintf("%s version must be either version %s or %s, but found %s. %s=%s",
			header, own, previous, version, header, given),
	}
}

func badMediaType(header string) *xcontent.Exception {
	return &xcontent.Exception{
		Status: http.StatusBadRequest,
		Type:   "media_type_header_exception",
		Reason: fmt.Sprintf("Invalid media-type value on headers [%s]", header),
	}
}

// checkContentType refuses a body that isn't JSON. The real server reads YAML,
// CBOR and SMILE as well.
func (c *call) checkContentType() *reply {
	if len(c.body) == 0 {
		return nil
	}
	given := c.request.Header.Get("Content-Type")
	if given == "" {
		return notAcceptable("Content-Type header is missing")
	}
	kind, parameters, err := mime.ParseMediaType(given)
	switch {
	case err != nil || (kind != "application/json" && kind != compatType):
		return notAcceptable(fmt.Sprintf("Content-Type header [%s] is not supported", given))
	case kind == compatType:
		if refusal := c.checkCompat("Content-Type", given, parameters["compatible-with"]); refusal != nil {
			answer := c.refuse(refusal)
			return &answer
		}
	}
	return nil
}

func notAcceptable(reason string) *reply {
	return flatError(http.StatusNotAcceptable, reason, xcontent.M("status", xcontent.Int(http.StatusNotAcceptable)))
}

// responseType answers in the media type that was asked for.
func (c *call) responseType() string {
	if c.compat {
		return compatType + ";compatible-with=" + c.server.major()
	}
	return "application/json"
}
