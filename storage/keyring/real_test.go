package keyring

import (
	"os"
	"testing"

	"github.com/google/uuid"
)

// keyringPromised tells whether a keyring must be there: .ci/with-desktop says so,
// and CI always means it.
func keyringPromised() bool {
	return os.Getenv("AM_REAL_KEYRING") == "1" || os.Getenv("CI") == "true"
}

// realKeyring returns this computer's own keyring, and a key that nobody else
// uses. Where none was promised it skips, for tests have no business in a person's
// keyring; where one was, its absence makes the test fail.
func realKeyring(t *testing.T) (*System, string) {
	t.Helper()
	if !keyringPromised() {
		t.Skip("tried with the fake keyring only: `make test` brings a real one")
	}
	t.Log("tried with the real keyring of this computer")
	return NewSystem(), "test-" + uuid.NewString()
}

func TestRealKeyringKeepsWhatItIsGiven(t *testing.T) {
	system, key := realKeyring(t)
	keepsWhatItIsGiven(t, system, key)
}
