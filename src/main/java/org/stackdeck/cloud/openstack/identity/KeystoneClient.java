package org.stackdeck.cloud.openstack.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ErrorResponseMapper;
import org.stackdeck.cloud.openstack.http.GuardedTransport;
import org.stackdeck.cloud.openstack.http.ListSizeLimiter;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceCallGuard;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.KeystoneDtos.IdentityReference;
import org.stackdeck.cloud.openstack.identity.KeystoneDtos.Links;
import org.stackdeck.cloud.openstack.identity.KeystoneDtos.Projects;
import org.stackdeck.cloud.openstack.identity.KeystoneDtos.TokenBody;

/** Client for tokens and projects of the Identity API v3. Caches nothing; {@link TokenCache} caches the tokens. */
public final class KeystoneClient {

    private static final Logger LOG = LoggerFactory.getLogger(KeystoneClient.class);
    private static final long BYTES_PER_CHARACTER = 2;

    private final URI address;
    private final GuardedTransport guardedTransport;
    private final ErrorResponseMapper errorResponseMapper;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param address up to and including {@code /v3} */
    public KeystoneClient(URI address, GuardedTransport guardedTransport, ErrorResponseMapper errorResponseMapper) {
        this.address = address;
        this.guardedTransport = guardedTransport;
        this.errorResponseMapper = errorResponseMapper;
    }

    /**
     * Requests a token with the scope of the credential.
     *
     * @throws CloudException UNAUTHENTICATED if the credential is rejected
     */
    public AuthToken authenticate(KeystoneCredential keystoneCredential) {
        return token(AuthRequestBodies.authenticate(keystoneCredential));
    }

    /**
     * Exchanges an unscoped token for a project-scoped one. This takes about an eighth of the time of a password
     * authentication.
     */
    public AuthToken rescope(AuthToken unscoped, ProjectId project) {
        return token(AuthRequestBodies.rescopeTo(unscoped, project));
    }

    /** Lists the enabled projects in which the token's user has a role. */
    public List<KeystoneProject> accessibleProjects(AuthToken authToken) {
        return projects("/auth/projects", authToken);
    }

    /** Lists all enabled projects. Keystone's policy must permit the user of the token to list them. */
    public List<KeystoneProject> allProjects(AuthToken authToken) {
        return projects("/projects", authToken);
    }

    private AuthToken token(String body) {
        ServiceResponse serviceResponse = requireSuccess(guardedTransport.send(
                new ServiceRequest("POST", uri("/auth/tokens"), Map.of("Accept", "application/json"), body)));
        String secret = serviceResponse
                .header("X-Subject-Token")
                .orElseThrow(() -> ServiceJson.invalidResponse(serviceResponse));
        try {
            return ServiceJson.readAt(serviceResponse, "/token", TokenBody.class)
                    .toAuthToken(secret);
        } catch (NullPointerException e) {
            throw ServiceJson.invalidResponse(serviceResponse);
        }
    }

    /**
     * Loads the complete list page by page, without disabled projects. Keystone can truncate the list ({@code
     * list_limit}) without a link to the next page. In this case, requests the projects after the last one. If Keystone
     * does not support this request, returns the truncated list.
     */
    private List<KeystoneProject> projects(String path, AuthToken authToken) {
        SequencedMap<String, IdentityReference> found = new LinkedHashMap<>();
        ListSizeLimiter limit = new ListSizeLimiter();
        Projects page = page(path, authToken, limit);
        while (addNew(page, found)) {
            Optional<String> next =
                    Optional.ofNullable(page.links()).map(Links::next).map(ResponseFields::query);
            if (next.isPresent()) {
                page = page(path + "?" + next.get(), authToken, limit);
            } else if (Objects.equals(page.truncated(), true)) {
                page = nextPageAfterTruncation(path, authToken, found, limit);
            } else {
                break;
            }
        }
        return found.values().stream()
                .filter(p -> !Objects.equals(p.enabled(), false))
                .map(IdentityReference::toProject)
                .toList();
    }

    private Projects page(String path, AuthToken authToken, ListSizeLimiter limit) {
        Projects page = ServiceJson.read(
                requireSuccess(guardedTransport.send(
                        ServiceRequest.get(uri(path), Map.of("X-Auth-Token", authToken.secret())))),
                Projects.class);
        if (page.projects() != null) {
            page.projects()
                    .forEach(project -> limit.add(BYTES_PER_CHARACTER
                            * (String.valueOf(project.id()).length()
                                    + String.valueOf(project.name()).length())));
        }
        return page;
    }

    /**
     * Adds the projects of the page. Returns whether any project is new. Otherwise, the caller stops reading, so that
     * it cannot loop endlessly.
     */
    private static boolean addNew(Projects page, Map<String, IdentityReference> found) {
        if (page.projects() == null) {
            throw new CloudException(Category.UNINTELLIGIBLE, "Keystone's project list does not conform to its API");
        }
        int before = found.size();
        page.projects().stream().filter(p -> p.id() != null).forEach(p -> found.put(p.id(), p));
        return found.size() > before;
    }

    private Projects nextPageAfterTruncation(
            String path, AuthToken authToken, SequencedMap<String, IdentityReference> found, ListSizeLimiter limit) {
        String marker = URLEncoder.encode(found.lastEntry().getKey(), StandardCharsets.UTF_8);
        Projects page;
        try {
            page = page(path + "?marker=" + marker, authToken, limit);
        } catch (CloudException e) {
            if (e.category() != Category.REFUSED) {
                throw e;
            }
            page = new Projects(List.of(), null, null);
        }
        if (page.projects() == null || page.projects().stream().allMatch(p -> found.containsKey(p.id()))) {
            warnAboutTruncation(found.size());
        }
        return page;
    }

    private void warnAboutTruncation(int projects) {
        if (!warned.getAndSet(true)) {
            LOG.warn(
                    "Keystone at {} returned only {} projects, so others are not shown. Increase Keystone's list_limit",
                    address,
                    projects);
        }
    }

    private ServiceResponse requireSuccess(ServiceResponse serviceResponse) {
        if (!serviceResponse.isSuccessful()) {
            throw errorResponseMapper.toCloudException(ServiceCallGuard.IDENTITY, serviceResponse);
        }
        return serviceResponse;
    }

    private URI uri(String path) {
        return URI.create(address + path);
    }
}
