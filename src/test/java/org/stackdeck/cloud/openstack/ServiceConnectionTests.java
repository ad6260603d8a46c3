package org.stackdeck.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ResponseTooLargeException;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;
import org.stackdeck.cloud.openstack.http.ServiceCallGuard;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.TestLatches;

class ServiceConnectionTests {

    private static final String LIST = "GET /v2.1/servers/detail";
    private static final Executor VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    private Path directory;

    private static final ServiceRequest LISTING =
            ServiceRequest.get(URI.create("http://nova/v2.1/servers/detail?limit=100"), Map.of());

    private static ServiceResponse response(int status) {
        return new ServiceResponse(status, HttpHeaders.of(Map.of(), (_, _) -> true), new byte[0]);
    }

    private static OpenStackProperties settings(Duration read, int parallel, Duration patience) {
        return new OpenStackProperties(Duration.ofSeconds(1), read, parallel, patience, Duration.ofSeconds(5), 100);
    }

    private static ServiceResponse send(String address, Duration read) {
        var context = new CloudContext(settings(read, 8, Duration.ofSeconds(5)), Clock.systemUTC(), VIRTUAL);
        return context.transport("compute", TlsOptions.SYSTEM).send(ServiceRequest.get(URI.create(address), Map.of()));
    }

    private static void fails(String address, Category category) {
        assertThatThrownBy(() -> send(address, Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(category));
    }

    @Test
    void changesAreSentOnlyWhileTheirConditionHolds() {
        var guard = new ServiceCallGuard(
                "compute", settings(Duration.ofSeconds(1), 8, Duration.ofSeconds(1)), Clock.systemUTC());
        var sent = new AtomicInteger();
        var change = new ServiceRequest("POST", URI.create("http://nova/v2.1/servers/a/action"), Map.of(), "{}");

        assertThatThrownBy(() -> ChangeCondition.call(
                        () -> false, () -> guard.execute(change, () -> response(200 + sent.incrementAndGet()))))
                .isInstanceOf(ChangeCondition.NotMetException.class);
        assertThat(sent).hasValue(0);
        assertThat(ChangeCondition.<Integer, RuntimeException>call(
                        () -> false,
                        () -> guard.execute(LISTING, () -> response(200)).status()))
                .isEqualTo(200);
        assertThat(ChangeCondition.<Integer, RuntimeException>call(
                        () -> true,
                        () -> guard.execute(change, () -> response(202)).status()))
                .isEqualTo(202);
        assertThat(guard.execute(change, () -> response(202)).status()).isEqualTo(202);
    }

    /** The condition can change while the request waits for a permit. */
    @Test
    void theConditionOfAChangeIsCheckedWhenItHasItsPermit() throws Exception {
        var guard = new ServiceCallGuard(
                "compute", settings(Duration.ofSeconds(1), 1, Duration.ofSeconds(10)), Clock.systemUTC());
        var change = new ServiceRequest("POST", URI.create("http://nova/v2.1/servers/a/action"), Map.of(), "{}");
        var holds = new AtomicBoolean(true);
        var busy = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var result = new CompletableFuture<ServiceResponse>();
        var reading = CompletableFuture.runAsync(
                () -> guard.execute(LISTING, () -> {
                    busy.countDown();
                    TestLatches.await(release);
                    return response(200);
                }),
                VIRTUAL);
        assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
        Thread changing = Thread.ofVirtual().start(() -> {
            try {
                result.complete(ChangeCondition.<ServiceResponse, RuntimeException>call(
                        holds::get, () -> guard.execute(change, () -> response(202))));
            } catch (CloudException e) {
                result.completeExceptionally(e);
            }
        });
        await().until(() -> changing.getState() == Thread.State.TIMED_WAITING);

        holds.set(false);
        release.countDown();

        reading.get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ChangeCondition.NotMetException.class);
    }

    @Test
    void aConditionThatCannotBeCheckedLetsTheChangeBeRepeated() {
        var guard = new ServiceCallGuard(
                "compute", settings(Duration.ofSeconds(1), 8, Duration.ofSeconds(1)), Clock.systemUTC());
        var change = new ServiceRequest("POST", URI.create("http://nova/v2.1/servers/a/action"), Map.of(), "{}");

        assertThatThrownBy(() -> ChangeCondition.call(
                        () -> {
                            throw new IllegalStateException("no database");
                        },
                        () -> guard.execute(change, () -> response(202))))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.hadNoEffect()).isTrue());
    }

    @Test
    void closedPortIsUnreachable() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        fails("http://127.0.0.1:" + free, Category.UNREACHABLE);
    }

    @Test
    void unknownHostIsUnreachable() {
        fails("http://no-such-host.invalid/", Category.UNREACHABLE);
    }

    @Test
    void missingResponseIsATimeout() throws IOException {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            fails("http://127.0.0.1:" + socket.getLocalPort(), Category.TIMEOUT);
        }
    }

    @Test
    void endlessBodyIsATimeout() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answering(server, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", false);
            fails("http://127.0.0.1:" + server.getLocalPort(), Category.TIMEOUT);
        }
    }

    @Test
    void closedConnectionCountsAsPossibleEffect() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answering(server, "", true);
            fails("http://127.0.0.1:" + server.getLocalPort(), Category.FAILED);
        }
    }

    private static void answering(ServerSocket server, String answer, boolean close) {
        VIRTUAL.execute(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    socket.getInputStream().read(new byte[1024]);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    if (close) {
                        socket.close();
                    }
                }
            } catch (IOException e) {
                // The test has closed the server socket.
            }
        });
    }

    private ComputeClient compute(StubOpenStack stub, OpenStackProperties openStackProperties, Clock clock) {
        var clouds = TestOpenStackClouds.of(stub.cloudsYaml(directory, "project_id: p1"), openStackProperties, clock);
        return clouds.discover(clouds.names().getFirst()).getFirst();
    }

    @Test
    void repeatedlyFailingServiceIsSuspendedThenRetried() {
        var clock = new MutableClock(Instant.parse("2030-06-01T12:00:00Z"));
        try (var stub = new StubOpenStack()) {
            ComputeClient compute = compute(stub, settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), clock);
            stub.replyTo(LIST, Reply.json(500, ""));
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> compute.servers(page -> {})).isInstanceOf(CloudException.class);
            }
            int asked = stub.requests(LIST).size();
            assertThat(asked).isLessThan(10);

            assertThatThrownBy(() -> compute.servers(page -> {})).isInstanceOfSatisfying(CloudException.class, e -> {
                assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(e.hadNoEffect()).isTrue();
            });
            assertThat(stub.requests(LIST)).hasSize(asked);

            clock.advance(Duration.ofSeconds(6));
            stub.replyTo(LIST, Reply.json(200, "{\"servers\":[]}"));
            assertThat(compute.servers(page -> {}).servers()).isEmpty();
        }
    }

    @Test
    void failuresOfOneServerDoNotSuspendTheService() {
        var guard = new ServiceCallGuard(
                "compute", settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());
        String server = "http://nova/v2.1/servers/6f70656e-7374-4163-8b00-000000000001";
        List<ServiceRequest> failing = List.of(
                ServiceRequest.get(URI.create(server), Map.of()),
                ServiceRequest.get(URI.create(server + "/diagnostics"), Map.of()),
                ServiceRequest.get(URI.create("http://nova/v2.0/ports?device_id=1"), Map.of()),
                new ServiceRequest("POST", URI.create(server + "/action"), Map.of(), "{}"),
                new ServiceRequest("POST", URI.create("http://nova/v2.1/servers"), Map.of(), "{}"));
        for (RequestOrigin origin : RequestOrigin.values()) {
            for (int i = 0; i < 20; i++) {
                for (ServiceRequest request : failing) {
                    origin.call(() -> guard.execute(request, () -> response(500)));
                    assertThatThrownBy(() -> origin.call(() -> guard.execute(request, () -> {
                                throw new CloudException(Category.TIMEOUT, "late");
                            })))
                            .hasMessage("late");
                }
            }
        }

        assertThat(guard.execute(LISTING, () -> response(200)).status()).isEqualTo(200);
    }

    @Test
    void errorsInResponseToUsersAndOperationsDoNotSuspendTheService() {
        var guard = new ServiceCallGuard(
                "compute", settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());
        for (int i = 0; i < 20; i++) {
            RequestOrigin.USER.call(() -> guard.execute(LISTING, () -> response(503)));
            RequestOrigin.OPERATION.call(() -> guard.execute(LISTING, () -> response(503)));
        }

        assertThat(guard.execute(LISTING, () -> response(200)).status()).isEqualTo(200);
    }

    @Test
    void failedServiceIsSuspendedForAllUntilOneListSucceeds() {
        var clock = new MutableClock(Instant.parse("2030-06-01T12:00:00Z"));
        var guard = new ServiceCallGuard("compute", settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), clock);
        ServiceRequest aboutOne = ServiceRequest.get(URI.create("http://nova/v2.1/servers/1"), Map.of());
        for (int i = 0; i < 10; i++) {
            try {
                guard.execute(LISTING, () -> response(500));
            } catch (CloudException e) {
                assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
            }
        }
        assertThatThrownBy(() -> guard.execute(aboutOne, () -> response(200))).hasMessageContaining("repeatedly");

        clock.advance(Duration.ofSeconds(6));
        assertThat(guard.execute(aboutOne, () -> response(500)).status()).isEqualTo(500);
        assertThat(guard.execute(LISTING, () -> response(200)).status()).isEqualTo(200);
        assertThat(guard.execute(aboutOne, () -> response(200)).status()).isEqualTo(200);
    }

    @Test
    void usersAndOperationsTogetherLeaveAPermitForTheInventory() {
        var guard = new ServiceCallGuard(
                "compute", settings(Duration.ofSeconds(20), 8, Duration.ofSeconds(20)), Clock.systemUTC());
        var sent = new AtomicInteger();
        var release = new CountDownLatch(1);
        var slow = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> (i % 2 == 0 ? RequestOrigin.USER : RequestOrigin.OPERATION)
                                .call(() -> guard.execute(LISTING, () -> {
                                    sent.incrementAndGet();
                                    TestLatches.await(release);
                                    return response(200);
                                })),
                        VIRTUAL))
                .toList();
        try {
            await().until(() -> sent.get() == 7);

            assertThat(CompletableFuture.supplyAsync(() -> guard.execute(LISTING, () -> response(200)), VIRTUAL))
                    .succeedsWithin(Duration.ofSeconds(2));
            assertThat(sent).hasValue(7);
        } finally {
            release.countDown();
        }
        assertThat(CompletableFuture.allOf(slow.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void internalErrorReleasesTheBreakerPermission() {
        var clock = new MutableClock(Instant.parse("2030-06-01T12:00:00Z"));
        var serviceCallGuard =
                new ServiceCallGuard("compute", settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), clock);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> serviceCallGuard.execute(LISTING, () -> {
                        throw new CloudException(Category.FAILED, "down");
                    }))
                    .isInstanceOf(CloudException.class);
        }
        clock.advance(Duration.ofSeconds(6));

        assertThatThrownBy(() -> serviceCallGuard.execute(LISTING, () -> {
                    throw new IllegalArgumentException("no request could be made");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        ServiceResponse sound = response(200);
        assertThat(serviceCallGuard.execute(LISTING, () -> sound)).isSameAs(sound);
    }

    @Test
    void userRequestsLeavePermitsForPolling() {
        var serviceCallGuard = new ServiceCallGuard(
                "compute", settings(Duration.ofSeconds(20), 8, Duration.ofSeconds(20)), Clock.systemUTC());
        ServiceResponse sound = response(200);
        var sent = new AtomicInteger();
        var release = new CountDownLatch(1);
        var users = IntStream.range(0, 90)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> RequestOrigin.USER.call(() -> serviceCallGuard.execute(LISTING, () -> {
                            sent.incrementAndGet();
                            TestLatches.await(release);
                            return sound;
                        })),
                        VIRTUAL))
                .toList();
        try {
            await().until(() -> sent.get() == 3);

            CompletableFuture<ServiceResponse> watcher =
                    CompletableFuture.supplyAsync(() -> serviceCallGuard.execute(LISTING, () -> sound), VIRTUAL);

            assertThat(watcher).succeedsWithin(Duration.ofSeconds(2));
            assertThat(sent).hasValue(3);
        } finally {
            release.countDown();
        }
        assertThat(CompletableFuture.allOf(users.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void rejectedRequestsDoNotOpenTheCircuitBreaker() {
        try (var stub = new StubOpenStack()) {
            ComputeClient compute =
                    compute(stub, settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());
            stub.replyTo(LIST, Reply.json(429, ""));
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> compute.servers(page -> {}))
                        .isInstanceOfSatisfying(
                                CloudException.class,
                                e -> assertThat(e.category()).isEqualTo(Category.THROTTLED));
            }
        }
    }

    @Test
    void responseThatIsTooLargeIsRefused() {
        try (var stub = new StubOpenStack()) {
            stub.replyTo(LIST, Reply.json(200, " ".repeat((64 << 20) + 1)));
            ComputeClient compute =
                    compute(stub, settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());

            assertThatThrownBy(() -> compute.servers(page -> {}))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessageContaining("sent a response of more than");
        }
    }

    @Test
    void responsesThatAreTooLargeDoNotSuspendTheService() {
        var guard = new ServiceCallGuard(
                "image", settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> guard.execute(LISTING, () -> {
                        throw new ResponseTooLargeException("large");
                    }))
                    .hasMessage("large");
        }

        assertThat(guard.execute(LISTING, () -> response(200)).status()).isEqualTo(200);
    }

    @Test
    void failingRequestsForQuotasDoNotSuspendTheService() {
        for (String path : List.of(
                "/v2.1/limits",
                "/v2.1/limits?tenant_id=p1",
                "/v3/p1/os-quota-sets/p1?usage=true",
                "/v2.0/quotas/p1/details")) {
            var guard = new ServiceCallGuard(
                    "compute", settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());
            ServiceRequest quotas = ServiceRequest.get(URI.create("http://service" + path), Map.of());
            for (int i = 0; i < 20; i++) {
                assertThat(guard.execute(quotas, () -> response(500)).status()).isEqualTo(500);
            }

            assertThat(guard.execute(LISTING, () -> response(200)).status()).isEqualTo(200);
        }
    }

    @Test
    @Timeout(30)
    void readTimeoutOfOneServiceCanBeShorter() throws IOException {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var context = new CloudContext(
                    settings(Duration.ofHours(1), 8, Duration.ofSeconds(5)), Clock.systemUTC(), VIRTUAL);
            var transport = context.transport("slow", TlsOptions.SYSTEM, Duration.ofMillis(300));
            URI uri = URI.create("http://127.0.0.1:" + socket.getLocalPort());

            assertThatThrownBy(() -> transport.send(ServiceRequest.get(uri, Map.of())))
                    .isInstanceOfSatisfying(
                            CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.TIMEOUT));
        }
    }

    @Test
    void responseWithTooManyValuesIsRefusedBeforeItIsParsed() {
        long max = Runtime.getRuntime().maxMemory() / 256;
        assumeThat(max).isLessThan(40 << 20);
        try (var stub = new StubOpenStack()) {
            stub.replyTo(LIST, Reply.json(200, "{\"servers\":[" + "{},".repeat((int) max / 2) + "{}]}"));
            ComputeClient compute =
                    compute(stub, settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());

            assertThatThrownBy(() -> compute.servers(page -> {}))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessageContaining("too many values");
        }
    }

    @Test
    void charactersInStringsAreNotCountedAsValues() {
        int max = (int) (Runtime.getRuntime().maxMemory() / 256);
        assumeThat(max).isLessThan(26_000_000);
        String text = "\\\"" + ",".repeat(max + 10);
        try (var stub = new StubOpenStack()) {
            stub.replyTo(LIST, Reply.json(200, "{\"servers\":[],\"note\":\"" + text + "\"}"));
            ComputeClient compute =
                    compute(stub, settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());

            assertThat(compute.servers(page -> {}).servers()).isEmpty();
        }
    }

    @Test
    void aFewLargeImagesDoNotHideTheOthers() {
        String large = IntStream.range(0, 65 << 10)
                .mapToObj(index -> ",\"note" + index + "\":\"" + "x".repeat(1 << 10) + "\"")
                .collect(Collectors.joining("", "{\"id\":\"large\",\"status\":\"active\"", "}"));
        try (var stub = new StubOpenStack()) {
            stub.replyTo(
                    "GET /image/v2/images",
                    Reply.json(200, "{\"images\":[" + large + "]}"),
                    Reply.json(200, "{\"images\":[" + image("a") + "],\"next\":\"@evil.example/v2/images\"}"),
                    Reply.json(200, "{\"images\":[" + image("b") + "]}"));
            var clouds = TestOpenStackClouds.of(stub.cloudsYaml(directory, "project_id: p1"), 200);
            CloudName cloud = clouds.names().getFirst();
            clouds.discover(cloud);
            SelectableResourceReader resources =
                    clouds.resources(cloud, new ProjectId("p1")).orElseThrow();

            assertThat(resources.images()).extracting(AvailableImage::id).containsExactlyInAnyOrder("a", "b");
            assertThat(stub.requests("GET /image/v2/images"))
                    .extracting(StubOpenStack.Recorded::query)
                    .endsWith("limit=200&status=active", "limit=20&status=active", "limit=40&status=active&marker=a");
        }
    }

    @Test
    void volumeThatIsTooLargeDoesNotHideTheOthers() {
        Reply large = Reply.json(200, " ".repeat((64 << 20) + 1));
        try (var stub = new StubOpenStack()) {
            stub.replyTo(
                    "GET /volume/volumes/detail", volumes("a", true), large, large, large, large, volumes("c", false));
            var clouds = TestOpenStackClouds.of(stub.cloudsYaml(directory, "project_id: p1"), 200);
            CloudName cloud = clouds.names().getFirst();
            clouds.discover(cloud);

            assertThat(clouds.resourceClients(cloud).getFirst().list(ResourceKind.VOLUME))
                    .extracting(CloudResource::id)
                    .containsExactly("a", "c");
            assertThat(stub.requests("GET /volume/volumes/detail"))
                    .extracting(StubOpenStack.Recorded::query)
                    .endsWith("limit=1&marker=a", "limit=1&marker=a&offset=1");
        }
    }

    @Test
    void projectResourcesOfAllPagesAreListed() {
        try (var stub = new StubOpenStack()) {
            stub.replyTo("GET /volume/volumes/detail", volumes("a", true), volumes("b", false));
            stub.replyTo(
                    "GET /v2.1/flavors/detail",
                    flavors("a", ",\"flavors_links\":[{\"rel\":\"next\",\"href\":\"x\"}]"),
                    flavors("b", ""));
            stub.replyTo(
                    "GET /v2.1/os-server-groups",
                    serverGroups("a", "b"),
                    // Nova does not sort the list, so two pages can contain the same group.
                    serverGroups("b", "c"),
                    serverGroups());
            var clouds = TestOpenStackClouds.of(stub.cloudsYaml(directory, "project_id: p1"), 200);
            CloudName cloud = clouds.names().getFirst();
            clouds.discover(cloud);
            SelectableResourceReader resources =
                    clouds.resources(cloud, new ProjectId("p1")).orElseThrow();

            assertThat(resources.volumes()).extracting(Volume::id).containsExactly("a", "b");
            assertThat(resources.flavors()).extracting(AvailableFlavor::id).containsExactly("a", "b");
            assertThat(resources.serverGroups())
                    .containsExactly(
                            new ServerGroup("a", "name-a", "affinity"),
                            new ServerGroup("b", "name-b", "affinity"),
                            new ServerGroup("c", "name-c", "affinity"));
            assertThat(stub.requests("GET /v2.1/flavors/detail"))
                    .extracting(StubOpenStack.Recorded::query)
                    .containsExactly("limit=200", "limit=200&marker=a");
            assertThat(stub.requests("GET /v2.1/flavors/detail"))
                    .extracting(StubOpenStack.Recorded::microversion)
                    .containsOnly("compute 2.95");
            assertThat(stub.requests("GET /v2.1/os-server-groups"))
                    .extracting(StubOpenStack.Recorded::query)
                    .containsExactly("limit=200", "limit=200&offset=2", "limit=200&offset=4");
        }
    }

    private static Reply flavors(String id, String links) {
        return Reply.json(
                200,
                "{\"flavors\":[{\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"vcpus\":1,\"ram\":1,\"disk\":1}]"
                        + links + "}");
    }

    private static Reply serverGroups(String... ids) {
        return Reply.json(
                200,
                Stream.of(ids)
                        .map(id -> "{\"id\":\"" + id + "\",\"name\":\"name-" + id
                                + "\",\"project_id\":\"p1\",\"policy\":\"affinity\"}")
                        .collect(Collectors.joining(",", "{\"server_groups\":[", "]}")));
    }

    @Test
    void failedCheckOfASecurityGroupHasNoEffect() {
        try (var stub = new StubOpenStack()) {
            stub.replyTo("GET /network/v2.0/security-groups/g1", Reply.json(500, ""));
            var clouds = TestOpenStackClouds.of(stub.cloudsYaml(directory, "project_id: p1"), 200);
            CloudName cloud = clouds.names().getFirst();
            clouds.discover(cloud);
            ResourceClient client = clouds.resourceClients(cloud).getFirst();

            for (ActionRequest request : List.of(
                    ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE),
                    ActionRequest.of(ResourceAction.REMOVE_SECURITY_GROUP_RULE).with(ActionParameter.RULE, "x"))) {
                assertThatThrownBy(() -> client.perform("g1", request))
                        .isInstanceOfSatisfying(
                                CloudException.class,
                                e -> assertThat(e.hadNoEffect()).isTrue());
            }
        }
    }

    private static Reply volumes(String id, boolean more) {
        return Reply.json(
                200,
                "{\"volumes\":[{\"id\":\"" + id + "\",\"name\":\"" + id
                        + "\",\"status\":\"available\",\"size\":1,\"os-vol-tenant-attr:tenant_id\":\"p1\"}]"
                        + (more ? ",\"volumes_links\":[{\"rel\":\"next\",\"href\":\"x\"}]" : "") + "}");
    }

    @Test
    void longPropertiesOfAnImageAreCut() {
        String large = "{\"id\":\"large\",\"status\":\"active\",\"visibility\":\"public\",\"instance_uuid\":\""
                + "x".repeat(65 << 20) + "\"}";
        try (var stub = new StubOpenStack()) {
            stub.replyTo("GET /image/v2/images", Reply.json(200, "{\"images\":[" + large + "," + image("a") + "]}"));
            var clouds = TestOpenStackClouds.of(stub.cloudsYaml(directory, "project_id: p1"), 200);
            CloudName cloud = clouds.names().getFirst();
            clouds.discover(cloud);

            List<AvailableImage> images =
                    clouds.resources(cloud, new ProjectId("p1")).orElseThrow().images();

            assertThat(images).extracting(AvailableImage::id).containsExactly("large", "a");
            assertThat(images.getFirst().sourceServer()).isNull();
        }
    }

    private static String image(String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"status\":\"active\",\"visibility\":\"public\"}";
    }

    @Test
    void serversAreListedWhenGlanceIsDown() {
        try (var stub = new StubOpenStack()) {
            stub.replyTo("GET /image/v2/images", Reply.json(503, ""));
            stub.replyTo(
                    LIST,
                    Reply.json(
                            200,
                            "{\"servers\":["
                                    + StubOpenStack.server("s1", "")
                                            .replace("\"image\":\"\"", "\"image\":{\"id\":\"i1\"}")
                                    + "]}"));
            ComputeClient compute =
                    compute(stub, settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), Clock.systemUTC());

            for (int i = 0; i < 20; i++) {
                var server = compute.servers(page -> {}).servers().getFirst();
                assertThat(server.image()).isNotNull().satisfies(image -> {
                    assertThat(image.id()).isEqualTo("i1");
                    assertThat(image.name()).isNull();
                });
            }
            assertThat(stub.requests("GET /image/v2/images")).hasSize(1);
        }
    }

    @Test
    void renamedAndDeletedImagesAreNoticedAndCountAsLateUpdates() {
        var clock = new MutableClock(Instant.parse("2030-06-01T12:00:00Z"));
        try (var stub = new StubOpenStack()) {
            stub.replyTo(
                    "GET /image/v2/images",
                    Reply.json(200, "{\"images\":[{\"id\":\"i1\",\"name\":\"debian\",\"status\":\"active\"}]}"),
                    Reply.json(200, "{\"images\":[{\"id\":\"i1\",\"name\":\"debian 13\",\"status\":\"active\"}]}"),
                    Reply.json(200, "{\"images\":[]}"));
            stub.replyTo("GET /image/v2/images/i1", Reply.json(404, ""));
            stub.replyTo(
                    LIST,
                    Reply.json(
                            200,
                            "{\"servers\":["
                                    + StubOpenStack.server("s1", "")
                                            .replace("\"image\":\"\"", "\"image\":{\"id\":\"i1\"}")
                                    + "]}"));
            ComputeClient compute = compute(stub, settings(Duration.ofSeconds(5), 8, Duration.ofSeconds(5)), clock);
            assertThat(imageOfFirst(compute)).isEqualTo("debian");

            clock.advance(Duration.ofMinutes(1));
            imageOfFirst(compute);
            await().untilAsserted(
                            () -> assertThat(compute.imageNameChangeCount()).isOne());
            assertThat(imageOfFirst(compute)).isEqualTo("debian 13");

            clock.advance(Duration.ofMinutes(1));
            imageOfFirst(compute);
            await().untilAsserted(
                            () -> assertThat(compute.imageNameChangeCount()).isEqualTo(2));
            assertThat(imageOfFirst(compute)).isNull();
        }
    }

    @Test
    void slowGlanceDelaysNoListAndCountsAsLateUpdate() {
        try (var stub = new StubOpenStack()) {
            var release = new CountDownLatch(1);
            stub.replyTo(
                    "GET /image/v2/images",
                    Reply.json(200, "{\"images\":[{\"id\":\"i1\",\"name\":\"debian\",\"status\":\"active\"}]}")
                            .once(release));
            stub.replyTo(
                    LIST,
                    Reply.json(
                            200,
                            "{\"servers\":["
                                    + StubOpenStack.server("s1", "")
                                            .replace("\"image\":\"\"", "\"image\":{\"id\":\"i1\"}")
                                    + "]}"));
            ComputeClient compute =
                    compute(stub, settings(Duration.ofSeconds(20), 8, Duration.ofSeconds(20)), Clock.systemUTC());
            assertThat(imageOfFirst(compute)).isNull();
            assertThat(compute.imageNameChangeCount()).isZero();

            release.countDown();

            await().untilAsserted(
                            () -> assertThat(compute.imageNameChangeCount()).isOne());
            assertThat(imageOfFirst(compute)).isEqualTo("debian");
        }
    }

    private static @Nullable String imageOfFirst(ComputeClient compute) {
        return Objects.requireNonNull(
                        compute.servers(page -> {}).servers().getFirst().image())
                .name();
    }

    @Test
    void concurrentRequestsAreLimited() throws Exception {
        try (var stub = new StubOpenStack()) {
            ComputeClient compute =
                    compute(stub, settings(Duration.ofSeconds(20), 2, Duration.ofMillis(200)), Clock.systemUTC());
            var release = new CountDownLatch(1);
            stub.replyTo(LIST, Reply.json(200, "{\"servers\":[]}").once(release));

            var running = IntStream.range(0, 5)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> outcome(compute), VIRTUAL))
                    .toList();
            CompletableFuture.anyOf(running.toArray(CompletableFuture[]::new)).get();
            while (running.stream().filter(CompletableFuture::isDone).count() < 3) {
                Thread.onSpinWait();
            }
            assertThat(stub.requests(LIST)).hasSize(2);
            release.countDown();

            assertThat(running.stream().map(CompletableFuture::join))
                    .containsExactlyInAnyOrder("listed", "listed", "UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE");
        }
    }

    private static String outcome(ComputeClient compute) {
        try {
            compute.servers(page -> {});
            return "listed";
        } catch (CloudException e) {
            return e.category().name();
        }
    }
}
