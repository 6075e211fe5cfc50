package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/storage/sandbox"
)

// The troubles of a disk, brought about for real: the program is a process of its
// own, its order is half sent, and afterwards all is counted.

// half sends an order until its account exists, and kills the program.
func (b *bench) half() {
	b.t.Helper()
	r := process(b.t, "", b.data(), matrixPace, "submit", "--all", "--wait", "--crash-at", "account/after-outcome")
	require.True(b.t, r.killed(), r.err)
}

// ends sends the rest, and counts.
func (b *bench) ends() {
	b.t.Helper()
	r := process(b.t, "", b.data(), matrixPace, "submit", "--all", "--wait")
	require.Zero(b.t, r.status, "%s\n%s", r.out, r.err)
	b.counts()
}

func (b *bench) counts() {
	b.t.Helper()
	remote := remote{base: "http://" + b.address}
	out := b.order.counted(b.t, remote.state(b.t).named(b.t))
	b.countRequests(remote, &out)
	require.Equal(b.t, tally{}, out)
}

func (b *bench) database() string { return filepath.Join(b.data(), "accounts.db") }

// halfSent is a bench on which half of an order was sent.
func halfSent(t *testing.T) *bench {
	t.Helper()
	needKeyring(t)
	b := newMatrixBench(t, sandbox.Kazoo5)
	server := b.serve()
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	b.half()
	return b
}

func TestTheDiskIsFull(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a disk that is small enough; storage/sqlite tests a full database for everybody")
	}
	needKeyring(t)
	b := &bench{t: t, flavour: sandbox.Kazoo5, dir: t.TempDir(), address: freeAddress(t), order: abcOrder()}
	require.NoError(t, syscall.Mount("tmpfs", b.dir, "tmpfs", 0, "size=2m"))
	t.Cleanup(func() { require.NoError(t, syscall.Unmount(b.dir, syscall.MNT_DETACH)) })
	server := b.serve()
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	b.prepare(server)
	b.half()

	filler, err := os.Create(filepath.Join(b.dir, "filler"))
	require.NoError(t, err)
	chunk := make([]byte, 4096)
	for err == nil {
		_, err = filler.Write(chunk)
	}
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.NoError(t, filler.Close())
	before := len(remote{base: "http://" + b.address}.effects(t))
	r := process(t, "", b.data(), matrixPace, "submit", "--all", "--wait")
	require.Equal(t, exitTrouble, r.status, "%s\n%s", r.out, r.err)
	require.Contains(t, r.err, "The disk is full")
	require.Len(t, remote{base: "http://" + b.address}.effects(t), before, "nothing goes out that cannot be written down first")

	require.NoError(t, os.Remove(filler.Name()))
	b.ends()
}

// nobody is a user without rights to anything.
const nobody = 65534

func TestTheDirectoryCannotBeWrittenTo(t *testing.T) {
	b := halfSent(t)
	require.NoError(t, os.Chmod(b.data(), 0o500))
	if os.Geteuid() == 0 { // permissions do not bind root, so somebody else tries
		for _, dir := range []string{filepath.Dir(b.dir), b.dir} {
			require.NoError(t, os.Chmod(dir, 0o755))
		}
		b.give(nobody, 0o400)
	}
	file, err := programFile()
	require.NoError(t, err)
	require.NoError(t, os.Chmod(filepath.Dir(file), 0o755))
	cmd := exec.CommandContext(t.Context(), file, "--data", b.data(), "submit", "--all")
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	require.Error(t, cmd.Run())
	require.Equal(t, exitTrouble, cmd.ProcessState.ExitCode(), said.String())
	require.Contains(t, said.String(), "cannot be written")

	if os.Geteuid() == 0 {
		b.give(os.Geteuid(), 0o600)
	}
	require.NoError(t, os.Chmod(b.data(), 0o700))
	b.ends()
}

// give makes somebody the owner of all data, with these rights to the files.
func (b *bench) give(to int, files os.FileMode) {
	b.t.Helper()
	require.NoError(b.t, filepath.WalkDir(b.data(), func(path string, e os.DirEntry, err error) error {
		if err == nil {
			err = os.Chown(path, to, to)
		}
		if err == nil && !e.IsDir() {
			err = os.Chmod(path, files)
		}
		return err
	}))
}

func (b *bench) pragma(text string) {
	b.t.Helper()
	db, err := sql.Open("sqlite", b.database())
	require.NoError(b.t, err)
	_, err = db.ExecContext(context.Background(), text)
	require.NoError(b.t, err)
	require.NoError(b.t, db.Close())
}

func TestADatabaseFromTheFuture(t *testing.T) {
	b := halfSent(t)
	db, err := sql.Open("sqlite", b.database())
	require.NoError(t, err)
	var version int
	require.NoError(t, db.QueryRowContext(t.Context(), "PRAGMA user_version").Scan(&version))
	require.NoError(t, db.Close())
	b.pragma("PRAGMA user_version = 9999")
	r := process(t, "", b.data(), matrixPace, "submit", "--all")
	require.Equal(t, exitTrouble, r.status)
	require.Contains(t, r.err, "newer version")
	b.pragma(fmt.Sprintf("PRAGMA user_version = %d", version))
	b.ends()
}

// TestADamagedDatabase: what is left of it is set aside, to the byte, and what was
// sent is not sent again by whoever types it once more.
func TestADamagedDatabase(t *testing.T) {
	for name, offset := range map[string]int64{"in its head": 0, "in the middle": 4096 * 3} {
		t.Run(name, func(t *testing.T) {
			b := halfSent(t)
			b.pragma("PRAGMA wal_checkpoint(TRUNCATE)") // so that the damage is in what counts
			f, err := os.OpenFile(b.database(), os.O_RDWR, 0)
			require.NoError(t, err)
			_, err = f.WriteAt(bytes.Repeat([]byte{0xA5}, 4096*2), offset)
			require.NoError(t, err)
			require.NoError(t, f.Close())
			damaged, err := os.ReadFile(b.database())
			require.NoError(t, err)

			r := process(t, "", b.data(), matrixPace, "submit", "--all")
			require.Equal(t, exitTrouble, r.status, "%s\n%s", r.out, r.err)
			require.Contains(t, r.err, "set aside")
			aside, err := filepath.Glob(b.database() + ".damaged-*")
			require.NoError(t, err)
			require.NotEmpty(t, aside)
			kept, err := os.ReadFile(aside[0])
			require.NoError(t, err)
			require.Equal(t, damaged, kept, "to the byte")

			login := remote{base: "http://" + b.address}
			before := len(login.effects(t))
			b.signIn()
			r = process(t, orderColumns+b.order.row(), b.data(), matrixPace, "import", "-")
			require.NotZero(t, r.status, "the name is taken, and that is said\n%s", r.out)
			require.Len(t, login.effects(t), before)
		})
	}
}
