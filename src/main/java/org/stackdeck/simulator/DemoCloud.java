package org.stackdeck.simulator;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * With {@code stackdeck.demo=true} a simulated cloud runs in the console's own process, and the console is led to it and
 * to no other: {@code stackdeck.clouds-file} is set to a file whose one entry is {@code simulator}. How many servers it
 * has and how much happens in it are {@code stackdeck.simulator.servers} (40) and
 * {@code stackdeck.simulator.changes-per-minute} (4; 0 for none). It is started when nothing speaks against the console's
 * own start any more, since its threads would keep a process alive that failed before it had a context to end.
 */
final class DemoCloud implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Slow enough that a person sees a server starting. */
    private static final double PACE = 6;

    private static final double CHANGES_PER_MINUTE = 4;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty("stackdeck.demo", Boolean.class, false)) {
            return;
        }
        Simulator simulator = Simulator.start(SimulatorOptions.defaults()
                .withServers(environment.getProperty("stackdeck.simulator.servers", Integer.class, 40))
                .withChangesPerMinute(environment.getProperty(
                        "stackdeck.simulator.changes-per-minute", Double.class, CHANGES_PER_MINUTE))
                .atPace(PACE));
        context.addApplicationListener(new DemoEnd(simulator));
        Path file = Path.of(environment.getProperty("stackdeck.data-dir", "data"), "simulator", "clouds.yaml")
                .toAbsolutePath()
                .normalize();
        simulator.writeSingleCloudsYaml(file);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("stackdeck-demo", Map.of("stackdeck.clouds-file", file.toString())));
    }
}
