package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.state.OperationExecutionData;

class RecentOperationTests extends ServerActionTestBase {

    @Test
    void recentOperationsIncludeOwnAndGrantedServersOnly() {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        Caller viewer = member("vic", Role.VIEWER);
        Caller stranger = caller("zoe");
        access.grant(stranger.userId(), ServerBuilder.RESEARCH, Role.OPERATOR, null);
        access.revokeAll(ann.userId());

        assertThat(operations.find(viewer, accepted.id())).isPresent();
        assertThat(operations.listRecent(viewer, 500)).contains(accepted);
        assertThat(operations.find(stranger, accepted.id())).isEmpty();
        assertThat(operations.listRecent(stranger, 500)).doesNotContain(accepted);
        assertThat(operations.find(ann, accepted.id())).isPresent();
        assertThat(operations.listRecent(ann, 1)).containsExactly(accepted);
    }

    @Test
    void messagesThatCanNameHostsRequireThePermissionToReadHosts() throws InterruptedException {
        Operation migration = operations.submit(administrator(), web.key(), ServerAction.LIVE_MIGRATE);
        run(migration);
        nova.finish(name, false, "No valid host was found. Unable to move instance to host compute-7.");
        Caller stranger = caller("zoe");
        List<Operation> delivered = new CopyOnWriteArrayList<>();
        List<Operation> deliveredToStranger = new CopyOnWriteArrayList<>();
        try (var _ = operations.subscribe(() -> access.subject(stranger.userId()), deliveredToStranger::add);
                var _ = operations.subscribe(() -> access.subject(ann.userId()), delivered::add)) {
            run(migration);
            await().until(() ->
                    delivered.stream().anyMatch(operation -> operation.state().isFinal()));
        }
        Operation stop = operations.submit(ann, web.key(), ServerAction.STOP);
        run(stop);
        nova.finish(name, false, "ComputeServiceUnavailable: Compute service of compute-7 is unavailable");
        run(stop);

        OperationFilter onServer = new OperationFilter(false, Set.of(State.values()), Set.of(), name);
        assertThat(find(migration).failure())
                .hasToString("Failure[code=no-host, message=No valid host was found. Unable "
                        + "to move instance to host compute-7.]");
        assertThat(operations.listRecent(administrator(), onServer, 2).toString())
                .contains("host compute-7", "of compute-7");
        assertThat(List.of(
                                operations.listRecent(ann, onServer, 2),
                                operations.find(ann, migration.id()),
                                operations.find(ann, stop.id()),
                                operations.visible(access.subject(ann.userId()), find(stop)),
                                delivered)
                        .toString())
                .contains("no-host", "failed")
                .doesNotContain("compute-7");
        assertThat(deliveredToStranger).isEmpty();
    }

    @Test
    void serversWithOperationsAreThoseWhoseOperationWasSentAndIsActiveOrHasJustEnded() throws InterruptedException {
        Instant start = clock.instant();
        Operation stop = operations.submit(ann, web.key(), ServerAction.STOP);
        assertThat(operations.findServersWithOperationsSince(Map.of(web.key(), start)))
                .doesNotContain(web.key());

        run(stop);
        assertThat(find(stop).state()).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(5));
        assertThat(operations.findServersWithOperationsSince(Map.of(web.key(), clock.instant())))
                .contains(web.key());

        nova.finish(name, false, "no");
        run(stop);
        assertThat(find(stop).state()).isEqualTo(State.FAILED);
        assertThat(operations.findServersWithOperationsSince(Map.of(web.key(), start)))
                .contains(web.key());
        assertThat(operations.findServersWithOperationsSince(
                        Map.of(web.key(), clock.instant().plusSeconds(1))))
                .doesNotContain(web.key());
    }

    @Test
    void onlyOperationsOnTheGivenServersAreFoundEvenInALargeNumber() throws InterruptedException {
        Instant start = clock.instant();
        run(operations.submit(ann, web.key(), ServerAction.STOP));
        Map<ServerKey, Instant> since = new HashMap<>();
        for (int i = 0; i < 1_200; i++) {
            since.put(ServerBuilder.key("other-" + i), start);
        }
        assertThat(operations.findServersWithOperationsSince(since)).isEmpty();

        since.put(web.key(), start);
        assertThat(operations.findServersWithOperationsSince(since)).containsExactly(web.key());
        assertThat(operations.findServersWithOperationsSince(Map.of())).isEmpty();
    }

    @Test
    void recentOperationsOfTheSameTimeHaveAStableOrder() {
        clock.advance(Duration.ofSeconds(1));
        List<Operation> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Server other = nova.put(ServerBuilder.named(name + "-" + i));
            inventory.refresh(other.key());
            all.add(operations.submit(ann, other.key(), ServerAction.STOP));
        }
        List<Operation> first = operations.listRecent(ann, 5);

        assertThat(first).containsExactlyInAnyOrderElementsOf(all);
        assertThat(operations.listRecent(ann, 3)).isEqualTo(first.subList(0, 3));
        assertThat(queries.findBefore(first.get(1), ann.userId(), OperationFilter.ALL, 2))
                .extracting(OperationExecutionData::operation)
                .containsExactly(first.get(2), first.get(3));
    }

    @Test
    void recentOperationsAreFilteredBeforeTheLimitApplies() throws InterruptedException {
        Caller bob = member("bob", Role.OPERATOR);
        Operation stopped = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.CONFLICT, "no"), false);
        step(stopped);
        nova.recover();
        List<Operation> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Server other = nova.put(ServerBuilder.named(name + "-" + i));
            inventory.refresh(other.key());
            others.add(operations.submit(bob, other.key(), ServerAction.REBOOT));
        }
        Operation failed = find(stopped);

        assertThat(operations.listRecent(ann, new OperationFilter(true, Set.of(State.values()), Set.of(), null), 1))
                .containsExactly(failed);
        assertThat(operations.listRecent(
                        ann, new OperationFilter(false, Set.of(State.FAILED), Set.of(ServerAction.STOP), name), 1))
                .containsExactly(failed);
        assertThat(operations.listRecent(
                        ann,
                        new OperationFilter(
                                false,
                                Set.of(State.WAITING, State.RUNNING),
                                Set.of(ServerAction.REBOOT),
                                others.get(2).server().id().value()),
                        1))
                .containsExactly(others.get(2));
        assertThat(operations.listRecent(
                        caller("zoe"), new OperationFilter(false, Set.of(State.FAILED), Set.of(), name), 500))
                .as("a filter returns no invisible operations")
                .isEmpty();
    }

    @Test
    void furtherPagesOfRecentOperationsKeepTheFilter() {
        Caller stranger = caller("zoe");
        access.grant(stranger.userId(), ServerBuilder.RESEARCH, Role.OPERATOR, null);
        Server theirs = nova.put(ServerBuilder.named(name + "-theirs").project(ServerBuilder.RESEARCH));
        inventory.refresh(theirs.key());
        Operation first = operations.submit(stranger, theirs.key(), ServerAction.REBOOT);
        database.sql("update operation set accepted_at = ? where id = ?")
                .params(
                        LocalDateTime.ofInstant(clock.instant().minusSeconds(1), ZoneOffset.UTC),
                        first.id().toString())
                .update();
        for (int i = 0; i < 3; i++) {
            Server other = nova.put(ServerBuilder.named(name + "-" + i));
            inventory.refresh(other.key());
            operations.submit(ann, other.key(), ServerAction.REBOOT);
        }

        assertThat(operations.listRecent(
                        stranger,
                        new OperationFilter(false, Set.of(State.WAITING), Set.of(ServerAction.REBOOT), null),
                        1))
                .extracting(Operation::id)
                .containsExactly(first.id());
    }
}
