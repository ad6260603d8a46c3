package org.stackdeck.operations;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
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
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Decides on each reading by the rights that the database has at that moment, and hands nothing out that is not written down. */
@Service
class AuditedConsoleLogs implements ConsoleLogs {

    private static final String READ = "server.log";

    private final Inventory inventory;
    private final Access access;
    private final Clouds clouds;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditedConsoleLogs(
            Inventory inventory,
            Access access,
            Clouds clouds,
            AuditTrail trail,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.inventory = inventory;
        this.access = access;
        this.clouds = clouds;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public ConsoleLog read(Caller caller, ServerKey key) {
        Server server = inventory.find(key).orElse(null);
        Optional<Answer> refusal = server == null
                ? Optional.of(new Answer.Invisible())
                : refusal(access.decide(access.fresh(caller.userId()), Permission.SERVER_LOG, ServerFacts.of(server)));
        if (server == null || refusal.isPresent()) {
            throw refused(caller, key, server, refusal.orElseGet(Answer.Invisible::new));
        }
        ConsoleLog log = ask(caller, server);
        transaction.executeWithoutResult(
                _ -> trail.record(entry(caller, key, server.name(), AuditEntry.Result.SUCCESS, null)));
        return log;
    }

    private ConsoleLog ask(Caller caller, Server server) {
        try {
            String output = clouds.compute(server.cloud(), server.project().id())
                    .orElseThrow(
                            () -> new CloudException(Category.UNAVAILABLE, "No way to the server's project is known"))
                    .consoleOutput(server.id(), ConsoleLog.LINES);
            return ConsoleLog.of(output, clock.instant());
        } catch (CloudException e) {
            trail.recordRefusal(entry(
                    caller,
                    server.key(),
                    server.name(),
                    AuditEntry.Result.FAILED,
                    e.category() + ": " + e.getMessage()));
            throw e;
        }
    }

    private ActionRefusedException refused(Caller caller, ServerKey key, @Nullable Server server, Answer answer) {
        // Nothing of a server that the caller may not see, except the id they gave.
        String name = server == null || answer instanceof Answer.Invisible ? null : server.name();
        trail.recordRefusal(entry(
                caller,
                key,
                name,
                AuditEntry.Result.REFUSED,
                name == null ? "not visible" : "not granted: " + Permission.SERVER_LOG.word()));
        return new ActionRefusedException(answer);
    }

    private static Optional<Answer> refusal(Decision decision) {
        return switch (decision) {
            case Decision.Allowed() -> Optional.empty();
            case Decision.Invisible() -> Optional.of(new Answer.Invisible());
            case Decision.NotGranted(var permission) -> Optional.of(new Answer.NotGranted(permission));
            case Decision.NotYet(var permission, var opens) -> Optional.of(new Answer.NotYet(permission, opens));
            case Decision.Ended(var permission, var at) -> Optional.of(new Answer.Ended(permission, at));
        };
    }

    private static AuditEntry entry(
            Caller caller, ServerKey key, @Nullable String name, AuditEntry.Result result, @Nullable String more) {
        return caller.entry(
                READ,
                "server",
                key.id().value(),
                name,
                result,
                "cloud=" + key.cloud() + (more == null ? "" : " " + more));
    }
}
