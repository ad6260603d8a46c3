package org.stackdeck.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Contexts of one headless Chromium. Each opened page has its own context, so that users do not share cookies.
 * {@link #close} fails if Chromium has reported a violation of a content security policy.
 */
public final class TestBrowsers implements AutoCloseable {

    private static final List<String> QUIET_FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** Chromium of this JVM. The first test that requires Chromium starts it, and it ends with the JVM. */
    private static final class Chromium {

        private static final Browser BROWSER = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(QUIET_FLAGS));
    }

    private static Path executable() {
        String name = Optional.ofNullable(System.getenv("STACKDECK_CHROMIUM")).orElse("chromium");
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(directory -> Path.of(directory).resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " in the PATH"));
    }

    /** Opens a page in a new context. */
    public Page openPage(String url) {
        return openPage(url, Look.USUAL);
    }

    Page openPage(String url, Look look) {
        // A service worker would hide requests from the tests that intercept them.
        return openPage(url, look, ServiceWorkerPolicy.BLOCK);
    }

    Page openPage(String url, Look look, ServiceWorkerPolicy serviceWorkers) {
        BrowserContext context = Chromium.BROWSER.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setServiceWorkers(serviceWorkers)
                .setLocale(look.locale())
                .setColorScheme(look.scheme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.width(), look.height()));
        contexts.add(context);
        // Only failures take this long. A cloud may use the same two processors.
        context.setDefaultTimeout(40_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                violations.add(message.text());
            }
        });
        return context.newPage();
    }

    /** Returns the number of pages that were opened. */
    int opened() {
        return contexts.size();
    }

    /** Closes all pages except for the given number of those that were opened first. */
    void closePagesAfter(int number) {
        List<BrowserContext> later = contexts.subList(number, contexts.size());
        later.forEach(TestBrowsers::close);
        later.clear();
    }

    private static void close(BrowserContext context) {
        try {
            context.close();
        } catch (PlaywrightException e) {
            // Also occurs if a request that the test intercepts is sent while the context is closing.
            if (!String.valueOf(e.getMessage()).contains("has been closed")) {
                throw e;
            }
        }
    }

    /** Returns the violations that were reported. A test that causes violations must clear the list. */
    List<String> violations() {
        return violations;
    }

    @Override
    public void close() {
        closePagesAfter(0);
        if (!violations.isEmpty()) {
            throw new AssertionError("violations of the content security policy: " + violations);
        }
    }

    /** Appearance of a window: language, theme, and size in CSS pixels. */
    record Look(String locale, ColorScheme scheme, int width, int height) {

        static final Look USUAL = new Look("en", ColorScheme.LIGHT, 1440, 900);
    }
}
