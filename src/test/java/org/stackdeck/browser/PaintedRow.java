package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Waits in the browser until one row of the grid shows some texts, and takes the time of the animation frame in which it
 * does, by the clock of the machine. A row shows a text when it is in one of its cells or in the title of something in it.
 */
final class PaintedRow {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WATCH = """
            ({ texts, patience }) => {
              const grid = document.querySelector("vaadin-grid.servers");
              const read = (cell) => [cell._content?.textContent ?? "",
                ...[...(cell._content?.querySelectorAll("[title]") ?? [])].map((part) => part.title)].join(" ");
              const shown = () => grid._getRenderedRows().some((row) => {
                const said = [...row.children].map(read).join(" ");
                return texts.every((text) => said.includes(text));
              });
              const now = () => performance.timeOrigin + performance.now();
              window.painted = shown() ? Promise.resolve(-1) : new Promise((resolve) => {
                const observer = new MutationObserver(() => {
                  if (shown()) {
                    observer.disconnect();
                    requestAnimationFrame(() => resolve(now()));
                  }
                });
                observer.observe(grid, { subtree: true, childList: true, characterData: true, attributes: true });
                setTimeout(() => { observer.disconnect(); resolve(0); }, patience);
              });
            }
            """;

    private final Page page;
    private final List<String> texts;

    private PaintedRow(Page page, List<String> texts) {
        this.page = page;
        this.texts = texts;
    }

    /** Looks from now on. */
    static PaintedRow with(Page page, String... texts) {
        page.evaluate(WATCH, Map.of("texts", List.of(texts), "patience", (double) PATIENCE.toMillis()));
        return new PaintedRow(page, List.of(texts));
    }

    /** When it was painted. */
    Instant await() {
        double at = ((Number) page.evaluate("() => window.painted")).doubleValue();
        if (at == 0) {
            throw new TimeoutError("after " + PATIENCE + " no row showed " + texts);
        }
        if (at < 0) {
            throw new AssertionError(texts + " proves nothing: it was shown before");
        }
        return Instant.ofEpochMilli(Math.round(at));
    }
}
