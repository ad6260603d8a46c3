package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * Tests the first responses of a page: their compression, and the content before Flow's client has rendered the view.
 */
class PageLoadTests extends SharedStackdeckTestBase {

    /** Maximum number of transferred bytes, with compression and headers. */
    private static final long MAX_FIRST_LOAD_BYTES = 600_000;

    private static final String KEEP_SOCKETS = """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
                constructor(...given) {
                    super(...given);
                    window.sockets.push(this);
                }
            };
            """;

    @Test
    void pushesAreNotCompressed() {
        Page page = world.signedIn("root");
        page.addInitScript(KEEP_SOCKETS);
        page.reload();
        new ServersPageObject(page).rows().first().waitFor();
        page.waitForFunction("() => sockets.some(socket => socket.readyState === WebSocket.OPEN)");

        assertThat(page.evaluate("() => sockets.map(socket => socket.extensions).join()"))
                .isEqualTo("");
    }

    @Test
    void firstRowsAreCompressedButThePageIsNot() {
        // Uses a new page, because responses to an earlier page might no longer be readable.
        Page page = world.signedIn("root").context().newPage();
        List<Response> answers = new CopyOnWriteArrayList<>();
        page.onResponse(answers::add);
        Response html = page.navigate("/servers");
        new ServersPageObject(page).rows().first().waitFor();

        assertThat(html.headers()).doesNotContainKey("content-encoding");
        assertThat(answers)
                .filteredOn(answer -> answer.url().contains("v-r=uidl")
                        && answer.text().matches("(?s).*\"(staff|research)-[a-z]+-\\d+\".*"))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.headers()).containsEntry("content-encoding", "gzip"));
        assertThat(page.navigate("/account").headers()).doesNotContainKey("content-encoding");
    }

    @Test
    void signInPageAndFirstGridAreSmall() {
        Page page = world.anonymousPage(TestBrowsers.Look.USUAL);
        CDPSession network = page.context().newCDPSession(page);
        LongAdder bytes = new LongAdder();
        network.on(
                "Network.loadingFinished",
                event -> bytes.add(event.get("encodedDataLength").getAsLong()));
        network.send("Network.enable");

        new SignInPageObject(page).signIn("root");
        new ServersPageObject(page).rows().first().waitFor();

        System.out.printf("sign-in page and first grid: %d bytes%n", bytes.sum());
        assertThat(bytes.sum()).isBetween(200_000L, MAX_FIRST_LOAD_BYTES);
    }

    @Test
    void pageShowsItsOutlineUntilTheViewIsRendered() {
        Page page = world.signedIn("root").context().newPage();
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route("**/?v-r=init**", held::add);

        page.navigate("/servers");

        assertThat(page.getByText("Loading…")).isVisible();
        assertThat(page.locator(".skeleton-row").first()).isVisible();

        await().untilAsserted(() -> assertThat(held).hasSize(1));
        held.getFirst().resume();
        new ServersPageObject(page).rows().first().waitFor();
        assertThat(page.locator(".page-skeleton")).isHidden();
    }
}
