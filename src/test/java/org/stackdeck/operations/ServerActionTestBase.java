package org.stackdeck.operations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.scheduling.OperationSchedulerConfiguration;
import org.stackdeck.operations.scheduling.OperationSynchronizer;

/** Base of tests of operations on the server {@code web}, on which the user {@code ann} has the operator role. */
abstract class ServerActionTestBase extends OperationTestBase {

    @Autowired
    OperationSynchronizer recovery;

    @Autowired
    Scheduler scheduler;

    @Autowired
    CustomTask<Void> task;

    final String name = "web-" + UUID.randomUUID();

    Server web;

    Caller ann;

    @BeforeEach
    void know() {
        nova.synchronizeWith(clock);
        web = nova.put(ServerBuilder.named(name));
        inventory.refresh(web.key());
        ann = member("ann", Role.OPERATOR);
    }

    Operation stop(Caller caller, String server) {
        Server other = nova.put(ServerBuilder.named(server));
        inventory.refresh(other.key());
        return operations.submit(caller, other.key(), ServerAction.STOP);
    }

    void run(Operation operation) throws InterruptedException {
        runOnce(operation);
    }

    /**
     * Runs the operation until it waits, was sent or has ended.
     *
     * @return the time at which to continue; empty if the operation has ended
     */
    Optional<Instant> runOnce(Operation operation) throws InterruptedException {
        return runner.run(
                operation.id(),
                () -> store.find(operation.id())
                        .map(stored -> stored.operation().state() != State.RUNNING
                                || stored.operation().requestId() != null
                                || stored.unansweredAt() != null)
                        .orElse(true));
    }

    long sent(String word) {
        return nova.calls("act:" + word + ":" + name);
    }

    long tasks(Operation operation) {
        return scheduler.getScheduledExecutionsForTask(OperationSchedulerConfiguration.TASK, Void.class).stream()
                .filter(task ->
                        task.getTaskInstance().getId().equals(operation.id().toString()))
                .count();
    }

    List<String> audited() {
        return trail(web).map(ServerActionTestBase::line).toList();
    }

    static String line(AuditEntry entry) {
        return entry.action() + " " + entry.result() + " " + entry.channel();
    }

    Caller administrator() {
        return new Caller(access.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.UI);
    }
}
