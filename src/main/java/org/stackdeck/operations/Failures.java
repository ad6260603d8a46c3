package org.stackdeck.operations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Fault;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.Operation.Failure;

/** Reasons for which operations fail, with the codes used by the translations. */
final class Failures {

    static final Failure REVOKED = new Failure("revoked", null);
    static final Failure WITHDRAWN = new Failure("withdrawn", null);
    static final Failure TOO_LATE = new Failure("too-late", null);
    static final Failure SECRET_UNREADABLE = new Failure("secret-unreadable", null);
    static final Failure GONE = new Failure("gone", null);
    static final Failure NOT_LOCKED = new Failure("not-locked", null);
    /** No event failed, but the last one is missing. */
    static final Failure BROKEN_OFF = new Failure("broken-off", null);

    static final Failure NOT_REACHED = new Failure("not-reached", null);

    private Failures() {}

    static Failure shielded(Protection protection) {
        return new Failure("protected", protection.reason());
    }

    static Failure locked(Server server) {
        return new Failure("locked", server.lockedReason());
    }

    static Failure wrongState(Server server) {
        return new Failure("state", described(server));
    }

    /**
     * Messages that map to an actionable failure: of the services (nova.exception, neutron_lib.exceptions,
     * cinder.exception, neutron.services.revisions) and of the cloud adapter. The first match applies.
     */
    private static final List<Known> KNOWN = List.of(
            new Known("quota exceeded", "quota"),
            new Known("exceeds allowed", "quota"),
            new Known("exceeded for quota", "quota"),
            new Known("no valid host", "no-host"),
            new Known("disk is too small", "image-too-big"),
            new Known("memory is too small", "image-too-big"),
            new Known("is smaller than the minimum size", "image-too-big"),
            new Known("no more ip addresses", "no-address"),
            new Known("no more ips", "no-address"),
            new Known("failed to allocate the network", "no-network"),
            new Known("block device mapping is invalid", "no-volume"),
            new Known("failed to get volume", "no-volume"),
            new Known("leads to another port by now", "address-taken"),
            new Known("does not lead to this server any more", "address-gone"),
            new Known("but current revision is", "address-changed"),
            new Known("the port is not this server's any more", "port-gone"));

    private record Known(String words, String code) {}

    private static Optional<String> known(@Nullable String message) {
        String words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> words.contains(known.words()))
                .map(Known::code)
                .findFirst();
    }

    /** The cloud refused the request, or all attempts to send it failed. */
    static Failure refused(CloudException refusal) {
        return new Failure(
                refusal.hadNoEffect() ? known(refusal.getMessage()).orElse(code(refusal)) : code(refusal),
                refusal.getMessage());
    }

    private static String code(CloudException refusal) {
        return switch (refusal.category()) {
            case UNREACHABLE -> "unreachable";
            case TIMEOUT -> "no-answer";
            case UNAUTHENTICATED -> "unauthenticated";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "gone";
            case CONFLICT -> "conflict";
            case REFUSED -> "refused";
            case THROTTLED -> "throttled";
            case UNAVAILABLE -> "unavailable";
            case FAILED, UNINTELLIGIBLE -> "cloud-error";
        };
    }

    /** Members see only "Error" in Nova. The request id then helps the cloud's operators. */
    static Failure of(InstanceAction action) {
        return action.events().stream()
                .map(InstanceAction.Event::detail)
                .filter(detail -> detail != null && !detail.isBlank())
                .findFirst()
                .map(Failures::lastLine)
                .map(line -> new Failure(known(line).orElse("failed"), line))
                .orElse(new Failure("failed-unexplained", null));
    }

    /** Nova's fault for a server that it could not create. */
    static Failure of(Server server) {
        Fault fault = server.fault();
        return fault == null || fault.message().isBlank()
                ? new Failure("failed-unexplained", null)
                : new Failure(
                        known(fault.message()).orElse("failed"), fault.message().strip());
    }

    static Failure timedOut(String lastSeen) {
        return new Failure("timeout", lastSeen);
    }

    static String described(Server server) {
        return server.taskState() == null ? server.status().name() : server.status() + " / " + server.taskState();
    }

    /** The last line of a traceback, which contains the message. */
    private static String lastLine(String detail) {
        return detail.strip().lines().reduce("", (before, line) -> line).strip();
    }
}
