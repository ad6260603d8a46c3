package org.stackdeck.ui.launch.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.ui.ViewLogic;

/**
 * Whether servers of a flavor fit the image and the quota, and if not, why. The cloud decides: its data may have
 * changed since.
 *
 * @param zeroDiskImageBoot whether an image is booted with a flavor that has no disk. Nova's default policy
 *     (os_compute_api:servers:create:zero_disk_flavor) reserves this for administrators; some clouds allow it for all
 *     users
 */
@ViewLogic
public record FlavorFit(AvailableFlavor flavor, List<Misfit> misfits, boolean zeroDiskImageBoot) {

    private static final long GIB = 1L << 30;

    public FlavorFit {
        misfits = List.copyOf(misfits);
    }

    /** Reason why a flavor does not fit. */
    sealed interface Misfit {

        /** @param neededGib required by the image */
        record Disk(int neededGib) implements Misfit {}

        /** @param neededMib required by the image */
        record Memory(int neededMib) implements Misfit {}

        /** @param added by all servers together */
        record OverQuota(Quota quota, long added) implements Misfit {}
    }

    boolean fits() {
        return misfits.isEmpty();
    }

    /** @param quotas the known quotas */
    static FlavorFit of(AvailableFlavor flavor, LaunchDraft draft, int servers, Collection<Quota> quotas) {
        List<Misfit> misfits = new ArrayList<>();
        boolean onFlavorsDisk = draft.source() instanceof AvailableImage && !draft.rootVolume();
        if (draft.source() instanceof AvailableImage image) {
            // For a flavor without a disk, Nova creates a disk of the image's size.
            if (!draft.rootVolume() && flavor.diskGib() > 0 && flavor.diskGib() < neededDiskGib(image)) {
                misfits.add(new Misfit.Disk(neededDiskGib(image)));
            }
            if (flavor.ramMib() < image.minRamMib()) {
                misfits.add(new Misfit.Memory(image.minRamMib()));
            }
        }
        for (Quota quota : quotas) {
            long more = servers * LaunchQuotaDemand.perServer(flavor, quota.resource());
            if (!quota.hasRoomFor(more)) {
                misfits.add(new Misfit.OverQuota(quota, more));
            }
        }
        return new FlavorFit(flavor, misfits, onFlavorsDisk && flavor.diskGib() == 0);
    }

    /** Returns the larger of the image's minimum disk and its size, rounded up. */
    static int neededDiskGib(AvailableImage image) {
        long size = image.sizeBytes() == null ? 0 : image.sizeBytes();
        return Math.max(image.minDiskGib(), (int) ((size + GIB - 1) / GIB));
    }
}
