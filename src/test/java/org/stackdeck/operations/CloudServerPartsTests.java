package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeAttachment;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.ServerParts.AtDeletion;
import org.stackdeck.operations.ServerParts.Attached;

class CloudServerPartsTests {

    private final FakeAccess access = new FakeAccess(Clock.systemUTC());
    private final FakeCompute nova = new FakeCompute(AServer.STAFF);
    private final FakeClouds clouds = new FakeClouds(nova);
    private final FakeInventory inventory = new FakeInventory(clouds);
    private final FakeDeletedServers deleted = new FakeDeletedServers(access);
    private final CloudServerParts parts =
            new CloudServerParts(inventory, deleted, access, clouds, new CloudRequestRateLimiter());
    private final Server web = nova.put(AServer.named("web"));
    private final Volume root = new Volume("root", "", "in-use", 20, true, List.of(web.id()));
    private final Volume data = new Volume("data", "data", "in-use", 8, false, List.of(web.id()));

    @BeforeEach
    void aServerWithTwoVolumes() {
        inventory.refresh(web.key());
        clouds.resources().have(root, data, new Volume("other", "other", "available", 1, false, List.of()));
        nova.attach("web", new VolumeAttachment("root", true), new VolumeAttachment("data", false));
    }

    @Test
    void volumesAtDeletionAreReturnedToUsersWhoMaySeeVolumes() {
        assertThat(parts.volumesAtDeletion(caller(Role.MANAGER), web.key()))
                .contains(new AtDeletion.Told(List.of(new Attached.Listed(root)), List.of(new Attached.Listed(data))));
    }

    @Test
    void volumesAtDeletionAreHiddenWithoutThePermissionAndNotRequested() {
        assertThat(parts.volumesAtDeletion(caller(Role.OPERATOR), web.key())).contains(new AtDeletion.Untold());
        assertThat(nova.calls("volumes")).isZero();
    }

    @Test
    void volumesAtDeletionAreEmptyForAnInvisibleServer() {
        Caller stranger = new Caller(access.member(), new UserName("zoe"), "127.0.0.1", Caller.Channel.UI);

        assertThat(parts.volumesAtDeletion(stranger, web.key())).isEmpty();
        assertThat(nova.calls("volumes")).isZero();
    }

    @Test
    void aVolumeMissingFromTheProjectsListIsReturnedByIdOnly() {
        clouds.resources().clear();

        assertThat(parts.volumesAtDeletion(caller(Role.MANAGER), web.key()))
                .contains(new AtDeletion.Told(
                        List.of(new Attached.Unlisted("root")), List.of(new Attached.Unlisted("data"))));
    }

    @Test
    void volumesOfASoftDeletedServerAreReturned() {
        Server kept = nova.put(AServer.like(web).status(ServerStatus.SOFT_DELETED));
        inventory.refresh(kept.key());
        assertThat(inventory.find(kept.key())).isEmpty();
        assertThat(parts.volumesAtDeletion(caller(Role.MANAGER), kept.key())).isEmpty();
        deleted.keep(kept);

        assertThat(parts.volumesAtDeletion(caller(Role.MANAGER), kept.key()))
                .contains(new AtDeletion.Told(List.of(new Attached.Listed(root)), List.of(new Attached.Listed(data))));
        assertThat(parts.network(caller(Role.MANAGER), kept.key())).isPresent();
    }

    private Caller caller(Role role) {
        Caller caller = new Caller(access.member(), new UserName("ann"), "127.0.0.1", Caller.Channel.UI);
        access.grant(caller.userId(), AServer.STAFF, role, null);
        return caller;
    }
}
