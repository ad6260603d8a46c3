package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The built product in a process, with its own port and data directory, which a restart keeps. */
public final class Console implements AutoCloseable {

    public static final String SETUP_CODE = "test-setup-code";
    public static final String PASSWORD = "quiet harbour lamps at dusk";

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration TRAINING = Duration.ofMinutes(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final Path LEARNED = Path.of("target/app/stackdeck.aot");

    private final Map<String, String> environment;
    private final int port;
    private final Path directory;
    private final Launcher launcher;
    private @Nullable Program program;

    /** Starts the process. */
    private interface Launcher {
        Program launch(Map<String, String> environment, Path output);
    }

    private Console(Path directory, Map<String, String> more) {
        this(
                directory,
                more,
                (environment, output) -> Program.start("org.stackdeck.StackdeckApplication", environment, output));
    }

    private Console(Path directory, Map<String, String> more, Launcher launcher) {
        this.directory = directory;
        this.launcher = launcher;
        this.port = freePort();
        this.environment = new HashMap<>(Map.of(
                "SERVER_PORT", String.valueOf(port),
                "STACKDECK_DATA_DIR", directory.resolve("data").toString(),
                "STACKDECK_SETUP_CODE", SETUP_CODE));
        environment.putAll(more);
    }

    /** Runs with the simulated cloud in its process. */
    public static Console demo(Path directory) {
        return demo(directory, Map.of());
    }

    /** Runs with the simulated cloud and additional settings, as environment variables. */
    public static Console demo(Path directory, Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(settings);
        more.put("STACKDECK_DEMO", "true");
        return new Console(directory, more).start();
    }

    /** Runs with the clouds of the file; an empty list of entries means all. */
    public static Console of(Path directory, Path cloudsFile, List<String> entries) {
        return new Console(directory, clouds(cloudsFile, entries)).start();
    }

    /** Runs with the clouds of the file and additional settings, as environment variables. */
    public static Console of(Path directory, Path cloudsFile, List<String> entries, Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(settings);
        more.putAll(clouds(cloudsFile, entries));
        return new Console(directory, more).start();
    }

    /** Runs with the clouds of the file and a MariaDB, as root without a password, instead of the embedded database. */
    public static Console of(Path directory, Path cloudsFile, List<String> entries, String database) {
        Map<String, String> more = new HashMap<>(clouds(cloudsFile, entries));
        more.put("SPRING_DATASOURCE_URL", database);
        more.put("SPRING_DATASOURCE_USERNAME", "root");
        return new Console(directory, more).start();
    }

    /** Runs another command, such as {@code start}, with the port, data directory and setup code of this class. */
    public static Console started(Path directory, ProcessBuilder command) {
        return new Console(directory, Map.of(), by(command)).start();
    }

    /**
     * Runs {@code ./start} with a finished build and AOT cache, like a second start.
     *
     * @throws IllegalStateException if {@code bench/ready} was not run before
     */
    public static Console byStart(Path directory, Map<String, String> settings) {
        if (!Files.exists(LEARNED)) {
            throw new IllegalStateException("no " + LEARNED + ": run bench/ready");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Console(directory, settings, by(new ProcessBuilder("./start"))).start();
    }

    /** Runs {@code ./start} with the clouds of the file; an empty list of entries means all. */
    public static Console byStart(Path directory, Path cloudsFile, List<String> entries) {
        return byStart(directory, clouds(cloudsFile, entries));
    }

    private static Launcher by(ProcessBuilder command) {
        return (environment, output) -> {
            // Ignore the clouds of the user who runs the tests.
            command.environment().keySet().removeIf(name -> name.startsWith("OS_"));
            command.environment().putAll(environment);
            return Program.start(command, output);
        };
    }

    /** Creates an AOT cache by starting Stackdeck once. */
    public static void train(Path cache, Path directory) {
        Program training = Program.start(
                "org.stackdeck.TrainingRun",
                Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + cache + " -Djava.io.tmpdir=" + directory),
                directory.resolve("training.log"));
        if (training.exitCode(TRAINING) != 0) {
            throw new AssertionError(training.output());
        }
    }

    private static Map<String, String> clouds(Path file, List<String> entries) {
        String path = file.toAbsolutePath().toString();
        return entries.isEmpty()
                ? Map.of("OS_CLIENT_CONFIG_FILE", path)
                : Map.of("OS_CLIENT_CONFIG_FILE", path, "STACKDECK_CLOUDS", String.join(",", entries));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts or restarts the process and waits until it is healthy. */
    public Console start() {
        Program started = launch();
        Eventually.get("the console to start", START, this::healthy, healthy -> {
            if (!started.alive()) {
                throw new AssertionError("the console ended:\n" + started.output());
            }
            return healthy;
        });
        return this;
    }

    /** Starts or restarts the process; returns the time until the sign-in page is available. */
    public Duration startToFirstPage() {
        long began = System.nanoTime();
        Program started = launch();
        while (!answers("/login")) {
            if (!started.alive() || System.nanoTime() - began > START.toNanos()) {
                throw new AssertionError("the console did not start:\n" + started.output());
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Program launch() {
        Program started = launcher.launch(environment, directory.resolve("output.log"));
        program = started;
        return started;
    }

    private boolean healthy() {
        return answers("/actuator/health");
    }

    private boolean answers(String path) {
        try {
            return rest().get(path).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Path data() {
        return directory.resolve("data");
    }

    public int port() {
        return port;
    }

    /** REST client without a token. */
    public Rest rest() {
        return Rest.at(url());
    }

    /** REST client of this user. */
    public Rest rest(String user) {
        String token = rest().post("/api/auth/login", Map.of("username", user, "password", PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
        return rest().with("Authorization", "Bearer " + token);
    }

    /** Creates the first administrator through the REST API. */
    public Rest setUp(String user) {
        Rest.Reply reply =
                rest().post("/api/setup", Map.of("code", SETUP_CODE, "username", user, "password", PASSWORD));
        if (reply.status() >= 300) {
            throw new AssertionError("setup: " + reply.status() + " " + reply.body());
        }
        return rest(user);
    }

    public boolean alive() {
        return running().alive();
    }

    public long processId() {
        return running().id();
    }

    public String output() {
        return running().output();
    }

    public void kill() {
        running().kill();
    }

    /** Stops the process like Ctrl-C; returns whether it ended in time. */
    public boolean stop() {
        return running().stop(STOP);
    }

    private Program running() {
        if (program == null) {
            throw new IllegalStateException("not started");
        }
        return program;
    }

    @Override
    public void close() {
        running().stop(STOP);
    }
}
