/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_ID3_H
#define LECTERN_AUDIO_ID3_H

#include "audio/codec.h"

/*
 * The tag in front of an MP3 file, ID3v2.3 (what old and simple players read): TIT2, TALB, TPE1
 * (who speaks), TLAN in three letters of ISO 639-2, TYER and TDAT, TRCK n/N, WOAS or a TXXX
 * "source"; chapters as CHAP frames in one CTOC (ID3v2 Chapter Frame Addendum 1.0). Text is
 * UTF-16 where ISO 8859-1 will not do. Nothing when the tags are NULL or say nothing.
 */
void id3_write(const struct tags *, const struct pcm *, struct buf *);

#endif
