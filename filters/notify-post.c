/*
 * One payload on its way by HTTP: all that knows libcurl.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>

#include "diag.h"
#include "notify.h"
#include "when.h"
#include "width.h"

#define AFTER_MOST	(365 * 86400)	/* seconds that Retry-After counts */
#define ANSWER_BYTES	65536	/* of what a receiver answers; not kept */

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

void
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

void
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
