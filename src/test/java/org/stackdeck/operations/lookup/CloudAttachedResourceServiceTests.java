package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.VolumeAttachment;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.FakeRefreshOnlyInventory;
import org.stackdeck.operations.detail.AttachedResourceService.AttachedVolume;
import org.stackdeck.operations.detail.AttachedResourceService.NetworkDetails;
import org.stackdeck.operations.detail.AttachedResourceService.VolumesAtDeletion;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;

class CloudAttachedResourceServiceTests {

    private final FakeAccessDecisionService fakeAccessDecisionService =
            new FakeAccessDecisionService(Clock.systemUTC());
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final FakeClouds clouds = new FakeClouds(nova);
    private final FakeRefreshOnlyInventory inventory = new FakeRefreshOnlyInventory(clouds);
    private final FakeSoftDeletedServerLookup deleted = new FakeSoftDeletedServerLookup(fakeAccessDecisionService);
    private final FakeResourceInventory resources = new FakeResourceInventory(fakeAccessDecisionService);
    private final CloudAttachedResourceService cloudAttachedResourceService = new CloudAttachedResourceService(
            new VisibleServerRequestExecutor(inventory, fakeAccessDecisionService),
            deleted,
            fakeAccessDecisionService,
            clouds,
            resources,
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
            Runnable revocation = () -> fakeAccessDecisionService.revokeAll(manager.userId());
            clouds.resources().duringRead(revocation);
            resources.duringLoad(revocation);

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
    void networkOfAServerIsReadFromTheSharedLists() {
        resources.set(ResourceKind.NETWORK, resource(ResourceKind.NETWORK, "n1", "lan", Map.of()));
        resources.set(
                ResourceKind.PORT,
                resource(
                        ResourceKind.PORT,
                        "p1",
                        "",
                        Map.of(
                                "device",
                                web.id().value(),
                                "network",
                                "n1",
                                "fixedIps",
                                List.of("10.0.0.5"),
                                "macAddress",
                                "fa:16:3e:00:00:01",
                                "securityGroups",
                                List.of("g1"),
                                "portSecurityEnabled",
                                false)));
        resources.set(
                ResourceKind.FLOATING_IP,
                resource(ResourceKind.FLOATING_IP, "f1", "203.0.113.9", Map.of("port", "p1")),
                resource(ResourceKind.FLOATING_IP, "f2", "203.0.113.10", Map.of()));
        resources.set(
                ResourceKind.SECURITY_GROUP,
                resource(
                        ResourceKind.SECURITY_GROUP,
                        "g1",
                        "web",
                        Map.of("rules", List.of("ingress IPv4 tcp 22 from g1", "ingress IPv4 tcp 80 from g2"))),
                resource(ResourceKind.SECURITY_GROUP, "g2", "hidden", Map.of()));

        assertThat(cloudAttachedResourceService.network(caller(Role.VIEWER), web.key()))
                .contains(new NetworkDetails(
                        List.of(new Port("p1", "fa:16:3e:00:00:01", "lan", List.of("10.0.0.5"), List.of("g1"), false)),
                        List.of(new FloatingIp("f1", "203.0.113.9", "p1")),
                        List.of(new SecurityGroup(
                                "g1",
                                "web",
                                null,
                                List.of(
                                        new SecurityRule(true, "IPv4", "tcp", "22", "web"),
                                        new SecurityRule(true, "IPv4", "tcp", "80", "g2"))))));

        resources.setComplete(false);
        resources.setProblem(new Freshness.Problem(
                CloudException.Category.UNAVAILABLE, "Neutron is away", Instant.EPOCH, Instant.EPOCH));
        assertThatThrownBy(() -> cloudAttachedResourceService.network(caller(Role.VIEWER), web.key()))
                .isInstanceOf(CloudException.class)
                .hasMessage("Neutron is away");
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        return new CloudResource(kind, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, values);
    }

    private Caller caller(Role role) {
        Caller caller =
                new Caller(fakeAccessDecisionService.member(), new UserName("ann"), "127.0.0.1", Caller.Channel.UI);
        fakeAccessDecisionService.grant(caller.userId(), ServerBuilder.STAFF, role, null);
        return caller;
    }
}
