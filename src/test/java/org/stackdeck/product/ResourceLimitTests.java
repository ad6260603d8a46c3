package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.StringUtils;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.audit.TestAuditChainVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests limits of the memory and the disk space that one signed-in user can use. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResourceLimitTests {

    private static final int PAGES = 12;
    private static final int PAGES_PER_SESSION = 5;
    private static final int PAGES_PER_USER = 10;
    private static final int SESSIONS_PER_USER = 10;

    private static final int CHANGES_PER_MINUTE = 10;
    private static final int SIGN_INS_PER_MINUTE = 20;

    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;

    @BeforeAll
    void start(@TempDir Path directory) {
        stackdeckProcess = StackdeckProcess.withDemoCloud(
                directory,
                Map.of(
                        "STACKDECK_LIMITS_PERSOURCE", "1000000",
                        "STACKDECK_LIMITS_PAGES_PERSESSION", String.valueOf(PAGES_PER_SESSION),
                        "STACKDECK_LIMITS_PAGES_PERUSER", String.valueOf(PAGES_PER_USER),
                        "STACKDECK_SESSION_PERUSER", String.valueOf(SESSIONS_PER_USER),
                        "STACKDECK_LIMITS_CHANGES", String.valueOf(CHANGES_PER_MINUTE),
                        "STACKDECK_LIMITS_SIGNINS", String.valueOf(SIGN_INS_PER_MINUTE)));
        root = stackdeckProcess.setUp("root");
        for (String user : List.of("mal", "ann", "bob", "eva", "kim", "lea")) {
            stackdeckProcess.createMember(root, user);
        }
    }

    @AfterAll
    void stop() {
        stackdeckProcess.close();
    }

    @Test
    void pagesOfOneSessionAreBoundedAndTheLeastRecentlyUsedIsClosed() throws IOException, InterruptedException {
        long before = pages();
        try (HttpBrowser ann = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(ann.signIn("ann").statusCode()).isEqualTo(302);
            open(ann, PAGES);

            assertThat(pages() - before).isLessThanOrEqualTo(PAGES_PER_SESSION + 2);
            assertThat(ann.get("/page-closed?next=%2Fservers").body())
                    .contains("Page closed", PAGES_PER_SESSION + " pages per session", "href=\"/servers\"");
        }
    }

    @Test
    void pagesOfOneUserAreBoundedOverAllSessions() throws IOException, InterruptedException {
        long before = pages();
        try (HttpBrowser one = new HttpBrowser(stackdeckProcess.url());
                HttpBrowser two = new HttpBrowser(stackdeckProcess.url());
                HttpBrowser three = new HttpBrowser(stackdeckProcess.url())) {
            for (HttpBrowser session : List.of(one, two, three)) {
                assertThat(session.signIn("eva").statusCode()).isEqualTo(302);
                open(session, PAGES_PER_SESSION);
            }

            assertThat(pages() - before).isBetween((long) PAGES_PER_SESSION, PAGES_PER_USER + 2L);
        }
    }

    /** Stops Stackdeck, and is therefore the last test. */
    @Test
    @Order(Integer.MAX_VALUE)
    void refusalsOfABulkActionAreSummarizedWithAnExactCount() {
        String invisible = root.get("/api/os/servers")
                .expect(200)
                .body()
                .path("servers")
                .path(0)
                .path("id")
                .asString();
        JsonHttpClient mal = stackdeckProcess.rest("mal");
        long before = entries();
        long bytes = databaseBytes();
        int calls = 2;
        for (int call = 0; call < calls; call++) {
            mal.post("/api/os/servers/action", Map.of("action", "stop", "servers", Collections.nCopies(500, invisible)))
                    .expect(202);
        }

        assertThat(entries() - before).isLessThan(20);
        assertThat(databaseBytes() - bytes).isLessThan(4 << 20);
        // Stackdeck writes the counts at shutdown.
        assertThat(stackdeckProcess.stop()).isTrue();
        JdbcClient database = database();
        assertThat(refusals(database, "mal", "server.stop")).isEqualTo(500L * calls);
        assertThat(AuditTrailReader.count(database) - before).isLessThan(30);
        assertThat(TestAuditChainVerifier.brokenAt(database)).isNull();
    }

    @Test
    void ownChangesAndSignInsOfAUserAreLimited() {
        JsonHttpClient lea = stackdeckProcess.rest("lea");
        long before = entries();
        long bytes = databaseBytes();
        int refused = 0;
        for (int i = 0; i < 2 * CHANGES_PER_MINUTE; i++) {
            refused += lea.post("/api/keys", Map.of("name", "loop")).status() == 429 ? 1 : 0;
            refused += lea.delete("/api/keys/loop").status() == 429 ? 1 : 0;
        }
        for (int i = 0; i < 2 * SIGN_INS_PER_MINUTE; i++) {
            int status = stackdeckProcess
                    .rest()
                    .post("/api/auth/login", Map.of("username", "lea", "password", StackdeckProcess.PASSWORD))
                    .status();
            refused += status == 429 ? 1 : 0;
        }

        // The limits are the number of a minute at once, and one more after each part of a minute. Of 80 requests, 30
        // are accepted at once.
        assertThat(refused).isGreaterThan(30);
        // Ended sessions are also recorded.
        assertThat(entries() - before).isLessThan(70);
        assertThat(databaseBytes() - bytes).isLessThan(4 << 20);
    }

    @Test
    void sessionBeyondTheLimitEndsTheLeastRecentlyUsedOne() {
        JsonHttpClient first = stackdeckProcess.rest("bob");
        first.get("/api/os/servers").expect(200);
        for (int session = 0; session < SESSIONS_PER_USER - 1; session++) {
            stackdeckProcess.rest("bob");
        }
        first.get("/api/os/servers").expect(200);

        JsonHttpClient last = stackdeckProcess.rest("bob");

        assertThat(first.get("/api/os/servers").status()).isEqualTo(401);
        last.get("/api/os/servers").expect(200);
    }

    @Test
    void messageOfAPageAboveTheSizeLimitIsRefused() {
        try (HttpBrowser kim = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(kim.signIn("kim").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(kim, "servers");

            assertThat(page.send(List.of(value(page, "overlay", 300 * 1024))).statusCode())
                    .isEqualTo(413);
            assertThat(page.send(List.of(value(page, "overlay", 1024))).statusCode())
                    .isEqualTo(200);
        }
    }

    /**
     * Flow ignores the second call of each message, because its node is a text. The short value of that call does not
     * replace the first value.
     */
    @Test
    void pageThatKeepsTooMuchTextIsClosed() {
        try (HttpBrowser kim = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(kim.signIn("kim").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(kim, "servers");
            for (String property : List.of("primarySection", "primarySection", "overlay", "drawerOpened")) {
                Map<String, Object> ignored = new HashMap<>(value(page, property, 1));
                ignored.put("node", String.valueOf(ignored.get("node")));
                page.send(List.of(value(page, property, 200 * 1024), ignored));
                if (!property.equals("drawerOpened")) {
                    assertThat(page.isOpen()).isTrue();
                }
            }

            await().until(() -> !page.isOpen());
        }
    }

    /** An empty array takes two characters of the message and much more memory. */
    @Test
    void pageThatKeepsAJsonValueWithManyElementsIsClosed() {
        try (HttpBrowser kim = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(kim.signIn("kim").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(kim, "servers");
            Map<String, Object> arrays = new HashMap<>(value(page, "drawerOpened", 1));
            arrays.put("value", Collections.nCopies(50_000, List.of()));

            page.send(List.of(arrays));

            await().until(() -> !page.isOpen());
        }
    }

    /**
     * Flow keeps a response for browsers that repeat the message. In JSON, a control character takes six characters.
     */
    @Test
    void longResponseIsNotKept() {
        try (HttpBrowser kim = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(kim.signIn("kim").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(kim, "servers");
            Map<String, Object> text = new HashMap<>(value(page, "primarySection", 1));
            text.put("value", "\u0001".repeat(40_000));
            page.send(List.of(text));

            assertThat(page.resynchronize().body()).hasSizeGreaterThan(240_000);
            assertThat(page.sendAgain().body()).hasSizeLessThan(1_000).contains("appError");
        }
    }

    @Test
    void errorsOfOneMessageAreReportedOnce() {
        try (HttpBrowser kim = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(kim.signIn("kim").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(kim, "servers");
            Map<String, Object> failing = Map.of(
                    "type",
                    "publishedEventHandler",
                    "node",
                    page.node("vaadin-app-layout"),
                    "templateEventMethodName",
                    "x",
                    "templateEventMethodArgs",
                    List.of(),
                    "promise",
                    -1);
            int before = stackdeckProcess.output().length();

            for (int message = 0; message < 4; message++) {
                HttpResponse<String> response = page.sendRepeated(failing, 900);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).hasSizeLessThan(100_000);
            }
            assertThat(stackdeckProcess.output().length() - before).isPositive().isLessThan(500_000);
        }
    }

    @Test
    void messageWithTooManyCallsIsIgnored() {
        try (HttpBrowser kim = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(kim.signIn("kim").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(kim, "servers");

            page.sendRepeated(value(page, "overlay", 1), 1_001);

            assertThat(stackdeckProcess.output()).contains("a message of a page has more than 1000 calls");

            page.sendRepeated(Map.of("type", "event", "node", 1, "event", "ui-refresh", "data", Map.of()), 4);

            assertThat(stackdeckProcess.output()).contains("a message of a page has more than 3 navigations");
        }
    }

    /** Each search compares all servers with the text. */
    @Test
    void repeatedCallsToAListenerInAMessageAreLimited() {
        try (HttpBrowser bob = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(bob.signIn("bob").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(bob, "servers");
            int search = page.node("input");

            page.sendRepeated(Map.of("type", "event", "node", search, "event", "focus", "data", Map.of()), 21);

            assertThat(stackdeckProcess.output())
                    .contains("a message of a page has more than 20 calls to the same listener");
        }
    }

    @Test
    void longSearchCreatesFewElements() {
        try (HttpBrowser browser = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(browser.signIn("root").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(browser, "servers");
            String text = IntStream.range(0, 2_000)
                    .mapToObj(number -> "tag:" + Integer.toString(number, Character.MAX_RADIX))
                    .collect(Collectors.joining(" "));
            Map<String, Object> enter = Map.of(
                    "type",
                    "event",
                    "node",
                    page.node("input"),
                    "event",
                    "keydown",
                    "data",
                    Map.of("element.value", text, "event.key === 'Enter' && !event.defaultPrevented", true));

            HttpResponse<String> response = page.send(List.of(enter));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("tag:").hasSizeLessThan(100_000);
        }
    }

    @Test
    void messageWithTooManyClicksOpensFewDialogs() {
        try (HttpBrowser ann = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(ann.signIn("ann").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(ann, "account");
            List<Integer> buttons = page.nodes("button");
            assertThat(buttons).isNotEmpty();
            List<Map<String, Object>> clicks = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int node = buttons.get(i % buttons.size());
                clicks.add(Map.of("type", "event", "node", node, "event", "click", "data", Map.of()));
            }

            HttpResponse<String> response = page.send(clicks);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(StringUtils.countOccurrencesOf(response.body(), "\"vaadin-dialog\""))
                    .isBetween(1, 40);
            assertThat(stackdeckProcess.output()).contains("a message of a page has more than 40 clicks");
        }
    }

    @Test
    void dialogsOfAPageAreBounded() {
        try (HttpBrowser ann = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(ann.signIn("ann").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(ann, "key-pairs");
            List<Map<String, Object>> clicks = page.nodes("vaadin-button").stream()
                    .map(node ->
                            Map.<String, Object>of("type", "event", "node", node, "event", "click", "data", Map.of()))
                    .toList();
            long opened = 0;
            long removed = 0;
            for (int message = 0; message < 20; message++) {
                String response = page.send(clicks).body();
                opened += StringUtils.countOccurrencesOf(response, "\"vaadin-dialog\"");
                removed += StringUtils.countOccurrencesOf(response, "\"detach\"");
            }

            assertThat(opened).isGreaterThan(20);
            assertThat(removed).isGreaterThan(opened - 20);
        }
    }

    @Test
    void longNamesAndEventDataInAMessageAreNeitherKeptNorLogged() {
        try (HttpBrowser ann = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(ann.signIn("ann").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(ann, "servers");
            String name = "n".repeat(200_000);
            int before = stackdeckProcess.output().length();

            page.send(List.of(
                    Map.of("type", "mSync", "node", 1, "feature", 1, "property", name, "value", "x".repeat(65))));
            page.send(List.of(Map.of("type", "event", "node", 1, "event", name, "data", Map.of())));
            page.send(List.of(Map.of("type", "event", "node", 1, "event", "e", "data", Map.of("detail", name))));

            assertThat(stackdeckProcess.output())
                    .contains(
                            "a name in a message of a page has more than 100 characters",
                            "a call in a message of a page has more than 16000 characters")
                    .doesNotContain("n".repeat(1_000));
            assertThat(stackdeckProcess.output().length() - before).isLessThan(100_000);
        }
    }

    /** The limit applies regardless of the transport that the client claims to use. */
    @ParameterizedTest
    @ValueSource(strings = {"websocket", "long-polling", "bogus"})
    void webSocketThatSendsMoreThanHeartbeatsIsClosed(String transport) throws IOException {
        try (HttpBrowser ann = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(ann.signIn("ann").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(ann, "servers");
            try (Socket socket = page.connectWithoutReading(stackdeckProcess.port(), transport)) {
                socket.setSoTimeout(10_000);
                // A text frame of one character with a mask of zeros.
                String frame = "\u0081\u0081\0\0\0\0x";

                RawHttp.write(socket, frame.repeat(5));
                RawHttp.write(socket, frame.repeat(10_000));

                assertThatCode(() -> socket.getInputStream().readAllBytes())
                        .satisfiesAnyOf(
                                closed -> assertThat(closed).isNull(),
                                closed -> assertThat(closed).isInstanceOf(SocketException.class));
            }
        }
    }

    @Test
    void pushRequestsThatFailAreNotLogged() throws IOException {
        try (HttpBrowser ann = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(ann.signIn("ann").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(ann, "servers");
            int before = stackdeckProcess.output().length();
            for (int request = 0; request < 20; request++) {
                for (String transport : List.of("sse", "streaming", "long-polling&X-Heartbeat-Server=99999999999")) {
                    page.requestPush(stackdeckProcess.port(), transport).close();
                }
            }

            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> stackdeckProcess.output().length() - before < 20_000);
        }
    }

    /** Changes for a slow browser wait in the state of the page and not as messages in memory. */
    @Test
    void unreadPushesOfAPageAreBounded() throws IOException, InterruptedException {
        int pages = 4;
        String server = root.get("/api/os/servers")
                .expect(200)
                .body()
                .path("servers")
                .valueStream()
                .filter(candidate -> candidate.path("allowedActions").toString().contains("rename"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        List<Socket> sockets = new ArrayList<>();
        try (HttpBrowser browser = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(browser.signIn("root").statusCode()).isEqualTo(302);
            for (int i = 0; i < pages; i++) {
                FlowPageClient page = new FlowPageClient(browser, "servers");
                page.requestRows(500);
                sockets.add(page.connectWithoutReading(stackdeckProcess.port()));
            }
            for (int change = 0; change < 16; change++) {
                // Moves the server from one end of the list to the other, so that all rows are sent.
                Map<String, String> rename =
                        Map.of("action", "rename", "name", (change % 2 == 0 ? "aaa" : "zzz") + "x".repeat(200));
                // Stackdeck refuses the change while the previous one is in progress.
                Polling.waitUntil(
                        "the change to be accepted",
                        Duration.ofSeconds(30),
                        () -> root.post("/api/os/servers/" + server + "/action", rename)
                                .status(),
                        status -> status == 202);
            }

            assertThat(instances("com.vaadin.flow.server.communication.AtmospherePushConnection$PushMessage"))
                    .isPositive()
                    .isLessThanOrEqualTo(3L * pages);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Map<String, Object> value(FlowPageClient page, String property, int length) {
        return Map.of(
                "type",
                "mSync",
                "node",
                page.node("vaadin-app-layout"),
                "feature",
                1,
                "property",
                property,
                "value",
                "x".repeat(length));
    }

    private static void open(HttpBrowser httpBrowser, int pages) {
        for (int page = 0; page < pages; page++) {
            HttpResponse<String> answer = httpBrowser.get("/?v-r=init&location=servers&query=");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("v-uiId");
        }
    }

    private long pages() throws IOException, InterruptedException {
        return instances("com.vaadin.flow.component.internal.UIInternals");
    }

    /** Returns the number of instances of the class after a garbage collection. */
    private long instances(String type) throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        UnpackedBuild.java().resolveSibling("jcmd").toString(),
                        String.valueOf(stackdeckProcess.processId()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        List<String> lines = histogram.inputReader().readAllLines();
        assertThat(histogram.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(line -> line.length >= 4 && line[3].equals(type))
                .mapToLong(line -> Long.parseLong(line[1]))
                .sum();
    }

    private long entries() {
        return root.get("/api/admin/audit/verification")
                .expect(200)
                .body()
                .path("entries")
                .asLong();
    }

    /** Returns the number of a user's refusals for an action, in separate entries and in summaries. */
    private static long refusals(JdbcClient database, String user, String action) {
        return database
                .sql(
                        "select coalesce(detail, '{}') from audit_entry where result = 'REFUSED' and actor = ? and action = ?")
                .params(user, action)
                .query(String.class)
                .list()
                .stream()
                .mapToLong(text -> {
                    JsonNode detail = JsonMapper.shared().readTree(text);
                    return detail.has("more") ? detail.path("more").asLong() : detail.has("part") ? 0 : 1;
                })
                .sum();
    }

    private JdbcClient database() {
        Path file = stackdeckProcess.dataDirectory().toAbsolutePath().resolve("stackdeck");
        return JdbcClient.create(new DriverManagerDataSource("jdbc:h2:file:" + file + ";MODE=MariaDB", "sa", ""));
    }

    private long databaseBytes() {
        try {
            return Files.size(stackdeckProcess.dataDirectory().resolve("stackdeck.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
