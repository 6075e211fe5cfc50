package domain_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestRefusedErrorIs(t *testing.T) {
	targets := []error{domain.ErrForbidden, domain.ErrNotFound, domain.ErrConflict, domain.ErrOffline, domain.ErrUnanswered}
	for status, want := range map[int]string{
		403: domain.ErrForbidden.Error(), 404: domain.ErrNotFound.Error(), 409: domain.ErrConflict.Error(), 400: "", 500: "",
	} {
		err := fmt.Errorf("read the account: %w", &domain.RefusedError{Status: status, Code: "said so"})
		for _, target := range targets {
			require.Equal(t, target.Error() == want, errors.Is(err, target), "%d as %v", status, target)
		}
	}
}

func TestErrorsSayWhatHappened(t *testing.T) {
	require.EqualError(t, &domain.RefusedError{Status: 403, Code: "forbidden"}, "refused (403 forbidden)")
	require.EqualError(t, &domain.RefusedError{
		Status: 400, Code: "validation error",
		Problems: domain.Problems{{Field: domain.FieldRealm, Code: domain.TakenOnServer}},
	}, "refused (400 validation error): realm: taken_on_server")
	require.EqualError(t, &domain.BusyError{Status: 429}, "the server is busy (429)")
	require.EqualError(t, &domain.ChargesError{Charges: make([]domain.Charge, 2)}, "the server asks to accept 2 charges")
}

func TestKnownClassifiers(t *testing.T) {
	list, fromServer := domain.Catalogue{}.KnownClassifiers()
	require.False(t, fromServer)
	require.Equal(t, domain.DefaultClassifiers(), list)
	emergency := 0
	for _, c := range list {
		require.NotEmpty(t, c.Name)
		if c.Emergency {
			emergency++
		}
	}
	require.Equal(t, 1, emergency)

	own := []domain.Classifier{{ID: "did_de", Name: "German DID"}}
	list, fromServer = domain.Catalogue{Classifiers: own}.KnownClassifiers()
	require.True(t, fromServer)
	require.Equal(t, own, list)
}
