package wizard

import "accountsmanager/domain"

// data names the values in a sentence.
type data = map[string]any

// addAdministrator is where the first administrator is asked for: a button, which
// is no field of a draft.
const addAdministrator domain.Field = "administrators"
