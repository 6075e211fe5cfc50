package words

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNotifications(t *testing.T) {
	for want, h := range map[string]Happened{
		"ABC Company is created.":                              {Created: 1, Name: "ABC Company"},
		"What you changed at ABC Company has arrived.":         {Changed: 1, Name: "ABC Company"},
		"ABC Company needs you.":                               {NeedsYou: 1, Name: "ABC Company"},
		"1 needs you":                                          {NeedsYou: 1},
		"3 accounts created, 1 needs you":                      {Created: 3, NeedsYou: 1, Name: "ABC Company"},
		"1 account created, 1 account changed, 1,204 need you": {Created: 1, Changed: 1, NeedsYou: 1204},
		"2 accounts changed":                                   {Changed: 2},
	} {
		require.Equal(t, want, Notification(h))
	}
	require.Equal(t, "Accounts Manager", Title(0))
	require.Equal(t, "(2) Accounts Manager", Title(2))
}
