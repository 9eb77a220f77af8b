"""``headwater clusters``: which parties share contacts."""

import json
from pathlib import Path

import click

from headwater.cli.lines import printed


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--least", type=click.FloatRange(0), default=2.0, show_default=True, help="Improbability that joins two parties.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def clusters(files: tuple[Path, ...], least: float, as_json: bool) -> None:
    """Group the parties of FILEs that share telephones, e-mails, addresses, accounts, wallets or messaging names.

    Contacts in the text of listings are their vendor's. A value that many share says little: an improbability of 2 is one
    pair of parties in 100 by chance. Sharing is a reason to look, and no finding about anybody.

    Example: headwater clusters listings.csv companies.csv
    """
    from headwater.api.clustering import clusters as find_clusters

    found = find_clusters(files, least=least)
    for cluster in found:
        if as_json:
            click.echo(json.dumps(cluster.to_dict(), ensure_ascii=False))
            continue
        click.echo(f"{cluster.improbability:5.1f}  {'; '.join(printed(name) for name in cluster.parties)}")
        for value in cluster.shared:
            click.echo(f"       {value['field']} {printed(value['value'])}, shared by {value['shared_by']}")
    click.echo(f"{len(found):,} groups", err=True)
