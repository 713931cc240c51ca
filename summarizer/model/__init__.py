"""The multilingual encoder and what reads its vectors.

Importing it keeps the model's runtime from calling home, which it does at the moment it is imported itself.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
