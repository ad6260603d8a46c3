package org.stackdeck.product;

import java.nio.file.Path;
import java.util.Map;

/**
 * One Stackdeck with the simulated cloud and the administrator {@code root} for the test classes of a JVM. It has the
 * default settings, except for the limits of registrations and sign-ins, which all classes together would exceed. A
 * class must use its own users, and send attempts that count toward other limits from an address of its own.
 */
final class SharedDemoStackdeck {

    private static final Map<String, String> SETTINGS =
            Map.of("STACKDECK_LIMITS_REGISTRATIONS", "1000", "STACKDECK_LIMITS_SIGN_INS", "1000");

    private static final SharedFixture<StackdeckProcess> SHARED =
            new SharedFixture<>(SharedDemoStackdeck::start, StackdeckProcess::close);

    private SharedDemoStackdeck() {}

    static StackdeckProcess forClass(Class<?> test) {
        return SHARED.forClass(test);
    }

    private static StackdeckProcess start(Path directory) {
        StackdeckProcess started = StackdeckProcess.withDemoCloud(directory, SETTINGS);
        started.setUp("root");
        return started;
    }
}
