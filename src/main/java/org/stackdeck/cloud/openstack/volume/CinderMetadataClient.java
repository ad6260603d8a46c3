package org.stackdeck.cloud.openstack.volume;

import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/** Sets the metadata item of a request, or removes it if the request has no value. */
public final class CinderMetadataClient {

    /** The first microversion of Cinder in which backups have metadata. */
    private static final Map<String, String> BACKUP_METADATA_VERSION = Map.of("OpenStack-API-Version", "volume 3.43");

    private final AuthenticatedServiceClient cinder;

    private record Backup(@Nullable Map<String, String> metadata) {}

    public CinderMetadataClient(AuthenticatedServiceClient cinder) {
        this.cinder = cinder;
    }

    /** @param path path of a volume or snapshot */
    public ServiceResponse change(String path, ActionRequest request) {
        String key = request.requiredValue(ActionParameter.KEY);
        return request.value(ActionParameter.VALUE)
                .map(value -> cinder.post(path + "/metadata", Map.of(), Map.of("metadata", Map.of(key, value))))
                .orElseGet(() -> cinder.delete(path + "/metadata/" + encodePathSegment(key), Map.of()));
    }

    /**
     * Changes the metadata of a backup. Cinder has no request for one item: an update replaces all of them. A change
     * made outside Stackdeck between the two requests is lost.
     */
    public ServiceResponse changeBackup(String id, ActionRequest request) {
        String path = "/backups/" + encodePathSegment(id);
        Map<String, String> metadata = new LinkedHashMap<>(ChangePreconditions.read(() -> readBackupMetadata(path)));
        String key = request.requiredValue(ActionParameter.KEY);
        Optional<String> value = request.value(ActionParameter.VALUE);
        if (value.isEmpty() && !metadata.containsKey(key)) {
            throw new CloudException(CloudException.Category.NOT_FOUND, "The backup has no metadata \"" + key + "\"");
        }
        value.ifPresentOrElse(text -> metadata.put(key, text), () -> metadata.remove(key));
        return cinder.put(path, BACKUP_METADATA_VERSION, Map.of("backup", Map.of("metadata", metadata)));
    }

    private Map<String, String> readBackupMetadata(String path) {
        return Optional.ofNullable(
                        ServiceJson.readAt(cinder.get(path, BACKUP_METADATA_VERSION), "/backup", Backup.class)
                                .metadata())
                .orElse(Map.of());
    }
}
