package org.stackdeck.accessrequests;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.InvisibleCharacters;

/** Approves access requests with one or more grants, or declines them with a reason. */
@Component
class AccessRequestDecider {

    private static final String APPROVE = "request.approve";
    private static final String DECLINE = "request.refuse";

    private final AccessRequestStore store;
    private final AccessRequestAuditRecorder recorder;
    private final GrantService grantService;
    private final AccessRequestNameResolver nameResolver;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccessRequestDecider(
            AccessRequestStore store,
            AccessRequestAuditRecorder recorder,
            GrantService grantService,
            AccessRequestNameResolver nameResolver,
            AdminActionExecutor executor,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.recorder = recorder;
        this.grantService = grantService;
        this.nameResolver = nameResolver;
        this.executor = executor;
        this.events = events;
        this.clock = clock;
    }

    AccessRequest approve(Caller caller, AccessRequestId id) {
        return approveRequestedServers(
                caller,
                id,
                request -> request.requestedTerms(clock.instant()).orElseThrow(MissingGrantTermsException::new));
    }

    AccessRequest approveRequestedServers(Caller caller, AccessRequestId id, GrantTerms grantTerms) {
        return approveRequestedServers(caller, id, _ -> startingAt(clock.instant(), grantTerms));
    }

    private AccessRequest approveRequestedServers(
            Caller caller, AccessRequestId id, Function<AccessRequest, GrantTerms> terms) {
        requireCurrentNames(caller, id);
        return approve(caller, id, request -> {
            nameResolver.withCurrentNames(request).requireUnchangedNames();
            return List.of(terms.apply(request));
        });
    }

    /** Loads the names before the lock is acquired, so that other transactions do not wait for the cloud. */
    private void requireCurrentNames(Caller caller, AccessRequestId id) {
        store.find(id)
                .filter(AccessRequest::isOpen)
                .ifPresent(request -> nameResolver.requireCurrentNames(
                        caller.userId(), request.requested().target()));
    }

    AccessRequest approve(Caller caller, AccessRequest shown, List<GrantTerms> grantTerms) {
        requireValidNumber(grantTerms);
        requireCurrentNames(caller, shown.id());
        return approve(caller, shown.id(), request -> {
            nameResolver.withCurrentNames(request).requireNamesShownIn(shown);
            return startingAt(clock.instant(), grantTerms);
        });
    }

    AccessRequest approve(Caller caller, AccessRequestId id, List<GrantTerms> grantTerms) {
        requireValidNumber(grantTerms);
        return approve(caller, id, _ -> startingAt(clock.instant(), grantTerms));
    }

    private static void requireValidNumber(List<GrantTerms> grantTerms) {
        if (grantTerms.isEmpty() || grantTerms.size() > AccessRequestService.MAX_GRANTS) {
            throw new IllegalArgumentException(
                    "an approval creates 1 to " + AccessRequestService.MAX_GRANTS + " grants");
        }
    }

    private AccessRequest approve(Caller caller, AccessRequestId id, Function<AccessRequest, List<GrantTerms>> terms) {
        return decide(caller, APPROVE, id, stored -> {
            List<GrantTerms> all = terms.apply(store.toRequest(stored));
            List<Grant> grants = all.stream()
                    .map(each -> grantService
                            .create(caller, Grantee.of(stored.user()), each)
                            .grant())
                    .toList();
            store.change(stored, AccessRequest.State.APPROVED);
            stored.setGrants(grants.stream().map(Grant::id).toList(), end(all));
            return AuditDetail.of("grants", grants.stream().map(Grant::id).toList());
        });
    }

    AccessRequest decline(Caller caller, AccessRequestId id, String reason) {
        String comment = InvisibleCharacters.remove(reason);
        if (comment.isEmpty() || comment.length() > RequestedAccess.MAX_REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "a reason has 1 to " + RequestedAccess.MAX_REASON_LENGTH + " characters");
        }
        return decide(caller, DECLINE, id, stored -> {
            store.change(stored, AccessRequest.State.REFUSED);
            stored.setDeclineReason(comment);
            return AuditDetail.of("comment", comment);
        });
    }

    /** @param decision changes the request; returns the detail for the audit trail */
    private AccessRequest decide(
            Caller caller, String action, AccessRequestId id, Function<AccessRequestEntity, AuditDetail> decision) {
        AdminAction unnamed = new AdminAction(caller, action, "request", id.toString(), null);
        return recorder.executeAudited(
                caller,
                action,
                id,
                () -> executor.execute(unnamed, () -> {
                    AccessRequestEntity stored = store.lockAndFind(id);
                    AccessRequest before = store.requireOpen(stored);
                    AuditDetail detail = decision.apply(stored);
                    stored.setDecidedBy(caller.userId(), caller.userName());
                    executor.recordSuccess(
                            unnamed.withObject(id.toString(), before.userName().value()), detail);
                    AccessRequest after = store.toRequest(stored);
                    events.publishEvent(new AccessRequestsChanged(after.user()));
                    events.publishEvent(new AccessRequestChangedByUser(after));
                    return after;
                }));
    }

    private static List<GrantTerms> startingAt(Instant now, List<GrantTerms> grantTerms) {
        return grantTerms.stream().map(each -> startingAt(now, each)).toList();
    }

    private static GrantTerms startingAt(Instant now, GrantTerms grantTerms) {
        return grantTerms.from() != null
                ? grantTerms
                : new GrantTerms(
                        grantTerms.cloud(),
                        grantTerms.projects(),
                        grantTerms.servers(),
                        grantTerms.role(),
                        now,
                        grantTerms.until(),
                        grantTerms.hours());
    }

    /** Returns the latest end; null if one of the grants has no end. */
    private static @Nullable Instant end(List<GrantTerms> grantTerms) {
        return grantTerms.stream().allMatch(each -> each.until() != null)
                ? grantTerms.stream()
                        .flatMap(each -> each.end().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }
}
