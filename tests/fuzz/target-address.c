/*
 * target-address - where a database is: no secret is shown, whatever stands
 * around it
 *
 * The bytes are texts with zeros between them: an address as it may be given,
 * and the parts of one that is made.
 */
#include "address.h"
#include "target.h"

#define SECRET	"hunter2-hunter2"

static void
shows_no_secret(const char *address)
{
	struct str shown = {0};

	str_text(&shown, "");
	address_mask(address, &shown);
	must(strstr(shown.s, SECRET) == NULL);
	str_free(&shown);
}

/* In key=value text, as a password that has other bytes around it. */
static void
try_parts(const char *around, const char *host, const char *name)
{
	struct address_parts p = {.backend = "postgres", .name = name};
	struct str secret = {0}, made = {0};

	str_print(&secret, "%s" SECRET, around);
	p.password = secret.s;
	p.host = strstr(host, SECRET) == NULL ? host : "";
	if (strstr(name, SECRET) != NULL)
		p.name = NULL;
	must(address_make(&p, &made) && address_is_postgres(made.s));
	shows_no_secret(made.s);
	str_free(&secret);
	str_free(&made);
}

/* In a URL, where only what needs no % may stand. */
static void
try_url(const char *user, const char *host, const char *query)
{
	struct str url = {0};
	size_t u = strspn(user, "abcdefghijklmnopqrstuvwxyz0123456789-._~");
	size_t h = strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789-.,[]:");

	str_print(&url, "postgresql://%.*s:" SECRET "@%.*s/?%s", (int)u,
	    user, (int)h, host, query);
	if (strstr(query, SECRET) == NULL && strstr(host, SECRET) == NULL &&
	    strstr(user, SECRET) == NULL)
		shows_no_secret(url.s);
	str_free(&url);
}

int
FUZZ(const uint8_t *bytes, size_t n)
{
	char *copy = malloc(n + 1);
	const char *s, *end, *given, *a, *b, *c;
	struct str identity = {0}, shown = {0};

	memcpy(copy, bytes, n);
	copy[n] = '\0';
	s = copy;
	end = copy + n;
	given = next_text(&s, end);
	a = next_text(&s, end);
	b = next_text(&s, end);
	c = next_text(&s, end);
	(void)address_program(given);
	address_mask(given, &shown);
	if (address_is_postgres(given)) {
		(void)address_is_secret(given);
		address_identity(given, &identity);
	}
	try_parts(a, b, c);
	try_url(a, b, c);
	str_free(&identity);
	str_free(&shown);
	free(copy);
	return 0;
}
