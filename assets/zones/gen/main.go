// Command gen writes names.txt: the time zones of the tz database that comes with
// this Go, one a line, sorted, but for those whose names servers refuse.
package main

import (
	"archive/zip"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Kazoo's account schema takes time zones of 5 to 32 characters.
const (
	shortest = 5
	longest  = 32
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		log.Fatalf("ask for GOROOT: %v", err)
	}
	names, err := zoneNames(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("names.txt", []byte(strings.Join(names, "\n")+"\n"), 0o644); err != nil {
		log.Fatal(err)
	}
}

// zoneNames returns the usable zones in the archive.
func zoneNames(archive string) ([]string, error) {
	files, err := zip.OpenReader(archive)
	if err != nil {
		return nil, fmt.Errorf("open the tz database: %w", err)
	}
	defer func() { _ = files.Close() }() // only read from

	var names []string
	for _, file := range files.File {
		if !usable(file.Name) {
			continue
		}
		if err := loads(file); err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name, err)
		}
		names = append(names, file.Name)
	}
	slices.Sort(names)
	return names, nil
}

func usable(name string) bool {
	switch {
	case strings.HasSuffix(name, "/"), strings.HasPrefix(name, "right/"), strings.HasPrefix(name, "posix/"):
		return false // directories, and the whole database over again
	case name == "Factory", name == "posixrules", name == "leapseconds", name == "localtime":
		return false // nobody lives there
	}
	return len(name) >= shortest && len(name) <= longest
}

func loads(file *zip.File) error {
	reader, err := file.Open()
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }() // only read from
	data, err := io.ReadAll(reader)
	if err != nil {
		return err
	}
	_, err = time.LoadLocationFromTZData(file.Name, data)
	return err
}
