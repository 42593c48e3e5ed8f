package kibana_test

import (
	"testing"

	"go.uber.org/goleak"
)

// Every test closes its client; one that leaves a goroutine fails them all.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
