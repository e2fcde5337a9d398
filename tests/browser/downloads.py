"""The list of downloads in the share dialog, used by hand."""


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
