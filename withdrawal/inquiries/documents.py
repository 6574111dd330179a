"""Questions about what is sent with them: a scenario, records, a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from withdrawal.errors import WithdrawalError
from withdrawal.inquiries.forms import DAY, DAYS, PART, YEAR, Day, Form, Text
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.values import frozen

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from withdrawal.case.scenarios.play import Played
    from withdrawal.case.scenarios.scenario import Scenario
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.odds.simulation import Simulation
    from withdrawal.proof.backtest import Backtest as Scored
    from withdrawal.proof.backtest import Fault, Record
    from withdrawal.reading import Reading

Told = Callable[[int, int], None]


@contextmanager
def copied(data: bytes, name: str) -> Iterator[Path]:
    """Yield the path of a file with some contents, for as long as it takes to read it.

    Errors name it as it is called, without its directory.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as directory:
        copy = Path(directory) / name
        copy.write_bytes(data)
        try:
            yield copy
        except WithdrawalError as error:
            # The directory is gone when the message is read.
            error.message = error.message.replace(f"{directory}/", "")
            error.args = (error.message,)
            raise


@frozen(kw_only=True, slots=False)
class Run(Inquiry):
    """A scenario, played step by step.

    Attributes:
        as_of: The day the question is asked for; default the scenario's own.
    """

    schema: ClassVar[str] = "withdrawal/run/1"
    is_slow: ClassVar[bool] = True

    as_of: Day = None

    def answer_to(self, scenario: Scenario, catalogue: Catalogue | None = None) -> Played:
        """Return what happens in a scenario."""
        from withdrawal.case.scenarios.play import play

        return play(scenario, as_of=self.as_of, catalogue=catalogue)


@frozen(kw_only=True, slots=False)
class Simulate(Inquiry):
    """A scenario, played many times.

    Attributes:
        runs: How many runs; default a million.
        seed: One seed gives one result; default 0.
        as_of: The day from which to look ahead; default the scenario's own.
        target: The day by which all want to be out; default the scenario's own.
    """

    schema: ClassVar[str] = "withdrawal/simulation/2"
    is_slow: ClassVar[bool] = True

    runs: Annotated[int | None, Form(least=1)] = None
    seed: Annotated[int, Form(least=0)] = 0
    as_of: Day = None
    target: Day = None

    def answer_to(
        self,
        scenario: Scenario,
        *,
        executor: Executor | None = None,
        progress: Told | None = None,
    ) -> Simulation:
        """Return what many runs of a scenario give, done by an executor, telling how far it is."""
        from withdrawal.odds.api import simulate

        return simulate(scenario, **self.given, executor=executor, progress=progress)


@frozen(kw_only=True, slots=False)
class Backtest(Inquiry):
    """Recorded days of effect against computed ones."""

    schema: ClassVar[str] = "withdrawal/backtest/1"
    is_slow: ClassVar[bool] = True

    def answer_to(
        self,
        records: tuple[Record, ...] | None = None,
        broken: tuple[Fault, ...] = (),
        catalogue: Catalogue | None = None,
        progress: Told | None = None,
    ) -> Scored:
        """Return the score of records, else of those on record, beside faulty lines."""
        from withdrawal.proof.backtest import backtest

        return backtest(records, broken=broken, catalogue=catalogue, progress=progress)


@frozen(kw_only=True, slots=False)
class Read(Inquiry):
    """What a document says about leaving treaties, and what of it is right.

    Attributes:
        date: The document's day, month, year or interval; default the one that it gives itself.
        treaty: The treaty it is about, where it does not say so.
        state: The State it is about, where it does not say so.
        lang: Its language, by its code; detected by default.
    """

    schema: ClassVar[str] = "withdrawal/reading/1"
    is_slow: ClassVar[bool] = True

    date: Annotated[str | None, Form(f"{DAY}|{PART}|{YEAR}|{DAYS}")] = None
    treaty: Text = None
    state: Text = None
    lang: Annotated[str | None, Form("^[a-z]{2}$")] = None

    def answer_to(self, document: str | bytes) -> Reading:
        """Return what a document says."""
        [found] = self.answer_to_many([document])
        return found

    def answer_to_many(
        self, documents: Iterable[str | bytes], executor: Executor | None = None
    ) -> Iterator[Reading]:
        """Yield what each of many documents says, in their order, read by an executor."""
        from withdrawal.reading import read_many

        return read_many(
            documents, on=self.date, language=self.lang, treaty=self.treaty, state=self.state,
            executor=executor,
        )  # fmt: skip
