package org.stackdeck.simulator.glance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Glance's {@code /v2/images/{id}/members}: the projects with which an image is shared. */
final class ImageMembersResource {

    private static final String STATUS = "status";

    private final ImageStore images;

    ImageMembersResource(ImageStore images) {
        this.images = images;
    }

    /** Checks that the body contains the project or the status, before the image is loaded. */
    static void check(ApiRequest apiRequest) {
        if (apiRequest.hasMethod("POST") && newMember(apiRequest).isEmpty()) {
            throw ApiException.badRequest("Member can't be empty");
        }
        if (apiRequest.hasMethod("PUT")
                && apiRequest.json().filter(body -> body.has(STATUS)).isEmpty()) {
            throw ApiException.badRequest("Status not specified");
        }
    }

    private static String newMember(ApiRequest apiRequest) {
        return apiRequest
                .json()
                .filter(body -> body.has("member"))
                .map(body -> body.path("member").asString(""))
                .orElseThrow(() -> ApiException.badRequest("Member to be added not specified"));
    }

    /** @param member ID of a project; null for the list */
    ApiResponse handle(ApiRequest apiRequest, Token token, SimulatedImage image, @Nullable String member) {
        if (!image.visibility().equals("shared")) {
            throw notShared(apiRequest, image, member);
        }
        if (member == null) {
            return apiRequest.hasMethod("POST") ? add(apiRequest, token, image) : list(token, image);
        }
        if (!image.members().containsKey(member) || !maySee(token, image, member)) {
            throw ApiException.notFound(
                    "%s not found in the member list of the image %s.".formatted(member, image.id()));
        }
        return switch (apiRequest.method()) {
            case "PUT" -> setStatus(apiRequest, token, image, member);
            case "DELETE" -> remove(token, image, member);
            default -> ApiResponse.ok(document(image, member));
        };
    }

    private static ApiException notShared(ApiRequest apiRequest, SimulatedImage image, @Nullable String member) {
        String reason = "Only shared images have members.";
        return switch (apiRequest.method()) {
            case "POST" -> ApiException.forbidden("Not allowed to create members for image %s.".formatted(image.id()));
            case "PUT" -> ApiException.forbidden("Not allowed to update members for image %s.".formatted(image.id()));
            case "DELETE" ->
                ApiException.forbidden("Not allowed to delete members for image %s.".formatted(image.id()));
            default ->
                member == null
                        ? ApiException.forbidden(
                                "Not allowed to list members for image %s: %s".formatted(image.id(), reason))
                        : ApiException.notFound(reason);
        };
    }

    private static ApiException notAuthorized(String action) {
        return ApiException.forbidden("You are not authorized to complete " + action + " action.");
    }

    private static boolean mayChange(Token token) {
        return token.hasRole(Role.MEMBER) || token.hasRole(Role.ADMIN);
    }

    private static boolean owns(Token token, SimulatedImage image) {
        return token.hasRole(Role.ADMIN)
                || (image.owner() != null && image.owner().equals(token.project()));
    }

    private static boolean isOf(Token token, String member) {
        return token.project() != null && token.project().id().equals(member);
    }

    /** Returns whether the token can see the member. A project with which the image is shared sees only itself. */
    private static boolean maySee(Token token, SimulatedImage image, String member) {
        return owns(token, image) || isOf(token, member);
    }

    private static ApiResponse list(Token token, SimulatedImage image) {
        ObjectNode document = Json.object();
        ArrayNode members = document.putArray("members");
        image.members().keySet().stream()
                .filter(member -> maySee(token, image, member))
                .forEach(member -> members.add(document(image, member)));
        return ApiResponse.ok(document.put("schema", "/v2/schemas/members"));
    }

    private ApiResponse add(ApiRequest apiRequest, Token token, SimulatedImage image) {
        String member = newMember(apiRequest);
        if (!owns(token, image) || !mayChange(token)) {
            throw notAuthorized("add_member");
        }
        if (image.members().containsKey(member)) {
            throw ApiException.conflict("Member %s is duplicated for image %s".formatted(member, image.id()));
        }
        return ApiResponse.ok(document(
                change(image, token, members -> members.put(member, SimulatedImage.PENDING)), member));
    }

    private ApiResponse setStatus(ApiRequest apiRequest, Token token, SimulatedImage image, String member) {
        String status = apiRequest.requireJson().path(STATUS).asString("");
        // Glance refuses the project of the image, even if it is a member of its own image.
        if (!token.hasRole(Role.ADMIN) && (owns(token, image) || !isOf(token, member) || !token.hasRole(Role.MEMBER))) {
            throw notAuthorized("modify_member");
        }
        if (!status.matches("pending|accepted|rejected")) {
            throw ApiException.badRequest(
                    "Incorrect request: Status must be \"pending\", \"accepted\" or \"rejected\".");
        }
        return ApiResponse.ok(document(change(image, token, members -> members.put(member, status)), member));
    }

    private ApiResponse remove(Token token, SimulatedImage image, String member) {
        if (!owns(token, image) || !mayChange(token)) {
            throw notAuthorized("delete_member");
        }
        change(image, token, members -> members.remove(member));
        return ApiResponse.empty(204);
    }

    private SimulatedImage change(SimulatedImage image, Token token, Consumer<Map<String, String>> change) {
        images.change(image.id(), current -> {
            Map<String, String> members = new LinkedHashMap<>(current.members());
            change.accept(members);
            return current.withMembers(members);
        });
        return images.find(image.id(), token).orElse(image);
    }

    private static ObjectNode document(SimulatedImage image, String member) {
        return Json.object()
                .put("member_id", member)
                .put("image_id", image.id())
                .put(STATUS, image.members().get(member))
                .put("created_at", Timestamps.seconds(image.updated()))
                .put("updated_at", Timestamps.seconds(image.updated()))
                .put("schema", "/v2/schemas/member");
    }
}
