"""No request leaves the machine: which hosts the server looks up while the page, the endpoint and MCP are used."""

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_reports import Sample

gradio_client = pytest.importorskip("gradio_client")

ROOT = Path(__file__).parents[2]
LOCAL = {"127.0.0.1", "localhost"}
READ_AN_ARTICLE = """
from summarizer import summarize
print(len(summarize("\\u0628 12%").statistics))
"""


def test_the_models_runtime_prepares_no_message_home(tmp_path: Path) -> None:
    # It looks hosts up by itself, unseen by the test below; before it does, it gives the machine a name, in a file.
    clean = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment = {**clean, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-c", READ_AN_ARTICLE]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "1"
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_using_the_page_and_the_endpoint_looks_up_no_host(
    server: str, samples: dict[str, Sample], lookups: list[str]
) -> None:
    page = httpx.get(server).text
    files = re.findall(r'(?:src|href)="(\.?/[^"]+\.(?:js|css))"', page)
    assert files
    assert all(httpx.get(f"{server}/{file.lstrip('./')}").status_code == 200 for file in files)
    client = gradio_client.Client(server, verbose=False)
    assert client.predict(samples["ar"].text, api_name="/summarize")["schema"] == 1
    assert set(lookups) <= LOCAL


def test_a_language_model_finds_one_tool_that_answers_in_json(
    server: str, samples: dict[str, Sample], lookups: list[str]
) -> None:
    mcp = pytest.importorskip("mcp", reason="the tests of MCP need the package mcp")
    from mcp.client.streamable_http import streamable_http_client

    async def use() -> tuple[list[Any], Any, Any, list[Any]]:
        address = f"{server}/gradio_api/mcp/"
        async with streamable_http_client(address) as (read, write, _), mcp.ClientSession(read, write) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            answer = await session.call_tool("summarize", {"text": samples["fa"].text})
            refusal = await session.call_tool("summarize", {"text": "x" * 50_001})
            others = [*(await session.list_resources()).resources, *(await session.list_prompts()).prompts]
            return tools, answer, refusal, others

    tools, answer, refusal, others = asyncio.run(use())
    assert [tool.name for tool in tools] == ["summarize"]
    assert set(tools[0].inputSchema["properties"]) == {"text"}
    assert not answer.isError
    assert json.loads(answer.content[0].text) == json.loads(samples["fa"].report.to_json())
    assert refusal.isError
    assert "50000 are allowed" in refusal.content[0].text
    assert others == []
    assert set(lookups) <= LOCAL
