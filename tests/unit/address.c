/*
 * address: what is PostgreSQL, and no secret in sight.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "address.h"

static int tests;

static void
say(bool good, const char *what)
{
	tests++;
	(void)printf("%sok %d - %s\n", good ? "" : "not ", tests, what);
}

static void
check_kind(void)
{
	static const struct { const char *address; bool postgres; } cases[] = {
		{"postgresql://", true}, {"postgres://h/d", true},
		{"host=h dbname=d", true}, {" dbname = d", true},
		{"service=ci", true}, {"drift.db", false}, {":memory:", false},
		{"hostile.db", false}, {"a=b.db", false}, {"/x/host=1", false},
		{"postgres.db", false}, {"Postgres://h", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		say(address_is_postgres(cases[i].address) ==
		    cases[i].postgres, cases[i].address);
}

static void
check_mask(void)
{
	static const struct { const char *address, *masked; } cases[] = {
		{"postgres://u:p@h/d", "postgres://u:***@h/d"},
		{"postgres://u@h:5432/d", "postgres://u@h:5432/d"},
		{"postgres://h:5432/d?x=a@b:c", "postgres://h:5432/d?x=a@b:c"},
		{"postgres://u:a@b:c@h/d", "postgres://u:***@h/d"},
		{"postgresql:///d?password=p%26&user=u",
		    "postgresql:///d?password=***&user=u"},
		{"host=h password=p user=u", "host=h password=*** user=u"},
		{"password='a \\' b' host=h", "password=*** host=h"},
		{"host=h password='open", "host=h password=***"},
		{"dbname='password=' password='p'",
		    "dbname='password=' password=***"},
		{"host=h\tpassword = p\nuser=u",
		    "host=h\tpassword = ***\nuser=u"},
		{"host password=p", "host password=p"},
		{"host=h user password=p", "host=h user password=***"},
		{"host=h sslpassword=p", "host=h sslpassword=***"},
		{"host=h password= user=u", "host=h password= ***"},
		{"u:p@h.db", "u:p@h.db"},
	};
	struct str to = {0};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		str_clear(&to);
		address_mask(cases[i].address, &to);
		say(strcmp(to.s, cases[i].masked) == 0, cases[i].masked);
	}
	str_free(&to);
}

static void
check_make(void)
{
	struct address_parts parts = {.host = "h", .name = "it's \\"};
	struct address_parts none = {0}, file = {.path = "x.db"};
	struct address_parts server = {.backend = "postgres"};
	struct str to = {0};

	say(!address_make(&none, &to) && to.n == 0, "nothing was said");
	say(address_make(&parts, &to) &&
	    strcmp(to.s, "host='h' dbname='it\\'s \\\\'") == 0, to.s);
	str_clear(&to);
	say(address_make(&server, &to) && strcmp(to.s, "postgresql://") == 0,
	    "what is not said is left to libpq");
	str_clear(&to);
	say(address_make(&file, &to) && strcmp(to.s, "x.db") == 0, to.s);
	str_free(&to);
}

/* The same file is the same, wherever it is named from. */
static void
check_identity(void)
{
	struct str a = {0}, b = {0};

	address_identity("/usr/./x.db", &a);
	say(strcmp(a.s, "/usr/x.db") == 0, a.s);
	str_clear(&a);
	(void)!chdir("/usr");
	address_identity("x.db", &a);
	address_identity("../usr/x.db", &b);
	say(strcmp(a.s, "/usr/x.db") == 0 && strcmp(a.s, b.s) == 0, b.s);
	str_clear(&a);
	str_clear(&b);
	(void)unsetenv("PGSERVICE");
	(void)unsetenv("PGHOSTADDR");
	(void)unsetenv("PGPORT");
	(void)unsetenv("PGDATABASE");
	(void)setenv("PGHOST", "elsewhere", 1);
	address_identity("postgresql://u:secret@/d", &a);
	say(strcmp(a.s, "postgresql://u:***@/d PGHOST=elsewhere") == 0, a.s);
	str_free(&a);
	str_free(&b);
}

int
main(void)
{
	check_kind();
	check_mask();
	check_make();
	check_identity();
	(void)printf("1..%d\n", tests);
	return 0;
}
