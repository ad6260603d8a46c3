package org.stackdeck.cloud.openstack.discovery;

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
import org.stackdeck.cloud.MissingServiceException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.openstack.compute.NovaVersionCache;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.config.EntryRemarkType;
import org.stackdeck.cloud.openstack.config.InvalidEntryException;
import org.stackdeck.cloud.openstack.http.ServiceCallGuard;
import org.stackdeck.cloud.openstack.identity.AuthToken;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.KeystoneClient;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneProject;
import org.stackdeck.cloud.openstack.identity.ProjectCache;
import org.stackdeck.cloud.openstack.identity.ServiceCatalog;
import org.stackdeck.cloud.openstack.identity.TokenCache;
import org.stackdeck.cloud.openstack.image.ImageNameCache;
import org.stackdeck.cloud.openstack.project.ProjectClients;

/** Connection for one configured entry: its tokens and the projects to which they give access. Connects lazily. */
final class EntryConnection {

    private final CloudEntry cloudEntry;
    private final @Nullable String region;
    private final CloudContext context;
    private final ProjectCache projectCache;
    private final KeystoneClient keystoneClient;
    private final TokenCache ownTokens;
    private final Map<ProjectId, ProjectClients> accesses = new ConcurrentHashMap<>();

    EntryConnection(CloudEntry cloudEntry, @Nullable String region, CloudContext context, ProjectCache projectCache) {
        this.cloudEntry = cloudEntry;
        this.region = region;
        this.context = context;
        this.projectCache = projectCache;
        this.keystoneClient = new KeystoneClient(
                cloudEntry.keystone(),
                context.transport(ServiceCallGuard.IDENTITY, cloudEntry.tls()),
                context.errorMapper());
        this.ownTokens = createTokenCache(() -> keystoneClient.authenticate(cloudEntry.credential()));
    }

    CloudEntry entry() {
        return cloudEntry;
    }

    /**
     * Requests the projects to which this entry has access, and Nova's version range.
     *
     * @throws CloudException if Keystone or Nova cannot be reached or rejects the request
     * @throws InvalidEntryException if the catalog has no matching Nova endpoint, or the entry cannot be used
     */
    EntryCapabilities discover() {
        CloudEntryRemark problem = cloudEntry.problem();
        if (problem != null) {
            throw new InvalidEntryException(problem);
        }
        List<ProjectClients> reachable = reachableProjects();
        if (reachable.isEmpty()) {
            return new EntryCapabilities(List.of(), Set.of(), null, List.of(), null);
        }
        ProjectClients open = firstUsable(reachable);
        AuthenticatedServiceClient nova = open.nova();
        requireNova(open.tokens().current());
        NovaVersionCache.VersionRange versionRange = context.versions().rangeOf(nova);
        ProjectClients all = versionRange.isSupported() ? findAllProjectsAccess(reachable) : null;
        return new EntryCapabilities(
                reachable,
                reachable.stream().flatMap(a -> roles(a).stream()).collect(Collectors.toSet()),
                all,
                all == null ? List.of() : loadAllProjects(all),
                versionRange);
    }

    /**
     * Returns the clients of the first project for which Keystone issues a token. A single unusable project, for
     * instance in a disabled domain, must not prevent access to the others.
     */
    private static ProjectClients firstUsable(List<ProjectClients> reachable) {
        CloudException refusal = null;
        for (ProjectClients clients : reachable) {
            try {
                clients.tokens().current();
                return clients;
            } catch (CloudException e) {
                if (!isRejected(e)) {
                    throw e;
                }
                refusal = refusal == null ? e : refusal;
            }
        }
        throw refusal == null
                ? new CloudException(Category.UNAVAILABLE, "The account cannot use any project")
                : refusal;
    }

    private static boolean isRejected(CloudException e) {
        return switch (e.category()) {
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, REFUSED -> true;
            case UNREACHABLE, TIMEOUT, CONFLICT, THROTTLED, UNAVAILABLE, FAILED, UNINTELLIGIBLE -> false;
        };
    }

    private List<ProjectClients> reachableProjects() {
        if (cloudEntry.credential() instanceof Password password && password.project() == null) {
            List<ProjectClients> reachable = callWithTokenRetry(ownTokens, keystoneClient::accessibleProjects).stream()
                    .map(projectCache::register)
                    .map(project -> access(project, _ -> rescopedTokens(project.id())))
                    .toList();
            accesses.values().retainAll(reachable);
            return reachable;
        }
        KeystoneProject project = ownTokens.current().project();
        if (project == null) {
            throw new CloudException(Category.UNINTELLIGIBLE, "Keystone returned a token without a project");
        }
        return List.of(access(projectCache.register(project), _ -> ownTokens));
    }

    /**
     * Creates a cache of tokens for the project. If Keystone rejects the unscoped token, which may have expired or been
     * revoked, the cache obtains a new one.
     */
    private TokenCache rescopedTokens(ProjectId project) {
        return createTokenCache(
                () -> callWithTokenRetry(ownTokens, unscoped -> keystoneClient.rescope(unscoped, project)));
    }

    private TokenCache createTokenCache(Supplier<AuthToken> issue) {
        return new TokenCache(
                issue, context.clock(), context.executor(), context.settings().patience());
    }

    private static <T> T callWithTokenRetry(TokenCache tokens, Function<AuthToken, T> question) {
        AuthToken authToken = tokens.current();
        try {
            return question.apply(authToken);
        } catch (CloudException e) {
            if (e.status() != 401 && e.status() != 404) {
                throw e;
            }
            return question.apply(tokens.replace(authToken));
        }
    }

    /** Returns the access to a project under its current name. Keeps the tokens when a project is renamed. */
    private ProjectClients access(Project project, Function<ProjectId, TokenCache> tokens) {
        return accesses.merge(
                project.id(), access(project, tokens.apply(project.id())), (known, _) -> known.withProject(project));
    }

    private ProjectClients access(Project project, TokenCache tokens) {
        AuthenticatedServiceClient glance = client("image", tokens);
        return new ProjectClients(
                project,
                tokens,
                client("compute", tokens),
                client("network", tokens),
                client("volumev3", tokens),
                glance,
                new ImageNameCache(glance, context.clock(), context.executor()));
    }

    private AuthenticatedServiceClient client(String type, TokenCache tokens) {
        return new AuthenticatedServiceClient(
                type,
                context.transport(type, cloudEntry.tls()),
                tokens,
                authToken -> endpoint(type, authToken),
                context.errorMapper());
    }

    private URI endpoint(String type, AuthToken authToken) {
        URI address = authToken
                .catalog()
                .find(type, cloudEntry.endpoints(), region)
                .orElseThrow(() -> new MissingServiceException(type));
        return ServiceCatalog.baseAddress(type, address)
                .orElseThrow(() -> new CloudException(
                        Category.UNAVAILABLE,
                        "The catalog's address of the " + type + " service is not an HTTP address: " + address));
    }

    private void requireNova(AuthToken authToken) {
        if (authToken.catalog().find("compute", cloudEntry.endpoints(), region).isEmpty()) {
            throw new InvalidEntryException(EntryRemarkType.ENDPOINT_MISSING.toRemark(
                    cloudEntry.source(),
                    cloudEntry.name(),
                    "compute",
                    region == null ? "-" : region,
                    cloudEntry.endpoints().wireName()));
        }
    }

    private @Nullable ProjectClients findAllProjectsAccess(List<ProjectClients> reachable) {
        return reachable.stream()
                .filter(a -> roles(a).contains(EntryCapabilities.ADMIN))
                .filter(this::canListAllServers)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns whether a request for the servers of all projects succeeds. The role name "admin" is not sufficient,
     * because clouds define their own policies.
     */
    private boolean canListAllServers(ProjectClients clients) {
        try {
            var version = context.versions().rangeOf(clients.nova()).selectVersion();
            clients.nova().get("/servers?all_tenants=1&limit=1", version.header());
            return true;
        } catch (CloudException e) {
            if (isRejected(e)) {
                return false;
            }
            throw e;
        }
    }

    private List<Project> loadAllProjects(ProjectClients clients) {
        try {
            return listAllProjects(clients).stream().map(projectCache::register).toList();
        } catch (CloudException e) {
            if (e.category() == Category.FORBIDDEN) {
                return List.of(clients.project());
            }
            throw e;
        }
    }

    List<KeystoneProject> listAllProjects(ProjectClients clients) {
        return callWithTokenRetry(clients.tokens(), keystoneClient::allProjects);
    }

    /**
     * Returns the roles in the project. Returns an empty set if no token can be obtained; requests to the project
     * report that failure.
     */
    private static Set<String> roles(ProjectClients clients) {
        try {
            return clients.tokens().current().roles();
        } catch (CloudException e) {
            return Set.of();
        }
    }
}
