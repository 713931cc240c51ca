"""The web page of Khulasa: paste an article, see its summary, statistics and claims.

The settings below keep Gradio and the model's runtime from calling home; each reads them once, when it is imported, and
the runtime calls home at that moment already.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
