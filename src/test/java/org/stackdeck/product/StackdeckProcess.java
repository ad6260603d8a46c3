package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.platform.FreePorts;

/** The built product in a process with a port and a data directory that are kept across restarts. */
public final class StackdeckProcess implements AutoCloseable {

    public static final String SETUP_CODE = "test-setup-code";
    public static final String PASSWORD = "quiet harbour lamps at dusk";

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final Path LEARNED = Path.of("target/app/stackdeck.aot");

    private final Map<String, String> environment;
    private final int port;
    private final Path directory;
    private final Launcher launcher;
    private @Nullable JavaProcess javaProcess;

    /** Starts the process with environment variables, and writes its output to a file. */
    private interface Launcher {
        JavaProcess launch(Map<String, String> environment, Path output);
    }

    private StackdeckProcess(Path directory, Map<String, String> more) {
        this(directory, more, builtProduct());
        if (!environment.containsKey("SPRING_DATASOURCE_URL")) {
            UnpackedBuild.createData(dataDirectory());
        }
    }

    private static Launcher builtProduct() {
        UnpackedBuild.prepare();
        return (environment, output) -> JavaProcess.start("org.stackdeck.StackdeckApplication", environment, output);
    }

    /** Runs with the simulated cloud in the same process, and creates the data directory itself. */
    static StackdeckProcess withoutData(Path directory, Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(settings);
        more.put("STACKDECK_DEMO", "true");
        return new StackdeckProcess(directory, more, builtProduct()).start();
    }

    private StackdeckProcess(Path directory, Map<String, String> more, Launcher launcher) {
        this.directory = directory;
        this.launcher = launcher;
        this.port = FreePorts.find();
        this.environment = new HashMap<>(Map.of(
                "SERVER_PORT", String.valueOf(port),
                "STACKDECK_DATA_DIR", directory.resolve("data").toString(),
                "STACKDECK_SETUP_CODE", SETUP_CODE));
        environment.putAll(more);
    }

    /** Runs with the simulated cloud in the same process. */
    public static StackdeckProcess withDemoCloud(Path directory) {
        return withDemoCloud(directory, Map.of());
    }

    /** Runs with the simulated cloud in the same process and additional settings, as environment variables. */
    public static StackdeckProcess withDemoCloud(Path directory, Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(settings);
        more.put("STACKDECK_DEMO", "true");
        return new StackdeckProcess(directory, more).start();
    }

    /** Runs with the clouds of the file; an empty list of entries means all. */
    public static StackdeckProcess withClouds(Path directory, Path cloudsFile, List<String> entries) {
        return new StackdeckProcess(directory, cloudSettings(cloudsFile, entries)).start();
    }

    /** Runs with the clouds of the file and additional settings, as environment variables. */
    public static StackdeckProcess withClouds(
            Path directory, Path cloudsFile, List<String> entries, Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(settings);
        more.putAll(cloudSettings(cloudsFile, entries));
        return new StackdeckProcess(directory, more).start();
    }

    /** Runs with the clouds of the file and the database of a {@link DatabaseServer} instead of the embedded one. */
    public static StackdeckProcess withClouds(Path directory, Path cloudsFile, List<String> entries, String database) {
        Map<String, String> more = new HashMap<>(cloudSettings(cloudsFile, entries));
        more.put("SPRING_DATASOURCE_URL", database);
        more.put("SPRING_DATASOURCE_USERNAME", DatabaseServer.USER);
        return new StackdeckProcess(directory, more).start();
    }

    /** Runs a jar, such as that of an earlier version, with additional settings, as environment variables. */
    static StackdeckProcess withJar(Path directory, Path jar, Map<String, String> settings) {
        ProcessBuilder command =
                new ProcessBuilder(UnpackedBuild.java().toString(), "@src/main/jvm.options", "-jar", jar.toString());
        return new StackdeckProcess(directory, settings, launcher(command)).start();
    }

    /**
     * Runs another command, such as {@code start}, with the port, the data directory and the setup code of this class.
     */
    public static StackdeckProcess withCommand(Path directory, ProcessBuilder command) {
        return new StackdeckProcess(directory, Map.of(), launcher(command)).start();
    }

    /**
     * Runs {@code ./start} with an existing build and AOT cache, like a second start.
     *
     * @throws IllegalStateException if there is no AOT cache, because {@code bench/ready} was not run before
     */
    public static StackdeckProcess withStartScript(Path directory, Map<String, String> settings) {
        if (!Files.exists(LEARNED)) {
            throw new IllegalStateException("no " + LEARNED + ": run bench/ready");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StackdeckProcess(directory, settings, launcher(new ProcessBuilder("./start"))).start();
    }

    /** Runs {@code ./start} with the clouds of the file; an empty list of entries means all. */
    public static StackdeckProcess withStartScript(Path directory, Path cloudsFile, List<String> entries) {
        return withStartScript(directory, cloudSettings(cloudsFile, entries));
    }

    private static Launcher launcher(ProcessBuilder command) {
        return (environment, output) -> JavaProcess.start(command, environment, output);
    }

    /** Returns the settings for the clouds of the file; an empty list of entries means all. */
    static Map<String, String> cloudSettings(Path file, List<String> entries) {
        String path = file.toAbsolutePath().toString();
        return entries.isEmpty()
                ? Map.of("OS_CLIENT_CONFIG_FILE", path)
                : Map.of("OS_CLIENT_CONFIG_FILE", path, "STACKDECK_CLOUDS", String.join(",", entries));
    }

    /** Starts or restarts the process and waits until it is healthy. */
    public StackdeckProcess start() {
        JavaProcess started = launch();
        Polling.waitUntil("Stackdeck to start", START, this::isHealthy, healthy -> {
            if (!started.isAlive()) {
                throw new AssertionError("Stackdeck ended:\n" + started.output());
            }
            return healthy;
        });
        return this;
    }

    /** Starts or restarts the process. Returns the time until the sign-in page is available. */
    public Duration startToFirstPage() {
        long began = System.nanoTime();
        JavaProcess started = launch();
        while (!respondsAt("/login")) {
            if (!started.isAlive() || System.nanoTime() - began > START.toNanos()) {
                throw new AssertionError("Stackdeck did not start:\n" + started.output());
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private JavaProcess launch() {
        JavaProcess started = launcher.launch(environment, directory.resolve("output.log"));
        javaProcess = started;
        return started;
    }

    private boolean isHealthy() {
        return respondsAt("/actuator/health");
    }

    private boolean respondsAt(String path) {
        try {
            return rest().get(path).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Path dataDirectory() {
        return directory.resolve("data");
    }

    public int port() {
        return port;
    }

    /** Returns a REST client without a token. */
    public JsonHttpClient rest() {
        return JsonHttpClient.forBase(url());
    }

    /** Signs in the user and returns a REST client with the token. */
    public JsonHttpClient rest(String user) {
        String token = rest().post("/api/auth/login", Map.of("username", user, "password", PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
        return rest().withHeader("Authorization", "Bearer " + token);
    }

    /** Creates the first administrator through the REST API, and returns a REST client with a token of this user. */
    public JsonHttpClient setUp(String user) {
        JsonHttpClient.Reply reply =
                rest().post("/api/setup", Map.of("code", SETUP_CODE, "username", user, "password", PASSWORD));
        if (reply.status() >= 300) {
            throw new AssertionError("setup: " + reply.status() + " " + reply.body());
        }
        return rest(user);
    }

    /** Registers the user, and approves the registration as the administrator. */
    public void createMember(JsonHttpClient administrator, String user) {
        rest().post("/api/auth/register", Map.of("username", user, "password", PASSWORD))
                .expect(202);
        administrator.post("/api/admin/users/" + user + "/approve", Map.of()).expect(200);
    }

    public boolean isAlive() {
        return running().isAlive();
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

    /** Stops the process with SIGTERM, and with SIGKILL after 20 seconds. Returns whether the process ended in time. */
    public boolean stop() {
        return running().stop(STOP);
    }

    private JavaProcess running() {
        if (javaProcess == null) {
            throw new IllegalStateException("not started");
        }
        return javaProcess;
    }

    @Override
    public void close() {
        running().stop(STOP);
    }
}
