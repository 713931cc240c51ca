"""``python -m ui``: serve the page on this machine."""

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from ui.settings import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; the exit status is 0, or 1 where the page could not be served."""
    settings = read_settings(arguments, os.environ)
    try:
        # Imported late: Gradio takes seconds to load, and `--help` should not wait for it.
        from ui.app import build_app, launch_settings
    except ModuleNotFoundError as error:
        if error.name != "gradio":
            raise
        print("The web page needs Gradio, which is not installed: pip install 'khulasa[ui]'", file=sys.stderr)
        return 1
    if settings.mcp and find_spec("mcp") is None:
        print("--mcp needs the package mcp, which is not installed: pip install 'khulasa[mcp]'", file=sys.stderr)
        return 1
    from summarizer import Summarizer

    app = build_app(Summarizer(), settings)
    try:
        app.launch(**launch_settings(settings), prevent_thread_lock=True)
    except OSError as error:
        print(f"Cannot serve at {settings.host}:{settings.port}: {error}", file=sys.stderr)
        return 1
    print(f"Khulasa is at http://{settings.host}:{settings.port} (Ctrl+C stops it)", flush=True)
    app.block_thread()
    return 0


if __name__ == "__main__":
    sys.exit(main())
