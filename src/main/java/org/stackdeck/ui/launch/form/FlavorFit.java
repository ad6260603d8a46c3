package org.stackdeck.ui.launch.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.ui.ViewLogic;

/**
 * Result of the check whether servers of a flavor fit the image and the quotas. The result is not binding, because the
 * data may have changed since Stackdeck loaded it. The cloud decides.
 *
 * @param zeroDiskImageBoot whether the server boots from an image without a root volume, and the flavor has no disk. By
 * default, Nova permits this only to administrators (policy os_compute_api:servers:create:zero_disk_flavor)
 */
@ViewLogic
public record FlavorFit(AvailableFlavor flavor, List<Misfit> misfits, boolean zeroDiskImageBoot) {

    private static final long GIB = 1L << 30;

    public FlavorFit {
        misfits = List.copyOf(misfits);
    }

    sealed interface Misfit {

        record Disk(int neededGib) implements Misfit {}

        record Memory(int neededMib) implements Misfit {}

        /** @param added amount that all servers of the launch add to the usage, in the unit of the resource */
        record OverQuota(Quota quota, long added) implements Misfit {}
    }

    boolean fits() {
        return misfits.isEmpty();
    }

    /** @param quotas quotas that have been loaded so far */
    static FlavorFit of(AvailableFlavor flavor, LaunchDraft draft, int servers, Collection<Quota> quotas) {
        List<Misfit> misfits = new ArrayList<>();
        boolean onFlavorsDisk = draft.source() instanceof AvailableImage && !draft.rootVolume();
        if (draft.source() instanceof AvailableImage image) {
            // Nova creates a disk of the image's size if the flavor has no disk.
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

    /** Returns the image's minimum disk size or its file size rounded up to GiB, whichever is larger. */
    static int neededDiskGib(AvailableImage image) {
        long size = image.sizeBytes() == null ? 0 : image.sizeBytes();
        return Math.max(image.minDiskGib(), (int) ((size + GIB - 1) / GIB));
    }
}
