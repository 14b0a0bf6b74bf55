/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_TEXT_SMS_H
#define LECTERN_RENDER_TEXT_SMS_H

#include "render/plain_form.h"
#include "render/render.h"

/*
 * Short messages (GSM 03.38, now 3GPP TS 23.038): 160 characters of the 7-bit alphabet, or 70
 * of UCS-2 where that alphabet cannot write the text. What does not fit into one message goes
 * into parts of 153 or 67, so that it fits as well where parts are joined by a header. Each
 * part begins with its number, "2/3 ", which counts. The signs ^ { } [ ] ~ \ | and the euro
 * take two places. Parts end between words; a number stays with the word behind it ("4 mg").
 */
enum sms_alphabet { SMS_GSM7, SMS_UCS2 };
enum { SMS_CARD_PARTS = 3 };

/* The places a character takes: 0 where the 7-bit alphabet lacks it. */
unsigned sms_places(enum sms_alphabet, unsigned codepoint);

/* The text as messages can carry it, and the alphabet it needs: line ends become blanks, or
   "; " behind what has no closing mark. */
enum sms_alphabet sms_form(struct str text, struct buf *, struct plain_changes *);

/* Writes the messages, one a line, and gives their number. `out` may be NULL: only counts. */
size_t sms_put(struct str text, enum sms_alphabet, struct buf *out, struct diag *);

/* Whole articles, or their cards: title, helpline, and the first sentences of the sections, in
   at most SMS_CARD_PARTS parts. */
int sms_render(struct shelf *, bool card, struct output *, struct diag *);

#endif
