package org.stackdeck.simulator.glance;

import java.util.List;
import java.util.Set;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.SupportedRoutes;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Simulated Glance, Image API v2: images, their data and their members. */
public final class Glance extends OpenStackService {

    private static final SupportedRoutes ROUTES = new SupportedRoutes(405)
            .add(
                    "images",
                    "GET,POST",
                    new SupportedRoutes.ListParameters(
                            Set.of(),
                            Set.of(
                                    "name",
                                    "status",
                                    "container_format",
                                    "disk_format",
                                    "size",
                                    "id",
                                    "created_at",
                                    "updated_at")))
            .add("info/import", "GET")
            .add("images/*", "GET,PATCH,DELETE")
            .add("images/*/import", "POST")
            .add("images/*/tasks", "GET")
            .add("images/*/members", "GET,POST")
            .add("images/*/members/*", "GET,PUT,DELETE")
            .add("images/*/**", "");

    private final String root;
    private final TokenStore tokens;
    private final ImageStore images;
    private final ImageLists lists;
    private final SimulatorScheduler simulatorClock;
    private final ImageUploadHandler uploads;
    private final ImagePatchHandler patches;
    private final ImageMembersResource members;
    private final ImageImportHandler imports;

    public Glance(String root, TokenStore tokens, ImageStore images, SimulatorScheduler simulatorClock) {
        super("image", "/image");
        this.simulatorClock = simulatorClock;
        this.root = root;
        this.tokens = tokens;
        this.images = images;
        this.lists = new ImageLists(images);
        this.uploads = new ImageUploadHandler(images, simulatorClock);
        this.patches = new ImagePatchHandler(images, simulatorClock);
        this.members = new ImageMembersResource(images);
        this.imports = new ImageImportHandler(images, simulatorClock);
    }

    @Override
    public ApiResponse handle(ApiRequest apiRequest) {
        List<String> path = apiRequest.segments();
        if (path.isEmpty()) {
            return ApiResponse.json(300, versions());
        }
        Token token = tokens.require(apiRequest);
        if (!path.getFirst().equals("v2") || path.size() < 2) {
            throw new UnknownPathException();
        }
        ROUTES.check(apiRequest, path.subList(1, path.size()));
        if (path.get(1).equals("info")) {
            return ImageImportHandler.info();
        }
        if (token.project() == null) {
            throw ApiException.forbidden("You are not authorized to complete get_images action.");
        }
        if (path.size() == 2 && apiRequest.hasMethod("POST")) {
            if (!token.hasRole(Role.MEMBER) && !token.hasRole(Role.ADMIN)) {
                throw ApiException.forbidden("You are not authorized to complete add_image action.");
            }
            return uploads.create(apiRequest, token, token.project());
        }
        if (path.size() == 2) {
            return ApiResponse.ok(lists.list(apiRequest.query(), token));
        }
        String id = path.get(2);
        checkBody(apiRequest, path);
        SimulatedImage image = images.find(id, token)
                .orElseThrow(() -> ApiException.notFound(
                        path.size() > 3 && path.get(3).equals("members")
                                ? "Image %s not found.".formatted(id)
                                : apiRequest.hasMethod("DELETE")
                                        ? "Failed to find image %s to delete".formatted(id)
                                        : "No image found with ID " + id));
        if (path.size() == 5 && path.get(3).equals("actions")) {
            return setStatus(token, image, path.get(4));
        }
        if (path.size() == 4 && path.get(3).equals("file") && apiRequest.hasMethod("PUT")) {
            requireOwner(token, image, "upload_image");
            return uploads.receive(apiRequest, image);
        }
        if (path.size() == 4 && path.get(3).equals("import")) {
            requireOwner(token, image, "modify_image");
            return imports.begin(apiRequest, image);
        }
        if (path.size() == 4 && path.get(3).equals("tasks")) {
            return imports.list(image.id());
        }
        if (path.size() <= 5 && path.size() > 3 && path.get(3).equals("members")) {
            return members.handle(apiRequest, token, image, path.size() == 5 ? path.get(4) : null);
        }
        if (path.size() > 3) {
            throw new UnknownPathException();
        }
        if (apiRequest.hasMethod("PATCH")) {
            requireOwner(token, image, "modify_image");
            patches.apply(apiRequest, token, image);
            return ApiResponse.ok(
                    ImageDocuments.of(images.find(image.id(), token).orElse(image)));
        }
        return apiRequest.hasMethod("DELETE") ? delete(token, image) : ApiResponse.ok(ImageDocuments.of(image));
    }

    /** Checks the body of a change, as Glance does before it loads the image. */
    private static void checkBody(ApiRequest apiRequest, List<String> path) {
        if (path.size() == 3 && apiRequest.hasMethod("PATCH")) {
            ImagePatchHandler.check(apiRequest);
        } else if (path.size() > 3 && path.size() < 6 && path.get(3).equals("members")) {
            ImageMembersResource.check(apiRequest);
        }
    }

    private static void requireOwner(Token token, SimulatedImage image, String action) {
        SimulatedProject owner = image.owner();
        boolean own = owner != null && owner.equals(token.project()) && token.hasRole(Role.MEMBER);
        if (!own && !token.hasRole(Role.ADMIN)) {
            throw ApiException.forbidden("You are not authorized to complete " + action + " action.");
        }
    }

    private ApiResponse setStatus(Token token, SimulatedImage image, String action) {
        requireOwner(token, image, action);
        String status = switch (action) {
            case "deactivate" -> "deactivated";
            case "reactivate" -> "active";
            default -> throw new UnknownPathException();
        };
        if (!List.of("active", "deactivated").contains(image.status())) {
            throw ApiException.forbidden("Not allowed to " + action + " image in status '" + image.status() + "'");
        }
        images.change(image.id(), i -> i.withStatus(status, i.size(), simulatorClock.now()));
        return ApiResponse.empty(204);
    }

    private ApiResponse delete(Token token, SimulatedImage image) {
        requireOwner(token, image, "delete_image");
        if (image.isProtected()) {
            throw ApiException.forbidden("Image %s is protected and cannot be deleted.".formatted(image.id()));
        }
        images.remove(image.id());
        return ApiResponse.empty(204);
    }

    private ObjectNode versions() {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("versions");
        for (int minor = 17; minor >= 0; minor--) {
            ObjectNode version =
                    list.addObject().put("id", "v2." + minor).put("status", minor == 17 ? "CURRENT" : "SUPPORTED");
            version.putArray("links").add(Json.link("self", root + prefix() + "/v2/"));
        }
        return document;
    }

    @Override
    public ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException) {
        String title = switch (apiException.status()) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            default -> "Internal Server Error";
        };
        ApiResponse apiResponse = ApiResponse.page(apiRequest, apiException.status(), title, apiException.message());
        return apiException.status() == 401
                ? apiResponse.withHeader("WWW-Authenticate", "Keystone uri=\"" + root + "\"")
                : apiResponse;
    }

    @Override
    public ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse) {
        boolean answered = !apiRequest.segments().isEmpty() && apiResponse.status() != 401;
        return answered ? apiResponse.withHeader("x-openstack-request-id", apiRequest.requestId()) : apiResponse;
    }
}
