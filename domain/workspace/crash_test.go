package workspace_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

const typedPassword = "brennnessel-27"

// scenarios are what else goes wrong while the program is killed.
var scenarios = map[string]func(*rig, []string){
	"all goes well": func(*rig, []string) {},
	"every answer is lost once": func(r *rig, steps []string) {
		for _, id := range steps {
			r.world.Server.Next(id, workspacetest.LostAfter())
		}
	},
	"every request is lost once": func(r *rig, steps []string) {
		for _, id := range steps {
			r.world.Server.Next(id, workspacetest.LostBefore())
		}
	},
	"what cannot be repeated comes late": func(r *rig, steps []string) {
		for _, id := range steps {
			if !slices.Contains([]string{"limits", "service_plan", "app_restrictions"}, id) {
				r.world.Server.Next(id, workspacetest.Late(140*time.Second))
			}
		}
	},
}

// TestKilledAtAnyInstant kills the program before each of its lasting acts, from
// saving the draft to the end, and starts it again: the end is always the same.
func TestKilledAtAnyInstant(t *testing.T) {
	for name, scenario := range scenarios {
		t.Run(name, func(t *testing.T) {
			n := 0
			for survived := false; !survived; n++ {
				inWorld(t, func(_ *testing.T, r *rig) { survived = deliver(r, scenario, n) })
			}
			require.Greater(t, n, 20, "the draft and 8 steps make more commits than that")
		})
	}
}

// TestKilledTwice kills the program that took over as well.
func TestKilledTwice(t *testing.T) {
	names := make([]string, 0, len(scenarios))
	for name := range scenarios {
		names = append(names, name)
	}
	slices.Sort(names)
	random := rand.New(rand.NewPCG(7, 7)) // the same ones each time
	for range 60 {
		name, first, second := names[random.IntN(len(names))], random.IntN(30), random.IntN(30)
		t.Run(fmt.Sprintf("%s, %d, %d", name, first, second), func(t *testing.T) {
			inWorld(t, func(_ *testing.T, r *rig) { deliver(r, scenarios[name], first, second) })
		})
	}
}

// deliver submits the main job's draft in processes that are killed before so
// many acts each, and sees it to its end in one that is not. It tells whether
// none had to be killed.
func deliver(r *rig, scenario func(*rig, []string), kills ...int) (survived bool) {
	t := r.t
	d := r.ready()
	d.Administrators[0].Mode = domain.PasswordTyped
	scenario(r, append([]string{"account"}, everyStep(d)...))
	generated, err := r.Password(t.Context(), d.ID, d.Administrators[1])
	require.NoError(t, err)

	survived = true
	for _, n := range kills {
		r.process.KillBefore(len(r.process.Acts()) + n)
		r.insist(d)
		r.until("killed, or done", func() bool { return r.process.Dead() || r.finished(d.ID) })
		survived = survived && !r.process.Dead()
		r.crash()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
	}
	r.insist(d)
	r.until("done", func() bool { return r.finished(d.ID) })
	r.rest()
	r.requireABC(d)
	admins := r.customer("ABC Company").Admins
	require.Equal(t, typedPassword, admins["ada@abc.example"].Password)
	require.Equal(t, generated.Reveal(), admins["lee@abc.example"].Password, "the same in every process")
	require.Empty(t, r.world.Secrets.Keys("draft/"), "what was typed is forgotten once it is sent")
	requireNotStored(t, r, typedPassword, generated.Reveal())
	return survived
}

// insist is a person who does again what they do not see done.
func (r *rig) insist(d domain.Draft) {
	ctx := r.t.Context()
	if _, err := r.Provisioning(ctx, d.ID); err == nil {
		return
	}
	if _, err := r.Draft(ctx, d.ID); err != nil {
		r.TypePassword(ctx, d.ID, d.Administrators[0].ID, domain.NewSecret(typedPassword))
		if err := r.SaveDraft(ctx, d); err != nil {
			require.ErrorIs(r.t, err, workspacetest.ErrKilled)
			return
		}
	}
	var invalid *workspace.InvalidDraftError
	if err := r.Submit(ctx, d.ID); err != nil {
		require.NotErrorAs(r.t, err, &invalid)
		require.ErrorIs(r.t, err, workspacetest.ErrKilled)
	}
}

func (r *rig) finished(id string) bool {
	p, err := r.Provisioning(r.t.Context(), id)
	return err == nil && p.Summary() == provisioning.SummaryDone
}
