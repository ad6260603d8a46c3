package org.stackdeck.simulator;

import java.util.List;
import java.util.Optional;

/** Identity API v3. */
final class Keystone implements Service {

    private static final String NOT_FOUND = """
            <!doctype html>
            <html lang=en>
            <title>404 Not Found</title>
            <h1>Not Found</h1>
            <p>The requested URL was not found on the server. If you entered the URL manually please check your spelling \
            and try again.</p>
            """;

    private final String base;
    private final Accounts accounts;
    private final TokenStore tokens;
    private final Authentication authentication;
    private final KeystoneDocuments documents;

    Keystone(String base, Accounts accounts, TokenStore tokens, Catalog catalog) {
        this.base = base;
        this.accounts = accounts;
        this.tokens = tokens;
        this.authentication = new Authentication(accounts, tokens);
        this.documents = new KeystoneDocuments(base, catalog);
    }

    @Override
    public String type() {
        return "identity";
    }

    @Override
    public String prefix() {
        return "";
    }

    @Override
    public Reply answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty()) {
            return Reply.json(300, documents.versions()).with("Location", base + "/v3/");
        }
        if (!path.getFirst().equals("v3")) {
            throw new NoSuchPath();
        }
        List<String> below = path.subList(1, path.size());
        if (below.isEmpty()) {
            return Reply.ok(documents.version());
        }
        return switch (below.getFirst()) {
            case "auth" -> auth(request, String.join("/", below.subList(1, below.size())));
            case "projects" -> projects(request, below);
            case "users" -> users(request, below);
            case "domains" -> Reply.ok(documents.domains());
            default -> throw new NoSuchPath();
        };
    }

    private Reply auth(Request request, String what) {
        if (what.equals("tokens") && request.is("POST")) {
            return token(201, authentication.authenticate(request));
        }
        Token asking = tokens.require(request);
        return switch (what) {
            case "tokens" -> tokens(request, asking);
            case "projects" -> Reply.ok(documents.projects(accounts.projectsOf(asking.user()), "/v3/auth/projects"));
            case "catalog" -> catalog(asking);
            default -> throw new NoSuchPath();
        };
    }

    private Reply catalog(Token asking) {
        if (asking.project() == null) {
            throw Refusal.forbidden("You are not authorized to perform the requested action.");
        }
        return Reply.ok(documents.catalog(asking));
    }

    private Reply tokens(Request request, Token asking) {
        if (request.header("X-Subject-Token").isEmpty()) {
            permit(asking.may(Role.ADMIN), "identity:validate_token");
            throw Refusal.notFound("No token in the request");
        }
        Token subject = request.header("X-Subject-Token")
                .flatMap(tokens::find)
                .orElseThrow(() -> Refusal.notFound("Could not recognize Fernet token"));
        if (request.is("DELETE")) {
            tokens.revoke(subject.id());
            return Reply.empty(204);
        }
        return token(200, subject);
    }

    private Reply token(int status, Token token) {
        return Reply.json(status, documents.token(token)).with("X-Subject-Token", token.id());
    }

    private Reply projects(Request request, List<String> path) {
        Token asking = tokens.require(request);
        if (path.size() == 1) {
            permit(asking.may(Role.ADMIN), "identity:list_projects");
            Optional<String> name = request.query().first("name");
            List<SimulatedProject> found = accounts.projects().stream()
                    .filter(p -> name.isEmpty() || name.get().equals(p.name()))
                    .toList();
            return Reply.ok(documents.projects(found, "/v3/projects"));
        }
        SimulatedProject own = asking.project();
        boolean about = own != null && own.id().equals(path.get(1));
        permit(about || asking.may(Role.ADMIN), "identity:get_project");
        SimulatedProject project = accounts.projects().stream()
                .filter(p -> p.id().equals(path.get(1)))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Could not find project: " + path.get(1) + "."));
        return Reply.ok(documents.project(project));
    }

    private Reply users(Request request, List<String> path) {
        Token asking = tokens.require(request);
        if (path.size() == 1) {
            permit(asking.may(Role.ADMIN), "identity:list_users");
            return Reply.ok(documents.users(accounts.users()));
        }
        boolean own = asking.user().id().equals(path.get(1));
        boolean itsProjects = path.size() == 3 && path.get(2).equals("projects");
        permit(own || asking.may(Role.ADMIN), itsProjects ? "identity:list_user_projects" : "identity:get_user");
        SimulatedUser user = accounts.user(path.get(1))
                .orElseThrow(() -> Refusal.notFound("Could not find user: " + path.get(1) + "."));
        if (itsProjects) {
            return Reply.ok(documents.projects(accounts.projectsOf(user), "/v3/users/" + user.id() + "/projects"));
        }
        return Reply.ok(documents.user(user));
    }

    private static void permit(boolean allowed, String action) {
        if (!allowed) {
            throw Refusal.forbidden("You are not authorized to perform the requested action: " + action + ".");
        }
    }

    @Override
    public Reply refuse(Request request, Refusal refusal) {
        if (refusal instanceof NoSuchPath) {
            return Reply.html(404, NOT_FOUND).as("text/html; charset=utf-8");
        }
        Reply reply = Reply.json(refusal.status(), documents.error(refusal));
        return refusal.status() == 401 ? reply.with("WWW-Authenticate", "Keystone uri=\"" + base + "/v3\"") : reply;
    }

    @Override
    public Reply dress(Request request, Reply reply) {
        return reply.with("Vary", "X-Auth-Token").with("x-openstack-request-id", request.requestId());
    }
}
