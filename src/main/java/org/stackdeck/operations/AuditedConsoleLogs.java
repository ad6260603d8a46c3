package org.stackdeck.operations;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Reads console logs from the cloud, with authorization and audit. */
@Service
class AuditedConsoleLogs implements ConsoleLogs {

    private final AuditedReads reads;
    private final Clock clock;

    AuditedConsoleLogs(AuditedReads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public ConsoleLog read(Caller caller, ServerKey key) {
        String output = reads.read(
                caller,
                key,
                "server.log",
                Permission.SERVER_LOG,
                (compute, server) -> compute.consoleOutput(server.id(), ConsoleLog.LINES));
        return ConsoleLog.of(output, clock.instant());
    }
}
