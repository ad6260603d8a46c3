package org.stackdeck.simulator.keystone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import tools.jackson.databind.JsonNode;

/** Issues the tokens of {@code POST /v3/auth/tokens}: authenticates the user and resolves the scope. */
final class TokenIssuer {

    private static final String EXPECTING = "Expecting to find %s. The server could not comply with the"
            + " request since it is either malformed or otherwise incorrect. The client is assumed to be in error.";
    private static final String DELEGATED = "You are not authorized to perform the requested action: Using a delegated"
            + " token to create another token is not allowed..";

    private final KeystoneAccounts keystoneAccounts;
    private final TokenStore tokens;

    TokenIssuer(KeystoneAccounts keystoneAccounts, TokenStore tokens) {
        this.keystoneAccounts = keystoneAccounts;
        this.tokens = tokens;
    }

    Token issue(ApiRequest apiRequest) {
        JsonNode auth = apiRequest
                .json()
                .orElseThrow(() -> ApiException.badRequest(EXPECTING.formatted("valid JSON in request body")))
                .path("auth");
        if (auth.isMissingNode()) {
            throw ApiException.badRequest(EXPECTING.formatted("auth in request body"));
        }
        JsonNode identity = auth.path("identity");
        if (!identity.isObject()) {
            throw ApiException.badRequest("'identity' is a required property");
        }
        if (!identity.path("methods").isArray()) {
            throw ApiException.badRequest("'methods' is a required property");
        }
        String method = identity.path("methods").path(0).asString("");
        return switch (method) {
            case "password" -> byPassword(identity.path("password").path("user"), auth.path("scope"));
            case "token" -> byToken(identity.path("token").path("id").asString(""), auth.path("scope"));
            case "application_credential" -> byCredential(identity.path("application_credential"));
            default -> throw ApiException.badRequest(EXPECTING.formatted(method + " in identity"));
        };
    }

    private Token byPassword(JsonNode given, JsonNode scope) {
        SimulatedUser user = user(given)
                .filter(u -> u.password().equals(given.path("password").asString("")))
                .orElseThrow(ApiException::unauthorized);
        return tokens.issue(user, scoped(user, scope).orElse(null), List.of("password"), null, null);
    }

    private Token byToken(String id, JsonNode scope) {
        Token parent = tokens.find(id).orElseThrow(() -> ApiException.notFound("Could not recognize Fernet token"));
        if (parent.credential() != null) {
            throw ApiException.forbidden(DELEGATED);
        }
        List<String> methods = new ArrayList<>(List.of("token"));
        parent.methods().stream().filter(m -> !m.equals("token")).forEach(methods::add);
        return tokens.issue(
                parent.user(), scoped(parent.user(), scope).orElse(null), List.copyOf(methods), parent, null);
    }

    private Token byCredential(JsonNode given) {
        Optional<ApplicationCredential> found = given.has("id")
                ? keystoneAccounts.credential(given.path("id").asString(""))
                : user(given.path("user"))
                        .flatMap(u -> keystoneAccounts.credential(
                                u, given.path("name").asString("")));
        ApplicationCredential credential = found.filter(
                        c -> c.secret().equals(given.path("secret").asString("")))
                .orElseThrow(ApiException::unauthorized);
        return tokens.issue(
                credential.user(), credential.project(), List.of("application_credential"), null, credential);
    }

    private Optional<SimulatedUser> user(JsonNode given) {
        return given.has("id")
                ? keystoneAccounts.user(given.path("id").asString(""))
                : keystoneAccounts
                        .user(given.path("name").asString(""))
                        .filter(u -> inDefaultDomain(given.path("domain")));
    }

    /**
     * Returns the requested project; empty for an unscoped token. Rejects a project in which the user has no role in
     * the same way as a wrong password.
     */
    private Optional<SimulatedProject> scoped(SimulatedUser user, JsonNode scope) {
        JsonNode given = scope.path("project");
        if (!given.isObject()) {
            return Optional.empty();
        }
        if (!given.has("id") && !inDefaultDomain(given.path("domain"))) {
            throw ApiException.unauthorized();
        }
        String wanted = given.path("id").asString(given.path("name").asString(""));
        return Optional.of(keystoneAccounts
                .project(wanted)
                .filter(p -> user.roles().containsKey(p.name()))
                .orElseThrow(ApiException::unauthorized));
    }

    private static boolean inDefaultDomain(JsonNode domain) {
        return domain.path("id").asString("").equals("default")
                || domain.path("name").asString("").equals("Default");
    }
}
