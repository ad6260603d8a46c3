package org.stackdeck.ui.launch.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.ui.launch.form.FlavorFit.Misfit;

class FlavorFitTests {

    private static final long GIB = 1L << 30;
    private static final AvailableImage DEBIAN = new AvailableImage("i-1", "debian-13", 10, 512, 3 * GIB);

    @Test
    void flavorWithTooLittleDiskOrMemoryForTheImageDoesNotFit() {
        assertThat(misfits(flavor(1, 256, 8), new TestLaunchDrafts().from(DEBIAN)))
                .containsExactly(new Misfit.Disk(10), new Misfit.Memory(512));
        assertThat(misfits(flavor(1, 512, 10), new TestLaunchDrafts().from(DEBIAN)))
                .isEmpty();
    }

    @Test
    void imageSizeIsRequiredEvenWithoutMinimumDisk() {
        AvailableImage large = new AvailableImage("i-2", "windows", 0, 0, 20 * GIB + 1);

        assertThat(misfits(flavor(1, 512, 20), new TestLaunchDrafts().from(large)))
                .containsExactly(new Misfit.Disk(21));
        assertThat(misfits(flavor(1, 512, 21), new TestLaunchDrafts().from(large)))
                .isEmpty();
    }

    @Test
    void flavorWithoutDiskFitsAnyImageSize() {
        assertThat(misfits(flavor(1, 512, 0), new TestLaunchDrafts().from(DEBIAN)))
                .isEmpty();
    }

    @Test
    void imageOnFlavorWithoutDiskIsFlagged() {
        TestLaunchDrafts onVolume = new TestLaunchDrafts().from(DEBIAN);
        onVolume.rootVolume = true;

        assertThat(fit(flavor(1, 512, 0), new TestLaunchDrafts().from(DEBIAN)).zeroDiskImageBoot())
                .isTrue();
        assertThat(fit(flavor(1, 512, 10), new TestLaunchDrafts().from(DEBIAN)).zeroDiskImageBoot())
                .isFalse();
        assertThat(fit(flavor(1, 512, 0), onVolume).zeroDiskImageBoot()).isFalse();
    }

    @Test
    void flavorDiskIsIgnoredForARootVolume() {
        TestLaunchDrafts onVolume = new TestLaunchDrafts().from(DEBIAN);
        onVolume.rootVolume = true;

        assertThat(misfits(flavor(1, 512, 1), onVolume)).isEmpty();
        assertThat(misfits(
                        flavor(1, 1, 1),
                        new TestLaunchDrafts().from(new Volume("v", "v", "available", 50, true, List.of()))))
                .isEmpty();
    }

    @Test
    void allServersTogetherMustFitTheQuota() {
        Quota cores = new Quota(Resource.CORES, 18, 20L);
        Quota ram = new Quota(Resource.RAM, 100, null);
        Quota instances = new Quota(Resource.INSTANCES, 10, 10L);

        assertThat(FlavorFit.of(
                                flavor(1, 512, 10),
                                new TestLaunchDrafts().from(DEBIAN).build(),
                                2,
                                List.of(cores, ram, instances))
                        .misfits())
                .isEmpty();
        assertThat(FlavorFit.of(
                                flavor(1, 512, 10),
                                new TestLaunchDrafts().from(DEBIAN).build(),
                                3,
                                List.of(cores, ram))
                        .misfits())
                .containsExactly(new Misfit.OverQuota(cores, 3));
    }

    private static List<Misfit> misfits(AvailableFlavor flavor, TestLaunchDrafts drafts) {
        return fit(flavor, drafts).misfits();
    }

    private static FlavorFit fit(AvailableFlavor flavor, TestLaunchDrafts drafts) {
        return FlavorFit.of(flavor, drafts.build(), 1, List.of());
    }

    private static AvailableFlavor flavor(int vcpus, int ram, int disk) {
        return new AvailableFlavor("f", "f", vcpus, ram, disk);
    }
}
