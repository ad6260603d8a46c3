package org.stackdeck.ui.servers;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.servers.grid.PendingServers;

public record TestOperationBuilder(
        OperationId id, String server, ServerAction action, UserId by, String byName, Instant at) {

    public static final UserId ME = new UserId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    public static final UserId ANA = new UserId(UUID.fromString("00000000-0000-0000-0000-000000000002"));
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    public static TestOperationBuilder of(ServerAction action, String server) {
        return new TestOperationBuilder(new OperationId(UUID.randomUUID()), server, action, ME, "me", NOW);
    }

    public static TestOperationBuilder creating(String name) {
        OperationId id = new OperationId(UUID.randomUUID());
        return new TestOperationBuilder(id, name, ServerAction.CREATE, ME, "me", NOW);
    }

    /** Creates a model of pending servers, in which all operations are visible and all servers are in one project. */
    public static PendingServers pendingServers(Clock clock) {
        return new PendingServers(clock, _ -> true, _ -> ServerBuilder.STAFF);
    }

    public TestOperationBuilder byAna() {
        return new TestOperationBuilder(id, server, action, ANA, "ana", at);
    }

    public TestOperationBuilder at(Instant time) {
        return new TestOperationBuilder(id, server, action, by, byName, time);
    }

    public Operation waiting() {
        return in(Operation.State.WAITING, null);
    }

    public Operation running() {
        return in(Operation.State.RUNNING, null);
    }

    /** Returns the operation in the state RUNNING, sent at the given time. */
    public Operation sent(Instant when) {
        return in(Operation.State.RUNNING, when, null);
    }

    public Operation succeeded() {
        return in(Operation.State.SUCCEEDED, null);
    }

    /** Returns the operation in the state SUCCEEDED, with a generated password. */
    public Operation withPassword() {
        return with(ServerBuilder.key(server), Operation.State.SUCCEEDED, null, null, true);
    }

    public TestOperationBuilder by(UserId userId) {
        return new TestOperationBuilder(id, server, action, userId, "me", at);
    }

    public Operation failed() {
        return in(Operation.State.FAILED, new Operation.Failure("action-failed", null));
    }

    /** Returns the operation in this state, without a server in the cloud. */
    public Operation withoutServer(Operation.State state) {
        return with(
                new ServerKey(ServerBuilder.CLOUD, new ServerId("new-" + id)),
                state,
                null,
                state == Operation.State.FAILED ? new Operation.Failure("refused", null) : null);
    }

    private Operation in(Operation.State state, Operation.@Nullable Failure failure) {
        return in(state, null, failure);
    }

    private Operation in(Operation.State state, @Nullable Instant sent, Operation.@Nullable Failure failure) {
        return with(ServerBuilder.key(server), state, sent, failure);
    }

    private Operation with(
            ServerKey key, Operation.State state, @Nullable Instant sent, Operation.@Nullable Failure failure) {
        return with(key, state, sent, failure, false);
    }

    private Operation with(
            ServerKey key,
            Operation.State state,
            @Nullable Instant sent,
            Operation.@Nullable Failure failure,
            boolean password) {
        return new Operation(
                id,
                key,
                server,
                ServerBuilder.STAFF.id(),
                action == ServerAction.CREATE
                        ? ActionRequest.of(action).with(ActionParameter.FLAVOR, new ActionArgument("f-1", "m1.small"))
                        : ActionRequest.of(action),
                by,
                new UserName(byName),
                state,
                at,
                sent,
                state.isFinal() ? at : null,
                failure,
                null,
                password);
    }
}
