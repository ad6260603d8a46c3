package org.stackdeck.cloud.openstack.image;

import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Sends actions on images to Glance (Image API v2). Does not use openstack4j, which does not return the request IDs for
 * the audit trail. Each method throws {@link CloudException} if the request fails.
 */
public final class ImageActionSender {

    private final AuthenticatedServiceClient glance;

    public ImageActionSender(AuthenticatedServiceClient glance) {
        this.glance = glance;
    }

    /** @param action deactivate or reactivate */
    public ServiceResponse postAction(String id, String action) {
        return glance.send("POST", path(id) + "/actions/" + action, Map.of(), null);
    }

    /** Starts an import in which Glance downloads the image's data. */
    public ServiceResponse download(String id, String url) {
        return glance.post(path(id) + "/import", Map.of(), ImageImportMethodsCache.webDownload(url));
    }

    public ServiceResponse setAttributes(String id, Map<String, @Nullable Object> attributes) {
        return patch(
                id,
                attributes.entrySet().stream()
                        .map(attribute -> Map.of(
                                "op", "replace", "path", "/" + attribute.getKey(), "value", attribute.getValue()))
                        .toList());
    }

    /**
     * Sets or removes a property. Glance's "add" also replaces an existing property.
     *
     * @param newValue empty to remove the property
     */
    public ServiceResponse changeProperty(String id, String key, Optional<String> newValue) {
        String path = "/" + key;
        return patch(
                id,
                List.of(newValue.map(
                                value -> Map.<String, @Nullable Object>of("op", "add", "path", path, "value", value))
                        .orElseGet(() -> Map.of("op", "remove", "path", path))));
    }

    /** Sends a JSON patch with Glance's media type (Image API v2, "Update image"). */
    private ServiceResponse patch(String id, List<Map<String, @Nullable Object>> changes) {
        return glance.send(
                "PATCH",
                path(id),
                Map.of("Content-Type", "application/openstack-images-v2.1-json-patch"),
                ServiceJson.write(changes));
    }

    /**
     * Deletes an image but keeps its encryption key. Any user can assign the key of another image or volume to their
     * own image, with a policy by which Glance would delete the key with the token of the request.
     *
     * @throws ChangeObstacleException if Glance does not permit Stackdeck to keep the key
     */
    public ServiceResponse delete(String id) {
        ChangePreconditions.run(() -> {
            List<String> policies = ImagePropertyReferences.keyDeletionPolicies(
                    ServiceJson.read(glance.get(path(id), Map.of()), Map.class));
            if (!policies.isEmpty()) {
                keepKey(id, policies);
            }
        });
        return glance.delete(path(id), Map.of());
    }

    private void keepKey(String id, List<String> policies) {
        try {
            setAttributes(
                    id,
                    policies.stream().collect(Collectors.toMap(name -> name, _ -> ImagePropertyReferences.KEEP_KEY)));
        } catch (CloudException e) {
            if (e.category() == CloudException.Category.FORBIDDEN && !(e instanceof ChangeCondition.NotMetException)) {
                throw new ChangeObstacleException(ChangeObstacle.KEY_DELETED);
            }
            throw e;
        }
    }

    private static String path(String id) {
        return "/v2/images/" + encodePathSegment(id);
    }
}
