/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/play.h"

#include <fcntl.h>
#include <pcaudiolib/audio.h>
#include <unistd.h>

#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(audio_object_close)                                                                   \
	TAKE(audio_object_destroy)                                                                 \
	TAKE(audio_object_drain)                                                                   \
	TAKE(audio_object_flush)                                                                   \
	TAKE(audio_object_open)                                                                    \
	TAKE(audio_object_strerror)                                                                \
	TAKE(audio_object_write)                                                                   \
	TAKE(create_audio_device_object)
LATE_LIBRARY("pcaudio", TAKEN)

struct player {
	struct audio_object *card;
};

/* The libraries behind this one complain of every kind of card that is not there, each in some
   lines on standard error; one is enough. */
static int
open_hushed(struct audio_object *card, unsigned rate)
{
	int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC), error;

	if (kept >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	error = lib()->audio_object_open(card, AUDIO_OBJECT_FORMAT_S16LE, rate, 1);
	if (kept >= 0)
		dup2(kept, STDERR_FILENO);
	close(kept);
	close(nowhere);
	return error;
}

struct player *
player_open(unsigned rate, struct diag *diag)
{
	struct audio_object *card =
	    lib()->create_audio_device_object(NULL, "lectern", "reading an article");
	struct player *player;
	int error = card ? open_hushed(card, rate) : 0;

	if (card == NULL || error != 0) {
		diag_say(diag, DIAG_NO_SOUND_CARD, (struct where){0}, "%s",
		    card ? lib()->audio_object_strerror(card, error) : "none is known");
		if (card)
			lib()->audio_object_destroy(card);
		return NULL;
	}
	player = mem_get(sizeof(*player));
	player->card = card;
	return player;
}

int
player_write(struct player *player, const int16_t *samples, size_t count, struct diag *diag)
{
	int error = lib()->audio_object_write(player->card, samples, count * sizeof(*samples));

	return error == 0 ? 0
			  : diag_say(diag, DIAG_NO_SOUND_CARD, (struct where){0}, "%s",
				lib()->audio_object_strerror(player->card, error));
}

void
player_drop(struct player *player)
{
	lib()->audio_object_flush(player->card);
}

void
player_close(struct player *player)
{
	if (player == NULL)
		return;
	lib()->audio_object_drain(player->card);
	lib()->audio_object_close(player->card);
	lib()->audio_object_destroy(player->card);
	mem_free(player);
}
