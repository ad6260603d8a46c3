package org.stackdeck.simulator;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * With {@code stackdeck.demo=true} a simulated cloud runs in the console's own process, and the console is led to it and
 * to no other: {@code stackdeck.clouds-file} is set to a file whose one entry is {@code simulator}. How many servers it
 * has and how much happens in it are {@code stackdeck.simulator.servers} (40) and
 * {@code stackdeck.simulator.changes-per-minute} (4; 0 for none).
 */
final class DemoCloud implements EnvironmentPostProcessor, Ordered {

    /** Slow enough that a person sees a server starting. */
    private static final double PACE = 6;

    private static final double CHANGES_PER_MINUTE = 4;

    @Override
    public int getOrder() {
        // after the configuration files were read and the data directory was made
        return ConfigDataEnvironmentPostProcessor.ORDER + 20;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("stackdeck.demo", Boolean.class, false)) {
            return;
        }
        Simulator simulator = Simulator.start(SimulatorOptions.defaults()
                .withServers(environment.getProperty("stackdeck.simulator.servers", Integer.class, 40))
                .withChangesPerMinute(environment.getProperty(
                        "stackdeck.simulator.changes-per-minute", Double.class, CHANGES_PER_MINUTE))
                .atPace(PACE));
        application.addListeners(new DemoEnd(simulator));
        Path file = Path.of(environment.getProperty("stackdeck.data-dir", "data"), "simulator", "clouds.yaml")
                .toAbsolutePath()
                .normalize();
        simulator.writeSingleCloudsYaml(file);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("stackdeck-demo", Map.of("stackdeck.clouds-file", file.toString())));
    }
}
