/*
 * notify.h - what the parts of notify share
 *
 * An alert becomes a notice: texts of one line that hold nothing which acts
 * on a reader.  The receiver makes blocks of it, as many as its limits on
 * texts ask for, and blocks are packed into messages, as many as its limits
 * on messages ask for.  A message is printed, or delivered; a document
 * (mail, junit, openmetrics, github) is one for all alerts and only printed.
 */
#ifndef NOTIFY_H
#define NOTIFY_H

#include "breaker.h"
#include "intern.h"
#include "record.h"
#include "series.h"

#define ADVICE_MAX	16	/* recommendations of one notice */
#define NOTIFY_KEY	"ROUTING_KEY"	/* stands where a secret goes */

struct notice {
	struct str project, id, test, context, owner, failure, run;
	struct str message, supersedes, acknowledged_by, reason;
	struct str advice[ADVICE_MAX];
	int advices;

	enum severity severity;
	enum severity fired;		/* the same as long as it lives */
	enum alert_state state;
	enum alert_source source;
	const char *class;		/* a word, or NULL */
	struct value drift;		/* a fraction */
	bool acknowledged;
	int64_t created_at;
	int64_t updated_at;		/* created_at where it has none */
	int64_t resolved_at;		/* 0: not yet */

	const char *file;		/* of the test, or NULL */
	int64_t line;			/* or 0 */
};

/* How a receiver wants a text not to be markup. */
enum escape { ESCAPE_NONE, ESCAPE_SLACK, ESCAPE_DISCORD };

/* A block of a message. */
struct block {
	size_t end;			/* in blocks */
	size_t units;
	size_t alerts;			/* told in it or before */
};

struct message {
	struct str blocks;		/* joined by commas */
	struct block *block;		/* and where each is */
	size_t room;
	size_t count;			/* of blocks */
	size_t units;			/* of their texts */
	size_t alerts;			/* told in it, or begun */
	size_t over;			/* resolved ones among them */
	enum severity worst;		/* of those that are not over */
	struct str first;		/* the first notice's message */
	int64_t since;			/* when_ticks() of its first block */
};

struct limits {
	size_t blocks;			/* in one message; 0: no limit */
	size_t bytes;			/* of all blocks */
	size_t units;			/* of all their texts */
};

struct notify;

struct receiver {
	const char *name;
	const char *type;		/* Content-Type; NULL: a document */
	int64_t pause;			/* between messages, microseconds */
	bool people;			/* read it: no superseded alerts */
	struct limits limits;
	void (*begin)(struct notify *);	/* or NULL, as end */
	void (*add)(struct notify *, const struct notice *);	/* or NULL */
	void (*count)(struct notify *, const struct notice *);	/* or NULL */
	void (*close)(struct notify *, struct str *payload);
	void (*end)(struct notify *);
};

extern const struct receiver notify_slack, notify_teams, notify_discord,
    notify_pagerduty, notify_webhook, notify_alertmanager, notify_github,
    notify_mail, notify_openmetrics, notify_junit, notify_ping;

struct notify_options {
	char *url, *routing_key;	/* as given */
	const char *output;		/* file, not standard output */
	struct opt_list to, from;	/* addresses of mail */
	const char *link;		/* where people look on */
	const char *summary;		/* file of github's Markdown */
	const char *signal;		/* of ping */
	const char *dead_letter;	/* file */
	const char *confirm;		/* FIFO */
	const char *ca;			/* file of certificates */
	bool plain;			/* HTTP to other machines, too */
	int64_t interval;		/* of runs, for alertmanager */
	int64_t worst;			/* tests with series of their own */
	int64_t timeout;		/* of one attempt */
	int64_t give_up;		/* waiting without a success */
	int64_t linger;			/* for more of a message */
	struct breaker_rules retry;	/* pauses */
};

/* An alert on its way: its `sent` waits for the rest of it. */
struct pending {
	struct str project, id;
	struct notice *notice;
	int64_t updated_at;
	bool whole;			/* its last block is */
	bool failed;
};

/* Where a test is written. */
struct place {
	struct series series;
	struct kept file;
	int64_t line;
};

/* How one attempt ended. */
struct answer {
	long status;			/* of HTTP; 0: there was none */
	bool again;			/* another attempt could help */
	int64_t after;			/* Retry-After, microseconds, or 0 */
	char why[120];
};

struct notify {
	struct record r;
	struct out *out;		/* of what is printed */
	const struct receiver *receiver;
	const char *name;		/* under which it is remembered */
	struct notify_options options;
	struct notice *notice;		/* at hand: a pending one, or */
	struct notice printed;
	struct message message;
	bool counted;			/* the notice, in this message */
	struct str text, piece, block;	/* scratch of add() */
	struct str title, head, payload;	/* and of close() */
	void *state;			/* the receiver's own */
	struct series_set places;	/* file and line of tests */
	bool places_wanted;
	struct intern superseded;	/* alert_ids */

	size_t told;			/* alerts so far */

	/* delivery */
	struct record d;		/* derived */
	struct str url, key;		/* secrets */
	struct str host;		/* what may be said of the URL */
	void *connection;		/* libcurl's */
	struct pending *pending;
	size_t pendings, room;
	struct breaker breaker;
	int64_t next;			/* when_ticks(): the receiver's pause */
	int64_t deadline;		/* to give up; 0: the last one went */
	int64_t away_until;		/* given up; not tried before */
	struct str why;
	int dead_letter;		/* file, or -1 */
	int confirm;			/* FIFO, or -1 */
	int refusals;			/* of single alerts, in a row */
	bool away;			/* something could not be sent */
	bool refused;
};

/* ---- notify-notice.c ---- */

/* The alert in n->r as *n->notice. */
void	notice_take(struct notify *);
void	notice_free(struct notice *);
/* The lines below a notice's message: state, what it is about, since when;
   and recommendations. */
void	notice_details(const struct notice *, struct str *);
/* Anew, everything as lines: the message, and these. */
void	notice_text(const struct notice *, struct str *);
const char *notice_state(const struct notice *);	/* one word */
/* 2026-01-31 00:00 UTC */
void	notice_time(struct str *, int64_t);

/* ---- notify-text.c: limits on texts ---- */

/*
 * A text that is taken piece by piece.  Units are those of UTF-16, as
 * JavaScript counts, of the escaped text.
 */
struct pieces {
	const char *s;			/* what is left */
	size_t n;
	enum escape escape;
	size_t limit;			/* units of a piece */
	size_t units;			/* of the last one */
};

struct pieces pieces_of(const struct str *, enum escape, size_t limit);
/*
 * The next piece in place of what *to held, escaped; false at the end.  It
 * ends behind a blank, where there is one in its last quarter, else between
 * two characters with all that combines with them.
 */
bool	text_piece(struct pieces *, struct str *to);
/* The first piece; an ellipsis says that there is more. */
void	text_title(struct str *to, const struct str *text, enum escape,
    size_t limit);
size_t	text_units(const struct str *);

/* ,"KEY":"TEXT" where there is a text; *_time an RFC 3339 one. */
void	put_member(struct str *, const char *key, const struct str *);
void	put_text(struct str *, const char *key, const char *);
void	put_time(struct str *, const char *key, int64_t);
/* "TEXT" */
void	put_string(struct str *, const struct str *);

/* ---- notify-message.c: limits on messages ---- */

/* A block of the current notice; a full message goes on its way before. */
void	message_block(struct notify *, const struct str *block, size_t units);
/* What the message, or document, tells in one line. */
void	message_title(const struct message *, struct str *);
/* A notice that is part of it; message_block() counts it by itself. */
void	message_count(struct message *, const struct notice *);
void	message_close(struct notify *);
/* Where the notice of the alert in n->r goes: it stays until it is told. */
void	message_notice(struct notify *);
/* One alert: blocks, and the message as far as it is full. */
void	message_take(struct notify *);
/* One that nobody needs to be told of, as if it were. */
void	message_skip(struct notify *);

/* ---- notify-deliver.c ---- */

/*
 * Takes the secrets, URL|@FILE|$ENV, and hides those among the arguments;
 * opens the dead letter file.
 */
void	deliver_open(struct notify *, char *url, char *key);
/*
 * A payload that tells of the first so many pending alerts on its way: retried
 * or put aside; then their `sent` records.  False: it was refused for what is
 * in it, so the alerts have to go apart.
 */
bool	deliver(struct notify *, const struct str *payload, size_t alerts);
/* The `sent` records of those among the first that wait for nothing more. */
void	deliver_tell(struct notify *, size_t alerts, bool sent);
void	deliver_close(struct notify *);

/* ---- notify-ping.c ---- */

void	ping_aim(struct str *url, const char *signal);

/* ---- notify-post.c: all that knows libcurl ---- */

void	post_open(struct notify *);
void	post(struct notify *, const struct str *payload, struct answer *);
void	post_close(struct notify *);

/* ---- notify-options.c ---- */

/* What is wrong ends the program. */
void	options_read(struct notify *, int argc, char **argv);

#endif
