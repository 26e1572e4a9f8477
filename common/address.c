#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "diag.h"

#define BLANKS	" \t\n\v\f\r"	/* as libpq sees them */

/* Of libpq's key=value text, those that people begin with or need. */
static const char *const keywords[] = {"host", "hostaddr", "port", "dbname",
    "user", "password", "passfile", "service", "sslmode", "options",
    "application_name", "connect_timeout", "target_session_attrs", NULL};

static bool
is_url(const char *s)
{
	return text_begins(s, "postgresql://") || text_begins(s, "postgres://");
}

static bool
is_keywords(const char *address)
{
	const char *s = address + strspn(address, " ");

	for (int i = 0; keywords[i] != NULL; i++) {
		size_t n = strlen(keywords[i]);

		if (strncmp(s, keywords[i], n) == 0 &&
		    s[n + strspn(s + n, " ")] == '=')
			return true;
	}
	return false;
}

bool
address_is_postgres(const char *address)
{
	return is_url(address + strspn(address, " ")) || is_keywords(address);
}

const char *
address_program(const char *address)
{
	return address_is_postgres(address) ? "store-pg" : "store-sqlite";
}

/* Debian's packages are two, so that who has no PostgreSQL needs no libpq. */
void
address_missing(const char *address, const char *folder)
{
	diag_fail(USAGE, "cannot run %s: it is not installed in %s%s",
	    address_program(address), folder, address_is_postgres(address) ?
	    "; the Debian package drift-pg has it" : "");
}

const char *
address_given(const char *text)
{
	const char *value;

	if (text[0] != '$')
		return text;
	value = getenv(text + 1);
	return value != NULL && value[0] != '\0' ? value : NULL;
}

/* A URL's user and password: what is between :// and the @ before the host. */
struct userinfo {
	const char *colon, *at;		/* NULL: there is no password */
	bool clear;			/* the library understands it so, too */
};

/*
 * In a password / ? and @ have to be written %2F %3F and %40.  Where they are
 * not, the library takes a part of the password for a host or a port, which
 * it would tell to everybody.
 */
static struct userinfo
find_userinfo(const char *s)
{
	const char *host = strstr(s, "://") + 3;
	size_t authority = strcspn(host, "/?");
	struct userinfo u = {.at = memrchr(host, '@', authority),
	    .clear = true};
	const char *port;

	if (u.at == NULL && (port = memrchr(host, ':', authority)) != NULL &&
	    strspn(port + 1, "0123456789") <
	    (size_t)(host + authority - port - 1)) {
		u.at = strrchr(host, '@');
		u.clear = u.at == NULL;
	} else if (u.at != NULL) {
		u.clear = memchr(host, '@', (size_t)(u.at - host)) == NULL;
	}
	if (u.at != NULL)
		u.colon = memchr(host, ':', (size_t)(u.at - host));
	return u;
}

/* Whether a key of n bytes may be one of a secret. */
static bool
is_secret_key(const char *key, size_t n)
{
	return memmem(key, n, "password", strlen("password")) != NULL ||
	    memmem(key, n, "secret", strlen("secret")) != NULL ||
	    memchr(key, '%', n) != NULL;
}

/* ...?key=value&key=value */
static void
mask_query(const char *s, struct str *to)
{
	while (*s != '\0') {
		size_t key = strcspn(s, "=&"), n = strcspn(s, "&");

		n += s[n] == '&';
		if (s[key] == '=' && is_secret_key(s, key)) {
			str_bytes(to, s, key + 1);
			str_text(to, s[n - 1] == '&' ? "***&" : "***");
		} else {
			str_bytes(to, s, n);
		}
		s += n;
	}
}

/* postgresql://user:SECRET@host/db?password=SECRET */
static void
mask_url(const char *s, struct str *to)
{
	struct userinfo u = find_userinfo(s);
	size_t n;

	if (u.colon != NULL) {
		str_bytes(to, s, (size_t)(u.colon + 1 - s));
		str_text(to, "***");
		s = u.at;
	}
	n = strcspn(s, "?");
	n += s[n] == '?';
	str_bytes(to, s, n);
	mask_query(s + n, to);
}

bool
address_is_clear(const char *address)
{
	return strstr(address, "://") == NULL || is_keywords(address) ||
	    find_userinfo(address).clear;
}

/* The end of a value of key=value text, quoted or not. */
static const char *
value_end(const char *s)
{
	bool quoted = *s == '\'';

	s += quoted;
	while (*s != '\0' && (quoted ? *s != '\'' :
	    strchr(BLANKS, *s) == NULL))
		s += *s == '\\' && s[1] != '\0' ? 2 : 1;
	return s + (quoted && *s == '\'');
}

/* Key by key, as libpq does: a value may well contain "password=". */
static void
mask_keywords(const char *s, struct str *to)
{
	while (*s != '\0') {
		const char *key = s + strspn(s, BLANKS);
		size_t n = strcspn(key, "=" BLANKS);
		const char *value = key + n + strspn(key + n, BLANKS);
		const char *end = value;
		bool secret = false;

		if (*value == '=') {
			value += 1 + strspn(value + 1, BLANKS);
			end = value_end(value);
			secret = end != value && is_secret_key(key, n);
		}
		str_bytes(to, s, (size_t)((secret ? value : end) - s));
		if (secret)
			str_text(to, "***");
		s = end;
	}
}

void
address_mask(const char *address, struct str *to)
{
	if (strstr(address, "://") != NULL && !is_keywords(address))
		mask_url(address, to);
	else if (address_is_postgres(address))
		mask_keywords(address, to);
	else
		str_text(to, address);
}

bool
address_is_secret(const char *address)
{
	struct str shown = {0};
	bool secret;

	address_mask(address, &shown);
	secret = !str_is(&shown, address);
	str_free(&shown);
	if (secret)
		diag_say("a password in the arguments can be seen by others; "
		    "DRIFT_DB or a password file hides it");
	return secret;
}

/* key='value', with libpq's escapes. */
static void
add_keyword(struct str *to, const char *key, const char *value)
{
	if (value == NULL)
		return;
	str_print(to, "%s%s='", to->n > 0 ? " " : "", key);
	for (; *value != '\0'; value++) {
		if (*value == '\'' || *value == '\\')
			str_byte(to, '\\');
		str_byte(to, *value);
	}
	str_byte(to, '\'');
}

static bool
is_backend(const struct address_parts *a, const char *const *words)
{
	for (; a->backend != NULL && *words != NULL; words++)
		if (strcmp(a->backend, *words) == 0)
			return true;
	return false;
}

bool
address_make(const struct address_parts *a, struct str *to)
{
	static const char *const postgres[] = {"postgres", "postgresql", "pg",
	    NULL};
	static const char *const sqlite[] = {"sqlite", "sqlite3", NULL};
	bool server = a->host || a->port || a->name || a->user;

	if (a->url != NULL) {
		str_text(to, a->url);
		return true;
	}
	if (a->backend != NULL && !is_backend(a, postgres) &&
	    !is_backend(a, sqlite))
		diag_fail(USAGE, "unknown backend %s: sqlite or postgres",
		    a->backend);
	if (is_backend(a, postgres) || (a->backend == NULL && server)) {
		add_keyword(to, "host", a->host);
		add_keyword(to, "port", a->port);
		add_keyword(to, "dbname", a->name);
		add_keyword(to, "user", a->user);
		add_keyword(to, "password", a->password);
		if (to->n == 0)
			str_text(to, "postgresql://");
		return true;
	}
	if (a->path == NULL && a->backend == NULL)
		return false;
	str_text(to, a->path != NULL ? a->path : "drift.db");
	return true;
}

static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

struct address_parts
address_environment(void)
{
	struct address_parts a = {
		.backend = variable("DRIFT_BACKEND"),
		.host = variable("POSTGRES_HOST"),
		.port = variable("POSTGRES_PORT"),
		.name = variable("POSTGRES_DB"),
		.user = variable("POSTGRES_USER"),
		.password = variable("POSTGRES_PASSWORD"),
	};

	if (a.name == NULL)
		a.name = variable("POSTGRES_DATABASE");
	if (a.backend == NULL)
		a = (struct address_parts){0};
	return a;
}

/* The folder's true name, since the file may not exist yet. */
static void
add_path(const char *file, struct str *to)
{
	const char *slash = strrchr(file, '/');
	struct str folder = {0};
	char *real;

	str_bytes(&folder, file, slash == NULL ? 0 :
	    (size_t)(slash + 1 - file));
	str_byte(&folder, '.');
	real = realpath(folder.s, NULL);
	if (real == NULL && errno == ENOMEM)
		out_of_memory();	/* under another name none is found */
	str_print(to, "%s/%s", real == NULL ? folder.s : real,
	    slash == NULL ? file : slash + 1);
	str_free(&folder);
	free(real);
}

void
address_identity(const char *address, struct str *to)
{
	static const char *const more[] = {"PGSERVICE", "PGHOST",
	    "PGHOSTADDR", "PGPORT", "PGDATABASE", NULL};

	if (!address_is_postgres(address)) {
		add_path(address, to);
		return;
	}
	address_mask(address, to);
	for (int i = 0; more[i] != NULL; i++)
		if (variable(more[i]) != NULL)
			str_print(to, " %s=%s", more[i], variable(more[i]));
}

bool
address_libpq(void)
{
	return variable("PGHOST") || variable("PGHOSTADDR") ||
	    variable("PGDATABASE") || variable("PGSERVICE");
}
