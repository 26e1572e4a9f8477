/*
 * The options of notify, and what follows from them.
 */
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "notify.h"

static const struct receiver *const receivers[] = {&notify_slack,
    &notify_teams, &notify_discord, &notify_pagerduty, &notify_webhook,
    &notify_alertmanager, &notify_github, &notify_mail, &notify_openmetrics,
    &notify_junit, &notify_ping};

#define RECEIVERS	(sizeof(receivers) / sizeof(receivers[0]))
#define LINK_BYTES	1500	/* of --link: it fits any message's limits */

/* They stand in headers as they are. */
static void
check_addresses(const struct opt_list *list)
{
	for (int i = 0; i < list->count; i++)
		for (const char *s = list->item[i]; *s != '\0'; s++)
			if ((unsigned char)*s < ' ' || *s == '\x7f')
				diag_fail(USAGE, "%s is no address",
				    list->item[i]);
}

static void
check_options(struct notify *n)
{
	const struct notify_options *o = &n->options;
	const struct receiver *r = n->receiver;
	bool url = o->url != NULL;

	if (n->name == NULL)
		n->name = r->name;
	check_addresses(&o->to);
	check_addresses(&o->from);
	if (url && r->type == NULL)
		diag_fail(USAGE, "%s is printed, not delivered: --url is not "
		    "for it", r->name);
	if (!url && r == &notify_ping)
		diag_fail(USAGE, "ping is not printed: --url is needed");
	if (o->summary != NULL && r != &notify_github)
		diag_fail(USAGE, "--summary is for github alone");
	if (o->signal != NULL && r != &notify_ping)
		diag_fail(USAGE, "--signal is for ping alone");
	if (o->link != NULL && !text_begins(o->link, "https://") &&
	    !text_begins(o->link, "http://"))
		diag_fail(USAGE, "--link takes a URL, not \"%s\"", o->link);
	if (o->link != NULL && strlen(o->link) > LINK_BYTES)
		diag_fail(USAGE, "--link takes at most %d bytes", LINK_BYTES);
	if (url && o->output != NULL)
		diag_fail(USAGE, "-o and --url: one of them");
	if (o->timeout < 1000)
		diag_fail(USAGE, "--timeout is at least 1ms");
}

static const char *const examples[] = {
	"drift send --to slack --url @/etc/drift/slack.url",
	"detect --only runs.ndjson | alert | notify --to webhook | jq",
	"drift read --kind alert --since 1d | notify --to mail | "
	    "sendmail -t -oi", NULL
};

/* clang-format off */
/* How it is delivered. */
#define DELIVERY_OPTIONS(o)						\
	{0, "timeout", OPT_SPAN, &(o)->timeout, "SPAN",			\
	    "of one attempt (10s)", 's'},				\
	{0, "give-up", OPT_SPAN, &(o)->give_up, "SPAN",			\
	    "wait at most that long, then end with 75 (2m)", 's'},	\
	{0, "retry", OPT_SPAN, &(o)->retry.pause, "SPAN",		\
	    "pause after a failure; doubled by each (500ms)", 's'},	\
	{0, "retry-max", OPT_SPAN, &(o)->retry.longest, "SPAN",		\
	    "the longest of these pauses (30s)", 's'},			\
	{0, "linger", OPT_SPAN, &(o)->linger, "SPAN",			\
	    "a message waits that long for more alerts (1s)", 's'},	\
	{0, "cacert", OPT_TEXT, &(o)->ca, "FILE",			\
	    "certificates to trust, instead of the system's", 0},	\
	{0, "plain", OPT_FLAG, &(o)->plain, NULL,			\
	    "also HTTP without TLS to other machines", 0}
/* clang-format on */

void
options_read(struct notify *n, int argc, char **argv)
{
	struct notify_options *o = &n->options;
	const char *names[RECEIVERS + 1] = {NULL};
	struct opt_word to = {names, -1};
	const struct opt options[] = {
		{0, "to", OPT_WORD, &to, "RECEIVER",
		    "whom to tell", 0},
		{0, "url", OPT_TEXT, &o->url, "URL|@FILE|$ENV",
		    "deliver there instead of printing", 0},
		{0, "as", OPT_TEXT, &n->name, "NAME",
		    "as whom it is remembered that it was told (RECEIVER)", 0},
		{0, "routing-key", OPT_TEXT, &o->routing_key, "KEY|@FILE|$ENV",
		    "pagerduty: whose incidents these are", 0},
		{0, "link", OPT_TEXT, &o->link, "URL",
		    "where people look on", 0},
		{'o', "output", OPT_TEXT, &o->output, "FILE",
		    "replace this file once everything is written", 0},
		{0, "mail-to", OPT_LIST, &o->to, "ADDRESS",
		    "mail: to whom (root)", 0},
		{0, "mail-from", OPT_LIST, &o->from, "ADDRESS",
		    "mail: from whom", 0},
		{0, "signal", OPT_TEXT, &o->signal, "start|fail|STATUS",
		    "ping: what of the job is told", 0},
		{0, "summary", OPT_TEXT, &o->summary, "FILE",
		    "github: add a table in Markdown to it", 0},
		{0, "worst", OPT_INT, &o->worst, "N",
		    "openmetrics: tests with series of their own (20)", 0},
		{0, "interval", OPT_SPAN, &o->interval, "SPAN",
		    "alertmanager: how often it is told (4h)", 'h'},
		{0, "dead-letter", OPT_TEXT, &o->dead_letter, "FILE",
		    "keep there what could not be sent", 0},
		{0, "confirm", OPT_TEXT, &o->confirm, "FIFO",
		    "where a store says what it recorded", 0},
		DELIVERY_OPTIONS(o),
		{0}
	};
	struct usage usage = {"--to RECEIVER [options] [FILE ...]",
	    "tell alerts to people", examples, options, NULL};

	for (size_t i = 0; i < RECEIVERS; i++)
		names[i] = receivers[i]->name;
	if (record_usage(&n->r, &usage, argc, argv) == 0 &&
	    isatty(STDIN_FILENO))
		opt_help(&usage, USAGE);
	if (to.at < 0)
		diag_fail(USAGE, "to whom? --to is needed; -h tells more");
	n->receiver = receivers[to.at];
	check_options(n);
}
