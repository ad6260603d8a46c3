package org.stackdeck.cloud.connection;

import java.time.Duration;
import java.util.List;

/**
 * Result of one step of a connection test. Contains neither secrets nor error messages of a service.
 *
 * @param arguments values for the placeholders of the finding's text, such as a host or a status; untrusted text
 * @param certificates the chain that the server presented, its own certificate first; empty except in
 *     {@link ConnectionStep#TLS}
 */
public record ConnectionStepResult(
        ConnectionStep step,
        ConnectionFinding finding,
        List<String> arguments,
        Duration duration,
        List<TlsCertificate> certificates) {

    public ConnectionStepResult {
        arguments = List.copyOf(arguments);
        certificates = List.copyOf(certificates);
    }

    public ConnectionFinding.Outcome outcome() {
        return finding.outcome();
    }
}
