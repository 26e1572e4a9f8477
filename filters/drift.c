/*
 * drift - run a filter or a pipeline, with the database settled
 *
 * drift NAME is the program NAME that lies with the other filters, or the
 * script drift-NAME.  A command that is a verb of the store is run by the
 * store program that the database's address asks for.  What was settled goes
 * on in the environment, so no secret is ever an argument.
 */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "drift.h"
#include "opt.h"
#include "proc.h"
#include "record.h"

#define ARGUMENTS_MAX	4096
#define COMMANDS_MAX	128

/* Commands that are verbs of the store programs. */
static const struct {
	const char *name;
	const char *verb;
} verbs[] = {
	{"store", "write"}, {"read", "read"}, {"recall", "recall"},
	{"init", "init"}, {"upgrade", "upgrade"}, {"health", "health"},
	{"size", "size"}, {"retain", "retain"}, {"vacuum", "vacuum"},
	{"checksum", "checksum"}, {"compare", "compare"},
	{"delete", "delete"},
};

/* The options of those verbs that take a value; a test compares with -h. */
static const char *const valued[] = {"acknowledged", "alerts", "analysis",
    "archive", "batch", "breaker-failures", "breaker-open", "breaker-successes",
    "category", "db-timeout", "decisions", "durability", "events", "flush",
    "give-up", "grace", "health", "kind", "last", "limit", "log",
    "measurements", "memory", "migrated", "models", "monitoring", "now",
    "open-alerts", "order", "predictions", "rejects", "renames", "results",
    "retry", "retry-max", "schema", "severity", "since", "spool", "spool-max",
    "test", "until", "where", "window", NULL};

struct drift {
	char self[PROC_PATH];		/* this program */
	char filters[PROC_PATH];	/* the folder they lie in */
	char scripts[PROC_PATH];	/* and that of the pipelines */
	struct settings settings;
	char *argv[ARGUMENTS_MAX];	/* of what is run */
	int argc;
};

/* ---- where things are ---- */

/* PREFIX/libexec/drift holds both; in the build tree they lie apart. */
static void
find_home(struct drift *d)
{
	static const char *const trees[] = {"/..", "/../../.."};
	char found[PROC_PATH];
	char *slash;

	proc_self(d->self);
	(void)snprintf(d->filters, PROC_PATH, "%s", d->self);
	slash = strrchr(d->filters, '/');
	if (slash != NULL)
		*slash = '\0';
	if (snprintf(d->scripts, PROC_PATH, "%s/../libexec/drift",
	    d->filters) < PROC_PATH &&
	    proc_find(d->scripts, "export", found)) {
		memcpy(d->filters, d->scripts, PROC_PATH);
		return;
	}
	for (int i = 0; i < 2; i++)
		if (snprintf(d->scripts, PROC_PATH, "%s%s/pipelines",
		    d->filters, trees[i]) < PROC_PATH &&
		    access(d->scripts, F_OK) == 0)
			return;
	diag_fail(USAGE, "cannot find the filters that belong to %s",
	    d->self);
}

static bool
is_name(const char *s)
{
	return islower((unsigned char)s[0]) && s[strspn(s,
	    "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool
find_filter(const struct drift *d, const char *name, char path[PROC_PATH])
{
	return is_name(name) && strcmp(name, "drift") != 0 &&
	    !text_begins(name, "drift-") &&
	    proc_find(d->filters, name, path);
}

static bool
find_pipeline(const struct drift *d, const char *name, char path[PROC_PATH])
{
	char file[64];

	return is_name(name) && snprintf(file, sizeof(file), "drift-%s",
	    name) < (int)sizeof(file) && proc_find(d->scripts, file, path);
}

static const char *
find_verb(const char *name)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return verbs[i].verb;
	return NULL;
}

/* ---- the arguments of what is run ---- */

static void
add(struct drift *d, const char *argument)
{
	if (d->argc >= ARGUMENTS_MAX - 1)
		diag_fail(USAGE, "more than %d arguments", ARGUMENTS_MAX);
	d->argv[d->argc++] = (char *)(uintptr_t)argument;
	d->argv[d->argc] = NULL;
}

static void
hide(char **argument, const char *value, const char *variable)
{
	struct str name = {0};

	if (setenv(variable, value, 1) != 0)
		diag_fail(LATER, "cannot set the environment");
	str_bytes(&name, *argument, (size_t)(value - *argument));
	str_print(&name, "$%s", variable);
	*argument = name.s;	/* lives on in argv */
}

static bool
hide_option(struct drift *d, const char *option, const char *variable)
{
	size_t n = strlen(option);
	bool hidden = false;

	/* What follows "--" is another's command. */
	for (int i = 1; i < d->argc && strcmp(d->argv[i], "--") != 0; i++) {
		char **a = &d->argv[i];
		const char *value = *a + n + 1;

		if (strncmp(*a, option, n) != 0 ||
		    ((*a)[n] != '=' && (*a)[n] != '\0'))
			continue;
		if ((*a)[n] == '\0')
			value = *++a;
		if (value == NULL || value[0] == '@' || value[0] == '$')
			continue;
		hide(a, value, variable);
		hidden = true;
	}
	return hidden;
}

/*
 * A URL of those who are notified is a secret, as a password is: it goes on
 * by a variable.  True: there was one.
 */
static bool
hide_secrets(struct drift *d)
{
	bool url = hide_option(d, "--url", "DRIFT_URL");
	bool key = hide_option(d, "--routing-key", "DRIFT_ROUTING_KEY");
	bool ping = hide_option(d, "--ping", "DRIFT_PING");

	return url || key || ping;
}

/*
 * Inside of a pipeline the file says how long a store waits and how safe it
 * is, and nothing that could change what goes through the pipe.
 */
static bool
is_for(const struct drift *d, const struct setting *l, const char *command)
{
	static const char *const inside[] = {"breaker-failures",
	    "breaker-open", "breaker-successes", "db-timeout", "durability",
	    "give-up", "retry", "retry-max", "spool-max", NULL};
	size_t n = strlen(command);

	return strncmp(l->key, command, n) == 0 && l->key[n] == '.' &&
	    (!d->settings.inside || (find_verb(command) != NULL &&
	    word_find(inside, l->key + n + 1) >= 0));
}

/* COMMAND.OPTION = VALUE of drift.conf comes before what people typed. */
static void
add_settings(struct drift *d, const char *command)
{
	const struct settings *s = &d->settings;

	for (int i = 0; i < s->lines; i++) {
		const struct setting *l = &s->line[i];
		struct str option = {0};

		if (!is_for(d, l, command))
			continue;
		str_print(&option, "--%s", strchr(l->key, '.') + 1);
		if (l->value != NULL)
			str_print(&option, "=%s", l->value);
		add(d, option.s);	/* lives on in argv */
	}
	(void)hide_secrets(d);
}

static void
add_rest(struct drift *d, char **argv)
{
	while (*argv != NULL)
		add(d, *argv++);
}

static _Noreturn void
run(struct drift *d, const char *path)
{
	if (hide_secrets(d))
		diag_say("a secret in the arguments can be seen by others; "
		    "@FILE or $VARIABLE hides it");
	settings_hand_on(&d->settings);
	(void)execv(path, d->argv);
	diag_fail(USAGE, "cannot run %s", path);
}

/* ---- the three sorts of commands ---- */

static bool
takes_value(const char *argument)
{
	for (int i = 0; valued[i] != NULL; i++)
		if (strcmp(argument + 2, valued[i]) == 0)
			return true;
	return false;
}

/* The database among a verb's arguments, or NULL. */
static const char *
take_operand(char **argv)
{
	const char *operand;

	for (; *argv != NULL; argv++) {
		if (text_begins(*argv, "--")) {
			argv += takes_value(*argv) && argv[1] != NULL;
			continue;
		}
		if (**argv == '-')
			continue;
		operand = *argv;
		for (; *argv != NULL; argv++)
			argv[0] = argv[1];
		return operand;
	}
	return NULL;
}

static _Noreturn void
run_verb(struct drift *d, const char *verb, char **argv)
{
	struct settings *s = &d->settings;
	const char *operand = take_operand(argv + 1), *program;
	char path[PROC_PATH];

	if (operand != NULL) {
		(void)address_is_secret(operand);
		str_clear(&s->address);
		str_text(&s->address, operand);
	}
	program = address_program(s->address.s);
	if (!find_filter(d, program, path))
		address_missing(s->address.s, d->filters);
	add(d, program);
	add(d, verb);
	add_settings(d, argv[0]);
	add_rest(d, argv + 1);
	run(d, path);
}

static _Noreturn void
run_filter(struct drift *d, const char *path, char **argv)
{
	add(d, argv[0]);
	add_settings(d, argv[0]);
	if (d->settings.database_given && strcmp(argv[0], "export") == 0)
		add(d, "--db=$DRIFT_DB");
	add_rest(d, argv + 1);
	run(d, path);
}

static _Noreturn void
run_pipeline(struct drift *d, const char *path, char **argv)
{
	add(d, path);
	add_settings(d, argv[0]);
	add_rest(d, argv + 1);
	if (setenv("DRIFT_PIPELINE", argv[0], 1) != 0 ||
	    setenv("DRIFT_PROGRAM", d->self, 1) != 0)
		diag_fail(LATER, "cannot set the environment");
	run(d, path);
}

/* ---- help ---- */

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t
list_folder(const char *folder, const char *prefix, const char **names,
    size_t count)
{
	size_t n = strlen(prefix);
	DIR *dir = opendir(folder);
	struct dirent *e;
	char path[PROC_PATH];

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		bool script = text_begins(e->d_name, "drift-");

		if (strncmp(e->d_name, prefix, n) != 0 || script != (n > 0) ||
		    !is_name(e->d_name + n) ||
		    strcmp(e->d_name, "drift") == 0 ||
		    !proc_find(folder, e->d_name, path))
			continue;
		if (count < COMMANDS_MAX - 1)
			names[count++] = need_text(e->d_name + n);
	}
	if (dir != NULL)
		(void)closedir(dir);
	return count;
}

/* Every command there is, sorted; the texts live as long as the program. */
static size_t
list_commands(const struct drift *d, const char *names[COMMANDS_MAX])
{
	size_t n = list_folder(d->filters, "", names, 0);

	n = list_folder(d->scripts, "drift-", names, n);
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		names[n++] = verbs[i].name;
	names[n++] = "config";
	names[n++] = "help";
	names[n] = NULL;
	qsort(names, n, sizeof(names[0]), by_name);
	return n;
}

static _Noreturn void
print_help(const struct drift *d, int status)
{
	const char *names[COMMANDS_MAX + 16];
	size_t n = list_commands(d, names), column = 0;

	(void)printf("usage: drift [options] COMMAND [its options]\n"
	    "run a filter or a pipeline on the database that is meant\n\n"
	    "examples:\n"
	    "  drift ci build/reports/*.xml\n"
	    "  drift status --db drift.db\n"
	    "  drift ingest report.xml | drift classify | "
	    "drift export -f table\n\ncommands:");
	for (size_t i = 0; i < n; i++) {
		if (column++ % 6 == 0)
			(void)printf("\n ");
		(void)printf(" %-12s", names[i]);
	}
	(void)printf("\n\ndrift help COMMAND tells more, drift config what "
	    "is in force\n\noptions:\n");
	settings_list();
	diag_exit(status);
}

/* The installed page, gzipped or not, where somebody can read it. */
static void
show_page(const struct drift *d, const char *command)
{
	static const char *const ends[] = {"", ".gz"};
	char page[PROC_PATH];

	for (int i = 0; i < 2 && isatty(STDOUT_FILENO); i++)
		if (snprintf(page, sizeof(page),
		    "%s/../../share/man/man1/drift-%s.1%s", d->filters,
		    command, ends[i]) < (int)sizeof(page) &&
		    access(page, R_OK) == 0)
			(void)execlp("man", "man", page, (char *)NULL);
}

static _Noreturn void
unknown(const struct drift *d, const char *command)
{
	const char *names[COMMANDS_MAX + 16];

	(void)list_commands(d, names);
	opt_unknown("command", command, names, "drift help");
}

/* The page of a filter, else the -h text. */
static _Noreturn void
help_on(struct drift *d, char *command)
{
	char path[PROC_PATH];
	char *h[] = {command, (char[]){"-h"}, NULL};
	const char *verb = find_verb(command);

	if (find_filter(d, command, path))
		show_page(d, command);
	if (verb != NULL)
		run_verb(d, verb, h);
	if (find_filter(d, command, path))
		run_filter(d, path, h);
	if (find_pipeline(d, command, path))
		run_pipeline(d, path, h);
	unknown(d, command);
}

static _Noreturn void
unknown_option(const char *word)
{
	const char *near = settings_nearest(word + strspn(word, "-"));

	diag_fail(USAGE, "unknown option %s; %s%s%s", word,
	    near ? "did you mean --" : "-h lists the options",
	    near ? near : "", near ? "?" : "");
}

/* For completion. */
static _Noreturn void
print_commands(const struct drift *d)
{
	const char *names[COMMANDS_MAX + 16];
	size_t n = list_commands(d, names);

	for (size_t i = 0; i < n; i++)
		(void)printf("%s\n", names[i]);
	diag_exit(DONE);
}

/* For pipelines: which of the words that follow is nearest to the first. */
static _Noreturn void
print_nearest(char *const *words)
{
	const char *near = words[0] == NULL ? NULL : opt_nearest(words[0],
	    (const char *const *)words + 1);

	if (near != NULL)
		(void)printf("%s\n", near);
	exit(fflush(stdout) == 0 ? DONE : USAGE);
}

/* Commands that are no program. */
static bool
is_own(const char *command)
{
	return strcmp(command, "help") == 0 || strcmp(command, "config") == 0;
}

static bool
is_help(const char *option)
{
	return strcmp(option, "-h") == 0 || strcmp(option, "--help") == 0;
}

/* What drift itself answers. */
static void
answer(struct drift *d, int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : NULL;

	if (word == NULL)
		print_help(d, USAGE);
	if (is_help(word) ||
	    (is_own(word) && argc == 3 && is_help(argv[2])) ||
	    (strcmp(word, "help") == 0 && (argc == 2 || is_own(argv[2]))))
		print_help(d, DONE);
	if (strcmp(word, "--version") == 0) {
		(void)printf("drift %s\n", VERSION);
		diag_exit(DONE);
	}
	if (strcmp(word, "--list-options") == 0) {
		settings_options();
		diag_exit(DONE);
	}
	if (strcmp(word, "--list-commands") == 0)
		print_commands(d);
	if (strcmp(word, "--nearest") == 0)
		print_nearest(argv + 2);
	if (word[0] == '-')
		unknown_option(word);
}

int
main(int argc, char **argv)
{
	static struct drift d;
	char path[PROC_PATH];
	const char *verb;

	diag_open("drift");
	find_home(&d);
	argc = settings_take(&d.settings, argc, argv);
	answer(&d, argc, argv);
	settings_decide(&d.settings);
	if (strcmp(argv[1], "config") == 0) {
		d.settings.asked = argv[2];
		settings_print(&d.settings);
		diag_exit(DONE);
	}
	if (strcmp(argv[1], "help") == 0)
		help_on(&d, argv[2]);
	if ((verb = find_verb(argv[1])) != NULL)
		run_verb(&d, verb, argv + 1);
	if (find_filter(&d, argv[1], path))
		run_filter(&d, path, argv + 1);
	if (find_pipeline(&d, argv[1], path))
		run_pipeline(&d, path, argv + 1);
	unknown(&d, argv[1]);
}
