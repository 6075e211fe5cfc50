package provisioning

// Change is a part of a draft that says something else than what was sent.
type Change struct {
	StepID string
	Kind   Kind
	// Intent is as the draft has it; empty where the draft has it no more.
	Intent Intent
}

// Unsent lists what a person submitted too late for a step that is done.
func (p Provisioning) Unsent() []Change {
	var out []Change
	for _, s := range p.Steps {
		if s.State == Done && s.Wanted != nil {
			out = append(out, Change{StepID: s.ID, Kind: s.Kind, Intent: *s.Wanted})
		}
	}
	return out
}

// Changes lists what a later plan of the same draft says otherwise than an
// earlier one. Both must have been planned on the same terms, or the terms'
// differences would look like the person's.
func Changes(earlier, later Provisioning) []Change {
	var out []Change
	for _, s := range later.Steps {
		if old := earlier.Step(s.ID); old == nil || !SameIntent(old.Intent, s.Intent) {
			out = append(out, Change{StepID: s.ID, Kind: s.Kind, Intent: s.Intent})
		}
	}
	for _, old := range earlier.Steps {
		if later.Step(old.ID) == nil && old.Kind.OfDraft() {
			out = append(out, Change{StepID: old.ID, Kind: old.Kind})
		}
	}
	return out
}
