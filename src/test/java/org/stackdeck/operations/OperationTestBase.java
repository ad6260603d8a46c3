package org.stackdeck.operations;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeStepUpCheck;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.execution.OperationRunner;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationQueries;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.platform.MutableClock;

/**
 * Base of tests of operations with a real database and an in-memory cloud. The tests, not the scheduler, run the steps
 * of operations.
 */
@DatabaseTest
@Import(OperationTestConfiguration.class)
public abstract class OperationTestBase {

    @Autowired
    public OperationService operations;

    @Autowired
    public OperationRunner runner;

    @Autowired
    public OperationRepository store;

    @Autowired
    public OperationQueries queries;

    @Autowired
    public AuditTrail audit;

    @Autowired
    public JdbcClient database;

    @Autowired
    public MutableClock clock;

    @Autowired
    public FakeAccessDecisionService access;

    @Autowired
    public FakeCompute nova;

    @Autowired
    public FakeClouds clouds;

    @Autowired
    public FakeStepUpCheck stepUp;

    @Autowired
    public FakeRefreshOnlyInventory inventory;

    @BeforeEach
    void allWorks() {
        nova.recover();
        inventory.setAge(null);
        clouds.recover(ServerBuilder.CLOUD);
        clouds.failActions(null);
        stepUp.setRequired(false);
        // Restores the permits that failures in earlier tests have reduced.
        clock.advance(Duration.ofMinutes(2));
    }

    public Caller caller(String called) {
        return new Caller(access.member(), new UserName(called), "127.0.0.1", Caller.Channel.UI);
    }

    /** Creates a member with this role in the project staff. */
    public Caller member(String called, Role role) {
        Caller caller = caller(called);
        access.grant(caller.userId(), ServerBuilder.STAFF, role, null);
        return caller;
    }

    public void step(Operation operation) throws InterruptedException {
        runner.run(operation.id(), () -> true);
    }

    public OperationExecutionData stored(Operation operation) {
        return store.find(operation.id()).orElseThrow();
    }

    public Operation find(Operation operation) {
        return stored(operation).operation();
    }

    public State state(Operation operation) {
        return find(operation).state();
    }

    public Map<String, Object> row(Operation operation) {
        return database.sql("select * from operation where id = ?")
                .param(operation.id().toString())
                .query()
                .singleRow();
    }

    public static ActionAvailability refusal(Runnable asking) {
        try {
            asking.run();
        } catch (ActionRefusedException e) {
            return e.availability();
        }
        throw new AssertionError("was not refused");
    }

    /** Returns the newest 1000 audit entries, newest first. */
    public Stream<AuditEntry> trail() {
        return AuditTrailReader.newest(database, 0, 1000).stream().map(written -> written.entry());
    }

    public Stream<AuditEntry> trail(Server server) {
        return trail().filter(entry -> server.id().value().equals(entry.objectId()));
    }

    public List<String> details() {
        return trail().map(AuditEntry::detailText).filter(Objects::nonNull).toList();
    }

    /** Simulates a crash. The code does not handle it, because it is not a failure of the cloud. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed(String when) {
            super(when);
        }
    }
}
