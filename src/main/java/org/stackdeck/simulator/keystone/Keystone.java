package org.stackdeck.simulator.keystone;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.http.SupportedRoutes;
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

    private static final String DOMAIN = "default";

    private static final Set<String> DIRECTIONS = Set.of("asc", "desc");

    private static final Set<String> TRUE = Set.of("true", "", "1", "y", "on", "yes");
    private static final Set<String> FALSE = Set.of("false", "0", "n", "off", "no");

    private static final SupportedRoutes ROUTES = new SupportedRoutes(405)
            .add("auth/tokens", "GET,HEAD,POST,DELETE")
            .add("auth/projects", "GET,HEAD")
            .add("auth/catalog", "GET,HEAD")
            .add("projects", "GET,HEAD,POST")
            .add("projects/*", "GET,HEAD,PATCH,DELETE")
            .add("users", "GET,HEAD,POST")
            .add("users/*", "GET,HEAD,PATCH,DELETE")
            .add("users/*/projects", "GET,HEAD")
            .add("domains", "GET,HEAD,POST")
            .add("domains/*", "GET,HEAD,PATCH,DELETE");

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
        ROUTES.check(apiRequest, below);
        if (!below.getFirst().equals("auth") && !List.of("GET", "HEAD").contains(apiRequest.method())) {
            return change(apiRequest, below);
        }
        return switch (below.getFirst()) {
            case "auth" -> auth(apiRequest, String.join("/", below.subList(1, below.size())));
            case "projects" -> projects(apiRequest, below);
            case "users" -> users(apiRequest, below);
            case "domains" -> domains(apiRequest, below);
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
            enabled(apiRequest);
        }
        if (path.size() == 1) {
            permit(token.hasRole(Role.ADMIN), "identity:list_projects");
            return ApiResponse.ok(documents.projects(
                    select(apiRequest, keystoneAccounts.projects(), SimulatedProject::name), "/v3/projects"));
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
            enabled(apiRequest);
            if (!DIRECTIONS.containsAll(apiRequest.query().all("sort_dir"))) {
                throw ApiException.badRequest("Invalid input for field/attribute sort_dir.");
            }
        }
        if (path.size() == 1) {
            permit(token.hasRole(Role.ADMIN), "identity:list_users");
            return ApiResponse.ok(documents.users(select(apiRequest, keystoneAccounts.users(), SimulatedUser::name)));
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

    private ApiResponse domains(ApiRequest apiRequest, List<String> path) {
        Token token = tokens.require(apiRequest);
        if (path.size() == 1) {
            enabled(apiRequest);
        }
        boolean isDefault = path.size() == 2 && path.get(1).equals(DOMAIN);
        permit(
                isDefault || token.hasRole(Role.ADMIN),
                path.size() == 1 ? "identity:list_domains" : "identity:get_domain");
        if (path.size() == 1) {
            return ApiResponse.ok(
                    documents.domains(!select(apiRequest, List.of(KeystoneDocuments.DOMAIN_NAME), name -> name)
                            .isEmpty()));
        }
        if (!isDefault) {
            throw ApiException.notFound("Could not find domain: " + path.get(1) + ".");
        }
        return ApiResponse.ok(documents.domain());
    }

    /**
     * Returns the objects that the filters of the request select. All objects are enabled, in one domain and on one
     * page.
     */
    private static <T> List<T> select(ApiRequest apiRequest, List<T> all, Function<T, String> name) {
        QueryParameters query = apiRequest.query();
        query.last("marker").ifPresent(marker -> {
            throw ApiException.notFound("Marker %s could not be found.".formatted(marker));
        });
        boolean isExcluded = enabled(apiRequest).filter(FALSE::contains).isPresent()
                || query.last("domain_id").filter(id -> !id.equals(DOMAIN)).isPresent();
        return all.stream()
                .filter(_ -> !isExcluded)
                .filter(object ->
                        query.last("name").map(name.apply(object)::equals).orElse(true))
                .toList();
    }

    /** Returns the filter in lower case. Keystone checks it before the policy. */
    private static Optional<String> enabled(ApiRequest apiRequest) {
        Optional<String> enabled = apiRequest.query().last("enabled").map(value -> value.toLowerCase(Locale.ROOT));
        enabled.filter(value -> !TRUE.contains(value) && !FALSE.contains(value)).ifPresent(value -> {
            throw ApiException.badRequest("Invalid input for field/attribute enabled. Value: %s.".formatted(value));
        });
        return enabled;
    }

    /**
     * Refuses a change. The accounts of the simulator are read-only, like those of an LDAP directory. Keystone checks
     * the bodies for users and domains before the token.
     */
    private ApiResponse change(ApiRequest apiRequest, List<String> path) {
        String kind = path.getFirst().substring(0, path.getFirst().length() - 1);
        boolean hasBody =
                apiRequest.json().filter(body -> body.path(kind).isObject()).isPresent();
        if (!kind.equals("project") && !apiRequest.hasMethod("DELETE") && !hasBody) {
            throw ApiException.badRequest("Invalid input for field '%s': it is required.".formatted(kind));
        }
        Token token = tokens.require(apiRequest);
        String action =
                apiRequest.hasMethod("POST") ? "create_" : apiRequest.hasMethod("PATCH") ? "update_" : "delete_";
        // Keystone finds the domain before it applies the policy.
        if (!kind.equals("domain") || path.size() == 1) {
            permit(token.hasRole(Role.ADMIN), "identity:" + action + kind);
        }
        boolean exists = path.size() == 1
                || switch (kind) {
                    case "project" -> keystoneAccounts.projects().stream().anyMatch(p -> p.id().equals(path.get(1)));
                    case "user" -> keystoneAccounts.user(path.get(1)).isPresent();
                    default -> path.get(1).equals(DOMAIN);
                };
        if (!exists) {
            throw ApiException.notFound("Could not find %s: %s.".formatted(kind, path.get(1)));
        }
        permit(token.hasRole(Role.ADMIN), "identity:" + action + kind);
        throw ApiException.forbidden("The accounts of the simulator are read-only.");
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
