"""Languages: their words and names, the days said in them, and the sentences of answers.

The room knows no intents: it finds what words mean, and leaves to others what is asked or claimed
with them. Questions (`withdrawal.questions`) and documents are read by the same readers:

- `detection.ranked_languages` says which language the words of a text are in, best first.
- `words.words_of` takes a text apart into words that know where they stood (`Word.start`, `end`).
- `names.names_of` and `moments.moments_of` find names and days among such words.
- `phrases.Phrasebook` is the matcher: phrases with word stems, and what each of them means.
- `lexicon.lexicon` gives all words of one language, `wording.wording` its sentences.

Example:
    >>> from withdrawal.languages.lexicon import lexicon
    >>> from withdrawal.languages.names import names_of
    >>> from withdrawal.languages.words import words_of
    >>> words = words_of("Lithuania left the Convention on Cluster Munitions on 6 March.")
    >>> [each.values for each in names_of(words, lexicon("en"))]
    [('ccm-2008',), ('LTU',)]

A day without a year ("on 27 December") is the next or the last such day, as the reader asks.
"""
