/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/earpiece.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "audio/codec.h"
#include "audio/g711.h"
#include "audio/play.h"
#include "base/input.h"
#include "base/mem.h"

enum {
	RATE = 8000,
	WIDE = 16000,
	BLOCK = 400, /* samples between two looks at the keys */
	BEHIND = 500 /* milliseconds: the card is never further behind */
};
enum { CONTROL_D = 4 };

struct earpiece {
	const struct line *line;
	struct player *player;
	struct termios before;
	bool restore;
};

/* --- sounds -------------------------------------------------------------------------------- */

static void
take_codes(struct str bytes, int16_t (*sample)(uint8_t), struct pcm *pcm)
{
	for (size_t i = 0; i < bytes.len; i++)
		pcm_add(pcm, &(int16_t){sample((uint8_t)bytes.at[i])}, 1);
}

static void
take_samples(struct str bytes, struct pcm *pcm)
{
	for (size_t i = 0; i + 1 < bytes.len; i += 2) {
		unsigned low = (uint8_t)bytes.at[i], high = (uint8_t)bytes.at[i + 1];

		pcm_add(pcm, &(int16_t){(int16_t)(low | high << 8)}, 1);
	}
}

/* The forms that are heard best come first; those without a header tell their rate by name. */
static const struct form {
	const char *extension;
	unsigned rate; /* 0: the file says what it is */
	int16_t (*sample)(uint8_t);
} forms[] = {
    {"wav", 0, NULL},
    {"flac", 0, NULL},
    {"sln", RATE, NULL},
    {"wav16", 0, NULL},
    {"sln16", WIDE, NULL},
    {"ulaw", RATE, g711_from_ulaw},
    {"alaw", RATE, g711_from_alaw},
    {"opus", 0, NULL},
    {"WAV", 0, NULL},
};

static bool
read_form(const struct form *form, struct str bytes, struct pcm *pcm)
{
	pcm->rate = form->rate;
	if (form->sample)
		take_codes(bytes, form->sample, pcm);
	else if (form->rate)
		take_samples(bytes, pcm);
	else if (!codec_read(bytes, pcm))
		return false;
	if (pcm->rate != RATE)
		pcm_resample(pcm, RATE);
	return pcm->count > 0;
}

/* Only the text of an article has sounds of other speeds. */
static bool
find_sound(const struct earpiece *e, const struct hearing *h, struct pcm *pcm, struct diag *diag)
{
	const char *speeds[] = {h->speed, ""};

	for (size_t s = h->speed[0] ? 0 : 1; s < 2; s++)
		for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
			char path[LINE_PATH];
			struct buf bytes = {0};
			bool good;

			if (!line_sound(e->line, h->prompt, speeds[s], forms[i].extension, path) ||
			    !input_exists(path))
				continue;
			good = input_read(path, &bytes, diag) == 0 &&
			       read_form(&forms[i], buf_str(&bytes), pcm);
			buf_free(&bytes);
			if (good)
				return true;
			pcm_free(pcm);
		}
	return false;
}

/* --- keys ---------------------------------------------------------------------------------- */

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

int
earpiece_wait(struct earpiece *e, int milliseconds)
{
	struct pollfd in = {STDIN_FILENO, POLLIN, 0};
	unsigned char key;
	ssize_t got;
	int ready;

	do
		ready = poll(&in, 1, milliseconds);
	while (ready < 0 && errno == EINTR);
	if (ready <= 0)
		return EARPIECE_NOTHING;
	do
		got = read(STDIN_FILENO, &key, 1);
	while (got < 0 && errno == EINTR);
	if (got != 1 || key == '\0' || (e->restore && key == CONTROL_D))
		return EARPIECE_END;
	return key;
}

/* --- both ---------------------------------------------------------------------------------- */

int
earpiece_play(struct earpiece *e, struct hearing *h, struct diag *diag)
{
	struct pcm pcm = {0};
	int key = EARPIECE_NOTHING;
	size_t from;

	h->length = 0;
	if (!find_sound(e, h, &pcm, diag))
		return EARPIECE_NOTHING;
	h->length = (unsigned)(pcm.count / (RATE / 1000));
	if (h->stops[0] == '\0') /* a key that comes right behind it drops nothing of it */
		pcm_silence(&pcm, BEHIND);
	for (from = (size_t)h->at * (RATE / 1000); from < pcm.count; from += BLOCK) {
		size_t left = pcm.count - from;

		if (h->stops[0])
			key = earpiece_wait(e, 0);
		if (key > 0 && strchr(h->stops, key) == NULL)
			key = EARPIECE_NOTHING;
		if (key != EARPIECE_NOTHING)
			break;
		if (player_write(e->player, pcm.at + from, left < BLOCK ? left : BLOCK, diag) !=
		    0) {
			key = EARPIECE_FAILED;
			break;
		}
	}
	h->at = (unsigned)(from / (RATE / 1000));
	if (key != EARPIECE_NOTHING)
		player_drop(e->player);
	pcm_free(&pcm);
	return key;
}

struct earpiece *
earpiece_open(const struct line *line, const char *prompt, struct diag *diag)
{
	struct earpiece *e = mem_get(sizeof(*e));
	struct hearing first = {.prompt = prompt, .speed = ""};
	struct pcm pcm = {0};
	bool heard;

	e->line = line;
	heard = find_sound(e, &first, &pcm, diag);
	pcm_free(&pcm);
	if (!heard)
		diag_say(diag, DIAG_MUTE_LINE, (struct where){0}, "\"%.*s\"",
		    STR_ARG(line_text(line, prompt)));
	e->player = heard ? player_open(RATE, diag) : NULL;
	if (e->player == NULL) {
		mem_free(e);
		return NULL;
	}
	e->restore = keys_at_once(&e->before);
	return e;
}

void
earpiece_close(struct earpiece *e)
{
	if (e == NULL)
		return;
	if (e->restore)
		tcsetattr(STDIN_FILENO, TCSANOW, &e->before);
	player_close(e->player);
	mem_free(e);
}
