package org.stackdeck.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.cloud.Volume;
import org.stackdeck.ui.launch.FlavorFit.Misfit;

class FlavorFitTests {

    private static final long GIB = 1L << 30;
    private static final OfferedImage DEBIAN = new OfferedImage("i-1", "debian-13", 10, 512, 3 * GIB);

    @Test
    void flavorWithTooLittleDiskOrMemoryForTheImageDoesNotFit() {
        assertThat(misfits(flavor(1, 256, 8), new ADraft().from(DEBIAN)))
                .containsExactly(new Misfit.Disk(10), new Misfit.Memory(512));
        assertThat(misfits(flavor(1, 512, 10), new ADraft().from(DEBIAN))).isEmpty();
    }

    @Test
    void imageSizeIsRequiredEvenWithoutMinimumDisk() {
        OfferedImage large = new OfferedImage("i-2", "windows", 0, 0, 20 * GIB + 1);

        assertThat(misfits(flavor(1, 512, 20), new ADraft().from(large))).containsExactly(new Misfit.Disk(21));
        assertThat(misfits(flavor(1, 512, 21), new ADraft().from(large))).isEmpty();
    }

    @Test
    void flavorWithoutDiskFitsAnyImageSize() {
        assertThat(misfits(flavor(1, 512, 0), new ADraft().from(DEBIAN))).isEmpty();
    }

    @Test
    void imageOnFlavorWithoutDiskIsFlagged() {
        ADraft onVolume = new ADraft().from(DEBIAN);
        onVolume.rootVolume = true;

        assertThat(fit(flavor(1, 512, 0), new ADraft().from(DEBIAN)).doubtful()).isTrue();
        assertThat(fit(flavor(1, 512, 10), new ADraft().from(DEBIAN)).doubtful())
                .isFalse();
        assertThat(fit(flavor(1, 512, 0), onVolume).doubtful()).isFalse();
    }

    @Test
    void flavorDiskIsIgnoredForARootVolume() {
        ADraft onVolume = new ADraft().from(DEBIAN);
        onVolume.rootVolume = true;

        assertThat(misfits(flavor(1, 512, 1), onVolume)).isEmpty();
        assertThat(misfits(flavor(1, 1, 1), new ADraft().from(new Volume("v", "v", "available", 50, true, List.of()))))
                .isEmpty();
    }

    @Test
    void allServersTogetherMustFitTheQuota() {
        Quota cores = new Quota(Resource.CORES, 18, 20L);
        Quota ram = new Quota(Resource.RAM, 100, null);
        Quota instances = new Quota(Resource.INSTANCES, 10, 10L);

        assertThat(FlavorFit.of(
                                flavor(1, 512, 10),
                                new ADraft().from(DEBIAN).build(),
                                2,
                                List.of(cores, ram, instances))
                        .misfits())
                .isEmpty();
        assertThat(FlavorFit.of(flavor(1, 512, 10), new ADraft().from(DEBIAN).build(), 3, List.of(cores, ram))
                        .misfits())
                .containsExactly(new Misfit.OverQuota(cores, 3));
    }

    private static List<Misfit> misfits(OfferedFlavor flavor, ADraft draft) {
        return fit(flavor, draft).misfits();
    }

    private static FlavorFit fit(OfferedFlavor flavor, ADraft draft) {
        return FlavorFit.of(flavor, draft.build(), 1, List.of());
    }

    private static OfferedFlavor flavor(int vcpus, int ram, int disk) {
        return new OfferedFlavor("f", "f", vcpus, ram, disk);
    }
}
