package org.stackdeck.simulator.keystone;

import java.util.List;
import java.util.Optional;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.UnknownPathException;

/** Simulated Keystone, Identity API v3. */
public final class Keystone extends OpenStackService {

    private static final String NOT_FOUND = """
            <!doctype html>
            <html lang=en>
            <title>404 Not Found</title>
            <h1>Not Found</h1>
            <p>The requested URL was not found on the server. If you entered the URL manually please check your spelling \
            and try again.</p>
            """;

    private final String base;
    private final KeystoneAccounts keystoneAccounts;
    private final TokenStore tokens;
    private final TokenIssuer tokenIssuer;
    private final KeystoneDocuments documents;

    public Keystone(String base, KeystoneAccounts keystoneAccounts, TokenStore tokens, ServiceCatalog serviceCatalog) {
        super("identity", "");
        this.base = base;
        this.keystoneAccounts = keystoneAccounts;
        this.tokens = tokens;
        this.tokenIssuer = new TokenIssuer(keystoneAccounts, tokens);
        this.documents = new KeystoneDocuments(base, serviceCatalog);
    }

    @Override
    public ApiResponse handle(ApiRequest apiRequest) {
        List<String> path = apiRequest.segments();
        if (path.isEmpty()) {
            return ApiResponse.json(300, documents.versions()).withHeader("Location", base + "/v3/");
        }
        if (!path.getFirst().equals("v3")) {
            throw new UnknownPathException();
        }
        List<String> below = path.subList(1, path.size());
        if (below.isEmpty()) {
            return ApiResponse.ok(documents.version());
        }
        return switch (below.getFirst()) {
            case "auth" -> auth(apiRequest, String.join("/", below.subList(1, below.size())));
            case "projects" -> projects(apiRequest, below);
            case "users" -> users(apiRequest, below);
            case "domains" -> ApiResponse.ok(documents.domains());
            default -> throw new UnknownPathException();
        };
    }

    private ApiResponse auth(ApiRequest apiRequest, String what) {
        if (what.equals("tokens") && apiRequest.hasMethod("POST")) {
            return token(201, tokenIssuer.issue(apiRequest));
        }
        Token token = tokens.require(apiRequest);
        return switch (what) {
            case "tokens" -> tokens(apiRequest, token);
            case "projects" ->
                ApiResponse.ok(documents.projects(keystoneAccounts.projectsOf(token.user()), "/v3/auth/projects"));
            case "catalog" -> catalog(token);
            default -> throw new UnknownPathException();
        };
    }

    private ApiResponse catalog(Token token) {
        if (token.project() == null) {
            throw ApiException.forbidden("You are not authorized to perform the requested action.");
        }
        return ApiResponse.ok(documents.catalog(token));
    }

    private ApiResponse tokens(ApiRequest apiRequest, Token token) {
        if (apiRequest.header("X-Subject-Token").isEmpty()) {
            permit(token.hasRole(Role.ADMIN), "identity:validate_token");
            throw ApiException.notFound("No token in the request");
        }
        Token subject = apiRequest
                .header("X-Subject-Token")
                .flatMap(tokens::find)
                .orElseThrow(() -> ApiException.notFound("Could not recognize Fernet token"));
        if (apiRequest.hasMethod("DELETE")) {
            tokens.revoke(subject.id());
            return ApiResponse.empty(204);
        }
        return token(200, subject);
    }

    private ApiResponse token(int status, Token token) {
        return ApiResponse.json(status, documents.token(token)).withHeader("X-Subject-Token", token.id());
    }

    private ApiResponse projects(ApiRequest apiRequest, List<String> path) {
        Token token = tokens.require(apiRequest);
        if (path.size() == 1) {
            permit(token.hasRole(Role.ADMIN), "identity:list_projects");
            Optional<String> name = apiRequest.query().last("name");
            List<SimulatedProject> found = keystoneAccounts.projects().stream()
                    .filter(p -> name.isEmpty() || name.get().equals(p.name()))
                    .toList();
            return ApiResponse.ok(documents.projects(found, "/v3/projects"));
        }
        SimulatedProject own = token.project();
        boolean about = own != null && own.id().equals(path.get(1));
        permit(about || token.hasRole(Role.ADMIN), "identity:get_project");
        SimulatedProject project = keystoneAccounts.projects().stream()
                .filter(p -> p.id().equals(path.get(1)))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Could not find project: " + path.get(1) + "."));
        return ApiResponse.ok(documents.project(project));
    }

    private ApiResponse users(ApiRequest apiRequest, List<String> path) {
        Token token = tokens.require(apiRequest);
        if (path.size() == 1) {
            permit(token.hasRole(Role.ADMIN), "identity:list_users");
            return ApiResponse.ok(documents.users(keystoneAccounts.users()));
        }
        boolean own = token.user().id().equals(path.get(1));
        boolean itsProjects = path.size() == 3 && path.get(2).equals("projects");
        permit(own || token.hasRole(Role.ADMIN), itsProjects ? "identity:list_user_projects" : "identity:get_user");
        SimulatedUser user = keystoneAccounts
                .user(path.get(1))
                .orElseThrow(() -> ApiException.notFound("Could not find user: " + path.get(1) + "."));
        if (itsProjects) {
            return ApiResponse.ok(
                    documents.projects(keystoneAccounts.projectsOf(user), "/v3/users/" + user.id() + "/projects"));
        }
        return ApiResponse.ok(documents.user(user));
    }

    private static void permit(boolean allowed, String action) {
        if (!allowed) {
            throw ApiException.forbidden("You are not authorized to perform the requested action: " + action + ".");
        }
    }

    @Override
    public ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException) {
        if (apiException instanceof UnknownPathException) {
            return ApiResponse.html(404, NOT_FOUND).withContentType("text/html; charset=utf-8");
        }
        ApiResponse apiResponse = ApiResponse.json(apiException.status(), documents.error(apiException));
        return apiException.status() == 401
                ? apiResponse.withHeader("WWW-Authenticate", "Keystone uri=\"" + base + "/v3\"")
                : apiResponse;
    }

    @Override
    public ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse) {
        return apiResponse
                .withHeader("Vary", "X-Auth-Token")
                .withHeader("x-openstack-request-id", apiRequest.requestId());
    }
}
