<lexicon xml:lang="en" alphabet="ipa">
<lexeme><grapheme>Polish</grapheme><phoneme>ˈpoʊlɪʃ</phoneme></lexeme>
<lexeme><grapheme>polish</grapheme><phoneme>ˈpɑːlɪʃ</phoneme></lexeme>
<lexeme><grapheme>tear</grapheme><alias>tare</alias></lexeme>
<lexeme><grapheme>tear</grapheme><alias prefer="true">teer</alias></lexeme>
<lexeme role="x"><grapheme>WHO</grapheme><alias>w h o</alias><example>y</example></lexeme>
</lexicon>
