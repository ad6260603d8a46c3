package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;

/** Actions on resources besides servers, from acceptance to the end. */
abstract class ResourceOperationTests extends OperationTestCase {

    private static int number;

    private final String id = "volume-" + ++number;
    private Caller mia;

    @BeforeEach
    void aVolume() {
        mia = member("mia", Role.MANAGER);
        clouds.failActions(null);
        present("available", 10);
    }

    private void present(String status, long size) {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume(status, size)));
    }

    private CloudResource volume(String status, long size) {
        return new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", status, "size", size));
    }

    private Operation submit(Caller caller, ResourceAction action) {
        return operations.submit(caller, volume("", 0).key(), action);
    }

    private Operation extend(int size) {
        return operations.submit(
                mia,
                volume("", 0).key(),
                ActionRequest.of(ResourceAction.EXTEND_VOLUME).with(ActionParameter.SIZE, String.valueOf(size)));
    }

    private List<String> audited() {
        return trail().filter(entry -> id.equals(entry.objectId()))
                .map(entry -> entry.objectType() + ": " + entry.action() + " " + entry.result())
                .toList();
    }

    @Test
    void aDeletionSucceedsWhenTheResourceNoLongerExists() throws InterruptedException {
        Operation accepted = submit(mia, ResourceAction.DELETE_VOLUME);
        step(accepted);
        assertThat(clouds.performedActions()).last().isEqualTo(id + " delete()");
        present("deleting", 10);
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        clouds.setResources(ServerBuilder.CLOUD, List.of());
        step(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(find(accepted).target()).isEqualTo(volume("", 0).key());
        assertThat(find(accepted).requestId()).startsWith("req-");
        assertThat(audited()).containsExactly("volume: volume.delete SUCCESS", "volume: volume.delete ACCEPTED");
    }

    @Test
    void anExtensionSucceedsWhenTheVolumeHasTheNewSize() throws InterruptedException {
        Operation accepted = extend(20);
        step(accepted);
        assertThat(clouds.performedActions()).last().isEqualTo(id + " extend(size=20)");
        present("extending", 10);
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        present("available", 20);
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aFailedExtensionReportsTheStatusOfTheVolume() throws InterruptedException {
        Operation accepted = extend(20);
        step(accepted);
        present("error_extending", 10);
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("failed", "error_extending"));
    }

    @Test
    void anActionWithoutEffectFailsAfterAWhile() throws InterruptedException {
        Operation accepted = extend(20);
        step(accepted);
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        clock.advance(Duration.ofMinutes(1));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("failed-unexplained", null));
    }

    @Test
    void aLostResponseIsJudgedByTheResource() throws InterruptedException {
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation deleted = submit(mia, ResourceAction.DELETE_VOLUME);
        step(deleted);
        clouds.setResources(ServerBuilder.CLOUD, List.of());
        step(deleted);
        assertThat(state(deleted)).isEqualTo(State.SUCCEEDED);

        present("available", 10);
        Operation lost = submit(mia, ResourceAction.DELETE_VOLUME);
        step(lost);
        step(lost);
        assertThat(state(lost)).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(1));
        step(lost);
        assertThat(find(lost).failure()).isEqualTo(new Failure("not-reached", null));
    }

    @Test
    void aRefusalOfTheCloudFailsTheOperationWithItsMessage() throws InterruptedException {
        clouds.failActions(() -> new CloudException(Category.REFUSED, "Volume has dependent snapshots"));
        Operation refused = submit(mia, ResourceAction.DELETE_VOLUME);
        step(refused);

        assertThat(find(refused).failure()).isEqualTo(new Failure("refused", "Volume has dependent snapshots"));
        assertThat(audited()).first().isEqualTo("volume: volume.delete FAILED");
    }

    @Test
    void anActionRequiresItsPermissionOnTheResource() {
        Caller reader = caller("rob");
        access.grant(reader.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        Caller stranger = caller("sam");
        access.grant(stranger.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);

        assertThat(refusal(() -> submit(reader, ResourceAction.DELETE_VOLUME)))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.VOLUME_DELETE));
        assertThat(refusal(() -> submit(stranger, ResourceAction.DELETE_VOLUME)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(refusal(() -> submit(member("vic", Role.OPERATOR), ResourceAction.DELETE_VOLUME)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(audited()).hasSize(3).containsOnly("volume: volume.delete REFUSED");
    }

    @Test
    void anActionIsRefusedInAStatusThatDoesNotAllowItAndDuringAnother() {
        present("in-use", 10);
        assertThat(refusal(() -> submit(mia, ResourceAction.DELETE_VOLUME)))
                .isEqualTo(new ActionAvailability.WrongResourceStatus("in-use"));

        Operation first = extend(20);
        assertThat(refusal(() -> extend(30))).isEqualTo(new ActionAvailability.Busy(first));
    }

    @Test
    void anActionIsCancelledWhenItsGrantEndsBeforeSending() throws InterruptedException {
        Operation accepted = submit(mia, ResourceAction.DELETE_VOLUME);
        access.revokeAll(mia.userId());
        int sent = clouds.performedActions().size();
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void anActionFailsWhenTheStatusHasChangedBeforeSending() throws InterruptedException {
        Operation accepted = submit(mia, ResourceAction.DELETE_VOLUME);
        present("in-use", 10);
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("state", "in-use"));
    }

    @Test
    void anActionIsCancelledWhenTheResourceNowBelongsToAnotherProject() throws InterruptedException {
        Operation accepted = submit(mia, ResourceAction.DELETE_VOLUME);
        access.grant(mia.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        CloudResource before = volume("available", 10);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(new CloudResource(
                        before.kind(),
                        before.cloud(),
                        before.id(),
                        ServerBuilder.RESEARCH,
                        before.name(),
                        false,
                        before.values())));
        int sent = clouds.performedActions().size();
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void resourcesOfDifferentKindsMayHaveTheSameId() {
        Server twin = ServerBuilder.named("twin").id(id).build();
        nova.put(ServerBuilder.like(twin));
        inventory.refresh(twin.key());
        Operation onVolume = submit(mia, ResourceAction.DELETE_VOLUME);

        Operation onServer = operations.submit(mia, twin.key(), ServerAction.STOP);

        assertThat(operations.findActive(twin.key())).contains(onServer);
        assertThat(operations.findActive(volume("", 0).key())).contains(onVolume);
        assertThat(store.findNewest(twin.key(), 10)).containsExactly(onServer);
    }

    @Test
    void aSlowDeletionIsTrackedForTwoHours() throws InterruptedException {
        Operation accepted = submit(mia, ResourceAction.DELETE_VOLUME);
        step(accepted);
        present("deleting", 10);
        clock.advance(Duration.ofMinutes(90));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        clock.advance(Duration.ofMinutes(31));
        step(accepted);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("timeout", "deleting"));
    }

    @Test
    void aDeletionCanBeUndoneDuringItsGracePeriod() {
        Operation accepted = operations.submit(
                mia, volume("", 0).key(), ActionRequest.of(ResourceAction.DELETE_VOLUME), Duration.ofSeconds(10));

        assertThat(operations.cancel(mia, accepted.id()))
                .get()
                .extracting(Operation::state)
                .isEqualTo(State.CANCELLED);
        assertThat(operations.findActive(volume("", 0).key())).isEmpty();
    }

    @Test
    void onlyUsersWhoSeeTheResourceSeeItsOperations() {
        Operation accepted = submit(mia, ResourceAction.DELETE_VOLUME);

        assertThat(operations.find(member("max", Role.MANAGER), accepted.id())).contains(accepted);
        assertThat(operations.find(member("vic", Role.OPERATOR), accepted.id())).isEmpty();
        assertThat(operations.listRecent(member("mo", Role.MANAGER), 500)).contains(accepted);
        assertThat(operations.listRecent(member("val", Role.VIEWER), 500)).doesNotContain(accepted);
    }
}
