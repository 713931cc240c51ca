"""The web page of Khulasa: paste an article, see its summary, statistics and claims.

The settings below keep Gradio from calling home; it reads them once, when it is imported.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
