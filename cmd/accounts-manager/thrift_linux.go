package main

/*
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void trim(void) {
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
*/
import "C"

// trimC gives back what C code has freed: glibc keeps what does not lie at the end of its
// heap, which is most of it.
func trimC() { C.trim() }
