package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits in the browser until one row of the grid shows all given texts, and records the time of the animation frame. A
 * row shows a text if one of its cells, or the title of an element in a cell, contains the text.
 */
final class RowPaintProbe {

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
              window.painted = shown() ? Promise.resolve([-1]) : new Promise((resolve) => {
                const observer = new MutationObserver(() => {
                  if (shown()) {
                    observer.disconnect();
                    const pushed = window.pushedAt ?? 0;
                    requestAnimationFrame(() => resolve([now(), pushed]));
                  }
                });
                observer.observe(grid, { subtree: true, childList: true, characterData: true, attributes: true });
                setTimeout(() => { observer.disconnect(); resolve([0]); }, patience);
              });
            }
            """;

    private static final String NOTE_PUSHES = """
            window.WebSocket = class extends WebSocket {
              constructor(...given) {
                super(...given);
                this.addEventListener("message", () => {
                  window.pushedAt = performance.timeOrigin + performance.now();
                });
              }
            };
            """;

    private final Page page;
    private final List<String> texts;

    private RowPaintProbe(Page page, List<String> texts) {
        this.page = page;
        this.texts = texts;
    }

    /**
     * Two times by the clock of the host.
     *
     * @param pushed arrival of the last WebSocket message before the change; {@link Instant#EPOCH} if there was none
     * @param painted first animation frame that shows the change
     */
    record Shown(Instant pushed, Instant painted) {}

    /** Makes the page record the time of each push. Must be called before the page is opened. */
    static void prepare(Page page) {
        page.addInitScript(NOTE_PUSHES);
    }

    /** Starts to watch the grid. The texts must not be shown yet. */
    static RowPaintProbe expecting(Page page, String... texts) {
        page.evaluate(WATCH, Map.of("texts", List.of(texts), "patience", (double) PATIENCE.toMillis()));
        return new RowPaintProbe(page, List.of(texts));
    }

    /** Waits until a row shows the texts. */
    Shown await() {
        List<?> told = (List<?>) page.evaluate("() => window.painted");
        Instant painted = instant(told.getFirst());
        if (painted.equals(Instant.EPOCH)) {
            throw new TimeoutError("after " + PATIENCE + " no row showed " + texts);
        }
        if (painted.isBefore(Instant.EPOCH)) {
            throw new AssertionError(texts + " is no evidence: it was shown before");
        }
        return new Shown(instant(told.getLast()), painted);
    }

    private static Instant instant(@Nullable Object millis) {
        return millis instanceof Number number ? Instant.ofEpochMilli(Math.round(number.doubleValue())) : Instant.EPOCH;
    }
}
