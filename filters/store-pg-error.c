/*
 * What the server says is wrong, and what that means.
 */
#include <stdio.h>
#include <string.h>

#include "diag.h"
#include "store-pg.h"

/* The first line of what the library says, without the word before it. */
void
pg_set_why(struct pg *d, const char *message)
{
	const char *end = message + strcspn(message, "\n");

	if (text_begins(message, "ERROR:  ") ||
	    text_begins(message, "FATAL:  "))
		message += 8;
	(void)snprintf(d->base.why, STORE_WHY, "%.*s", (int)(end - message),
	    message);
}

/*
 * What a SQLSTATE means: its first two characters are the class.  What only
 * time or somebody at the server can mend is for later.
 */
static int
meaning(const char *state)
{
	static const char later[] = "08 25 40 53 55 57 58 XX ";
	static const char refused[] = "22 23 54 ";
	char class[4] = {state[0], state[0] != '\0' ? state[1] : '\0', ' '};

	if (state[0] == '\0' || strstr(later, class) != NULL)
		return LATER;
	return strstr(refused, class) != NULL ? REFUSED : USAGE;
}

void
pg_set_state(struct pg *d, const char *state)
{
	(void)snprintf(d->state, sizeof(d->state), "%s",
	    state != NULL ? state : "");
	d->base.status = meaning(d->state);
	d->base.again = text_begins(d->state, "40");
}

/* "connection to ... failed: FATAL:  28P01: password ...": what matters. */
void
pg_set_refusal(struct pg *d, const char *message)
{
	char state[6] = "";
	const char *next;

	while ((next = strstr(message, "failed: ")) != NULL)
		message = next + strlen("failed: ");
	next = strstr(message, ":  ");
	if (next != NULL && strcspn(next + 3, ":") == 5) {
		memcpy(state, next + 3, 5);
		message = next + strlen(":  28P01: ");
	}
	pg_set_why(d, message);
	pg_set_state(d, state);
}

bool
pg_failed_with(const struct pg *d, const char *state)
{
	return strcmp(d->state, state) == 0;
}
