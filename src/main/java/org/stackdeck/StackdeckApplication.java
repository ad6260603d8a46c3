package org.stackdeck;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.stackdeck.platform.configuration.ConfigurationPrinter;
import org.stackdeck.platform.startup.StackTraceRateLimiter;
import org.stackdeck.platform.startup.StartupAnnouncer;
import org.stackdeck.platform.startup.StartupChecks;

/** Starts Stackdeck: web UI, REST API, inventory and operations in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StackdeckApplication {

    private static final String NEW_SETUP_CODE = "--new-setup-code";

    private static final String VIRTUAL_THREAD_PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] args) {
        if (List.of(args).contains(ConfigurationPrinter.OPTION)) {
            System.exit(ConfigurationPrinter.run(System.out, System.err, args));
        }
        setVirtualThreadParallelism();
        SpringApplication application = application();
        application.addListeners(new StartupAnnouncer());
        application.run(Arrays.stream(args)
                .map(argument -> argument.equals(NEW_SETUP_CODE) ? "--stackdeck.new-setup-code=true" : argument)
                .toArray(String[]::new));
    }

    /**
     * Uses more platform threads for virtual threads than there are processors, unless the system property is set. The
     * JVM does not preempt virtual threads. With one platform thread for each processor, a few requests that compute
     * for a long time would delay all others.
     */
    private static void setVirtualThreadParallelism() {
        if (System.getProperty(VIRTUAL_THREAD_PARALLELISM) == null) {
            System.setProperty(
                    VIRTUAL_THREAD_PARALLELISM,
                    String.valueOf(Math.max(16, 4 * Runtime.getRuntime().availableProcessors())));
        }
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(StackdeckApplication.class);
        // Set explicitly: classes that Spring generates at build time (process-aot) are named after this class, but the
        // training run has a different main class.
        application.setMainApplicationClass(StackdeckApplication.class);
        application.addInitializers(new StartupChecks(), new StackTraceRateLimiter());
        return application;
    }
}
