"""Files to take home, by hand: from the list in the share dialog, and from a picture's menu."""

from playwright.sync_api import Download, Locator


def save_picture(panel: Locator, form: str = "svg") -> Download:
    """Chooses it in the menu at the panel's head."""
    panel.locator("[data-gs=menu]").click()
    with panel.page.expect_download() as download:
        panel.locator(f"[data-gs=save-{form}]").click()
    return download.value


def take(stage, suffix, folder):
    """Presses a download button of the open list; returns the file."""
    with stage.page.expect_download() as download:
        stage.page.locator(f"[class*=st-key-out-{suffix}] button").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def open_list(stage, label):
    stage.page.locator(".st-key-share button").first.click()
    stage.page.get_by_role("dialog").get_by_text(label).click()
    stage.page.locator("[class*=st-key-out-html] button").wait_for()
