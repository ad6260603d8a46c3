package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.stackdeck.database.TestSchema;

/**
 * The built jar, unpacked and with an AOT cache as in {@code ./start}, so that test processes start several times as
 * fast, and an embedded database with the schema. The first JVM that requires the build prepares it for all JVMs until
 * the next build.
 */
final class UnpackedBuild {

    private static final Path JAR = Path.of("target/stackdeck.jar");
    private static final Path UNPACKED = Path.of("target/product");
    private static final Path CACHE = UNPACKED.resolve("stackdeck.aot");
    private static final String DATABASE = "stackdeck.mv.db";
    /** Contains the time at which the jar was written. */
    private static final Path PREPARED = UNPACKED.resolve("prepared");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final Path LOCK = Path.of("target/product.lock");
    private static boolean ready;

    private UnpackedBuild() {}

    /** Returns the command that runs a main class with the JVM options of all deployments and with these options. */
    static List<String> command(String mainClass, String... options) {
        List<String> all = new ArrayList<>(List.of("-XX:AOTCache=" + aotCache()));
        all.addAll(List.of(options));
        return javaCommand(mainClass, all);
    }

    /** Returns the AOT cache, which a training run creates if it does not exist for this build. */
    static Path aotCache() {
        prepare();
        return CACHE;
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static List<String> javaCommand(String mainClass, List<String> options) {
        List<String> command =
                new ArrayList<>(List.of(java().toString(), "-XX:TieredStopAtLevel=1", "@src/main/jvm.options"));
        command.addAll(options);
        command.addAll(List.of("-cp", UNPACKED.resolve("stackdeck.jar").toString(), mainClass));
        return command;
    }

    /**
     * Unpacks the build and creates the cache, unless this was done since the last build. Takes about half a minute.
     * Callers must select a free port afterward, because another process could take the port in the meantime.
     */
    static synchronized void prepare() {
        if (ready) {
            return;
        }
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("no " + JAR + ": run ./mvnw -DskipTests package");
        }
        // Several JVMs run test classes.
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            // The build sets the modification time of the jar to a constant so that the jar is reproducible.
            String built = Files.getAttribute(JAR, "unix:ctime").toString();
            if (!Files.exists(PREPARED) || !Files.readString(PREPARED).equals(built)) {
                Files.deleteIfExists(CACHE);
                unpack();
                train();
                createDatabase();
                Files.writeString(PREPARED, built);
            }
            ready = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates a data directory with the prepared database, unless the directory exists. Otherwise, Stackdeck would run
     * all change sets, which takes a third of its start.
     */
    static void createData(Path directory) {
        if (Files.exists(directory)) {
            return;
        }
        prepare();
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.copy(UNPACKED.resolve(DATABASE), directory.resolve(DATABASE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createDatabase() throws IOException {
        Files.deleteIfExists(UNPACKED.resolve(DATABASE));
        String name = DATABASE.substring(0, DATABASE.indexOf('.'));
        TestSchema.create("jdbc:h2:file:" + UNPACKED.toAbsolutePath().resolve(name) + ";MODE=MariaDB", "sa");
    }

    private static void unpack() throws IOException {
        run(List.of(
                java().toString(),
                "-Djarmode=tools",
                "-jar",
                JAR.toString(),
                "extract",
                "--force",
                "--destination",
                UNPACKED.toString()));
    }

    private static void train() throws IOException {
        run(javaCommand(
                "org.stackdeck.AotTrainingMain",
                List.of(
                        "-XX:AOTCacheOutput=" + CACHE,
                        "-Dspring.aot.enabled=true",
                        "-Djava.io.tmpdir=" + UNPACKED.toAbsolutePath())));
    }

    private static void run(List<String> command) throws IOException {
        Path log = Path.of("target/product.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(log));
        }
    }
}
