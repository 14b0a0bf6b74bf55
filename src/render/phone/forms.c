/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/forms.h"

#include "audio/level.h"

/* In dBFS: companding and coding afterwards move single samples by up to a few hundredths. */
static const double peak = -0.6;

void
forms_add(struct forms *forms, const struct codec *codec, const char *folder, bool wide)
{
	pcm_resample_ready();
	forms->at[forms->count++] = (struct form){codec, folder, wide, false};
	forms->wide = forms->wide || wide;
}

void
forms_add_review(struct forms *forms)
{
	forms->at[forms->count++] = (struct form){codec_find(S("wav_ulaw")), "", false, true};
}

void
forms_bands(const struct forms *forms, const struct pcm *said, struct pcm *narrow, struct pcm *wide)
{
	narrow->rate = wide->rate = said->rate;
	pcm_join(narrow, said);
	pcm_resample(narrow, PROMPT_RATE);
	pcm_telephone(narrow);
	if (!forms->wide)
		return;
	pcm_join(wide, said);
	pcm_resample(wide, PROMPT_WIDE_RATE);
	pcm_wideband(wide);
}

void
forms_level(const struct forms *forms, struct pcm *pcm)
{
	size_t frame = (size_t)pcm->rate / 1000 * FORMS_FRAME;

	level_set(pcm, forms->level, peak);
	while (pcm->count % frame != 0)
		pcm_add(pcm, &(int16_t){0}, 1);
}

struct str
form_name(const struct form *form, struct str folder, const char *id, struct buf *name)
{
	buf_clear(name);
	buf_print(name, form->apart ? "review/%.*s/%s%s.%s" : "sounds/%.*s/lectern/%s%s.%s",
	    STR_ARG(folder), form->folder, id, form->codec->extension);
	buf_byte(name, '\0');
	return buf_str(name);
}

int
form_encode(const struct form *form, const struct pcm *pcm, struct buf *bytes, struct diag *diag)
{
	struct output *memory = output_memory(bytes);
	int result = form->codec->encode(pcm, NULL, memory, diag);

	return output_commit(memory, diag) == 0 ? result : -1;
}
