/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/pcm.h"

#include <string.h>

#include "base/mem.h"

static int16_t *
more(struct pcm *pcm, size_t count)
{
	size_t need = pcm->count + count;
	int16_t *at;

	if (need > pcm->room) {
		pcm->room = need > pcm->room * 2 ? need : pcm->room * 2;
		pcm->at = mem_resize(pcm->at, pcm->room, sizeof(*pcm->at));
	}
	at = pcm->at + pcm->count;
	pcm->count = need;
	return at;
}

void
pcm_add(struct pcm *pcm, const int16_t *samples, size_t count)
{
	if (count > 0)
		memcpy(more(pcm, count), samples, count * sizeof(*samples));
}

void
pcm_silence(struct pcm *pcm, unsigned milliseconds)
{
	size_t count = (size_t)((unsigned long long)milliseconds * pcm->rate / 1000);

	if (count > 0)
		memset(more(pcm, count), 0, count * sizeof(*pcm->at));
}

void
pcm_join(struct pcm *pcm, const struct pcm *tail)
{
	pcm_add(pcm, tail->at, tail->count);
}

double
pcm_seconds(const struct pcm *pcm)
{
	return pcm->rate ? (double)pcm->count / pcm->rate : 0;
}

/* About -60 dBFS: what an engine leaves round its words, and no consonant does. */
enum { QUIET = 32 };

void
pcm_trim_from(struct pcm *pcm, size_t from, unsigned lead, unsigned tail)
{
	size_t keep_lead = (size_t)lead * pcm->rate / 1000,
	       keep_tail = (size_t)tail * pcm->rate / 1000;
	size_t first = from, end = pcm->count;

	while (end > from && pcm->at[end - 1] > -QUIET && pcm->at[end - 1] < QUIET)
		end--;
	while (first < end && pcm->at[first] > -QUIET && pcm->at[first] < QUIET)
		first++;
	if (end == from) {
		pcm->count = from;
		return;
	}
	first = first > from + keep_lead ? first - keep_lead : from;
	end = pcm->count - end > keep_tail ? end + keep_tail : pcm->count;
	memmove(pcm->at + from, pcm->at + first, (end - first) * sizeof(*pcm->at));
	pcm->count = from + end - first;
}

void
pcm_trim(struct pcm *pcm, unsigned lead, unsigned tail)
{
	pcm_trim_from(pcm, 0, lead, tail);
}

void
pcm_free(struct pcm *pcm)
{
	mem_free(pcm->at);
	*pcm = (struct pcm){.rate = pcm->rate};
}
