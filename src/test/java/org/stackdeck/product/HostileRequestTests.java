package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.stackdeck.platform.TestSeed;

/**
 * Sends malformed and unusual requests to the running product on plain sockets. Each request must get no response, a
 * status below 500, or a status that reports an unsupported request. The log must contain no error. {@code -Dseed=}
 * repeats a run, and {@code -Drequests=} sets the number of random requests.
 */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestTests {

    private static final long SEED = TestSeed.printedFor(HostileRequestTests.class);
    private static final int REQUESTS = Integer.getInteger("requests", 1500);
    /** Failed sign-ins by other classes, which use the same process, must not count together with these. */
    private static final String ADDRESS = "127.0.0.3";

    private static final int AT_ONCE = 8;
    private static final int SHOWN = 50;

    private static final Pattern FAILURE = Pattern.compile("ERROR|Exception|StackOverflow|^\\s+at \\S+\\(");

    private StackdeckProcess stackdeckProcess;

    @BeforeAll
    void start() {
        stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
    }

    @Test
    void noRequestWithoutASessionCausesAnErrorOrAStackTrace() {
        HostileRequestGenerator generator = new HostileRequestGenerator(new Random(SEED));
        sendAll(Stream.concat(
                HostileRequestGenerator.eachKind().stream(),
                Stream.generate(generator::next).limit(REQUESTS)));
    }

    @Test
    void noRestCallOfAMemberCausesAnErrorOrAStackTrace() {
        HostileRequestGenerator generator = new HostileRequestGenerator(new Random(SEED));
        String authorization = "\r\nAuthorization: Bearer " + memberToken() + "\r\n";
        sendAll(Stream.concat(
                        HostileRequestGenerator.eachRestCall().stream(),
                        Stream.generate(generator::nextRestCall).limit(REQUESTS / 2))
                .map(request -> request.replaceFirst("\r\n", authorization)));
    }

    @Test
    void requestForTheServerItselfHasTheSecurityHeaders() throws IOException {
        assertThat(RawHttp.send(stackdeckProcess.port(), "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .header("Content-Security-Policy"))
                .isNotEmpty();
    }

    private void sendAll(Stream<String> requests) {
        int logged = stackdeckProcess.output().length();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
            requests.forEachOrdered(request -> senders.execute(() -> send(request, failures)));
        }

        SoftAssertions checks = new SoftAssertions();
        checks.assertThat(failures.stream().limit(SHOWN)).as("-Dseed=" + SEED).isEmpty();
        checks.assertThat(stackdeckProcess
                        .output()
                        .substring(logged)
                        .lines()
                        .filter(line -> FAILURE.matcher(line).find())
                        .limit(SHOWN))
                .as("log, -Dseed=" + SEED)
                .isEmpty();
        checks.assertThat(stackdeckProcess.rest().get("/actuator/health").status())
                .isEqualTo(200);
        checks.assertThat(stackdeckProcess.rest("root").get("/api/os/servers").status())
                .isEqualTo(200);
        checks.assertAll();
    }

    private String memberToken() {
        stackdeckProcess.createMember(stackdeckProcess.rest("root"), "hostile");
        return stackdeckProcess
                .rest()
                .post("/api/auth/login", Map.of("username", "hostile", "password", StackdeckProcess.PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
    }

    private void send(String request, Queue<String> failures) {
        try {
            RawHttp.Response response = RawHttp.send(ADDRESS, stackdeckProcess.port(), request);
            if (response.status() >= 500 && !isUnsupported(request, response.status())) {
                failures.add(response.status() + " for " + printable(request));
            }
            if (Stream.of("\tat ", "Exception", "org.apache.", "java.lang.").anyMatch(response.text()::contains)) {
                failures.add("internals in the response to " + printable(request));
            }
        } catch (IOException | UncheckedIOException e) {
            failures.add(e.getMessage() + " for " + printable(request));
        }
    }

    /**
     * Returns whether the status is allowed for an unsupported request: 501 for CONNECT (RFC 9110, section 9.3.6) and
     * unknown transfer codings (RFC 9112, section 6.1), 505 for another version (RFC 9112, section 2.3).
     */
    private static boolean isUnsupported(String request, int status) {
        return switch (status) {
            case 501 ->
                request.startsWith("CONNECT ")
                        || request.toLowerCase(Locale.ROOT).contains("transfer-encoding:");
            case 505 -> !request.lines().findFirst().orElse("").endsWith(" HTTP/1.1");
            default -> false;
        };
    }

    private static String printable(String request) {
        String shown = request.length() > 300 ? request.substring(0, 300) + "…" + request.length() : request;
        return shown.chars()
                .mapToObj(sign -> sign < 0x20 || sign > 0x7e ? "\\x%02x".formatted(sign) : String.valueOf((char) sign))
                .reduce("", String::concat);
    }
}
