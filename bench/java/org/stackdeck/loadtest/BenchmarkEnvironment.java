package org.stackdeck.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stackdeck.loadtest.ServerChangeGenerator.ChangeableServer;
import org.stackdeck.product.JsonHttpClient;
import tools.jackson.databind.JsonNode;

/**
 * Stackdeck on core 0 and a simulated cloud on core 1, on free ports of 127.0.0.1, with a temporary data directory.
 * Both are started by {@code ./start}.
 */
final class BenchmarkEnvironment implements AutoCloseable {

    static final int STACKDECK_CORE = 0;
    private static final int SIMULATOR_CORE = 1;

    static final String PASSWORD = "quiet harbour lamps at dusk";

    /** Entry of the simulator's clouds.yaml with permission to list the servers of all projects. */
    private static final String CLOUD = "admin";

    private static final String SETUP_CODE = "bench-setup-code";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration FIRST_LIST_TIMEOUT = Duration.ofMinutes(3);

    /** The pages belong to few users, who would exceed Stackdeck's default limits. */
    private static final String NO_LIMIT = "1000000";

    /** The pages send no input of a user. */
    private static final String SESSION_IDLE = "12h";

    /** Every fourth user has access to one project only. */
    private static final int RESTRICTED_USER_INTERVAL = 4;

    private final Path directory;
    private final PinnedProcess simulator;
    private final PinnedProcess stackdeck;
    private final URI address;
    private final JsonHttpClient simulatorClient;
    private final Deque<PinnedProcess> processes = new ConcurrentLinkedDeque<>();
    private final Thread shutdownHook = new Thread(this::shutDown, "benchmark-shutdown");
    private final LoadTestOptions options;
    private JsonHttpClient adminClient = JsonHttpClient.forBase("");

    private BenchmarkEnvironment(LoadTestOptions options) throws IOException {
        directory = Files.createTempDirectory("stackdeck-bench");
        this.options = options;
        int simulatorPort = freePort();
        simulatorClient = JsonHttpClient.forBase("http://127.0.0.1:" + simulatorPort + "/simulator");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        simulator = startProcess(
                SIMULATOR_CORE,
                List.of("./start", "--simulator-only"),
                Map.of(
                        "STACKDECK_DATA_DIR", directory.toString(),
                        "STACKDECK_SIMULATOR_PORT", String.valueOf(simulatorPort),
                        "STACKDECK_SIMULATOR_SERVERS", String.valueOf(options.servers())),
                directory.resolve("simulator.log"));
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port);
        awaitStart("start of the simulator", simulator, () -> simulator.output().contains("OS_CLIENT_CONFIG_FILE="));
        stackdeck = startProcess(
                STACKDECK_CORE,
                List.of("./start"),
                Map.of(
                        "STACKDECK_DATA_DIR", directory.resolve("data").toString(),
                        "STACKDECK_SETUP_CODE", SETUP_CODE,
                        "STACKDECK_CLOUDS", CLOUD,
                        "OS_CLIENT_CONFIG_FILE", simulatorCloudsFile().toString(),
                        "SERVER_PORT", String.valueOf(port),
                        "STACKDECK_LIMITS_PAGES_PERSESSION", NO_LIMIT,
                        "STACKDECK_LIMITS_PAGES_PERUSER", NO_LIMIT,
                        "STACKDECK_SESSION_PERUSER", NO_LIMIT,
                        "STACKDECK_SESSION_IDLE", SESSION_IDLE,
                        "JAVA_OPTS", options.jvmOptions()),
                directory.resolve("stackdeck-output.log"));
    }

    /** If this fails, the shutdown hook stops the processes that were started. */
    static BenchmarkEnvironment start(LoadTestOptions options) throws IOException {
        BenchmarkEnvironment environment = new BenchmarkEnvironment(options);
        environment.setUp();
        return environment;
    }

    private PinnedProcess startProcess(int core, List<String> command, Map<String, String> environment, Path output) {
        PinnedProcess process = PinnedProcess.start(core, command, environment, output);
        processes.push(process);
        return process;
    }

    private void setUp() {
        JsonHttpClient anonymousClient = JsonHttpClient.forBase(address.toString());
        awaitStart("start of Stackdeck", stackdeck, () -> isHealthy(anonymousClient));
        anonymousClient
                .post("/api/setup", Map.of("code", SETUP_CODE, "username", "root", "password", PASSWORD))
                .expect(201);
        adminClient = anonymousClient.withHeader("Authorization", "Bearer " + requestToken(anonymousClient));
        IntStream.range(0, options.users()).forEach(i -> addUser(anonymousClient, i));
        Polling.await("complete list of servers", FIRST_LIST_TIMEOUT, () -> {
            stackdeck.requireAlive();
            JsonNode list = adminClient.get("/api/os/servers").expect(200).body();
            return list.path("complete").asBoolean() && list.path("servers").size() == options.servers();
        });
    }

    private static String requestToken(JsonHttpClient anonymousClient) {
        return anonymousClient
                .post("/api/auth/login", Map.of("username", "root", "password", PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
    }

    private void addUser(JsonHttpClient anonymousClient, int number) {
        String name = username(number);
        anonymousClient
                .post("/api/auth/register", Map.of("username", name, "password", PASSWORD))
                .expect(202);
        adminClient.post("/api/admin/users/" + name + "/approve", Map.of()).expect(200);
        String project = number % RESTRICTED_USER_INTERVAL == RESTRICTED_USER_INTERVAL - 1 ? "staff" : "*";
        // Operators have access to servers only.
        String role = options.page().equals(LoadTestOptions.DEFAULT_PAGE) ? "operator" : "manager";
        adminClient
                .post("/api/admin/grants", Map.of("user", name, "cloud", CLOUD, "project", project, "role", role))
                .expect(201);
    }

    private static void awaitStart(String description, PinnedProcess process, BooleanSupplier started) {
        Polling.await(description, START_TIMEOUT, () -> {
            process.requireAlive();
            return started.getAsBoolean();
        });
    }

    private static boolean isHealthy(JsonHttpClient anonymousClient) {
        try {
            return anonymousClient.get("/actuator/health").status() == 200;
        } catch (UncheckedIOException notStarted) {
            return false;
        }
    }

    /** Returns a free port. The ports must be known before Stackdeck and the simulator start. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    LoadTestOptions options() {
        return options;
    }

    URI address() {
        return address;
    }

    /** Client for the simulator's own API, which changes the cloud and counts its requests. */
    JsonHttpClient simulatorClient() {
        return simulatorClient;
    }

    /** Name of the user to whom the session with this number belongs. */
    String username(int session) {
        return "user-" + session % options.users();
    }

    ProcessMeter stackdeckMeter() {
        return new ProcessMeter(stackdeck.pid());
    }

    ProcessMeter simulatorMeter() {
        return new ProcessMeter(simulator.pid());
    }

    /** The clouds.yaml of the simulated cloud. */
    Path simulatorCloudsFile() {
        return directory.resolve("simulator/clouds.yaml");
    }

    /**
     * Waits until Stackdeck lists at least this number of resources.
     *
     * @param status status that the resources must have; empty for any
     */
    void awaitResources(String kind, int count, String status, Duration timeout) {
        Polling.await("%,d %s".formatted(count, kind), timeout, () -> {
            JsonNode body = adminClient.get("/api/os/" + kind).expect(200).body();
            return body.valueStream()
                            .flatMap(JsonNode::valueStream)
                            .filter(resource -> resource.has("id"))
                            .filter(resource -> status.isEmpty()
                                    || resource.path("status").asString("").equals(status))
                            .count()
                    >= count;
        });
    }

    /** Current value of a metric of Stackdeck, with a new token, because tokens are valid for a short time. */
    long metric(String name) {
        JsonHttpClient anonymousClient = JsonHttpClient.forBase(address.toString());
        return anonymousClient
                .withHeader("Authorization", "Bearer " + requestToken(anonymousClient))
                .get("/actuator/metrics/" + name)
                .expect(200)
                .body()
                .path("measurements")
                .path(0)
                .path("value")
                .asLong();
    }

    /** Servers with a generated name, ordered by ID. */
    List<ChangeableServer> changeableServers() {
        return adminClient
                .get("/api/os/servers")
                .expect(200)
                .body()
                .path("servers")
                .valueStream()
                .filter(server -> server.path("name").asString("").matches("(staff|research)-[a-z]+-\\d+"))
                .map(server -> new ChangeableServer(
                        server.path("id").asString(),
                        server.path("name").asString(),
                        server.path("status").asString("").equals("ACTIVE")))
                .sorted(Comparator.comparing(ChangeableServer::id))
                .toList();
    }

    /** Returns the number of OpenStack API calls since the last call of this method, by service, and resets them. */
    Map<String, Long> takeCloudCalls() {
        return simulatorClient
                .delete("/requests")
                .expect(200)
                .body()
                .path("requests")
                .propertyStream()
                .filter(service -> !service.getKey().equals("simulator"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, service -> service.getValue().asLong(), Long::sum, TreeMap::new));
    }

    /** Lines with level ERROR in Stackdeck's log. */
    List<String> logErrors() throws IOException {
        Path log = directory.resolve("data/logs/stackdeck.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" ERROR ")).toList();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        shutDown();
    }

    private void shutDown() {
        processes.forEach(PinnedProcess::close);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("couldn't delete " + directory + ": " + e.getMessage());
        }
    }
}
