package org.stackdeck.cloud.openstack.volume;

import static org.stackdeck.cloud.openstack.compute.ServerActionSender.encodePathSegment;
import static org.stackdeck.cloud.openstack.compute.ServerMapper.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Transfers volumes to other projects (Block Storage API v3, "Volume transfers (volume-transfers)"). Does not use openstack4j,
 * which does not return the request IDs that the audit trail contains. Uses no microversion: Cinder then transfers the
 * snapshots of a volume with it, and refuses encrypted volumes, whose keys need not be readable in the other project.
 */
public final class VolumeTransfers {

    private static final Logger LOG = LoggerFactory.getLogger(VolumeTransfers.class);

    private static final String PATH = "/volume-transfers";

    private final AuthenticatedServiceClient cinder;

    /** @param cinder client whose credential can change the volumes */
    public VolumeTransfers(AuthenticatedServiceClient cinder) {
        this.cinder = cinder;
    }

    /**
     * Creates a transfer of the volume and accepts it. If Cinder does not accept it, deletes the transfer, so that the volume is
     * available in its project again. The authorization key exists only in the memory of this method.
     *
     * @param target Cinder client whose token belongs to the project that receives the volume
     * @return Cinder's response to the acceptance
     * @throws CloudException if Cinder refuses the transfer or its acceptance; FAILED if the volume may still await the transfer
     */
    public ServiceResponse transfer(String volume, AuthenticatedServiceClient target) {
        NewTransfer created = required(ServiceJson.read(
                        cinder.post(PATH, Map.of(), Map.of("transfer", Map.of("volume_id", volume))), NewEnvelope.class)
                .transfer());
        String path = path(created.id());
        try {
            return target.post(
                    path + "/accept", Map.of(), Map.of("accept", Map.of("auth_key", required(created.authKey()))));
        } catch (CloudException e) {
            if (!delete(path, volume)) {
                throw new CloudException(
                        Category.FAILED,
                        String.valueOf(e.getMessage()),
                        e.status(),
                        e.requestId().orElse(null),
                        null,
                        e);
            }
            throw e;
        }
    }

    /**
     * Returns whether the transfer no longer exists. Deletes it even if the user's permission has ended, because its key is lost and no
     * user can accept it.
     */
    private boolean delete(String path, String volume) {
        try {
            ChangeCondition.run(() -> true, () -> cinder.delete(path, Map.of()));
            return true;
        } catch (CloudException e) {
            if (e.category() == Category.NOT_FOUND) {
                return true;
            }
            LOG.warn("The volume {} awaits a transfer that could not be deleted: {}", volume, e.getMessage());
            return false;
        }
    }

    /**
     * Deletes the transfer of a volume that awaits one.
     *
     * @throws CloudException NOT_FOUND if Cinder lists no transfer of the volume
     */
    public ServiceResponse cancel(String volume) {
        // Cinder ignores all_tenants for credentials that are not an administrator's.
        ServiceResponse response =
                cinder.get(PATH + "/detail?all_tenants=1&volume_id=" + encodePathSegment(volume), Map.of());
        String id = required(ServiceJson.read(response, Transfers.class).transfers()).stream()
                .filter(transfer -> volume.equals(transfer.volumeId()))
                .findFirst()
                .map(Transfer::id)
                .orElseThrow(() -> new CloudException(
                        Category.NOT_FOUND,
                        "The volume has no transfer",
                        0,
                        response.requestId().orElse(null),
                        null,
                        null));
        return cinder.delete(path(id), Map.of());
    }

    private static String path(@Nullable String id) {
        return PATH + "/" + encodePathSegment(required(id));
    }

    record NewEnvelope(@Nullable NewTransfer transfer) {}

    record NewTransfer(
            @Nullable String id,
            @JsonProperty("auth_key") @Nullable String authKey) {

        /** Without the key. */
        @Override
        public String toString() {
            return String.valueOf(id);
        }
    }

    record Transfers(@Nullable List<Transfer> transfers) {}

    record Transfer(
            @Nullable String id,
            @JsonProperty("volume_id") @Nullable String volumeId) {}
}
