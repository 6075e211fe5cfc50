package workspace_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestA429SlowsEveryone(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Server.Next("account", workspacetest.Busy(10*time.Minute))
		first := r.plain("First")
		r.submit(first)
		r.rest()
		asked := r.world.Clock.Now()
		var others []string
		for i := range 5 {
			d := r.plain(fmt.Sprint("Other ", i))
			r.submit(d)
			others = append(others, d.ID)
		}
		r.rest()
		for _, id := range others {
			step := stepOf(t, r.provisioning(id), "account")
			require.Equal(t, provisioning.Waiting, step.State)
			require.Zero(t, r.world.Server.Sent(step.OpID), "the server asked for patience")
		}
		for _, id := range append(others, first.ID) {
			r.untilSummary(id, provisioning.SummaryDone)
		}
		require.GreaterOrEqual(t, r.world.Clock.Now().Sub(asked), 10*time.Minute)
	})
}

func TestAClockThatIsSetBackHoldsNobodyUp(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Server.Next("account", workspacetest.Busy(time.Minute))
		d := r.plain("Patient")
		r.submit(d)
		r.rest()
		r.world.Clock.Advance(-time.Hour)
		back := r.world.Clock.Now()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Less(t, r.world.Clock.Now().Sub(back), time.Hour)
	})
}
