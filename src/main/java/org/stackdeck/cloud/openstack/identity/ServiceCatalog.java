package org.stackdeck.cloud.openstack.identity;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The service catalog of a token. */
public record ServiceCatalog(List<Endpoint> endpoints) {

    public ServiceCatalog {
        endpoints = List.copyOf(endpoints);
    }

    /** @param type the service type in the catalog: compute, image, network, … */
    record Endpoint(String type, String interfaceName, String region, URI uri) {}

    /**
     * Returns the address of a service; empty if the catalog has no matching endpoint.
     *
     * @param region null for the first matching endpoint of any region
     */
    public Optional<URI> find(String type, EndpointInterface endpointInterface, @Nullable String region) {
        return endpoints.stream()
                .filter(e -> e.type().equals(type) && e.interfaceName().equals(endpointInterface.wireName()))
                .filter(e -> region == null || e.region().equals(region))
                .map(Endpoint::uri)
                .findFirst();
    }

    /**
     * Returns the address to which the paths of requests are appended, without Neutron's version, which only some
     * catalogs include; empty if the endpoint is not an HTTP address.
     */
    public static Optional<URI> baseAddress(String type, URI endpoint) {
        String scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            return Optional.empty();
        }
        return Optional.of(
                type.equals("network") ? URI.create(endpoint.toString().replaceFirst("/v2\\.0$", "")) : endpoint);
    }

    /** Returns the regions that have an endpoint of a service. */
    public Set<String> regions(String type, EndpointInterface endpointInterface) {
        return endpoints.stream()
                .filter(e -> e.type().equals(type) && e.interfaceName().equals(endpointInterface.wireName()))
                .map(Endpoint::region)
                .collect(Collectors.toSet());
    }
}
