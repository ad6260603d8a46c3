package org.stackdeck.database;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.stackdeck.platform.FreePorts;

/**
 * Database server with its own data directory, on a free port of the loopback interface. Its administrator is
 * {@code root}, without a password. The server is stopped and its directory deleted when the test process ends.
 */
public abstract class DatabaseServer {

    public static final String USER = "root";

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final AtomicInteger databases = new AtomicInteger();
    private final Path directory;
    private final List<String> options;
    private final int port;
    private Process process;
    private @Nullable String schema;

    /**
     * Creates the data directory and starts the server.
     *
     * @param directory empty
     * @param options additional options of the server program
     */
    DatabaseServer(Path directory, List<String> options) throws IOException, InterruptedException {
        this.directory = directory;
        this.options = options;
        this.port = FreePorts.find();
        Path log = directory.resolve("install.log");
        if (spawn(installCommand(directory.resolve("data")), log).waitFor() != 0) {
            throw new IOException("the data directory was not created: " + Files.readString(log));
        }
        this.process = serve();
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        awaitAnswer();
    }

    abstract List<String> installCommand(Path data);

    /** Returns the command that runs the server in the foreground, not as a daemon. */
    abstract List<String> serveCommand(Path data, int port);

    abstract String url(int port, String database);

    /** Returns the name of a database that always exists, or an empty text if connections require no database. */
    abstract String initialDatabase();

    /** Returns a user without the privilege to write to a read-only server. Creates the user if necessary. */
    public abstract String ordinaryUser();

    /** Returns the statements that make the whole server read-only or writable. */
    abstract List<String> readOnlyStatements(boolean readOnly);

    /** Stops the process as a shutdown of the system does, without waiting until the process ends. */
    abstract void shutDown(Process process) throws IOException;

    /** Stops the server as a shutdown of the system does, and waits until the process ends. */
    public void stop() {
        try {
            shutDown(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.onExit().join();
    }

    /** Kills the processes of the server with SIGKILL. */
    public void kill() {
        List<ProcessHandle> processes = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(killed -> killed.onExit().join());
    }

    /** Starts the server again with the same port and data, and waits until it accepts connections. */
    public void startAgain() {
        try {
            process = serve();
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database server started", e);
        }
    }

    /**
     * Creates an empty database with the server's default collation, as in many installations, and returns its JDBC
     * URL.
     */
    public String newDatabase() {
        return newDatabase("");
    }

    /** @param options options of {@code create database} */
    public String newDatabase(String options) {
        String name = "stackdeck" + databases.incrementAndGet();
        execute("create database " + name + " " + options);
        return url(port, name);
    }

    /**
     * Creates a database with the whole schema and returns its JDBC URL. Liquibase runs only for the first one, because
     * it needs seconds; the others are copies.
     */
    public synchronized String newDatabaseWithSchema() {
        if (schema == null) {
            schema = newDatabase();
            TestSchema.create(schema, USER);
        }
        return copyOf(schema);
    }

    /** Copies a database that has no connections, and returns the JDBC URL of the copy. */
    public String copyOf(String url) {
        String name = "stackdeck" + databases.incrementAndGet();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            copy(statement, url.substring(url.lastIndexOf('/') + 1), name);
        } catch (SQLException e) {
            throw new IllegalStateException("the copy of " + url, e);
        }
        return url(port, name);
    }

    abstract void copy(Statement statement, String database, String name) throws SQLException;

    /** Makes the whole server read-only or writable, for existing connections too. */
    public void setReadOnly(boolean readOnly) {
        readOnlyStatements(readOnly).forEach(this::execute);
    }

    final void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(port, initialDatabase()), USER, "");
    }

    private Process serve() throws IOException {
        List<String> command = new ArrayList<>(serveCommand(directory.resolve("data"), port));
        command.addAll(options);
        return spawn(command, directory.resolve("server.log"));
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
                    throw new IOException("database server: " + Files.readString(directory.resolve("server.log")), e);
                }
            }
        }
    }

    private void remove() {
        try {
            shutDown(process);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
            FileSystemUtils.deleteRecursively(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
