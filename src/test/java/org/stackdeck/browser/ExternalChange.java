package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.time.Duration;
import java.util.Map;
import org.stackdeck.product.OpenStackCli;

/**
 * A change by the {@code openstack} command, and the frame in which an open grid first shows the change. The browser
 * measures the time by the clock of the host, which also runs the command. It therefore also detects a frame that is
 * painted before the command returns.
 *
 * @param sinceBegin from the start of the command to the frame
 * @param sinceReturn from the end of the command to the frame; negative if the frame was painted earlier
 */
record ExternalChange(Duration sinceBegin, Duration sinceReturn) {

    /** A visible cell shows a text if the cell, or the title of an element in the cell, contains the text. */
    private static final String WATCH = """
            ({ text, there, patience }) => {
              const end = Date.now() + patience;
              const within = (cell) => cell.textContent.includes(text)
                || [...cell.querySelectorAll("[title]")].some((part) => part.title.includes(text));
              const shown = () => [...document.querySelectorAll("vaadin-grid-cell-content")]
                .some((cell) => cell.checkVisibility() && within(cell));
              window.painted = new Promise((resolve) => {
                const look = () => {
                  if (shown() === there) resolve(Date.now());
                  else if (Date.now() > end) resolve(0);
                  else requestAnimationFrame(look);
                };
                look();
              });
            }
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Runs the command, and waits until a cell of the grid shows the text, for at most {@link #PATIENCE}. */
    static ExternalChange shows(Page page, String text, OpenStackCli cli, String... terms) {
        return of(page, text, true, cli, terms);
    }

    /** Runs the command, and waits until no cell of the grid shows the text, for at most {@link #PATIENCE}. */
    static ExternalChange vanishes(Page page, String text, OpenStackCli cli, String... terms) {
        return of(page, text, false, cli, terms);
    }

    private static ExternalChange of(Page page, String text, boolean there, OpenStackCli cli, String... terms) {
        page.evaluate(WATCH, Map.of("text", text, "there", there, "patience", (double) PATIENCE.toMillis()));
        OpenStackCli.Run run = cli.run(terms);
        long painted = ((Number) page.evaluate("() => window.painted")).longValue();
        if (painted == 0) {
            throw new TimeoutError("after " + PATIENCE + " \"" + text + "\" was "
                    + (there ? "not shown" : "still shown") + " after openstack " + String.join(" ", terms));
        }
        if (painted < run.began()) {
            throw new AssertionError("\"" + text + "\" is no evidence: it was shown before the command started");
        }
        return new ExternalChange(
                Duration.ofMillis(painted - run.began()), Duration.ofMillis(painted - run.returned()));
    }
}
