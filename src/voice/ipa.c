/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/ipa.h"

struct sound {
	struct str ipa, mnemonic;
	bool vowel;
};

/* Longer ones before those they begin with. */
static const struct sound sounds[] = {
#define V(ipa, mnemonic)                                                                           \
	{                                                                                          \
		STR(ipa), STR(mnemonic), true                                                      \
	}
#define C(ipa, mnemonic)                                                                           \
	{                                                                                          \
		STR(ipa), STR(mnemonic), false                                                     \
	}
    /* vowels that an r belongs to */
    V("ɑːɹ", "A@"),
    V("ɑɹ", "A@"),
    V("ɑːr", "A@"),
    V("ɔːɹ", "O@"),
    V("ɔːr", "O@"),
    V("ɔɹ", "O@"),
    V("oːɹ", "o@"),
    V("ɛɹ", "e@"),
    V("ɛr", "e@"),
    V("ɪɹ", "i@"),
    V("ɪr", "i@"),
    V("ʊɹ", "U@"),
    V("ʊr", "U@"),
    V("ɜːɹ", "3:"),
    V("ɜːr", "3:"),
    V("ɜɹ", "3:"),
    V("əɹ", "3"),
    V("ər", "3"),
    /* diphthongs and long vowels */
    V("aɪ", "aI"),
    V("aʊ", "aU"),
    V("eɪ", "eI"),
    V("ɔɪ", "OI"),
    V("oʊ", "oU"),
    V("əʊ", "oU"),
    V("ɪə", "i@"),
    V("eə", "e@"),
    V("ʊə", "U@"),
    V("iː", "i:"),
    V("uː", "u:"),
    V("ɑː", "A:"),
    V("ɔː", "O:"),
    V("ɜː", "3:"),
    V("ɝː", "3:"),
    V("ɝ", "3:"),
    /* short vowels */
    V("i", "i"),
    V("ɪ", "I"),
    V("ᵻ", "I2"),
    V("ɛ", "E"),
    V("e", "E"),
    V("æ", "a"),
    V("a", "a"),
    V("ɑ", "A:"),
    V("ɒ", "0"),
    V("ɔ", "O:"),
    V("ʌ", "V"),
    V("ɐ", "a#"),
    V("ʊ", "U"),
    V("u", "u:"),
    V("ə", "@"),
    V("ɚ", "3"),
    V("ɜ", "3:"),
    V("o", "oU"),
    /* consonants */
    C("tʃ", "tS"),
    C("dʒ", "dZ"),
    C("t͡ʃ", "tS"),
    C("d͡ʒ", "dZ"),
    C("ʃ", "S"),
    C("ʒ", "Z"),
    C("θ", "T"),
    C("ð", "D"),
    C("ŋ", "N"),
    C("ɡ", "g"),
    C("g", "g"),
    C("ɹ", "r"),
    C("r", "r"),
    C("ɾ", "t#"),
    C("ʔ", "?"),
    C("n̩", "@n"),
    C("l̩", "@L"),
    C("m̩", "@m"),
    C("p", "p"),
    C("b", "b"),
    C("t", "t"),
    C("d", "d"),
    C("k", "k"),
    C("f", "f"),
    C("v", "v"),
    C("s", "s"),
    C("z", "z"),
    C("h", "h"),
    C("m", "m"),
    C("n", "n"),
    C("l", "l"),
    C("ɫ", "l"),
    C("j", "j"),
    C("w", "w"),
    /* stress; what only divides syllables or encloses is no sound */
    C("ˈ", "'"),
    C("ˌ", ","),
    C(".", ""),
    C("/", ""),
    C("[", ""),
    C("]", ""),
    C("‿", ""),
    C(" ", "||"),
    C("(", ""),
    C(")", ""),
#undef V
#undef C
};

static const struct sound *
sound_at(struct str ipa, size_t at)
{
	for (size_t i = 0; i < sizeof(sounds) / sizeof(*sounds); i++)
		if (str_starts(str_sub(ipa, at, ipa.len), sounds[i].ipa))
			return &sounds[i];
	return NULL;
}

bool
ipa_to_espeak(struct str ipa, struct buf *mnemonics)
{
	size_t before = mnemonics->len;
	bool colored = false; /* the last sound was a vowel with its r */

	for (size_t at = 0; at < ipa.len;) {
		const struct sound *sound = sound_at(ipa, at);

		if (sound == NULL) {
			mnemonics->len = before;
			return false;
		}
		if (colored && sound->vowel)
			buf_byte(mnemonics, 'r'); /* heard again before a vowel */
		buf_put(mnemonics, sound->mnemonic);
		colored =
		    sound->vowel && (str_ends(sound->ipa, S("ɹ")) || str_ends(sound->ipa, S("r")));
		at += sound->ipa.len;
	}
	return mnemonics->len > before;
}

/* The longest mnemonic that stands there, in the first way that the table writes it; but a
   vowel and a consonant stay two, where the table has one sign for both ("@n"). */
static const struct sound *
mnemonic_at(struct str mnemonics, size_t at)
{
	const struct sound *best = NULL;

	for (size_t i = 0; i < sizeof(sounds) / sizeof(*sounds); i++) {
		const struct sound *s = &sounds[i];
		bool syllabic = !s->vowel && s->mnemonic.len > 1 && s->mnemonic.at[0] == '@';

		if (s->mnemonic.len > (best ? best->mnemonic.len : 0) && !syllabic &&
		    str_starts(str_sub(mnemonics, at, mnemonics.len), s->mnemonic))
			best = s;
	}
	return best;
}

/* Whether two sounds one after the other would be read as one. */
static bool
would_merge(struct str first, struct str second)
{
	struct buf both = {0};
	bool merge;

	buf_put(&both, first);
	buf_put(&both, second);
	merge = first.len > 0 && sound_at(buf_str(&both), 0)->ipa.len > first.len;
	buf_free(&both);
	return merge;
}

bool
ipa_from_espeak(struct str mnemonics, struct buf *ipa)
{
	size_t before = ipa->len, at = 0;
	struct str last = {"", 0};
	bool colored = false;

	while (at < mnemonics.len) {
		const struct sound *sound = mnemonic_at(mnemonics, at);

		if (sound == NULL) {
			ipa->len = before;
			return false;
		}
		at += sound->mnemonic.len;
		/* the r that is heard again between two vowels is written once */
		if (colored && str_equal(sound->mnemonic, S("r")) && at < mnemonics.len) {
			const struct sound *next = mnemonic_at(mnemonics, at);

			colored = false;
			if (next && next->vowel)
				continue;
		}
		if (would_merge(last, sound->ipa))
			buf_byte(ipa, '.'); /* they belong to two syllables */
		buf_put(ipa, sound->ipa);
		last = sound->ipa;
		colored = sound->vowel && str_ends(sound->ipa, S("ɹ"));
	}
	return ipa->len > before;
}

bool
ipa_for_espeak(struct str language, struct str mnemonics, struct buf *ipa)
{
	struct buf again = {0};
	bool good = str_equal_fold(str_primary(language), S("en")) &&
		    ipa_from_espeak(mnemonics, ipa) && ipa_to_espeak(buf_str(ipa), &again) &&
		    str_equal(buf_str(&again), mnemonics);

	buf_free(&again);
	return good;
}
