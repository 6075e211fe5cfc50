package drive

import (
	"bufio"
	"context"
	"crypto/md5" // what Crossbar signs in with
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

// Server is a running crossbar-sandbox.
type Server struct {
	URL      string `json:"url"`
	Account  string `json:"account_name"`
	Realm    string `json:"realm"`
	UserName string `json:"username"`
	Password string `json:"password"`
	// Fingerprint is that of the certificate, in hexadecimal digits, where it serves TLS.
	Fingerprint string `json:"fingerprint"`

	cmd *exec.Cmd
}

// StartServer runs the sandbox executable and waits for its line.
func StartServer(ctx context.Context, executable string, args ...string) (*Server, error) {
	s := &Server{cmd: exec.CommandContext(ctx, executable, args...)}
	s.cmd.Stderr = os.Stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", executable, err)
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, s)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read the sandbox's line %q: %w", line, err), s.Stop())
	}
	go io.Copy(io.Discard, out) //nolint:errcheck // it only keeps the pipe empty
	return s, nil
}

// Stop ends the server.
func (s *Server) Stop() error {
	if err := s.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop the sandbox: %w", err)
	}
	_ = s.cmd.Wait() // it was killed: that is no failure
	return nil
}

// Hash is what signs in instead of the password.
func (s *Server) Hash() string {
	sum := md5.Sum([]byte(strings.ToLower(s.UserName) + ":" + s.Password))
	return hex.EncodeToString(sum[:])
}

// SetFaults has other things go wrong than before: a list as the sandbox takes it, as JSON.
func (s *Server) SetFaults(ctx context.Context, list string) error {
	_, err := s.faults(ctx, http.MethodPut, list)
	return err
}

// Suffered counts the requests on which something went wrong since the faults were set, by
// its kind.
func (s *Server) Suffered(ctx context.Context) (map[string]int, error) {
	text, err := s.faults(ctx, http.MethodGet, "")
	if err != nil {
		return nil, err
	}
	var faults []struct {
		Kind string `json:"kind"`
		Hits int    `json:"hits"`
	}
	if err := json.Unmarshal(text, &faults); err != nil {
		return nil, fmt.Errorf("read the faults: %w", err)
	}
	suffered := map[string]int{}
	for _, f := range faults {
		suffered[f.Kind] += f.Hits
	}
	return suffered, nil
}

func (s *Server) faults(ctx context.Context, method, body string) (answer []byte, err error) {
	request, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(s.URL, "/v2")+"/sandbox/faults", strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	response, err := patient.Do(request)
	if err != nil {
		return nil, fmt.Errorf("speak to the sandbox: %w", err)
	}
	answer, err = io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return nil, fmt.Errorf("speak to the sandbox: %w", err)
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("speak to the sandbox: %s", response.Status)
	}
	return answer, nil
}
