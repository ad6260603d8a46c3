package org.stackdeck.inventory.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.server.RandomServers;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

class FileInventoryCacheTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123456789Z");
    private static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());

    @TempDir
    Path directory;

    @Test
    void readReturnsEveryFieldOfRandomServers() {
        List<Server> odd =
                IntStream.range(0, 500).mapToObj(RandomServers::withSeed).toList();
        files().write(kept(STAFF, odd));

        InventoryCacheEntry read = files().read(ServerBuilder.CLOUD).getFirst();
        for (int i = 0; i < odd.size(); i++) {
            assertThat(read.servers().get(i)).as("server %d", i).isEqualTo(odd.get(i));
        }
        assertThat(read.equals(kept(STAFF, odd))).isTrue();
    }

    @Test
    void scopesWithUnusualNamesAreStoredSeparately() {
        List<ScopeKey> scopes = Stream.of("..", "a/b", "a\\b", "ä 漢 \uD83D\uDE80", "NUL", "x".repeat(255), "a", "A")
                .map(CloudName::new)
                .flatMap(cloud -> Stream.of(
                        new ScopeKey(cloud, null),
                        new ScopeKey(cloud, new ProjectId("../../x")),
                        new ScopeKey(cloud, new ProjectId("p"))))
                .toList();
        scopes.forEach(scope -> files().write(kept(scope, List.of())));

        for (ScopeKey scope : scopes) {
            assertThat(files().read(scope.cloud()))
                    .hasSize(3)
                    .extracting(InventoryCacheEntry::scope)
                    .contains(scope);
        }
        assertThat(written())
                .allSatisfy(file ->
                        assertThat(file.getFileName().toString()).matches("[0-9a-f]{32}-[0-9a-f]{32}\\.json\\.gz"));
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws IOException {
        files().write(kept(STAFF, List.of()));

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(written().getFirst())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("inventory"))))
                .isEqualTo("rwx------");
    }

    @Test
    void truncatedFileIsIgnored() throws IOException {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length; length += 7) {
            assertIgnored(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void fileWithAFlippedBitIsIgnored() throws IOException {
        byte[] whole = bytes();
        // The checksum does not cover the header, the first ten bytes.
        for (int i = 10; i < whole.length; i += 5) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 4;
            assertIgnored(flipped);
        }
    }

    @Test
    void fileOfAnotherFormatIsIgnored() throws IOException {
        String json = json();

        assertIgnored(compressed(json.replaceFirst("\"format\":1", "\"format\":2")));
        assertIgnored(compressed(json.replaceFirst("\"locked\":(true|false),", "")));
        assertIgnored(compressed(json.replaceFirst("\"locked\":", "\"locket\":1,\"locked\":")));
        assertIgnored(compressed(json.replaceFirst("\"RUNNING\"", "\"WALKING\"")));
        assertIgnored(compressed(json + "{}"));
        assertIgnored(compressed("null"));
        assertIgnored(compressed("{\"format\":1,\"kept\":null}"));
        assertIgnored(compressed(""));
        assertIgnored("not compressed".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fileUnderTheNameOfAnotherScopeIsIgnored() throws IOException {
        files().write(kept(new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id()), List.of()));
        Path research = written().getFirst();
        byte[] staff = bytes();

        Files.write(research, staff);

        assertThat(files().read(ServerBuilder.CLOUD))
                .extracting(InventoryCacheEntry::scope)
                .containsExactly(STAFF);
    }

    @Test
    void unusableDirectoryCausesNoException() throws IOException {
        Files.writeString(directory.resolve("inventory"), "a file is in its place");

        files().write(kept(STAFF, List.of()));
        files().delete(STAFF);
        files().retainOnly(Set.of());

        assertThat(files().read(ServerBuilder.CLOUD)).isEmpty();
    }

    @Test
    void deletesScopesAndObsoleteClouds() throws IOException {
        ScopeKey other = new ScopeKey(new CloudName("other"), null);
        files().write(kept(STAFF, List.of()));
        files().write(kept(other, List.of()));
        Files.writeString(directory.resolve("inventory").resolve(".new123"), "left by a crash");

        files().retainOnly(Set.of(ServerBuilder.CLOUD));
        assertThat(written()).hasSize(1);
        files().delete(STAFF);

        assertThat(written()).isEmpty();
    }

    @Test
    void tenThousandServersAreRestoredWithinThreeSeconds() {
        List<Server> many =
                IntStream.range(0, 10_000).mapToObj(RandomServers::withSeed).toList();
        files().write(kept(STAFF, many));

        List<Duration> took = IntStream.range(0, 5).mapToObj(round -> restore()).toList();

        // The restore takes 0.3 s on an idle machine, and 0.7 s while other test suites run.
        assertThat(took).as("fastest of five rounds").anyMatch(time -> time.compareTo(Duration.ofSeconds(3)) < 0);
    }

    private Duration restore() {
        InMemoryInventoryStore inMemoryInventoryStore = new InMemoryInventoryStore(() -> {});
        // Measures the CPU time of this thread, because other processes can delay it.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        files().read(ServerBuilder.CLOUD)
                .forEach(scope -> inMemoryInventoryStore.restore(scope.scope(), scope.servers()));
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
        assertThat(inMemoryInventoryStore.snapshot().servers()).hasSize(10_000);
        return took;
    }

    private void assertIgnored(byte[] content) throws IOException {
        files().write(kept(STAFF, List.of()));
        Files.write(written().getFirst(), content);
        assertThat(files().read(ServerBuilder.CLOUD)).isEmpty();
    }

    private byte[] bytes() throws IOException {
        Server web = ServerBuilder.named("web").build();
        files().write(kept(STAFF, List.of(web)));
        return Files.readAllBytes(directory.resolve("inventory").resolve(fileOfStaff()));
    }

    private Path fileOfStaff() throws IOException {
        for (Path file : written()) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                if (new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"web\"")) {
                    return file;
                }
            }
        }
        throw new AssertionError("no such file");
    }

    private String json() throws IOException {
        bytes();
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(fileOfStaff()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private byte[] compressed(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private List<Path> written() {
        try (Stream<Path> all = Files.list(directory.resolve("inventory"))) {
            return all.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private FileInventoryCache files() {
        return new FileInventoryCache(directory);
    }

    private static InventoryCacheEntry kept(ScopeKey scope, List<Server> servers) {
        return new InventoryCacheEntry(scope, "http://keystone/v3", NOW, ServerBuilder.CREATED, servers);
    }
}
