package org.stackdeck.loadtest;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.browser.TestBrowsers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers page, or another list page, in Chromium. */
final class ChromiumGrid implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SERVER_METHOD = Pattern.compile("\"templateEventMethodName\":\"(\\w+)\"");

    private static final String READ_STATE = """
            grid => JSON.stringify({
              size: grid.size,
              rows: grid._getRenderedRows().map(row => ({
                index: row.index,
                item: row._item,
                text: [...row.children].map(cell => cell._content?.innerText ?? '').join(' ')
              }))
            })
            """;

    private final Page page;
    private final AtomicInteger receivedFrames = new AtomicInteger();
    private final List<String> serverMethods = new ArrayList<>();

    private ChromiumGrid(Page page) {
        this.page = page;
        page.onWebSocket(socket -> socket.onFrameReceived(_ -> receivedFrames.incrementAndGet()));
        page.onRequest(this::recordServerMethods);
    }

    /** Opens the sign-in page and fills in the form, but does not submit it. */
    static ChromiumGrid fillSignInForm(TestBrowsers browsers, BenchmarkEnvironment environment) {
        Page page = browsers.openPage(environment.address().toString());
        page.navigate("/login?next=/servers");
        page.locator("input[name=username]").fill(environment.username(0));
        page.locator("input[name=password]").fill(BenchmarkEnvironment.PASSWORD);
        return new ChromiumGrid(page);
    }

    /** Submits the form and waits until rows are painted. */
    void submitSignInForm() {
        page.locator("input[name=password]").press("Enter");
        page.locator("vaadin-grid .name").first().waitFor();
    }

    /** Opens another list page, and waits until rows are painted. */
    void openList(String path) {
        page.navigate("/" + path);
        page.locator("vaadin-grid a.target >> visible=true").first().waitFor();
    }

    /** Closes the page of Stackdeck. */
    void leave() {
        page.navigate("about:blank");
    }

    /** Size of the grid, and the rendered rows with their items and texts. */
    JsonNode readState() {
        return JSON.readTree(page.locator("vaadin-grid").evaluate(READ_STATE).toString());
    }

    void scrollTo(int row) {
        page.locator("vaadin-grid").evaluate("(grid, row) => grid.scrollToIndex(row)", row);
    }

    /** Number of frames received by the push connection. */
    int receivedFrames() {
        return receivedFrames.get();
    }

    /** Names of the server-side methods that the page has called. */
    List<String> serverMethods() {
        return List.copyOf(serverMethods);
    }

    /** Waits while Playwright processes the events of the browser. */
    void processEvents(int millis) {
        page.waitForTimeout(millis);
    }

    private void recordServerMethods(Request request) {
        String body = request.postData();
        if (body != null) {
            Matcher method = SERVER_METHOD.matcher(body);
            while (method.find()) {
                serverMethods.add(method.group(1));
            }
        }
    }

    @Override
    public void close() {
        page.context().close();
    }
}
