"""What a clause says beside its day: whom else it ends for, what ends on another day."""

from __future__ import annotations

from withdrawal.dates import Period
from withdrawal.law.clause.operators import Operator
from withdrawal.values import frozen


@frozen
class Told:
    """A rule in words, told with the answer.

    Attributes:
        text: the rule.
        article: where it stands.
        parties: the States it is about; empty for all.
    """

    text: str
    article: str | None = None
    parties: tuple[str, ...] = ()


@frozen
class EndsForAll:
    """A notice ends the treaty for all its parties.

    Attributes:
        article: where that is said.
        below: it ends for all only once fewer parties than this are left; None for at once.
        text: when and for whom, where that needs words.
        both: whether there are only two.
    """

    article: str | None = None
    below: int | None = None
    text: str | None = None
    both: bool = False

    @property
    def whom(self) -> str:
        """For whom it ends, in words."""
        return "both parties" if self.both else "all its parties"

    @property
    def in_words(self) -> str:
        """The rule, without a full stop where it has no words of its own."""
        if self.below is None:
            return self.text or f"A notice ends the treaty for {self.whom}"
        return (
            self.text or f"Once fewer than {self.below} parties are left, the treaty ends for all"
        )


@frozen
class Split:
    """Duties that end on another day than the treaty.

    Attributes:
        operators: from the day of effect (or of the notice) to the day without them.
    """

    text: str
    article: str | None = None
    operators: tuple[Operator, ...] = ()
    is_from_notice: bool = False


@frozen
class Deemed:
    """An end that needs no notice.

    Attributes:
        text: when, in one sentence.
        article: where that is said.
        of: the id of the treaty whose exit brings it about, where it is one.
        after: how long after that exit.
        unless: what keeps it from happening, if anything can.
    """

    text: str
    article: str | None = None
    of: str | None = None
    after: Period | None = None
    unless: str | None = None


@frozen
class Lapse:
    """The treaty lapses once fewer parties than a number are left.

    Attributes:
        below: the number.
        article: where that is said.
        text: what counts, where that needs words.
    """

    below: int
    article: str | None = None
    text: str | None = None


@frozen
class Rival:
    """A rival reading of the clause, with its own pipeline.

    Attributes:
        text: how the clause is then read, in words that follow "If ...".
        operators: the whole pipeline under it.
    """

    id: str
    text: str
    operators: tuple[Operator, ...]


@frozen
class Shapes:
    """All that a clause says beside its day; empty for most.

    Attributes:
        subject_to: what effect depends on besides, such as dues.
        partial: parts that may be left alone.
    """

    ends_for_all: EndsForAll | None = None
    splits: tuple[Split, ...] = ()
    subject_to: tuple[Told, ...] = ()
    deemed: tuple[Deemed, ...] = ()
    partial: tuple[Told, ...] = ()
    lapse: Lapse | None = None
    rivals: tuple[Rival, ...] = ()
