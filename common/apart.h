/*
 * apart - a thread beside the one that has the signals
 */
#ifndef APART_H
#define APART_H

#include <pthread.h>
#include <stdbool.h>

/* Signals reach the caller alone.  False: there is no thread to be had. */
bool	apart_start(pthread_t *, void *(*)(void *), void *);

#endif
