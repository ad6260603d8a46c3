package org.stackdeck.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * MariaDB server with its own data directory on a free port of the loopback interface. Stopped with the test process.
 * The shared server is started by the first test that needs it.
 */
public final class MariaDbServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static @Nullable MariaDbServer running;

    private final AtomicInteger databases = new AtomicInteger();
    private final Path directory;
    private final int port;
    private Process process;

    private MariaDbServer(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    static boolean installed() {
        return program("mariadbd").isPresent() && program("mariadb-install-db").isPresent();
    }

    public static synchronized MariaDbServer running() {
        if (running == null) {
            running = start();
        }
        return running;
    }

    /** Starts a server that no other test uses and that may be stopped. */
    public static MariaDbServer another() {
        return start();
    }

    /** Stops the server with SIGTERM, as a shutdown of the system does. */
    public void stop() {
        end(process::destroy);
    }

    /** Kills the server with SIGKILL. */
    public void kill() {
        end(process::destroyForcibly);
    }

    private void end(Runnable how) {
        how.run();
        process.onExit().join();
    }

    /** Starts the server again with the same port and data. */
    public void startAgain() {
        try {
            process = serve(directory, port);
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB started", e);
        }
    }

    /** @return JDBC URL of a new, empty database; its user is root, without a password */
    public String newDatabase() {
        String name = "stackdeck" + databases.incrementAndGet();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // The database has the server's default collation, as in many installations. The schema must not depend on
            // it.
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no new database", e);
        }
        return address() + name;
    }

    private String address() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/";
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(address(), "root", "");
    }

    private static MariaDbServer start() {
        try {
            Path directory = Files.createTempDirectory("stackdeck-mariadb");
            MariaDbServer server = start(directory, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MariaDB started", e);
        }
    }

    private static MariaDbServer start(Path directory, int port) throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        List<String> install = command("mariadb-install-db", data);
        install.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
        Process installation = spawn(install, directory.resolve("install.log"));
        if (installation.waitFor() != 0) {
            throw new IOException("mariadb-install-db failed: " + Files.readString(directory.resolve("install.log")));
        }
        return new MariaDbServer(directory, serve(directory, port), port);
    }

    private static Process serve(Path directory, int port) throws IOException {
        List<String> serve = command("mariadbd", directory.resolve("data"));
        serve.addAll(List.of(
                "--socket=" + directory.resolve("s.sock"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // Spring keeps up to 32 contexts, each with a pool of ten connections. The default is 151.
                "--max-connections=1000"));
        return spawn(serve, directory.resolve("server.log"));
    }

    private static List<String> command(String program, Path data) {
        List<String> command = new ArrayList<>();
        command.add(program(program).orElseThrow().toString());
        command.add("--no-defaults");
        // Required if the test runs as root, who owns the directory; without effect for other users.
        command.add("--user=" + System.getProperty("user.name"));
        command.add("--datadir=" + data);
        return command;
    }

    private static Process spawn(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
                if (ended || Instant.now().isAfter(limit)) {
                    throw new IOException("MariaDB: " + Files.readString(directory.resolve("server.log")), e);
                }
            }
        }
    }

    private void remove() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            FileSystemUtils.deleteRecursively(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Searches sbin directories too: on Debian, the server's program is only in the PATH of root. */
    private static Optional<Path> program(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin:/usr/bin";
        return Stream.of(path.split(":"))
                .filter(part -> !part.isEmpty())
                .map(part -> Path.of(part, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
