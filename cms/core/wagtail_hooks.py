from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_help_menu")
def no_news_of_the_program(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hides what is new in Wagtail: it is for developers, and its label stays in the language of the first user."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


STYLE_SHEETS = ("interface/phones.css", "core/limits.css")


@hooks.register("insert_global_admin_css")
def style_sheets() -> SafeString:
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(name),) for name in STYLE_SHEETS))


@hooks.register("insert_global_admin_js")
def counters_of_characters() -> SafeString:
    return format_html(
        '<script src="{}" data-count="{}" data-over="{}"></script>',
        static("core/limits.js"),
        gettext("%(length)s / %(limit)s characters"),
        gettext("%(length)s / %(limit)s characters: too long by %(excess)s"),
    )


# Registered first, because this script watches for what other scripts bring into the page.
@hooks.register("insert_global_admin_js", order=-1)
def script_that_starts_widgets() -> SafeString:
    return format_html('<script src="{}"></script>', static("core/start.js"))
