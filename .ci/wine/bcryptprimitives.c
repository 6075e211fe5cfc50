/*
 * Go's programs for Windows ask bcryptprimitives.dll for random numbers; wine does not
 * have it before version 8.17. This stands in for it in the Windows directory of a
 * wine that a program is tried under, and is never packed. SystemFunction036 is RtlGenRandom.
 */
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    return SystemFunction036(data, (ULONG)length);
}
