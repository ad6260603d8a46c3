package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests slow requests and many connections on the running product, with low limits. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionLimitTests {

    private static final int PER_ADDRESS = 40;
    private static final int IN_ALL = 100;
    private static final int SLOW_OF_EACH_KIND = 8;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    /** Allows for a busy machine. Without Stackdeck's deadline, a slow request would never end. */
    private static final Duration CLOSED = Duration.ofSeconds(15);

    private static final String ATTACKER = "127.0.0.2";
    private static final String USER = "127.0.0.1";

    private StackdeckProcess stackdeckProcess;

    @BeforeAll
    void start(@TempDir Path directory) {
        stackdeckProcess = StackdeckProcess.withDemoCloud(
                directory,
                Map.of(
                        "STACKDECK_CONNECTIONS_PERADDRESS", String.valueOf(PER_ADDRESS),
                        "STACKDECK_CONNECTIONS_REQUESTTIMEOUT", REQUEST_TIMEOUT.toSeconds() + "s",
                        "SERVER_TOMCAT_MAXCONNECTIONS", String.valueOf(IN_ALL)));
        stackdeckProcess.setUp("root");
    }

    @AfterAll
    void stop() {
        stackdeckProcess.close();
    }

    /** Meanwhile, Stackdeck must respond to requests from another address. */
    @Test
    void slowRequestLinesHeadersAndBodiesAreClosedAtTheDeadline() throws IOException {
        List<String> begins = List.of(
                "GET /lo",
                "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
                post("/api/auth/login", "application/json") + "{\"username\":\"",
                post("/login", "application/x-www-form-urlencoded") + "username=",
                post("/?v-r=uidl&v-uiId=0", "application/json") + "{\"rpc\":");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int connection = 0; connection < SLOW_OF_EACH_KIND; connection++) {
                for (int kind = 0; kind < begins.size(); kind++) {
                    Socket socket = RawHttp.open("127.0.0." + (10 + kind), stackdeckProcess.port());
                    RawHttp.write(socket, begins.get(kind));
                    sockets.add(socket);
                }
            }
            Polling.waitUntil(
                    "slow requests are closed",
                    CLOSED,
                    () -> {
                        sockets.forEach(socket -> RawHttp.write(socket, "x"));
                        assertThat(answers(USER)).isTrue();
                        return open(sockets);
                    },
                    open -> open == 0);
            assertThat(stackdeckProcess.output()).doesNotContain(" ERROR ");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void largeFormsAreRefusedBeforeTheirBodyIsReceived() throws IOException {
        assertThat(headOf(post("/nosuch", "application/x-www-form-urlencoded", 2 << 20)))
                .startsWith("HTTP/1.1 413");
        assertThat(headOf("POST /nosuch HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 411");
    }

    /** Stackdeck responds although the body has not arrived and the connection is still open. */
    @Test
    void requestsWithTooManyParametersOrCookiesAreRefusedBeforeTheirBodyIsReceived() throws IOException {
        String query = "a=1" + "&b=1".repeat(120);
        assertThat(headOf(post("/login?" + query, "application/x-www-form-urlencoded", 100)))
                .startsWith("HTTP/1.1 400");
        String cookies = "Cookie: c=1" + "; d=1".repeat(120) + "\r\n";
        assertThat(headOf("GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n" + cookies + "\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(headOf("GET /login?a=1" + "&b=1".repeat(20) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void largeRestBodiesWithoutATokenAreRefusedBeforeTheyAreReceived() throws IOException {
        assertThat(headOf(post("/api/auth/login", "application/json", 128 * 1024)))
                .startsWith("HTTP/1.1 413");
        assertThat(headOf(post("/api/os/servers", "application/json", 128 * 1024)))
                .startsWith("HTTP/1.1 401");
        assertThat(headOf(post("/api/auth/login", "application/x-www-form-urlencoded", 128 * 1024)))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void unfinishedBodiesOfOneAddressAreBounded() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < PER_ADDRESS / 2; i++) {
                Socket socket = RawHttp.open(ATTACKER, stackdeckProcess.port());
                sockets.add(socket);
                RawHttp.write(socket, post("/login", "application/x-www-form-urlencoded", 256 * 1024));
                try {
                    refused += nextHead(socket, 500).startsWith("HTTP/1.1 503") ? 1 : 0;
                } catch (SocketTimeoutException _) {
                    // Stackdeck waits for the body.
                }
            }
            assertThat(refused).isGreaterThanOrEqualTo(PER_ADDRESS / 2 - 8);
            assertThat(answers(USER)).isTrue();
            assertThat(stackdeckProcess.output()).doesNotContain(" ERROR ");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void connectionsOfOneAddressLeaveRoomForOthers() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * IN_ALL; i++) {
                sockets.add(RawHttp.open(ATTACKER, stackdeckProcess.port()));
            }
            assertThat(answers(USER)).isTrue();
            Polling.waitUntil(
                    "connections above the limit are closed", CLOSED, () -> open(sockets), n -> n <= PER_ADDRESS);
            assertThat(answers(USER)).isTrue();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Polling.waitUntil("closed connections are not counted", CLOSED, () -> answers(ATTACKER), answered -> answered);
    }

    @Test
    void keptConnectionServesManyRequests() throws IOException {
        try (Socket socket = RawHttp.open(USER, stackdeckProcess.port())) {
            long end = System.nanoTime() + REQUEST_TIMEOUT.multipliedBy(3).toNanos();
            while (System.nanoTime() < end) {
                assertThat(RawHttp.write(socket, "HEAD /login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                        .isTrue();
                assertThat(nextHead(socket)).startsWith("HTTP/1.1 200");
                // The connection stays open during a pause between two requests.
                assertThat(isOpen(socket, 300)).isTrue();
            }
        }
    }

    private static String post(String path, String type) {
        return post(path, type, 1000);
    }

    private static String post(String path, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type + "\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    /** Sends a request without its body and returns the head of the response. */
    private String headOf(String request) throws IOException {
        try (Socket socket = RawHttp.open(USER, stackdeckProcess.port())) {
            RawHttp.write(socket, request);
            return nextHead(socket);
        }
    }

    private boolean answers(String address) {
        try (Socket socket = RawHttp.open(address, stackdeckProcess.port())) {
            RawHttp.write(socket, "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            return RawHttp.read(socket).status() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static int open(List<Socket> sockets) {
        return (int) sockets.stream().filter(socket -> isOpen(socket, 10)).count();
    }

    /**
     * Returns whether the connection is still open, after reading the available data.
     *
     * @param patience time to wait for data or the end, in milliseconds
     */
    private static boolean isOpen(Socket socket, int patience) {
        try {
            socket.setSoTimeout(patience);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // Skips the response to the part of the request that Stackdeck has received.
            }
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String nextHead(Socket socket) throws IOException {
        return nextHead(socket, (int) CLOSED.toMillis());
    }

    private static String nextHead(Socket socket, int patience) throws IOException {
        socket.setSoTimeout(patience);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int sign = socket.getInputStream().read();
            if (sign < 0) {
                throw new IOException("closed after " + head);
            }
            head.append((char) sign);
        }
        return head.toString();
    }
}
