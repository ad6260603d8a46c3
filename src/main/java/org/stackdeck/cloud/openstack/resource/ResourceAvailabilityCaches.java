package org.stackdeck.cloud.openstack.resource;

import java.util.Map;
import java.util.function.Supplier;
import org.stackdeck.cloud.openstack.image.ImageImportMethodsCache;
import org.stackdeck.cloud.openstack.image.ImageMemberCache;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.volume.BackupServiceDetector;

/**
 * Caches which projects can use a cloud's private flavors, private volume types and shared images, how Glance can
 * import images, and whether Cinder's backup service exists.
 */
public record ResourceAvailabilityCaches(
        AllowedProjectsCache flavors,
        AllowedProjectsCache volumeTypes,
        ImageMemberCache images,
        ImageImportMethodsCache imports,
        BackupServiceDetector backups) {

    /**
     * @param novaVersion supplies the header with Nova's microversion
     * @param backups detects the backup service of the cloud
     */
    public static ResourceAvailabilityCaches of(
            ProjectClients clients, Supplier<Map<String, String>> novaVersion, BackupServiceDetector backups) {
        return new ResourceAvailabilityCaches(
                AllowedProjectsCache.ofFlavors(clients.nova(), novaVersion),
                AllowedProjectsCache.ofVolumeTypes(clients.cinder()),
                new ImageMemberCache(clients.glance(), clients.project().id()),
                new ImageImportMethodsCache(clients.glance()),
                backups);
    }
}
