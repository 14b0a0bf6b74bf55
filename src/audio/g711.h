/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_G711_H
#define LECTERN_AUDIO_G711_H

#include <stdint.h>

#include "audio/pcm.h"
#include "base/buf.h"

/* ITU-T G.711 (11/1988) companding of 16-bit samples: the codes that the reference of G.191
   gives, for every sample; decoding gives the sample in the middle of the code's interval. */
uint8_t g711_ulaw(int16_t);
uint8_t g711_alaw(int16_t);
int16_t g711_from_ulaw(uint8_t);
int16_t g711_from_alaw(uint8_t);

/* A code a sample, appended. */
void g711_pack(const struct pcm *, uint8_t (*code)(int16_t), struct buf *);

#endif
