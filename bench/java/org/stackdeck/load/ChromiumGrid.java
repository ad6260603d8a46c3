package org.stackdeck.load;

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

/** The servers page in a real browser. */
final class ChromiumGrid implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern METHOD = Pattern.compile("\"templateEventMethodName\":\"(\\w+)\"");

    private static final String STATE = """
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
    private final AtomicInteger frames = new AtomicInteger();
    private final List<String> methods = new ArrayList<>();

    private ChromiumGrid(Page page) {
        this.page = page;
        page.onWebSocket(socket -> socket.onFrameReceived(_ -> frames.incrementAndGet()));
        page.onRequest(this::note);
    }

    /** The sign-in form, filled in but not sent. */
    static ChromiumGrid signIn(TestBrowsers testBrowsers, Stage stage) {
        Page page = testBrowsers.openPage(stage.address().toString());
        page.navigate("/login?next=/servers");
        page.locator("input[name=username]").fill(stage.user(0));
        page.locator("input[name=password]").fill(Stage.PASSWORD);
        return new ChromiumGrid(page);
    }

    /** Sends the form, and returns when rows are painted. */
    void submit() {
        page.locator("input[name=password]").press("Enter");
        page.locator("vaadin-grid .name").first().waitFor();
    }

    /** Size and the rows that are drawn, with their items and texts. */
    JsonNode state() {
        return JSON.readTree(page.locator("vaadin-grid").evaluate(STATE).toString());
    }

    void scrollTo(int row) {
        page.locator("vaadin-grid").evaluate("(grid, row) => grid.scrollToIndex(row)", row);
    }

    /** Frames that came by its push connection. */
    int frames() {
        return frames.get();
    }

    /** The grid's methods that it called on the console. */
    List<String> methods() {
        return List.copyOf(methods);
    }

    /** Lets the browser tell what happened in the meantime. */
    void breathe(int millis) {
        page.waitForTimeout(millis);
    }

    private void note(Request request) {
        String body = request.postData();
        if (body != null) {
            Matcher method = METHOD.matcher(body);
            while (method.find()) {
                methods.add(method.group(1));
            }
        }
    }

    @Override
    public void close() {
        page.context().close();
    }
}
