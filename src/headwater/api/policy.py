"""The public functions of the policy room: order of work, nothing else."""

from pathlib import Path

from headwater import policy as room


def allocate(game: Path | room.Game, *, out: Path | None = None) -> room.Allocation:
    """Return the allocation of a game's budget that leaves the least delivered.

    Args:
        game: a game, or the JSON file of one.
        out: JSON file to write the answer to; None writes nothing.

    Raises:
        ScenarioError: the game is not sound.
        OutputError: ``out`` cannot be written.
    """
    answer = room.allocate(game if isinstance(game, room.Game) else room.read_game(game))
    if out is not None:
        room.write_allocation(answer, out)
    return answer
