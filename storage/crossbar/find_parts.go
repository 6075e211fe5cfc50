package crossbar

import (
	"context"
	"encoding/json"
	"maps"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// What is set rather than made is found by reading it and comparing: whoever set
// it, the effect is there. Where it is not, sending again does no harm.

func (s *session) findLimits(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	var doc limitsDoc
	if err := s.object(ctx, accountPath(t.Account.ID, "limits"), &doc); err != nil {
		return provisioning.Finding{}, err
	}
	wanted := t.Step.Intent.Limits
	return set(t, doc.trunks() == wanted.Trunks && doc.prepay() == wanted.Prepay), nil
}

func (s *session) findPlans(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	var assigned map[string]json.RawMessage
	if err := s.object(ctx, accountPath(t.Account.ID, "services"), &assigned); err != nil {
		return provisioning.Finding{}, err
	}
	all := true
	for _, plan := range t.Step.Intent.Plans.Plans {
		_, ok := assigned[plan.ID]
		all = all && ok
	}
	return set(t, all), nil
}

func (s *session) findBlacklist(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	list, err := s.blacklist(ctx, t.Account.ID)
	if err != nil {
		return provisioning.Finding{}, err
	}
	return set(t, sameSet(list, t.Step.Intent.Apps.Blacklist)), nil
}

func sameSet(a, b []string) bool {
	members := func(list []string) map[string]bool {
		m := map[string]bool{}
		for _, x := range list {
			m[x] = true
		}
		return m
	}
	return maps.Equal(members(a), members(b))
}

func set(t workspace.Task, there bool) provisioning.Finding {
	if there {
		return provisioning.Found(string(t.Step.Kind))
	}
	return provisioning.Absent()
}

// findCallflow looks for the callflow of no_match. One that is not marked as ours counts
// as the effect where it does what ours would (some interfaces make one as soon as they
// show the account); one that does something else is somebody's choice.
func (s *session) findCallflow(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	id, err := s.noMatchID(ctx, t.Account.ID)
	if err != nil {
		return provisioning.Finding{}, err
	}
	if id == "" {
		return provisioning.Absent(), nil
	}
	var doc struct {
		Flow struct {
			Module text `json:"module"`
			Data   struct {
				Hunt text `json:"hunt_account_id"`
			} `json:"data"`
		} `json:"flow"`
		Marker marker `json:"x_accounts_manager"`
	}
	if err := s.object(ctx, accountPath(t.Account.ID, "callflows", id), &doc); err != nil {
		return provisioning.Finding{}, err
	}
	ours := string(doc.Marker.OpID) == t.Step.OpID
	alike := string(doc.Flow.Module) == carrierModules[t.Step.Intent.Callflow.Carrier] && doc.Flow.Data.Hunt == ""
	if ours || alike {
		return provisioning.Found(id), nil
	}
	return provisioning.Unclear(), nil
}
