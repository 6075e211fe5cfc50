package sandbox

import "testing"

func BenchmarkFill100000(b *testing.B) {
	for b.Loop() {
		s, err := New(Options{Accounts: 100_000, Seed: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		_ = s.Close()
		b.StartTimer()
	}
}
