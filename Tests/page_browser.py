"""What page.py works with: the command, and a browser with the review page open in it."""

import os
import subprocess
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

CHIDAO = os.environ["CHIDAO"]
ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "Corpus/articles"
SHARED = ROOT / "../shared/data/articles"


def chidao(*arguments, code=0):
    run = subprocess.run([CHIDAO, *map(str, arguments)], capture_output=True, text=True)
    assert run.returncode == code, run.stderr[-2000:]
    return run


def report(folder, lines, name="records"):
    """Writes records and the page over them; answers the page."""
    (folder / f"{name}.jsonl").write_text("".join(line.rstrip("\n") + "\n" for line in lines), encoding="utf-8")
    chidao("report", folder / f"{name}.jsonl", "-o", folder / f"{name}.html")
    return folder / f"{name}.html"


class Page:
    """A browser with one page open."""

    def __init__(self, downloads):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1500,950"):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads), "profile.default_content_setting_values.automatic_downloads": 1})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.driver.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
        self.downloads = downloads

    def open(self, path):
        self.driver.get(path.as_uri())
        self.wait(lambda: self.one("#text .sheet"))
        return self

    def fresh(self):
        """The page as it is for one who has never seen it."""
        self.run("localStorage.clear()")
        self.driver.refresh()
        self.wait(lambda: self.one("#text .sheet"))
        assert not self.one("#notice").is_displayed()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.run("return [...document.querySelectorAll(arguments[0])].map(node => node.textContent)", selector)

    def wait(self, condition, seconds=10):
        return WebDriverWait(self.driver, seconds, ignored_exceptions=None).until(lambda _: attempt(condition))

    def press(self, *keys):
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def current(self):
        """Key and text of the current span."""
        return self.run("""const nodes = [...document.querySelectorAll('#text .mark.current')];
            return [nodes[0]?.dataset.key ?? null, nodes.map(node => node.textContent).join('')]""")

    def go(self, key):
        self.run("""document.querySelector(`#text .mark[data-key="${arguments[0]}"]`).scrollIntoView({ block: 'center' })""", key)
        self.run("""document.querySelector(`#text .mark[data-key="${arguments[0]}"]`).click()""", key)
        assert self.current()[0] == key

    def hover(self, key):
        """Puts the pointer on the first letters of a mark."""
        x, y = self.run("""const node = document.querySelector(`#text .mark[data-key="${arguments[0]}"]`);
            node.scrollIntoView({ block: 'center' });
            const { left, top, height } = node.getClientRects()[0];
            return [Math.round(left + 4), Math.round(top + height / 2)]""", key)
        actions = ActionBuilder(self.driver)
        actions.pointer_action.move_to_location(x, y)
        actions.perform()

    def select_words(self, words):
        """Selects words in the text, as a pointer drawn over them does."""
        assert self.run("""
            const walker = document.createTreeWalker(document.querySelector('#text .sheet'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const at = walker.currentNode.data.indexOf(arguments[0]);
              if (at < 0 || walker.currentNode.parentElement.closest('header')) continue;
              walker.currentNode.parentElement.scrollIntoView({ block: 'center' });
              getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + arguments[0].length);
              return true;
            }""", words), f"{words} is not in one piece in the text"
        self.wait(lambda: self.one("#inspector form"))

    def worked(self):
        """Seconds that the main threads of the pages were on a processor, from /proc."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
            except OSError:
                pass
        family = {self.driver.service.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        pages = [pid for pid in family if b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        assert pages
        return sum(int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0]) for pid in pages) / 1e9

    def errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def picture(self, name):
        if folder := os.environ.get("SCREENSHOTS"):
            self.driver.save_screenshot(f"{folder}/{name}.png")

    def save(self):
        """Saves the decisions by the button; answers the file."""
        path = self.downloads / "decisions.jsonl"
        path.unlink(missing_ok=True)
        self.one("[data-command=save]").click()
        self.wait(path.exists)
        return path

    def load(self, path):
        self.one("#decisions-file").send_keys(str(path))
        return self.wait(lambda: "loaded" in self.one("#notice").text and self.one("#notice").text)


def attempt(condition):
    try:
        return condition()
    except Exception as error:
        if type(error).__module__.startswith("selenium"):
            return False
        raise
