package org.stackdeck.usability;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a task in a browser. A step is a click, a filled-in field, or an entry selected in a list, including the
 * opening of the list. The duration is the time from the first step until the page shows the result.
 */
final class TaskRecording {

    private static final double PATIENCE_MILLIS = 60_000;

    private final Page page;
    private final Path screens;
    private final List<String> steps = new ArrayList<>();
    private @Nullable Instant begin;
    private Duration duration = Duration.ZERO;
    /** Time for screenshots, which is not part of the duration. */
    private Duration pauses = Duration.ZERO;

    TaskRecording(Page page, Path screens) {
        this.page = page;
        this.screens = screens;
    }

    Page page() {
        return page;
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    Duration duration() {
        return duration;
    }

    void click(String name, Locator target) {
        step("click " + name, target::click);
    }

    void fill(String name, Locator field, String text) {
        step("enter " + name, () -> field.fill(text));
    }

    void select(String name, Runnable selection) {
        step("select " + name, selection);
    }

    /** Waits for the result of the task or of a step. */
    void see(Locator result) {
        result.first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Waits until the element contains text that matches the pattern. */
    void see(Locator element, String text) {
        see(element.filter(new Locator.FilterOptions().setHasText(Pattern.compile(text))));
    }

    void end() {
        if (begin == null) {
            throw new IllegalStateException("no steps");
        }
        duration = Duration.between(begin, Instant.now()).minus(pauses);
        screenshot("result");
    }

    /** Takes a screenshot of the state in which the task failed. */
    void fail() {
        screenshot("failure");
    }

    private void step(String text, Runnable action) {
        if (begin == null) {
            begin = Instant.now();
        }
        action.run();
        steps.add(text);
        screenshot(text);
    }

    private void screenshot(String text) {
        Instant before = Instant.now();
        String file = "%02d-%s.png".formatted(steps.size(), text.replaceAll("[^A-Za-z0-9]+", "-"));
        Page.ScreenshotOptions options = new Page.ScreenshotOptions().setPath(screens.resolve(file));
        try {
            page.screenshot(options);
        } catch (PlaywrightException e) {
            // A page cannot be captured while another page replaces it.
            page.waitForLoadState();
            page.screenshot(options);
        }
        pauses = pauses.plus(Duration.between(before, Instant.now()));
    }
}
