package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const manyAccounts = 100_000

// BenchmarkFill is a start with 100,000 accounts, until the first request is
// answered. It tells the memory that the process holds then.
func BenchmarkFill(b *testing.B) {
	for b.Loop() {
		s, err := New(Options{Accounts: manyAccounts, Seed: 1})
		require.NoError(b, err)
		c := owner(b, s)
		require.Len(b, c.do("GET", c.path(c.id, "children"), nil).is(200).rows(), defaultPageSize)
		b.ReportMetric(residentMB(b), "MB")
		require.NoError(b, s.Close())
	}
}

// residentMB is the memory of this process, in MB, where the system tells.
func residentMB(b *testing.B) float64 {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Logf("memory is not told here: %v", err)
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			require.NoError(b, err)
			return float64(kb) / 1024
		}
	}
	return 0
}

// BenchmarkPage is a page of 50 children among 100,000 accounts, each time the
// next one. It tells the median.
func BenchmarkPage(b *testing.B) {
	s, err := New(Options{Accounts: manyAccounts, Seed: 1})
	require.NoError(b, err)
	defer func() { require.NoError(b, s.Close()) }()
	c := owner(b, s)
	for name, query := range map[string]string{
		"children": "children?ascending=true", "children-backwards": "children?ascending=false", "descendants": "descendants?ascending=true",
		"children-disabled": "children?filter_enabled=false",
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			key := ""
			for b.Loop() {
				r := httptest.NewRequest("GET", c.path(c.id, query)+key, nil)
				r.Header.Set("X-Auth-Token", c.token)
				w := httptest.NewRecorder()
				begin := time.Now()
				s.ServeHTTP(w, r)
				took = append(took, time.Since(begin))
				require.Equal(b, http.StatusOK, w.Code)
				d, err := decodeDocument(w.Body.Bytes())
				require.NoError(b, err)
				if key = ""; d["next_start_key"] != nil {
					key = fmt.Sprintf("&start_key=%s", d["next_start_key"])
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
		})
	}
}
