"""Writes the first state of every widget that we have, as Jupyter's own ipywidgets tells it to the page, as JSON.

Usage, in the environment that npm start makes:

    .venv/bin/python scripts/oracles/widgets.py > tests/src/widgets/oracles/widgets.json
"""

import json

import ipywidgets
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances

NAMES = """
IntSlider FloatSlider FloatLogSlider IntRangeSlider FloatRangeSlider IntText FloatText BoundedIntText BoundedFloatText
IntProgress FloatProgress Play Checkbox ToggleButton Valid ColorPicker Image Button Text Textarea Password Combobox Label
HTML HTMLMath Dropdown RadioButtons Select ToggleButtons SelectMultiple HBox VBox Box GridBox Tab Accordion Stack Output
Layout
""".split()


def state(widget: Widget) -> dict:
    told = {}
    for name, value in sorted(widget.get_state().items()):
        if isinstance(value, str) and value.startswith("IPY_MODEL_"):
            value = state(_instances[value.removeprefix("IPY_MODEL_")])
        told[name] = "bytes" if isinstance(value, (bytes, memoryview)) else value
    return told


widgets = {name: state(getattr(ipywidgets, name)()) for name in NAMES}
play, slider = ipywidgets.Play(), ipywidgets.IntSlider()
links = {
    name: {key: value for key, value in make((play, "value"), (slider, "value")).get_state().items() if key[0] == "_"}
    for name, make in (("jslink", ipywidgets.jslink), ("jsdlink", ipywidgets.jsdlink))
}
print(json.dumps({"ipywidgets": ipywidgets.__version__, "widgets": widgets, "links": links}))
