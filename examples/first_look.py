"""A first look at the library: one answer, one case of your own, one scenario."""

from pathlib import Path

import withdrawal


def main() -> None:
    """Print what the library says about Lithuania, an invented Sweden and the Baltic States."""
    answer = withdrawal.when("Lithuania", "Ottawa Convention", as_of="2026-01-01")
    print(answer)
    for reason in answer.because:
        print("  ", reason.text)

    print("\nSweden, invented: told event by event.")
    case = withdrawal.Case("Sweden", "Ottawa Convention")
    case.record("government-decision", on="2027-03-11")
    case.record("final-vote", on="2027-06-09", votes="240-100-9")
    print("  ", case.when(as_of="2027-06-09"))
    print("   Still owed:", "; ".join(case.owed()))
    case.record("notice-received", on="2027-08-31")
    later = case.when(as_of="2027-09-01")
    print("  ", later)
    for reading in later.ambiguities:
        print("   But:", reading.text)
    try:
        case.record("first-reading", on="2027-09-02")
    except withdrawal.WithdrawalError as error:
        print("   Refused:", error)

    print("\nThe Baltic States, played from a file.")
    scenario = withdrawal.read_scenario(Path(__file__).parent / "baltic.toml")
    for played in withdrawal.play(scenario).cases:
        print("  ", played.answer)


if __name__ == "__main__":
    main()
