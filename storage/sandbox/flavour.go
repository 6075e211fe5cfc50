package sandbox

import "fmt"

// Flavour is a release of Kazoo to imitate.
type Flavour string

const (
	// Kazoo5 is the public master of March 2024.
	Kazoo5 Flavour = "kazoo5"
	// Kazoo43 is the 4.3 branch of December 2023.
	Kazoo43 Flavour = "kazoo43"
)

// behaviour is all in which the releases differ. Every difference is asked for
// by what it is, never by the name of the release.
type behaviour struct {
	flavour Flavour
	version string

	// The envelope.
	tokensInEnvelope   bool // the rate bucket is told
	versionAlways      bool // also to strangers
	undefinedAuthToken bool // an error to a stranger carries the text "undefined"
	expiredTokenTold   bool // an expired token has an answer of its own
	oldVersionGone     bool // /v1 answers 410
	typedEarlyErrors   bool // errors before negotiation have a Content-Type
	badIfMatchStatus   int  // what an unquoted If-Match gives

	// Accounts.
	writesWhileValidating  bool // an update is stored before it is refused
	createIgnoresEnabled   bool // a new account takes its parent's state
	createTellsRevision    bool // 201 with Location and revision
	undoesFirstSubAccount  bool // below a reseller that has none, 201 and gone
	wideTreeRows           bool // tree and parents show realm and flags
	accountIsAQuantity     bool // every account counts as one billable account
	nullsLeaveErrorDetails bool // accounts and users: no "value": null

	// Lists.
	usersByName       bool // else by id
	nameAscendingOnly bool // child lists ignore the wish for an order
	lenientPaging     bool // nonsense page sizes and start keys are ignored
	bareNameKeys      bool // a child list's page key is just the name

	// Limits and ledgers.
	accountRule  *rule
	limitsRule   *rule
	castsNumbers bool // "12.5" is a number

	// The rest.
	schemaValidationOpen bool
	numberInUse          string // format: number, callflow id, callflow name
	emergencyNumbers     string // regular expression
	parentsUnpaged       bool   // parents: revision of the account, no page size
}

func behaviourOf(f Flavour) (*behaviour, error) {
	switch f {
	case "", Kazoo5:
		return &behaviour{
			flavour: Kazoo5, version: "5.0.0",
			tokensInEnvelope: true, expiredTokenTold: true, oldVersionGone: true, badIfMatchStatus: 500,
			writesWhileValidating: true, createIgnoresEnabled: true,
			undoesFirstSubAccount: true, accountIsAQuantity: true,
			usersByName: true,
			accountRule: accountRule(), limitsRule: limitsRule5(), castsNumbers: true,
			numberInUse:      "Number %[1]s exists in callflow %[2]s %[3]s",
			emergencyNumbers: `^(911|922|933|833|811|711|999)$`,
		}, nil
	case Kazoo43:
		return &behaviour{
			flavour: Kazoo43, version: "4.3.0",
			versionAlways: true, typedEarlyErrors: true, undefinedAuthToken: true, badIfMatchStatus: 400,
			createTellsRevision: true, wideTreeRows: true, nullsLeaveErrorDetails: true,
			nameAscendingOnly: true, lenientPaging: true, bareNameKeys: true,
			accountRule:          accountRule43(),
			limitsRule:           limitsRule43(),
			schemaValidationOpen: true,
			numberInUse:          "%[1]s exists in callflow %[3]s (%[2]s)",
			emergencyNumbers:     `^(911|922|933|988|833|811|711|999)$`,
			parentsUnpaged:       true,
		}, nil
	default:
		return nil, fmt.Errorf("unknown flavour %q: want %s or %s", f, Kazoo5, Kazoo43)
	}
}
