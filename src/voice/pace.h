/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_PACE_H
#define LECTERN_VOICE_PACE_H

#include "voice/voice.h"

/*
 * The rate to give the voice so that the written words of the whole script, over all the time
 * it takes with its pauses, come to the profile's rate: long words are said faster, and many
 * headings are made good. At most a quarter away from it, and just it where words are not parted
 * by blanks.
 */
unsigned pace_rate(const struct script *, const struct profile *);

/*
 * The pace of a profile that names none, measured for this script: a part of it is spoken at
 * three rates and then at the one found by them, in processes of their own. Nothing is measured
 * where words are not parted by blanks, and the profile stays as it is when the engine fails.
 */
void pace_measure(struct voice *, const struct script *, struct profile *);

#endif
