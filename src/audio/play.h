/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_PLAY_H
#define LECTERN_AUDIO_PLAY_H

#include "audio/pcm.h"
#include "base/diag.h"

/* The sound card: play.c is the only file with <pcaudiolib/audio.h>. */
struct player;

/* NULL: said, there is no card to play on. */
struct player *player_open(unsigned rate, struct diag *);
/* Waits until the card has taken the samples, which it plays some tenths of a second behind. 0
   or -1 (said). */
int player_write(struct player *, const int16_t *, size_t count, struct diag *);
void player_drop(struct player *); /* what is not heard yet never is */
/* Waits until all is heard. */
void player_close(struct player *); /* NULL is fine */

#endif
