package org.stackdeck.cloud.openstack.resource;

import java.util.Map;
import java.util.function.Supplier;
import org.stackdeck.cloud.openstack.backup.BackupService;
import org.stackdeck.cloud.openstack.image.ImageImportMethods;
import org.stackdeck.cloud.openstack.image.SharedImages;

/**
 * Caches which projects can use a cloud's private flavors, private volume types and shared images, how Glance can
 * import images, and whether Cinder's backup service exists.
 */
public record ProjectAccess(
        ProjectAccessCache flavors,
        ProjectAccessCache volumeTypes,
        SharedImages images,
        ImageImportMethods imports,
        BackupService backups) {

    /**
     * @param novaVersion supplies the header with Nova's microversion
     * @param backups the backup service of the cloud
     */
    public static ProjectAccess of(
            ProjectClients clients, Supplier<Map<String, String>> novaVersion, BackupService backups) {
        return new ProjectAccess(
                ProjectAccessCache.ofFlavors(clients.nova(), novaVersion),
                ProjectAccessCache.ofVolumeTypes(clients.cinder()),
                new SharedImages(clients.glance(), clients.project().id()),
                new ImageImportMethods(clients.glance()),
                backups);
    }
}
