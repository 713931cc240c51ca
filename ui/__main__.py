"""``python -m ui``: serve the page on this machine."""

import argparse
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; the exit status is 0, or 1 where the page could not be served."""
    options = _parser().parse_args(arguments)
    try:
        # Imported late: Gradio takes seconds to load, and `--help` should not wait for it.
        from ui.app import build_app, launch_settings
    except ModuleNotFoundError as error:
        if error.name != "gradio":
            raise
        print("The web page needs Gradio, which is not installed: pip install 'khulasa[ui]'", file=sys.stderr)
        return 1
    from summarizer import Summarizer

    app = build_app(Summarizer())
    try:
        app.launch(**launch_settings(options.host, options.port), prevent_thread_lock=True)
    except OSError as error:
        print(f"Cannot serve at {options.host}:{options.port}: {error}", file=sys.stderr)
        return 1
    print(f"Khulasa is at http://{options.host}:{options.port} (Ctrl+C stops it)", flush=True)
    app.block_thread()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="khulasa-ui", description="Serve Khulasa's web page on this machine.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=7860, help="port to listen at (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
