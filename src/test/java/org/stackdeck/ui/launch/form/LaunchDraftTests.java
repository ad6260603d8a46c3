package org.stackdeck.ui.launch.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;

class LaunchDraftTests {

    private static final long GIB = 1L << 30;
    private static final AvailableImage DEBIAN = new AvailableImage("i-1", "debian-13", 10, 512, 3 * GIB);

    @Test
    void completeDraftBecomesARequest() {
        TestLaunchDrafts drafts = new TestLaunchDrafts().from(DEBIAN);
        drafts.networks = List.of("n-1", "n-2");
        drafts.tags = Set.of("web");

        NewServer server = drafts.build().toNewServer();

        assertThat(drafts.build().problems()).isEmpty();
        assertThat(server.source()).isEqualTo(new BootSource.ImageSource("i-1", null));
        assertThat(server.flavor()).isEqualTo("f-1");
        assertThat(server.nics()).containsExactly(new Nic.NetworkNic("n-1"), new Nic.NetworkNic("n-2"));
        assertThat(server.tags()).containsExactly("web");
    }

    @Test
    void allInvalidFieldsAreReported() {
        TestLaunchDrafts drafts = new TestLaunchDrafts();
        drafts.name = " ";
        drafts.count = 21;
        drafts.source = null;
        drafts.flavor = null;
        drafts.userData = "x".repeat(NewServer.MAX_USER_DATA_BYTES + 1);
        drafts.tags = Set.of("a,b");
        drafts.metadata = null;
        drafts.description = "x".repeat(256);

        assertThat(drafts.build().problems())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Field.NAME, Reason.MISSING,
                        Field.COUNT, Reason.MALFORMED,
                        Field.SOURCE, Reason.MISSING,
                        Field.FLAVOR, Reason.MISSING,
                        Field.USER_DATA, Reason.TOO_LONG,
                        Field.TAGS, Reason.MALFORMED,
                        Field.METADATA, Reason.MALFORMED,
                        Field.DESCRIPTION, Reason.TOO_LONG));
        assertThatExceptionOfType(InvalidNewServerException.class).isThrownBy(drafts.build()::toNewServer);
    }

    @Test
    void reservedMetadataIsRejected() {
        TestLaunchDrafts drafts = new TestLaunchDrafts().from(DEBIAN);
        drafts.metadata = Map.of("stackdeck-operation", "mine");

        assertThat(drafts.build().problems()).isEqualTo(Map.of(Field.METADATA, Reason.RESERVED));
    }

    @Test
    void rootVolumeMustHoldItsSource() {
        TestLaunchDrafts drafts = new TestLaunchDrafts().from(DEBIAN);
        drafts.rootVolume = true;
        assertThat(drafts.build().problems()).isEqualTo(Map.of(Field.ROOT_VOLUME, Reason.MISSING));

        drafts.rootVolumeGib = 9;
        assertThat(drafts.build().problems()).isEqualTo(Map.of(Field.ROOT_VOLUME, Reason.TOO_SMALL));

        drafts.rootVolumeGib = 10;
        assertThat(drafts.build().toNewServer().source())
                .isEqualTo(new BootSource.ImageSource("i-1", new RootVolume(10, true)));
    }

    @Test
    void snapshotCreatesAVolumeAndAVolumeIsUsedDirectly() {
        TestLaunchDrafts drafts = new TestLaunchDrafts().from(new VolumeSnapshot("s-1", "daily", 20));
        drafts.rootVolumeGib = 19;
        assertThat(drafts.build().problems()).isEqualTo(Map.of(Field.ROOT_VOLUME, Reason.TOO_SMALL));
        drafts.rootVolumeGib = 20;
        assertThat(drafts.build().toNewServer().source())
                .isEqualTo(new BootSource.SnapshotSource("s-1", new RootVolume(20, true)));

        drafts.from(new Volume("v-1", "data", "available", 5, true, List.of()));
        assertThat(drafts.build().toNewServer().source()).isEqualTo(new BootSource.VolumeSource("v-1", true));
    }

    @Test
    void forecastCountsServersVolumesAndPorts() {
        TestLaunchDrafts drafts = new TestLaunchDrafts().from(DEBIAN);
        drafts.networks = List.of("n-1", "n-2");
        drafts.rootVolume = true;
        drafts.rootVolumeGib = 40;

        LaunchQuotaDemand launchQuotaDemand = LaunchQuotaDemand.of(drafts.build(), 3);

        assertThat(launchQuotaDemand.demand())
                .isEqualTo(Map.of(
                        Resource.INSTANCES, 3L,
                        Resource.CORES, 6L,
                        Resource.RAM, 3L * 4096,
                        Resource.VOLUMES, 3L,
                        Resource.GIGABYTES, 120L,
                        Resource.PORTS, 6L));
    }

    @Test
    void toStringOmitsUserData() {
        TestLaunchDrafts drafts = new TestLaunchDrafts().from(DEBIAN);
        drafts.userData = "password: tide-pool";

        assertThat(drafts.build()).asString().doesNotContain("tide-pool");
    }
}
