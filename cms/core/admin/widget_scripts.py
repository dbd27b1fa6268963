"""Renders Wagtail's choosers without a script in the page.

The content security policy runs none (decisions/0007).
"""

import json
from typing import Any

from django.utils.html import escapejs, format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def _render(self: Any, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    """Renders a chooser as `BaseChooser.render` does, but in a template, which static/core/start.js starts."""
    key = attrs["id"]
    data = self.get_value_data(value)
    given = [key, self.get_js_init_options(key, name, data)]
    return format_html(
        '{}<template data-start="{}" data-arguments="{}"></template>',
        self.render_html(name, data, attrs),
        self.js_constructor,
        escapejs(json.dumps(given)[1:-1]),
    )


def connect() -> None:
    BaseChooser.render = _render
    AdminTaskChooser.js_constructor = "TaskChooser"
