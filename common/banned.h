/*
 * Functions that do not compile here; the makefile includes this everywhere.
 */
#ifndef BANNED_H
#define BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Macros where clang compiles with _FORTIFY_SOURCE. */
#undef sprintf
#undef vsprintf

#pragma GCC poison sprintf vsprintf strcpy stpcpy strcat strncat strtok atoi
#pragma GCC poison atol atof gets localtime gmtime ctime asctime

#endif
