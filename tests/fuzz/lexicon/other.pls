<?xml version="1.0" encoding="UTF-8"?>
<p:lexicon version="1.0" xmlns:p="http://www.w3.org/2005/01/pronunciation-lexicon"
  alphabet="ipa" xml:lang="en-US"><!-- a comment -->
 <p:meta name="author" content="somebody"/>
 <p:lexeme xml:id="a" role="x"><p:grapheme>Subutex</p:grapheme><p:grapheme>subutexes</p:grapheme>
  <p:phoneme>wrong</p:phoneme><p:phoneme prefer="true">ˈsʌbjuːtɛks</p:phoneme><p:example>x</p:example></p:lexeme>
 <p:lexeme><p:grapheme>W3C</p:grapheme><p:alias>World Wide Web
   Consortium</p:alias></p:lexeme>
 <p:lexeme><p:grapheme>NIH</p:grapheme><p:alias>n i h</p:alias></p:lexeme>
 <p:lexeme><p:grapheme>two words</p:grapheme><p:phoneme>tuː</p:phoneme></p:lexeme>
 <p:lexeme><p:grapheme>R&amp;D</p:grapheme><p:alias>research</p:alias></p:lexeme>
</p:lexicon>
