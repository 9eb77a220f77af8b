"""``headwater draft``: a draft of a public report form from one row of a queue. Nothing is sent."""

from pathlib import Path
from typing import Final

import click

_SUFFIX: Final = {"text": "txt", "html": "html", "json": "json"}


@click.command()
@click.argument("review", type=click.Path(path_type=Path))
@click.option("--rank", type=int, required=True, help="Rank of the row in the queue.")
@click.option("--form", required=True, help="Id of the form: us-1310, ca-86, gb-csar or eu-111.")
@click.option(
    "--format", "form_of", type=click.Choice(list(_SUFFIX)), default="text", show_default=True, help="How it is written."
)
@click.option("--save", is_flag=True, help="Write it to the folder drafts in REVIEW; else it is printed.")
def draft(review: Path, rank: int, form: str, form_of: str, save: bool) -> None:
    """Draft a report of an unusual transaction from one row of the queue of REVIEW.

    Fields that the record does not answer stay empty. It is a draft: a person completes it, decides, and sends it.

    Example: headwater draft review --rank 1 --form us-1310
    """
    from headwater.errors import OutputError
    from headwater.reference import tables
    from headwater.share import open_review
    from headwater.share.draft import RENDERERS, draft_report

    text = RENDERERS[form_of](draft_report(open_review(review).row(rank), form, tables()))
    if not save:
        click.echo(text)
        return
    path = review / "drafts" / f"rank-{rank}-{form}.{_SUFFIX[form_of]}"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}); leave out --save to print the draft.") from error
    click.echo(f"Draft, not sent: {path}", err=True)
