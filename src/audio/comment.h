/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_COMMENT_H
#define LECTERN_AUDIO_COMMENT_H

#include "audio/codec.h"

/*
 * Tags as the Vorbis comments that FLAC and Ogg files hold: TITLE, ALBUM, ARTIST (who
 * speaks), LANGUAGE, DATE, TRACKNUMBER, TRACKTOTAL, SOURCE, and for each chapter
 * CHAPTER000=00:00:12.500 with CHAPTER000NAME.
 */
typedef void comment_take(void *context, const char *name, const char *value);

/* `rate`: of the sound that the chapters point into. Tags may be NULL: then there are none. */
void comment_each(const struct tags *, unsigned rate, comment_take *, void *context);

#endif
