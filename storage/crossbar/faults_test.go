package crossbar

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain/provisioning"
	"accountsmanager/storage/sandbox"
)

// TestWhatAnErrorPromises: whatever happens to a step's request, the error tells
// the truth about what became of it. Not sent and refused mean that nothing
// happened; done that it did; and where it is unknown, looking finds out.
func TestWhatAnErrorPromises(t *testing.T) {
	faults := []sandbox.Fault{
		{Kind: sandbox.FaultCutBefore},
		{Kind: sandbox.FaultCutAfter},
		{Kind: sandbox.FaultTruncate},
		{Kind: sandbox.FaultGarbage},
		{Kind: sandbox.FaultHang},
		{Kind: sandbox.FaultHang, After: true},
		{Kind: sandbox.FaultExpireToken},
		{Kind: sandbox.FaultSlow, DelayMS: 1, Bytes: 512},
		{Kind: sandbox.FaultStatus, Status: 429},
		{Kind: sandbox.FaultStatus, Status: 403},
		{Kind: sandbox.FaultStatus, Status: 500},
		{Kind: sandbox.FaultStatus, Status: 502, Body: []byte(`"<html>"`)},
		{Kind: sandbox.FaultStatus, Status: 503, After: true},
		{Kind: sandbox.FaultStatus, Status: 201, Body: []byte(`"Welcome to this hotel"`)},
		{Kind: sandbox.FaultStatus, Status: 302, Header: map[string]string{"Location": "http://hotel.example.com/"}},
	}
	eachFlavour(t, func(_ *testing.T, b *bench) {
		for _, fault := range faults {
			p := b.order()
			for _, s := range p.Steps {
				if fault.Kind == sandbox.FaultHang && s.Kind != provisioning.KindAccount && s.Kind != provisioning.KindCredit {
					continue // each of these waits is waited out: two kinds are enough
				}
				name := fmt.Sprintf("%s %d after=%t: %s", fault.Kind, fault.Status, fault.After, s.ID)
				b.provoke(name, fault, &p, s)
			}
		}
	})
}

func (b *bench) provoke(name string, fault sandbox.Fault, p *provisioning.Provisioning, s provisioning.Step) {
	b.t.Helper()
	t, ctx, task := b.t, context.Background(), b.task(*p, s)
	q, err := b.connector.compose(parcel{step: s, account: p.Account.ID})
	require.NoError(t, err)
	fault.Method, fault.Path = q.method, "^/v2"+regexp.QuoteMeta(q.path)+"$"
	require.NoError(t, b.server.SetFaults(fault))
	patient := b.connector.timeouts
	if fault.Kind == sandbox.FaultHang {
		wait := 50 * time.Millisecond
		if fault.After {
			wait = time.Second // for what happens before the answer stays out
		}
		b.connector.timeouts = Timeouts{Create: wait, Write: wait, Read: patient.Read}
	}
	if fault.Kind == sandbox.FaultExpireToken {
		b.ahead.Add(1) // tokens of one second are alike: the new one would have expired, too
	}
	ref, err := b.Perform(ctx, task)
	b.connector.timeouts = patient
	require.NoError(t, b.server.SetFaults())
	outcome := provisioning.Judge(ref, err)
	finding := b.Find(ctx, task)
	happened := slices.Contains([]string{sandbox.FaultCutAfter, sandbox.FaultTruncate, sandbox.FaultGarbage, sandbox.FaultExpireToken, sandbox.FaultSlow}, fault.Kind) || fault.After

	switch outcome.Verdict {
	case provisioning.VerdictDone:
		require.Equal(t, provisioning.Found(ref), finding, name)
	case provisioning.VerdictNotSent, provisioning.VerdictRefused:
		require.Equal(t, provisioning.Absent(), finding, "%s: %v", name, err)
		require.False(t, happened, "%s: %v", name, err)
	case provisioning.VerdictUnknown:
		if happened {
			require.Equal(t, provisioning.SightFound, finding.Sight, "%s: %v", name, err)
		} else {
			require.Equal(t, provisioning.Absent(), finding, "%s: %v", name, err)
		}
	case provisioning.VerdictExists, provisioning.VerdictCharges, provisioning.VerdictPerson:
		t.Fatalf("%s: %v", name, err)
	}
	// Whatever it came to, the step can be brought to its end.
	if finding.Sight == provisioning.SightAbsent {
		ref, err = b.Perform(ctx, b.task(*p, s))
		require.NoError(t, err, name)
	} else if finding.Ref != "" {
		ref = finding.Ref
	}
	if s.Kind == provisioning.KindAccount {
		p.Account, err = b.Confirm(ctx, ref, s.OpID)
		require.NoError(t, err, name)
	}
}
