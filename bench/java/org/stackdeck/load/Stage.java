package org.stackdeck.load;

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
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stackdeck.load.Changes.Sample;
import org.stackdeck.product.JsonHttpClient;
import tools.jackson.databind.JsonNode;

/**
 * A console on core 0 and a simulated cloud on core 1, on free ports of 127.0.0.1, with a data directory that goes with
 * them. Both run as {@code ./start} runs them.
 */
final class Stage implements AutoCloseable {

    static final int CONSOLE_CORE = 0;
    private static final int SIMULATOR_CORE = 1;

    static final String PASSWORD = "quiet harbour lamps at dusk";

    /** An entry that may list the servers of all projects. */
    private static final String CLOUD = "admin";

    private static final String SETUP_CODE = "bench-setup-code";
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration FIRST_LIST = Duration.ofMinutes(3);

    /** Few users have all the pages. */
    private static final String NO_LIMIT = "1000000";

    /** Of every so many users one has a part of the servers only. */
    private static final int PART = 4;

    private final Path directory;
    private final Started simulator;
    private final Started console;
    private final URI address;
    private final JsonHttpClient control;
    private final Deque<Started> processes = new ConcurrentLinkedDeque<>();
    private final Thread atExit = new Thread(this::end, "end the stage");
    private final int users;
    private final int servers;
    private JsonHttpClient root = JsonHttpClient.forBase("");

    private Stage(Options options) throws IOException {
        directory = Files.createTempDirectory("stackdeck-bench");
        servers = options.servers();
        users = options.users();
        int simulatorPort = freePort();
        control = JsonHttpClient.forBase("http://127.0.0.1:" + simulatorPort + "/simulator");
        Runtime.getRuntime().addShutdownHook(atExit);
        simulator = start(
                SIMULATOR_CORE,
                List.of("./start", "--simulator-only"),
                Map.of(
                        "STACKDECK_DATA_DIR", directory.toString(),
                        "STACKDECK_SIMULATOR_PORT", String.valueOf(simulatorPort),
                        "STACKDECK_SIMULATOR_SERVERS", String.valueOf(servers)),
                directory.resolve("simulator.log"));
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port);
        await("the simulator", simulator, () -> simulator.output().contains("OS_CLIENT_CONFIG_FILE="));
        console = start(
                CONSOLE_CORE,
                List.of("./start"),
                Map.of(
                        "STACKDECK_DATA_DIR", directory.resolve("data").toString(),
                        "STACKDECK_SETUP_CODE", SETUP_CODE,
                        "STACKDECK_CLOUDS", CLOUD,
                        "OS_CLIENT_CONFIG_FILE",
                                directory.resolve("simulator/clouds.yaml").toString(),
                        "SERVER_PORT", String.valueOf(port),
                        "STACKDECK_LIMITS_PAGES_PERSESSION", NO_LIMIT,
                        "STACKDECK_LIMITS_PAGES_PERUSER", NO_LIMIT,
                        "STACKDECK_SESSION_PERUSER", NO_LIMIT,
                        "JAVA_OPTS", options.consoleOptions()),
                directory.resolve("console.log"));
    }

    /** Whatever was started when this fails is ended by the shutdown hook. */
    static Stage set(Options options) throws IOException {
        Stage stage = new Stage(options);
        stage.setUp();
        return stage;
    }

    private Started start(int core, List<String> command, Map<String, String> environment, Path output) {
        Started process = Started.on(core, command, environment, output);
        processes.push(process);
        return process;
    }

    private void setUp() {
        JsonHttpClient anybody = JsonHttpClient.forBase(address.toString());
        await("the console", console, () -> healthy(anybody));
        anybody.post("/api/setup", Map.of("code", SETUP_CODE, "username", "root", "password", PASSWORD))
                .expect(201);
        root = anybody.withHeader("Authorization", "Bearer " + token(anybody));
        IntStream.range(0, users).forEach(i -> addUser(anybody, i));
        Until.so("the servers", FIRST_LIST, () -> {
            console.check();
            JsonNode known = root.get("/api/os/servers").expect(200).body();
            return known.path("complete").asBoolean() && known.path("servers").size() == servers;
        });
    }

    private static String token(JsonHttpClient anybody) {
        return anybody.post("/api/auth/login", Map.of("username", "root", "password", PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
    }

    private void addUser(JsonHttpClient anybody, int number) {
        String name = user(number);
        anybody.post("/api/auth/register", Map.of("username", name, "password", PASSWORD))
                .expect(202);
        root.post("/api/admin/users/" + name + "/approve", Map.of()).expect(200);
        String project = number % PART == PART - 1 ? "staff" : "*";
        root.post("/api/admin/grants", Map.of("user", name, "cloud", CLOUD, "project", project, "role", "operator"))
                .expect(201);
    }

    private static void await(String what, Started process, BooleanSupplier is) {
        Until.so(what, START, () -> {
            process.check();
            return is.getAsBoolean();
        });
    }

    private static boolean healthy(JsonHttpClient anybody) {
        try {
            return anybody.get("/actuator/health").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** The first port that the system has free: the console and the cloud must know theirs before they start. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return address;
    }

    /** Where the cloud is changed and its requests are counted. */
    JsonHttpClient control() {
        return control;
    }

    /** The user of the session of that number. */
    String user(int session) {
        return "user-" + session % users;
    }

    ProcessMeter console() {
        return new ProcessMeter(console.pid());
    }

    ProcessMeter simulator() {
        return new ProcessMeter(simulator.pid());
    }

    /** Servers to be changed: those with an ordinary name. */
    List<Sample> samples() {
        return root.get("/api/os/servers")
                .expect(200)
                .body()
                .path("servers")
                .valueStream()
                .filter(server -> server.path("name").asString("").matches("(staff|research)-[a-z]+-\\d+"))
                .map(server -> new Sample(
                        server.path("id").asString(),
                        server.path("name").asString(),
                        server.path("status").asString("").equals("ACTIVE")))
                .sorted(Comparator.comparing(Sample::id))
                .toList();
    }

    /** Requests to the cloud since the last time, not counting those of the bench itself. */
    long cloudCalls() {
        return control.delete("/requests")
                .expect(200)
                .body()
                .path("requests")
                .propertyStream()
                .filter(service -> !service.getKey().equals("simulator"))
                .mapToLong(service -> service.getValue().asLong())
                .sum();
    }

    /** What the console has written of errors. */
    List<String> consoleErrors() throws IOException {
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
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        end();
    }

    private void end() {
        processes.forEach(Started::close);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
