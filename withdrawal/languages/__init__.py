"""Languages: their words and names, the days said in them, and the sentences of answers.

The room knows no intents: it finds what words mean, and leaves to others what is asked or claimed
with them. Questions (`withdrawal.questions`) and documents are read by the same readers:

- `mentions.mentions_in` finds the States, treaties and days of a text, with their places in it.
- `detection.ranked_languages` says which language the words of a text are in, best first.
- `words.words_of` takes a text apart into words that know where they stood (`Word.start`, `end`).
- `names.names_of` and `moments.moments_of` find names and days among such words; they are what
  `mentions_in` calls, for readers that have words of their own.
- `phrases.Phrasebook` is the matcher: phrases with word stems, and what each of them means.
- `lexicon.lexicon` gives all words of one language, `wording.wording` its sentences.

A day without a year ("on 27 December") is the next, the last or the nearest such day, as the
reader asks: a question looks ahead, a report back.

Example:
    >>> from datetime import date
    >>> from withdrawal.languages.mentions import mentions_in
    >>> text = "Lithuania left the Convention on Cluster Munitions on 6 March."
    >>> found = mentions_in(text, "en", on=date(2025, 6, 1), yearless="last")
    >>> [each.values for each in (*found.states, *found.treaties)]
    [('LTU',), ('ccm-2008',)]
    >>> found.days[0].value.text, text[found.days[0].start : found.days[0].end]
    ('2025-03-06', '6 March')
"""
