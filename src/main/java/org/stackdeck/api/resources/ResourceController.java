package org.stackdeck.api.resources;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.api.CloudFreshnessResponse;
import org.stackdeck.api.LazyResponseList;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.api.operations.IdempotentRequestFactory;
import org.stackdeck.api.operations.OperationResponse;
import org.stackdeck.api.operations.OperationResponseMapper;
import org.stackdeck.api.servers.ServerActionRequestHandler;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ServerAttachmentType;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.inventory.search.ResourceSearchFilter;
import org.stackdeck.inventory.search.ResourceSearchProperty;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.ImageMemberQueryService;
import org.stackdeck.operations.detail.ImageMemberQueryService.ImageMember;

/** REST controller for the resources, other than servers, that the caller may see. */
@Tag(name = "resources")
@RestController
@RequestMapping("/api/os")
public class ResourceController {

    /** Names of kinds in paths. Other names belong to other controllers or do not exist. */
    public static final String KINDS =
            "images|image-members|volumes|volume-snapshots|volume-backups|volume-types|networks|subnets|ports|routers"
                    + "|floating-ips|security-groups|address-groups|server-groups|flavors|availability-zones";

    private static final String CREATABLE_KINDS =
            "images|volumes|volume-snapshots|volume-backups|networks|subnets|ports|routers|floating-ips|security-groups"
                    + "|server-groups";

    private final ResourceInventory resourceInventory;
    private final ResourceRequestHandler handler;
    private final ServerActionRequestHandler serverHandler;
    private final IdempotentRequestFactory idempotentRequestFactory;
    private final OperationResponseMapper mapper;
    private final OwnerCache ownerCache;
    private final ImageMemberQueryService imageMemberQueryService;

    ResourceController(
            ResourceInventory resourceInventory,
            ResourceRequestHandler handler,
            ServerActionRequestHandler serverHandler,
            IdempotentRequestFactory idempotentRequestFactory,
            OperationResponseMapper mapper,
            OwnerCache ownerCache,
            ImageMemberQueryService imageMemberQueryService) {
        this.imageMemberQueryService = imageMemberQueryService;
        this.ownerCache = ownerCache;
        this.resourceInventory = resourceInventory;
        this.handler = handler;
        this.serverHandler = serverHandler;
        this.idempotentRequestFactory = idempotentRequestFactory;
        this.mapper = mapper;
    }

    /**
     * Lists the resources of a kind, in a field with the name of the kind in camel case. The fields {@code complete}
     * and {@code clouds} have the same meaning as in the list of servers.
     *
     * @param q search in the language of the search fields on the pages; at most {@value SearchQuery#MAX_LENGTH}
     *     characters. Unlike on the pages, a filter without a value, or too many words or filters, are refused
     */
    @GetMapping("/{kind:" + KINDS + "}")
    Map<String, Object> list(
            Caller caller, @PathVariable String kind, @RequestParam(required = false) @Nullable String q) {
        ResourceKind resourceKind = ResourceRequestHandler.kind(kind);
        String text = RequestFieldValidator.requireSearch(q, "q", ResourceSearchProperty.of(resourceKind));
        VisibleResources visible = resourceInventory.load(resourceKind, caller.userId());
        OwnerMap owners = ownerCache.current();
        ResourceSearchFilter search = ResourceSearchFilter.of(resourceKind, text, owners, caller.userId());
        Map<String, Object> body = new LinkedHashMap<>();
        List<CloudResource> matching =
                visible.resources().stream().filter(search::matches).toList();
        body.put(camelCase(kind), new LazyResponseList<>(matching, resource -> body(resource, owners)));
        body.put("complete", visible.freshness().values().stream().allMatch(Freshness::complete));
        body.put("clouds", CloudFreshnessResponse.of(visible.freshness()));
        return body;
    }

    /** @param cloud required only if several clouds have a resource with this ID */
    @GetMapping("/{kind:" + KINDS + "}/{id}")
    Map<String, Object> get(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        return body(handler.find(caller, ResourceRequestHandler.kind(kind), id, cloud), ownerCache.current());
    }

    /**
     * Loads the members of an image from the cloud: the projects with which the image is shared. Returns 404 if the
     * caller cannot see the image in its project, or the visibility of the image is not {@code shared}.
     *
     * @param cloud required only if several clouds have an image with this ID
     */
    @GetMapping("/images/{id}/members")
    ImageMembersResponse members(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        CloudResource image = handler.find(caller, ResourceKind.IMAGE, id, cloud);
        return imageMemberQueryService
                .members(caller, image.key())
                .map(ImageMembersResponse::of)
                .orElseThrow(() -> ProblemException.notFound(ResourceRequestHandler.UNKNOWN));
    }

    /**
     * Submits an action on a resource, or on the server to which it is attached or from which it is detached.
     *
     * @param cloud required only if several clouds have a resource with this ID
     * @param idempotencyKey a request that is repeated with the same key and body within 24 hours performs the
     *     action only once
     */
    @PostMapping("/{kind:" + KINDS + "}/{id}/action")
    ResponseEntity<ResourceActionResponse> submitAction(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody ResourceActionRequest body,
            HttpServletRequest request) {
        ResourceKind resourceKind = ResourceRequestHandler.kind(kind);
        IdempotentRequest idempotentRequest =
                idempotentRequestFactory.create(idempotencyKey, "action", kind, id, cloud, body);
        Optional<ActionRequest> onServer =
                ServerAttachmentType.of(resourceKind).flatMap(attachment -> body.toServerAction(attachment, id));
        Operation operation = onServer.map(serverRequest -> serverHandler
                        .submit(
                                caller,
                                RequestFieldValidator.require(body.server(), "server"),
                                cloud,
                                serverRequest,
                                idempotentRequest)
                        .operation())
                .orElseGet(() -> handler.submit(
                        caller, resourceKind, id, cloud, body.toActionRequest(resourceKind), idempotentRequest));
        return accepted(operation, request);
    }

    /**
     * Creates a resource.
     *
     * @param idempotencyKey as for {@link #submitAction}
     */
    @PostMapping("/{kind:" + CREATABLE_KINDS + "}")
    ResponseEntity<ResourceActionResponse> create(
            Caller caller,
            @PathVariable String kind,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody NewResourceRequest body,
            HttpServletRequest request) {
        return accepted(
                handler.create(
                        caller,
                        ResourceRequestHandler.kind(kind),
                        body,
                        idempotentRequestFactory.create(idempotencyKey, "create", kind, body)),
                request);
    }

    /**
     * Uploads the data of an image that has no data. Responds when the cloud has stored the data.
     *
     * @param cloud required only if several clouds have an image with this ID
     */
    @PutMapping(path = "/images/{id}/file", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void upload(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            HttpServletRequest request)
            throws IOException {
        long length = request.getContentLengthLong();
        if (length < 0) {
            throw new ProblemException(HttpStatus.LENGTH_REQUIRED, "http-411", Map.of());
        }
        if (length == 0) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "empty-file", Map.of());
        }
        if (length > handler.maxUploadSize()) {
            throw new ProblemException(HttpStatus.CONTENT_TOO_LARGE, "http-413", Map.of());
        }
        handler.upload(caller, id, cloud, request.getInputStream(), length);
    }

    private ResponseEntity<ResourceActionResponse> accepted(Operation operation, HttpServletRequest request) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/os/operations/" + operation.id()))
                .body(new ResourceActionResponse(mapper.toResponse(operation, request)));
    }

    record ImageMembersResponse(List<ImageMemberResponse> members) {

        static ImageMembersResponse of(List<ImageMember> members) {
            return new ImageMembersResponse(
                    members.stream().map(ImageMemberResponse::of).toList());
        }
    }

    /** @param project null if the caller cannot see the project */
    record ImageMemberResponse(@Nullable String project, String projectId, String status) {

        static ImageMemberResponse of(ImageMember member) {
            return new ImageMemberResponse(member.name(), member.project().value(), member.status());
        }
    }

    record ResourceActionResponse(OperationResponse operation) {}

    private static Map<String, Object> body(CloudResource resource, OwnerMap owners) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", resource.id());
        body.put("name", resource.name());
        body.put("cloud", resource.cloud().value());
        Project project = resource.project();
        body.put("project", project == null ? null : project.name());
        body.put("projectId", project == null ? null : project.id().value());
        // Only users who may see the project of a published resource may see its owner.
        if (ResourceActionLookup.creationOf(resource.kind()).isPresent()) {
            body.put(
                    "owner",
                    owners.ownerOf(resource.key())
                            .filter(_ -> project != null)
                            .map(owner -> owner.name().value())
                            .orElse(null));
        }
        for (ResourceField field : resource.kind().fields()) {
            body.put(field.code(), resource.values().get(field.code()));
        }
        return body;
    }

    private static String camelCase(String code) {
        StringBuilder text = new StringBuilder();
        for (String part : code.split("-", -1)) {
            text.append(text.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return text.toString();
    }
}
