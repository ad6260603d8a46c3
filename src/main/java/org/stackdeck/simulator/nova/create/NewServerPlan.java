package org.stackdeck.simulator.nova.create;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;

/**
 * A requested server.
 *
 * @param image null if the server boots from a volume
 */
record NewServerPlan(
        SimulatedProject project,
        String userId,
        String name,
        @Nullable String description,
        SimulatedFlavor flavor,
        @Nullable SimulatedImage image,
        @Nullable String keyName,
        @Nullable String userData,
        Map<String, String> metadata,
        List<String> tags,
        List<String> groups,
        NewServerNetworks networks,
        List<DiskPlan> disks,
        boolean configDrive,
        @Nullable String serverGroup) {

    /**
     * A requested volume.
     *
     * @param volumeId null to create a volume
     * @param size GiB
     * @param image image from which the volume is or was created, or null
     */
    record DiskPlan(
            @Nullable String volumeId,
            int size,
            @Nullable SimulatedImage image,
            boolean root,
            boolean deleteOnTermination,
            @Nullable String tag) {}

    NewServerPlan named(String otherName) {
        return new NewServerPlan(
                project,
                userId,
                otherName,
                description,
                flavor,
                image,
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
