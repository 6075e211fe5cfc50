package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"time"
)

// tokenLife is how long a token is good (token_auth_expiry_s).
const tokenLife = time.Hour

var (
	errBadToken     = errors.New("bad token")
	errExpiredToken = errors.New("expired token")
)

// session is what a token stands for.
type session struct {
	account *account
	ownerID string // "" for tokens made from an API key
	claims  document
}

// tokens makes and reads the JSON Web Tokens of one server.
type tokens struct {
	secret []byte

	mu      sync.Mutex
	expired map[string]bool // tokens that a fault made expire
}

func (t *tokens) sign(payload string) string {
	mac := hmac.New(sha256.New, t.secret)
	mac.Write([]byte(payload))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// issue makes a token. Two sign-ins of one person in one second get the same: where a
// fault made it expire, it is good again, for who signs in gets a token that is.
func (t *tokens) issue(claims document) string {
	head := encode(document{"alg": "HS256", "typ": "JWT", "kid": hex.EncodeToString(t.secret[:8])})
	payload := base64.RawURLEncoding.EncodeToString(head) + "." + base64.RawURLEncoding.EncodeToString(encode(claims))
	token := payload + "." + t.sign(payload)
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.expired, token)
	return token
}

// read verifies a token's signature and age and returns its claims.
func (t *tokens) read(token string, now time.Time) (document, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, errBadToken
	}
	if !hmac.Equal([]byte(parts[2]), []byte(t.sign(parts[0]+"."+parts[1]))) {
		return nil, errBadToken
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil, errBadToken
	}
	claims, err := decodeDocument(raw)
	if err != nil {
		return nil, errBadToken
	}
	t.mu.Lock()
	spent := t.expired[token]
	t.mu.Unlock()
	if exp, ok := integer(claims["exp"]); !ok || exp <= now.Unix() || spent {
		return nil, errExpiredToken
	}
	return claims, nil
}

// expire makes a token count as expired from now on.
func (t *tokens) expire(token string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.expired == nil {
		t.expired = map[string]bool{}
	}
	t.expired[token] = true
}

// identity binds a token to the secret of its owner, which changes with the
// owner's password.
func (t *tokens) identity(secret, accountID, ownerID string) string {
	return t.sign("identity:" + accountID + ":" + ownerID + ":" + secret)
}

// newToken signs somebody in.
func (c *call) newToken(a *account, ownerID, secret, method string) (string, document) {
	claims := document{
		"account_id": a.id, "method": method, "iss": "kazoo",
		"exp":          whole(c.s.now().Add(tokenLife).Unix()),
		"identity_sig": c.s.tokens.identity(secret, a.id, ownerID),
	}
	if ownerID != "" {
		claims["owner_id"] = ownerID
	}
	return c.s.tokens.issue(claims), claims
}

// readToken finds out who is calling.
func (c *call) readToken(token string) (*session, error) {
	claims, err := c.s.tokens.read(token, c.s.now())
	if err != nil {
		return nil, err
	}
	accountID, ownerID := text(claims, "account_id"), text(claims, "owner_id")
	a, err := c.s.store.account(c.ctx, accountID)
	if errors.Is(err, errNoAccount) {
		return nil, errBadToken
	}
	if err != nil {
		return nil, err
	}
	secret := text(a.doc, "pvt_signature_secret")
	if ownerID != "" {
		user, err := c.s.store.document(c.ctx, a, kindUser, ownerID)
		if errors.Is(err, errNoDocument) {
			return nil, errBadToken
		}
		if err != nil {
			return nil, err
		}
		secret = text(user.doc, "pvt_signature_secret")
	}
	if text(claims, "identity_sig") != c.s.tokens.identity(secret, accountID, ownerID) {
		return nil, errBadToken
	}
	return &session{account: a, ownerID: ownerID, claims: claims}, nil
}
