package org.stackdeck.operations.lookup;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.operations.detail.ConsoleLogService;

/** Reads console logs from the cloud, with authorization and audit. */
@Service
class AuditedConsoleLogService implements ConsoleLogService {

    private final AuditedReadService auditedReadService;
    private final Clock clock;

    AuditedConsoleLogService(AuditedReadService auditedReadService, Clock clock) {
        this.auditedReadService = auditedReadService;
        this.clock = clock;
    }

    @Override
    public ConsoleLog read(Caller caller, ServerKey key) {
        String output = auditedReadService.read(
                caller,
                key,
                "server.log",
                Permission.SERVER_LOG,
                (compute, server) -> compute.consoleOutput(server.id(), ConsoleLog.MAX_LINES));
        return ConsoleLog.fromRaw(output, clock.instant());
    }
}
