package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;

/** Soft-deleted servers. In a cloud without soft deletion, only the cases that do not require it run. */
abstract class SoftDeleteContract extends ContractCases {

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void softDeletedServerIsNotListedAndCanBeRestored(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        Instant before = server(compute, id).updated();
        deleteAndKeep(compute, id);

        assertThat(compute.servers(_ -> {}).servers()).extracting(Server::id).doesNotContain(id);
        assertThat(compute.changesSince(before.minusSeconds(2)).servers())
                .filteredOn(server -> server.id().equals(id))
                .singleElement()
                .matches(Server::gone);
        assertThat(ServerAction.RESTORE.takenIn(server(compute, id))).isTrue();
        refuses(Category.CONFLICT, () -> compute.act(id, ServerAction.STOP));
        String restored = compute.act(id, ServerAction.RESTORE).requestId();

        assertThat(finished(compute, id, restored).action())
                .isEqualTo(ServerAction.RESTORE.instanceAction().orElseThrow());
        assertThat(finished(compute, id, restored).failed()).isFalse();
        rests(compute, id, ServerStatus.ACTIVE);
        assertThat(compute.servers(_ -> {}).servers()).extracting(Server::id).contains(id);
        refuses(Category.CONFLICT, () -> compute.act(id, ServerAction.RESTORE));
    }

    @Test
    void softDeletedServerIsDeletedPermanently() {
        ServerId id = create();
        Compute compute = staff(Access.MEMBER);
        deleteAndKeep(compute, id);

        String deleted = compute.act(id, ServerAction.FORCE_DELETE).requestId();

        assertThat(finished(compute, id, deleted).failed()).isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(compute.server(id)).isEmpty());
        refuses(Category.NOT_FOUND, () -> compute.act(id, ServerAction.RESTORE));
    }

    @Test
    void forceDeleteOfARunningServerIsRecordedAsDeletion() {
        ServerId id = create();
        Compute compute = staff(Access.MEMBER);
        assertThat(ServerAction.FORCE_DELETE.takenIn(server(compute, id))).isTrue();

        String deleted = compute.act(id, ServerAction.FORCE_DELETE).requestId();

        assertThat(finished(compute, id, deleted).action())
                .isEqualTo(ServerAction.FORCE_DELETE.instanceAction().orElseThrow());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(compute.server(id)).isEmpty());
    }

    private static void deleteAndKeep(Compute compute, ServerId id) {
        assertThat(finished(compute, id, compute.act(id, ServerAction.DELETE).requestId())
                        .failed())
                .isFalse();
        await().atMost(PATIENCE)
                .until(() -> compute.server(id)
                        .filter(server -> server.taskState() != null || !server.gone())
                        .isEmpty());
        assumeThat(compute.server(id))
                .as("soft deletion in the cloud")
                .hasValueSatisfying(server -> assertThat(server.status()).isEqualTo(ServerStatus.SOFT_DELETED));
    }
}
