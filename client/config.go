package client

import (
	"errors"
	"log/slog"
	"net/url"
	"time"

	"connwiz/schema"
)

// Config says where Elasticsearch is and who asks.
type Config struct {
	URL           string // without user info
	CloudID       string // instead of URL
	APIKey        schema.Secret
	Username      string
	Password      schema.Secret
	CACertFile    string        // PEM
	CAFingerprint string        // hex SHA-256 of a certificate in the chain, colons allowed
	Insecure      bool          // skip verification; only by flag
	Timeout       time.Duration // of one request, 0: 30 s
	Log           *slog.Logger  // method, path and status only; nil: none
	UserAgent     string
	Scope         *Scope // what its user may do; nil: everything

	// Retries is how often a read or an idempotent write is repeated after the
	// first attempt, 0: 3, negative: never. The pauses start at Pause (0:
	// 250 ms) and double up to MaxPause (0: 5 s), each shortened at random by up
	// to a half. A server that asks for a pause gets it, up to MaxRetryAfter (0:
	// 30 s); one that asks for a longer one isn't asked again.
	Retries       int
	Pause         time.Duration
	MaxPause      time.Duration
	MaxRetryAfter time.Duration
}

// withDefaults returns the configuration with its zero values replaced.
func (cfg Config) withDefaults() Config {
	if cfg.Retries == 0 {
		cfg.Retries = 3
	}
	cfg.Timeout = orDefault(cfg.Timeout, 30*time.Second)
	cfg.Pause = orDefault(cfg.Pause, 250*time.Millisecond)
	cfg.MaxPause = orDefault(cfg.MaxPause, 5*time.Second)
	cfg.MaxRetryAfter = orDefault(cfg.MaxRetryAfter, 30*time.Second)
	if cfg.UserAgent == "" {
		cfg.UserAgent = "connwiz"
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	return cfg
}

func orDefault(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

// address returns the URL of the cluster from URL or CloudID.
func (cfg Config) address() (*url.URL, error) {
	switch {
	case cfg.URL != "" && cfg.CloudID != "":
		return nil, errors.New("both a URL and a cloud id are given: keep one")
	case cfg.URL != "":
		return parseAddress(cfg.URL)
	case cfg.CloudID != "":
		elasticsearch, _, err := CloudURLs(cfg.CloudID)
		if err != nil {
			return nil, err
		}
		return parseAddress(elasticsearch)
	default:
		return nil, errors.New("neither a URL nor a cloud id is given")
	}
}

func (cfg Config) retryPolicy() retryPolicy {
	return retryPolicy{
		attempts: 1 + max(cfg.Retries, 0),
		first:    cfg.Pause, longest: cfg.MaxPause, patience: cfg.MaxRetryAfter,
		sleep: sleep,
	}
}
