"""What an editor does with Wagtail's controls. A block is named by the prefix of its fields, like `body-0-value`."""

import re

from playwright.sync_api import Error, FrameLocator, Locator, Page, Request, expect

from tests import factories

PASSWORD = "salasana-2026"


def sign_in(page: Page, name: str, *groups: str) -> None:
    """With an account made for it, by the form."""
    factories.user(name, *groups, password=PASSWORD)
    page.goto("/admin/")
    page.get_by_role("textbox", name="Username").fill(name)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()


def open_menu(page: Page, item: str) -> None:
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name=item, exact=True).click()


def open_editor(page: Page, url: str) -> None:
    """And wait until it watches what is written: what stands there before is not saved by itself."""
    page.add_init_script(
        "document.addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.watched = '' })"
    )
    page.goto(url)
    expect(page.locator("html[data-watched]")).to_be_attached()


def saves_itself(request: Request) -> bool:
    return request.method == "POST" and request.headers.get("accept") == "application/json"


def field(page: Page, name: str) -> Locator:
    return page.locator(f'[name="{name}"]')


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def add_block(page: Page, stream: str, label: str) -> str:
    """At the end of the stream. Returns the prefix of the new block."""
    number = field(page, f"{stream}-count").input_value()
    container = page.locator(f'[name="{stream}-count"] + [data-streamfield-stream-container]')
    container.locator("> div > button.c-sf-add-button").last.click()
    # Searched for, as the keyboard would: a long list still unrolls under the mouse.
    search = page.locator(".w-combobox input")
    expect(search).to_have_count(1)  # That of the block before may still be closing.
    search.fill(label)
    page.get_by_role("listbox").get_by_role("option", name=label, exact=True).click()
    expect(field(page, f"{stream}-{number}-type")).to_be_attached()
    return f"{stream}-{number}-value"


def add_item(page: Page, items: str) -> str:
    """To the list in a block. Returns the prefix of the new item."""
    number = field(page, f"{items}-count").input_value()
    container = page.locator(f'[name="{items}-count"] + [data-streamfield-list-container]')
    container.locator("> button[data-streamfield-list-add]").last.click()
    expect(field(page, f"{items}-{number}-type")).to_be_attached()
    return f"{items}-{number}-value"


def _open_chooser(page: Page, button: Locator) -> None:
    """As a person does, who clicks again: Wagtail loses a click that comes while the draft is saved by itself."""
    listing = page.locator(".modal-dialog .listing").first
    for _ in range(3):
        button.click()
        try:
            listing.wait_for(timeout=10_000)
        except Error:
            continue
        return
    expect(listing).to_be_visible()


def _search(page: Page, title: str) -> Locator:
    """What the open chooser has found. What it showed before would be replaced under the hand."""
    modal = page.locator(".modal-dialog")
    expect(modal.locator(".listing").first).to_be_visible()
    modal.locator(".listing").evaluate_all("lists => lists.forEach(list => list.dataset.before = '')")
    modal.get_by_role("textbox", name="Search term").fill(title)
    return modal.locator(".listing:not([data-before])").first


def pick(page: Page, title: str) -> None:
    """In the open chooser."""
    _search(page, title).get_by_role("link", name=title).first.click()
    expect(page.locator(".modal-dialog")).to_have_count(0)


def choose(page: Page, prefix: str, title: str) -> None:
    """An image, a document, a page or a record."""
    chooser = page.locator(f'[id="{prefix}-chooser"]')
    _open_chooser(page, chooser.get_by_role("button", name=re.compile(r"^Choose")))
    pick(page, title)
    expect(page.locator(f'[id="{prefix}-title"]')).to_contain_text(title)


def choose_several(page: Page, button: str, *titles: str) -> None:
    """With a button like “Add contacts”."""
    _open_chooser(page, page.get_by_role("button", name=button, exact=True))
    for title in titles:
        _search(page, title).get_by_role("checkbox", name=title).first.check()
    page.get_by_role("button", name="Confirm selection").click()
    expect(page.locator(".modal-dialog")).to_have_count(0)


def rich_text(page: Page, prefix: str) -> Locator:
    return page.locator(f'[name="{prefix}"]').locator("xpath=..").get_by_role("textbox")


def write(page: Page, prefix: str, *, before: str, bold: str = "", link: tuple[str, str] | None = None) -> None:
    """`link` is its single word and the title of the page it leads to."""
    text = rich_text(page, prefix)
    text.click()
    page.keyboard.type(before)
    if bold:
        page.keyboard.press("Control+b")
        page.keyboard.type(bold)
        page.keyboard.press("Control+b")
    if link:
        word, title = link
        page.keyboard.type(f" {word}")
        expect(text).to_contain_text(word)
        page.keyboard.press("Shift+Control+ArrowLeft")
        page.keyboard.press("Control+k")
        pick(page, title)
    expect(field(page, prefix)).to_have_value(re.compile('"type":"LINK"' if link else re.escape(before)))


def fill_table(page: Page, prefix: str, rows: list[list[str]], *, caption: str) -> None:
    """From the first cell on, with a header row."""
    page.locator(f'[id="{prefix}-table-header-choice"]').select_option(label="Display the first row as a header")
    page.locator(f'[id="{prefix}-handsontable-col-caption"]').fill(caption)
    table = page.locator(f'[id="{prefix}-handsontable-container"] .ht_master')
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            cell = table.locator("tbody tr").nth(row).locator("td").nth(column)
            cell.click()
            page.keyboard.type(text)
            page.keyboard.press("Enter")
            expect(cell).to_have_text(text)


def preview(page: Page) -> FrameLocator:
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def messages(page: Page) -> Locator:
    """What the admin says at the top after an action."""
    return page.locator(".messages")


def errors(page: Page, label: str) -> Locator:
    """What the editor says at the field."""
    field = page.locator("[data-field]").filter(has=page.get_by_role("textbox", name=label))
    return field.locator("[data-field-errors]")
