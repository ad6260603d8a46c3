package org.stackdeck.simulator.cinder;

import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.state.VolumeBackup;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's JSON representation of backups. */
final class BackupDocuments {

    static final int METADATA_VERSION = 43;
    private static final int PROJECT_VERSION = 18;
    private static final int USER_VERSION = 56;

    private final String root;

    BackupDocuments(String root) {
        this.root = root;
    }

    ObjectNode brief(VolumeBackup backup) {
        String path = "/backups/" + backup.id();
        ObjectNode node = Json.object().put("id", backup.id()).put("name", backup.name());
        node.putArray("links")
                .add(Json.link("self", root + "/volume/v3/" + backup.project().id() + path))
                .add(Json.link("bookmark", root + "/volume/" + backup.project().id() + path));
        return node;
    }

    ObjectNode detail(VolumeBackup backup, boolean hasDependentBackups, ApiRequest apiRequest, Token token) {
        boolean complete = !backup.status().equals("creating");
        ObjectNode node = brief(backup)
                .put("status", backup.status())
                .put("size", backup.volume().size())
                .put("object_count", 0)
                .put("availability_zone", complete ? "nova" : null)
                .put("container", complete ? "backups" : null)
                .put("created_at", Timestamps.micros(backup.created()))
                .put("updated_at", Timestamps.micros(backup.created()))
                .put("description", backup.description())
                .putNull("fail_reason")
                .put("volume_id", backup.volume().id())
                .put("is_incremental", backup.parentId() != null)
                .put("has_dependent_backups", hasDependentBackups)
                .putNull("snapshot_id")
                .put("data_timestamp", Timestamps.micros(backup.created()));
        int version = Microversion.minor(apiRequest);
        if (version >= METADATA_VERSION) {
            ObjectNode metadata = node.putObject("metadata");
            backup.metadata().forEach(metadata::put);
        }
        if (version >= PROJECT_VERSION && token.hasRole(Role.ADMIN)) {
            node.put("os-backup-project-attr:project_id", backup.project().id());
        }
        if (version >= USER_VERSION && token.hasRole(Role.ADMIN)) {
            node.put("user_id", backup.volume().userId());
        }
        return node;
    }
}
