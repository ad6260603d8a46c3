package org.stackdeck.ui.launch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Quota;
import org.stackdeck.ui.ViewModel;

/**
 * Whether servers of a flavor fit the image and the quota, and if not, why. The cloud has the last word: what it counts may
 * have changed meanwhile.
 *
 * @param doubtful whether an image would be the disk of a flavor that has none, which by Nova's own policy
 *     (os_compute_api:servers:create:zero_disk_flavor) is for administrators, and by that of some clouds is for all
 */
@ViewModel
record FlavorFit(OfferedFlavor flavor, List<Misfit> misfits, boolean doubtful) {

    private static final long GIB = 1L << 30;

    FlavorFit {
        misfits = List.copyOf(misfits);
    }

    /** What does not fit. */
    sealed interface Misfit {

        /** @param neededGib by the image */
        record Disk(int neededGib) implements Misfit {}

        /** @param neededMib by the image */
        record Memory(int neededMib) implements Misfit {}

        /** @param added by all the servers */
        record OverQuota(Quota quota, long added) implements Misfit {}
    }

    boolean fits() {
        return misfits.isEmpty();
    }

    /** @param quotas those that are known */
    static FlavorFit of(OfferedFlavor flavor, LaunchDraft draft, int servers, Collection<Quota> quotas) {
        List<Misfit> misfits = new ArrayList<>();
        boolean onFlavorsDisk = draft.source() instanceof OfferedImage && !draft.rootVolume();
        if (draft.source() instanceof OfferedImage image) {
            // Without a disk of its own a server gets one as large as the image.
            if (!draft.rootVolume() && flavor.diskGib() > 0 && flavor.diskGib() < neededDiskGib(image)) {
                misfits.add(new Misfit.Disk(neededDiskGib(image)));
            }
            if (flavor.ramMib() < image.minRamMib()) {
                misfits.add(new Misfit.Memory(image.minRamMib()));
            }
        }
        for (Quota quota : quotas) {
            long more = servers * Forecast.each(flavor, quota.resource());
            if (!quota.holds(more)) {
                misfits.add(new Misfit.OverQuota(quota, more));
            }
        }
        return new FlavorFit(flavor, misfits, onFlavorsDisk && flavor.diskGib() == 0);
    }

    /** By the image's word, and by what is in it. */
    static int neededDiskGib(OfferedImage image) {
        long size = image.sizeBytes() == null ? 0 : image.sizeBytes();
        return Math.max(image.minDiskGib(), (int) ((size + GIB - 1) / GIB));
    }
}
