package org.stackdeck.cloud.openstack.connectiontest;

import java.util.List;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.TlsCertificate;

/** Ends a step with a finding other than success. */
final class ConnectionStepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StepFinding finding;

    ConnectionStepException(ConnectionFinding finding, String... arguments) {
        this(new StepFinding(finding, List.of(arguments), List.of()));
    }

    ConnectionStepException(StepFinding finding) {
        super(finding.finding().name());
        this.finding = finding;
    }

    StepFinding finding() {
        return finding;
    }

    /** The finding of a step, with the values of {@link org.stackdeck.cloud.connection.ConnectionStepResult}. */
    record StepFinding(ConnectionFinding finding, List<String> arguments, List<TlsCertificate> certificates) {

        static StepFinding of(ConnectionFinding finding, String... arguments) {
            return new StepFinding(finding, List.of(arguments), List.of());
        }
    }
}
