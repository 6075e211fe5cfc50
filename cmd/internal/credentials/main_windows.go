// Command credentials prints what is in the Windows Credential Manager, secrets and
// all, as JSON: for the test that looks whether a secret got there. It is built for
// that test alone and packed nowhere.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/danieljoos/wincred"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("credentials: ")
	found, err := wincred.List()
	if err != nil {
		log.Fatal(err)
	}
	secrets := map[string]string{}
	for _, c := range found {
		secrets[c.TargetName] = string(c.CredentialBlob)
	}
	if err := json.NewEncoder(os.Stdout).Encode(secrets); err != nil {
		log.Fatal(err)
	}
}
