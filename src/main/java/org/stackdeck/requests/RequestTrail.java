package org.stackdeck.requests;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.TooManyGrantsException;
import org.stackdeck.access.UnknownRoleException;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;

/** Records actions of users on their own requests in the audit trail. */
@Component
class RequestTrail {

    private static final String KIND = "request";

    private final AuditTrail trail;

    RequestTrail(AuditTrail trail) {
        this.trail = trail;
    }

    void done(Caller caller, String action, AccessRequest request) {
        trail.record(entry(
                caller,
                action,
                request.id(),
                request.byName().value(),
                AuditEntry.Result.SUCCESS,
                words(request.wish())));
    }

    private void refused(Caller caller, String action, @Nullable RequestId id, String why) {
        trail.recordRefusal(entry(caller, action, id, null, AuditEntry.Result.REFUSED, why));
    }

    /** Records refusals of this module. Missing administrator rights and re-authentication are recorded elsewhere. */
    AccessRequest recorded(Caller caller, String action, @Nullable RequestId id, Supplier<AccessRequest> deed) {
        try {
            return deed.get();
        } catch (UnknownTargetException
                | UnknownRequestException
                | RequestClosedException
                | TooManyRequestsException
                | IndefiniteRequestException
                | TooManyGrantsException
                | UnknownRoleException
                | UnknownUserException e) {
            refused(caller, action, id, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    void lapsed(AccessRequest request) {
        trail.record(new AuditEntry(
                null,
                "console",
                "console",
                Caller.Channel.SYSTEM.name(),
                "request.lapse",
                KIND,
                request.id().toString(),
                request.byName().value(),
                AuditEntry.Result.SUCCESS,
                words(request.wish())));
    }

    private static String words(Wish wish) {
        Target target = wish.target();
        String what = target == null
                ? ""
                : "cloud=%s project=%s servers=%s permissions=%s "
                        .formatted(
                                target.cloud(),
                                target.project(),
                                target.wholeProject()
                                        ? "*"
                                        : target.servers().stream().sorted().toList(),
                                wish.permissions().stream()
                                        .sorted()
                                        .map(Permission::word)
                                        .collect(Collectors.joining(",")));
        return what + "for=" + wish.duration() + " reason=" + wish.reason();
    }

    private static AuditEntry entry(
            Caller caller,
            String action,
            @Nullable RequestId id,
            @Nullable String name,
            AuditEntry.Result result,
            @Nullable String detail) {
        return new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                action,
                KIND,
                id == null ? null : id.toString(),
                name,
                result,
                detail);
    }
}
