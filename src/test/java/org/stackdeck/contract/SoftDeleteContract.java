package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;

/** Tests soft-deleted servers. In a cloud without soft deletion, the cases that require it are skipped. */
abstract class SoftDeleteContract extends ContractTestBase {

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void softDeletedServerIsNotListedAndCanBeRestored(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        Instant before = server(compute, id).updated();
        deleteAndKeep(compute, id);

        assertThat(compute.servers(_ -> {}).servers()).extracting(Server::id).doesNotContain(id);
        assertThat(compute.changesSince(before.minusSeconds(2)).servers())
                .filteredOn(server -> server.id().equals(id))
                .singleElement()
                .matches(Server::deleted);
        assertThat(ServerAction.RESTORE.isAllowedIn(server(compute, id))).isTrue();
        assertRejected(Category.CONFLICT, () -> compute.performAction(id, ServerAction.STOP));
        String restored = compute.performAction(id, ServerAction.RESTORE).requestId();

        assertThat(awaitFinished(compute, id, restored).action())
                .isEqualTo(ServerAction.RESTORE.instanceAction().orElseThrow());
        assertThat(awaitFinished(compute, id, restored).failed()).isFalse();
        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
        assertThat(compute.servers(_ -> {}).servers()).extracting(Server::id).contains(id);
        assertRejected(Category.CONFLICT, () -> compute.performAction(id, ServerAction.RESTORE));
    }

    @Test
    void softDeletedServerIsDeletedPermanently() {
        ServerId id = create();
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        deleteAndKeep(compute, id);

        String deleted = compute.performAction(id, ServerAction.FORCE_DELETE).requestId();

        assertThat(awaitFinished(compute, id, deleted).failed()).isFalse();
        awaitCloud().untilAsserted(() -> assertThat(compute.server(id)).isEmpty());
        assertRejected(Category.NOT_FOUND, () -> compute.performAction(id, ServerAction.RESTORE));
    }

    @Test
    void forceDeleteOfARunningServerIsRecordedAsDeletion() {
        ServerId id = create();
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        assertThat(ServerAction.FORCE_DELETE.isAllowedIn(server(compute, id))).isTrue();

        String deleted = compute.performAction(id, ServerAction.FORCE_DELETE).requestId();

        assertThat(awaitFinished(compute, id, deleted).action())
                .isEqualTo(ServerAction.FORCE_DELETE.instanceAction().orElseThrow());
        awaitCloud().untilAsserted(() -> assertThat(compute.server(id)).isEmpty());
    }

    private void deleteAndKeep(ComputeClient compute, ServerId id) {
        assertThat(awaitFinished(
                                compute,
                                id,
                                compute.performAction(id, ServerAction.DELETE).requestId())
                        .failed())
                .isFalse();
        awaitCloud()
                .until(() -> compute.server(id)
                        .filter(server -> server.taskState() != null || !server.deleted())
                        .isEmpty());
        if (cloud() instanceof LabCloud) {
            assumeThat(compute.server(id))
                    .as("reclaim_instance_interval of Nova")
                    .isPresent();
        }
        assertThat(server(compute, id).status()).isEqualTo(ServerStatus.SOFT_DELETED);
    }
}
