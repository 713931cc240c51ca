"""The page's colours; its fonts are named in the style sheet."""

import gradio as gr
from gradio.themes.utils.fonts import Font


def build_theme() -> gr.themes.Base:
    """Gradio's plain theme, with colours of enough contrast for small text (WCAG AA) in light and dark."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        # `Font` means one that the reader has: a bare name or a web font would make the page ask for files.
        font=[Font("system-ui"), Font("sans-serif")],
        font_mono=[Font("ui-monospace"), Font("monospace")],
    )
    return theme.set(
        body_background_fill="#f8fafc",
        body_background_fill_dark="#0b1220",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_border_width_dark="0px",
        block_padding="0px",
        block_label_text_color="#334155",
        block_label_text_color_dark="#cbd5e1",
        block_title_text_color="#334155",
        block_title_text_color_dark="#cbd5e1",
        input_background_fill="#ffffff",
        input_background_fill_dark="#131c2e",
        input_border_width="1px",
        input_border_width_dark="1px",
        input_border_color="#94a3b8",
        input_border_color_dark="#475569",
        input_placeholder_color="#64748b",
        input_placeholder_color_dark="#94a3b8",
        button_primary_background_fill="#0f766e",
        button_primary_background_fill_hover="#115e59",
        button_primary_background_fill_dark="#0f766e",
        button_primary_background_fill_hover_dark="#115e59",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
        link_text_color="#0f766e",
        link_text_color_dark="#5eead4",
    )
