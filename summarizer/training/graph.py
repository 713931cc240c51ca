"""A BERT encoder as an int8 ONNX graph, written node by node from its PyTorch weights.

Writing the graph ourselves gives the fused nodes at once (attention, GELU with bias, layer norm with residual), where
an export would have to be traced, pattern-matched and then quantised, and would change with every version of PyTorch.

Weights are symmetric int8. Matrix multiplications quantise their input while running, with one scale per call; a call
should therefore hold one text only, else texts change each other's vectors.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from transformers import BertModel

INPUTS = ("input_ids", "attention_mask")
OUTPUT = "last_hidden_state"

# Seven bits: on CPUs without VNNI the sum of two products of 8-bit values overflows its 16-bit register.
_LARGEST_WEIGHT = 63
# The second feed-forward matrices whose input has outliers so large that one scale for all is too coarse (measured).
_BLOCKWISE_LAYERS = frozenset({0, 4})
_BLOCK = 32
_MICROSOFT = "com.microsoft"


def encoder_graph(encoder: BertModel) -> onnx.ModelProto:
    """The graph of `encoder`: int64 ``input_ids`` and ``attention_mask`` (batch, tokens) to ``last_hidden_state``."""
    graph = _Graph({name: value.detach().numpy() for name, value in encoder.named_parameters()}, encoder.config)
    states = _embeddings(graph)
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    for index in range(encoder.config.num_hidden_layers):
        states = _layer(graph, index, states, mask)
    return graph.model(states)


class _Graph:
    """Nodes and constants as they are added; names are their running numbers."""

    def __init__(self, weights: Mapping[str, np.ndarray], config: Any) -> None:
        self.weights = weights
        self.config = config
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: np.ndarray) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def nodes_out(self, kind: str, inputs: list[str], count: int, domain: str = "", **attributes: Any) -> list[str]:
        name = f"{kind}_{len(self.nodes)}"
        outputs = [f"{name}_{position}" for position in range(count)]
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=name, domain=domain, **attributes))
        return outputs

    def node(self, kind: str, inputs: list[str], domain: str = "", **attributes: Any) -> str:
        return self.nodes_out(kind, inputs, 1, domain, **attributes)[0]

    def model(self, states: str) -> onnx.ModelProto:
        self.nodes.append(helper.make_node("Identity", [states], [OUTPUT], name=OUTPUT))
        shape: list[str | int] = ["batch", "tokens"]
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in INPUTS]
        output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [*shape, self.config.hidden_size])
        graph = helper.make_graph(self.nodes, "encoder", inputs, [output], self.constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="khulasa")


def _embeddings(graph: _Graph) -> str:
    """Word rows (int8, one scale per row) plus positions; the one type row is added to the positions beforehand."""
    words, scales = _by_row(graph.weights["embeddings.word_embeddings.weight"], largest=127)
    rows = graph.node("Gather", [graph.constant(words), "input_ids"])
    row_scales = graph.node("Gather", [graph.constant(scales[:, None]), "input_ids"])
    states = graph.node("Mul", [graph.node("Cast", [rows], to=TensorProto.FLOAT), row_scales])
    positions = graph.weights["embeddings.position_embeddings.weight"]
    types = graph.weights["embeddings.token_type_embeddings.weight"]
    zero, one, two = (graph.constant(np.array([value])) for value in (0, 1, 2))
    length = graph.node("Slice", [graph.node("Shape", ["input_ids"]), one, two])
    places = graph.node("Slice", [graph.constant(positions + types[0]), zero, length, zero])
    return _add_and_norm(graph, "embeddings.LayerNorm", [states, places])


def _layer(graph: _Graph, index: int, states: str, mask: str) -> str:
    layer = f"encoder.layer.{index}"
    parts = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
    together = np.concatenate([graph.weights[f"{part}.weight"] for part in parts])
    bias = np.concatenate([graph.weights[f"{part}.bias"] for part in parts])
    sizes = graph.constant(np.array([graph.config.hidden_size] * len(parts)))
    inputs = graph.nodes_out("Split", [_multiply(graph, states, together), sizes], len(parts), axis=-1)
    heads = graph.config.num_attention_heads
    context = graph.node("MultiHeadAttention", [*inputs, graph.constant(bias), mask], _MICROSOFT, num_heads=heads)
    states = _residual(graph, f"{layer}.attention.output", context, states, blockwise=False)
    inner = _multiply(graph, states, graph.weights[f"{layer}.intermediate.dense.weight"])
    inner_bias = graph.constant(graph.weights[f"{layer}.intermediate.dense.bias"])
    active = graph.node("BiasGelu", [inner, inner_bias], _MICROSOFT)
    return _residual(graph, f"{layer}.output", active, states, blockwise=index in _BLOCKWISE_LAYERS)


def _residual(graph: _Graph, name: str, inner: str, states: str, *, blockwise: bool) -> str:
    multiply = _multiply_blockwise if blockwise else _multiply
    product = multiply(graph, inner, graph.weights[f"{name}.dense.weight"])
    bias = graph.constant(graph.weights[f"{name}.dense.bias"])
    return _add_and_norm(graph, f"{name}.LayerNorm", [product, states], bias)


def _add_and_norm(graph: _Graph, name: str, states: list[str], bias: str = "") -> str:
    norm = [graph.constant(graph.weights[f"{name}.{part}"]) for part in ("weight", "bias")]
    epsilon = graph.config.layer_norm_eps
    return graph.node("SkipLayerNormalization", [*states, *norm, bias], _MICROSOFT, epsilon=epsilon)


def _multiply(graph: _Graph, states: str, weight: np.ndarray) -> str:
    """``states @ weight.T`` with one scale per output, and one for the input that is found while running."""
    values, scales = _by_row(weight, _LARGEST_WEIGHT)
    return graph.node("DynamicQuantizeMatMul", [states, graph.constant(values.T), graph.constant(scales)], _MICROSOFT)


def _multiply_blockwise(graph: _Graph, states: str, weight: np.ndarray) -> str:
    """``states @ weight.T`` with one scale per 32 weights and per 32 inputs: slower, and nearly exact."""
    outputs, inputs = weight.shape
    values, scales = _by_row(weight.reshape(-1, _BLOCK), largest=127)
    stored = (values.astype(np.int16) + 128).astype(np.uint8).reshape(outputs, inputs // _BLOCK, _BLOCK)
    constants = [graph.constant(stored), graph.constant(scales.reshape(outputs, -1))]
    sizes = {"K": inputs, "N": outputs, "bits": 8, "block_size": _BLOCK, "accuracy_level": 4}
    return graph.node("MatMulNBits", [states, *constants], _MICROSOFT, **sizes)


def _by_row(values: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 values of a matrix, and the fp32 scale of each of its rows."""
    scales = np.maximum(np.abs(values).max(axis=1), np.finfo(np.float32).tiny).astype(np.float32) / np.float32(largest)
    return np.round(values / scales[:, None]).astype(np.int8), scales
