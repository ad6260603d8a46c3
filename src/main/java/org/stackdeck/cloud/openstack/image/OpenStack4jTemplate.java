package org.stackdeck.cloud.openstack.image;

import java.util.function.Function;
import org.openstack4j.api.OSClient.OSClientV3;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.core.transport.Config;
import org.openstack4j.model.identity.URLResolverParams;
import org.openstack4j.openstack.OSFactory;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Calls openstack4j. The library keeps its session in a thread-local, which takes precedence over the client object.
 * Therefore, a session is created immediately before each call, on the calling thread. The HTTP executor replaces the
 * session's token with that of the service client.
 */
public final class OpenStack4jTemplate {

    /** The service client whose requests openstack4j sends on the current thread. */
    static final ScopedValue<AuthenticatedServiceClient> CURRENT = ScopedValue.newInstance();

    private OpenStack4jTemplate() {}

    /**
     * Runs {@code work} with a client for one service.
     *
     * @param work must not retain the client, which is valid only on this thread and until {@code work} returns
     */
    public static <T> T call(AuthenticatedServiceClient service, Function<OSClientV3, T> work) {
        return ScopedValue.where(CURRENT, service).call(() -> {
            var token = new KeystoneToken();
            token.setId(service.tokens().current().secret());
            var config = Config.newConfig().withEndpointURLResolver(new FixedEndpoint(service));
            return work.apply(OSFactory.clientFromToken(token, config));
        });
    }

    /** Always returns the endpoint of the given service client, regardless of the service that openstack4j requests. */
    private record FixedEndpoint(AuthenticatedServiceClient service) implements EndpointURLResolver {
        @Override
        public String findURLV2(URLResolverParams params) {
            return findURLV3(params);
        }

        @Override
        public String findURLV3(URLResolverParams params) {
            return service.endpoint().toString();
        }
    }
}
