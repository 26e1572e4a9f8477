#include <signal.h>

#include "apart.h"

bool
apart_start(pthread_t *thread, void *(*run)(void *), void *arg)
{
	sigset_t all, before;
	bool started;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(thread, NULL, run, arg) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}
