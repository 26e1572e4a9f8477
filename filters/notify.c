/*
 * notify - tell alerts to people, in the form that each receiver takes
 *
 * Without --url payloads are printed, so that anything can be tried without
 * a network and curl or sendmail can deliver them.  With it they are
 * delivered, records pass, and what went is said by `sent` records.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>

#include "aside.h"
#include "diag.h"
#include "notify.h"
#include "when.h"
#include "width.h"

static const struct receiver *const receivers[] = {&notify_slack,
    &notify_teams, &notify_discord, &notify_pagerduty, &notify_webhook,
    &notify_alertmanager, &notify_github, &notify_mail, &notify_openmetrics,
    &notify_junit, &notify_ping};

#define RECEIVERS	(sizeof(receivers) / sizeof(receivers[0]))
#define AFTER_MOST	(365 * 86400)	/* seconds that Retry-After counts */
#define LINK_BYTES	1500	/* of --link: it fits any message's limits */
#define ANSWER_BYTES	65536	/* of what a receiver answers; not kept */

/* ---- libcurl ---- */

struct connection {
	CURL *curl;
	struct curl_slist *headers;
	struct str body;
	size_t answered;
};

/* What is answered is of no use, and no more of it is taken than that. */
static size_t
skip_answer(char *s, size_t size, size_t count, void *to)
{
	struct connection *c = to;

	(void)s;
	c->answered += size * count;
	return c->answered > ANSWER_BYTES ? 0 : size * count;
}

static bool
is_near(const char *host)
{
	return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	    (text_begins(host, "127.") &&
	    host[strspn(host, "0123456789.")] == '\0');
}

/* What of the URL may be said, and whether it may be used. */
static void
check_url(struct notify *n)
{
	CURLU *u = curl_url();
	char *host = NULL, *scheme = NULL;
	bool http;

	if (u == NULL)
		diag_fail(LATER, "out of memory");
	if (curl_url_set(u, CURLUPART_URL, n->url.s, 0) != CURLUE_OK ||
	    curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
	    curl_url_get(u, CURLUPART_HOST, &host, 0) != CURLUE_OK)
		diag_fail(USAGE, "what --url says is no URL");
	http = strcmp(scheme, "http") == 0;
	if (!http && strcmp(scheme, "https") != 0)
		diag_fail(USAGE, "what --url says is no URL of HTTPS");
	width_clean(&n->host, host, strlen(host));
	if (http && !n->options.plain && !is_near(host))
		diag_fail(USAGE, "%s would be sent to without TLS; --plain "
		    "allows it", n->host.s);
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(u);
}

/* The variables are those of curl and of OpenSSL. */
static void
set_tls(CURL *curl, const char *ca)
{
	if (ca == NULL)
		ca = getenv("CURL_CA_BUNDLE");
	if (ca == NULL)
		ca = getenv("SSL_CERT_FILE");
	(void)curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	(void)curl_easy_setopt(curl, CURLOPT_SSLVERSION,
	    (long)CURL_SSLVERSION_TLSv1_2);
	if (ca == NULL)
		return;
	if (access(ca, R_OK) != 0)
		diag_fail(USAGE, "cannot read %s", ca);
	(void)curl_easy_setopt(curl, CURLOPT_CAINFO, ca);
	(void)curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
}

static void
post_open(struct notify *n)
{
	struct connection *c = n->connection = need(1, sizeof(*c));
	struct str type = {0};

	check_url(n);
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (c->curl = curl_easy_init()) == NULL)
		diag_fail(LATER, "cannot start libcurl");
	str_print(&type, "Content-Type: %s", n->receiver->type);
	c->headers = curl_slist_append(NULL, type.s);
	c->headers = curl_slist_append(c->headers, "Expect:");
	str_free(&type);
	(void)curl_easy_setopt(c->curl, CURLOPT_URL, n->url.s);
	(void)curl_easy_setopt(c->curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(c->curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(c->curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(c->curl, CURLOPT_USERAGENT, "drift/" VERSION);
	(void)curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, c->headers);
	(void)curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, skip_answer);
	(void)curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, c);
	(void)curl_easy_setopt(c->curl, CURLOPT_TIMEOUT_MS,
	    (long)(n->options.timeout / 1000));
	set_tls(c->curl, n->options.ca);
}

/* The payload, with the key in its place. */
static void
make_body(const struct notify *n, const struct str *payload, struct str *body)
{
	const char *place = n->key.n == 0 || n->receiver != &notify_pagerduty ?
	    NULL : strstr(payload->s, "\"" NOTIFY_KEY "\"");
	size_t head = place != NULL ? (size_t)(place - payload->s) : 0;

	str_set(body, payload->s, head);
	if (place != NULL) {
		put_string(body, &n->key);
		head += strlen("\"" NOTIFY_KEY "\"");
	}
	str_bytes(body, payload->s + head, payload->n - head);
}

/*
 * A status that came is the answer, whatever became of the text after it: the
 * receiver has read everything by then.
 */
static void
judge(struct connection *c, CURLcode code, struct answer *a)
{
	curl_off_t after = 0;
	bool certificate = code == CURLE_PEER_FAILED_VERIFICATION ||
	    code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR;

	(void)curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &a->status);
	if (a->status == 0) {
		a->again = !certificate;
		(void)snprintf(a->why, sizeof(a->why), "%s",
		    code == CURLE_OK ? "no answer" : curl_easy_strerror(code));
		return;
	}
	(void)curl_easy_getinfo(c->curl, CURLINFO_RETRY_AFTER, &after);
	a->after = (after < AFTER_MOST ? after : AFTER_MOST) * WHEN_SECOND;
	a->again = a->status == 429 || a->status == 408 || a->status >= 500;
	(void)snprintf(a->why, sizeof(a->why), "status %ld%s", a->status,
	    a->status / 100 == 3 ? ", a redirection is not followed" : "");
}

void
post(struct notify *n, const struct str *payload, struct answer *a)
{
	struct connection *c = n->connection;

	*a = (struct answer){0};
	make_body(n, payload, &c->body);
	c->answered = 0;
	(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDSIZE_LARGE,
	    (curl_off_t)c->body.n);
	(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, c->body.s);
	judge(c, curl_easy_perform(c->curl), a);
}

static void
post_close(struct notify *n)
{
	struct connection *c = n->connection;

	if (c == NULL)
		return;
	curl_easy_cleanup(c->curl);
	curl_slist_free_all(c->headers);
	curl_global_cleanup();
	str_free(&c->body);
	free(c);
}

/* ---- the stream ---- */

static void
forget_place(void *arg, struct series *s)
{
	struct notify *n = arg;

	series_release(&n->places, &((struct place *)(void *)s)->file);
}

static void
take_place(struct notify *n)
{
	const struct result *r = &n->r.result;
	struct series_key k = series_key_of(&r->project, &r->test_name,
	    &r->context);
	struct place *p;

	if (!r->file.set || r->file.n == 0)
		return;
	p = series_of(&n->places, &k, NULL);
	str_clear(&n->text);
	width_spell(&n->text, r->file.s, r->file.n);
	series_keep(&n->places, &p->file, n->text.s, n->text.n + 1);
	p->line = r->line.set ? r->line.i : 0;
}

/* Until when this one was told, by the object of all of them. */
static bool
find_told(struct notify *n, int64_t *until)
{
	const struct value *v = &n->r.alert.told;
	struct json *j = &n->r.json;	/* the record is bound already */

	if (!json_object(j, v->s, v->n))
		return false;
	for (size_t i = 0; i < j->count; i++) {
		const struct json_member *m = &j->member[i];

		if (text_same(m->key.s, m->key.n, n->name, strlen(n->name)))
			return when_parse(m->value.s, m->value.n, until,
			    NULL);
	}
	return false;
}

/*
 * This one was told of this finding, or of a later one.  Whom nobody told
 * that it fires, where others were told, is not told that it is over.
 */
static bool
is_told(struct notify *n)
{
	const struct alert *a = &n->r.alert;
	int64_t found = a->updated_at.set ? a->updated_at.i : a->created_at.i;
	int64_t until;

	if (!a->told.set)
		return a->last_sent_at.set && a->last_sent_at.i >= found;
	if (find_told(n, &until))
		return until >= found;
	return a->state.i == alert_state_resolved;
}

/*
 * A store resolves what another alert replaced; people would read that it is
 * over.  drift-send reads the newer alert first.
 */
static bool
is_superseded(struct notify *n)
{
	const struct alert *a = &n->r.alert;
	const struct value *by = &a->supersedes;

	if (!n->receiver->people)
		return false;
	if (by->set && intern_find(&n->superseded, by->s, by->n) == NULL)
		intern_add(&n->superseded, by->s, by->n, 1);
	return a->state.i == alert_state_resolved && intern_find(
	    &n->superseded, a->alert_id.s, a->alert_id.n) != NULL;
}

static void
take(struct notify *n)
{
	bool superseded;

	if (n->r.kind == KIND_result && n->places_wanted)
		take_place(n);
	if (n->r.kind != KIND_alert || n->r.remembered ||
	    n->receiver->add == NULL)
		return;
	superseded = is_superseded(n);
	if (n->url.n > 0 && is_told(n))
		return;
	message_notice(n);
	notice_take(n);
	n->told += !superseded;
	if (superseded)
		message_skip(n);
	else if (n->receiver->type != NULL)
		message_take(n);
	else
		n->receiver->add(n, n->notice);
}

static void
drain(void *arg)
{
	out_flush(((struct notify *)arg)->out);
}

/* A message waits for more alerts, but not for long. */
static int64_t
tick(void *arg)
{
	struct notify *n = arg;
	int64_t left = n->message.since + n->options.linger - when_ticks();

	if (n->receiver->type == NULL || n->message.count == 0)
		return -1;
	if (left > 0)
		return left;
	message_close(n);
	out_flush(n->out);
	return -1;
}

/* ---- the beginning and the end ---- */

static const struct receiver *
find_receiver(const char *name)
{
	const char *names[RECEIVERS + 1] = {NULL};

	if (name == NULL)
		diag_fail(USAGE, "to whom? --to is needed; -h tells more");
	for (size_t i = 0; i < RECEIVERS; i++) {
		names[i] = receivers[i]->name;
		if (strcmp(name, names[i]) == 0)
			return receivers[i];
	}
	opt_unknown("receiver", name, names, "-h");
}

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
check_options(struct notify *n, bool url, const char *file)
{
	const struct notify_options *o = &n->options;
	const struct receiver *r = n->receiver;

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
	if (url && file != NULL)
		diag_fail(USAGE, "-o and --url: one of them");
	if (o->timeout < 1000)
		diag_fail(USAGE, "--timeout is at least 1ms");
}

static void
notify_open(struct notify *n, const char *file, char *const *files)
{
	bool printed = n->url.n == 0;

	if (!printed)
		post_open(n);
	n->r.hold = printed;
	record_start(&n->r, files);
	n->out = n->r.out;
	if (file != NULL) {
		n->out = need(1, sizeof(*n->out));
		out_open(n->out, replace_open(file), file);
	}
	n->r.lines.drain = drain;
	n->r.lines.tick = tick;
	n->r.lines.drain_arg = n;
	n->places_wanted = n->receiver == &notify_github ||
	    n->receiver == &notify_junit;
	n->places = (struct series_set){.state = sizeof(struct place),
	    .keep = 1, .most = 1000000, .evict = forget_place, .arg = n};
	series_open(&n->places);
	if (n->receiver->begin != NULL)
		n->receiver->begin(n);
}

static void
free_all(struct notify *n)
{
	str_free_all(&n->text, &n->piece, &n->block, &n->title, &n->head,
	    &n->payload, &n->message.blocks, &n->message.first, NULL);
	notice_free(&n->printed);
	free(n->message.block);
	series_close(&n->places);
	intern_free(&n->superseded);
	free(n->state);
}

static int
notify_end(struct notify *n)
{
	int status;

	message_close(n);
	if (n->receiver->end != NULL)
		n->receiver->end(n);
	if (n->out != n->r.out) {
		if (lines_signal() != 0)
			replace_abandon();
		out_flush(n->out);
		replace_done();
		out_close(n->out);
		free(n->out);
	}
	post_close(n);
	deliver_close(n);
	free_all(n);
	status = record_end(&n->r, n->told > 0);
	if (n->away)
		return LATER;
	return status == DONE && n->refused ? REFUSED : status;
}

static const char *const examples[] = {
	"drift send --to slack --url @/etc/drift/slack.url",
	"detect --only runs.ndjson | alert | notify --to webhook | jq",
	"drift read --kind alert --since 1d | notify --to mail | "
	    "sendmail -t -oi", NULL
};

/* clang-format off */
#define OPTIONS_OF_ONE(o)						\
	{0, "mail-to", OPT_LIST, &(o)->to, "ADDRESS",		\
	    "mail: to whom (root)", 0},					\
	{0, "mail-from", OPT_LIST, &(o)->from, "ADDRESS",		\
	    "mail: from whom", 0},					\
	{0, "signal", OPT_TEXT, &(o)->signal, "start|fail|STATUS",	\
	    "ping: what of the job is told", 0}
#define NAME_OPTION(n)							\
	{0, "as", OPT_TEXT, &(n)->name, "NAME",			\
	    "as whom it is remembered that it was told (RECEIVER)", 0}
/* clang-format on */

#define NOTIFY_DEFAULTS {.timeout = 10 * WHEN_SECOND,			\
	.give_up = 120 * WHEN_SECOND, .linger = WHEN_SECOND, .worst = 20, \
	.interval = 4 * WHEN_HOUR, .retry = breaker_defaults}

int
main(int argc, char **argv)
{
	struct notify n = {.options = NOTIFY_DEFAULTS};
	struct notify_options *o = &n.options;
	const char *to = NULL, *file = NULL;
	char *url = NULL, *key = NULL;
	const struct opt options[] = {
		{0, "to", OPT_TEXT, &to, "RECEIVER",
		    "slack, teams, discord, pagerduty, webhook, alertmanager, "
		    "github, mail, openmetrics, junit or ping", 0},
		{0, "url", OPT_TEXT, &url, "URL|@FILE|$ENV",
		    "deliver there instead of printing", 0},
		NAME_OPTION(&n),
		{0, "routing-key", OPT_TEXT, &key, "KEY|@FILE|$ENV",
		    "pagerduty: whose incidents these are", 0},
		{0, "link", OPT_TEXT, &o->link, "URL",
		    "where people look on", 0},
		{'o', "output", OPT_TEXT, &file, "FILE",
		    "replace this file once everything is written", 0},
		OPTIONS_OF_ONE(o),
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
		{0, "timeout", OPT_SPAN, &o->timeout, "SPAN",
		    "of one attempt (10s)", 's'},
		{0, "give-up", OPT_SPAN, &o->give_up, "SPAN",
		    "wait at most that long, then end with 75 (2m)", 's'},
		{0, "retry", OPT_SPAN, &o->retry.pause, "SPAN",
		    "pause after a failure; doubled by each (500ms)", 's'},
		{0, "retry-max", OPT_SPAN, &o->retry.longest, "SPAN",
		    "the longest of these pauses (30s)", 's'},
		{0, "linger", OPT_SPAN, &o->linger, "SPAN",
		    "a message waits that long for more alerts (1s)", 's'},
		{0, "cacert", OPT_TEXT, &o->ca, "FILE",
		    "certificates to trust, instead of the system's", 0},
		{0, "plain", OPT_FLAG, &o->plain, NULL,
		    "also HTTP without TLS to other machines", 0},
		{0}
	};
	struct usage usage = {"--to RECEIVER [options] [FILE ...]",
	    "tell alerts to people", examples, options, NULL};

	if (record_usage(&n.r, &usage, argc, argv) == 0 &&
	    isatty(STDIN_FILENO))
		opt_help(&usage, USAGE);
	n.receiver = find_receiver(to);
	check_options(&n, url != NULL, file);
	deliver_open(&n, url, key);
	notify_open(&n, file, argv);
	while (record_next(&n.r, BIT(alert) |
	    (n.places_wanted ? BIT(result) : 0)))
		take(&n);
	return notify_end(&n);
}
