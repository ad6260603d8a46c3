package org.stackdeck.cloud.openstack.resource;

import java.util.Map;
import java.util.function.Supplier;

/** Cached access of projects to what a cloud offers to some of them. */
public record ProjectAccess(ProjectAccessCache flavors, ProjectAccessCache volumeTypes, SharedImages images) {

    /** @param novaVersion supplies the header with Nova's microversion */
    public static ProjectAccess of(ProjectClients clients, Supplier<Map<String, String>> novaVersion) {
        return new ProjectAccess(
                ProjectAccessCache.ofFlavors(clients.nova(), novaVersion),
                ProjectAccessCache.ofVolumeTypes(clients.cinder()),
                new SharedImages(clients.glance(), clients.project().id()));
    }
}
