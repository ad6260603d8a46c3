package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Class path of the built jar, unpacked like in {@code start}, because it starts twice as fast. */
final class UnpackedBuild {

    private static final Path JAR = Path.of("target/stackdeck.jar");
    private static final Path UNPACKED = Path.of("target/product");

    private UnpackedBuild() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static synchronized String classPath() {
        Path jar = UNPACKED.resolve("stackdeck.jar");
        try {
            if (!Files.exists(JAR)) {
                throw new IllegalStateException("no " + JAR + ": run ./mvnw -DskipTests package");
            }
            if (!Files.exists(jar) || Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
                unpack();
                Files.setLastModifiedTime(jar, Files.getLastModifiedTime(JAR));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.toString();
    }

    private static void unpack() throws IOException {
        List<String> command = List.of(
                java().toString(),
                "-Djarmode=tools",
                "-jar",
                JAR.toString(),
                "extract",
                "--force",
                "--destination",
                UNPACKED.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("cannot unpack " + JAR);
        }
    }
}
