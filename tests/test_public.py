"""The package has one public surface, and its names stay what they are whatever was imported before."""

import subprocess
import sys

import pytest

import headwater


@pytest.mark.parametrize("name", headwater.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(headwater, name) is not None


def test_a_public_function_is_never_shadowed_by_its_module() -> None:
    code = (
        "import headwater as hw; from headwater.api.screening import ScreenOptions; "
        "import headwater.api.matching, headwater.api.identifying; hw.screen, hw.match, hw.identify; "
        "assert all(callable(getattr(hw, name)) for name in ('screen', 'match', 'identify', 'screen'))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        headwater.nonsense  # noqa: B018
