package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.FakeOwnership;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.AvailabilityZone;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Network;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerGroup;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.SomeKeys;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeSnapshot;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation.State;

/** Launches of servers until they are active. */
abstract class LaunchTests extends OperationsCase {

    private static final String SECRET = "#cloud-config\npassword: opensesame\n";

    @Autowired
    Launches launches;

    @Autowired
    LaunchKeys keys;

    @Autowired
    FakeOwnership ownership;

    private final String name = "web-" + UUID.randomUUID();
    private Caller ann;

    @BeforeEach
    void know() {
        nova.agreeWith(clock);
        clouds.resources().clear();
        clouds.resources()
                .have(
                        new OfferedFlavor("f-1", "m1.small", 1, 2048, 20),
                        new OfferedFlavor("f-2", "m1.tiny", 1, 512, 1),
                        new OfferedImage("i-1", "debian", 2, 1024, 1L << 30),
                        new Volume("v-1", "root", "available", 10, true, List.of()),
                        new Volume("v-2", "data", "available", 10, false, List.of()),
                        new VolumeSnapshot("s-1", "yesterday", 10),
                        new Network("n-1", "net"),
                        new Port("p-1", "fa:16:3e:00:00:01", "net", List.of("10.0.0.9"), List.of()),
                        new SecurityGroup("g-1", "web", null, List.of()),
                        new AvailabilityZone("nova"),
                        new ServerGroup("sg-1", "apart", "anti-affinity"));
        ann = member("ann", Role.MANAGER);
    }

    @Test
    void namesAreResolvedAndRecordedBeforeTheLaunchIsSent() {
        Operation accepted = launch(wish()).getFirst();

        assertThat(accepted.state()).isEqualTo(State.WAITING);
        assertThat(accepted.begun()).isFalse();
        assertThat(accepted.serverName()).isEqualTo(name);
        assertThat(accepted.order().arguments())
                .isEqualTo(Map.of(
                        ActionParameter.FLAVOR, new Argument("f-1", "m1.small"),
                        ActionParameter.IMAGE, new Argument("i-1", "debian")));
        assertThat(operations.find(ann, accepted.id())).contains(accepted);
        assertThat(sent()).isZero();
        assertThat(audited()).containsExactly("server.create ACCEPTED");
    }

    @Test
    void aGeneratedPasswordIsReturnedOnceToTheServersCreator() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.password("madebynova");

        step(accepted);

        assertThat(find(accepted).passwordMade()).isTrue();
        assertThat(operations.tellPassword(ann, accepted.id())).contains("madebynova");
        assertThat(operations.tellPassword(ann, accepted.id())).isEmpty();
    }

    @Test
    void aNewServerBelongsToItsCreatorAndTheOperationEndsWhenItIsActive() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();

        step(accepted);
        Server made = made();
        Operation begun = find(accepted);
        assertThat(begun.server()).isEqualTo(made.key());
        assertThat(begun.requestId()).isNotNull();
        assertThat(made.metadata())
                .containsEntry("stackdeck-operation", marker(accepted))
                .hasEntrySatisfying(
                        "stackdeck-operation", value -> assertThat(value).matches(accepted.id() + "\\.[0-9a-f]{32}"));
        assertThat(inventory.find(made.key())).contains(made);
        assertThat(ownership.owner(made.key())).contains(ann.userId());
        assertThat(operations.active(made.key())).contains(begun);
        assertThat(operations.active(accepted.server())).isEmpty();
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        nova.put(AServer.like(made).status(ServerStatus.ACTIVE).task(null));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(operations.active(made.key())).isEmpty();
        assertThat(store.newest(made.key(), 10)).extracting(Operation::id).containsExactly(accepted.id());
        assertThat(audited()).containsExactly("server.create SUCCESS", "server.create ACCEPTED");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void allParametersAreSentToTheCloudAsIds() throws InterruptedException {
        NewServer wanted = new NewServer(
                name,
                new BootSource.OfImage("debian", new RootVolume(5, true)),
                "m1.small",
                List.of(new Nic.OnNetwork("net"), new Nic.OnPort("10.0.0.9")),
                SomeKeys.one(),
                List.of("web"),
                "nova",
                "apart",
                SECRET,
                Set.of("blue", "test"),
                Map.of("role", "web"),
                "of a test");

        step(launch(wanted).getFirst());

        NewServer born = nova.born().getLast();
        assertThat(born)
                .isEqualTo(new NewServer(
                        name,
                        new BootSource.OfImage("i-1", new RootVolume(5, true)),
                        "f-1",
                        List.of(new Nic.OnNetwork("n-1"), new Nic.OnPort("p-1")),
                        SomeKeys.one(),
                        List.of("g-1"),
                        "nova",
                        "sg-1",
                        SECRET,
                        Set.of("blue", "test"),
                        Map.of("role", "web"),
                        "of a test"));
    }

    @Test
    void userDataIsSealedUntilTheResponseAndNeverReturned() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();

        assertThat(row(accepted).values())
                .map(String::valueOf)
                .noneMatch(column -> column.contains("opensesame") || column.contains("cGFzc3dvcmQ"));
        assertThat(row(accepted).get("plan")).isNotNull();
        assertThat(details()).noneMatch(detail -> detail.contains("opensesame"));
        assertThat(details()).anyMatch(detail -> detail.contains("userData=" + SECRET.length() + " bytes"));
        assertThat(accepted.toString() + withUserData()).doesNotContain("opensesame");

        step(accepted);

        assertThat(nova.born().getLast().userData()).isEqualTo(SECRET);
        assertThat(row(accepted).get("plan")).isNull();
    }

    @Test
    void userDataIsDeletedWhenALaunchIsCancelled() {
        Operation accepted = launch(withUserData()).getFirst();

        operations.withdraw(ann, accepted.id());

        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(row(accepted).get("plan")).isNull();
    }

    @Test
    void failedLaunchIsReturnedWithoutSecretsToUsersWhoMayLaunch() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();
        assertThat(launches.failed(ann, accepted.id())).isEmpty();
        step(accepted);
        store.ended(accepted.id(), State.FAILED, clock.instant(), Failures.GONE);

        FailedLaunch failed = launches.failed(ann, accepted.id()).orElseThrow();
        assertThat(failed.server().name()).isEqualTo(accepted.serverName());
        assertThat(failed.server().userData()).isNull();
        assertThat(failed.leftOut()).containsExactly(FailedLaunch.LeftOut.USER_DATA);
        assertThat(failed.project()).isEqualTo(AServer.STAFF.id());
        assertThat(row(accepted).toString()).doesNotContain("opensesame");
        access.revokeAll(ann.userId());
        assertThat(launches.failed(ann, accepted.id())).isEmpty();
    }

    @Test
    void parametersOfAFailedLaunchAreDeletedAfterAWeek() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        store.ended(accepted.id(), State.FAILED, clock.instant(), Failures.GONE);
        store.forgetWishes(clock.instant());
        assertThat(store.wish(accepted.id())).isPresent();

        store.forgetWishes(clock.instant().plusSeconds(1));

        assertThat(store.wish(accepted.id())).isEmpty();
        assertThat(launches.failed(ann, accepted.id())).isEmpty();
    }

    @Test
    void parametersOfASuccessfulLaunchAreDeleted() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        store.ended(accepted.id(), State.SUCCEEDED, clock.instant(), null);

        assertThat(launches.failed(ann, accepted.id())).isEmpty();
        assertThat(store.wish(accepted.id())).isEmpty();
    }

    @Test
    void severalServersAreNumberedAndCreatedSeparately() throws InterruptedException {
        List<Operation> accepted = launches.launch(ann, AServer.CLOUD, AServer.STAFF.id(), wish(), 3);

        assertThat(accepted).extracting(Operation::serverName).containsExactly(name + "-1", name + "-2", name + "-3");
        for (Operation one : accepted) {
            step(one);
        }
        assertThat(nova.born().subList(nova.born().size() - 3, nova.born().size()))
                .extracting(NewServer::name)
                .containsExactly(name + "-1", name + "-2", name + "-3");
        assertThat(accepted).extracting(one -> find(one).server()).doesNotHaveDuplicates();
    }

    @Test
    void aMissingOrUnsuitableResourceIsRefusedNamingTheField() {
        assertThat(unsuitable(NewServer.of(name, image("none"), "f-1"))).isEqualTo("source NOT_FOUND");
        assertThat(unsuitable(NewServer.of(name, image("i-1"), "none"))).isEqualTo("flavor NOT_FOUND");
        assertThat(unsuitable(NewServer.of(name, image("i-1"), "m1.tiny"))).isEqualTo("flavor TOO_SMALL");
        assertThat(unsuitable(NewServer.of(name, new BootSource.OfImage("i-1", new RootVolume(1, true)), "m1.small")))
                .isEqualTo("rootVolume TOO_SMALL");
        assertThat(unsuitable(NewServer.of(name, new BootSource.OfVolume("data", false), "f-1")))
                .as("a volume that is not bootable")
                .isEqualTo("source NOT_FOUND");
        assertThat(unsuitable(
                        NewServer.of(name, new BootSource.OfSnapshot("yesterday", new RootVolume(9, true)), "f-1")))
                .isEqualTo("rootVolume TOO_SMALL");
        clouds.resources().have(new Network("n-2", "net"));
        assertThat(unsuitable(wish())).isEqualTo("networks AMBIGUOUS");
        assertThat(sent()).isZero();
    }

    @Test
    void aVolumeOrPortAllowsOnlyOneServer() {
        NewServer ofVolume = NewServer.of(name, new BootSource.OfVolume("root", false), "f-1");

        assertThatThrownBy(() -> launches.launch(ann, AServer.CLOUD, AServer.STAFF.id(), ofVolume, 2))
                .hasMessage("count: TOO_MANY");
        assertThatThrownBy(() -> launches.launch(ann, AServer.CLOUD, AServer.STAFF.id(), wish(), 21))
                .hasMessage("count: TOO_MANY");
        assertThatThrownBy(() -> launches.launch(ann, AServer.CLOUD, AServer.STAFF.id(), wish(), 0))
                .hasMessage("count: MALFORMED");
    }

    @Test
    void launchIsRefusedWithoutPermissionInTheProject() {
        Caller viewer = member("viewer", Role.OPERATOR);
        Caller stranger = caller("stranger");

        assertThat(refusal(viewer, wish())).isEqualTo(new Answer.NotGranted(Permission.SERVER_CREATE));
        assertThat(refusal(stranger, wish())).isInstanceOf(Answer.Invisible.class);
        assertThat(audited()).containsExactly("server.create REFUSED", "server.create REFUSED");
        assertThat(launches.projects(ann)).containsExactly(AServer.STAFF);
        assertThat(launches.projects(viewer)).isEmpty();
        assertThat(refusalOfResources(viewer)).isInstanceOf(Answer.NotGranted.class);
        assertThat(refusalOfResources(stranger)).isInstanceOf(Answer.Invisible.class);
    }

    @Test
    void aGrantForSelectedServersAllowsOnlyMatchingNewServers() {
        Caller bob = caller("bob");
        access.grant(bob.userId(), terms(new ServerSelector.Named(new NamePattern("web-*")), Role.MANAGER));

        assertThat(launch(bob, wish())).hasSize(1);
        assertThat(refusal(bob, wish().named("db-1"))).isInstanceOf(Answer.NotGranted.class);
        assertThat(launches.projects(bob)).containsExactly(AServer.STAFF);
    }

    @Test
    void aGrantForOwnServersAllowsLaunchesAndOneByIdsDoesNot() {
        Caller own = caller("own");
        access.grant(own.userId(), terms(new ServerSelector.Own(), Role.MANAGER));
        Caller ids = caller("ids");
        access.grant(
                ids.userId(),
                terms(new ServerSelector.Ids(Set.of(AServer.key("web").id())), Role.MANAGER));

        assertThat(launch(own, wish())).hasSize(1);
        assertThat(refusal(ids, wish())).isInstanceOf(Answer.NotGranted.class);
        assertThat(launches.projects(ids)).isEmpty();
    }

    @Test
    void bootingFromAVolumeRequiresTheVolumesPermission() {
        Caller maker = caller("maker");
        access.grant(maker.userId(), AServer.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);

        assertThat(refusal(maker, NewServer.of(name, new BootSource.OfVolume("root", false), "f-1")))
                .isEqualTo(new Answer.NotGranted(Permission.SERVER_VOLUMES));
        assertThat(launch(maker, wish())).hasSize(1);
    }

    @Test
    void aLaunchIsCancelledWhenItsGrantEndsBeforeSending() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();
        access.revokeAll(ann.userId());

        step(accepted);

        assertThat(find(accepted).error()).isEqualTo(Failures.REVOKED);
        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(sent()).isZero();
        assertThat(row(accepted).get("plan")).isNull();
    }

    @Test
    void aServerIsFoundAndNotCreatedTwiceAfterALostResponse() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"), true);
        step(accepted);
        nova.work();
        assertThat(find(accepted).begun()).isFalse();
        assertThat(row(accepted).get("plan")).isNull();

        run(accepted);

        assertThat(find(accepted).server()).isEqualTo(made().key());
        assertThat(find(accepted).requestId()).isNotNull();
        assertThat(ownership.owner(made().key())).contains(ann.userId());
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aServerIsFoundAfterACrashDuringItsCreation() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.duringAct(() -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> step(accepted)).hasMessage("killed");
        nova.duringAct(() -> {});
        nova.create(AServer.STAFF.id(), wish(), Map.of("stackdeck-operation", marker(accepted)), null);

        run(accepted);

        assertThat(find(accepted).server()).isEqualTo(made().key());
        assertThat(nova.born()).filteredOn(born -> born.name().equals(name)).hasSize(1);
    }

    @Test
    void aLaunchFailsWhenItsServerCertainlyDoesNotExist() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.failActions(() -> new CloudException(Category.FAILED, "broke off"), false);
        step(accepted);
        nova.work();
        long lists = nova.calls("servers");

        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        clock.move(Duration.ofMinutes(3));
        step(accepted);

        assertThat(find(accepted).error()).isEqualTo(Failures.NOT_REACHED);
        assertThat(nova.calls("servers")).as("all servers were read").isEqualTo(lists + 1);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aServerOfAnotherUserWithTheMarkerIsNotAssigned() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.failActions(() -> new CloudException(Category.FAILED, "broke off"), false);
        step(accepted);
        nova.work();
        nova.put(AServer.named("not-ours-" + name)
                .user("somebody")
                .metadata(Map.of("stackdeck-operation", marker(accepted))));
        clock.move(Duration.ofMinutes(3));

        step(accepted);

        assertThat(find(accepted).error()).isEqualTo(Failures.NOT_REACHED);
    }

    @Test
    void aServerWithoutTheMarkersRandomNumberIsNotAssigned() throws InterruptedException {
        Operation accepted = unanswered();
        nova.put(copy().metadata(Map.of("stackdeck-operation", accepted.id().toString())));

        assertNotReached(accepted);
    }

    @Test
    void aServerCreatedBeforeTheRequestWasSentIsNotAssigned() throws InterruptedException {
        Operation accepted = unanswered();
        nova.put(copy().created(clock.instant().minus(Duration.ofMinutes(2)))
                .metadata(Map.of("stackdeck-operation", marker(accepted))));

        assertNotReached(accepted);
    }

    @Test
    void aServerWithAnUnrequestedKeyPairIsNotAssigned() throws InterruptedException {
        Operation accepted = unanswered();
        nova.put(copy().keyName("stackdeck-of-another-operation")
                .metadata(Map.of("stackdeck-operation", marker(accepted))));

        assertNotReached(accepted);
    }

    @Test
    void aServerOfAnotherOperationIsNotAssigned() throws InterruptedException {
        Operation another = launch(member("bob", Role.MANAGER), wish()).getFirst();
        step(another);
        Server taken = made();
        Operation accepted = unanswered();
        nova.put(copy().id(taken.id().value())
                .created(taken.created())
                .metadata(Map.of("stackdeck-operation", marker(accepted))));

        assertNotReached(accepted);
        assertThat(ownership.owner(taken.key())).contains(another.by());
    }

    @Test
    void neitherOfTwoServersWithTheSameMarkerIsAssigned() throws InterruptedException {
        Operation accepted = unanswered();
        nova.put(copy().id("one").metadata(Map.of("stackdeck-operation", marker(accepted))));
        nova.put(copy().id("two").metadata(Map.of("stackdeck-operation", marker(accepted))));

        assertNotReached(accepted);
    }

    /** A launch whose response was lost and that created no server. */
    private Operation unanswered() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.failActions(() -> new CloudException(Category.FAILED, "broke off"), false);
        step(accepted);
        nova.work();
        return accepted;
    }

    /** A server that matches the request, created by Stackdeck's own user. */
    private AServer copy() {
        return AServer.named(name).user(nova.userId()).created(clock.instant());
    }

    private void assertNotReached(Operation accepted) throws InterruptedException {
        clock.move(Duration.ofMinutes(3));

        step(accepted);

        assertThat(find(accepted).error()).isEqualTo(Failures.NOT_REACHED);
    }

    private String marker(Operation operation) {
        return String.valueOf(row(operation).get("launch_marker"));
    }

    @Test
    void aLaunchRefusedByTheCloudFailsWithTheCloudsMessage() throws InterruptedException {
        String words =
                "Quota exceeded for cores, instances: Requested 1, 1, but already used 10, 10 of 10, 10 cores, instances";
        Operation accepted = launch(withKey()).getFirst();
        nova.failActions(() -> new CloudException(Category.FORBIDDEN, words, 403, "req-42", null, null), false);

        step(accepted);

        Operation after = find(accepted);
        assertThat(after.state()).isEqualTo(State.FAILED);
        assertThat(after.error()).isEqualTo(new Operation.Failure("quota", words));
        assertThat(new Operation.Failure("quota", words).quota())
                .contains(new ExceededQuota("cores, instances", "1, 1", "10, 10", "10, 10"));
        assertThat(after.requestId()).isEqualTo("req-42");
        assertThat(nova.keys()).isEmpty();
    }

    @Test
    void aLaunchWhoseBuildFailsReportsNovasFault() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        nova.put(AServer.like(made()).status(ServerStatus.ERROR).task(null).fault("No valid host was found. "));

        step(accepted);

        assertThat(find(accepted).error()).isEqualTo(new Operation.Failure("no-host", "No valid host was found."));
    }

    @Test
    void aServerCanBeDeletedDuringItsCreation() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        Server made = made();

        Operation deletion = operations.submit(ann, made.key(), ServerAction.DELETE);
        assertThat(operations.active(made.key())).contains(deletion);
        assertThatThrownBy(() -> operations.submit(ann, made.key(), ServerAction.STOP))
                .isInstanceOf(ActionRefusedException.class);
        nova.delete(made.id().value());
        step(accepted);

        assertThat(find(accepted).error()).isEqualTo(Failures.GONE);
        assertThat(operations.active(made.key())).contains(deletion);
    }

    @Test
    void aKeyPairExistsInTheCloudOnlyDuringTheCreation() throws InterruptedException {
        Operation accepted = launch(withKey()).getFirst();
        step(accepted);
        String keyName = "stackdeck-" + accepted.id();
        assertThat(nova.keys()).containsEntry(keyName, SomeKeys.one());
        assertThat(made().keyName()).isEqualTo(keyName);

        nova.put(AServer.like(made()).status(ServerStatus.ACTIVE).task(null));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(nova.keys()).isEmpty();
        assertThat(store.find(accepted.id()).orElseThrow().keyPair()).isNull();
    }

    @Test
    void deletingAKeyPairIsRetriedAfterAFailure() throws InterruptedException {
        Operation accepted = launch(withKey()).getFirst();
        step(accepted);
        StoredOperation stored = store.find(accepted.id()).orElseThrow();
        store.ended(accepted.id(), State.SUCCEEDED, clock.instant(), null);
        nova.fail(() -> new CloudException(Category.UNAVAILABLE, "down"));
        keys.sweep();
        nova.work();
        assertThat(nova.keys()).containsKey(String.valueOf(stored.keyPair()));

        keys.sweep();

        assertThat(nova.keys()).isEmpty();
        assertThat(store.find(accepted.id()).orElseThrow().keyPair()).isNull();
    }

    @Test
    void undeletableKeyPairsDoNotBlockTheDeletionOfOthers() throws InterruptedException {
        Operation stays = launch(withKey()).getFirst();
        step(stays);
        Operation waits = launch(withKey()).getFirst();
        step(waits);
        Stream.of(stays, waits).forEach(one -> store.ended(one.id(), State.SUCCEEDED, clock.instant(), null));
        store.keyPairLeft(stays.id(), clock.instant().minusSeconds(2));
        store.keyPairLeft(waits.id(), clock.instant().minusSeconds(1));
        nova.fail(() -> new CloudException(Category.UNAVAILABLE, "down"));

        assertThat(left(stays, waits)).containsExactly(stays.id(), waits.id());
        keys.remove(store.find(stays.id()).orElseThrow());

        assertThat(left(stays, waits)).containsExactly(waits.id(), stays.id());
        nova.work();
        keys.sweep();
        assertThat(left(stays, waits)).isEmpty();
    }

    private List<OperationId> left(Operation... some) {
        return store.leftKeyPairs(1000).stream()
                .map(StoredOperation::id)
                .filter(id -> Stream.of(some).anyMatch(one -> one.id().equals(id)))
                .toList();
    }

    @Test
    void aRepeatedLaunchIsDoneOnceAndAReusedKeyIsRefused() {
        Repeatable request = new Repeatable("key-" + name, "one");
        List<Operation> first = launches.launch(ann, AServer.CLOUD, AServer.STAFF.id(), wish(), 2, request);

        assertThat(launches.launch(ann, AServer.CLOUD, AServer.STAFF.id(), wish(), 2, request))
                .isEqualTo(first);
        assertThatThrownBy(() -> launches.launch(
                        ann, AServer.CLOUD, AServer.STAFF.id(), wish(), 1, new Repeatable("key-" + name, "two")))
                .isInstanceOf(RepeatedDifferentlyException.class);
        Caller bob = member("bob", Role.MANAGER);
        assertThat(launches.launch(bob, AServer.CLOUD, AServer.STAFF.id(), wish(), 1, request))
                .as("keys are separate for each user")
                .isNotEqualTo(first);
        clock.move(Duration.ofHours(25));
        assertThat(launches.launch(ann, AServer.CLOUD, AServer.STAFF.id(), wish(), 1, request))
                .doesNotContainAnyElementsOf(first);
    }

    private NewServer wish() {
        return NewServer.of(name, image("debian"), "m1.small");
    }

    private NewServer withUserData() {
        NewServer plain = wish();
        return new NewServer(
                name,
                plain.source(),
                plain.flavor(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                SECRET,
                Set.of(),
                Map.of(),
                null);
    }

    private NewServer withKey() {
        NewServer plain = wish();
        return new NewServer(
                name,
                plain.source(),
                plain.flavor(),
                List.of(),
                SomeKeys.one(),
                List.of(),
                null,
                null,
                null,
                Set.of(),
                Map.of(),
                null);
    }

    private static BootSource image(String nameOrId) {
        return new BootSource.OfImage(nameOrId, null);
    }

    private static Terms terms(ServerSelector servers, Role role) {
        return new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), servers, role, null, null, null);
    }

    private List<Operation> launch(NewServer wanted) {
        return launch(ann, wanted);
    }

    private List<Operation> launch(Caller caller, NewServer wanted) {
        return launches.launch(caller, AServer.CLOUD, AServer.STAFF.id(), wanted, 1);
    }

    private String unsuitable(NewServer wanted) {
        try {
            launch(wanted);
        } catch (UnsuitableServerException e) {
            Field field = e.field();
            Why why = e.why();
            return field.word() + " " + why;
        }
        throw new AssertionError("was accepted");
    }

    private Answer refusal(Caller caller, NewServer wanted) {
        Answer answer = refusal(() -> launch(caller, wanted));
        assertThat(launches.of(caller, AServer.CLOUD, AServer.STAFF.id(), wanted))
                .isEqualTo(answer);
        return answer;
    }

    private Answer refusalOfResources(Caller caller) {
        return refusal(() -> launches.resources(caller, AServer.CLOUD, AServer.STAFF.id()));
    }

    private Server made() {
        return nova.servers(page -> {}).servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void run(Operation operation) throws InterruptedException {
        for (int steps = 0; steps < 20 && !find(operation).begun(); steps++) {
            clock.move(Duration.ofSeconds(3));
            step(operation);
        }
    }

    private long sent() {
        return nova.calls().stream()
                .filter(call -> call.startsWith("create:" + name))
                .count();
    }

    private List<String> audited() {
        return trail().filter(entry ->
                        entry.objectName() != null && entry.objectName().startsWith(name))
                .map(entry -> entry.action() + " " + entry.result())
                .toList();
    }
}
