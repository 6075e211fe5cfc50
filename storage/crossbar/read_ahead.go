package crossbar

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

// aheadKept is how long limits that were read ahead count as just read.
const aheadKept = 5 * time.Second

// ahead keeps the limits of accounts that were just created. They are read while the
// account itself is read back, which spares their step a way there and back.
type ahead struct {
	mu     sync.Mutex
	limits map[string]readAhead // by account
}

type readAhead struct {
	limits map[string]json.RawMessage
	at     time.Time
}

// readLimits reads the limits of an account ahead. Where that fails nothing is lost:
// their step reads them again.
func (s *session) readLimits(ctx context.Context, account string) {
	limits, err := s.limitsOf(ctx, account)
	if err != nil {
		s.connector.log.Debug("limits not read ahead", "account", account, "error", err)
		return
	}
	now := s.connector.now()
	s.ahead.mu.Lock()
	defer s.ahead.mu.Unlock()
	if s.ahead.limits == nil {
		s.ahead.limits = map[string]readAhead{}
	}
	for id, r := range s.ahead.limits {
		if !r.fresh(now) {
			delete(s.ahead.limits, id)
		}
	}
	s.ahead.limits[account] = readAhead{limits: limits, at: now}
}

func (r readAhead) fresh(now time.Time) bool { return !now.Before(r.at) && now.Sub(r.at) < aheadKept }

// takeLimits gives limits that were read ahead, once.
func (s *session) takeLimits(account string) (limits map[string]json.RawMessage, ok bool) {
	s.ahead.mu.Lock()
	defer s.ahead.mu.Unlock()
	r, ok := s.ahead.limits[account]
	delete(s.ahead.limits, account)
	return r.limits, ok && r.fresh(s.connector.now())
}
