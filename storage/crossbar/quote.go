package crossbar

import (
	"context"
	"net/http"

	"accountsmanager/domain"
)

// Quote tells what service plans would cost an account together. It is a POST that
// stores nothing (Kazoo: cb_services), so a lost answer leaves nothing in doubt.
func (s *session) Quote(ctx context.Context, accountID string, plans []string) ([]domain.Charge, error) {
	a, err := s.do(ctx, call{
		method: http.MethodPost, path: accountPath(accountID, "services", "quote"), timeout: s.connector.timeouts.Read,
		body: writing{Data: map[string]any{"plans": orEmpty(plans)}},
	})
	if err != nil {
		return nil, err
	}
	var summary struct {
		Invoices []struct {
			Items []chargeLine `json:"items"`
		} `json:"invoices"`
	}
	if err := decodeObject(a.envelope.Data, &summary); err != nil {
		return nil, err
	}
	var out []domain.Charge
	for _, invoice := range summary.Invoices {
		for _, line := range invoice.Items {
			out = append(out, line.charge(firstKnown(line.Billable, line.Quantity)))
		}
	}
	return out, nil
}
