"""The settings of languages and of translating: those of production as well."""

from cms.core.languages import language
from cms.settings import env

# The one list of the languages in which content is published; the first is the source language by default.
CONTENT_LANGUAGES = env.words("CONTENT_LANGUAGES", ["fi", "sv", "en", "ru"])
# Where a reader of a language looks when a text is missing in it, nearest first.
LANGUAGE_FALLBACKS = env.mapping(
    "LANGUAGE_FALLBACKS",
    {"fi": ["en", "sv"], "sv": ["fi", "en"], "en": ["fi", "sv"], "ru": ["en", "fi"]},
)
LANGUAGE_CODE = CONTENT_LANGUAGES[0]
LANGUAGES = [(tag, language(tag).label) for tag in CONTENT_LANGUAGES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("fi", "suomi"),
    ("sv", "svenska"),
    ("en", "English"),
    ("ru", "русский"),
]

# How many per cent of a page's texts must be translated before it is published; 100 where a language is not named.
TRANSLATION_THRESHOLDS = env.percentages("TRANSLATION_THRESHOLDS")
# Languages in which a text goes out when somebody else than its writer has approved it.
TRANSLATION_REVIEW_LANGUAGES = env.words("TRANSLATION_REVIEW_LANGUAGES", [])
# What readers see of a block that the original has got since a page was translated.
TRANSLATION_NEW_BLOCKS = env.choice("TRANSLATION_NEW_BLOCKS", "shown", ("shown", "left out"))
# What readers of a translation get when its original has changed so that it is no longer right, as the editor says: the
# original's words until the translation is published again, or the translation as it was, marked as behind.
TRANSLATION_MATERIAL_CHANGES = env.choice("TRANSLATION_MATERIAL_CHANGES", "withheld", ("withheld", "shown"))
# Which service drafts translations, and how many characters a month it may be sent for each language.
MACHINE_TRANSLATION = env.choice("MACHINE_TRANSLATION", "off", ("off", "deepl", "libretranslate"))
MACHINE_TRANSLATION_URL = env.text("MACHINE_TRANSLATION_URL", "")
MACHINE_TRANSLATION_KEY = env.text("MACHINE_TRANSLATION_KEY", "")
MACHINE_TRANSLATION_BUDGET = env.numbers("MACHINE_TRANSLATION_BUDGET")
