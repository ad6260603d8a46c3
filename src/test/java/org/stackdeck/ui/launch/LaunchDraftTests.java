package org.stackdeck.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeSnapshot;

class LaunchDraftTests {

    private static final long GIB = 1L << 30;
    private static final OfferedImage DEBIAN = new OfferedImage("i-1", "debian-13", 10, 512, 3 * GIB);

    @Test
    void completeDraftBecomesARequest() {
        ADraft draft = new ADraft().from(DEBIAN);
        draft.networks = List.of("n-1", "n-2");
        draft.tags = Set.of("web");

        NewServer server = draft.build().server();

        assertThat(draft.build().problems()).isEmpty();
        assertThat(server.source()).isEqualTo(new BootSource.OfImage("i-1", null));
        assertThat(server.flavor()).isEqualTo("f-1");
        assertThat(server.nics()).containsExactly(new Nic.OnNetwork("n-1"), new Nic.OnNetwork("n-2"));
        assertThat(server.tags()).containsExactly("web");
    }

    @Test
    void allInvalidFieldsAreReported() {
        ADraft draft = new ADraft();
        draft.name = " ";
        draft.count = 21;
        draft.source = null;
        draft.flavor = null;
        draft.userData = "x".repeat(NewServer.LONGEST_USER_DATA + 1);
        draft.tags = Set.of("a,b");
        draft.metadata = null;
        draft.description = "x".repeat(256);

        assertThat(draft.build().problems())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Field.NAME, Why.MISSING,
                        Field.COUNT, Why.MALFORMED,
                        Field.SOURCE, Why.MISSING,
                        Field.FLAVOR, Why.MISSING,
                        Field.USER_DATA, Why.TOO_LONG,
                        Field.TAGS, Why.MALFORMED,
                        Field.METADATA, Why.MALFORMED,
                        Field.DESCRIPTION, Why.TOO_LONG));
        assertThatExceptionOfType(UnsuitableServerException.class).isThrownBy(draft.build()::server);
    }

    @Test
    void reservedMetadataIsRejected() {
        ADraft draft = new ADraft().from(DEBIAN);
        draft.metadata = Map.of("stackdeck-operation", "mine");

        assertThat(draft.build().problems()).isEqualTo(Map.of(Field.METADATA, Why.RESERVED));
    }

    @Test
    void rootVolumeMustHoldItsSource() {
        ADraft draft = new ADraft().from(DEBIAN);
        draft.rootVolume = true;
        assertThat(draft.build().problems()).isEqualTo(Map.of(Field.ROOT_VOLUME, Why.MISSING));

        draft.rootVolumeGib = 9;
        assertThat(draft.build().problems()).isEqualTo(Map.of(Field.ROOT_VOLUME, Why.TOO_SMALL));

        draft.rootVolumeGib = 10;
        assertThat(draft.build().server().source()).isEqualTo(new BootSource.OfImage("i-1", new RootVolume(10, true)));
    }

    @Test
    void snapshotCreatesAVolumeAndAVolumeIsUsedDirectly() {
        ADraft draft = new ADraft().from(new VolumeSnapshot("s-1", "daily", 20));
        draft.rootVolumeGib = 19;
        assertThat(draft.build().problems()).isEqualTo(Map.of(Field.ROOT_VOLUME, Why.TOO_SMALL));
        draft.rootVolumeGib = 20;
        assertThat(draft.build().server().source())
                .isEqualTo(new BootSource.OfSnapshot("s-1", new RootVolume(20, true)));

        draft.from(new Volume("v-1", "data", "available", 5, true, List.of()));
        assertThat(draft.build().server().source()).isEqualTo(new BootSource.OfVolume("v-1", true));
    }

    @Test
    void forecastCountsServersVolumesAndPorts() {
        ADraft draft = new ADraft().from(DEBIAN);
        draft.networks = List.of("n-1", "n-2");
        draft.rootVolume = true;
        draft.rootVolumeGib = 40;

        Forecast forecast = Forecast.of(draft.build(), 3);

        assertThat(forecast.added())
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
        ADraft draft = new ADraft().from(DEBIAN);
        draft.userData = "password: tide-pool";

        assertThat(draft.build()).asString().doesNotContain("tide-pool");
    }
}
