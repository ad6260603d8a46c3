package org.stackdeck.cloud.connection;

import java.util.Locale;

/** Outcome of one step of a connection test. Each finding has a text; warnings and failures also have a remedy. */
public enum ConnectionFinding {
    RESOLVED(Outcome.PASSED),
    CERTIFICATE_TRUSTED(Outcome.PASSED),
    AUTHENTICATED(Outcome.PASSED),
    SERVICES_FOUND(Outcome.PASSED),
    NOVA_SUPPORTED(Outcome.PASSED),
    REACHED(Outcome.PASSED),
    ROLES_FOUND(Outcome.PASSED),
    NOTIFICATIONS_RECEIVABLE(Outcome.PASSED),
    NOT_CONFIGURED(Outcome.SKIPPED),
    PREREQUISITE_FAILED(Outcome.SKIPPED),
    /** Skipped, because earlier steps used the whole time limit of the test. */
    TIME_LIMIT_REACHED(Outcome.SKIPPED),
    /** The address begins with {@code http:}, so the secret is sent in clear text. */
    NOT_ENCRYPTED(Outcome.WARNING),
    CERTIFICATE_NOT_VERIFIED(Outcome.WARNING),
    ADMINISTRATOR(Outcome.WARNING),
    READER(Outcome.WARNING),
    /** The catalog does not contain this service. Stackdeck does not require it. */
    SERVICE_MISSING(Outcome.WARNING),
    BROKER_UNREACHABLE(Outcome.WARNING),
    BROKER_REFUSED(Outcome.WARNING),
    BROKER_FORBIDDEN(Outcome.WARNING),
    EXCHANGE_MISSING(Outcome.WARNING),
    UNKNOWN_HOST(Outcome.FAILED),
    CONNECTION_REFUSED(Outcome.FAILED),
    TIMEOUT(Outcome.FAILED),
    TLS_FAILED(Outcome.FAILED),
    CERTIFICATE_UNTRUSTED(Outcome.FAILED),
    CERTIFICATE_EXPIRED(Outcome.FAILED),
    CERTIFICATE_OF_OTHER_HOST(Outcome.FAILED),
    CREDENTIAL_REJECTED(Outcome.FAILED),
    FORBIDDEN(Outcome.FAILED),
    NO_PROJECT(Outcome.FAILED),
    REGION_MISSING(Outcome.FAILED),
    NOVA_MISSING(Outcome.FAILED),
    NOVA_TOO_OLD(Outcome.FAILED),
    /** The response is not a valid response of this service. */
    UNEXPECTED_RESPONSE(Outcome.FAILED),
    SERVICE_ERROR(Outcome.FAILED);

    private final Outcome outcome;

    ConnectionFinding(Outcome outcome) {
        this.outcome = outcome;
    }

    public enum Outcome {
        PASSED,
        WARNING,
        FAILED,
        SKIPPED
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Returns the last part of the message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
