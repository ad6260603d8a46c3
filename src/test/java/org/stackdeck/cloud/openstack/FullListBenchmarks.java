package org.stackdeck.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.product.CountingProxy;
import org.stackdeck.product.CountingProxy.Asked;
import org.stackdeck.product.OpenStackLab;

/** Not a test: measures a figure of docs/benchmarks.md in a lab with a thousand servers. */
@Tag("tool")
class FullListBenchmarks {

    private static final String ENTRY = System.getProperty("entry", "admin");
    private static final int ROUNDS = Integer.getInteger("rounds", 9);

    @TempDir
    Path directory;

    /** Loads a full list alternately with Stackdeck and with {@code curl}, which sends the same requests. */
    @Test
    void fullListComparedWithCurl() throws IOException {
        List<Asked> pages = pages();
        try (OpenStackClouds clouds = clouds(OpenStackLab.cloudsFile())) {
            ComputeClient compute = only(clouds);
            int servers = compute.servers(_ -> {}).servers().size();
            curl(pages);
            List<Long> ours = new ArrayList<>();
            List<Long> curls = new ArrayList<>();
            long bytes = 0;
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                assertThat(compute.servers(_ -> {}).servers()).hasSize(servers);
                ours.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
                Transfer transfer = curl(pages);
                curls.add(transfer.millis());
                bytes = transfer.bytes();
            }
            System.out.printf(
                    "%d servers on %d pages, %d bytes: ours %s ms, curl %s ms%n",
                    servers, pages.size(), bytes, ours, curls);
            BenchmarkFigure.times(
                            "full list of " + servers + " over curl of the same bytes, medians",
                            (double) BenchmarkFigure.quantile(0.5, ours)
                                    / (double) BenchmarkFigure.quantile(0.5, curls),
                            1.3)
                    .print();
        }
    }

    /** Returns the requests that Stackdeck sends for a full list. */
    private List<Asked> pages() {
        try (var proxy = new CountingProxy();
                OpenStackClouds clouds = clouds(proxy.rewrite(OpenStackLab.cloudsFile(), directory))) {
            only(clouds).servers(_ -> {});
            return proxy.recordedRequests().stream()
                    .filter(asked -> asked.uri().getPath().endsWith("/servers/detail"))
                    .toList();
        }
    }

    private static OpenStackClouds clouds(Path file) {
        return TestOpenStackClouds.of(file, TestOpenStackClouds.defaults(), Clock.systemUTC(), ENTRY);
    }

    private static ComputeClient only(OpenStackClouds clouds) {
        return clouds.discover(clouds.names().getFirst()).getFirst();
    }

    private record Transfer(long millis, long bytes) {}

    /**
     * Sends the requests with {@code curl}. Returns the time that {@code curl} reports, which excludes the start of the
     * process. Passes the token through standard input, so that other users do not see it in the list of processes.
     */
    private static Transfer curl(List<Asked> pages) throws IOException {
        Process curl = new ProcessBuilder("curl", "--config", "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = curl.getOutputStream()) {
            input.write(pages.stream()
                    .map(FullListBenchmarks::transfer)
                    .collect(Collectors.joining("next\n"))
                    .getBytes(StandardCharsets.UTF_8));
        }
        double seconds = 0;
        long bytes = 0;
        for (String line : text(curl.getInputStream()).lines().toList()) {
            String[] told = line.split(" ", -1);
            assertThat(told[0]).isEqualTo("200");
            seconds += Double.parseDouble(told[1]);
            bytes += Long.parseLong(told[2]);
        }
        assertThat(curl.onExit().join().exitValue()).isZero();
        return new Transfer(Math.round(seconds * 1000), bytes);
    }

    private static String transfer(Asked page) {
        return "silent\noutput = \"/dev/null\"\nwrite-out = \"%{http_code} %{time_total} %{size_download}\\n\"\nurl = \""
                + page.uri() + "\"\n"
                + page.headers().entrySet().stream()
                        .map(header -> "header = \"" + header.getKey() + ": " + header.getValue() + "\"\n")
                        .collect(Collectors.joining());
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
