package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * One Stackdeck with the simulated cloud and the administrator {@code root} for the test classes of a JVM. It has the
 * default settings, except for the limits of registrations and sign-ins, which all classes together would exceed. A
 * class must use its own users, and send attempts that count toward other limits from an address of its own.
 */
final class SharedDemoStackdeck {

    private static final Map<String, String> SETTINGS =
            Map.of("STACKDECK_LIMITS_REGISTRATIONS", "1000", "STACKDECK_LIMITS_SIGN_INS", "1000");

    private static final SharedFixture<SharedDemoStackdeck> SHARED =
            new SharedFixture<>(SharedDemoStackdeck::new, SharedDemoStackdeck::stop);

    private final Path directory;
    private final StackdeckProcess stackdeck;

    private SharedDemoStackdeck() {
        try {
            directory = Files.createTempDirectory("stackdeck-demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stackdeck = StackdeckProcess.withDemoCloud(directory, SETTINGS);
        stackdeck.setUp("root");
    }

    static StackdeckProcess forClass(Class<?> test) {
        return SHARED.forClass(test).stackdeck;
    }

    private void stop() {
        stackdeck.close();
        FileSystemUtils.deleteRecursively(directory.toFile());
    }
}
