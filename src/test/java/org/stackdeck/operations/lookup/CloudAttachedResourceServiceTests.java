package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.VolumeAttachment;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.FakeRefreshOnlyInventory;
import org.stackdeck.operations.detail.AttachedResourceService.AttachedVolume;
import org.stackdeck.operations.detail.AttachedResourceService.VolumesAtDeletion;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;

class CloudAttachedResourceServiceTests {

    private final FakeAccessDecisionService fakeAccessDecisionService =
            new FakeAccessDecisionService(Clock.systemUTC());
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final FakeClouds clouds = new FakeClouds(nova);
    private final FakeRefreshOnlyInventory inventory = new FakeRefreshOnlyInventory(clouds);
    private final FakeSoftDeletedServerLookup deleted = new FakeSoftDeletedServerLookup(fakeAccessDecisionService);
    private final CloudAttachedResourceService cloudAttachedResourceService = new CloudAttachedResourceService(
            new VisibleServerRequestExecutor(inventory, fakeAccessDecisionService),
            deleted,
            fakeAccessDecisionService,
            clouds,
            new CloudRequestRateLimiter());
    private final Server web = nova.put(ServerBuilder.named("web"));
    private final Volume root = new Volume("root", "", "in-use", 20, true, List.of(web.id()));
    private final Volume data = new Volume("data", "data", "in-use", 8, false, List.of(web.id()));

    @BeforeEach
    void aServerWithTwoVolumes() {
        inventory.refresh(web.key());
        clouds.resources().add(root, data, new Volume("other", "other", "available", 1, false, List.of()));
        nova.setVolumeAttachments("web", new VolumeAttachment("root", true), new VolumeAttachment("data", false));
    }

    @Test
    void volumesAtDeletionAreReturnedToUsersWhoMaySeeVolumes() {
        assertThat(cloudAttachedResourceService.volumesAtDeletion(caller(Role.MANAGER), web.key()))
                .contains(new VolumesAtDeletion.Known(
                        List.of(new AttachedVolume.Listed(root)), List.of(new AttachedVolume.Listed(data))));
    }

    @Test
    void volumesAtDeletionAreHiddenWithoutThePermissionAndNotRequested() {
        assertThat(cloudAttachedResourceService.volumesAtDeletion(caller(Role.OPERATOR), web.key()))
                .contains(new VolumesAtDeletion.Hidden());
        assertThat(nova.calls("volumes")).isZero();
    }

    @Test
    void volumesAtDeletionAreEmptyForAnInvisibleServer() {
        Caller stranger =
                new Caller(fakeAccessDecisionService.member(), new UserName("zoe"), "127.0.0.1", Caller.Channel.UI);

        assertThat(cloudAttachedResourceService.volumesAtDeletion(stranger, web.key()))
                .isEmpty();
        assertThat(nova.calls("volumes")).isZero();
    }

    @Test
    void nothingIsReturnedWhenAccessIsRevokedBeforeTheCloudResponds() {
        for (BiFunction<Caller, ServerKey, Optional<?>> read : List.<BiFunction<Caller, ServerKey, Optional<?>>>of(
                cloudAttachedResourceService::network,
                cloudAttachedResourceService::volumes,
                cloudAttachedResourceService::volumesAtDeletion)) {
            Caller manager = caller(Role.MANAGER);
            clouds.resources().duringRead(() -> fakeAccessDecisionService.revokeAll(manager.userId()));

            assertThat(read.apply(manager, web.key())).isEmpty();
        }
        Caller manager = caller(Role.MANAGER);
        clouds.resources().duringRead(() -> {
            fakeAccessDecisionService.revokeAll(manager.userId());
            fakeAccessDecisionService.grant(manager.userId(), ServerBuilder.STAFF, Role.VIEWER, null);
        });
        assertThat(cloudAttachedResourceService.volumesAtDeletion(manager, web.key()))
                .contains(new VolumesAtDeletion.Hidden());
    }

    @Test
    void aVolumeMissingFromTheProjectsListIsReturnedByIdOnly() {
        clouds.resources().clear();

        assertThat(cloudAttachedResourceService.volumesAtDeletion(caller(Role.MANAGER), web.key()))
                .contains(new VolumesAtDeletion.Known(
                        List.of(new AttachedVolume.Unlisted("root")), List.of(new AttachedVolume.Unlisted("data"))));
    }

    @Test
    void volumesOfASoftDeletedServerAreReturned() {
        Server server = nova.put(ServerBuilder.like(web).status(ServerStatus.SOFT_DELETED));
        inventory.refresh(server.key());
        assertThat(inventory.find(server.key())).isEmpty();
        assertThat(cloudAttachedResourceService.volumesAtDeletion(caller(Role.MANAGER), server.key()))
                .isEmpty();
        deleted.add(server);

        assertThat(cloudAttachedResourceService.volumesAtDeletion(caller(Role.MANAGER), server.key()))
                .contains(new VolumesAtDeletion.Known(
                        List.of(new AttachedVolume.Listed(root)), List.of(new AttachedVolume.Listed(data))));
        assertThat(cloudAttachedResourceService.network(caller(Role.MANAGER), server.key()))
                .isPresent();
    }

    @Test
    void rulesNameOtherGroupsOnlyForUsersWhoMayReadThem() {
        Server server = nova.put(ServerBuilder.named("shop"));
        inventory.refresh(server.key());
        SecurityRule ofOtherPort = SecurityRule.of(true, "IPv4", "tcp", 22, 22, "free-id");
        SecurityRule fromHidden = SecurityRule.of(true, "IPv4", "tcp", 4444, 4444, "hidden-id");
        clouds.resources().add(new Port("free", "fa:16:3e:00:00:02", "lan", List.of(), List.of("free-id")));
        clouds.resources()
                .addPort(server.id(), new Port("port", "fa:16:3e:00:00:01", "lan", List.of(), List.of("web-id")));
        clouds.resources()
                .add(
                        new SecurityGroup("free-id", "free", null, List.of(ofOtherPort)),
                        new SecurityGroup("web-id", "web", null, List.of(fromHidden)),
                        new SecurityGroup("hidden-id", "hidden", null, List.of()));

        assertThat(remoteGroups(caller(Role.VIEWER), server)).containsExactly("hidden-id");
        assertThat(remoteGroups(caller(Role.MANAGER), server)).containsExactly("hidden");
    }

    private List<String> remoteGroups(Caller caller, Server server) {
        return cloudAttachedResourceService.network(caller, server.key()).orElseThrow().securityGroups().stream()
                .flatMap(group -> group.rules().stream())
                .map(rule -> String.valueOf(rule.remote()))
                .toList();
    }

    private Caller caller(Role role) {
        Caller caller =
                new Caller(fakeAccessDecisionService.member(), new UserName("ann"), "127.0.0.1", Caller.Channel.UI);
        fakeAccessDecisionService.grant(caller.userId(), ServerBuilder.STAFF, role, null);
        return caller;
    }
}
