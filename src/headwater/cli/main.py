"""The ``headwater`` command: finds the subcommand, and turns errors into one sentence and an exit status."""

import gc
import os
import sys
from importlib import import_module
from typing import Final

import click

from headwater import __version__
from headwater.errors import HeadwaterError

_COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "screen": ("headwater.cli.screen:screen", "Rank the rows of files that a person should look at."),
    "serve": ("headwater.cli.serve:serve", "Answer over HTTP: reconciliation and matching."),
    "show": ("headwater.cli.show:show", "Show one row of a queue with its findings, cells and rules."),
    "decide": ("headwater.cli.decide:decide", "Write down what was decided about the rows of a queue."),
    "draft": ("headwater.cli.draft:draft", "Draft a public report form from a row of a queue; nothing is sent."),
    "identify": ("headwater.cli.identify:identify", "Say which substance a text means and which lists it is on."),
    "lists": ("headwater.cli.lists:lists", "Show, compare, fetch and convert party lists."),
    "match": ("headwater.cli.match:match", "Who is it: match names and identifiers against lists."),
    "compare": ("headwater.cli.compare:compare", "Are two parties the same? Compare names and say why."),
    "ownership": ("headwater.cli.ownership:ownership", "Who counts as listed because listed parties own it: the 50 % rule."),
    "clusters": ("headwater.cli.clusters:clusters", "Which parties share telephones, e-mails, addresses, wallets."),
    "rules": ("headwater.cli.rules:rules", "List the rules: what each sees, its points, what would clear it."),
    "learn": ("headwater.cli.learn:learn", "Fit the points of the rules to what reviewers decided."),
    "audit-split": ("headwater.cli.audit_split:audit_split", "Warn where a test file repeats its training file."),
    "reference": ("headwater.cli.reference:reference", "Show the reference tables and their sources."),
    "policy": ("headwater.cli.policy:policy", "Ask what a control would do: run, compare, forecast, allocate."),
}
"""Name -> (module:object, one line of help). The module is imported only when its command runs, so that --help is quick."""

_UNUSABLE: Final = 2
_FAILED: Final = 1


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="headwater")
def cli() -> None:
    """Screen trade, payment and party records against the illicit synthetic-drug supply chain.

    headwater ranks and explains what a person should look at. It accuses nobody, and "not found" never means legal.

    Example: headwater screen shipments.csv --out review
    """


def main() -> None:
    """Run the command line and exit: 0 done, 2 the input or arguments are unusable, 1 headwater failed."""
    # Lists and registers are some hundred thousand small objects that stay until the end. Looking for garbage among them again
    # and again took a fifth of the time of a short run; this process is ours, so we look less often.
    gc.set_threshold(100_000, 50, 100)
    try:
        cli.main(prog_name="headwater", standalone_mode=False)
    except HeadwaterError as error:
        _say(str(error))
        sys.exit(_UNUSABLE)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(_UNUSABLE)
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "headwater"
        _say(f"{error.format_message().rstrip('.')}. See {command} --help.")
        sys.exit(_UNUSABLE)
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped. Nothing was written.")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (as `head` does); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("HEADWATER_TRACEBACK"):
            raise
        _say(f"headwater failed ({type(error).__name__}: {error}); set HEADWATER_TRACEBACK=1 to see where.")
        sys.exit(_FAILED)


def _say(sentence: str) -> None:
    click.echo(f"headwater: {printable(sentence)}", err=True)


def printable(text: str) -> str:
    """Return the text with control characters and invisible direction marks made visible, safe for a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)
