package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.scheduling.OperationSynchronizer;

/** Tests transfers of volumes to other projects, from acceptance to the end. */
class VolumeTransferTests extends OperationTestBase {

    private static final Role TRANSFER = Role.unnamed(Set.of(Permission.VOLUME_TRANSFER));
    private static final Role CREATE = Role.unnamed(Set.of(Permission.VOLUME_CREATE));

    private static int number;

    private final String id = "transferred-" + ++number;

    @Autowired
    private FakeResourceInventory resourceInventory;

    @Autowired
    private DeletionProtectionService protections;

    @Autowired
    private OperationSynchronizer recovery;

    private final FakeCompute research = new FakeCompute(ServerBuilder.RESEARCH);

    private Caller tom;

    @BeforeEach
    void aVolumeThatTomMayTransfer() {
        clouds.add(research);
        clouds.duringAction(() -> {});
        present(volume("available", ServerBuilder.STAFF));
        tom = member("tom", TRANSFER);
    }

    @AfterEach
    void removeTheOtherProject() {
        clouds.remove(research);
    }

    private void present(CloudResource... resources) {
        clouds.setResources(ServerBuilder.CLOUD, List.of(resources));
        Arrays.stream(resources).forEach(resource -> resourceInventory.replace(resource.key(), resource));
    }

    private CloudResource volume(String status, Project project) {
        return volume(status, project, Map.of());
    }

    private CloudResource volume(String status, Project project, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.putAll(Map.of("status", status, "size", 10L, "metadata", Map.of("team", "a")));
        return new CloudResource(ResourceKind.VOLUME, ServerBuilder.CLOUD, id, project, "data", false, values);
    }

    private CloudResource snapshot(String name) {
        return snapshot(name, ServerBuilder.STAFF);
    }

    private CloudResource snapshot(String name, Project project) {
        return new CloudResource(
                ResourceKind.VOLUME_SNAPSHOT,
                ServerBuilder.CLOUD,
                id + "-snapshot",
                project,
                name,
                false,
                Map.of("volume", id, "status", "available"));
    }

    private Operation submit(Caller caller, String project) {
        return operations.submit(
                caller,
                volume("", ServerBuilder.STAFF).key(),
                ActionRequest.of(ResourceAction.TRANSFER_VOLUME).with(ActionParameter.TARGET_PROJECT, project));
    }

    private void assertUnknown(Caller caller, String project) {
        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> submit(caller, project))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
    }

    private void grantByName(Caller user, Project project, String pattern, Role role) {
        grant(user, project, new ResourceSelector.ByName(new NamePattern(pattern)), role);
    }

    private void grant(Caller user, Project project, ResourceSelector selector, Role role) {
        access.grant(
                user.userId(),
                new GrantTerms(ServerBuilder.CLOUD, Set.of(project.id()), selector, role, null, null, null));
    }

    @Test
    void aTransferRequiresThePermissionInTheProjectOfTheVolume() {
        Caller manager = member("mara", Role.MANAGER);
        access.grant(manager.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);

        assertThat(refusal(() -> submit(manager, "research")))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.VOLUME_TRANSFER));
    }

    @Test
    void aProjectInWhichTheUserMayNotCreateTheVolumeDoesNotExist() {
        assertUnknown(tom, "research");
        assertUnknown(tom, ServerBuilder.RESEARCH.id().value());
        assertUnknown(tom, "nowhere");
        grantByName(tom, ServerBuilder.RESEARCH, "tom-*", CREATE);
        assertUnknown(tom, "research");
        grant(tom, ServerBuilder.RESEARCH, new ResourceSelector.ByIds(Set.of(new ServerId(id))), CREATE);
        grant(tom, ServerBuilder.RESEARCH, new ResourceSelector.ByMetadata(Map.of("team", "a")), CREATE);
        grant(tom, ServerBuilder.RESEARCH, new ResourceSelector.OwnedServers(), CREATE);
        access.own(tom.userId(), volume("", ServerBuilder.STAFF).key());
        assertUnknown(tom, "research");
        access.grant(tom.userId(), ServerBuilder.STAFF, CREATE, null);
        assertUnknown(tom, "staff");

        grantByName(tom, ServerBuilder.RESEARCH, "da*", CREATE);

        assertThat(submit(tom, "research").actionRequest().arguments().get(ActionParameter.TARGET_PROJECT))
                .satisfies(target -> {
                    assertThat(target.value())
                            .isEqualTo(ServerBuilder.RESEARCH.id().value());
                    assertThat(target.name()).isEqualTo("research");
                });
    }

    @Test
    void aTransferByWhichItsAuthorGainsAPermissionIsRefused() throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        Operation accepted = submit(tom, "research");
        access.grant(tom.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);

        step(accepted);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(refusal(() -> submit(tom, "research")))
                .isEqualTo(new ActionAvailability.SelfEscalation(Permission.VOLUME_UPDATE));
        assertThat(refusal(() -> submit(tom, ServerBuilder.RESEARCH.id().value())))
                .isEqualTo(new ActionAvailability.SelfEscalation(Permission.VOLUME_UPDATE));
    }

    @Test
    void usersWhoManageBothProjectsTransferVolumes() throws InterruptedException {
        Caller ada = member("ada", Role.ADMINISTRATOR);
        access.grant(ada.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        present(volume("available", ServerBuilder.STAFF), snapshot("nightly"));

        Operation accepted = submit(ada, "research");
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.RUNNING);
    }

    @Test
    void aTransferByWhichItsAuthorGainsAPermissionOnASnapshotFails() throws InterruptedException {
        grantByName(tom, ServerBuilder.STAFF, "data", Role.ADMINISTRATOR);
        access.grant(tom.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        present(volume("available", ServerBuilder.STAFF), snapshot("nightly"));

        Operation accepted = submit(tom, "research");
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("snapshots-not-permitted", null));
    }

    @Test
    void aTransferSucceedsWhenTheVolumeBelongsToTheOtherProject() throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        Operation accepted = submit(tom, "research");
        step(accepted);
        assertThat(clouds.performedActions())
                .last()
                .isEqualTo(id + " transfer(targetProject=" + ServerBuilder.RESEARCH.id() + ")");
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("awaiting-transfer", ServerBuilder.RESEARCH)));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        CloudResource snapshot = snapshot("nightly", ServerBuilder.RESEARCH);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", ServerBuilder.RESEARCH), snapshot));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(resourceInventory.findKnown(snapshot.key())).contains(snapshot);
        assertThat(resourceInventory.findKnown(volume("", ServerBuilder.STAFF).key()))
                .get()
                .extracting(CloudResource::project)
                .isEqualTo(ServerBuilder.RESEARCH);
    }

    @Test
    void aTransferIsNotSentAfterThePermissionInTheOtherProjectHasEnded() throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        Operation accepted = submit(tom, "research");
        int sent = clouds.performedActions().size();
        access.revokeAll(tom.userId());
        access.grant(tom.userId(), ServerBuilder.STAFF, TRANSFER, null);
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aProtectedVolumeIsNotTransferred() {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        Caller mia = member("mia", Role.MANAGER);
        protections.protect(mia, volume("", ServerBuilder.STAFF).key(), null);

        assertThat(refusal(() -> submit(tom, "research"))).isInstanceOf(ActionAvailability.Protected.class);

        protections.unprotect(mia, volume("", ServerBuilder.STAFF).key());
        assertThat(submit(tom, "research").state()).isEqualTo(State.WAITING);
    }

    @Test
    void aVolumeWithAProtectedSnapshotIsNotTransferred() throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        present(volume("available", ServerBuilder.STAFF), snapshot("nightly"));
        Caller mia = member("mia", Role.MANAGER);
        protections.protect(mia, snapshot("nightly").key(), "audit");
        Operation accepted = submit(tom, "research");
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("protected", "audit"));
        assertThat(clouds.performedActions()).hasSize(sent);
        protections.unprotect(mia, snapshot("nightly").key());
    }

    @Test
    void aVolumeInAGroupIsNotTransferred() throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        Operation accepted = submit(tom, "research");
        CloudResource inGroup = volume("available", ServerBuilder.STAFF, Map.of(CloudResource.GROUP, "g1"));
        present(inGroup);

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("in-volume-group", null));
        assertThat(refusal(() -> submit(tom, "research")))
                .isEqualTo(new ActionAvailability.Obstructed(ChangeObstacle.IN_VOLUME_GROUP));
    }

    @Test
    void aVolumeIsTransferredOnlyIfTheUserMayTransferItsSnapshots() throws InterruptedException {
        Caller una = caller("una");
        grantByName(una, ServerBuilder.STAFF, "data", TRANSFER);
        access.grant(una.userId(), ServerBuilder.RESEARCH, CREATE, null);
        present(volume("available", ServerBuilder.STAFF), snapshot("nightly"));
        Operation notPermitted = submit(una, "research");
        step(notPermitted);
        assertThat(find(notPermitted).failure()).isEqualTo(new Failure("snapshots-not-permitted", null));

        present(volume("available", ServerBuilder.STAFF), snapshot("data"));
        Operation permitted = submit(una, "research");
        step(permitted);

        assertThat(state(permitted)).isEqualTo(State.RUNNING);
    }

    /** The authorization key of the transfer existed only in the memory of the killed process. */
    @Test
    void aTransferThatARestartInterruptsIsUndone() throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        Operation accepted = submit(tom, "research");
        clouds.duringAction(() -> {
            throw new Killed("between the creation and the acceptance of the transfer");
        });
        assertThatThrownBy(() -> step(accepted)).isInstanceOf(Killed.class);
        clouds.duringAction(() -> {});
        present(volume("awaiting-transfer", ServerBuilder.STAFF));

        recovery.start();
        step(accepted);
        assertThat(state(accepted)).as("a request may still be in progress").isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(1));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("transfer-undone", null));
        assertThat(clouds.performedActions())
                .filteredOn(action -> action.startsWith(id))
                .containsExactly(
                        id + " transfer(targetProject=" + ServerBuilder.RESEARCH.id() + ")",
                        id + " undo-transfer(" + ServerBuilder.RESEARCH.id() + ")");
        present(volume("available", ServerBuilder.STAFF));
        assertThat(submit(tom, "research").state()).isEqualTo(State.WAITING);
    }

    @Test
    void anInterruptedTransferThatCinderAcceptsDuringItsDeletionSucceeds() throws InterruptedException {
        Operation interrupted = interrupted("awaiting-transfer", ServerBuilder.STAFF);
        clouds.duringAction(() ->
                clouds.setResources(ServerBuilder.CLOUD, List.of(volume("awaiting-transfer", ServerBuilder.RESEARCH))));
        clock.advance(Duration.ofMinutes(1));
        step(interrupted);
        step(interrupted);

        assertThat(state(interrupted)).isEqualTo(State.SUCCEEDED);
    }

    /** Creates an interrupted transfer, as after a restart between the two requests to Cinder. */
    private Operation interrupted(String status, Project project) throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation accepted = submit(tom, "research");
        step(accepted);
        clouds.failActions(null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume(status, project)));
        step(accepted);
        return accepted;
    }

    @Test
    void anInterruptedTransferThatCannotBeUndoneFailsWithItsReasonAndIsCancelled() throws InterruptedException {
        Operation interrupted = interrupted("awaiting-transfer", ServerBuilder.STAFF);
        assertThat(state(interrupted)).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(1));
        clouds.failActions(() -> new CloudException(Category.NOT_FOUND, "no transfer of this name"));
        step(interrupted);
        assertThat(state(interrupted)).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(10));
        step(interrupted);
        assertThat(find(interrupted).failure()).isEqualTo(new Failure("transfer-not-accepted", null));
        clouds.failActions(null);

        Operation cancellation =
                operations.submit(tom, volume("", ServerBuilder.STAFF).key(), ResourceAction.CANCEL_VOLUME_TRANSFER);
        step(cancellation);
        assertThat(clouds.performedActions()).last().isEqualTo(id + " cancel-transfer()");
        assertThat(state(cancellation)).isEqualTo(State.RUNNING);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", ServerBuilder.STAFF)));
        step(cancellation);

        assertThat(state(cancellation)).isEqualTo(State.SUCCEEDED);
        assertThat(refusal(() -> operations.submit(
                        tom, volume("", ServerBuilder.STAFF).key(), ResourceAction.CANCEL_VOLUME_TRANSFER)))
                .isEqualTo(new ActionAvailability.WrongResourceStatus("available"));
    }

    @Test
    void resultOfATransferWithoutAResponseIsDeterminedByTheProjectOfTheVolume() throws InterruptedException {
        assertThat(state(interrupted("available", ServerBuilder.RESEARCH))).isEqualTo(State.SUCCEEDED);

        present(volume("available", ServerBuilder.STAFF));
        Operation lost = interrupted("available", ServerBuilder.STAFF);
        clock.advance(Duration.ofMinutes(1));
        step(lost);
        assertThat(find(lost).failure()).isEqualTo(new Failure("not-reached", null));
    }

    @Test
    void onlyUsersWhoSeeTheOtherProjectReadTheReasonOfARefusal() throws InterruptedException {
        access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
        Caller colleague = member("cleo", Role.MANAGER);
        Caller insider = member("ines", Role.MANAGER);
        access.grant(insider.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        clouds.failActions(() -> new CloudException(Category.REFUSED, "quota is 5G and 4G has been consumed"));
        Operation accepted = submit(tom, "research");
        step(accepted);

        assertThat(operations.find(tom, accepted.id()).orElseThrow().failure())
                .isEqualTo(new Failure("refused", "quota is 5G and 4G has been consumed"));
        assertThat(operations.find(insider, accepted.id()).orElseThrow().failure())
                .isEqualTo(new Failure("refused", "quota is 5G and 4G has been consumed"));
        assertThat(operations.find(colleague, accepted.id()).orElseThrow().failure())
                .isEqualTo(new Failure("refused", null));
    }

    @Test
    void permissionsOnOtherResourcesOfTheTargetAreNotGained() {
        access.grant(
                tom.userId(),
                ServerBuilder.RESEARCH,
                Role.unnamed(Set.of(Permission.VOLUME_CREATE, Permission.SERVER_READ, Permission.IMAGE_READ)),
                null);

        assertThat(submit(tom, "research").state()).isEqualTo(State.WAITING);
    }

    @Test
    void aNameOfTwoProjectsIsAmbiguous() {
        Project namesake = new Project(ServerBuilder.CLOUD, new ProjectId("p-namesake"), "research");
        FakeCompute compute = new FakeCompute(namesake);
        clouds.add(compute);
        try {
            access.grant(tom.userId(), namesake, CREATE, null);
            access.grant(tom.userId(), ServerBuilder.RESEARCH, CREATE, null);
            assertThatExceptionOfType(InvalidActionParameterException.class)
                    .isThrownBy(() -> submit(tom, "research"))
                    .matches(e -> e.reason() == InvalidActionParameterException.Reason.AMBIGUOUS);
            assertThat(submit(tom, "p-namesake").state()).isEqualTo(State.WAITING);
        } finally {
            clouds.remove(compute);
        }
    }
}
