package org.stackdeck.operations;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.Operation.Failure;

/** Why operations fail, by the codes that the translations know. */
final class Failures {

    static final Failure REVOKED = new Failure("revoked", null);
    static final Failure WITHDRAWN = new Failure("withdrawn", null);
    static final Failure TOO_LATE = new Failure("too-late", null);
    static final Failure GONE = new Failure("gone", null);
    static final Failure NOT_LOCKED = new Failure("not-locked", null);
    static final Failure NOT_REACHED = new Failure("not-reached", null);

    private Failures() {}

    static Failure locked(Server server) {
        return new Failure("locked", server.lockedReason());
    }

    static Failure wrongState(Server server) {
        return new Failure("state", described(server));
    }

    /** The cloud said no, or could not be asked as often as we tried. */
    static Failure refused(CloudException refusal) {
        String code = switch (refusal.category()) {
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
        return new Failure(code, refusal.getMessage());
    }

    /** Members are told no more than "Error"; then the request id is all there is to ask the cloud's operators with. */
    static Failure of(InstanceAction action) {
        return action.events().stream()
                .map(InstanceAction.Event::detail)
                .filter(detail -> detail != null && !detail.isBlank())
                .findFirst()
                .map(detail -> new Failure("failed", lastLine(detail)))
                .orElse(new Failure("failed-unexplained", null));
    }

    static Failure timedOut(String lastSeen) {
        return new Failure("timeout", lastSeen);
    }

    static String described(Server server) {
        return server.taskState() == null ? server.status().name() : server.status() + " / " + server.taskState();
    }

    /** Of a traceback, the line that says what happened. */
    private static String lastLine(String detail) {
        return detail.strip().lines().reduce("", (before, line) -> line).strip();
    }
}
