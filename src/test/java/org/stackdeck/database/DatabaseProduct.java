package org.stackdeck.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Database servers that tests start. A product's name in lower case is the tag of its tests. */
public enum DatabaseProduct {
    MARIADB("mariadb-server", List.of("mariadbd", "mariadb-install-db"), MariaDbServer::new),
    POSTGRESQL("postgresql", List.of("postgres", "initdb"), PostgreSqlServer::new);

    /** Debian's directories with the programs of PostgreSQL, one for each version. */
    private static final Path POSTGRESQL_VERSIONS = Path.of("/usr/lib/postgresql");

    private final String debianPackage;
    private final List<String> programs;
    private final ServerStarter starter;
    private @Nullable DatabaseServer running;

    @FunctionalInterface
    private interface ServerStarter {

        DatabaseServer start(Path directory, List<String> options) throws IOException, InterruptedException;
    }

    DatabaseProduct(String debianPackage, List<String> programs, ServerStarter starter) {
        this.debianPackage = debianPackage;
        this.programs = programs;
        this.starter = starter;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a message with the missing programs and their package; empty if the server is installed. */
    Optional<String> missing() {
        return programs.stream().allMatch(program -> find(program).isPresent())
                ? Optional.empty()
                : Optional.of(String.join(" and ", programs) + " are not installed (Debian: apt-get install "
                        + debianPackage + ")");
    }

    /** Returns the server that tests share. The first call starts it. */
    public synchronized DatabaseServer running() {
        if (running == null) {
            running = another();
        }
        return running;
    }

    /**
     * Starts a server that no other test uses and that may be stopped.
     *
     * @param options additional options of the server program
     */
    public DatabaseServer another(String... options) {
        try {
            return starter.start(Files.createTempDirectory("stackdeck-" + tag()), List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + this + " started", e);
        }
    }

    String program(String name) {
        return find(name).orElseThrow().toString();
    }

    /** Also searches directories that are not in the PATH of every user. */
    private static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin:/usr/bin";
        return Stream.concat(
                        Arrays.stream(path.split(":"))
                                .filter(part -> !part.isEmpty())
                                .map(Path::of),
                        postgreSqlVersions())
                .map(directory -> directory.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the directories with programs of PostgreSQL, newest version first. */
    private static Stream<Path> postgreSqlVersions() {
        if (!Files.isDirectory(POSTGRESQL_VERSIONS)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(POSTGRESQL_VERSIONS)) {
            return versions
                    .filter(version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparingInt((Path version) ->
                                    Integer.parseInt(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
