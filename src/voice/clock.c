/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "voice/voice.h"

enum { CLOCK_RATE = 8000, CLOCK_CHARACTER = 64 /* milliseconds: about 160 words a minute */ };

static int
speak(
    struct voice *voice, struct str spoken, struct str language, struct pcm *pcm, struct diag *diag)
{
	(void)voice;
	(void)language;
	(void)diag;
	pcm_silence(pcm, (unsigned)utf8_count(spoken) * CLOCK_CHARACTER);
	return 0;
}

static void
close_clock(struct voice *voice)
{
	mem_free(voice);
}

struct voice *
voice_clock(const struct profile *profile, struct diag *diag)
{
	struct voice *voice = mem_get(sizeof(*voice));

	(void)diag;
	*voice =
	    (struct voice){"clock", CLOCK_RATE, profile, NULL, false, NULL, speak, close_clock};
	return voice;
}
