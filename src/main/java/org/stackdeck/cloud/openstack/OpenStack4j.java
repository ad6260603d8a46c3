package org.stackdeck.cloud.openstack;

import java.util.function.Function;
import org.openstack4j.api.OSClient.OSClientV3;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.core.transport.Config;
import org.openstack4j.model.identity.URLResolverParams;
import org.openstack4j.openstack.OSFactory;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;

/**
 * The only way to openstack4j. Its session lives in a thread-local that wins over the client object, so a session is
 * made immediately before each call, on the thread that makes it; and whatever token it would send, our connector puts
 * the service client's own in its place.
 */
final class OpenStack4j {

    /** Whose requests the connector sends while openstack4j works on this thread. */
    static final ScopedValue<ServiceClient> CURRENT = ScopedValue.newInstance();

    private OpenStack4j() {}

    /**
     * Does one piece of work against one service.
     *
     * @param work must not keep the client: it is good on this thread and until it returns
     */
    static <T> T call(ServiceClient service, Function<OSClientV3, T> work) {
        return ScopedValue.where(CURRENT, service).call(() -> {
            var token = new KeystoneToken();
            token.setId(service.tokens().current().secret());
            var config = Config.newConfig().withEndpointURLResolver(new FixedEndpoint(service));
            return work.apply(OSFactory.clientFromToken(token, config));
        });
    }

    /** The service's endpoint by our reading of the catalog, whichever service openstack4j asks for. */
    private record FixedEndpoint(ServiceClient service) implements EndpointURLResolver {
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
