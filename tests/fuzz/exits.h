/*
 * exits - plumbing that ends the program, tried in one that goes on
 *
 * Programs with it are linked by -Wl,--wrap=exit.
 */
#ifndef EXITS_H
#define EXITS_H

#include <setjmp.h>
#include <stdbool.h>

extern jmp_buf exits_to;	/* gets the status and 1 */
extern bool exits_caught;	/* otherwise an exit is one */

#endif
