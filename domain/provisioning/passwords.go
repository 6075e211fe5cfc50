package provisioning

// PasswordSteps are the steps that set the password of the administrator whom this
// step makes: that one itself, and those that gave another one, oldest first. Empty
// where this is no such step.
func (p *Provisioning) PasswordSteps(stepID string) []*Step {
	made := p.Step(stepID)
	switch {
	case made != nil && made.Intent.Password != nil: // of somebody who was there before
		return []*Step{made}
	case made == nil || made.Intent.Admin == nil:
		return nil
	}
	steps := []*Step{made}
	for i := range p.Steps {
		if again := p.Steps[i].Intent.Password; again != nil && again.Admin.ID == made.Intent.Admin.Admin.ID {
			steps = append(steps, &p.Steps[i])
		}
	}
	return steps
}
