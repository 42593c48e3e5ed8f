package client

import (
	"testing"
	"time"
)

// glimpse is one answer of the cluster, some time after the save.
type glimpse struct {
	after  time.Duration
	status Status
}

func TestTheVerdictAfterASave(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		seen []glimpse
		want Verdict
	}{
		"nothing is known while the service has not looked":     {[]glimpse{{1, Configured}}, Waiting},
		"connected means accepted":                              {[]glimpse{{1, Configured}, {20, Connected}}, Accepted},
		"a first error may be of a poll before the save":        {[]glimpse{{2, Failed}}, Doubtful},
		"an error that outlives one more poll is final":         {[]glimpse{{2, Failed}, {31, Failed}, {32, Failed}}, Refused},
		"an error followed by connected was of before the save": {[]glimpse{{2, Failed}, {20, Connected}}, Accepted},
		"an error that went away begins anew":                   {[]glimpse{{2, Failed}, {20, Configured}, {40, Failed}}, Doubtful},
		"another writer's schema change is no verdict":          {[]glimpse{{2, NeedsConfiguration}}, Waiting},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			saved := time.Date(2026, 3, 14, 9, 26, 53, 0, time.UTC)
			w := Watch{Interval: 30 * time.Second, Saved: saved}
			var got Verdict
			for _, s := range c.seen {
				got = w.Observe(Summary{Status: s.status}, saved.Add(s.after*time.Second))
			}
			if got != c.want {
				t.Errorf("verdict %d, want %d", got, c.want)
			}
		})
	}
}

func TestWhyTheServiceIsSilent(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 14, 9, 26, 53, 0, time.UTC)
	cases := map[string]struct {
		last time.Time
		want Silence
	}{
		"never seen":                                  {time.Time{}, NeverSeen},
		"seen just now":                               {now.Add(-time.Second), NoAnswerYet},
		"a heartbeat of nine minutes ago may do":      {now.Add(-9 * time.Minute), NoAnswerYet},
		"older than ten minutes means nobody listens": {now.Add(-11 * time.Minute), NoHeartbeat},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var w Watch
			if got := w.Silence(now); got != NoAnswerYet {
				t.Errorf("before anything was seen: %d", got)
			}
			w.Observe(Summary{LastSeen: c.last}, now)
			if got := w.Silence(now); got != c.want {
				t.Errorf("silence %d, want %d", got, c.want)
			}
		})
	}
}
