/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/speech/listen.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "audio/level.h"
#include "audio/play.h"

/* Keys are looked at between blocks of so many milliseconds. */
enum { BLOCK = 50, FASTER = 20, FOREVER = -1 };
static const double peak_most = -1.0; /* dBFS */

struct place {
	struct listening *l;
	struct player *player;
	struct track *sections;
	size_t section_count, now;      /* `now`: the utterance */
	bool moved, paused, quit, deaf; /* deaf: no more keys will come */
};

static void
say(const char *text)
{
	fprintf(stderr, "%s\n", text);
}

static size_t
section_of(const struct place *p)
{
	size_t n = 0;

	while (n + 1 < p->section_count && p->sections[n + 1].first <= p->now)
		n++;
	return n;
}

static void
say_place(const struct place *p)
{
	size_t n = section_of(p);

	fprintf(stderr, "Section %zu of %zu, %.*s; sentence %zu of %zu; %u words a minute%s\n",
	    n + 1, p->section_count, STR_ARG(p->sections[n].title), p->now + 1, p->l->script->count,
	    p->l->profile->rate, p->paused ? "; paused" : "");
}

static void
go(struct place *p, size_t to)
{
	p->now = to;
	p->moved = true;
	player_drop(p->player);
}

/* Back within a section first to its beginning, as players of music do. */
static void
go_back(struct place *p)
{
	size_t n = section_of(p), first = p->sections[n].first;

	go(p, p->now > first || n == 0 ? first : p->sections[n - 1].first);
}

static void
change_speed(struct place *p, int by)
{
	int rate = (int)p->l->profile->rate + by;

	if (rate < PROFILE_RATE_LEAST || rate > PROFILE_RATE_MOST)
		return;
	profile_set_rate(p->l->profile, (unsigned)rate);
	fprintf(stderr, "%d words a minute\n", rate);
	go(p, p->now); /* what is being said begins again */
}

static void
take_key(struct place *p, char key)
{
	size_t n = section_of(p), count = p->l->script->count;

	switch (key) {
	case ' ':
		p->paused = !p->paused;
		if (p->paused)
			player_drop(p->player);
		say(p->paused ? "Paused" : "Going on");
		break;
	case 's':
		go(p, p->now + 1);
		break;
	case 'S':
		go(p, p->now > 0 ? p->now - 1 : 0);
		break;
	case 'n':
		go(p, n + 1 < p->section_count ? p->sections[n + 1].first : count);
		break;
	case 'p':
		go_back(p);
		break;
	case '+':
		change_speed(p, FASTER);
		break;
	case '-':
		change_speed(p, -FASTER);
		break;
	case '?':
		say_place(p);
		break;
	case 'q':
		p->quit = true;
		player_drop(p->player);
		break;
	case '\n':
	case '\r':
		break;
	default:
		say(LISTEN_KEYS);
	}
}

/* One key, if there is one; while paused, waits for it. Where no key can come any more, a pause
   is over. */
static void
look_at_keys(struct place *p)
{
	do {
		struct pollfd keys = {STDIN_FILENO, POLLIN, 0};
		char key;
		ssize_t got;

		if (p->deaf || poll(&keys, 1, p->paused ? FOREVER : 0) <= 0)
			return;
		got = read(STDIN_FILENO, &key, 1);
		if (got == 1)
			take_key(p, key);
		else if (got == 0 || errno != EINTR)
			p->deaf = true;
		if (p->deaf)
			p->paused = false;
	} while (p->paused && !p->quit && !p->moved);
}

/* Plays; false when the listener went elsewhere or the card failed. */
static bool
play(struct place *p, const struct pcm *pcm, struct diag *diag)
{
	size_t block = (size_t)pcm->rate * BLOCK / 1000;

	for (size_t from = 0; from < pcm->count; from += block) {
		size_t left = pcm->count - from;

		look_at_keys(p);
		if (p->moved || p->quit)
			return true;
		if (player_write(p->player, pcm->at + from, left < block ? left : block, diag) != 0)
			return false;
	}
	return true;
}

/* An utterance and the silence behind it. */
static bool
play_one(struct place *p, struct diag *diag)
{
	const struct script *script = p->l->script;
	const struct utterance *u = &script->at[p->now];
	unsigned next = p->now + 1 < script->count ? script->at[p->now + 1].before : 0;
	struct pcm pcm = {0};
	struct cue cue;
	bool good;

	/* what the engine fails at is said, and left out */
	if (voice_read(p->l->voice, u, 1, 1, &pcm, &cue, diag) < 0)
		return false;
	if (next > u->after)
		pcm_silence(&pcm, next - u->after);
	level_set(&pcm, p->l->level, peak_most);
	p->moved = false;
	good = play(p, &pcm, diag);
	pcm_free(&pcm);
	if (!p->moved)
		p->now++;
	return good;
}

/* Keys come without Enter, where the terminal can do that. */
static bool
keys_at_once(struct termios *before)
{
	struct termios now;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, before) != 0)
		return false;
	now = *before;
	now.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	now.c_cc[VMIN] = 1;
	now.c_cc[VTIME] = 0;
	return tcsetattr(STDIN_FILENO, TCSANOW, &now) == 0;
}

enum listen_end
listen_to(struct listening *l, struct diag *diag)
{
	struct place p = {.l = l, .player = player_open(l->voice->rate, diag)};
	struct arena arena = {0};
	struct termios before;
	bool good = true, restore;

	if (p.player == NULL)
		return LISTEN_FAILED;
	p.sections =
	    track_cut(l->doc, l->script, l->profile, TRACK_SECTION, &arena, &p.section_count);
	fprintf(stderr, "%.*s. " LISTEN_KEYS "\n", STR_ARG(l->doc->title));
	restore = keys_at_once(&before);
	while (good && !p.quit && p.now < l->script->count)
		good = play_one(&p, diag);
	if (restore)
		tcsetattr(STDIN_FILENO, TCSANOW, &before);
	player_close(p.player);
	arena_free(&arena);
	return !good ? LISTEN_FAILED : p.quit ? LISTEN_QUIT : LISTEN_DONE;
}
