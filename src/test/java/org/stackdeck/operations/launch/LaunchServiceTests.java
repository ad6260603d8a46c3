package org.stackdeck.operations.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailabilityZone;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.operations.IdempotencyKeyReusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationTestBase;
import org.stackdeck.operations.QuotaExceededDetails;
import org.stackdeck.operations.RelaunchParameters;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationParametersRepository;

/** Tests launches of servers, from the request until the servers are active. */
class LaunchServiceTests extends OperationTestBase {

    private static final String SECRET = "#cloud-config\npassword: opensesame\n";

    @Autowired
    private DeletionProtectionService protections;

    @Autowired
    LaunchService launches;

    @Autowired
    OperationParametersRepository parameters;

    @Autowired
    TemporaryKeyPairService keys;

    @Autowired
    FakeOwnershipService ownership;

    private final String name = "web-" + UUID.randomUUID();
    private Caller ann;

    @BeforeEach
    void know() {
        nova.synchronizeWith(clock);
        clouds.resources().clear();
        clouds.resources()
                .add(
                        new AvailableFlavor("f-1", "m1.small", 1, 2048, 20),
                        new AvailableFlavor("f-2", "m1.tiny", 1, 512, 1),
                        new AvailableImage("i-1", "debian", 2, 1024, 1L << 30),
                        new Volume("v-1", "root", "available", 10, true, List.of()),
                        new Volume("v-2", "data", "available", 10, false, List.of()),
                        new VolumeSnapshot("s-1", "yesterday", 10),
                        new Network("n-1", "net", true),
                        new Port("p-1", "fa:16:3e:00:00:01", "net", List.of("10.0.0.9"), List.of(), true),
                        new SecurityGroup("g-1", "web", null, List.of()),
                        new AvailabilityZone("nova"),
                        new ServerGroup("sg-1", "apart", "anti-affinity"));
        ann = member("ann", Role.MANAGER);
    }

    @Test
    void namesAreResolvedAndRecordedBeforeTheLaunchIsSent() {
        Operation accepted = launch(wish()).getFirst();

        assertThat(accepted.state()).isEqualTo(State.WAITING);
        assertThat(accepted.hasTarget()).isFalse();
        assertThat(accepted.targetName()).isEqualTo(name);
        assertThat(accepted.actionRequest().arguments())
                .isEqualTo(Map.of(
                        ActionParameter.FLAVOR, new ActionArgument("f-1", "m1.small"),
                        ActionParameter.IMAGE, new ActionArgument("i-1", "debian")));
        assertThat(operations.find(ann, accepted.id())).contains(accepted);
        assertThat(sent()).isZero();
        assertThat(audited()).containsExactly("server.create ACCEPTED");
    }

    @Test
    void protectedVolumeIsNotDeletedWithANewServer() throws InterruptedException {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(new CloudResource(
                        ResourceKind.VOLUME,
                        ServerBuilder.CLOUD,
                        "v-1",
                        ServerBuilder.STAFF,
                        "root",
                        false,
                        Map.of("status", "available"))));
        ResourceKey volume = new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v-1");
        NewServer deletes = NewServer.of(name, new BootSource.VolumeSource("root", true), "f-1");
        Operation before = launch(deletes).getFirst();

        DeletionProtection set = protections.protect(ann, volume, null);
        step(before);
        assertThat(find(before).state()).isEqualTo(State.CANCELLED);
        assertThat(find(before).failure())
                .isNotNull()
                .extracting(Operation.Failure::code)
                .isEqualTo("protected");
        assertThat(sent()).isZero();
        for (String given : List.of("root", "v-1")) {
            assertThat(refusal(() -> launch(NewServer.of(name, new BootSource.VolumeSource(given, true), "f-1"))))
                    .isEqualTo(new ActionAvailability.Protected(set));
        }
        assertThat(launch(NewServer.of(name, new BootSource.VolumeSource("root", false), "f-1")))
                .hasSize(1);
        protections.unprotect(ann, volume);
        assertThat(launch(deletes)).hasSize(1);
    }

    @Test
    void volumeIsDeletedWithANewServerByAGrantForItsNameOrId() throws InterruptedException {
        Role volumes = Role.unnamed(Set.of(Permission.VOLUME_DELETE));
        Role servers = Role.unnamed(Set.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES));
        for (ResourceSelector selector : List.of(
                new ResourceSelector.ByName(new NamePattern("ro*")),
                new ResourceSelector.ByIds(Set.of(new ServerId("v-1"))))) {
            Caller maker = member("eve", servers);
            access.grant(
                    maker.userId(),
                    new GrantTerms(
                            ServerBuilder.CLOUD,
                            Set.of(ServerBuilder.STAFF.id()),
                            selector,
                            volumes,
                            null,
                            null,
                            null));
            Operation accepted = launch(maker, NewServer.of(name, new BootSource.VolumeSource("root", true), "f-1"))
                    .getFirst();
            step(accepted);

            assertThat(find(accepted).state()).isEqualTo(State.RUNNING);
        }
    }

    @Test
    void severalServersAreLaunchedByAGrantForTheirNames() {
        Caller maker = caller("bob");
        access.grant(
                maker.userId(),
                ServerBuilder.STAFF,
                new ResourceSelector.ByName(new NamePattern(name + "-*")),
                Role.MANAGER);

        assertThat(launches.launch(maker, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 2, null))
                .hasSize(2);
    }

    @Test
    void volumeIsDeletedWithANewServerOnlyWithThePermissionToDeleteIt() {
        Caller maker = member(
                "eve",
                Role.unnamed(Set.of(Permission.SERVER_READ, Permission.SERVER_CREATE, Permission.SERVER_VOLUMES)));

        assertThat(refusal(() -> launch(maker, NewServer.of(name, new BootSource.VolumeSource("v-1", true), "f-1"))))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.VOLUME_DELETE));
        assertThat(launch(maker, NewServer.of(name, new BootSource.VolumeSource("v-1", false), "f-1")))
                .hasSize(1);
    }

    @Test
    void waitingLaunchesOfOneUserAreLimitedAlsoInConcurrentRequests() throws Exception {
        NewServer wanted = wish();
        AtomicInteger accepted = new AtomicInteger();
        List<ActionAvailability> refusals = new CopyOnWriteArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> requests = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                requests.add(threads.submit(() -> {
                    try {
                        accepted.addAndGet(
                                launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wanted, 15, null)
                                        .size());
                    } catch (ActionRefusedException e) {
                        refusals.add(e.availability());
                    }
                }));
            }
            for (Future<?> request : requests) {
                request.get(60, TimeUnit.SECONDS);
            }

            assertThat(accepted).hasValue(90);
            assertThat(refusals).hasSize(6).containsOnly(new ActionAvailability.TooManyWaiting(100));
            assertThat(trail().filter(entry -> entry.result() == AuditEntry.Result.REFUSED)
                            .map(AuditEntry::detailText))
                    .anyMatch(detail ->
                            detail != null && detail.contains("\"reason\":\"too-many-waiting\",\"limit\":\"100\""));
            assertThat(launches.launch(
                            member("ben", Role.MANAGER),
                            ServerBuilder.CLOUD,
                            ServerBuilder.STAFF.id(),
                            wanted,
                            20,
                            null))
                    .hasSize(20);
        } finally {
            database.sql("delete from operation where user_id = ?")
                    .param(ann.userId().toString())
                    .update();
        }
    }

    @Test
    void aGeneratedPasswordIsReturnedOnceToTheServersCreator() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.setPassword("madebynova");

        step(accepted);

        assertThat(find(accepted).hasGeneratedPassword()).isTrue();
        assertThat(operations.revealPassword(ann, accepted.id())).contains("madebynova");
        assertThat(operations.revealPassword(ann, accepted.id())).isEmpty();
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
        assertThat(ownership.findOwner(made.key())).contains(ann.userId());
        assertThat(operations.findActive(made.key())).contains(begun);
        assertThat(operations.findActive(accepted.server())).isEmpty();
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);

        nova.put(ServerBuilder.like(made).status(ServerStatus.ACTIVE).task(null));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(operations.findActive(made.key())).isEmpty();
        assertThat(store.findNewest(made.key(), 10)).extracting(Operation::id).containsExactly(accepted.id());
        assertThat(audited()).containsExactly("server.create SUCCESS", "server.create ACCEPTED");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void allParametersAreSentToTheCloudAsIds() throws InterruptedException {
        NewServer wanted = new NewServer(
                name,
                new BootSource.ImageSource("debian", new RootVolume(5, true)),
                "m1.small",
                List.of(new Nic.NetworkNic("net"), new Nic.PortNic("10.0.0.9")),
                TestPublicKeys.ed25519(),
                List.of("web"),
                "nova",
                "apart",
                SECRET,
                Set.of("blue", "test"),
                Map.of("role", "web"),
                "of a test");

        step(launch(wanted).getFirst());

        NewServer born = nova.creations().getLast();
        assertThat(born)
                .isEqualTo(new NewServer(
                        name,
                        new BootSource.ImageSource("i-1", new RootVolume(5, true)),
                        "f-1",
                        List.of(new Nic.NetworkNic("n-1"), new Nic.PortNic("p-1")),
                        TestPublicKeys.ed25519(),
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
        assertThat(details()).anyMatch(detail -> detail.contains("\"userDataBytes\":\"" + SECRET.length() + "\""));
        assertThat(accepted.toString() + withUserData()).doesNotContain("opensesame");

        step(accepted);

        assertThat(nova.creations().getLast().userData()).isEqualTo(SECRET);
        assertThat(row(accepted).get("plan")).isNull();
    }

    @Test
    void userDataIsDeletedWhenALaunchIsCancelled() {
        Operation accepted = launch(withUserData()).getFirst();

        operations.cancel(ann, accepted.id());

        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(row(accepted).get("plan")).isNull();
    }

    @Test
    void failedLaunchIsReturnedWithoutSecretsToUsersWhoMayLaunch() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();
        assertThat(launches.findFailed(ann, accepted.id())).isEmpty();
        step(accepted);
        store.finish(stored(accepted), State.FAILED, clock.instant(), OperationFailureFactory.GONE);

        RelaunchParameters failed = launches.findFailed(ann, accepted.id()).orElseThrow();
        assertThat(failed.server().name()).isEqualTo(accepted.targetName());
        assertThat(failed.server().userData()).isNull();
        assertThat(failed.omittedFields()).containsExactly(RelaunchParameters.OmittedField.USER_DATA);
        assertThat(failed.project()).isEqualTo(ServerBuilder.STAFF.id());
        assertThat(row(accepted).toString()).doesNotContain("opensesame");
        access.revokeAll(ann.userId());
        assertThat(launches.findFailed(ann, accepted.id())).isEmpty();
    }

    /** The parameters can name images and metadata that users with other permissions do not see. */
    @Test
    void parametersOfAFailedLaunchAreReturnedToOthersWhoMayCreateSuchAServerFromVolumes() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();
        step(accepted);
        store.finish(stored(accepted), State.FAILED, clock.instant(), OperationFailureFactory.GONE);
        Role reader = Role.unnamed(Set.of(Permission.SERVER_READ));
        Caller elsewhere = caller("elsewhere");
        access.grant(elsewhere.userId(), terms(ResourceSelector.ALL, reader));
        access.grant(elsewhere.userId(), terms(new ResourceSelector.ByName(new NamePattern("zzz*")), Role.MANAGER));
        Caller withoutVolumes = caller("novolumes");
        access.grant(
                withoutVolumes.userId(), terms(ResourceSelector.ALL, Role.unnamed(Set.of(Permission.SERVER_CREATE))));
        Caller manager = caller("manager");
        access.grant(manager.userId(), terms(ResourceSelector.ALL, Role.MANAGER));

        assertThat(operations.find(elsewhere, accepted.id())).isPresent();
        assertThat(launches.findFailed(elsewhere, accepted.id())).isEmpty();
        assertThat(launches.findFailed(withoutVolumes, accepted.id())).isEmpty();
        assertThat(launches.findFailed(manager, accepted.id())).isPresent();
    }

    @Test
    void parametersOfAFailedLaunchAreDeletedAfterAWeek() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        store.finish(stored(accepted), State.FAILED, clock.instant(), OperationFailureFactory.GONE);
        parameters.deleteFailedLaunches(clock.instant());
        assertThat(parameters.findFailedLaunch(accepted.id())).isPresent();

        parameters.deleteFailedLaunches(clock.instant().plusSeconds(1));

        assertThat(parameters.findFailedLaunch(accepted.id())).isEmpty();
        assertThat(launches.findFailed(ann, accepted.id())).isEmpty();
    }

    @Test
    void parametersOfTheLatestFailedLaunchesOfAUserAreKept() {
        List<Operation> failed = new ArrayList<>();
        for (int i = 0; i <= OperationParametersRepository.MAX_FAILED_LAUNCHES; i++) {
            Operation accepted = launch(wish()).getFirst();
            store.finish(stored(accepted), State.FAILED, clock.instant(), OperationFailureFactory.GONE);
            failed.add(accepted);
            clock.advance(Duration.ofSeconds(1));
        }

        parameters.deleteFailedLaunches(clock.instant().minus(Duration.ofDays(1)));

        assertThat(parameters.findFailedLaunch(failed.getFirst().id())).isEmpty();
        assertThat(parameters.findFailedLaunch(failed.get(1).id())).isPresent();
        assertThat(parameters.findFailedLaunch(failed.getLast().id())).isPresent();
    }

    @Test
    void parametersOfASuccessfulLaunchAreDeleted() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        store.finish(stored(accepted), State.SUCCEEDED, clock.instant(), null);

        assertThat(launches.findFailed(ann, accepted.id())).isEmpty();
        assertThat(parameters.findFailedLaunch(accepted.id())).isEmpty();
    }

    @Test
    void nothingIsLaunchedAfterTheSessionHasEnded() {
        Caller ended = new Caller(
                ann.userId(), ann.userName(), "127.0.0.1", Caller.Channel.REST, new SessionId(UUID.randomUUID()));

        assertThatThrownBy(() -> launches.launch(ended, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 1, null))
                .isInstanceOf(SessionEndedException.class);
    }

    @Test
    void severalServersAreNumberedAndCreatedSeparately() throws InterruptedException {
        List<Operation> accepted = launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 3, null);

        assertThat(accepted).extracting(Operation::targetName).containsExactly(name + "-1", name + "-2", name + "-3");
        for (Operation one : accepted) {
            step(one);
        }
        assertThat(nova.creations()
                        .subList(nova.creations().size() - 3, nova.creations().size()))
                .extracting(NewServer::name)
                .containsExactly(name + "-1", name + "-2", name + "-3");
        assertThat(accepted).extracting(one -> find(one).server()).doesNotHaveDuplicates();
    }

    @Test
    void aMissingOrUnsuitableResourceIsRefusedNamingTheField() {
        assertThat(unsuitable(NewServer.of(name, image("none"), "f-1"))).isEqualTo("source NOT_FOUND");
        assertThat(unsuitable(NewServer.of(name, image("i-1"), "none"))).isEqualTo("flavor NOT_FOUND");
        assertThat(unsuitable(NewServer.of(name, image("i-1"), "m1.tiny"))).isEqualTo("flavor TOO_SMALL");
        assertThat(unsuitable(
                        NewServer.of(name, new BootSource.ImageSource("i-1", new RootVolume(1, true)), "m1.small")))
                .isEqualTo("rootVolume TOO_SMALL");
        assertThat(unsuitable(NewServer.of(name, new BootSource.VolumeSource("data", false), "f-1")))
                .as("a volume that is not bootable")
                .isEqualTo("source NOT_FOUND");
        assertThat(unsuitable(
                        NewServer.of(name, new BootSource.SnapshotSource("yesterday", new RootVolume(9, true)), "f-1")))
                .isEqualTo("rootVolume TOO_SMALL");
        clouds.resources().add(new Network("n-2", "net", true));
        assertThat(unsuitable(wish())).isEqualTo("networks AMBIGUOUS");
        assertThat(sent()).isZero();
    }

    @Test
    void networksThatOtherProjectsShareDoNotReplaceThoseOfTheProject() {
        clouds.resources().add(new Network("n-shared", "net", false), new Network("n-other", "dmz", false));
        NewServer byName = new NewServer(
                name,
                image("debian"),
                "m1.small",
                List.of(new Nic.NetworkNic("net")),
                null,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                Map.of(),
                null);
        assertThat(unsuitable(byName)).as("the name can mean either of them").isEqualTo("networks AMBIGUOUS");

        Operation accepted = launch(wish()).getFirst();

        assertThat(parameters.findNewServer(accepted.id()).orElseThrow().nics())
                .containsExactly(new Nic.NetworkNic("n-1"));
    }

    @Test
    void aVolumeOrPortAllowsOnlyOneServer() {
        NewServer ofVolume = NewServer.of(name, new BootSource.VolumeSource("root", false), "f-1");

        assertThatThrownBy(() -> launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ofVolume, 2, null))
                .hasMessage("count: TOO_MANY");
        assertThatThrownBy(() -> launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 21, null))
                .hasMessage("count: TOO_MANY");
        assertThatThrownBy(() -> launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 0, null))
                .hasMessage("count: MALFORMED");
    }

    @Test
    void launchIsRefusedWithoutPermissionInTheProject() {
        Caller viewer = member("viewer", Role.OPERATOR);
        Caller stranger = caller("stranger");

        assertThat(refusal(viewer, wish())).isEqualTo(new ActionAvailability.NotGranted(Permission.SERVER_CREATE));
        assertThat(refusal(stranger, wish())).isInstanceOf(ActionAvailability.Invisible.class);
        assertThat(audited()).containsExactly("server.create REFUSED", "server.create REFUSED");
        assertThat(launches.projects(ann)).containsExactly(ServerBuilder.STAFF);
        assertThat(launches.projects(viewer)).isEmpty();
        assertThat(refusalOfResources(viewer)).isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(refusalOfResources(stranger)).isInstanceOf(ActionAvailability.Invisible.class);
    }

    @Test
    void aGrantForSelectedServersAllowsOnlyMatchingNewServers() {
        Caller bob = caller("bob");
        access.grant(bob.userId(), terms(new ResourceSelector.ByName(new NamePattern("web-*")), Role.MANAGER));

        assertThat(launch(bob, wish())).hasSize(1);
        assertThat(refusal(bob, wish().withName("db-1"))).isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(launches.projects(bob)).containsExactly(ServerBuilder.STAFF);
    }

    @Test
    void aGrantForOwnServersAllowsLaunchesAndOneByIdsDoesNot() {
        Caller own = caller("own");
        access.grant(own.userId(), terms(new ResourceSelector.OwnedServers(), Role.MANAGER));
        Caller ids = caller("ids");
        access.grant(
                ids.userId(),
                terms(new ResourceSelector.ByIds(Set.of(ServerBuilder.key("web").id())), Role.MANAGER));

        assertThat(launch(own, wish())).hasSize(1);
        assertThat(refusal(ids, wish())).isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(launches.projects(ids)).isEmpty();
    }

    @Test
    void bootingFromAVolumeRequiresTheVolumesPermission() {
        Caller maker = caller("maker");
        access.grant(maker.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);

        assertThat(refusal(maker, NewServer.of(name, new BootSource.VolumeSource("root", false), "f-1")))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.SERVER_VOLUMES));
        assertThat(launch(maker, wish())).hasSize(1);
    }

    @Test
    void anImageOfAServerRequiresItsSnapshotPermissionOrTheVolumesPermission() {
        Server source = source();
        Caller maker = member("maker", Role.unnamed(Set.of(Permission.SERVER_CREATE)));
        NewServer copy = NewServer.of(name, image("copy"), "f-1");

        assertThat(unsuitable(maker, copy)).isEqualTo("source NOT_FOUND");
        assertThat(unsuitable(
                        maker, NewServer.of(name, new BootSource.ImageSource("i-2", new RootVolume(9, true)), "f-1")))
                .isEqualTo("source NOT_FOUND");
        assertThat(offered(maker)).containsExactly("debian");
        access.grant(
                maker.userId(),
                terms(
                        new ResourceSelector.ByIds(Set.of(source.id())),
                        Role.unnamed(Set.of(Permission.SERVER_SNAPSHOT))));
        assertThat(offered(maker)).containsExactly("debian", "copy");
        assertThat(launch(maker, copy)).hasSize(1);
        assertThat(unsuitable(maker, NewServer.of(name, image("copy of a deleted server"), "f-1")))
                .isEqualTo("source NOT_FOUND");
        assertThat(unsuitable(maker, NewServer.of(name, image("volume copy"), "f-1")))
                .isEqualTo("source NOT_FOUND");
        assertThat(offered(ann)).hasSize(4);
        assertThat(launch(ann, NewServer.of(name, image("volume copy"), "f-1"))).hasSize(1);
    }

    @Test
    void aLaunchIsCancelledWhenItsImageIsNoLongerAllowedBeforeSending() throws InterruptedException {
        source();
        Operation accepted = launch(NewServer.of(name, image("copy"), "f-1")).getFirst();
        access.revokeAll(ann.userId());
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent()).isZero();
    }

    @Test
    void aLaunchIsCancelledWhenItsImageChangesBeforeSending() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        Operation duringRequests = launch(withKey()).getFirst();
        nova.duringRead(() -> clouds.resources().removeAll(AvailableImage.class));
        step(duringRequests);
        nova.duringRead(() -> {});
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.BOOT_SOURCE_UNAVAILABLE);
        assertThat(find(duringRequests).failure()).isEqualTo(OperationFailureFactory.BOOT_SOURCE_UNAVAILABLE);
        assertThat(sent()).isZero();
        assertThat(nova.keys()).isEmpty();
    }

    @Test
    void aLaunchIsCancelledWhenItsVolumeNoLongerHasTheNameOfTheGrantThatAllowsItsDeletion()
            throws InterruptedException {
        Caller maker = member("maker", Role.unnamed(Set.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES)));
        access.grant(
                maker.userId(),
                terms(
                        new ResourceSelector.ByName(new NamePattern("ro*")),
                        Role.unnamed(Set.of(Permission.VOLUME_DELETE))));
        NewServer deletes = NewServer.of(name, new BootSource.VolumeSource("root", true), "f-1");
        Operation accepted = launch(maker, deletes).getFirst();
        Operation other = launch(maker, deletes).getFirst();

        clouds.resources().removeAll(Volume.class);
        clouds.resources().add(new Volume("v-1", "production", "available", 10, true, List.of()));
        step(accepted);
        // The volume has its name again, but is no longer bootable.
        clouds.resources().removeAll(Volume.class);
        clouds.resources().add(new Volume("v-1", "root", "available", 10, false, List.of()));
        step(other);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(find(other).failure()).isEqualTo(OperationFailureFactory.BOOT_SOURCE_UNAVAILABLE);
        assertThat(sent()).isZero();
    }

    private Server source() {
        Server source = nova.put(ServerBuilder.named("source-" + name));
        inventory.refresh(source.key());
        clouds.resources()
                .add(
                        new AvailableImage("i-2", "copy", 2, 1024, null, true, source.id()),
                        new AvailableImage(
                                "i-3", "copy of a deleted server", 2, 1024, null, true, new ServerId("deleted")),
                        new AvailableImage("i-4", "volume copy", 2, 1024, null, true, null));
        return source;
    }

    private List<String> offered(Caller caller) {
        return launches
                .filterImages(
                        caller,
                        ServerBuilder.CLOUD,
                        ServerBuilder.STAFF.id(),
                        clouds.resources().images())
                .stream()
                .map(AvailableImage::name)
                .toList();
    }

    @Test
    void aLaunchIsCancelledWhenItsGrantEndsBeforeSending() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();
        access.revokeAll(ann.userId());

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(sent()).isZero();
        assertThat(row(accepted).get("plan")).isNull();
    }

    @Test
    void aServerIsNotCreatedWhenItsGrantEndsWhileTheRequestWaits() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.beforeAct(() -> access.revokeAll(ann.userId()));

        run(accepted);
        nova.beforeAct(() -> {});

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent()).isZero();
    }

    @Test
    void aLaunchIsCancelledWhenItsGrantEndsDuringTheImportOfItsKeyPair() throws InterruptedException {
        Operation accepted = launch(withKey()).getFirst();
        nova.duringRead(() -> access.revokeAll(ann.userId()));

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent()).isZero();
        assertThat(nova.keys()).isEmpty();
    }

    @Test
    void aKeyPairIsDeletedIfItsLaunchIsCancelledDuringTheImport() throws InterruptedException {
        Operation accepted = launch(withKey()).getFirst();
        nova.duringRead(() -> {
            operations.cancel(ann, accepted.id());
            keys.deleteLeftovers();
        });

        run(accepted);

        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(sent()).isZero();
        assertThat(nova.keys()).isEmpty();
        assertThat(store.find(accepted.id()).orElseThrow().keyPair()).isNull();
    }

    @Test
    void neitherAResourceNorItsAbsenceIsReportedIfThePermissionEndsWhileTheCloudResponds() {
        for (String flavor : List.of("m1.small", "none")) {
            access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
            clouds.resources().duringRead(() -> access.revokeAll(ann.userId()));

            NewServer wanted = new NewServer(
                    name,
                    new BootSource.ImageSource("debian", null),
                    flavor,
                    List.of(),
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    Set.of(),
                    Map.of(),
                    null);
            assertThatThrownBy(() -> launch(wanted)).isInstanceOf(ActionRefusedException.class);
        }
        assertThat(audited()).containsOnly("server.create REFUSED");
    }

    @Test
    void aServerIsFoundAndNotCreatedTwiceAfterALostResponse() throws InterruptedException {
        Operation accepted = launch(withUserData()).getFirst();
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer"), true);
        step(accepted);
        nova.recover();
        assertThat(find(accepted).hasTarget()).isFalse();
        assertThat(row(accepted).get("plan")).isNull();

        run(accepted);

        assertThat(find(accepted).server()).isEqualTo(made().key());
        assertThat(find(accepted).requestId()).isNotNull();
        assertThat(ownership.findOwner(made().key())).contains(ann.userId());
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
        nova.create(ServerBuilder.STAFF.id(), wish(), Map.of("stackdeck-operation", marker(accepted)), null);

        run(accepted);

        assertThat(find(accepted).server()).isEqualTo(made().key());
        assertThat(nova.creations())
                .filteredOn(born -> born.name().equals(name))
                .hasSize(1);
    }

    @Test
    void aLaunchFailsWhenItsServerCertainlyDoesNotExist() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.failActions(() -> new CloudException(Category.FAILED, "broke off"), false);
        step(accepted);
        nova.recover();
        long lists = nova.calls("servers");

        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        clock.advance(Duration.ofMinutes(3));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.NOT_REACHED);
        assertThat(nova.calls("servers")).as("all servers were read").isEqualTo(lists + 1);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aServerOfAnotherUserWithTheMarkerIsNotAssigned() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.failActions(() -> new CloudException(Category.FAILED, "broke off"), false);
        step(accepted);
        nova.recover();
        nova.put(ServerBuilder.named("not-ours-" + name)
                .user("somebody")
                .metadata(Map.of("stackdeck-operation", marker(accepted))));
        clock.advance(Duration.ofMinutes(3));

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.NOT_REACHED);
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
        assertThat(ownership.findOwner(taken.key())).contains(another.userId());
    }

    @Test
    void neitherOfTwoServersWithTheSameMarkerIsAssigned() throws InterruptedException {
        Operation accepted = unanswered();
        nova.put(copy().id("one").metadata(Map.of("stackdeck-operation", marker(accepted))));
        nova.put(copy().id("two").metadata(Map.of("stackdeck-operation", marker(accepted))));

        assertNotReached(accepted);
    }

    /** Creates a launch whose response was lost and that has created no server. */
    private Operation unanswered() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        nova.failActions(() -> new CloudException(Category.FAILED, "broke off"), false);
        step(accepted);
        nova.recover();
        return accepted;
    }

    /** Returns a builder of a server that matches the request and belongs to the user of Stackdeck's credential. */
    private ServerBuilder copy() {
        return ServerBuilder.named(name).user(nova.userId()).created(clock.instant());
    }

    private void assertNotReached(Operation accepted) throws InterruptedException {
        clock.advance(Duration.ofMinutes(3));

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.NOT_REACHED);
    }

    private String marker(Operation operation) {
        return String.valueOf(row(operation).get("launch_marker"));
    }

    @Test
    void aLaunchRefusedByTheCloudFailsWithTheCloudsMessage() throws InterruptedException {
        String text =
                "Quota exceeded for cores, instances: Requested 1, 1, but already used 10, 10 of 10, 10 cores, instances";
        Operation accepted = launch(withKey()).getFirst();
        nova.failActions(() -> new CloudException(Category.FORBIDDEN, text, 403, "req-42", null, null), false);

        step(accepted);

        Operation after = find(accepted);
        assertThat(after.state()).isEqualTo(State.FAILED);
        assertThat(after.failure()).isEqualTo(new Operation.Failure("quota", text));
        assertThat(new Operation.Failure("quota", text).quota())
                .contains(new QuotaExceededDetails("cores, instances", "1, 1", "10, 10", "10, 10"));
        assertThat(after.requestId()).isEqualTo("req-42");
        assertThat(nova.keys()).isEmpty();
    }

    @Test
    void aLaunchWhoseBuildFailsReportsNovasFault() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        nova.put(
                ServerBuilder.like(made()).status(ServerStatus.ERROR).task(null).fault("No valid host was found. "));

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Operation.Failure("no-host", "No valid host was found."));
    }

    @Test
    void aServerCanBeDeletedDuringItsCreation() throws InterruptedException {
        Operation accepted = launch(wish()).getFirst();
        step(accepted);
        Server made = made();

        Operation deletion = operations.submit(ann, made.key(), ServerAction.DELETE);
        assertThat(operations.findActive(made.key())).contains(deletion);
        assertThatThrownBy(() -> operations.submit(ann, made.key(), ServerAction.STOP))
                .isInstanceOf(ActionRefusedException.class);
        nova.delete(made.id().value());
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.GONE);
        assertThat(operations.findActive(made.key())).contains(deletion);
    }

    @Test
    void aKeyPairExistsInTheCloudOnlyDuringTheCreation() throws InterruptedException {
        Operation accepted = launch(withKey()).getFirst();
        step(accepted);
        String keyName = TemporaryKeyPairName.of(accepted.id().toString(), TestPublicKeys.ed25519());
        assertThat(nova.keys()).containsEntry(keyName, TestPublicKeys.ed25519());
        assertThat(made().keyName()).isEqualTo(keyName);

        nova.put(ServerBuilder.like(made()).status(ServerStatus.ACTIVE).task(null));
        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(nova.keys()).isEmpty();
        assertThat(store.find(accepted.id()).orElseThrow().keyPair()).isNull();
    }

    @Test
    void theKeyPairIsDeletedIfTheLaunchTimesOut() throws InterruptedException {
        Operation unavailable = launch(withKey()).getFirst();
        step(unavailable);
        Operation untrackable = launch(withKey()).getFirst();
        step(untrackable);
        clock.advance(Duration.ofHours(3));

        failOnce(new CloudException(Category.UNAVAILABLE, "down"));
        step(unavailable);
        failOnce(new IllegalStateException("unforeseen"));
        step(untrackable);

        assertThat(state(unavailable)).isEqualTo(State.FAILED);
        assertThat(state(untrackable)).isEqualTo(State.FAILED);
        assertThat(nova.keys()).isEmpty();
    }

    private void failOnce(RuntimeException failure) {
        nova.fail(() -> {
            nova.recover();
            return failure;
        });
    }

    @Test
    void deletingAKeyPairIsRetriedAfterAFailure() throws InterruptedException {
        Operation accepted = launch(withKey()).getFirst();
        step(accepted);
        OperationExecutionData stored = store.find(accepted.id()).orElseThrow();
        store.finish(stored(accepted), State.SUCCEEDED, clock.instant(), null);
        nova.fail(() -> new CloudException(Category.UNAVAILABLE, "down"));
        keys.deleteLeftovers();
        nova.recover();
        assertThat(nova.keys()).containsKey(String.valueOf(stored.keyPair()));

        keys.deleteLeftovers();

        assertThat(nova.keys()).isEmpty();
        assertThat(store.find(accepted.id()).orElseThrow().keyPair()).isNull();
    }

    @Test
    void undeletableKeyPairsDoNotBlockTheDeletionOfOthers() throws InterruptedException {
        Operation stays = launch(withKey()).getFirst();
        step(stays);
        Operation waits = launch(withKey()).getFirst();
        step(waits);
        Stream.of(stays, waits).forEach(one -> store.finish(stored(one), State.SUCCEEDED, clock.instant(), null));
        store.recordKeyPairDeletionAttempt(stays.id(), clock.instant().minusSeconds(2));
        store.recordKeyPairDeletionAttempt(waits.id(), clock.instant().minusSeconds(1));
        nova.fail(() -> new CloudException(Category.UNAVAILABLE, "down"));

        assertThat(left(stays, waits)).containsExactly(stays.id(), waits.id());
        keys.deleteOf(stays.id());

        assertThat(left(stays, waits)).containsExactly(waits.id(), stays.id());
        nova.recover();
        keys.deleteLeftovers();
        assertThat(left(stays, waits)).isEmpty();
    }

    private List<OperationId> left(Operation... some) {
        return store.findLeftoverKeyPairs(1000).stream()
                .map(OperationExecutionData::id)
                .filter(id -> Stream.of(some).anyMatch(one -> one.id().equals(id)))
                .toList();
    }

    @Test
    void aRepeatedLaunchIsDoneOnceAndAReusedKeyIsRefused() {
        IdempotentRequest request = new IdempotentRequest("key-" + name, "one");
        List<Operation> first = launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 2, request);

        assertThat(launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 2, request))
                .isEqualTo(first);
        assertThatThrownBy(() -> launches.launch(
                        ann,
                        ServerBuilder.CLOUD,
                        ServerBuilder.STAFF.id(),
                        wish(),
                        1,
                        new IdempotentRequest("key-" + name, "two")))
                .isInstanceOf(IdempotencyKeyReusedException.class);
        Caller bob = member("bob", Role.MANAGER);
        assertThat(launches.launch(bob, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 1, request))
                .as("keys are separate for each user")
                .isNotEqualTo(first);
        clock.advance(Duration.ofHours(25));
        assertThat(launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 1, request))
                .doesNotContainAnyElementsOf(first);
    }

    @Test
    void aLaunchWhoseVolumeAConcurrentRequestWithTheSameKeyUsesReturnsItsOperation() {
        IdempotentRequest request = new IdempotentRequest("key-" + name, "one");
        NewServer fromVolume = NewServer.of(name, new BootSource.VolumeSource("root", false), "m1.small");
        List<Operation> concurrent = new ArrayList<>();
        clouds.resources().duringRead(() -> {
            clouds.resources().duringRead(() -> {});
            concurrent.addAll(launch(fromVolume, request));
            clouds.resources().removeAll(Volume.class);
        });

        assertThat(launch(fromVolume, request)).isEqualTo(concurrent).hasSize(1);
    }

    @Test
    void aLaunchWhoseLastWaitingSlotAConcurrentRequestWithTheSameKeyTakesReturnsItsOperation() {
        Caller bob = member("bob", Role.MANAGER);
        IdempotentRequest request = new IdempotentRequest("key-" + name, "one");
        for (int i = 0; i < 9; i++) {
            launches.launch(bob, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 11, null);
        }
        List<Operation> concurrent = new ArrayList<>();
        clouds.resources().duringRead(() -> {
            clouds.resources().duringRead(() -> {});
            concurrent.addAll(launches.launch(bob, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 1, request));
        });

        assertThat(launches.launch(bob, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wish(), 1, request))
                .isEqualTo(concurrent)
                .hasSize(1);
        assertThat(audited()).doesNotContain("server.create REFUSED");
    }

    private List<Operation> launch(NewServer wanted, IdempotentRequest request) {
        return launches.launch(ann, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wanted, 1, request);
    }

    @Test
    void freePortsAreRequestedOnceForAllPortsOfALaunch() {
        clouds.resources().add(new Port("p-2", "fa:16:3e:00:00:02", "net", List.of("10.0.0.8"), List.of(), true));
        int before = clouds.resources().freePortRequests();

        NewServer wanted = new NewServer(
                name,
                image("debian"),
                "m1.small",
                List.of(new Nic.PortNic("p-1"), new Nic.PortNic("p-2")),
                null,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                Map.of(),
                null);

        assertThat(launch(wanted)).hasSize(1);

        assertThat(clouds.resources().freePortRequests()).isEqualTo(before + 1);
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
                TestPublicKeys.ed25519(),
                List.of(),
                null,
                null,
                null,
                Set.of(),
                Map.of(),
                null);
    }

    private static BootSource image(String nameOrId) {
        return new BootSource.ImageSource(nameOrId, null);
    }

    private static GrantTerms terms(ResourceSelector servers, Role role) {
        return new GrantTerms(ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), servers, role, null, null, null);
    }

    private List<Operation> launch(NewServer wanted) {
        return launch(ann, wanted);
    }

    private List<Operation> launch(Caller caller, NewServer wanted) {
        return launches.launch(caller, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wanted, 1, null);
    }

    private String unsuitable(NewServer wanted) {
        return unsuitable(ann, wanted);
    }

    private String unsuitable(Caller caller, NewServer wanted) {
        try {
            launch(caller, wanted);
        } catch (InvalidNewServerException e) {
            Field field = e.field();
            Reason reason = e.reason();
            return field.code() + " " + reason;
        }
        throw new AssertionError("was accepted");
    }

    private ActionAvailability refusal(Caller caller, NewServer wanted) {
        ActionAvailability actionAvailability = refusal(() -> launch(caller, wanted));
        assertThat(launches.checkAvailability(
                        access.subject(caller.userId()), ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), wanted))
                .isEqualTo(actionAvailability);
        return actionAvailability;
    }

    private ActionAvailability refusalOfResources(Caller caller) {
        return refusal(() -> launches.resources(caller, ServerBuilder.CLOUD, ServerBuilder.STAFF.id()));
    }

    private Server made() {
        return nova.servers(page -> {}).servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void run(Operation operation) throws InterruptedException {
        for (int steps = 0; steps < 20 && !find(operation).hasTarget(); steps++) {
            clock.advance(Duration.ofSeconds(3));
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
