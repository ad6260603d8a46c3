package org.stackdeck.operations;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Server;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeStepUp;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.platform.MovableClock;

/**
 * Operations with a real database and a working in-memory cloud. Each step runs separately, as in the scheduler's task.
 */
@DatabaseTest
@Import(OperationsWorld.class)
abstract class OperationsCase {

    @Autowired
    Operations operations;

    @Autowired
    OperationRunner runner;

    @Autowired
    OperationStore store;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @Autowired
    FakeAccess access;

    @Autowired
    FakeCompute nova;

    @Autowired
    FakeClouds clouds;

    @Autowired
    FakeStepUp stepUp;

    @Autowired
    Inventory inventory;

    @BeforeEach
    void allWorks() {
        nova.work();
        clouds.work(AServer.CLOUD);
        stepUp.need(false);
    }

    Caller caller(String called) {
        return new Caller(access.member(), new UserName(called), "127.0.0.1", Caller.Channel.UI);
    }

    /** A member with a role in the project staff. */
    Caller member(String called, Role role) {
        Caller caller = caller(called);
        access.grant(caller.userId(), AServer.STAFF, role, null);
        return caller;
    }

    void step(Operation operation) throws InterruptedException {
        runner.run(operation.id(), () -> true);
    }

    Operation find(Operation operation) {
        return store.find(operation.id()).orElseThrow().operation();
    }

    State state(Operation operation) {
        return find(operation).state();
    }

    /** The operation's database row. */
    Map<String, Object> row(Operation operation) {
        return database.sql("select * from operation where id = ?")
                .param(operation.id().toString())
                .query()
                .singleRow();
    }

    static Answer refusal(Runnable asking) {
        try {
            asking.run();
        } catch (ActionRefusedException e) {
            return e.answer();
        }
        throw new AssertionError("was not refused");
    }

    /** Newest first. */
    Stream<AuditEntry> trail() {
        return audit.newest(0, 1000).stream().map(written -> written.entry());
    }

    Stream<AuditEntry> trail(Server server) {
        return trail().filter(entry -> server.id().value().equals(entry.objectId()));
    }

    List<String> details() {
        return trail().map(AuditEntry::detail).filter(Objects::nonNull).toList();
    }
}
