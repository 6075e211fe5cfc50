package words

import (
	"context"
	"errors"
	"regexp"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// Message is an error as a person reads it.
type Message struct {
	Title string // what happened
	Text  string // what it means, and what to do
	Help  Help   // the one thing that helps, if there is one
	// Action is the label of a button for Help; empty where there is none.
	Action string
}

// Help is the one thing that gets a person past an error.
type Help string

// The helps.
const (
	NoHelp     Help = ""
	TryAgain   Help = "try_again"
	UseAPIKey  Help = "use_api_key"
	SignIn     Help = "sign_in"
	GoOn       Help = "work_offline"
	MendFields Help = "mend_fields"
	// ShowCertificate is to look at the certificate that stood in the way.
	ShowCertificate Help = "show_certificate"
)

func (h Help) label() string {
	switch h {
	case TryAgain:
		return lang.L("Try again")
	case UseAPIKey:
		return lang.L("Sign in with an API key")
	case SignIn:
		return lang.L("Sign in again")
	case GoOn:
		return lang.L("Work offline")
	case MendFields:
		return lang.L("Show the fields")
	case ShowCertificate:
		return lang.L("Show the certificate…")
	case NoHelp:
	}
	return ""
}

// Error puts an error into words: what happened, what it means, what to do. An
// error that nobody decides on is "Something went wrong"; its own text is for
// Details.
func Error(err error) Message {
	m := say(err)
	m.Action = m.Help.label()
	return m
}

func say(err error) Message {
	var (
		invalid *workspace.InvalidDraftError
		both    *domain.ConflictError
		charges *domain.ChargesError
		busy    *domain.BusyError
		refused *domain.RefusedError
		lost    *domain.UnansweredError
		unknown *domain.CertificateError
	)
	switch {
	case err == nil:
		return Message{}
	case errors.As(err, &unknown):
		return sayCertificate(unknown)
	case errors.As(err, &invalid):
		return Message{
			Title: lang.L("Some fields need another look"),
			Text:  lang.L("Nothing was sent. The tabs with a mark say what is missing or wrong."),
			Help:  MendFields,
		}
	case errors.As(err, &both):
		return Message{
			Title: lang.L("Somebody changed the same on the server"),
			Text:  lang.L("Nothing was sent. Choose, field by field, what it shall be: yours or the server's."),
		}
	case errors.As(err, &charges):
		return Message{
			Title: lang.L("The server asks you to accept charges"),
			Text:  lang.L("Nothing was changed and nothing was charged. It goes on once you have accepted what it costs."),
		}
	case errors.As(err, &busy):
		return sayBusy(busy)
	case errors.As(err, &lost):
		return Message{
			Title: lang.L("The answer tells nothing"),
			Text: lang.L("The server answered {{.Status}}, and whether it did what it was asked cannot be told from that. It is looked for before anything is sent again.",
				data{"Status": lost.Status}),
		}
	}
	for _, s := range sentences {
		if errors.Is(err, s.target) {
			return s.say()
		}
	}
	if m, ok := sayFile(err); ok {
		return m
	}
	switch {
	case errors.As(err, &refused):
		return Message{
			Title: lang.L("The server refused it"),
			Text:  lang.L("It answered: {{.Answer}}. Nothing was changed.", data{"Answer": Refusal(refused.Status, refused.Code, refused.Problems)}),
		}
	case errors.Is(err, context.DeadlineExceeded):
		return Message{Title: lang.L("It took too long"), Text: lang.L("The wait was given up. Try again; if it keeps happening, check the connection."), Help: TryAgain}
	case errors.Is(err, context.Canceled):
		return Message{Title: lang.L("Cancelled"), Text: lang.L("It was stopped before it was finished.")}
	}
	return Message{
		Title: lang.L("Something went wrong"),
		Text:  lang.L("Nothing you typed is lost. Try again; if it keeps happening, copy the details and send them to your support."),
		Help:  TryAgain,
	}
}

func sayBusy(busy *domain.BusyError) Message {
	m := Message{Title: lang.L("The server is busy"), Help: TryAgain}
	if busy.RetryAfter > 0 {
		m.Text = lang.L("It asks for patience (answer {{.Status}}). Nothing was done. Try again in {{.Wait}}.", data{"Status": busy.Status, "Wait": Wait(busy.RetryAfter)})
	} else {
		m.Text = lang.L("It asks for patience (answer {{.Status}}). Nothing was done. Try again in a moment.", data{"Status": busy.Status})
	}
	return m
}

// data names the values in a sentence.
type data = map[string]any

// sentence is what is said of one sentinel.
type sentence struct {
	target error
	say    func() Message
}

// secretPart matches what a text may hold that nobody should read over a
// shoulder or paste into a mail: a password inside an address, and a token.
var secretPart = regexp.MustCompile(`(://)[^/\s@]*@|((?i:auth_token|x-auth-token|api_key|password|credentials)"?\s*[=:]\s*"?)[^\s"&,]+`)

// Details is an error's own text, for people who can help, with the time unless
// that is zero. What could be a secret is masked.
func Details(err error, at time.Time) string {
	if err == nil {
		return ""
	}
	text := secretPart.ReplaceAllString(err.Error(), "$1$2•••")
	if at.IsZero() {
		return text
	}
	return at.UTC().Format(time.RFC3339) + " " + text
}
