/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/recordings.h"

#include <string.h>

#include "audio/codec.h"
#include "base/input.h"
#include "base/mem.h"
#include "render/phone/prompts.h"

struct recording {
	char id[PROMPT_ID];
	char *path;
	bool taken;
};

struct recordings {
	struct recording *at;
	size_t count, room;
	struct diag *diag; /* while the folder is read */
};

static struct recording *
find(const struct recordings *r, const char *id)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->at[i].id, id) == 0)
			return &r->at[i];
	return NULL;
}

/* "p1a2b3c4d.wav" */
static bool
id_of(const char *path, char id[PROMPT_ID])
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

	if (strchr("ptosn", name[0]) == NULL || name[0] == '\0' ||
	    strspn(name + 1, "0123456789abcdef") != PROMPT_ID - 2 || name[PROMPT_ID - 1] != '.')
		return false;
	memcpy(id, name, PROMPT_ID - 1);
	id[PROMPT_ID - 1] = '\0';
	return true;
}

static int
add(void *context, const char *path)
{
	struct recordings *r = context;
	struct recording new = {0};

	if (!id_of(path, new.id)) {
		diag_say(r->diag, DIAG_NO_PROMPT_NAME, (struct where){.file = path}, "");
		return 0;
	}
	if (find(r, new.id)) {
		diag_say(r->diag, DIAG_TWO_RECORDINGS, (struct where){.file = path}, "%s and %s",
		    find(r, new.id)->path, path);
		return -1;
	}
	new.path = mem_text(str_of(path));
	r->at = mem_grow(r->at, r->count, &r->room, sizeof(*r->at));
	r->at[r->count++] = new;
	return 0;
}

struct recordings *
recordings_open(const char *folder, struct diag *diag)
{
	struct recordings *r = mem_get(sizeof(*r));

	r->diag = diag;
	if (!input_is_folder(folder))
		diag_say(diag, DIAG_READ_FAILED, (struct where){.file = folder}, "no such folder");
	else if (input_walk(folder, add, r, diag) == 0)
		return r;
	recordings_free(r);
	return NULL;
}

bool
recordings_have(struct recordings *r, const char *id)
{
	return r && find(r, id);
}

bool
recordings_take(struct recordings *r, const char *id, struct pcm *pcm, struct diag *diag)
{
	struct recording *recording = r ? find(r, id) : NULL;
	struct buf bytes = {0};
	bool good;

	if (recording == NULL)
		return false;
	recording->taken = true;
	good = input_read(recording->path, &bytes, diag) == 0 && codec_read(buf_str(&bytes), pcm);
	if (good && (pcm->rate < PROMPT_RATE || pcm->count == 0))
		good = false;
	if (!good) {
		diag_say(diag, DIAG_BAD_RECORDING, (struct where){.file = recording->path}, "");
		pcm_free(pcm);
	}
	buf_free(&bytes);
	return good;
}

void
recordings_end(struct recordings *r, struct diag *diag)
{
	for (size_t i = 0; r && i < r->count; i++)
		if (!r->at[i].taken)
			diag_say(
			    diag, DIAG_STALE_RECORDING, (struct where){.file = r->at[i].path}, "");
}

void
recordings_free(struct recordings *r)
{
	for (size_t i = 0; r && i < r->count; i++)
		mem_free(r->at[i].path);
	if (r)
		mem_free(r->at);
	mem_free(r);
}
