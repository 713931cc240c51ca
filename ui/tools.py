"""The page as an MCP server: its public endpoint as a tool for language models."""

import json
from typing import Any

from gradio.mcp import GradioMCPServer


def answer_in_json() -> None:
    """Make Gradio's MCP tools give their result as JSON, for the whole process.

    Gradio gives the text of a Python dictionary, with ``None`` and single quotes, and has no setting against that; so
    the method that turns results into messages is replaced.
    """
    GradioMCPServer.postprocess_output_data = _as_json


def _as_json(server: Any, results: list[Any], _: str) -> list[Any]:
    return [server.types.TextContent(type="text", text=json.dumps(result, ensure_ascii=False)) for result in results]
