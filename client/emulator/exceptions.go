package emulator

import (
	"fmt"
	"net/http"
	"strings"

	"connwiz/client/emulator/internal/xcontent"
)

// notFound is a resource_not_found_exception.
func notFound(format string, args ...any) *xcontent.Exception {
	return exception(http.StatusNotFound, "resource_not_found_exception", format, args...)
}

// refused is a status_exception: the request is sound, the state isn't.
func refused(format string, args ...any) *xcontent.Exception {
	return exception(http.StatusBadRequest, "status_exception", format, args...)
}

// documentMissing is what an update without a look beforehand answers.
func documentMissing(index, id string) *xcontent.Exception {
	e := exception(http.StatusNotFound, "document_missing_exception", "[%s]: document missing", id)
	e.Extra = []xcontent.Member{
		xcontent.M("index_uuid", xcontent.Text(uuidOf(index))),
		xcontent.M("shard", xcontent.Text("0")),
		xcontent.M("index", xcontent.Text(index)),
	}
	return e
}

// nullPointer is a bug of the real server that callers can reach.
func nullPointer() *xcontent.Exception {
	return &xcontent.Exception{Status: http.StatusInternalServerError, Type: "null_pointer_exception", NoReason: true}
}

// validationFailed collects what a request says against itself; nil if nothing.
func validationFailed(problems []string) *xcontent.Exception {
	if len(problems) == 0 {
		return nil
	}
	var reason strings.Builder
	reason.WriteString("Validation Failed: ")
	for i, problem := range problems {
		fmt.Fprintf(&reason, "%d: %s;", i+1, problem)
	}
	return exception(http.StatusBadRequest, "action_request_validation_exception", "%s", reason.String())
}

func exception(status int, kind, format string, args ...any) *xcontent.Exception {
	return &xcontent.Exception{Status: status, Type: kind, Reason: fmt.Sprintf(format, args...)}
}
