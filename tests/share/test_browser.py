"""The page in a real browser, where there is one: the policy lets the page's own script run, and nothing of a cell."""

import shutil
import subprocess

import pytest

from headwater.share import write_review

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_the_page_works_under_its_policy_and_no_cell_acts(sample, tmp_path):
    write_review(tmp_path / "out", sample.sample_review(hostile=True))
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom"]
    page = subprocess.run(
        [*command, (tmp_path / "out" / "report.html").as_uri()], capture_output=True, text=True, timeout=120, check=True
    ).stdout
    assert "<title>headwater: 20 rows to look at</title>" in page
    assert '<p id="shown" role="status" aria-live="polite">20 rows</p>' in page
    assert page.count("<script") == page.count("</script>") == 1
    assert "<img" not in page
