package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.Credential.Password;

/** Connection for one configured entry: its tokens and the projects that they give access to. Connects lazily. */
final class EntryConnection {

    private static final String NETWORK = "network";

    private final Entry entry;
    private final @Nullable String region;
    private final CloudServices services;
    private final ProjectDirectory directory;
    private final Keystone keystone;
    private final TokenSource own;
    private final Map<ProjectId, ProjectAccess> accesses = new ConcurrentHashMap<>();

    EntryConnection(Entry entry, @Nullable String region, CloudServices services, ProjectDirectory directory) {
        this.entry = entry;
        this.region = region;
        this.services = services;
        this.directory = directory;
        this.keystone =
                new Keystone(entry.keystone(), services.channel(Gate.IDENTITY, entry.tls()), services.refusals());
        this.own = tokens(() -> keystone.authenticate(entry.credential()));
    }

    Entry entry() {
        return entry;
    }

    /**
     * Requests the projects and the Nova version that this entry reaches.
     *
     * @throws CloudException if Keystone or Nova cannot be reached or rejects the request
     * @throws BrokenEntryException if the catalog has no matching Nova endpoint
     */
    Reached look() {
        List<ProjectAccess> reachable = reachable();
        if (reachable.isEmpty()) {
            return new Reached(List.of(), Set.of(), null, List.of(), null);
        }
        ProjectAccess open = firstOpen(reachable);
        ServiceClient nova = open.nova();
        requireNova(open.tokens().current());
        NovaVersions.Range range = services.versions().of(nova);
        ProjectAccess all = range.usable() ? listsAll(reachable) : null;
        return new Reached(
                reachable,
                reachable.stream().flatMap(a -> roles(a).stream()).collect(Collectors.toSet()),
                all,
                all == null ? List.of() : everyProject(all),
                range);
    }

    /**
     * The first project for which Keystone issues a token. A single disabled project, for instance of a disabled
     * domain, must not hide the others.
     */
    private static ProjectAccess firstOpen(List<ProjectAccess> reachable) {
        CloudException refusal = null;
        for (ProjectAccess access : reachable) {
            try {
                access.tokens().current();
                return access;
            } catch (CloudException e) {
                if (!refused(e)) {
                    throw e;
                }
                refusal = refusal == null ? e : refusal;
            }
        }
        throw refusal == null ? new CloudException(Category.UNAVAILABLE, "No project can be used") : refusal;
    }

    private static boolean refused(CloudException e) {
        return switch (e.category()) {
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, REFUSED -> true;
            case UNREACHABLE, TIMEOUT, CONFLICT, THROTTLED, UNAVAILABLE, FAILED, UNINTELLIGIBLE -> false;
        };
    }

    private List<ProjectAccess> reachable() {
        if (entry.credential() instanceof Password password && password.project() == null) {
            List<ProjectAccess> reachable = asking(own, keystone::reachable).stream()
                    .map(directory::learn)
                    .map(project -> access(project, _ -> rescoped(project.id())))
                    .toList();
            accesses.values().retainAll(reachable);
            return reachable;
        }
        KeystoneProject project = own.current().project();
        if (project == null) {
            throw new CloudException(Category.UNINTELLIGIBLE, "Keystone gave a token without a project");
        }
        return List.of(access(directory.learn(project), _ -> own));
    }

    /** Retries with a new unscoped token, because the present one may have expired or been revoked. */
    private TokenSource rescoped(ProjectId project) {
        return tokens(() -> asking(own, unscoped -> keystone.scoped(unscoped, project)));
    }

    private TokenSource tokens(Supplier<Token> issue) {
        return new TokenSource(
                issue,
                services.clock(),
                services.executor(),
                services.settings().patience());
    }

    private static <T> T asking(TokenSource tokens, Function<Token, T> question) {
        Token token = tokens.current();
        try {
            return question.apply(token);
        } catch (CloudException e) {
            if (e.status() != 401 && e.status() != 404) {
                throw e;
            }
            return question.apply(tokens.replace(token));
        }
    }

    /** Returns the access to a project under its current name. Keeps the tokens after a project was renamed. */
    private ProjectAccess access(Project project, Function<ProjectId, TokenSource> tokens) {
        return accesses.merge(
                project.id(), access(project, tokens.apply(project.id())), (known, _) -> known.named(project));
    }

    private ProjectAccess access(Project project, TokenSource tokens) {
        ServiceClient glance = client("image", tokens);
        return new ProjectAccess(
                project,
                tokens,
                client("compute", tokens),
                client(NETWORK, tokens),
                client("volumev3", tokens),
                glance,
                new ImageNames(glance, services.clock(), services.executor()));
    }

    private ServiceClient client(String type, TokenSource tokens) {
        return new ServiceClient(
                type, services.channel(type, entry.tls()), tokens, token -> endpoint(type, token), services.refusals());
    }

    private URI endpoint(String type, Token token) {
        URI address = token.catalog()
                .find(type, entry.endpoints(), region)
                .orElseThrow(() -> new CloudException(
                        Category.UNAVAILABLE, "The cloud's catalog has no " + type + " endpoint for this region"));
        if (!askable(address)) {
            throw new CloudException(
                    Category.UNAVAILABLE,
                    "The cloud's catalog has " + address + " for its " + type + " service, which is no http address");
        }
        // Some catalogs include Neutron's version in the endpoint, others do not.
        return type.equals(NETWORK) ? URI.create(address.toString().replaceFirst("/v2\\.0$", "")) : address;
    }

    private static boolean askable(URI address) {
        String scheme = address.getScheme();
        return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) && address.getHost() != null;
    }

    private void requireNova(Token token) {
        if (token.catalog().find("compute", entry.endpoints(), region).isEmpty()) {
            throw new BrokenEntryException(RemarkKind.ENDPOINT_MISSING.with(
                    entry.source(),
                    entry.name(),
                    "compute",
                    region == null ? "-" : region,
                    entry.endpoints().word()));
        }
    }

    private @Nullable ProjectAccess listsAll(List<ProjectAccess> reachable) {
        return reachable.stream()
                .filter(a -> roles(a).contains(Reached.ADMIN))
                .filter(this::mayListAll)
                .findFirst()
                .orElse(null);
    }

    /** The role name "admin" is not sufficient, because clouds define their own policies. */
    private boolean mayListAll(ProjectAccess access) {
        try {
            var version = services.versions().of(access.nova()).chosen();
            access.nova().get("/servers?all_tenants=1&limit=1", version.header());
            return true;
        } catch (CloudException e) {
            if (refused(e)) {
                return false;
            }
            throw e;
        }
    }

    private List<Project> everyProject(ProjectAccess access) {
        try {
            return allOf(access).stream().map(directory::learn).toList();
        } catch (CloudException e) {
            if (e.category() == Category.FORBIDDEN) {
                return List.of(access.project());
            }
            throw e;
        }
    }

    List<KeystoneProject> allOf(ProjectAccess access) {
        return asking(access.tokens(), keystone::all);
    }

    /** Empty if the project's token is currently rejected; requests to the project report that failure. */
    private static Set<String> roles(ProjectAccess access) {
        try {
            return access.tokens().current().roles();
        } catch (CloudException e) {
            return Set.of();
        }
    }
}
