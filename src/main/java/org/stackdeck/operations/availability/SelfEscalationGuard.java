package org.stackdeck.operations.availability;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;

/**
 * Prevents users from gaining permissions by changing attributes that grants use to select a server or another
 * resource: its name, tags or metadata, or the project of a volume. Restoring a backup also changes the name and
 * metadata of a volume.
 */
public final class SelfEscalationGuard {

    /**
     * Permissions on existing volumes and snapshots. Excludes the permission to create volumes. A transfer requires it
     * in the target project, but it allows no action on existing volumes.
     */
    private static final Set<Permission> ON_VOLUMES = Arrays.stream(Permission.values())
            .filter(permission -> permission.toRead() == Permission.VOLUME_READ)
            .filter(permission -> permission != Permission.VOLUME_CREATE)
            .collect(Collectors.toUnmodifiableSet());

    private SelfEscalationGuard() {}

    /**
     * Returns a permission that the change of the server would give to the user, now or later; empty if there is none.
     */
    public static Optional<Permission> findGain(
            EffectivePermissions effectivePermissions, Server server, ActionRequest actionRequest) {
        ServerAttributes before = ServerAttributes.of(server);
        return findGain(effectivePermissions, before, applyChange(before, actionRequest));
    }

    /**
     * Returns a permission that the user would gain, now or later, from a change to a resource that is not a server;
     * empty if there is none. The resource can also be a snapshot that is transferred with its volume.
     */
    public static Optional<Permission> findGain(
            EffectivePermissions effectivePermissions,
            CloudResource resource,
            ProjectId project,
            ActionRequest actionRequest) {
        ResourceAttributes before = ResourceAttributes.of(resource, project);
        if (changesMetadata(actionRequest)
                && (Boolean.TRUE.equals(resource.values().get(CloudResource.METADATA_CUT))
                        || (resource.kind() == ResourceKind.VOLUME_SNAPSHOT
                                && hasSimilarKey(before.metadata(), actionRequest)))
                && !effectivePermissions.isAdministrator()) {
            // The metadata after the change is unknown, and so are the permissions that the change would give.
            return Optional.of(Permission.requiredFor(actionRequest.action()));
        }
        ResourceAttributes after = applyChange(before, resource, actionRequest);
        return actionRequest.action() == ResourceAction.TRANSFER_VOLUME
                        || actionRequest.action() == ResourceAction.RESTORE_VOLUME
                ? findGain(effectivePermissions, ON_VOLUMES, before, after)
                : findGain(effectivePermissions, before, after);
    }

    /**
     * Returns whether the metadata has a key that differs from that of the request only in case or surrounding spaces.
     * With MySQL or MariaDB, Cinder changes the item with this key of a snapshot instead. It compares the keys of a
     * volume itself.
     */
    private static boolean hasSimilarKey(Map<String, String> metadata, ActionRequest actionRequest) {
        String key = actionRequest.requiredValue(ActionParameter.KEY);
        return metadata.keySet().stream()
                .anyMatch(existing -> !existing.equals(key) && existing.strip().equalsIgnoreCase(key.strip()));
    }

    private static boolean changesMetadata(ActionRequest actionRequest) {
        return ResourceActionRules.mapField((ResourceAction) actionRequest.action())
                .filter("metadata"::equals)
                .isPresent();
    }

    private static ResourceAttributes applyChange(
            ResourceAttributes before, CloudResource resource, ActionRequest actionRequest) {
        if (actionRequest.action() == ResourceAction.TRANSFER_VOLUME) {
            // A target project that the user has given by name is checked after the name has been resolved to an ID.
            ProjectId target = ProjectId.parse(actionRequest.requiredValue(ActionParameter.TARGET_PROJECT))
                    .orElse(before.project());
            return new ResourceAttributes.OfResource(
                    resource.key(), target, before.name(), before.tags(), before.metadata());
        }
        if (actionRequest.action() == ResourceAction.RESTORE_VOLUME) {
            // Cinder replaces the metadata with the metadata of the backup, which its API does not return. Cinder also
            // replaces the name if the volume has no name when the restore ends. Until then, the volume can be renamed.
            return new ResourceAttributes.AfterRestore(before);
        }
        boolean changesMetadata = changesMetadata(actionRequest);
        return ((ResourceAction) actionRequest.action()).isUpdate() || changesMetadata
                ? new ResourceAttributes.OfResource(
                        resource.key(),
                        before.project(),
                        actionRequest.value(ActionParameter.NAME).orElse(before.name()),
                        actionRequest
                                .value(ActionParameter.TAGS)
                                .map(tags -> Set.copyOf(ActionParameter.items(tags)))
                                .orElse(before.tags()),
                        changesMetadata ? withEntry(before.metadata(), actionRequest) : before.metadata())
                : before;
    }

    private static Map<String, String> withEntry(Map<String, String> metadata, ActionRequest actionRequest) {
        Map<String, String> changed = new HashMap<>(metadata);
        String key = actionRequest.requiredValue(ActionParameter.KEY);
        changed.remove(key);
        actionRequest.value(ActionParameter.VALUE).ifPresent(value -> changed.put(key, value));
        return changed;
    }

    private static Optional<Permission> findGain(
            EffectivePermissions effectivePermissions, ResourceAttributes before, ResourceAttributes after) {
        return findGain(effectivePermissions, EnumSet.allOf(Permission.class), before, after);
    }

    private static Optional<Permission> findGain(
            EffectivePermissions effectivePermissions,
            Set<Permission> candidates,
            ResourceAttributes before,
            ResourceAttributes after) {
        if (after.equals(before)) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(permission -> effectivePermissions.isGained(permission, before, after))
                .min(Comparator.naturalOrder());
    }

    private static ServerAttributes applyChange(ServerAttributes before, ActionRequest actionRequest) {
        return switch (actionRequest.serverAction()) {
            case RENAME ->
                withChangedAttributes(
                        before, actionRequest.requiredValue(ActionParameter.NAME), before.tags(), before.metadata());
            case ADD_TAG, REMOVE_TAG -> {
                Set<String> tags = new HashSet<>(before.tags());
                String tag = actionRequest.requiredValue(ActionParameter.TAG);
                var _ = actionRequest.serverAction() == ServerAction.ADD_TAG ? tags.add(tag) : tags.remove(tag);
                yield withChangedAttributes(before, before.name(), tags, before.metadata());
            }
            case SET_METADATA, REMOVE_METADATA ->
                withChangedAttributes(
                        before, before.name(), before.tags(), withEntry(before.metadata(), actionRequest));
            default -> before;
        };
    }

    private static ServerAttributes withChangedAttributes(
            ServerAttributes before, String name, Set<String> tags, Map<String, String> metadata) {
        return new ServerAttributes(before.key(), before.project(), name, tags, metadata);
    }
}
