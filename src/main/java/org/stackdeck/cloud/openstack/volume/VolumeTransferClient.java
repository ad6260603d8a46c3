package org.stackdeck.cloud.openstack.volume;

import static org.stackdeck.cloud.openstack.http.ResponseFields.required;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
 * Transfers volumes to other projects (Block Storage API v3, "Volume transfers (volume-transfers)"). Does not use
 * openstack4j, which does not return the request IDs for the audit trail. Uses a microversion before 3.70: later
 * versions also transfer encrypted volumes, whose keys may be unreadable in the other project.
 */
public final class VolumeTransferClient {

    private static final Logger LOG = LoggerFactory.getLogger(VolumeTransferClient.class);

    private static final String PATH = "/volume-transfers";

    /** The first microversion of Cinder in which a transfer can include or exclude the snapshots (2018). */
    private static final Map<String, String> VERSION = Map.of("OpenStack-API-Version", "volume 3.55");

    private final AuthenticatedServiceClient cinder;

    /** @param cinder client whose credential can change the volumes */
    public VolumeTransferClient(AuthenticatedServiceClient cinder) {
        this.cinder = cinder;
    }

    /**
     * Creates a transfer of the volume and accepts it. If Cinder does not accept it, deletes the transfer, so that the
     * volume is available in its project again. The authorization key exists only in the memory of this method.
     *
     * @param name a name that only transfers of Stackdeck have, with which the transfer can be found if its ID is
     *     lost
     * @param withSnapshots whether to transfer the snapshots of the volume, including those that the credential
     *     cannot list
     * @param target Cinder client whose token belongs to the project that receives the volume
     * @return Cinder's response to the acceptance
     * @throws CloudException if the transfer fails: REFUSED if its outcome was unknown and it has been deleted,
     *     FAILED if the volume may still await it, otherwise with the category of the first failure
     */
    public ServiceResponse transfer(
            String volume, String name, boolean withSnapshots, AuthenticatedServiceClient target) {
        Acceptance acceptance;
        try {
            acceptance = create(volume, name, withSnapshots);
        } catch (CloudException e) {
            throw e.hadNoEffect() ? e : deleteAfter(e, volume, () -> delete(volume, name));
        }
        try {
            return target.post(
                    acceptance.path() + "/accept", Map.of(), Map.of("accept", Map.of("auth_key", acceptance.key())));
        } catch (CloudException e) {
            throw deleteAfter(e, volume, () -> cinder.delete(acceptance.path(), Map.of()));
        }
    }

    private Acceptance create(String volume, String name, boolean withSnapshots) {
        Map<String, Object> transfer = Map.of("volume_id", volume, "name", name, "no_snapshots", !withSnapshots);
        NewTransfer created = ServiceJson.readAt(
                cinder.post(PATH, VERSION, Map.of("transfer", transfer)), "/transfer", NewTransfer.class);
        return new Acceptance(path(created.id()), required(created.authKey()));
    }

    /**
     * Deletes the transfer after a failure, even if the user's permission has ended, because no user can accept it
     * without its key. Returns the exception to throw. Cinder does not accept a transfer after its deletion.
     */
    private static CloudException deleteAfter(
            CloudException failure, String volume, Supplier<ServiceResponse> deletion) {
        try {
            var _ = ChangeCondition.<ServiceResponse, RuntimeException>call(() -> true, deletion::get);
        } catch (CloudException e) {
            if (e.category() == Category.NOT_FOUND) {
                return failure;
            }
            LOG.warn(
                    "The volume {} still awaits a transfer, because the transfer could not be deleted: {}",
                    volume,
                    e.getMessage());
            return withCategory(Category.FAILED, failure);
        }
        return failure.hadNoEffect() ? failure : withCategory(Category.REFUSED, failure);
    }

    private static CloudException withCategory(Category category, CloudException failure) {
        return new CloudException(
                category,
                String.valueOf(failure.getMessage()),
                failure.status(),
                failure.requestId().orElse(null),
                null,
                failure);
    }

    /**
     * Deletes the transfer of a volume that awaits one.
     *
     * @throws CloudException NOT_FOUND if Cinder lists no transfer of the volume
     */
    public ServiceResponse cancel(String volume) {
        return cinder.delete(find(volume, _ -> true), Map.of());
    }

    /**
     * Deletes the transfer with this name of the volume.
     *
     * @throws CloudException NOT_FOUND if Cinder lists no such transfer
     */
    public ServiceResponse delete(String volume, String name) {
        return cinder.delete(find(volume, transfer -> name.equals(transfer.name())), Map.of());
    }

    /** Returns the path of a transfer of the volume. */
    private String find(String volume, Predicate<Transfer> condition) {
        // Cinder ignores all_tenants for credentials that are not an administrator's.
        ServiceResponse response =
                cinder.get(PATH + "/detail?all_tenants=1&volume_id=" + encodePathSegment(volume), Map.of());
        return ServiceJson.readListAt(response, "/transfers", Transfer.class).stream()
                .filter(transfer -> volume.equals(transfer.volumeId()) && condition.test(transfer))
                .findFirst()
                .map(transfer -> path(transfer.id()))
                .orElseThrow(() -> new CloudException(
                        Category.NOT_FOUND,
                        "The volume has no transfer",
                        0,
                        response.requestId().orElse(null),
                        null,
                        null));
    }

    private static String path(@Nullable String id) {
        return PATH + "/" + encodePathSegment(required(id));
    }

    private record Acceptance(String path, String key) {

        /** Omits the key. */
        @Override
        public String toString() {
            return path;
        }
    }

    record NewTransfer(
            @Nullable String id,
            @JsonProperty("auth_key") @Nullable String authKey) {

        /** Omits the key. */
        @Override
        public String toString() {
            return String.valueOf(id);
        }
    }

    record Transfer(
            @Nullable String id,
            @Nullable String name,
            @JsonProperty("volume_id") @Nullable String volumeId) {}
}
