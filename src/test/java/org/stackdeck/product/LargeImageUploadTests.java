package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests uploads through the running product with a small heap. The simulated Glance discards the data. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeImageUploadTests {

    private static final long FILE_BYTES = 768L << 20;
    private static final long MAX_RESIDENT_BYTES = 1L << 30;
    private static final long MAX_TEMPORARY_BYTES = 16L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path directory;

    private SimulatorProcess simulator;
    private StackdeckProcess stackdeck;
    private JsonHttpClient rest;
    private String token;

    @BeforeAll
    void start() throws IOException {
        simulator = SimulatorProcess.start(directory, 4);
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        stackdeck = StackdeckProcess.withClouds(
                directory,
                simulator.cloudsFile(),
                List.of("staff"),
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m -Djava.io.tmpdir=" + temporary));
        rest = stackdeck.setUp("root");
        token = rest.post("/api/auth/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
    }

    @AfterAll
    void stop() {
        stackdeck.close();
        simulator.close();
    }

    @Test
    void memoryDoesNotGrowWithTheData() throws Exception {
        Path file = directory.resolve("sparse.raw");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(FILE_BYTES);
        }
        String image = createImage("large");

        CompletableFuture<JsonHttpClient.Reply> upload = CompletableFuture.supplyAsync(
                () -> rest.putFile("/api/os/images/" + image + "/file", file, UPLOAD_PATIENCE));
        long temporary = 0;
        while (!upload.isDone()) {
            temporary = Math.max(temporary, temporaryBytes());
            // Ends early when the upload has ended.
            upload.handle((_, _) -> null)
                    .completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)
                    .join();
        }

        upload.join().expect(204);
        assertThat(awaitStatus(image, "active").path("size").asLong()).isEqualTo(FILE_BYTES);
        assertThat(peakResidentBytes()).isLessThan(MAX_RESIDENT_BYTES);
        assertThat(temporary).isLessThan(MAX_TEMPORARY_BYTES);
    }

    @Test
    void cancelledUploadEndsAndLeavesAnImageWithoutData() throws IOException {
        String image = createImage("cancelled");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stackdeck.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(requestHead(image).getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[1 << 20]);
            out.flush();
            awaitStatus(image, "saving");
        }

        awaitStatus(image, "queued");
        Polling.waitUntil(
                "the end of the upload in the audit trail",
                PATIENCE,
                () -> rest.get("/api/admin/audit?format=json&what=image.upload&result=failed")
                        .expect(200)
                        .body()
                        .toString(),
                entries -> entries.contains(image));
        rest.putFile("/api/os/images/" + image + "/file", Files.write(directory.resolve("small.raw"), new byte[512]))
                .expect(204);
        assertThat(awaitStatus(image, "active").path("size").asLong()).isEqualTo(512);
    }

    private String requestHead(String image) {
        return "PUT /api/os/images/" + image + "/file HTTP/1.1\r\n"
                + "Host: 127.0.0.1:" + stackdeck.port() + "\r\n"
                + "Authorization: Bearer " + token + "\r\n"
                + "Content-Type: application/octet-stream\r\n"
                + "Content-Length: " + FILE_BYTES + "\r\n\r\n";
    }

    private String createImage(String name) {
        String operation = rest.post("/api/os/images", Map.of("project", "staff", "name", name, "diskFormat", "raw"))
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
        JsonNode ended = rest.awaitEnd(PATIENCE, operation);
        return ended.path("resource").path("id").asString();
    }

    private JsonNode awaitStatus(String image, String status) {
        return Polling.waitUntil(
                "image " + status,
                PATIENCE,
                () -> rest.get("/api/os/images/" + image).expect(200).body(),
                body -> body.path("status").asString("").equals(status));
    }

    /** Returns the maximum of the resident memory since the start of the process. */
    private long peakResidentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + stackdeck.processId() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long temporaryBytes() {
        try (Stream<Path> files = Files.walk(directory.resolve("tmp"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
