package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.time.Duration;
import java.util.Map;
import org.stackdeck.product.OpenStackCommand;

/**
 * A change that the {@code openstack} command makes, and the frame in which an open grid first shows it. The browser takes
 * the time itself, by the clock of the machine that both run on, so that a change is seen too that is painted before the
 * command returned.
 *
 * @param sinceBegin from the start of the command to the frame
 * @param sinceReturn from the end of the command to the frame; negative when it was painted before
 */
record OutsideChange(Duration sinceBegin, Duration sinceReturn) {

    /** A cell shows a text when it is in it or in the title of something in it, and is on the screen. */
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

    /** Runs the command; returns once a cell of the grid shows the text. */
    static OutsideChange shows(Page page, String text, OpenStackCommand command, String... words) {
        return of(page, text, true, command, words);
    }

    /** Runs the command; returns once no cell of the grid shows the text any more. */
    static OutsideChange vanishes(Page page, String text, OpenStackCommand command, String... words) {
        return of(page, text, false, command, words);
    }

    private static OutsideChange of(Page page, String text, boolean there, OpenStackCommand command, String... words) {
        page.evaluate(WATCH, Map.of("text", text, "there", there, "patience", (double) PATIENCE.toMillis()));
        OpenStackCommand.Run run = command.run(words);
        long painted = ((Number) page.evaluate("() => window.painted")).longValue();
        if (painted == 0) {
            throw new TimeoutError("after " + PATIENCE + " \"" + text + "\" was "
                    + (there ? "not shown" : "still shown") + " after openstack " + String.join(" ", words));
        }
        if (painted < run.began()) {
            throw new AssertionError("\"" + text + "\" proves nothing: it was so before the command began");
        }
        return new OutsideChange(Duration.ofMillis(painted - run.began()), Duration.ofMillis(painted - run.returned()));
    }
}
