package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.product.StackdeckProcess;

/** An open page whose node is stopped, behind a proxy that uses a second node when the port of the first is closed. */
@Tag("browser")
@Tag("mariadb")
@ExtendWith(DatabaseInstalledCondition.class)
class StoppedNodeTests {

    private static final Page.WaitForFunctionOptions PATIENTLY = new Page.WaitForFunctionOptions().setTimeout(60_000);

    @TempDir
    Path directory;

    @Test
    void stoppedNodeMovesOpenPagesToAnotherNodeAtTheSameAddress() throws IOException {
        String database = DatabaseProduct.MARIADB.running().newDatabase();
        try (StackdeckProcess first = start("first", database);
                StackdeckProcess second = start("second", database);
                FailoverProxy proxy = new FailoverProxy(first.port(), second.port());
                TestBrowsers testBrowsers = new TestBrowsers()) {
            first.setUp("root");
            Page page = testBrowsers.openPage(proxy.url());
            new SignInPageObject(page).signIn("root");
            page.navigate("/servers?status=running");
            new ServersPageObject(page).rows().first().waitFor();
            page.evaluate("() => { window.sameAsBefore = true; }");
            Page other = page.context().newPage();
            other.navigate(proxy.url() + "/operations");
            other.waitForFunction("() => window.stackdeckMove");
            other.evaluate("() => { window.sameAsBefore = true; }");

            Assertions.assertThat(first.stop()).isTrue();

            page.waitForFunction("() => !window.sameAsBefore", null, PATIENTLY);
            other.waitForFunction("() => !window.sameAsBefore", null, PATIENTLY);
            new ServersPageObject(page).rows().first().waitFor();
            assertThat(page).hasURL(proxy.url() + "/servers?status=running");
        }
    }

    private StackdeckProcess start(String name, String database) throws IOException {
        return StackdeckProcess.withDemoCloud(
                Files.createDirectory(directory.resolve(name)),
                Map.of(
                        "SPRING_DATASOURCE_URL",
                        database,
                        "SPRING_DATASOURCE_USERNAME",
                        DatabaseServer.USER,
                        "STACKDECK_NODES_ENABLED",
                        "true",
                        "STACKDECK_SECRETS_KEY",
                        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
    }

    /** Forwards each connection to the first port that accepts it. */
    private static final class FailoverProxy implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int[] ports;

        FailoverProxy(int... ports) throws IOException {
            this.ports = ports;
            Thread.ofVirtual().start(this::accept);
        }

        String url() {
            return "http://127.0.0.1:" + listener.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> connect(client));
                }
            } catch (IOException e) {
                // The proxy was closed.
            }
        }

        private void connect(Socket client) {
            for (int port : ports) {
                try {
                    Socket node = new Socket(InetAddress.getLoopbackAddress(), port);
                    Thread.ofVirtual().start(() -> forward(client, node));
                    forward(node, client);
                    return;
                } catch (IOException e) {
                    // Try the next port.
                }
            }
            close(client);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // The socket is already closed.
            }
        }

        private static void forward(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // A socket was closed.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
