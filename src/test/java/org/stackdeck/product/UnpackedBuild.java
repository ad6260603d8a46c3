package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The built jar, unpacked and with an AOT cache as in {@code ./start}, so that test processes start several times as
 * fast. The first JVM that requires the build prepares it for all JVMs until the next build.
 */
final class UnpackedBuild {

    private static final Path JAR = Path.of("target/stackdeck.jar");
    private static final Path UNPACKED = Path.of("target/product");
    private static final Path CACHE = UNPACKED.resolve("stackdeck.aot");
    /** Contains the time at which the jar was written. */
    private static final Path PREPARED = UNPACKED.resolve("prepared");

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
                Files.writeString(PREPARED, built);
            }
            ready = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
