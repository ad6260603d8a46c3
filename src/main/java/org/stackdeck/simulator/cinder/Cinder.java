package org.stackdeck.simulator.cinder;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.SupportedRoutes;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.keystone.UnauthorizedResponseFactory;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.state.VolumeSnapshotStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.node.ObjectNode;

/** Simulated Cinder, Block Storage API v3. */
public final class Cinder extends OpenStackService {

    private static final int OVER_QUOTA = 413;

    private static final Map<Integer, String> FAULTS = Map.of(
            400,
            "badRequest",
            403,
            "forbidden",
            404,
            "itemNotFound",
            409,
            "conflictingRequest",
            OVER_QUOTA,
            "overLimit",
            429,
            "overLimit");

    /** Message for malformed requests and for requests with the microversion of another service. */
    private static final String MALFORMED =
            "The server could not comply with the request since it is either malformed or otherwise incorrect.";

    private static final SupportedRoutes.ListParameters VOLUME_LIST = new SupportedRoutes.ListParameters(
            Set.of(),
            Set.of(
                    "id",
                    "status",
                    "size",
                    "availability_zone",
                    "display_name",
                    "name",
                    "bootable",
                    "created_at",
                    "reference",
                    "updated_at"));

    private static final SupportedRoutes.ListParameters SNAPSHOT_LIST = new SupportedRoutes.ListParameters(
            Set.of(), Set.of("id", "created_at", "display_name", "volume_id", "status", "updated_at"));

    private static final SupportedRoutes.ListParameters BACKUP_LIST = new SupportedRoutes.ListParameters(
            Set.of(), Set.of("id", "display_name", "status", "size", "created_at", "updated_at", "volume_id"));

    private static final SupportedRoutes.ListParameters TYPE_LIST =
            new SupportedRoutes.ListParameters(Set.of(), Set.of("id", "name", "created_at", "updated_at", "is_public"));

    private static final SupportedRoutes ROUTES = new SupportedRoutes(404)
            .add("volumes", "GET,POST", VOLUME_LIST)
            .add("volumes/detail", "GET,PUT", VOLUME_LIST)
            .add("volumes/detail/**", "NONE")
            .add("volumes/**", "")
            .add("snapshots", "GET,POST", SNAPSHOT_LIST)
            .add("snapshots/detail", "GET,PUT", SNAPSHOT_LIST)
            .add("snapshots/*", "GET,PUT,DELETE")
            .add("snapshots/*/metadata", "GET,POST")
            .add("snapshots/*/metadata/*", "DELETE")
            .add("backups", "GET,POST", BACKUP_LIST)
            .add("backups/detail", "GET", BACKUP_LIST)
            .add("backups/*", "GET,PUT,DELETE")
            .add("backups/*/restore", "POST")
            .add("os-services", "GET")
            .add("os-services/*", "PUT")
            .add("types", "GET,POST", TYPE_LIST)
            .add("types/*", "GET,PUT,DELETE")
            .add("types/*/os-volume-type-access", "GET")
            .add("volume-transfers", "GET,POST")
            .add("volume-transfers/detail", "GET")
            .add("volume-transfers/*", "GET,DELETE")
            .add("volume-transfers/*/accept", "POST")
            .add("os-volume-transfer", "GET,POST")
            .add("os-volume-transfer/detail", "GET")
            .add("os-volume-transfer/*", "GET,DELETE")
            .add("os-volume-transfer/*/accept", "POST")
            .add("limits", "GET")
            .add("os-quota-sets/**", "");

    private final String root;
    private final TokenStore tokens;
    private final VolumesResource volumes;
    private final VolumeSnapshotStore store;
    private final BackupsResource backups;
    private final VolumeQuotasResource resource;
    private final VolumeTransfersResource transfers;
    private final SimulatorScheduler simulatorClock;

    public Cinder(
            String root,
            TokenStore tokens,
            VolumesResource volumes,
            VolumeSnapshotStore store,
            BackupsResource backups,
            VolumeQuotasResource resource,
            VolumeTransfersResource transfers,
            SimulatorScheduler simulatorClock) {
        super("volumev3", "/volume");
        this.root = root;
        this.tokens = tokens;
        this.volumes = volumes;
        this.store = store;
        this.backups = backups;
        this.resource = resource;
        this.transfers = transfers;
        this.simulatorClock = simulatorClock;
    }

    @Override
    public ApiResponse handle(ApiRequest apiRequest) {
        List<String> path = apiRequest.segments();
        if (path.isEmpty()) {
            return ApiResponse.json(300, versions());
        }
        Token token = tokens.require(apiRequest);
        if (path.equals(List.of("v3"))) {
            return ApiResponse.ok(versions());
        }
        if (apiRequest
                .header("OpenStack-API-Version")
                .filter(v -> !v.startsWith("volume "))
                .isPresent()) {
            throw ApiException.badRequest(MALFORMED);
        }
        Microversion.check(apiRequest);
        SimulatedProject project = token.project();
        if (project == null || path.size() < 3 || !path.get(1).equals(project.id())) {
            throw ApiException.badRequest("Malformed request url");
        }
        ROUTES.check(apiRequest, path.subList(2, path.size()));
        List<String> below = path.subList(3, path.size());
        return switch (path.get(2)) {
            case "volumes" -> volumes.handle(apiRequest, token, project, below);
            case "limits" -> ApiResponse.ok(resource.limits(project));
            case "snapshots" ->
                below.size() > 1
                        ? snapshotMetadata(apiRequest, store.require(token, project, below.getFirst()), below)
                        : store.handle(apiRequest, token, project, below);
            case "backups" -> backups.handle(apiRequest, token, project, below);
            case "os-services" -> ServicesResource.handle(apiRequest, token, simulatorClock);
            case "os-quota-sets" -> resource.set(apiRequest, token, project, below);
            case "volume-transfers", "os-volume-transfer" -> transfers.handle(apiRequest, token, project, below);
            case "types" -> VolumeTypesResource.handle(apiRequest, token, below);
            default -> throw new UnknownPathException();
        };
    }

    private ApiResponse snapshotMetadata(ApiRequest apiRequest, VolumeSnapshot snapshot, List<String> path) {
        return VolumeMetadataResource.handle(
                apiRequest,
                snapshot.metadata(),
                path.subList(2, path.size()),
                changed -> store.replaceMetadata(snapshot, changed));
    }

    private ObjectNode versions() {
        ObjectNode document = Json.object();
        ObjectNode version = document.putArray("versions")
                .addObject()
                .put("id", "v3.0")
                .put("status", "CURRENT")
                .put("version", "3." + Microversion.NEWEST)
                .put("min_version", "3.0")
                .put("updated", "2023-08-31T00:00:00Z");
        version.putArray("links")
                .add(Json.object()
                        .put("rel", "describedby")
                        .put("type", "text/html")
                        .put("href", "https://docs.openstack.org/"))
                .add(Json.link("self", root + prefix() + "/v3/"));
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.volume+json;version=3");
        return document;
    }

    @Override
    public ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException) {
        if (apiException.status() == 401) {
            return UnauthorizedResponseFactory.unauthorized(root);
        }
        if (apiException instanceof UnknownPathException) {
            return ApiResponse.page(apiRequest, 404, "Not Found", apiException.message());
        }
        ObjectNode document = Json.object();
        ObjectNode fault = document.putObject(FAULTS.getOrDefault(apiException.status(), "computeFault"))
                .put("code", apiException.status())
                .put("message", apiException.message());
        ApiResponse response = ApiResponse.json(apiException.status(), document);
        if (apiException.status() != OVER_QUOTA) {
            return response;
        }
        fault.put("retryAfter", "0");
        return response.withHeader("Retry-After", "0");
    }

    @Override
    public ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse) {
        ApiResponse dressed = apiResponse.withHeader("x-openstack-request-id", apiRequest.requestId());
        if (apiResponse.status() == 401 || apiResponse.contentType().startsWith("text/")) {
            return dressed;
        }
        String version = "volume 3." + Microversion.minor(apiRequest);
        return dressed.withHeader("x-compute-request-id", apiRequest.requestId())
                .withHeader("OpenStack-API-Version", version)
                .withHeader("Vary", "OpenStack-API-Version");
    }
}
