package workspace

import (
	"context"

	"accountsmanager/domain/provisioning"
)

// replan plans what was submitted before on today's terms: against it one sees
// what the person changed, and not what the server offers otherwise meanwhile.
// Where that cannot be, the steps themselves stand in.
func (w *Workspace) replan(ctx context.Context, p provisioning.Provisioning) provisioning.Provisioning {
	if p.Draft == nil {
		return p
	}
	plan, err := w.plan(ctx, *p.Draft)
	if err != nil {
		w.log.Info("what was submitted cannot be planned again", "provisioning", p.ID, "error", err)
		return p
	}
	return plan
}

// merge puts a new plan of the same draft over the old one: steps keep their
// identity and what they have come to, and take the new intent, or keep it as
// wanted where it is too late. What the draft dropped comes back with it; what a
// person left out comes back only where they changed it. Earlier is the plan of
// what was submitted before, on the terms of the new one.
func merge(before, plan, earlier provisioning.Provisioning) provisioning.Provisioning {
	changed := map[string]bool{}
	for _, c := range provisioning.Changes(withPeriod(earlier, before), withPeriod(plan, before)) {
		changed[c.StepID] = true
	}
	out := before
	out.Draft, out.Steps = plan.Draft, nil
	for _, s := range withPeriod(plan, before).Steps {
		if old := before.Step(s.ID); old != nil {
			s = mergeStep(*old, s, changed[s.ID])
		}
		out.Steps = append(out.Steps, s)
	}
	for _, old := range before.Steps {
		if plan.Step(old.ID) != nil {
			continue
		}
		if !old.Kind.OfDraft() { // a person asked for it on its own
			out.Steps = append(out.Steps, old)
			continue
		}
		if late := old.Exposed || old.State == provisioning.Done; !late || changed[old.ID] {
			old = old.Drop()
		}
		out.Steps = append(out.Steps, old)
	}
	// Of the account itself, what counts is what will be sent, or was.
	if account := out.Step("account"); account != nil {
		out.Name, out.Parent = account.Intent.Account.Name, account.Intent.Account.Parent
	}
	return out
}

func mergeStep(old, planned provisioning.Step, changed bool) provisioning.Step {
	if old.Dropped {
		old = old.Include()
	}
	same := provisioning.SameIntent(planned.Intent, old.Intent)
	if late := old.Exposed || old.Doubt || old.State == provisioning.Done; late && !changed {
		return old.Retry()
	}
	if same && old.Wanted == nil {
		return old.Retry()
	}
	return old.Mend(planned.Intent)
}

// withPeriod fixes the start of the credit's period, once: it is part of the
// credit's identity.
func withPeriod(plan, before provisioning.Provisioning) provisioning.Provisioning {
	fixed := before.Step("credit")
	if fixed == nil || fixed.Intent.Credit == nil {
		return plan
	}
	steps := plan.Steps
	plan.Steps = make([]provisioning.Step, len(steps))
	for i, s := range steps {
		if s.Intent.Credit != nil {
			credit := *s.Intent.Credit
			credit.PeriodStart = fixed.Intent.Credit.PeriodStart
			s.Intent.Credit = &credit
		}
		plan.Steps[i] = s
	}
	return plan
}
