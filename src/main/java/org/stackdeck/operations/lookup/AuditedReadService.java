package org.stackdeck.operations.lookup;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.ServerOffException;
import org.stackdeck.operations.state.OperationFailureFactory;

/**
 * Reads server data that requires a separate permission. Checks the permission with current data from the database
 * before the request, and the session and the permission after the cloud's response. Records each read in the audit
 * trail before it returns the data.
 */
@Component
class AuditedReadService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final LoginSessionService loginSessionService;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    AuditedReadService(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            Clouds clouds,
            CloudRequestRateLimiter limiter,
            LoginSessionService loginSessionService,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
        this.limiter = limiter;
        this.loginSessionService = loginSessionService;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param name action name for the audit entry
     * @param request requests the data from the cloud; its result is not audited
     * @throws ActionRefusedException if the caller is not permitted to read the data
     * @throws org.stackdeck.identity.session.SessionEndedException if the caller's session has ended
     * @throws CloudException if the request to the cloud fails, or the user has caused too many requests
     * @throws ServerOffException if the request requires a running server and the server is off
     */
    <T> T read(
            Caller caller,
            ServerKey key,
            String name,
            Permission permission,
            BiFunction<ComputeClient, Server, T> request) {
        AuditContext auditContext = new AuditContext(caller, key, name);
        Server server = requirePermission(auditContext, permission);
        T result;
        try {
            result = load(auditContext, server, request);
        } catch (CloudException | ServerOffException e) {
            // A user who is no longer permitted to read the data must not receive the cloud's message either.
            requireStillPermitted(auditContext, permission);
            throw e;
        }
        requireStillPermitted(auditContext, permission);
        transaction.executeWithoutResult(
                _ -> trail.record(auditContext.entry(server.name(), AuditEntry.Result.SUCCESS, AuditDetail.EMPTY)));
        return result;
    }

    private void requireStillPermitted(AuditContext auditContext, Permission permission) {
        loginSessionService.requireActive(auditContext.caller());
        requirePermission(auditContext, permission);
    }

    private Server requirePermission(AuditContext auditContext, Permission permission) {
        // The permissions are loaded even for a nonexistent server, so that the response time does not reveal whether
        // it exists.
        Subject subject =
                accessDecisionService.loadSubject(auditContext.caller().userId());
        Server server = inventory.find(auditContext.key()).orElse(null);
        Decision decision = server == null
                ? new Decision.Invisible()
                : accessDecisionService.decide(subject, permission, ServerAttributes.of(server));
        if (server == null || !decision.isAllowed()) {
            throw auditedRefusal(auditContext, server, permission, decision);
        }
        return server;
    }

    private <T> T load(AuditContext auditContext, Server server, BiFunction<ComputeClient, Server, T> request) {
        try {
            ComputeClient compute =
                    clouds.requireCompute(server.cloud(), server.project().id());
            return limiter.call(
                    auditContext.caller().userId(),
                    CloudRequestRateLimiter.Budget.READS,
                    () -> request.apply(compute, server));
        } catch (CloudException e) {
            Operation.Failure failure = OperationFailureFactory.fromCloudError(e);
            trail.recordRefusal(auditContext.entry(
                    server.name(),
                    AuditEntry.Result.FAILED,
                    AuditDetail.EMPTY.withError(failure.code(), failure.message())));
            throw e;
        } catch (ServerOffException e) {
            trail.recordRefusal(
                    auditContext.entry(server.name(), AuditEntry.Result.FAILED, AuditDetail.ofReason("server-off")));
            throw e;
        }
    }

    private ActionRefusedException auditedRefusal(
            AuditContext auditContext, @Nullable Server server, Permission permission, Decision decision) {
        // If the caller cannot see the server, record only the cloud and the ID from the request.
        String name = server == null || decision instanceof Decision.Invisible ? null : server.name();
        AuditDetail detail = name == null
                ? AuditDetail.ofReason("not-visible")
                : AuditDetail.ofReason("not-granted").with("permission", permission.code());
        trail.recordRefusal(auditContext.entry(name, AuditEntry.Result.REFUSED, detail));
        return new ActionRefusedException(ActionAvailability.of(decision));
    }

    private record AuditContext(Caller caller, ServerKey key, String name) {

        AuditEntry entry(@Nullable String serverName, AuditEntry.Result result, AuditDetail more) {
            return caller.auditEntry(
                    name,
                    "server",
                    key.id().value(),
                    serverName,
                    result,
                    AuditDetail.of("cloud", key.cloud()).with(more));
        }
    }
}
