package drive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Client reads the server as a second, independent client: plain HTTP and JSON.
type Client struct {
	url, token string
	AccountID  string
}

// SignIn signs a client in.
func (s *Server) SignIn(ctx context.Context) (*Client, error) {
	c := &Client{url: s.URL}
	body := map[string]any{"data": map[string]any{"credentials": s.Hash(), "account_name": s.Account}}
	answer, err := c.do(ctx, http.MethodPut, "/user_auth", body)
	if err != nil {
		return nil, err
	}
	token, _ := answer["auth_token"].(string)
	data, _ := answer["data"].(map[string]any)
	c.token = token
	c.AccountID, _ = data["account_id"].(string)
	return c, nil
}

// Get reads the data of a path such as /accounts/{id}.
func (c *Client) Get(ctx context.Context, path string) (any, error) {
	answer, err := c.do(ctx, http.MethodGet, path, nil)
	if err != nil {
		return nil, err
	}
	return answer["data"], nil
}

// patient is for answers that are long.
var patient = &http.Client{Timeout: time.Minute}

// Download reads all pages of a listing below its own account one after the other and
// does nothing with them, and tells how many bytes and pages they were.
func (c *Client) Download(ctx context.Context, listing string, size int) (bytes, pages int, err error) {
	for start := ""; ; pages++ {
		query := url.Values{"page_size": {strconv.Itoa(size)}, "ascending": {"true"}}
		if start != "" {
			query.Set("start_key", start)
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/accounts/"+c.AccountID+"/"+listing+"?"+query.Encode(), nil)
		if err != nil {
			return bytes, pages, err
		}
		request.Header.Set("X-Auth-Token", c.token)
		response, err := patient.Do(request)
		if err != nil {
			return bytes, pages, err
		}
		text, err := io.ReadAll(response.Body)
		if err = errors.Join(err, response.Body.Close()); err != nil {
			return bytes, pages, err
		}
		bytes += len(text)
		var page struct {
			Next string `json:"next_start_key"`
		}
		if err := json.Unmarshal(text, &page); err != nil {
			return bytes, pages, fmt.Errorf("read a page of %s: %w", listing, err)
		}
		if start = page.Next; start == "" {
			return bytes, pages + 1, nil
		}
	}
}

func (c *Client) do(ctx context.Context, method, path string, body any) (map[string]any, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var payload io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		payload = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.url+path, payload)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		request.Header.Set("X-Auth-Token", c.token)
	}
	response, err := http.DefaultClient.Do(request) //nolint:forbidigo // the request ends with ctx, and the server is our own
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // it is only read
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	if response.StatusCode >= 300 {
		return nil, fmt.Errorf("%s %s: %d %v", method, path, response.StatusCode, answer)
	}
	return answer, nil
}
