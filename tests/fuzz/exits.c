#include "exits.h"

jmp_buf exits_to;
bool exits_caught;

_Noreturn void __wrap_exit(int);
_Noreturn void __real_exit(int);

_Noreturn void
__wrap_exit(int status)
{
	if (exits_caught)
		longjmp(exits_to, status + 1);
	__real_exit(status);
}
