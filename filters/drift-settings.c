/*
 * Which database, which project, and what drift.conf says of options.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "drift.h"
#include "opt.h"

/* ---- the command line ---- */

#define OPTIONS(s)							\
	{								\
		TEXT("db", (s)->given.url, "ADDRESS",			\
		    "database: a file, or PostgreSQL's address"),	\
		TEXT("db-url", (s)->given.url, "ADDRESS",		\
		    "the same"),					\
		TEXT("db-path", (s)->given.path, "FILE",		\
		    "file of SQLite"),					\
		TEXT("db-backend", (s)->given.backend, "NAME",		\
		    "sqlite or postgres"),				\
		TEXT("db-host", (s)->given.host, "HOST",		\
		    "server"),						\
		TEXT("db-port", (s)->given.port, "PORT",		\
		    "its port"),					\
		TEXT("db-name", (s)->given.name, "NAME",		\
		    "database on it"),					\
		TEXT("db-user", (s)->given.user, "NAME",		\
		    "user on it"),					\
		TEXT("db-password", (s)->password, "TEXT",		\
		    "seen by everybody; better PGPASSWORD"),		\
		TEXT("db-schema", (s)->schema, "NAME",			\
		    "schema in it"),					\
		TEXT("project", (s)->project, "NAME",			\
		    "project that is meant"),				\
		{0, "local", OPT_FLAG, &(s)->local, NULL,		\
		    "times for people in the local zone", 0},		\
		TEXT("config", (s)->config, "FILE",			\
		    "settings, instead of drift.conf"),			\
		{0}							\
	}
#define TEXT(name, to, value, help)					\
	{'\0', name, OPT_TEXT, (void *)&(to), value, help, 0}

static const struct opt *
find_option(const struct opt *o, const char *name, size_t n)
{
	for (; o->name != NULL; o++)
		if (strlen(o->name) == n && strncmp(o->name, name, n) == 0)
			return o;
	return NULL;
}

/* Returns how many arguments one option took, 0 if it is none of ours. */
static int
take_option(const struct opt *known, char **argv)
{
	const char *name = argv[0] + 2, *value;
	size_t n = strcspn(name, "=");
	const struct opt *o;

	if (!text_begins(argv[0], "--") ||
	    (o = find_option(known, name, n)) == NULL)
		return 0;
	if (o->type == OPT_FLAG && name[n] == '=')
		diag_fail(USAGE, "--%s takes no value", o->name);
	if (o->type == OPT_FLAG) {
		*(bool *)o->to = true;
		return 1;
	}
	value = name[n] == '=' ? name + n + 1 : argv[1];
	if (value == NULL || value[0] == '\0')
		diag_fail(USAGE, "--%s needs a value", o->name);
	*(const char **)o->to = value;
	return name[n] == '=' ? 1 : 2;
}

int
settings_take(struct settings *s, int argc, char **argv)
{
	const struct opt known[] = OPTIONS(s);
	const struct address_parts *g = &s->given;
	int kept = 1, i = 1;

	while (i < argc && strcmp(argv[i], "--") != 0) {
		int took = take_option(known, argv + i);

		if (took == 0)
			argv[kept++] = argv[i++];
		i += took;
	}
	while (i < argc)
		argv[kept++] = argv[i++];
	argv[kept] = NULL;
	s->database_given = g->url || g->path || g->backend || g->host ||
	    g->port || g->name || g->user;
	return kept;
}

const char *
settings_nearest(const char *word)
{
	struct settings s = {0};
	const struct opt known[] = OPTIONS(&s);
	const char *names[sizeof(known) / sizeof(known[0]) + 2];
	size_t n = 0;

	for (const struct opt *o = known; o->name != NULL; o++)
		names[n++] = o->name;
	names[n++] = "help";
	names[n++] = "version";
	names[n] = NULL;
	return opt_nearest(word, names);
}

void
settings_options(void)
{
	struct settings s = {0};
	const struct opt known[] = OPTIONS(&s);

	for (const struct opt *o = known; o->name != NULL; o++)
		opt_list_one(o);
}

void
settings_list(void)
{
	struct settings s = {0};
	const struct opt known[] = OPTIONS(&s);

	for (const struct opt *o = known; o->name != NULL; o++) {
		char left[40];

		(void)snprintf(left, sizeof(left), "--%s %s", o->name,
		    o->value != NULL ? o->value : "");
		(void)printf("      %-22s %s\n", left, o->help);
	}
}

/* ---- drift.conf ---- */

static bool
read_file(const char *path, struct str *text)
{
	char piece[4096];
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		str_bytes(text, piece, (size_t)n);
	(void)close(fd);
	return n == 0;
}

/* Which file is the one: --config, here, or the user's own. */
static bool
open_config(struct settings *s, struct str *text)
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (s->config != NULL) {
		str_text(&s->file, s->config);
		if (!read_file(s->config, text))
			diag_fail(USAGE, "cannot read %s: %s", s->config,
			    strerror(errno));
		return true;
	}
	str_text(&s->file, "drift.conf");
	if (read_file(s->file.s, text))
		return true;
	str_clear(&s->file);
	if (xdg != NULL && xdg[0] != '\0')
		str_print(&s->file, "%s/drift/drift.conf", xdg);
	else
		str_print(&s->file, "%s/.config/drift/drift.conf",
		    home != NULL ? home : "");
	if (read_file(s->file.s, text))
		return true;
	str_clear(&s->file);
	return false;
}

/* Cuts blanks off both ends. */
static char *
trim(char *s)
{
	size_t n;

	s += strspn(s, " \t\r");
	for (n = strlen(s); n > 0 && isspace((unsigned char)s[n - 1]); n--)
		s[n - 1] = '\0';
	return s;
}

/* key = value, key alone for a flag, # for words to people. */
static void
read_line(struct settings *s, char *text, int number)
{
	char *key = trim(text), *equals = strchr(key, '=');

	if (key[0] == '\0' || key[0] == '#')
		return;
	if (s->lines == SETTINGS_MAX)
		diag_fail(USAGE, "%s:%d: more than %d settings", s->file.s,
		    number, SETTINGS_MAX);
	if (equals != NULL)
		*equals = '\0';
	s->line[s->lines++] = (struct setting){trim(key),
	    equals == NULL ? NULL : trim(equals + 1), number};
}

/* A key with a dot is COMMAND.OPTION and concerns that command alone. */
static void
apply_line(struct settings *s, struct settings *from,
    const struct setting *l)
{
	const struct opt known[] = OPTIONS(from);
	const struct opt *o = find_option(known, l->key, strlen(l->key));

	if (strchr(l->key, '.') != NULL)
		return;
	if (o == NULL || o->to == (void *)&from->config ||
	    o->to == (void *)&from->password)
		diag_fail(USAGE, "%s:%d: %s is not known here; an option of "
		    "a command is COMMAND.OPTION = VALUE", s->file.s,
		    l->line, l->key);
	if (o->type == OPT_FLAG && l->value == NULL) {
		*(bool *)o->to = true;
		return;
	}
	if (o->type == OPT_FLAG || l->value == NULL || l->value[0] == '\0')
		diag_fail(USAGE, "%s:%d: %s %s value", s->file.s, l->line,
		    l->key, o->type == OPT_FLAG ? "takes no" : "needs a");
	*(const char **)o->to = l->value;
}

/* What the file says, in the same members as the command line. */
static void
read_config(struct settings *s, struct settings *from)
{
	char *line, *rest;
	int number = 0;

	if (!open_config(s, &s->text))
		return;
	str_byte(&s->text, '\n');
	rest = s->text.s;
	while ((line = strsep(&rest, "\n")) != NULL)
		read_line(s, line, ++number);
	for (int i = 0; i < s->lines; i++)
		apply_line(s, from, &s->line[i]);
}

/* ---- deciding ---- */

static void
decide_project(struct settings *s, const struct settings *file)
{
	const char *variable = getenv("DRIFT_PROJECT");

	s->project_from = "--project";
	if (s->project != NULL)
		return;
	s->project = variable;
	s->project_from = "DRIFT_PROJECT";
	if (variable != NULL && variable[0] != '\0')
		return;
	s->project = file->project;
	s->project_from = file->project != NULL ? s->file.s : "not set";
}

/* One place after the other; the first that says something is believed. */
static const char *
decide_address(struct settings *s, const struct settings *file)
{
	struct address_parts environment = address_environment();
	const char *variable = getenv("DRIFT_DB"), *given = s->given.url;

	if (given != NULL && (s->given.url = address_given(given)) == NULL)
		diag_fail(USAGE, "%s is not set", given + 1);
	if (given != NULL && given == s->given.url)
		(void)address_is_secret(given);
	if (address_make(&s->given, &s->address))
		return given != NULL ? "--db" : "--db-* options";
	if (variable != NULL && variable[0] != '\0') {
		str_text(&s->address, variable);
		return "DRIFT_DB";
	}
	if (address_make(&environment, &s->address))
		return "DRIFT_BACKEND";
	if (address_make(&file->given, &s->address))
		return s->file.s;
	if (address_libpq()) {
		str_text(&s->address, "postgresql://");
		return "PG* variables";
	}
	str_text(&s->address, "drift.db");
	return "default";
}

void
settings_decide(struct settings *s)
{
	struct settings file = {0}, known = {0};

	s->inside = getenv("DRIFT_PIPELINE") != NULL && s->config == NULL;
	if (s->inside)	/* what it says of the database is decided */
		s->config = getenv("DRIFT_CONFIG");
	read_config(s, s->inside ? &known : &file);
	decide_project(s, &file);
	s->local = s->local || file.local;
	s->address_from = decide_address(s, &file);
	s->schema_from = "--db-schema";
	if (s->schema == NULL)
		s->schema = getenv(s->schema_from = "DRIFT_SCHEMA");
	if (s->schema == NULL && strcmp(s->address_from, "DRIFT_BACKEND") == 0)
		s->schema = getenv(s->schema_from = "POSTGRES_SCHEMA");
	if (s->schema == NULL && file.schema != NULL) {
		s->schema = file.schema;
		s->schema_from = s->file.s;
	}
	if (s->password != NULL)
		diag_say("--db-password can be seen by everybody on this "
		    "machine; PGPASSWORD or a password file cannot");
}

static void
put(const char *name, const char *value)
{
	if (value != NULL && setenv(name, value, 1) != 0)
		diag_fail(LATER, "cannot set %s: %s", name, strerror(errno));
}

void
settings_hand_on(const struct settings *s)
{
	put("DRIFT_DB", s->address.s);
	put("DRIFT_PROJECT", s->project);
	put("DRIFT_SCHEMA", s->schema);
	put("PGPASSWORD", s->password);
	put("DRIFT_LOCAL", s->local ? "1" : NULL);
	(void)unsetenv("DRIFT_CONFIG");
	if (s->config != NULL)	/* a pipeline may work in another folder */
		put("DRIFT_CONFIG", realpath(s->config, NULL));
}

/* ---- drift config ---- */

/* All of them with their origin, or the value of the one that is named. */
static void
print_setting(const struct settings *s, const char *name, const char *value,
    const char *from)
{
	if (s->asked == NULL)
		(void)printf("%-16s %-32s %s\n", name, value, from);
	else if (strcmp(s->asked, name) == 0)
		(void)printf("%s\n", value);
}

/* Pools of older set-ups: one process has one connection. */
static void
print_ignored(const struct settings *s)
{
	for (char **e = environ; *e != NULL; e++) {
		char name[64];
		size_t n = strcspn(*e, "=");

		if (n >= sizeof(name) || (!text_begins(*e, "POSTGRES_") &&
		    !text_begins(*e, "DRIFT_") && !text_begins(*e, "DB_")))
			continue;
		memcpy(name, *e, n);
		name[n] = '\0';
		if (strstr(name, "POOL") != NULL)
			print_setting(s, "ignored", name,
			    "one process has one connection; use pgbouncer");
	}
}

void
settings_print(const struct settings *s)
{
	struct str address = {0};
	bool postgres = address_is_postgres(s->address.s);
	char from[512];

	address_mask(s->address.s, &address);
	print_setting(s, "database", address.s, s->address_from);
	print_setting(s, "store", address_program(s->address.s),
	    "by the address");
	if (postgres)
		print_setting(s, "schema", s->schema ? s->schema : "drift",
		    s->schema ? s->schema_from : "default");
	if (s->password != NULL)
		print_setting(s, "password", "***", "--db-password");
	print_setting(s, "project", s->project ? s->project : "all",
	    s->project_from);
	print_setting(s, "config", s->file.n > 0 ? s->file.s : "none",
	    s->config != NULL ? "--config" : s->file.n > 0 ? "found" :
	    "no drift.conf");
	for (int i = 0; i < s->lines; i++) {
		if (strchr(s->line[i].key, '.') == NULL)
			continue;
		(void)snprintf(from, sizeof(from), "%s:%d", s->file.s,
		    s->line[i].line);
		print_setting(s, s->line[i].key, s->line[i].value ?
		    s->line[i].value : "set", from);
	}
	print_ignored(s);
	str_free(&address);
}
