package org.stackdeck.operations;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Access;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/**
 * Reads data of a server that requires a permission of its own. Each read checks the current permissions in the
 * database and is audited before the data is returned.
 */
@Component
class AuditedReads {

    private final Inventory inventory;
    private final Access access;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    AuditedReads(
            Inventory inventory,
            Access access,
            Clouds clouds,
            CloudRequestRateLimiter limiter,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.access = access;
        this.clouds = clouds;
        this.limiter = limiter;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param name action name of the audit entry
     * @param ask requests the data from the cloud; its result is not audited
     * @throws ActionRefusedException when the caller may not read the data
     * @throws CloudException when the request to the cloud fails, or the user causes too many requests
     */
    <T> T read(Caller caller, ServerKey key, String name, Permission permission, BiFunction<Compute, Server, T> ask) {
        Entries entries = new Entries(caller, key, name);
        Server server = inventory.find(key).orElse(null);
        if (server == null) {
            throw refused(entries, null, permission, new Decision.Invisible());
        }
        Decision decision = access.decide(access.fresh(caller.userId()), permission, ServerFacts.of(server));
        if (!decision.allowed()) {
            throw refused(entries, server, permission, decision);
        }
        T told = ask(entries, server, ask);
        transaction.executeWithoutResult(
                _ -> trail.record(entries.entry(server.name(), AuditEntry.Result.SUCCESS, null)));
        return told;
    }

    private <T> T ask(Entries entries, Server server, BiFunction<Compute, Server, T> ask) {
        try {
            Compute compute = clouds.compute(server.cloud(), server.project().id())
                    .orElseThrow(
                            () -> new CloudException(Category.UNAVAILABLE, "The server's project is not available"));
            return limiter.call(
                    entries.caller().userId(), CloudRequestRateLimiter.Budget.READS, () -> ask.apply(compute, server));
        } catch (CloudException e) {
            trail.recordRefusal(
                    entries.entry(server.name(), AuditEntry.Result.FAILED, e.category() + ": " + e.getMessage()));
            throw e;
        } catch (ServerOffException e) {
            trail.recordRefusal(entries.entry(server.name(), AuditEntry.Result.FAILED, "it is off"));
            throw e;
        }
    }

    private ActionRefusedException refused(
            Entries entries, @Nullable Server server, Permission permission, Decision decision) {
        // Do not record details of a server that the caller may not see, except the id from the request.
        String name = server == null || decision instanceof Decision.Invisible ? null : server.name();
        trail.recordRefusal(entries.entry(
                name, AuditEntry.Result.REFUSED, name == null ? "not visible" : "not granted: " + permission.word()));
        return new ActionRefusedException(AvailabilityRules.granted(decision));
    }

    /** Creates the audit entries of one read. */
    private record Entries(Caller caller, ServerKey key, String name) {

        AuditEntry entry(@Nullable String serverName, AuditEntry.Result result, @Nullable String more) {
            return caller.entry(
                    name,
                    "server",
                    key.id().value(),
                    serverName,
                    result,
                    "cloud=" + key.cloud() + (more == null ? "" : " " + more));
        }
    }
}
