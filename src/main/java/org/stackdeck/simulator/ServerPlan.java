package org.stackdeck.simulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server as it was asked for.
 *
 * @param image null when it boots from a volume
 * @param bootImage what it boots, from wherever
 */
record ServerPlan(
        SimulatedProject project,
        String userId,
        String name,
        @Nullable String description,
        SimulatedFlavor flavor,
        @Nullable SimulatedImage image,
        @Nullable SimulatedImage bootImage,
        @Nullable String keyName,
        @Nullable String userData,
        Map<String, String> metadata,
        List<String> tags,
        List<String> groups,
        NetworkPlan networks,
        List<DiskPlan> disks,
        boolean configDrive,
        @Nullable String serverGroup) {

    /**
     * A volume that it is to have.
     *
     * @param volumeId null for one that is to be made
     * @param size GiB, of one that is to be made
     * @param image what is to be on it; null for nothing
     */
    record DiskPlan(
            @Nullable String volumeId,
            int size,
            @Nullable SimulatedImage image,
            boolean root,
            boolean deleteOnTermination,
            @Nullable String tag) {}

    /** The same under another name. */
    ServerPlan named(String otherName) {
        return new ServerPlan(
                project,
                userId,
                otherName,
                description,
                flavor,
                image,
                bootImage,
                keyName,
                userData,
                metadata,
                tags,
                groups,
                networks,
                disks,
                configDrive,
                serverGroup);
    }
}
