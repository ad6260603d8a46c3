package org.stackdeck.platform.startup;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints the reason for a failed start to standard error, instead of Spring Boot's report in the log. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StderrFailureAnalysisReporter implements FailureAnalysisReporter {

    private static final String BOOT_REPORTER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public void report(FailureAnalysis analysis) {
        // Set in code instead of application.yml, because the start may fail before logging is configured.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(BOOT_REPORTER, LogLevel.OFF);
        System.err.println(Stream.of(analysis.getDescription(), analysis.getAction())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")));
    }
}
