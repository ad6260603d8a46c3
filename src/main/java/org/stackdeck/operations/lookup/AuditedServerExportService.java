package org.stackdeck.operations.lookup;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.detail.ServerExportService;
import org.stackdeck.platform.RequestConcurrencyLimiter;

/** Exports the servers of the inventory, and records each export in the audit trail. */
@Service
class AuditedServerExportService implements ServerExportService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final LoginSessionService loginSessionService;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final RequestConcurrencyLimiter limiter = new RequestConcurrencyLimiter(MAX_PER_USER, 0);

    AuditedServerExportService(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            LoginSessionService loginSessionService,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.loginSessionService = loginSessionService;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean export(Caller caller, List<ServerKey> servers, Export export, Destination destination)
            throws IOException {
        return limiter.process(caller.userId().toString(), System.nanoTime(), () -> {
            destination.write(read(caller, servers, export));
            return true;
        });
    }

    @Override
    public boolean isBusy(Caller caller) {
        return limiter.isFull(caller.userId().toString());
    }

    private List<Server> read(Caller caller, List<ServerKey> servers, Export export) {
        loginSessionService.requireActive(caller);
        // Also updates the cached permissions, which the inventory uses.
        boolean active = accessDecisionService.loadSubject(caller.userId()).active();
        Map<ServerKey, Server> visible =
                active ? inventory.current(caller.userId()).servers() : Map.of();
        List<Server> exported =
                servers.stream().map(visible::get).filter(Objects::nonNull).toList();
        transaction.executeWithoutResult(_ -> trail.record(caller.auditEntry(
                "server.export",
                "server",
                null,
                null,
                AuditEntry.Result.SUCCESS,
                AuditDetail.of("format", export.format())
                        .with("view", export.view())
                        .with("servers", exported.size()))));
        return exported;
    }
}
