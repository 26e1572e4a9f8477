/*
 * A ping: a job tells a monitor of jobs, such as healthchecks.io, that it
 * began or how it ended; alerts are not told.  Who hears nothing for too long
 * raises the alarm, so that a job which died is missed, too.
 */
#include <string.h>

#include "diag.h"
#include "notify.h"

/* URL/SIGNAL, before what is asked of it by "?"; 0 is the URL itself. */
void
ping_aim(struct str *url, const char *signal)
{
	struct str asked = {0};
	size_t n = strcspn(url->s, "?#");

	if (signal == NULL || strcmp(signal, "0") == 0)
		return;
	if (signal[0] == '\0' ||
	    signal[strspn(signal, "abcdefghijklmnopqrstuvwxyz0123456789")] !=
	    '\0')
		diag_fail(USAGE, "--signal takes start, fail, or a status, "
		    "not \"%s\"", signal);
	str_bytes(&asked, url->s + n, url->n - n);
	while (n > 0 && url->s[n - 1] == '/')
		n--;
	str_cut(url, n);
	str_print(url, "/%s", signal);
	str_bytes(url, asked.s != NULL ? asked.s : "", asked.n);
	str_free(&asked);
}

/* However the input was: one request, with nothing in it. */
static void
end_ping(struct notify *n)
{
	str_text(&n->payload, "");
	(void)deliver(n, &n->payload, 0);
}

const struct receiver notify_ping = {
	.name = "ping", .type = "text/plain", .end = end_ping,
};
