package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.state.OperationFailureFactory;

/** Tests actions on resources besides servers, from acceptance to the end. */
class ResourceOperationTests extends OperationTestBase {

    private static int number;

    private final String id = "volume-" + ++number;

    @Autowired
    private FakeResourceInventory resourceInventory;

    @Autowired
    private FakeOwnershipService ownership;

    @Autowired
    private DeletionProtectionService protections;

    @Autowired
    private ResourceChoiceService choices;

    private Caller mia;

    @BeforeEach
    void aVolume() {
        mia = member("mia", Role.MANAGER);
        clouds.duringAction(() -> {});
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

        ownership.assignToCreator(mia.userId(), volume("", 0).key());
        clouds.setResources(ServerBuilder.CLOUD, List.of());
        step(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(ownership.findOwner(volume("", 0).key())).isEmpty();
        assertThat(find(accepted).target()).isEqualTo(volume("", 0).key());
        assertThat(find(accepted).requestId()).startsWith("req-");
        assertThat(audited()).containsExactly("volume: volume.delete SUCCESS", "volume: volume.delete ACCEPTED");
    }

    @Test
    void aVolumeWithTheLongestNameCanBeManaged() throws InterruptedException {
        rename("😀".repeat(255));
        Operation accepted = extend(20);
        assertThat(find(accepted).targetName()).isEqualTo("😀".repeat(255));
        step(accepted);
        present("available", 20);
        step(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(audited()).hasSize(2);
    }

    @Test
    void aLongerNameOfATargetIsShortened() {
        rename("😀".repeat(300));

        assertThat(find(extend(20)).targetName()).isEqualTo("😀".repeat(255));
    }

    @Test
    void aVolumeIsDeletedWithItsSnapshotsOnlyIfTheUserMayDeleteAllAndNoneIsProtected() throws InterruptedException {
        ActionRequest cascade = ActionRequest.of(ResourceAction.DELETE_VOLUME).with(ActionParameter.CASCADE, "true");
        CloudResource snapshot = new CloudResource(
                ResourceKind.VOLUME_SNAPSHOT,
                ServerBuilder.CLOUD,
                id + "-snapshot",
                ServerBuilder.STAFF,
                "nightly",
                false,
                Map.of("volume", id, "status", "available"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), snapshot));
        resourceInventory.replace(snapshot.key(), snapshot);
        Caller byName = caller("una");
        grantByName(byName, "data", Role.MANAGER);
        int sent = clouds.performedActions().size();

        Operation notPermitted = operations.submit(byName, volume("", 0).key(), cascade);
        step(notPermitted);
        assertThat(find(notPermitted).failure()).isEqualTo(new Failure("snapshots-not-permitted", null));
        protections.protect(mia, snapshot.key(), null);
        Operation ofProtected = operations.submit(mia, volume("", 0).key(), cascade);
        step(ofProtected);
        assertThat(find(ofProtected).failure()).isEqualTo(new Failure("protected", null));
        assertThat(clouds.performedActions()).hasSize(sent);

        protections.unprotect(mia, snapshot.key());
        step(operations.submit(mia, volume("", 0).key(), cascade));
        assertThat(clouds.performedActions()).last().isEqualTo(id + " delete(cascade=true)");
    }

    @Test
    void aNetworkWithAProtectedSubnetIsNotDeleted() throws InterruptedException {
        CloudResource network = new CloudResource(
                ResourceKind.NETWORK,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "lan",
                false,
                Map.of("subnets", List.of(id + "-subnet")));
        CloudResource subnet = new CloudResource(
                ResourceKind.SUBNET,
                ServerBuilder.CLOUD,
                id + "-subnet",
                ServerBuilder.STAFF,
                "lan",
                false,
                Map.of("network", id));
        clouds.setResources(ServerBuilder.CLOUD, List.of(network, subnet));
        resourceInventory.replace(subnet.key(), subnet);
        int sent = clouds.performedActions().size();
        ActionRequest deletion = ActionRequest.of(ResourceAction.DELETE_NETWORK);

        protections.protect(mia, subnet.key(), "a reason for those who see the subnet");
        Operation refused = operations.submit(mia, network.key(), deletion);
        step(refused);
        assertThat(find(refused).failure()).isEqualTo(new Failure("subnet-protected", null));
        assertThat(clouds.performedActions()).hasSize(sent);

        protections.unprotect(mia, subnet.key());
        step(operations.submit(mia, network.key(), deletion));
        assertThat(clouds.performedActions()).last().isEqualTo(id + " delete()");
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

    private Operation rename(Caller caller, String name) {
        return operations.submit(
                caller,
                volume("", 0).key(),
                ActionRequest.of(ResourceAction.SET_VOLUME).with(ActionParameter.NAME, name));
    }

    private void rename(String name) {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(new CloudResource(
                        ResourceKind.VOLUME,
                        ServerBuilder.CLOUD,
                        id,
                        ServerBuilder.STAFF,
                        name,
                        false,
                        Map.of("status", "available", "size", 10L))));
    }

    @Test
    void anUpdateSucceedsWithTheResponseOfTheService() throws InterruptedException {
        Operation accepted = rename(mia, "archive");
        step(accepted);
        assertThat(clouds.performedActions()).last().isEqualTo(id + " set(name=archive)");
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(audited()).containsExactly("volume: volume.set SUCCESS", "volume: volume.set ACCEPTED");
    }

    @Test
    void resultOfAnUnansweredUpdateIsDeterminedByTheAttributes() throws InterruptedException {
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation lost = rename(mia, "archive");
        step(lost);
        step(lost);
        assertThat(state(lost)).isEqualTo(State.RUNNING);

        rename("archive");
        step(lost);

        assertThat(state(lost)).isEqualTo(State.SUCCEEDED);
    }

    /**
     * Creates a caller who may update volumes whose names begin with "da" and delete those whose names begin with "x".
     */
    private Caller renamer() {
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.unnamed(Set.of(Permission.VOLUME_UPDATE)));
        grantByName(ned, "x*", Role.unnamed(Set.of(Permission.VOLUME_DELETE)));
        return ned;
    }

    @Test
    void anUpdateThatWouldGiveItsAuthorAPermissionIsRefused() {
        Caller ned = renamer();

        // The second name begins with a no-break space.
        for (String name : List.of(" x-data ", "\u00a0x-data")) {
            assertThat(refusal(() -> rename(ned, name)))
                    .isEqualTo(new ActionAvailability.SelfEscalation(Permission.VOLUME_DELETE));
        }
        assertThat(audited()).hasSize(2).containsOnly("volume: volume.set REFUSED");
        assertThat(rename(ned, "data-2").state()).isEqualTo(State.WAITING);
    }

    @Test
    void aGrantSelectsVolumesByMetadataThatItsUsersCannotSetThemselves() {
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.unnamed(Set.of(Permission.VOLUME_UPDATE)));
        grant(
                ned,
                new ResourceSelector.ByMetadata(Map.of("team", "ops")),
                Role.unnamed(Set.of(Permission.VOLUME_READ, Permission.VOLUME_DELETE)));
        ActionRequest set = ActionRequest.of(ResourceAction.SET_VOLUME_METADATA).with(ActionParameter.KEY, "team");
        assertThat(refusal(() -> submit(ned, ResourceAction.DELETE_VOLUME)))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.VOLUME_DELETE));
        assertThat(refusal(() -> operations.submit(ned, volume("", 0).key(), set.with(ActionParameter.VALUE, "ops"))))
                .isEqualTo(new ActionAvailability.SelfEscalation(Permission.VOLUME_DELETE));

        CloudResource plain = volume("available", 10);
        Map<String, Object> values = new HashMap<>(plain.values());
        values.put(CloudResource.METADATA_CUT, true);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(new CloudResource(
                        plain.kind(), plain.cloud(), id, plain.project(), plain.name(), false, values)));
        assertThat(refusal(() -> operations.submit(ned, plain.key(), set.with(ActionParameter.VALUE, "x"))))
                .as("some items are not known")
                .isEqualTo(new ActionAvailability.SelfEscalation(Permission.VOLUME_UPDATE));
        values.put(CloudResource.METADATA_CUT, false);
        values.put("metadata", Map.of("team", "ops"));
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(new CloudResource(
                        plain.kind(), plain.cloud(), id, plain.project(), plain.name(), false, values)));

        assertThat(submit(ned, ResourceAction.DELETE_VOLUME).state()).isEqualTo(State.WAITING);
    }

    @Test
    void aTagThatWouldGiveItsAuthorAPermissionIsRefused() {
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.unnamed(Set.of(Permission.IMAGE_UPDATE)));
        grant(ned, new ResourceSelector.ByTag("blue"), Role.unnamed(Set.of(Permission.IMAGE_DELETE)));
        CloudResource image = new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", "active", "tags", List.of("red")));
        clouds.setResources(ServerBuilder.CLOUD, List.of(image));
        ActionRequest set = ActionRequest.of(ResourceAction.SET_IMAGE);

        assertThat(refusal(() -> operations.submit(ned, image.key(), set.with(ActionParameter.TAGS, "red, blue"))))
                .isEqualTo(new ActionAvailability.SelfEscalation(Permission.IMAGE_DELETE));
        assertThat(operations
                        .submit(ned, image.key(), set.with(ActionParameter.TAGS, "red, green"))
                        .state())
                .isEqualTo(State.WAITING);
    }

    static Stream<ResourceAction> actionsThatSetTags() {
        return Arrays.stream(ResourceAction.values())
                .filter(action -> action.code().equals("set-tags"));
    }

    @ParameterizedTest
    @MethodSource("actionsThatSetTags")
    void usersOfAGrantByTagCannotSetTheTagThemselves(ResourceAction set) {
        ResourceAction deletion = Arrays.stream(ResourceAction.values())
                .filter(action -> action.kind() == set.kind() && action.isDeletion())
                .findAny()
                .orElseThrow();
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.unnamed(Set.of(permission(set))));
        grant(ned, new ResourceSelector.ByTag("blue"), Role.unnamed(Set.of(permission(deletion))));
        CloudResource red = tagged(set.kind(), "red");
        clouds.setResources(ServerBuilder.CLOUD, List.of(red));

        assertThat(refusal(() -> operations.submit(ned, red.key(), ActionRequest.of(deletion))))
                .isEqualTo(new ActionAvailability.NotGranted(permission(deletion)));
        assertThat(refusal(() -> operations.submit(
                        ned, red.key(), ActionRequest.of(set).with(ActionParameter.TAGS, "red, blue"))))
                .isEqualTo(new ActionAvailability.SelfEscalation(permission(deletion)));
        clouds.setResources(ServerBuilder.CLOUD, List.of(tagged(set.kind(), "blue", "red")));
        assertThat(operations.submit(ned, red.key(), ActionRequest.of(deletion)).state())
                .isEqualTo(State.WAITING);
    }

    private static Permission permission(ResourceAction action) {
        return Permission.fromCode(action.permission()).orElseThrow();
    }

    /** With MySQL or MariaDB, Cinder finds the item of a snapshot regardless of the case of its key. */
    @ParameterizedTest
    @ValueSource(strings = {"team", "TEAM", "team ", " Team"})
    void usersOfAGrantByMetadataCannotSetTheItemOfASnapshotThemselves(String key) {
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.unnamed(Set.of(Permission.VOLUME_UPDATE)));
        grant(
                ned,
                new ResourceSelector.ByMetadata(Map.of("team", "shop")),
                Role.unnamed(Set.of(Permission.VOLUME_READ, Permission.VOLUME_DELETE)));
        CloudResource snapshot = new CloudResource(
                ResourceKind.VOLUME_SNAPSHOT,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", "available", "metadata", Map.of("team", "other")));
        clouds.setResources(ServerBuilder.CLOUD, List.of(snapshot));
        ActionRequest set = ActionRequest.of(ResourceAction.SET_VOLUME_SNAPSHOT_METADATA)
                .with(ActionParameter.KEY, key)
                .with(ActionParameter.VALUE, "shop");

        assertThat(refusal(() -> operations.submit(ned, snapshot.key(), set)))
                .isInstanceOf(ActionAvailability.SelfEscalation.class);
    }

    /** Cinder distinguishes the keys of a volume by case. */
    @Test
    void keysOfAVolumeCanDifferOnlyInCase() {
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.unnamed(Set.of(Permission.VOLUME_UPDATE)));
        CloudResource volume = new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", "available", "metadata", Map.of("team", "other")));
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume));

        assertThat(operations
                        .submit(
                                ned,
                                volume.key(),
                                ActionRequest.of(ResourceAction.SET_VOLUME_METADATA)
                                        .with(ActionParameter.KEY, "Team")
                                        .with(ActionParameter.VALUE, "shop"))
                        .state())
                .isEqualTo(State.WAITING);
    }

    private CloudResource tagged(ResourceKind kind, String... tags) {
        return new CloudResource(
                kind,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", "ACTIVE", "tags", List.of(tags)));
    }

    @Test
    void aVolumeIsRetypedToATypeThatItsProjectMayUse() throws InterruptedException {
        CloudResource fast = type("t1", "fast", false, Set.of(ServerBuilder.STAFF.id()));
        CloudResource theirs = type("t2", "theirs", false, Set.of(ServerBuilder.RESEARCH.id()));
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), fast, theirs));
        access.grant(mia.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        ActionRequest retype = ActionRequest.of(ResourceAction.RETYPE_VOLUME);

        assertThatThrownBy(
                        () -> operations.submit(mia, volume("", 0).key(), retype.with(ActionParameter.TYPE, "theirs")))
                .isInstanceOf(InvalidActionParameterException.class);
        Operation accepted = operations.submit(mia, volume("", 0).key(), retype.with(ActionParameter.TYPE, "fast"));
        step(accepted);
        assertThat(clouds.performedActions()).last().isEqualTo(id + " retype(type=t1)");
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        CloudResource retyped = new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", "available", "type", "fast"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(retyped, fast));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    private static CloudResource type(String typeId, String name, boolean published, Set<ProjectId> sharedWith) {
        return new CloudResource(
                ResourceKind.VOLUME_TYPE, ServerBuilder.CLOUD, typeId, null, name, published, sharedWith, Map.of());
    }

    @Test
    void sharingAnImageRequiresItsOwnPermission() {
        CloudResource image = new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", "active", "visibility", "private"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(image));
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.MANAGER);
        ActionRequest publish =
                ActionRequest.of(ResourceAction.SET_IMAGE_VISIBILITY).with(ActionParameter.VISIBILITY, "public");

        assertThat(refusal(() -> operations.submit(ned, image.key(), publish)))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.IMAGE_SHARE));
        grantByName(ned, "da*", Role.unnamed(Set.of(Permission.IMAGE_SHARE)));
        assertThat(operations.submit(ned, image.key(), publish).state()).isEqualTo(State.WAITING);
    }

    @Test
    void anUpdateIsCancelledIfItWouldGiveAPermissionWhenItIsSent() throws InterruptedException {
        Caller ned = caller("ned");
        grantByName(ned, "da*", Role.unnamed(Set.of(Permission.VOLUME_UPDATE)));
        Operation accepted = rename(ned, "x-data");
        grantByName(ned, "x*", Role.unnamed(Set.of(Permission.VOLUME_DELETE)));
        int sent = clouds.performedActions().size();
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
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
    void resultOfAnActionWithALostResponseIsDeterminedByTheResource() throws InterruptedException {
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
    void aRepeatableActionThatACrashedInstanceHadNotSentIsSentAgain() throws InterruptedException {
        Operation accepted = extend(20);
        crashBeforeSending(accepted);
        int sent = clouds.performedActions().size();

        clock.advance(Duration.ofSeconds(31));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.WAITING);
        step(accepted);
        present("available", 20);
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(clouds.performedActions()).hasSize(sent + 1);
    }

    @Test
    void anActionThatCouldTakeEffectTwiceIsNotSentAgainAfterACrash() throws InterruptedException {
        CloudResource fast = type("t1", "fast", false, Set.of(ServerBuilder.STAFF.id()));
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), fast));
        Operation accepted = operations.submit(
                mia,
                volume("", 0).key(),
                ActionRequest.of(ResourceAction.RETYPE_VOLUME).with(ActionParameter.TYPE, "fast"));
        crashBeforeSending(accepted);

        clock.advance(Duration.ofSeconds(31));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-reached", null));
    }

    private void crashBeforeSending(Operation accepted) {
        clouds.beforeAction(() -> {
            throw new Killed("before the request");
        });
        try {
            assertThatThrownBy(() -> step(accepted)).isInstanceOf(Killed.class);
        } finally {
            clouds.beforeAction(() -> {});
        }
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
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
    void nothingIsAcceptedAfterTheSessionHasEnded() {
        Caller ended = new Caller(
                mia.userId(), mia.userName(), "127.0.0.1", Caller.Channel.REST, new SessionId(UUID.randomUUID()));

        assertThatExceptionOfType(SessionEndedException.class)
                .isThrownBy(() -> submit(ended, ResourceAction.DELETE_VOLUME));
        assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> create(ended, newVolume()));

        assertThat(audited()).isEmpty();
    }

    @Test
    void onlyUsersWhoSeeTheResourceSeeItsOperations() {
        Operation accepted = submit(mia, ResourceAction.DELETE_VOLUME);

        assertThat(operations.find(member("max", Role.MANAGER), accepted.id())).contains(accepted);
        assertThat(operations.find(member("vic", Role.OPERATOR), accepted.id())).isEmpty();
        assertThat(operations.listRecent(member("mo", Role.MANAGER), 500)).contains(accepted);
        assertThat(operations.listRecent(member("val", Role.VIEWER), 500)).doesNotContain(accepted);
    }

    private Operation create(Caller caller, ActionRequest request) {
        return operations.submit(
                caller,
                new NewResourceTarget(
                        ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ((ResourceAction) request.action()).kind()),
                request);
    }

    private static ActionRequest newVolume() {
        return ActionRequest.of(ResourceAction.CREATE_VOLUME)
                .with(ActionParameter.NAME, "logs")
                .with(ActionParameter.SIZE, "5");
    }

    private CloudResource created(String createdId, String status, Instant at) {
        return new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                createdId,
                ServerBuilder.STAFF,
                "logs",
                false,
                Map.of("status", status, "size", 5L, "createdAt", at));
    }

    @Test
    void aCreationSucceedsWhenTheVolumeIsAvailable() throws InterruptedException {
        Operation accepted = create(mia, newVolume());
        assertThat(accepted.hasTarget()).isFalse();
        step(accepted);
        assertThat(clouds.performedActions()).last().isEqualTo(ServerBuilder.STAFF.id() + " create(name=logs size=5)");
        String createdId = find(accepted).target().idText();
        assertThat(createdId).startsWith("created-");

        clouds.setResources(ServerBuilder.CLOUD, List.of(created(createdId, "creating", clock.instant())));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        assertThat(resourceInventory.findKnown((ResourceKey) find(accepted).target()))
                .isPresent();
        clouds.setResources(ServerBuilder.CLOUD, List.of(created(createdId, "available", clock.instant())));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(trail().filter(entry -> createdId.equals(entry.objectId()))
                        .map(entry -> entry.action() + " " + entry.result()))
                .containsExactly("volume.create SUCCESS");
        assertThat(ownership.findOwner(find(accepted).target())).contains(mia.userId());
    }

    @Test
    void aFailedCreationReportsTheStatusOfTheVolume() throws InterruptedException {
        Operation accepted = create(mia, newVolume());
        step(accepted);
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(created(find(accepted).target().idText(), "error", clock.instant())));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("failed", "error"));
    }

    @Test
    void aVolumeWhoseResponseWasLostIsFoundOnceByItsAttributesAndTime() throws InterruptedException {
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation accepted = create(mia, newVolume());
        Operation other = create(mia, newVolume());
        step(accepted);
        step(other);
        CloudResource before = created("before", "available", clock.instant().minus(Duration.ofHours(1)));
        CloudResource ours = created(id + "-new", "available", clock.instant());
        clouds.setResources(ServerBuilder.CLOUD, List.of(before, ours));
        step(accepted);
        step(accepted);
        step(other);

        assertThat(find(accepted).target().idText()).isEqualTo(id + "-new");
        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(ownership.findOwner(find(accepted).target()))
                .as("somebody else could have created it")
                .isEmpty();
        assertThat(find(other).hasTarget()).isFalse();
        clock.advance(Duration.ofHours(1));
        step(other);
        assertThat(find(other).failure()).isEqualTo(new Failure("creation-unconfirmed", null));
    }

    @Test
    void equalCreationsWhoseResponsesWereLostTakeOneVolumeEach() throws InterruptedException {
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation first = create(mia, newVolume());
        Operation second = create(mia, newVolume());
        step(first);
        step(second);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        created(id + "-a", "available", clock.instant()),
                        created(id + "-b", "available", clock.instant()),
                        created(id + "-c", "available", clock.instant())));
        step(first);
        assertThat(find(first).hasTarget())
                .as("one of them is of somebody else")
                .isFalse();

        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        created(id + "-b", "available", clock.instant().plusSeconds(1)),
                        created(id + "-a", "available", clock.instant())));
        for (Operation operation : List.of(first, second, first, second)) {
            step(operation);
        }

        assertThat(List.of(find(first).target().idText(), find(second).target().idText()))
                .containsExactlyInAnyOrder(id + "-a", id + "-b");
        assertThat(state(first)).isEqualTo(State.SUCCEEDED);
        assertThat(state(second)).isEqualTo(State.SUCCEEDED);
    }

    /** Otherwise, an operation could be assigned a resource that another user has created. */
    @Test
    void equalCreationsOfAnotherUserAreNotCounted() throws InterruptedException {
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation first = create(mia, newVolume());
        Operation second = create(member("ann", Role.MANAGER), newVolume());
        step(first);
        step(second);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        created(id + "-a", "available", clock.instant()),
                        created(id + "-b", "available", clock.instant())));

        step(first);
        step(second);

        assertThat(find(first).hasTarget()).isFalse();
        assertThat(find(second).hasTarget()).isFalse();
    }

    @Test
    void aCreationRequiresItsPermissionForTheNameInTheProject() {
        Caller reader = caller("rob");
        access.grant(reader.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        Caller byName = caller("nia");
        access.grant(
                byName.userId(),
                ServerBuilder.STAFF,
                new ResourceSelector.ByName(new NamePattern("web-*")),
                Role.MANAGER);

        assertThat(refusal(() -> create(reader, newVolume())))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.VOLUME_CREATE));
        assertThat(refusal(() -> create(byName, newVolume())))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.VOLUME_CREATE));
        assertThat(refusal(() -> create(caller("sam"), newVolume()))).isEqualTo(new ActionAvailability.Invisible());
        assertThat(create(byName, newVolume().with(ActionParameter.NAME, "web-data"))
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(trail().filter(entry ->
                        entry.action().equals("volume.create") && entry.result() == AuditEntry.Result.REFUSED))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aGrantForTheirOwnServersAllowsUsersToCreateAndDeleteVolumesOfTheirOwn() throws InterruptedException {
        Caller olga = caller("olga");
        access.grant(olga.userId(), ServerBuilder.STAFF, new ResourceSelector.OwnedServers(), Role.MANAGER);
        assertThat(refusal(() -> submit(olga, ResourceAction.DELETE_VOLUME)))
                .isEqualTo(new ActionAvailability.Invisible());

        Operation accepted = create(olga, newVolume());
        step(accepted);
        ResourceKey created = (ResourceKey) find(accepted).target();
        clouds.setResources(ServerBuilder.CLOUD, List.of(created(created.id(), "available", clock.instant())));
        step(accepted);
        assertThat(refusal(() -> operations.submit(olga, created, ResourceAction.DELETE_VOLUME)))
                .as("before she owns it")
                .isEqualTo(new ActionAvailability.Invisible());
        access.own(olga.userId(), created);

        assertThat(operations
                        .submit(olga, created, ResourceAction.DELETE_VOLUME)
                        .state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void aCopyRequiresThePermissionToChangeItsSource() throws InterruptedException {
        Caller creator = caller("cleo");
        access.grant(creator.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_CREATE)), null);
        ActionRequest snapshot =
                ActionRequest.of(ResourceAction.CREATE_VOLUME_SNAPSHOT).with(ActionParameter.VOLUME, id);
        clock.advance(Duration.ofMinutes(1));

        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> create(creator, snapshot))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
        Operation accepted = create(mia, snapshot);
        assertThat(accepted.targetName()).isEmpty();

        access.revokeAll(mia.userId());
        access.grant(mia.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_CREATE)), null);
        int sent = clouds.performedActions().size();
        step(accepted);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aSourceIsSelectedByItsUniqueName() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        volume("available", 10),
                        created("twin", "available", clock.instant()),
                        created("twin-2", "available", clock.instant())));
        clock.advance(Duration.ofMinutes(1));

        Operation accepted = create(mia, newVolume().with(ActionParameter.VOLUME, "data"));

        assertThat(accepted.actionRequest().arguments().get(ActionParameter.VOLUME))
                .isEqualTo(new ActionArgument(id, "data"));
        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> create(mia, newVolume().with(ActionParameter.VOLUME, "logs")))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.AMBIGUOUS);
    }

    private CloudResource group(String... rules) {
        return new CloudResource(
                ResourceKind.SECURITY_GROUP,
                ServerBuilder.CLOUD,
                "group-" + id,
                ServerBuilder.STAFF,
                "web",
                false,
                Map.of("rules", List.of(rules)));
    }

    private Operation addRule(String source) {
        return operations.submit(
                mia,
                group().key(),
                ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE)
                        .with(ActionParameter.PROTOCOL, "tcp")
                        .with(ActionParameter.PORTS, "443")
                        .with(ActionParameter.SOURCE_GROUP, source));
    }

    @Test
    void aRuleThatTheServiceHasAcceptedIsAdded() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(group()));

        Operation accepted = addRule("web");
        step(accepted);
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(clouds.performedActions())
                .last()
                .isEqualTo("group-" + id + " add-rule(protocol=tcp ports=443 sourceGroup=group-" + id + ")");
    }

    @Test
    void aRuleWhoseResponseWasLostIsFoundInTheGroup() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(group()));
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation added = addRule("web");
        step(added);
        step(added);
        assertThat(state(added)).isEqualTo(State.RUNNING);

        clouds.setResources(ServerBuilder.CLOUD, List.of(group("ingress IPv4 tcp 443 from group-" + id)));
        step(added);

        assertThat(state(added)).isEqualTo(State.SUCCEEDED);
    }

    private Operation copyGroup() {
        return create(
                mia,
                ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP)
                        .with(ActionParameter.NAME, "copy")
                        .with(ActionParameter.SOURCE_GROUP, "web"));
    }

    private CloudResource copy(String createdId, String... rules) {
        return new CloudResource(
                ResourceKind.SECURITY_GROUP,
                ServerBuilder.CLOUD,
                createdId,
                ServerBuilder.STAFF,
                "copy",
                false,
                Map.of("rules", List.of(rules)));
    }

    @Test
    void theRulesOfASecurityGroupAreCopied() throws InterruptedException {
        CloudResource source = group(
                "ingress IPv4 tcp 8000-8080 from 10.0.0.0/8",
                "egress IPv4 any",
                "ingress IPv6 any from group-" + id,
                "ingress IPv4 icmp 8 from group-other");
        clouds.setResources(ServerBuilder.CLOUD, List.of(source));
        Operation accepted = copyGroup();
        step(accepted);
        String copy = find(accepted).target().idText();
        clouds.setResources(ServerBuilder.CLOUD, List.of(source, copy(copy, "egress IPv4 any", "egress IPv6 any")));
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        assertThat(clouds.performedActions().subList(sent, sent + 4))
                .containsExactly(
                        copy + " remove-rule(rule=egress IPv6 any)",
                        copy + " add-rule(direction=ingress ethertype=IPv4 protocol=tcp ports=8000-8080"
                                + " source=10.0.0.0/8)",
                        copy + " add-rule(direction=ingress ethertype=IPv6 sourceGroup=" + copy + ")",
                        copy + " add-rule(direction=ingress ethertype=IPv4 protocol=icmp ports=8"
                                + " sourceGroup=group-other)");
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        source,
                        copy(
                                copy,
                                "egress IPv4 any",
                                "ingress IPv4 tcp 8000-8080 from 10.0.0.0/8",
                                "ingress IPv4 icmp 8 from group-other",
                                "ingress IPv6 any from " + copy)));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    /** Another user could have created a group with this name. */
    @Test
    void aGroupThatWasFoundByItsAttributesIsNotChangedWithoutPermissionForIt() throws InterruptedException {
        Caller creator = caller("cora");
        access.grant(
                creator.userId(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.SECURITY_GROUP_CREATE, Permission.SECURITY_GROUP_READ)),
                null);
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation accepted = create(
                creator,
                ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP)
                        .with(ActionParameter.NAME, "copy")
                        .with(ActionParameter.OPENS, "ssh"));
        step(accepted);
        clouds.failActions(null);
        CloudResource found = new CloudResource(
                ResourceKind.SECURITY_GROUP,
                ServerBuilder.CLOUD,
                id + "-found",
                ServerBuilder.STAFF,
                "copy",
                false,
                Map.of("rules", List.of("egress IPv4 any"), "createdAt", clock.instant()));
        clouds.setResources(ServerBuilder.CLOUD, List.of(found));
        int sent = clouds.performedActions().size();
        step(accepted);
        step(accepted);

        assertThat(find(accepted).target()).isEqualTo(found.key());
        assertThat(find(accepted).failure()).isEqualTo(new Failure("created-incomplete", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aNewSecurityGroupAllowsTheServiceBesidesTheRulesOfTheCloud() throws InterruptedException {
        Operation accepted = create(
                mia,
                ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP)
                        .with(ActionParameter.NAME, "copy")
                        .with(ActionParameter.OPENS, "https"));
        step(accepted);
        String created = find(accepted).target().idText();
        clouds.setResources(ServerBuilder.CLOUD, List.of(copy(created, "egress IPv4 any", "egress IPv6 any")));
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        assertThat(clouds.performedActions()
                        .subList(sent, clouds.performedActions().size()))
                .containsExactly(
                        created + " add-rule(direction=ingress ethertype=IPv4 protocol=tcp ports=443)",
                        created + " add-rule(direction=ingress ethertype=IPv6 protocol=tcp ports=443)");
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(copy(
                        created,
                        "egress IPv4 any",
                        "egress IPv6 any",
                        "ingress IPv4 tcp 443",
                        "ingress IPv6 tcp 443")));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    /** Without the addresses of the group, the copy would be open to everyone. */
    @Test
    void aRuleWithAnAddressGroupIsNotCopied() throws InterruptedException {
        String rule = "ingress IPv4 tcp 22 from address-group:a1";
        clouds.setResources(ServerBuilder.CLOUD, List.of(group(rule)));
        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(this::copyGroup)
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
        clouds.setResources(ServerBuilder.CLOUD, List.of(group()));
        Operation accepted = copyGroup();
        step(accepted);
        copyExists(accepted, group(rule), "egress IPv4 any");
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(find(accepted).failure())
                .isEqualTo(new Failure("created-incomplete", "Stackdeck cannot copy the rule \"" + rule + "\""));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void theRulesOfASourceAreNotReportedToAUserWhoMayNoLongerReadIt() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(group()));
        Operation accepted = copyGroup();
        step(accepted);
        copyExists(accepted, group("ingress IPv4 tcp 22 from address-group:a1"), "egress IPv4 any");
        access.revokeAll(mia.userId());

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED_DURING_CREATION);
    }

    @Test
    void aRuleCanReferToAGroupThatCannotBeCopied() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(group("ingress IPv4 tcp 22 from address-group:a1")));

        Operation accepted = addRule("web");
        step(accepted);
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    private void copyExists(Operation accepted, CloudResource source, String... rules) {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(source, copy(find(accepted).target().idText(), rules)));
    }

    @Test
    void rulesAreComparedInTheFormThatNeutronStores() throws InterruptedException {
        CloudResource source =
                group("ingress IPv6 icmp", "ingress IPv4 6 22", "ingress IPv4 tcp 22", "ingress IPv4 udp 1-65535");
        clouds.setResources(ServerBuilder.CLOUD, List.of(source));
        Operation accepted = copyGroup();
        step(accepted);
        copyExists(accepted, source, "ingress IPv6 ipv6-icmp", "ingress IPv4 tcp 22", "ingress IPv4 udp");
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aCopyContinuesIfARuleExistsAlready() throws InterruptedException {
        CloudResource source = group("ingress IPv4 tcp 22");
        clouds.setResources(ServerBuilder.CLOUD, List.of(source));
        Operation accepted = copyGroup();
        step(accepted);
        copyExists(accepted, source);
        clouds.failActions(() -> new CloudException(Category.CONFLICT, "Security group rule already exists"));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        copyExists(accepted, source, "ingress IPv4 tcp 22");
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aCopyFailsIfTheQuotaIsUsedUpOrItDoesNotBecomeComplete() throws InterruptedException {
        CloudResource source = group("ingress IPv4 tcp 22");
        clouds.setResources(ServerBuilder.CLOUD, List.of(source));
        Operation overQuota = copyGroup();
        step(overQuota);
        copyExists(overQuota, source);
        clouds.failActions(() -> new CloudException(Category.CONFLICT, "Quota exceeded for resources"));
        step(overQuota);
        assertThat(find(overQuota).failure())
                .isEqualTo(new Failure("created-incomplete", "Quota exceeded for resources"));

        clouds.failActions(null);
        Operation incomplete = copyGroup();
        step(incomplete);
        copyExists(incomplete, source);
        step(incomplete);
        clock.advance(Duration.ofHours(3));
        step(incomplete);

        assertThat(find(incomplete).failure()).isEqualTo(OperationFailureFactory.incompleteCreation(null));
    }

    @Test
    void aCopyChecksThePermissionBeforeEachRuleAndYieldsToOtherOperations() throws InterruptedException {
        CloudResource source = group("ingress IPv4 tcp 22", "ingress IPv4 tcp 80", "ingress IPv4 tcp 443");
        clouds.setResources(ServerBuilder.CLOUD, List.of(source));
        Operation accepted = copyGroup();
        step(accepted);
        copyExists(accepted, source);
        int sent = clouds.performedActions().size();

        clouds.duringAction(() -> clock.advance(Duration.ofSeconds(2)));
        step(accepted);
        assertThat(clouds.performedActions()).hasSize(sent + 1);
        clouds.duringAction(() -> access.revokeAll(mia.userId()));
        step(accepted);

        assertThat(clouds.performedActions()).hasSize(sent + 2);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked-during-creation", null));
    }

    @Test
    void nothingIsSentIfThePermissionEndsWhileTheRequestWaits() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10)));
        Operation extension = operations.submit(
                mia,
                volume("available", 10).key(),
                ActionRequest.of(ResourceAction.EXTEND_VOLUME).with(ActionParameter.SIZE, "20"));
        Caller creator = member("waiting", Role.unnamed(Set.of(Permission.VOLUME_CREATE, Permission.VOLUME_READ)));
        access.grant(creator.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_UPDATE)), null);
        Operation copy = create(
                creator,
                newVolume().with(ActionParameter.VOLUME, volume("available", 10).id()));
        int sent = clouds.performedActions().size();

        clouds.beforeAction(() -> access.revokeAll(mia.userId()));
        step(extension);
        AtomicInteger waits = new AtomicInteger();
        clouds.beforeAction(() -> {
            waits.incrementAndGet();
            access.revokeAll(creator.userId());
            // The new grant lacks the permission for the source.
            access.grant(
                    creator.userId(),
                    ServerBuilder.STAFF,
                    Role.unnamed(Set.of(Permission.VOLUME_CREATE, Permission.VOLUME_READ)),
                    null);
        });
        step(copy);
        clouds.beforeAction(() -> {});

        assertThat(waits).hasValue(1);
        assertThat(clouds.performedActions()).hasSize(sent);
        assertThat(find(extension).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(find(copy).failure()).isEqualTo(OperationFailureFactory.REVOKED);
    }

    /** Otherwise, operations of other users could wait for a cloud that does not respond. */
    @Test
    void aCopyLoadsNoListsWhileItsRulesAreAdded() throws InterruptedException {
        CloudResource source = group("ingress IPv4 tcp 22");
        clouds.setResources(ServerBuilder.CLOUD, List.of(source));
        Operation accepted = copyGroup();
        step(accepted);
        copyExists(accepted, source, "egress IPv4 any");
        int loads = resourceInventory.loads();
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(clouds.performedActions()).hasSize(sent + 2);
        assertThat(resourceInventory.loads()).isEqualTo(loads);
    }

    @Test
    void aCopyEndsIfItsSourceBelongsToAnotherProject() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(group("ingress IPv4 tcp 22")));
        Operation accepted = copyGroup();
        step(accepted);
        CloudResource source = group("ingress IPv4 tcp 22");
        copyExists(
                accepted,
                new CloudResource(
                        source.kind(),
                        source.cloud(),
                        source.id(),
                        ServerBuilder.RESEARCH,
                        source.name(),
                        false,
                        source.values()));
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked-during-creation", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aCopyEndsIfItsSourceNoLongerExists() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(group("ingress IPv4 tcp 22")));
        Operation accepted = copyGroup();
        step(accepted);
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(copy(find(accepted).target().idText())));

        step(accepted);

        assertThat(find(accepted).failure()).extracting(Failure::code).isEqualTo("created-incomplete");
    }

    /** The lists of a slow cloud take a long time to load. */
    @Test
    void aCopyIsCancelledIfThePermissionForItsSourceEndsWhileListsAreLoaded() throws InterruptedException {
        Caller creator = member("creator", Role.unnamed(Set.of(Permission.VOLUME_CREATE, Permission.VOLUME_READ)));
        access.grant(creator.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_UPDATE)), null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10)));
        Operation copy = create(
                creator,
                newVolume().with(ActionParameter.VOLUME, volume("available", 10).id()));
        int sent = clouds.performedActions().size();

        resourceInventory.duringLoad(() -> {
            access.revokeAll(creator.userId());
            access.grant(
                    creator.userId(),
                    ServerBuilder.STAFF,
                    Role.unnamed(Set.of(Permission.VOLUME_CREATE, Permission.VOLUME_READ)),
                    null);
        });
        step(copy);
        resourceInventory.duringLoad(() -> {});

        assertThat(state(copy)).isEqualTo(State.CANCELLED);
        assertThat(find(copy).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    private CloudResource snapshot(String status) {
        return new CloudResource(
                ResourceKind.VOLUME_SNAPSHOT,
                ServerBuilder.CLOUD,
                "snapshot-" + id,
                ServerBuilder.STAFF,
                "nightly",
                false,
                Map.of("status", status, "volume", volume("available", 10).id()));
    }

    private Operation revert() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), snapshot("available")));
        return operations.submit(
                mia,
                volume("available", 10).key(),
                ActionRequest.of(ResourceAction.REVERT_VOLUME).with(ActionParameter.SNAPSHOT, "nightly"));
    }

    /** Cinder would refuse the request and leave the volume in the status "reverting". */
    @Test
    void aVolumeIsNotRevertedToASnapshotThatIsBeingDeleted() throws InterruptedException {
        Operation accepted = revert();
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), snapshot("deleting")));
        int sent = clouds.performedActions().size();
        step(accepted);

        assertThat(state(accepted)).isIn(State.FAILED, State.CANCELLED);
        assertThat(clouds.performedActions()).hasSize(sent);
        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> operations.submit(
                        mia,
                        volume("available", 10).key(),
                        ActionRequest.of(ResourceAction.REVERT_VOLUME).with(ActionParameter.SNAPSHOT, "nightly")))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
    }

    @Test
    void aVolumeIsRevertedWhenItIsAvailableAgain() throws InterruptedException {
        Operation accepted = revert();
        step(accepted);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("reverting", 10)));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10)));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(clouds.performedActions()).last().asString().endsWith("revert(snapshot=snapshot-" + id + ")");
    }

    @Test
    void aRevertThatFailsOrWhoseResponseWasLostIsNotReportedAsDone() throws InterruptedException {
        Operation failed = revert();
        step(failed);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("error", 10)));
        step(failed);
        assertThat(find(failed).failure()).isEqualTo(OperationFailureFactory.inStatus(volume("error", 10)));

        Operation lost = revert();
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        step(lost);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10)));
        step(lost);
        assertThat(state(lost)).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(5));
        step(lost);
        assertThat(find(lost).failure()).isEqualTo(OperationFailureFactory.NOT_REACHED);
    }

    @Test
    void aRevertWithoutAResponseSucceedsIfItsSnapshotWasSeenRestoring() throws InterruptedException {
        Operation lost = revert();
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        step(lost);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("reverting", 10), snapshot("restoring")));
        step(lost);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), snapshot("available")));
        step(lost);
        assertThat(state(lost)).isEqualTo(State.SUCCEEDED);

        clouds.failActions(null);
        Operation other = revert();
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        step(other);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("reverting", 10), snapshot("available")));
        step(other);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), snapshot("available")));
        step(other);
        assertThat(state(other)).as("another snapshot was restored").isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(5));
        step(other);
        assertThat(find(other).failure()).isEqualTo(OperationFailureFactory.NOT_REACHED);
    }

    @Test
    void messagesAboutTheSourceOfACopyRequireThePermissionToReadIt() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10)));
        Operation copy = create(
                mia,
                ActionRequest.of(ResourceAction.CREATE_IMAGE)
                        .with(ActionParameter.NAME, "golden")
                        .with(ActionParameter.DISK_FORMAT, "raw")
                        .with(ActionParameter.VOLUME, volume("available", 10).id()));
        clouds.failActions(() -> new CloudException(Category.REFUSED, "Invalid volume"));
        step(copy);
        Caller images = member("images", Role.unnamed(Set.of(Permission.IMAGE_READ)));
        Caller both = member("both", Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.VOLUME_READ)));

        assertThat(find(copy).failure()).isEqualTo(new Failure("refused", "Invalid volume"));
        assertThat(operations.find(mia, copy.id()))
                .map(Operation::failure)
                .contains(find(copy).failure());
        assertThat(operations.find(both, copy.id()))
                .map(Operation::failure)
                .contains(find(copy).failure());
        assertThat(operations.find(images, copy.id())).map(Operation::failure).contains(new Failure("refused", null));
    }

    @Test
    void anImageOfAVolumeIsCreatedWhenItHasItsData() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10)));
        ActionRequest request = ActionRequest.of(ResourceAction.CREATE_IMAGE)
                .with(ActionParameter.NAME, "golden")
                .with(ActionParameter.DISK_FORMAT, "raw")
                .with(ActionParameter.VOLUME, "data");
        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> create(mia, request.with(ActionParameter.MIN_DISK, "1")))
                .matches(e -> e.parameter() == ActionParameter.MIN_DISK
                        && e.reason() == InvalidActionParameterException.Reason.EXCLUDED);
        Operation accepted = create(mia, request);
        step(accepted);
        String created = find(accepted).target().idText();

        clouds.setResources(ServerBuilder.CLOUD, List.of(golden(created, "queued")));
        step(accepted);
        clock.advance(Duration.ofMinutes(10));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        clouds.setResources(ServerBuilder.CLOUD, List.of(golden(created, "active")));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    private static CloudResource golden(String createdId, String status) {
        return new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                createdId,
                ServerBuilder.STAFF,
                "golden",
                false,
                Map.of("status", status));
    }

    @Test
    void anImageThatCinderHasDeletedReportsThatTheVolumeWasNotCopied() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10)));
        Operation accepted = create(
                mia,
                ActionRequest.of(ResourceAction.CREATE_IMAGE)
                        .with(ActionParameter.NAME, "golden")
                        .with(ActionParameter.DISK_FORMAT, "qcow2")
                        .with(ActionParameter.VOLUME, "data"));
        step(accepted);
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-copied", null));
    }

    private CloudResource network(String createdId, String... subnets) {
        return new CloudResource(
                ResourceKind.NETWORK,
                ServerBuilder.CLOUD,
                createdId,
                ServerBuilder.STAFF,
                "lan",
                false,
                Map.of("status", "ACTIVE", "subnets", List.of(subnets)));
    }

    private Operation createNetwork(String cidr) {
        return create(
                mia,
                ActionRequest.of(ResourceAction.CREATE_NETWORK)
                        .with(ActionParameter.NAME, "lan")
                        .with(ActionParameter.CIDR, cidr));
    }

    @Test
    void aNetworkIsCreatedWithItsFirstSubnet() throws InterruptedException {
        Operation accepted = createNetwork("10.9.0.0/24");
        step(accepted);
        String network = find(accepted).target().idText();
        clouds.setResources(ServerBuilder.CLOUD, List.of(network(network)));
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        clouds.failActions(null);
        step(accepted);
        assertThat(clouds.performedActions())
                .last()
                .isEqualTo(ServerBuilder.STAFF.id() + " create(network=" + network + " cidr=10.9.0.0/24)");
        clouds.setResources(ServerBuilder.CLOUD, List.of(network(network, "s1")));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aNetworkIsCreatedWithAnIpv4AndAnIpv6Subnet() throws InterruptedException {
        Operation accepted = create(
                mia,
                ActionRequest.of(ResourceAction.CREATE_NETWORK)
                        .with(ActionParameter.NAME, "lan")
                        .with(ActionParameter.CIDR, "10.9.0.0/24")
                        .with(ActionParameter.SUBNETS, "cidr=2001:db8::/64; gateway=none"));
        step(accepted);
        String network = find(accepted).target().idText();
        // Another user has created a subnet, and the response to the request for the first one was lost.
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(network(network, "other", "s4"), subnet("other", "10.8.0.0/24"), subnet("s4", "10.9.0.0/24")));
        int sent = clouds.performedActions().size();
        step(accepted);

        assertThat(clouds.performedActions()
                        .subList(sent, clouds.performedActions().size()))
                .containsExactly(
                        ServerBuilder.STAFF.id() + " create(network=" + network + " cidr=2001:db8::/64 gateway=none)");
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        network(network, "other", "s4", "s6"),
                        subnet("other", "10.8.0.0/24"),
                        subnet("s4", "10.9.0.0/24"),
                        subnet("s6", "2001:db8:0::/64")));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    private static CloudResource subnet(String id, String cidr) {
        return new CloudResource(
                ResourceKind.SUBNET, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, "", false, Map.of("cidr", cidr));
    }

    private static ActionRequest newNetwork(String name, String cidr) {
        return ActionRequest.of(ResourceAction.CREATE_NETWORK)
                .with(ActionParameter.NAME, name)
                .with(ActionParameter.CIDR, cidr);
    }

    @Test
    void aSubnetThatOverlapsAVisibleSubnetOfTheProjectRequiresConsent() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(network("lan-" + id), subnet()));
        ActionRequest request = newNetwork("own-lan", "10.65.0.128/25");

        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> create(mia, request))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(InvalidActionParameterException.Reason.OVERLAPS_IN_PROJECT);
                    assertThat(e.field()).isEqualTo("cidr");
                    assertThat(e.detail()).isEqualTo("lan-subnet (10.65.0.0/24)");
                });
        assertThat(create(mia, request.with(ActionParameter.ALLOW_OVERLAP, "true"))
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(create(mia, newNetwork("own-lan", "10.66.0.0/24")).state()).isEqualTo(State.WAITING);
        // The subnet is not revealed to a user who cannot see it.
        assertThat(create(memberByName("nora", "own*", Role.MANAGER), request).state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void aSubnetThatOverlapsASubnetOfItsNetworkIsRefused() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(network("lan-" + id), subnet()));

        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> create(
                        mia,
                        ActionRequest.of(ResourceAction.CREATE_SUBNET)
                                .with(ActionParameter.NETWORK, "lan")
                                .with(ActionParameter.CIDR, "10.0.0.0/8")
                                .with(ActionParameter.ALLOW_OVERLAP, "true")))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.OVERLAPS_IN_NETWORK);
    }

    @Test
    void anImageForOtherProjectsIsCreatedOnlyWithThePermissionToShareIt() {
        Caller creator = caller("ivy");
        access.grant(creator.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.IMAGE_CREATE)), null);
        ActionRequest request = ActionRequest.of(ResourceAction.CREATE_IMAGE)
                .with(ActionParameter.NAME, "golden")
                .with(ActionParameter.DISK_FORMAT, "raw");

        assertThat(create(creator, request.with(ActionParameter.VISIBILITY, "private"))
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(refusal(() -> create(creator, request.with(ActionParameter.VISIBILITY, "community"))))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.IMAGE_SHARE));
        access.grant(
                creator.userId(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.IMAGE_CREATE, Permission.IMAGE_SHARE)),
                null);
        assertThat(create(creator, request.with(ActionParameter.VISIBILITY, "community"))
                        .state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void aFirstSubnetIsNotCreatedAfterTheEndOfTheGrant() throws InterruptedException {
        Operation accepted = createNetwork("10.9.0.0/24");
        step(accepted);
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(network(find(accepted).target().idText())));
        access.revokeAll(mia.userId());
        int sent = clouds.performedActions().size();
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked-during-creation", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aSubnetThatConflictsFailsTheCreationAtOnce() throws InterruptedException {
        Operation accepted = createNetwork("10.9.0.0/24");
        step(accepted);
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(network(find(accepted).target().idText())));
        clouds.failActions(() -> new CloudException(Category.CONFLICT, "Gateway conflicts with allocation pool"));
        step(accepted);

        assertThat(find(accepted).failure())
                .isEqualTo(new Failure("created-incomplete", "Gateway conflicts with allocation pool"));
    }

    @Test
    void aRefusedSubnetFailsTheCreationWithItsReason() throws InterruptedException {
        Operation accepted = createNetwork("10.9.0.0/32");
        step(accepted);
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(network(find(accepted).target().idText())));
        clouds.failActions(() -> new CloudException(Category.REFUSED, "Invalid input for cidr"));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("created-incomplete", "Invalid input for cidr"));
    }

    @Test
    void anExistingResourceIsNotTheTargetOfItsCreation() {
        assertThat(refusal(() -> operations.submit(mia, volume("", 0).key(), newVolume())))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(operations.findActive(volume("", 0).key())).isEmpty();
    }

    @Test
    void anImageOfAServerIsCopiedOnlyWithThePermissionToChangeIt() {
        Caller creator = caller("cora");
        access.grant(
                creator.userId(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.VOLUME_CREATE, Permission.IMAGE_READ)),
                null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(image("base", false), image("copy", true)));

        assertThat(create(creator, newVolume().with(ActionParameter.IMAGE, "base"))
                        .state())
                .isEqualTo(State.WAITING);
        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> create(creator, newVolume().with(ActionParameter.IMAGE, "copy")))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
        assertThat(create(mia, newVolume().with(ActionParameter.IMAGE, "copy")).state())
                .isEqualTo(State.WAITING);
    }

    private static CloudResource image(String name, boolean serverData) {
        return new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                "image-" + name,
                ServerBuilder.STAFF,
                name,
                false,
                Map.of("status", "active", CloudResource.SERVER_DATA, serverData));
    }

    @Test
    void aSourceIsNotReplacedByAResourceWithItsIdAsName() throws InterruptedException {
        Operation accepted = create(mia, newVolume().with(ActionParameter.VOLUME, id));
        CloudResource decoy = new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                "decoy",
                ServerBuilder.STAFF,
                id,
                false,
                Map.of("status", "available", "size", 1L));
        clouds.setResources(ServerBuilder.CLOUD, List.of(decoy));
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aRuleForAGroupThatNoLongerExistsIsNotSent() throws InterruptedException {
        CloudResource members = new CloudResource(
                ResourceKind.SECURITY_GROUP,
                ServerBuilder.CLOUD,
                "members-" + id,
                ServerBuilder.STAFF,
                "members",
                false,
                Map.of("rules", List.of()));
        clouds.setResources(ServerBuilder.CLOUD, List.of(group(), members));
        Operation accepted = addRule("members");
        clouds.setResources(ServerBuilder.CLOUD, List.of(group()));
        int sent = clouds.performedActions().size();

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aNetworkWhoseResponseWasLostIsNotSearched() throws InterruptedException {
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation accepted =
                create(mia, ActionRequest.of(ResourceAction.CREATE_NETWORK).with(ActionParameter.NAME, "lan"));

        step(accepted);
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("creation-unconfirmed", null));
    }

    private Caller memberByName(String called, String pattern, Role role) {
        Caller caller = caller(called);
        grantByName(caller, pattern, role);
        return caller;
    }

    private void grantByName(Caller user, String pattern, Role role) {
        grant(user, new ResourceSelector.ByName(new NamePattern(pattern)), role);
    }

    private void grant(Caller user, ResourceSelector selector, Role role) {
        access.grant(
                user.userId(),
                new GrantTerms(
                        ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), selector, role, null, null, null));
    }

    @Test
    void aCreationWithoutANameNeitherShowsNorUsesTheNameOfItsSource() {
        Operation accepted = create(
                mia,
                ActionRequest.of(ResourceAction.CREATE_VOLUME)
                        .with(ActionParameter.SIZE, "10")
                        .with(ActionParameter.VOLUME, id));
        Caller other = memberByName("otto", "dat*", Role.MANAGER);

        assertThat(accepted.targetName()).isEmpty();
        assertThat(operations.find(other, accepted.id())).isEmpty();
        assertThat(operations.listRecent(other, 500)).doesNotContain(accepted);
        assertThat(operations.cancel(other, accepted.id())).isEmpty();
        assertThat(operations.find(member("mara", Role.MANAGER), accepted.id())).contains(accepted);
    }

    @Test
    void theAddressesOfADeletedPortAreNotItsName() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(port(null)));
        Operation accepted = submit(mia, port(null), ResourceAction.DELETE_PORT);
        Caller other = memberByName("olga", "10.*", Role.MANAGER);
        resourceInventory.replace(port(null).key(), null);

        assertThat(accepted.targetName()).isEqualTo("10.0.0.5");
        assertThat(operations.find(other, accepted.id())).isEmpty();
        assertThat(operations.find(mia, accepted.id())).isPresent();
    }

    private CloudResource backup(String backupId, Map<String, Object> values) {
        return new CloudResource(
                ResourceKind.VOLUME_BACKUP,
                ServerBuilder.CLOUD,
                backupId,
                ServerBuilder.STAFF,
                "nightly",
                false,
                values);
    }

    @Test
    void aFailedBackupReportsItsReason() throws InterruptedException {
        Operation accepted = create(
                mia, ActionRequest.of(ResourceAction.CREATE_VOLUME_BACKUP).with(ActionParameter.VOLUME, id));
        step(accepted);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(backup(
                        find(accepted).target().idText(),
                        Map.of(
                                "status",
                                "error",
                                CloudResource.FAIL_REASON,
                                "Service not found for creating backup."))));
        step(accepted);

        assertThat(find(accepted).failure())
                .isEqualTo(new Failure("no-backup-service", "Service not found for creating backup."));
    }

    @Test
    void aBackupIsNotDeletedBeforeThoseThatDependOnIt() throws InterruptedException {
        CloudResource parent =
                backup("b-" + id, Map.of("status", "available", CloudResource.HAS_DEPENDENT_BACKUPS, true));
        clouds.setResources(ServerBuilder.CLOUD, List.of(parent));
        resourceInventory.load(ResourceKind.VOLUME_BACKUP, mia.userId());
        assertThat(refusal(() -> submit(mia, parent, ResourceAction.DELETE_VOLUME_BACKUP)))
                .isEqualTo(new ActionAvailability.Obstructed(ChangeObstacle.DEPENDENT_BACKUPS));

        CloudResource single = backup("b-" + id, Map.of("status", "available"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(single));
        resourceInventory.replace(single.key(), single);
        Operation accepted = submit(mia, single, ResourceAction.DELETE_VOLUME_BACKUP);
        clouds.failActions(() -> new CloudException(Category.NOT_FOUND, "Service cinder-backup could not be found."));
        step(accepted);

        assertThat(find(accepted).failure())
                .isNotNull()
                .extracting(Failure::code)
                .isEqualTo("no-backup-service");
    }

    @Test
    void aVolumeThatIsNotRestoredFails() throws InterruptedException {
        CloudResource backup = backup("b-" + id, Map.of("status", "available", "size", 5L));
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("available", 10), backup));
        Operation creation = create(mia, newVolume().with(ActionParameter.BACKUP, "nightly"));
        step(creation);
        Operation restore = operations.submit(
                mia,
                volume("available", 10).key(),
                ActionRequest.of(ResourceAction.RESTORE_VOLUME).with(ActionParameter.BACKUP, "nightly"));
        step(restore);
        assertThat(clouds.performedActions()).last().isEqualTo(id + " restore(backup=b-" + id + ")");
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        volume("error_restoring", 10),
                        created(find(creation).target().idText(), "error_restoring", clock.instant())));
        step(creation);
        step(restore);

        assertThat(find(creation).failure()).isEqualTo(new Failure("failed", "error_restoring"));
        assertThat(find(restore).failure()).isEqualTo(new Failure("failed", "error_restoring"));
    }

    /** The backup gives the volume a name and metadata, to which grants can refer. */
    @Test
    void aVolumeIsRestoredOnlyWithThePermissionsToDeleteAndUpdateIt() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(volume("available", 10), backup("b-" + id, Map.of("status", "available"))));
        Map.of(
                        Permission.VOLUME_UPDATE, Permission.VOLUME_DELETE,
                        Permission.VOLUME_DELETE, Permission.VOLUME_UPDATE)
                .forEach((granted, missing) -> {
                    Caller user = memberByName(
                            granted == Permission.VOLUME_UPDATE ? "edda" : "emil", "*", Role.unnamed(Set.of(granted)));

                    assertThat(refusal(() -> operations.submit(
                                    user,
                                    volume("available", 10).key(),
                                    ActionRequest.of(ResourceAction.RESTORE_VOLUME)
                                            .with(ActionParameter.BACKUP, "nightly"))))
                            .isEqualTo(new ActionAvailability.NotGranted(missing));
                });
    }

    /** The name and the metadata that Cinder restores are unknown, so any grant can select the volume. */
    @Test
    void aRestoreByWhichItsAuthorCouldGainAPermissionIsRefused() throws InterruptedException {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(volume("available", 10), backup("b-" + id, Map.of("status", "available"))));
        Role editor = Role.unnamed(Set.of(Permission.VOLUME_UPDATE, Permission.VOLUME_DELETE));
        Role transferrer = Role.unnamed(Set.of(Permission.VOLUME_TRANSFER));
        Caller byMetadata = caller("edda");
        grant(byMetadata, ResourceSelector.ALL, editor);
        Operation accepted = restore(byMetadata);
        int sent = clouds.performedActions().size();
        grant(byMetadata, new ResourceSelector.ByMetadata(Map.of("team", "ops")), transferrer);
        Caller byName = caller("emil");
        grant(byName, ResourceSelector.ALL, editor);
        grantByName(byName, "x*", transferrer);

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
        for (Caller caller : List.of(byMetadata, byName)) {
            assertThat(refusal(() -> restore(caller)))
                    .isEqualTo(new ActionAvailability.SelfEscalation(Permission.VOLUME_TRANSFER));
        }
    }

    @Test
    void aRestoreIsAcceptedIfNoNameOrMetadataGivesItsAuthorANewPermission() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(volume("available", 10), backup("b-" + id, Map.of("status", "available"))));
        Role editor = Role.unnamed(Set.of(Permission.VOLUME_UPDATE, Permission.VOLUME_DELETE));
        Caller user = caller("edda");
        grant(user, ResourceSelector.ALL, editor);
        grantByName(user, "x*", editor);
        grant(
                user,
                new ResourceSelector.ByMetadata(Map.of("team", "ops")),
                Role.unnamed(Set.of(Permission.VOLUME_UPDATE, Permission.SERVER_DELETE)));
        access.grant(
                user.userId(),
                new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(ServerBuilder.RESEARCH.id()),
                        new ResourceSelector.ByName(new NamePattern("*")),
                        Role.ADMINISTRATOR,
                        null,
                        null,
                        null));

        assertThat(restore(user).state()).isEqualTo(State.WAITING);
    }

    private Operation restore(Caller caller) {
        return operations.submit(
                caller,
                volume("available", 10).key(),
                ActionRequest.of(ResourceAction.RESTORE_VOLUME).with(ActionParameter.BACKUP, "nightly"));
    }

    @Test
    void aRestoreIsNotSentIfThePermissionToUpdateTheVolumeHasEnded() throws InterruptedException {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(volume("available", 10), backup("b-" + id, Map.of("status", "available"))));
        Caller emil = memberByName("emil", "*", Role.MANAGER);
        Operation accepted = operations.submit(
                emil,
                volume("available", 10).key(),
                ActionRequest.of(ResourceAction.RESTORE_VOLUME).with(ActionParameter.BACKUP, "nightly"));
        int sent = clouds.performedActions().size();
        access.revokeAll(emil.userId());
        grantByName(emil, "*", Role.unnamed(Set.of(Permission.VOLUME_READ, Permission.VOLUME_DELETE)));
        grantByName(emil, "nightly", Role.unnamed(Set.of(Permission.VOLUME_UPDATE)));

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("revoked", null));
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aKindThatTheCloudDoesNotOfferIsNotCreated() {
        assertThat(choices.projects(mia.userId(), ResourceKind.VOLUME_BACKUP)).isNotEmpty();
        clouds.setMissing(ResourceKind.VOLUME_BACKUP);

        assertThat(choices.projects(mia.userId(), ResourceKind.VOLUME_BACKUP)).isEmpty();
        assertThat(choices.projects(mia.userId(), ResourceKind.VOLUME)).isNotEmpty();
        clouds.setMissing(null);
    }

    private static CloudResource queuedImage(boolean importable, @Nullable String error) {
        Map<String, Object> values = new HashMap<>(Map.of("status", "queued", CloudResource.IMPORTABLE, importable));
        if (error != null) {
            values.put(CloudResource.IMPORT_ERROR, error);
        }
        return new CloudResource(
                ResourceKind.IMAGE, ServerBuilder.CLOUD, "image-1", ServerBuilder.STAFF, "linux", false, values);
    }

    @Test
    void anImportIsOfferedByTheCloudAndFailsWithItsMessage() throws InterruptedException {
        grantByName(mia, "*", Role.unnamed(Set.of(Permission.IMAGE_IMPORT)));
        ActionRequest request =
                ActionRequest.of(ResourceAction.IMPORT_IMAGE).with(ActionParameter.URL, "https://images.example/x.img");
        clouds.setResources(ServerBuilder.CLOUD, List.of(queuedImage(false, null)));
        resourceInventory.load(ResourceKind.IMAGE, mia.userId());
        assertThat(refusal(() -> operations.submit(mia, queuedImage(false, null).key(), request)))
                .isEqualTo(new ActionAvailability.Obstructed(ChangeObstacle.NOT_IMPORTABLE));

        clouds.setResources(ServerBuilder.CLOUD, List.of(queuedImage(true, null)));
        resourceInventory.replace(queuedImage(true, null).key(), queuedImage(true, null));
        Operation accepted = operations.submit(mia, queuedImage(true, null).key(), request);
        step(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);
        clouds.setResources(ServerBuilder.CLOUD, List.of(queuedImage(true, "unreachable")));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-imported", "unreachable"));
    }

    private static CloudResource sharedImage(String visibility, @Nullable Map<String, String> members) {
        Map<String, Object> values = new HashMap<>(Map.of("status", "active", "visibility", visibility));
        if (members != null) {
            values.put(CloudResource.MEMBERS, members);
        }
        return new CloudResource(
                ResourceKind.IMAGE, ServerBuilder.CLOUD, "image-1", ServerBuilder.STAFF, "linux", false, values);
    }

    @Test
    void anImageIsSharedWithAProjectWhichTheAuditEntryNames() throws InterruptedException {
        String project = "0123456789abcdef0123456789abcdef";
        ActionRequest share = ActionRequest.of(ResourceAction.ADD_IMAGE_PROJECT).with(ActionParameter.PROJECT, project);
        CloudResource image = sharedImage("private", null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(image));
        resourceInventory.load(ResourceKind.IMAGE, mia.userId());
        assertThat(refusal(() -> operations.submit(mia, image.key(), share)))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.IMAGE_SHARE));
        grantByName(mia, "*", Role.unnamed(Set.of(Permission.IMAGE_SHARE)));
        assertThat(refusal(() -> operations.submit(mia, image.key(), share)))
                .isEqualTo(new ActionAvailability.Obstructed(ChangeObstacle.NOT_SHARED));
        CloudResource shared = sharedImage("shared", null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(shared));
        resourceInventory.replace(shared.key(), shared);
        assertThatThrownBy(() -> operations.submit(
                        mia, image.key(), share.with(ActionParameter.PROJECT, ServerBuilder.RESEARCH.name())))
                .isInstanceOf(InvalidActionParameterException.class);

        Operation accepted = operations.submit(mia, image.key(), share);
        step(accepted);
        step(accepted);

        assertThat(clouds.performedActions()).last().isEqualTo("image-1 add-project(project=" + project + ")");
        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(trail().filter(entry ->
                        entry.action().equals("image.add-project") && entry.result() == AuditEntry.Result.ACCEPTED))
                .first()
                .satisfies(entry -> assertThat(String.valueOf(entry.detail())).contains(project));
    }

    private static CloudResource offer(String status) {
        return new CloudResource(
                ResourceKind.IMAGE_MEMBER,
                ServerBuilder.CLOUD,
                "image-1:" + ServerBuilder.STAFF.id(),
                ServerBuilder.STAFF,
                "linux",
                false,
                Map.of("status", status, "ownerProject", "p-other"));
    }

    @Test
    void anOfferedImageIsAcceptedWithThePermissionToCreateImagesInTheProject() throws InterruptedException {
        Caller reader = caller("una");
        grantByName(reader, "*", Role.unnamed(Set.of(Permission.IMAGE_READ)));
        clouds.setResources(ServerBuilder.CLOUD, List.of(offer("pending")));
        resourceInventory.load(ResourceKind.IMAGE_MEMBER, mia.userId());
        assertThat(refusal(() -> operations.submit(reader, offer("").key(), ResourceAction.ACCEPT_IMAGE)))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.IMAGE_CREATE));

        Operation accepted = operations.submit(mia, offer("").key(), ResourceAction.ACCEPT_IMAGE);
        step(accepted);
        assertThat(clouds.performedActions()).last().isEqualTo(offer("").id() + " accept()");
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(offer("accepted"), sharedImage("shared", null), volume("available", 10)));
        resourceInventory.load(ResourceKind.IMAGE, mia.userId());
        int lists = clouds.lists();
        step(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(resourceInventory.findKnown(offer("").key())).contains(offer("accepted"));
        resourceInventory.load(ResourceKind.IMAGE, mia.userId());
        assertThat(clouds.lists()).as("the list of images is requested again").isGreaterThan(lists);
        assertThat(refusal(() -> operations.submit(mia, offer("").key(), ResourceAction.ACCEPT_IMAGE)))
                .isEqualTo(new ActionAvailability.WrongResourceStatus("accepted"));
        assertThat(trail())
                .filteredOn(entry -> entry.action().equals("image-member.accept"))
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(entry.objectId()).isEqualTo(offer("").id()));
    }

    @Test
    void anUnansweredRejectionIsJudgedByTheStatus() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(offer("accepted")));
        resourceInventory.load(ResourceKind.IMAGE_MEMBER, mia.userId());
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation lost = operations.submit(mia, offer("").key(), ResourceAction.REJECT_IMAGE);
        step(lost);
        step(lost);
        assertThat(find(lost).state()).isEqualTo(State.RUNNING);

        clouds.setResources(ServerBuilder.CLOUD, List.of(offer("rejected")));
        step(lost);

        assertThat(find(lost).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void resultOfAnUnansweredRemovalOfAProjectIsDeterminedByTheMembers() throws InterruptedException {
        grantByName(mia, "*", Role.unnamed(Set.of(Permission.IMAGE_SHARE)));
        String project = "0123456789abcdef0123456789abcdef";
        CloudResource shared = sharedImage("shared", Map.of(project, "accepted"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(shared));
        resourceInventory.load(ResourceKind.IMAGE, mia.userId());
        clouds.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"));
        Operation lost = operations.submit(
                mia,
                shared.key(),
                ActionRequest.of(ResourceAction.REMOVE_IMAGE_PROJECT).with(ActionParameter.PROJECT, project));
        step(lost);
        step(lost);
        assertThat(state(lost)).isEqualTo(State.RUNNING);
        clouds.setResources(ServerBuilder.CLOUD, List.of(sharedImage("shared", null)));
        step(lost);
        assertThat(state(lost)).as("members are unknown").isEqualTo(State.RUNNING);

        clouds.setResources(ServerBuilder.CLOUD, List.of(sharedImage("shared", Map.of())));
        step(lost);

        assertThat(state(lost)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void anObstacleHasACodeInsteadOfAMessageOfTheCloud() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(image("base", false)));
        resourceInventory.load(ResourceKind.IMAGE, mia.userId());
        Operation accepted = submit(mia, image("base", false), ResourceAction.DELETE_IMAGE);
        clouds.failActions(() -> new ChangeObstacleException(ChangeObstacle.FOREIGN_OWNER));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("foreign-owner", null));
    }

    @Test
    void aPortOfAServerIsNotDeleted() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(port("compute:nova")));
        resourceInventory.load(ResourceKind.PORT, mia.userId());
        assertThat(refusal(() -> submit(mia, port(null), ResourceAction.DELETE_PORT)))
                .isEqualTo(new ActionAvailability.Obstructed(ChangeObstacle.USED_BY_SERVER));

        clouds.setResources(ServerBuilder.CLOUD, List.of(port(null)));
        resourceInventory.replace(port(null).key(), port(null));
        Operation accepted = submit(mia, port(null), ResourceAction.DELETE_PORT);
        clouds.setResources(ServerBuilder.CLOUD, List.of(port("compute:nova")));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("used-by-server", null));
    }

    @Test
    void securityGroupsOfAPortAreThoseThatTheUserMaySelect() throws InterruptedException {
        CloudResource hidden = new CloudResource(
                ResourceKind.SECURITY_GROUP,
                ServerBuilder.CLOUD,
                "hidden-" + id,
                ServerBuilder.RESEARCH,
                "hidden",
                false,
                Map.of());
        clouds.setResources(ServerBuilder.CLOUD, List.of(port(null), group(), hidden));
        resourceInventory.load(ResourceKind.PORT, mia.userId());
        ActionRequest set = ActionRequest.of(ResourceAction.SET_PORT);

        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> operations.submit(
                        mia, port(null).key(), set.with(ActionParameter.SECURITY_GROUPS, "web,hidden-" + id)))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
        Operation accepted =
                operations.submit(mia, port(null).key(), set.with(ActionParameter.SECURITY_GROUPS, "web, group-" + id));
        assertThat(accepted.actionRequest().arguments().get(ActionParameter.SECURITY_GROUPS))
                .isEqualTo(new ActionArgument("group-" + id, "web"));
        step(accepted);
        assertThat(clouds.performedActions()).last().isEqualTo("port-" + id + " set(securityGroups=group-" + id + ")");
        step(accepted);

        Operation removal = operations.submit(
                mia,
                port(null).key(),
                set.with(ActionParameter.SECURITY_GROUPS, "none").with(ActionParameter.PORT_SECURITY, "false"));
        step(removal);
        assertThat(clouds.performedActions())
                .last()
                .isEqualTo("port-" + id + " set(securityGroups=none portSecurityEnabled=false)");
    }

    @Test
    void securityGroupsAreNotAssignedToAPortAfterTheirProjectHasLostThem() throws InterruptedException {
        clouds.setResources(ServerBuilder.CLOUD, List.of(port(null), group()));
        resourceInventory.load(ResourceKind.PORT, mia.userId());
        Operation accepted = operations.submit(
                mia,
                port(null).key(),
                ActionRequest.of(ResourceAction.SET_PORT).with(ActionParameter.SECURITY_GROUPS, "web"));
        int sent = clouds.performedActions().size();

        clouds.setResources(ServerBuilder.CLOUD, List.of(port(null)));
        step(accepted);

        assertThat(find(accepted).failure()).isNotNull();
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    /** The actions on the server require permission for the server. */
    @Test
    void addressesAndSecurityGroupsOfAPortInUseAreNotSet() throws InterruptedException {
        ActionRequest set = ActionRequest.of(ResourceAction.SET_PORT);
        for (String owner : List.of("network:router_interface", "trunk:subport", "compute:nova")) {
            clouds.setResources(ServerBuilder.CLOUD, List.of(port(owner), group()));
            resourceInventory.replace(port(owner).key(), port(owner));
            for (ActionRequest request : List.of(
                    set.with(ActionParameter.SECURITY_GROUPS, "none"),
                    set.with(ActionParameter.FIXED_IPS, "10.0.0.7"))) {
                assertThat(refusal(() -> operations.submit(mia, port(null).key(), request)))
                        .as(owner)
                        .isEqualTo(new ActionAvailability.Obstructed(ChangeObstacle.USED_BY_SERVER));
            }
        }

        clouds.setResources(ServerBuilder.CLOUD, List.of(port(null)));
        resourceInventory.replace(port(null).key(), port(null));
        Operation accepted = operations.submit(mia, port(null).key(), set.with(ActionParameter.FIXED_IPS, "10.0.0.7"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(port("compute:nova")));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("used-by-server", null));
    }

    private Operation submit(Caller caller, CloudResource resource, ResourceAction action) {
        resourceInventory.load(resource.kind(), caller.userId());
        return operations.submit(caller, resource.key(), action);
    }

    private CloudResource port(@Nullable String deviceOwner) {
        return new CloudResource(
                ResourceKind.PORT,
                ServerBuilder.CLOUD,
                "port-" + id,
                ServerBuilder.STAFF,
                "",
                false,
                deviceOwner == null
                        ? Map.of("fixedIps", List.of("10.0.0.5"))
                        : Map.of("fixedIps", List.of("10.0.0.5"), "deviceOwner", deviceOwner));
    }

    @Test
    void aNetworkIsExtendedOnlyWithPermissionForIt() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(network("lan-" + id), subnet()));
        Caller reader = memberByName("rita", "own*", Role.MANAGER);
        access.grant(reader.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_READ)), null);
        ActionRequest newSubnet = ActionRequest.of(ResourceAction.CREATE_SUBNET)
                .with(ActionParameter.NAME, "own-subnet")
                .with(ActionParameter.NETWORK, "lan-" + id)
                .with(ActionParameter.CIDR, "10.66.0.0/24");
        ActionRequest newPort = ActionRequest.of(ResourceAction.CREATE_PORT)
                .with(ActionParameter.NAME, "own-port")
                .with(ActionParameter.NETWORK, "lan-" + id);

        for (ActionRequest request : List.of(newSubnet, newPort)) {
            assertThatExceptionOfType(InvalidActionParameterException.class)
                    .isThrownBy(() -> create(reader, request))
                    .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
            assertThat(create(mia, request).state()).isEqualTo(State.WAITING);
        }
    }

    @Test
    void aSubnetIsConnectedToARouterOnlyWithPermissionForIt() {
        CloudResource router = new CloudResource(
                ResourceKind.ROUTER,
                ServerBuilder.CLOUD,
                "router-" + id,
                ServerBuilder.STAFF,
                "own-router",
                false,
                Map.of("status", "ACTIVE"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(router, subnet()));
        Caller reader = memberByName("rosa", "own*", Role.MANAGER);
        access.grant(reader.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_READ)), null);
        resourceInventory.load(ResourceKind.ROUTER, reader.userId());
        ActionRequest request =
                ActionRequest.of(ResourceAction.ADD_ROUTER_INTERFACE).with(ActionParameter.SUBNET, "subnet-" + id);

        assertThatExceptionOfType(InvalidActionParameterException.class)
                .isThrownBy(() -> operations.submit(reader, router.key(), request))
                .matches(e -> e.reason() == InvalidActionParameterException.Reason.NOT_FOUND);
        assertThat(operations.submit(mia, router.key(), request).state()).isEqualTo(State.WAITING);
    }

    private CloudResource subnet() {
        return new CloudResource(
                ResourceKind.SUBNET,
                ServerBuilder.CLOUD,
                "subnet-" + id,
                ServerBuilder.STAFF,
                "lan-subnet",
                false,
                Map.of("network", "lan-" + id, "cidr", "10.65.0.0/24"));
    }
}
