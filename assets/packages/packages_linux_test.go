// Package packages_test tries what packs and signs the programs, with tools that only
// write down what they are asked, and reads the workflows. What lies in this directory
// goes into packages as it is: there is no code here but this. What is packed for Linux
// is looked at by lintian while it is packed, and the program for Windows is started by
// `make test-windows`.
package packages_test

import (
	"encoding/base64"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = "../.."

// tools are programs that are found before the system's, and what they were asked.
type tools struct {
	t         *testing.T
	directory string
	log       string
}

// newTools makes one tool a name, which does what its piece of shell says.
func newTools(t *testing.T, bodies map[string]string) *tools {
	t.Helper()
	x := &tools{t: t, directory: t.TempDir(), log: filepath.Join(t.TempDir(), "log")}
	for name, body := range bodies {
		script := "#!/bin/bash\nset -e\nprintf '%s\\n' \"" + name + " $*\" >>'" + x.log + "'\n" + body + "\n"
		require.NoError(t, os.WriteFile(filepath.Join(x.directory, name), []byte(script), 0o755))
	}
	return x
}

// run runs a script of .ci with the tools, and gives what it printed.
func (x *tools) run(environment []string, script string, args ...string) string {
	x.t.Helper()
	out, err := x.try(environment, script, args...)
	require.NoError(x.t, err, "%s", out)
	return out
}

// try runs a script that may fail.
func (x *tools) try(environment []string, script string, args ...string) (string, error) {
	x.t.Helper()
	cmd := exec.CommandContext(x.t.Context(), filepath.Join(root, ".ci", script), args...)
	cmd.Env = append(os.Environ(), "PATH="+x.directory+":"+os.Getenv("PATH"))
	// Who works on this may have what signs real packages in the environment.
	for _, name := range []string{"MACOS_CERTIFICATE", "NOTARY_KEY", "WINDOWS_CERTIFICATE", "WINDOWS_TIMESTAMP_URL"} {
		cmd.Env = append(cmd.Env, name+"=")
	}
	cmd.Env = append(cmd.Env, environment...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// asked gives the calls of the tools, in order, and forgets them.
func (x *tools) asked() []string {
	x.t.Helper()
	text, err := os.ReadFile(x.log)
	require.NoError(x.t, err)
	require.NoError(x.t, os.Remove(x.log))
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// forMacOS are the tools of macOS. The disk image is a copy of what goes into it.
func forMacOS(t *testing.T) *tools {
	return newTools(t, map[string]string{
		"sips":     ``,
		"iconutil": `touch "$4"`,
		"codesign": `if [[ $1 == --force && ${*: -1} == *.app ]]; then
				mkdir -p "${*: -1}/Contents/_CodeSignature"
				touch "${*: -1}/Contents/_CodeSignature/CodeResources"
			fi`,
		"ditto":           ``,
		"xcrun":           `[[ $2 != submit ]] || printf '  id: 0815\n  status: %s\n' "${VERDICT:-Accepted}"`,
		"cyclonedx-gomod": ``,
		"hdiutil":         `while [[ $1 != -srcfolder ]]; do shift; done; mkdir -p "$IMAGE"; cp -RP "$2/." "$IMAGE"`,
		"security": `case $1 in
			find-identity) echo '  1) ABCDEF0123 "Developer ID Application: Somebody"' ;;
			list-keychains) [[ $4 == -s ]] || echo '    "/Users/somebody/login.keychain-db"' ;;
			esac`,
	})
}

// packMacOS packs a program that is none, and gives the directory that the disk image
// was made of.
func packMacOS(x *tools, environment ...string) string {
	x.t.Helper()
	programs, image := x.t.TempDir(), x.t.TempDir()
	for _, name := range []string{"darwin-universal", "darwin-arm64"} {
		require.NoError(x.t, os.Mkdir(filepath.Join(programs, name), 0o755))
		require.NoError(x.t, os.WriteFile(filepath.Join(programs, name, "accounts-manager"), []byte("program"), 0o755))
	}
	x.run(append([]string{
		"PACKAGE_VERSION=1.2.3-dev.4", "PACKAGE_MAINTAINER=Somebody <somebody@example.com>", "SOURCE_DATE_EPOCH=1790000000",
		"PACKAGE_PROGRAMS=" + programs, "PACKAGE_OUT=" + x.t.TempDir(), "IMAGE=" + image, "CYCLONEDX_GOMOD=cyclonedx-gomod",
	}, environment...), "package", "macos")
	return image
}

// TestTheApplicationForMacOS: the disk image has an application that macOS understands,
// and the place to draw it to. Without secrets it is sealed, and nobody is asked to sign
// or notarise.
func TestTheApplicationForMacOS(t *testing.T) {
	x := forMacOS(t)
	image := packMacOS(x)
	contents := filepath.Join(image, "Accounts Manager.app", "Contents")

	info := plist(t, filepath.Join(contents, "Info.plist"))
	require.Equal(t, "1.2.3", info["CFBundleShortVersionString"], "macOS takes numbers only")
	require.Equal(t, "1.2.3", info["CFBundleVersion"])
	require.Equal(t, "12.0", info["LSMinimumSystemVersion"])
	require.Equal(t, "dev.accountsmanager.desktop", info["CFBundleIdentifier"])
	program, err := os.Stat(filepath.Join(contents, "MacOS", info["CFBundleExecutable"]))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o755), program.Mode().Perm())
	require.FileExists(t, filepath.Join(contents, "Resources", info["CFBundleIconFile"]))
	licences, err := os.ReadFile(filepath.Join(contents, "Resources", "THIRD-PARTY-LICENCES"))
	require.NoError(t, err)
	require.Contains(t, string(licences), "fyne.io/fyne/v2")
	applications, err := os.Readlink(filepath.Join(image, "Applications"))
	require.NoError(t, err)
	require.Equal(t, "/Applications", applications)

	asked := strings.Join(x.asked(), "\n")
	require.Contains(t, asked, "codesign --force --sign - ")
	require.Contains(t, asked, "cyclonedx-gomod bin ")
	require.NotContains(t, asked, "security ")
	require.NotContains(t, asked, "xcrun ")
}

// What is signed and notarised with, as the scripts take it.
var (
	certificate = "MACOS_CERTIFICATE=" + base64.StdEncoding.EncodeToString([]byte("certificate"))
	notaryKey   = []string{"NOTARY_KEY=key", "NOTARY_KEY_ID=id", "NOTARY_ISSUER=issuer"}
)

// TestSigningForMacOS: with secrets, the application is signed before it goes into the
// image, the image before it is sent, and the keychain is gone afterwards. Everybody on the
// Mac can check the seal.
func TestSigningForMacOS(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o022))
	x := forMacOS(t)
	image := packMacOS(x, append([]string{certificate}, notaryKey...)...)
	seal, err := os.Stat(filepath.Join(image, "Accounts Manager.app", "Contents", "_CodeSignature", "CodeResources"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o644), seal.Mode().Perm())
	asked := x.asked()
	at := 0
	for _, want := range []string{
		"security import ", "codesign --force --options runtime --timestamp --sign ABCDEF0123 ",
		"security list-keychains -d user -s /Users/somebody/login.keychain-db", "security delete-keychain ",
		"hdiutil create ", "codesign --force --timestamp --sign ABCDEF0123 ", "security delete-keychain ",
		"xcrun notarytool submit ", "xcrun stapler staple ", "xcrun stapler staple ", "ditto ",
	} {
		for at < len(asked) && !strings.HasPrefix(asked[at], want) {
			at++
		}
		require.Less(t, at, len(asked), "%q does not come after what should come before it:\n%s", want, strings.Join(asked, "\n"))
		at++
	}

	packMacOS(x, certificate)
	require.NotContains(t, strings.Join(x.asked(), "\n"), "xcrun ", "there is no key to notarise with")
}

// TestWhatAppleDoesNotAcceptFails: notarytool ends well whatever Apple said. Why it said no
// is asked for, and nothing is stapled.
func TestWhatAppleDoesNotAcceptFails(t *testing.T) {
	x := forMacOS(t)
	out, err := x.try(append([]string{certificate, "VERDICT=Invalid"}, notaryKey...), "sign-macos", "notarise", "image.dmg", "A.app")
	require.Error(t, err)
	require.Contains(t, out, "not accepted by Apple: image.dmg")
	asked := strings.Join(x.asked(), "\n")
	require.Contains(t, asked, "xcrun notarytool log 0815 --key ")
	require.NotContains(t, asked, "stapler")
}

// plist reads the texts of a property list.
func plist(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NotContains(t, string(text), "@", "nothing is left to fill in")
	var list struct {
		Dict struct {
			Entries []struct {
				XMLName xml.Name
				Text    string `xml:",chardata"`
			} `xml:",any"`
		} `xml:"dict"`
	}
	require.NoError(t, xml.Unmarshal(text, &list))
	found := map[string]string{}
	for i, entry := range list.Dict.Entries {
		if entry.XMLName.Local == "key" && list.Dict.Entries[i+1].XMLName.Local == "string" {
			found[entry.Text] = list.Dict.Entries[i+1].Text
		}
	}
	return found
}

// TestSigningForWindows: a program becomes its signed one where there is a certificate,
// with its rights, and without the password on a command line; else it stays as it is.
func TestSigningForWindows(t *testing.T) {
	x := newTools(t, map[string]string{"osslsigncode": `
		while (($# > 0)); do
			case $1 in
			-readpass) [[ $(<"$2") == "pass word" ]] ;;
			-pkcs12) [[ $(<"$2") == certificate ]] ;;
			-in) in=$2 ;;
			-out) out=$2 ;;
			esac
			shift
		done
		cat "$in" >"$out"
		printf signed >>"$out"`})
	program := filepath.Join(t.TempDir(), "program.exe")
	require.NoError(t, os.WriteFile(program, []byte("program"), 0o755))

	require.Contains(t, x.run(nil, "sign-windows", program), "not signed")
	require.NoFileExists(t, x.log)

	x.run([]string{
		"WINDOWS_CERTIFICATE=" + base64.StdEncoding.EncodeToString([]byte("certificate")),
		"WINDOWS_CERTIFICATE_PASSWORD=pass word", "WINDOWS_TIMESTAMP_URL=http://time.example.com",
	}, "sign-windows", program)
	text, err := os.ReadFile(program)
	require.NoError(t, err)
	require.Equal(t, "programsigned", string(text))
	stat, err := os.Stat(program)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o755), stat.Mode().Perm())
	asked := x.asked()
	require.Len(t, asked, 1)
	require.Contains(t, asked[0], " -ts http://time.example.com ")
	require.NotContains(t, asked[0], "pass word")
}
