"""The project as others get it: from a wheel, from Read the Docs, and by the two commands."""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
import yaml
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from demonstration import Demonstration

pytestmark = pytest.mark.newest

SOURCES = ["conf.py", "docs", "extensions", "Makefile", "pyproject.toml", "README.md", "LICENSE"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project without anything that was built."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    for name in [*SOURCES, "tests", ".readthedocs.yaml"]:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(source, copy / name, ignore=ignored)
        else:
            shutil.copy2(source, copy / name)
    return copy


def test_read_the_docs_builds_it(
    checkout: Path, demonstration: Demonstration, tmp_path: Path
) -> None:
    """The commands of ``.readthedocs.yaml``, run as its builders do."""
    demonstration.lend(checkout / "build" / "doctrees")
    config = yaml.safe_load((checkout / ".readthedocs.yaml").read_text("utf-8"))
    assert (checkout / config["sphinx"]["configuration"]).is_file()
    output = tmp_path / "output"
    environment = {
        **os.environ,
        "READTHEDOCS": "True",
        "READTHEDOCS_OUTPUT": str(output),
        "READTHEDOCS_CANONICAL_URL": "https://example.org/en/latest/",
        "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}",  # noqa: PTH120
    }
    jobs = config["build"]["jobs"]["build"]
    assert set(config["formats"]) == set(jobs) - {"html"}
    commands = list(jobs["html"])
    if shutil.which("lualatex") or os.environ.get("CI"):
        commands += jobs["pdf"]
    for command in commands:
        done = subprocess.run(
            command, shell=True, cwd=checkout, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    home = (output / "html" / "index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://example.org/en/latest/index.html"' in home
    if len(commands) > len(jobs["html"]):
        # There it has to be one file, with one dot in its name.
        assert [path.name for path in (output / "pdf").iterdir()] == ["portfolio.pdf"]
    # A build that leaves this folder behind fails there.
    assert not (checkout / "_build" / "html").exists()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_has_all_that_it_needs_and_no_more(wheel: Path) -> None:
    assert wheel.name == "sphinx_portfolio-0.1.0-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "py.typed",
        "static/portfolio.css",
        "static/portfolio-furo.js",
        "templates/portfolio-furo.html",
        "latex/sphinxportfolio.sty",
        "latex/fonts.tex",
        "locale/af/LC_MESSAGES/sphinx_portfolio.mo",
        "locale/nl/LC_MESSAGES/sphinx_portfolio.mo",
        "latex/packages.txt",
        "fields.json",
        "export/portfolio.schema.json",
        "skills/skills.schema.json",
        "skills/work-readiness.yaml",
        "importing/starter/index.md",
        "importing/starter/README.md",
        "importing/starter/sample-certificate.svg",
        "cli/serve.py",
        "adding/plan.py",
    ):
        assert f"sphinx_portfolio/{name}" in names
    ours = {name for name in names if not re.match(r"sphinx_portfolio-0\.1\.0\.dist-info/", name)}
    assert all(name.startswith("sphinx_portfolio/") for name in ours)
    assert not [name for name in names if "__pycache__" in name]


def test_nothing_of_the_package_is_left_behind(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "extensions" / "sphinx_portfolio"
    files = {one.relative_to(package.parent).as_posix() for one in package.rglob("*")}
    kept = {one for one in files if "__pycache__" not in one and "." in one.rpartition("/")[2]}
    assert kept <= names


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """What ``twine check`` looks at: the description is there, and its type is told."""
    archive = zipfile.ZipFile(wheel)
    words = archive.read("sphinx_portfolio-0.1.0.dist-info/METADATA").decode()
    told = email.message_from_string(words)
    assert told["Description-Content-Type"] == "text/markdown"
    assert "# sphinx-portfolio" in str(told.get_payload())
    assert told["License-Expression"] == "MIT"
    assert set(told.get_all("Provides-Extra", [])) >= {"serve", "pdf", "video", "heic", "qr"}
    scripts = archive.read("sphinx_portfolio-0.1.0.dist-info/entry_points.txt").decode()
    assert "sphinx-portfolio = sphinx_portfolio.cli:main" in scripts


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build"]
    command = [*build, "-t", "sdist", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(one for one in tmp_path.iterdir() if one.is_dir())
    for name in ("tests/project.py", "docs/index.md", "conf.py", "Makefile", "CHANGELOG.md"):
        assert (source / name).is_file()
    command = [*build, "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    again = zipfile.ZipFile(tmp_path / wheel.name)
    assert set(again.namelist()) == set(zipfile.ZipFile(wheel).namelist())


def test_a_portfolio_builds_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """The README's ten lines, in a project of its own that knows only the wheel."""
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    source = tmp_path / "source"
    (source / "files").mkdir(parents=True)
    shutil.copy2(ROOT / "docs/files/first-aid.png", source / "files")
    readme = (ROOT / "README.md").read_text("utf-8")
    example = re.search(r"````markdown\n(.*?)````", readme, re.DOTALL)
    assert example
    (source / "index.md").write_text(f"# Home\n\n{example[1]}", "utf-8")
    (source / "conf.py").write_text(
        'extensions = ["sphinx_portfolio"]\nhtml_theme = "furo"\nnumfig = True\n'
        "import sphinx_portfolio\nproject = sphinx_portfolio.__file__\n"
    )
    command = [sys.executable, "-m", "sphinx", "-W", "-n", str(source), str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert str(installed) in html  # the wheel's code, not the checkout's
    assert "Reflected on in" in html


def test_uninstalled_the_project_uses_its_own_folder(checkout: Path, tmp_path: Path) -> None:
    """Whatever is installed, ``conf.py`` takes the code beside it."""
    code = "import sphinx_portfolio, sys; sys.stderr.write('FROM ' + sphinx_portfolio.__file__)"
    (checkout / "conf.py").open("a").write(f"\n{code}\n")
    for page in [*(checkout / "docs").rglob("*.md")]:
        page.unlink()  # one is enough
    (checkout / "docs" / "index.md").write_text("# Home\n", "utf-8")
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-b", "text", "docs", str(tmp_path / "o")]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"FROM {checkout}" in done.stderr


def test_read_the_docs_installs_the_same_tex_packages() -> None:
    config = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))
    done = subprocess.run(
        ["make", "-s", "tex-packages"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert sorted(done.stdout.split()) == config["build"]["apt_packages"]


def test_make_lists_what_it_can_do(checkout: Path) -> None:
    done = subprocess.run(["make"], cwd=checkout, capture_output=True, text=True, check=True)
    for target in ("html", "pdf", "test", "check", "clean", "benchmark", "catalogues"):
        assert re.search(rf"^  make {target} +\w", done.stdout, re.MULTILINE), target


def lend(checkout: Path, *ready: str) -> dict[str, str]:
    """The packages of this run, as if the set-up had fetched them; and where they are found."""
    lent = checkout / ".venv" / "bin"
    lent.mkdir(parents=True)
    (lent / "python").symlink_to(sys.executable)
    for name in ready:
        (checkout / ".venv" / f"{name}.ok").touch()
    home = os.path.dirname(os.path.dirname(sys.executable))  # noqa: PTH120
    if os.path.exists(f"{home}/pyvenv.cfg"):  # noqa: PTH110
        shutil.copy2(f"{home}/pyvenv.cfg", checkout / ".venv")
    return {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def test_make_html_builds_with_a_ready_environment(
    checkout: Path, demonstration: Demonstration
) -> None:
    """The set-up itself needs the network."""
    demonstration.lend(checkout / "build" / "doctrees")
    site = {**os.environ, **lend(checkout, "html")}
    command = ["make", "html", "SPHINXOPTS=-W -n"]
    done = subprocess.run(
        command, cwd=checkout, env=site, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (checkout / "build/html/index.html").is_file()
    assert "Open build/html/index.html in a browser." in done.stdout


def test_make_pdf_hands_the_engine_on_and_says_what_to_install(
    checkout: Path, tmp_path: Path
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "make").symlink_to(str(shutil.which("make")))
    (tools / "sh").symlink_to(str(shutil.which("sh")))
    done = subprocess.run(
        ["make", "pdf", "ENGINE=latex"],
        cwd=checkout,
        env={"PATH": str(tools), **lend(checkout, "pdf")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "LaTeX needs latexmk and lualatex, which are not found. On Debian" in done.stderr
    assert "Traceback" not in done.stderr
