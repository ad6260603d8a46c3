package org.stackdeck.simulator;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a simulated cloud in the Stackdeck process if {@code stackdeck.demo} is true. Sets
 * {@code stackdeck.clouds-file} to a file with the single entry {@code simulator}. The simulator starts after the
 * startup checks, because its threads would keep a failed process alive.
 */
final class DemoCloudInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Factor by which actions are slower than on an idle host. With this factor, a user can see a server start. */
    private static final double PACE = 6;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty("stackdeck.demo", Boolean.class, false)) {
            return;
        }
        SimulatorProperties properties =
                Binder.get(environment).bindOrCreate("stackdeck.simulator", SimulatorProperties.class);
        Simulator simulator = Simulator.start(SimulatorOptions.defaults()
                .withServers(properties.servers())
                .withChangesPerMinute(properties.changesPerMinute())
                .withPace(PACE));
        context.addApplicationListener(new SimulatorShutdownListener(simulator));
        Path file = Path.of(environment.getProperty("stackdeck.data-dir", "data"), "simulator", "clouds.yaml")
                .toAbsolutePath()
                .normalize();
        simulator.writeSingleCloudsYaml(file);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("stackdeck-demo", Map.of("stackdeck.clouds-file", file.toString())));
    }
}
