/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_IPA_H
#define LECTERN_VOICE_IPA_H

#include "base/buf.h"

/* English in IPA, as dictionaries write it ("nəˈlɒksəʊn", "/næˈlɑːksoʊn/"), as espeak-ng's
   phoneme mnemonics for its English voices, appended. False, and the buffer as it was, when
   there is a sign that English has no sound for. */
bool ipa_to_espeak(struct str ipa, struct buf *mnemonics);

/* The way back, to IPA that ipa_to_espeak reads as the same sounds. */
bool ipa_from_espeak(struct str mnemonics, struct buf *ipa);
/* The same into an empty buffer, only for English and where the very mnemonics come back. */
bool ipa_for_espeak(struct str language, struct str mnemonics, struct buf *ipa);

#endif
