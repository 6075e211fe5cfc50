package workspace

import "context"

// CrashReport is what was written down when the program ended unexpectedly.
type CrashReport struct {
	Path string
	Text string
}

// Reports is where crashes are written down.
type Reports interface {
	// Offered is the newest report that nobody has put away.
	Offered(ctx context.Context) (report CrashReport, found bool, err error)
	// Dismiss puts it away: it is never offered again.
	Dismiss(ctx context.Context) error
	// LogTail is the last lines of the program's log, without anybody's name.
	LogTail(ctx context.Context, lines int) ([]string, error)
}

// TableSize is how much is in a table of the store.
type TableSize struct {
	Name string
	Rows int
}

// StoreContents is what a store holds, in numbers.
type StoreContents struct {
	Schema int // its version
	Tables []TableSize
}

// Diagnostics is what helps to find out what is the matter with the program on
// somebody's computer: numbers and versions, no name and no secret. What could not be
// found out is zero, and counted in Missing.
type Diagnostics struct {
	DataBytes int64 // of the data directory
	Store     StoreContents
	Profiles  int
	Sandbox   bool // the profile is one of the built-in sandbox
	APIKey    bool // it signs in with an API key
	Server    string
	Health    []Finding
	Log       []string
	Missing   int
}

// diagnosedLines is how many lines of the log go into Diagnostics.
const diagnosedLines = 60

// LastCrash is the report on the last crash, until it is dismissed.
func (w *Workspace) LastCrash(ctx context.Context) (report CrashReport, found bool, err error) {
	if w.options.Reports == nil {
		return CrashReport{}, false, nil
	}
	return w.options.Reports.Offered(ctx)
}

// DismissCrash has the report on the last crash not offered any more.
func (w *Workspace) DismissCrash(ctx context.Context) error {
	if w.options.Reports == nil {
		return nil
	}
	return w.options.Reports.Dismiss(ctx)
}

// Diagnose collects Diagnostics. It reads the disk, and waits for nobody else.
func (w *Workspace) Diagnose(ctx context.Context) Diagnostics {
	var d Diagnostics
	note := func(err error) {
		if err != nil {
			d.Missing++
			w.log.Warn("diagnostics are not whole", "error", err)
		}
	}
	var err error
	if w.options.Disk != nil {
		d.DataBytes, err = w.options.Disk.Used(ctx)
		note(err)
	}
	d.Store, err = w.store.Contents(ctx)
	note(err)
	profiles, err := w.store.Profiles(ctx)
	note(err)
	d.Profiles = len(profiles)
	profile := w.Status().Profile
	d.Server, d.Sandbox, d.APIKey = profile.Identity.Version, profile.Sandbox, profile.Method == WithAPIKey
	d.Health = w.Health(ctx)
	if w.options.Reports != nil {
		d.Log, err = w.options.Reports.LogTail(ctx, diagnosedLines)
		note(err)
	}
	return d
}
