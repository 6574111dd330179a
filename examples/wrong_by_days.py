"""How wrong is "six months after the vote"? A table for six real exits, nothing written down."""

import withdrawal


def main() -> None:
    """Print, for each exit, the date from the vote, the date of effect, the difference."""
    print("Counted from the vote, as reports of 2025 did, each of these comes out too early:")
    print(f"{'':5}{'treaty':13}{'vote':12}{'from the vote':15}{'of effect':12}days")
    for row in withdrawal.misreadings():
        print(
            f"{row.party:5}{row.treaty:13}{row.vote!s:12}{row.claimed!s:15}"
            f"{row.effect!s:12}{row.days:4}"
        )


if __name__ == "__main__":
    main()
