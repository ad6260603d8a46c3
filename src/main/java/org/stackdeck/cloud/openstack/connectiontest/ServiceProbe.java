package org.stackdeck.cloud.openstack.connectiontest;

import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.openstack.compute.NovaVersionCache;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.connectiontest.ConnectionStepException.StepFinding;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.ErrorResponseException;
import org.stackdeck.cloud.openstack.http.ServiceCallGuard;
import org.stackdeck.cloud.openstack.http.TransportException;
import org.stackdeck.cloud.openstack.identity.AuthToken;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.KeystoneClient;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneProject;
import org.stackdeck.cloud.openstack.identity.ServiceCatalog;
import org.stackdeck.cloud.openstack.identity.TokenCache;

/** Sends the requests of a test to Keystone and to the services in its catalog. */
final class ServiceProbe {

    /** Number of projects for which the test requests a token before it fails. Individual projects can be unusable. */
    private static final int MAX_PROJECTS = 5;

    private final CloudEntry entry;
    private final CloudContext context;
    private final KeystoneClient keystone;
    private int projects = 1;
    private @Nullable AuthToken token;

    ServiceProbe(CloudEntry entry, CloudContext context) {
        this.entry = entry;
        this.context = context;
        this.keystone = new KeystoneClient(
                entry.keystone(), context.transport(ServiceCallGuard.IDENTITY, entry.tls()), context.errorMapper());
    }

    /**
     * Authenticates with the credential of the entry.
     *
     * @throws ConnectionStepException if the response does not come from Keystone, or if the user has no role in
     *     any project
     * @throws CloudException if Keystone cannot be reached, or rejects the credential or a project
     */
    StepFinding authenticate() {
        try {
            return authenticateAndRescope();
        } catch (CloudException e) {
            boolean unsupported = e.status() == 501;
            boolean rejected =
                    e.status() >= 400 && e.status() < 500 && e.category() != CloudException.Category.THROTTLED;
            if ((unsupported || rejected) && e instanceof ErrorResponseException response && !response.hasReason()) {
                throw new ConnectionStepException(ConnectionFinding.UNEXPECTED_RESPONSE, Integer.toString(e.status()));
            }
            throw e;
        }
    }

    private StepFinding authenticateAndRescope() {
        AuthToken own = keystone.authenticate(entry.credential());
        token = entry.credential() instanceof Password password && password.project() == null ? rescope(own) : own;
        return StepFinding.of(ConnectionFinding.AUTHENTICATED, Integer.toString(projects));
    }

    private AuthToken rescope(AuthToken unscoped) {
        List<KeystoneProject> accessible = keystone.accessibleProjects(unscoped);
        projects = accessible.size();
        CloudException refusal = null;
        for (KeystoneProject project : accessible.stream().limit(MAX_PROJECTS).toList()) {
            try {
                return keystone.rescope(unscoped, new ProjectId(project.id()));
            } catch (CloudException e) {
                refusal = e;
            }
        }
        throw refusal == null ? new ConnectionStepException(ConnectionFinding.NO_PROJECT) : refusal;
    }

    StepFinding findServices() {
        AuthToken present = requireToken();
        List<String> found = List.of("compute", "network", "image", "volumev3").stream()
                .filter(type -> endpoint(present, type).isPresent())
                .toList();
        if (!found.contains("compute")) {
            String region = entry.region();
            Set<String> regions = new TreeSet<>(present.catalog().regions("compute", entry.endpoints()));
            throw regions.isEmpty() || region == null
                    ? new ConnectionStepException(
                            ConnectionFinding.NOVA_MISSING, entry.endpoints().wireName())
                    : new ConnectionStepException(ConnectionFinding.REGION_MISSING, region, String.join(", ", regions));
        }
        return StepFinding.of(ConnectionFinding.SERVICES_FOUND, String.join(", ", found));
    }

    StepFinding checkNova() {
        AuthenticatedServiceClient nova = client("compute");
        NovaVersionCache.VersionRange range = new NovaVersionCache(context.clock()).rangeOf(nova);
        if (!range.isSupported()) {
            throw new ConnectionStepException(
                    ConnectionFinding.NOVA_TOO_OLD, range.newest().toString());
        }
        nova.get("/servers?limit=1", range.selectVersion().header());
        return StepFinding.of(ConnectionFinding.NOVA_SUPPORTED, range.newest().toString());
    }

    /** @param path the path of a list request that returns at most one element */
    StepFinding check(String type, String path) {
        if (endpoint(requireToken(), type).isEmpty()) {
            return StepFinding.of(ConnectionFinding.SERVICE_MISSING, type);
        }
        client(type).get(path, Map.of());
        return StepFinding.of(ConnectionFinding.REACHED);
    }

    StepFinding describeRoles() {
        Set<String> roles = requireToken().roles();
        String names = String.join(", ", new TreeSet<>(roles));
        ConnectionFinding finding = roles.contains("admin")
                ? ConnectionFinding.ADMINISTRATOR
                : roles.equals(Set.of("reader")) ? ConnectionFinding.READER : ConnectionFinding.ROLES_FOUND;
        return StepFinding.of(finding, names);
    }

    private AuthToken requireToken() {
        if (token == null) {
            throw new IllegalStateException("not authenticated");
        }
        return token;
    }

    private Optional<URI> endpoint(AuthToken present, String type) {
        return present.catalog().find(type, entry.endpoints(), entry.region());
    }

    private AuthenticatedServiceClient client(String type) {
        AuthToken present = requireToken();
        URI base = endpoint(present, type)
                .flatMap(uri -> ServiceCatalog.baseAddress(type, uri))
                .orElseThrow(() -> new ConnectionStepException(ConnectionFinding.UNEXPECTED_RESPONSE, type));
        return new AuthenticatedServiceClient(
                type,
                context.transport(type, entry.tls()),
                new TokenCache(
                        () -> present,
                        context.clock(),
                        context.executor(),
                        context.settings().patience()),
                _ -> base,
                context.errorMapper());
    }

    /** Maps a failure to a finding, without the message of the service, which can contain anything. */
    static StepFinding toFinding(CloudException e) {
        String status = Integer.toString(e.status());
        return switch (e.category()) {
            case UNREACHABLE -> StepFinding.of(unreachable(e), addressOf(e));
            case TIMEOUT -> StepFinding.of(ConnectionFinding.TIMEOUT, addressOf(e));
            case UNAVAILABLE ->
                e.status() == 0
                        ? StepFinding.of(ConnectionFinding.TIMEOUT, addressOf(e))
                        : StepFinding.of(ConnectionFinding.SERVICE_ERROR, status);
            case UNAUTHENTICATED -> StepFinding.of(ConnectionFinding.CREDENTIAL_REJECTED);
            case FORBIDDEN -> StepFinding.of(ConnectionFinding.FORBIDDEN);
            case NOT_FOUND, UNINTELLIGIBLE -> StepFinding.of(ConnectionFinding.UNEXPECTED_RESPONSE, status);
            case CONFLICT, REFUSED, THROTTLED, FAILED -> StepFinding.of(ConnectionFinding.SERVICE_ERROR, status);
        };
    }

    private static ConnectionFinding unreachable(CloudException e) {
        Throwable cause = e.getCause();
        if (cause instanceof SSLHandshakeException) {
            return ConnectionFinding.CERTIFICATE_UNTRUSTED;
        }
        boolean unresolved = cause != null && cause.getCause() instanceof UnresolvedAddressException;
        boolean unknown = unresolved || cause instanceof UnknownHostException;
        return unknown ? ConnectionFinding.UNKNOWN_HOST : ConnectionFinding.CONNECTION_REFUSED;
    }

    /** Returns the address of the service; empty if the exception does not contain one. */
    private static String addressOf(CloudException e) {
        return e instanceof TransportException failed ? failed.address() : "";
    }
}
