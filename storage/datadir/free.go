package datadir

import (
	"math"
	"math/bits"
)

// free multiplies blocks by their size. What does not fit is more than anybody asks
// about.
func free(blocks, size uint64) int64 {
	over, product := bits.Mul64(blocks, size)
	if over > 0 || product > math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(product)
}
